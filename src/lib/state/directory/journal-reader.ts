import { SkepError } from '../../errors.js';
import type { OpenFile } from '../../ports/files.js';
import type { JournalEntry } from '../../ports/state-store.js';
import { reading } from './failures.js';
import { decodeLine, hasOverwrittenEnd, splitLines } from './journal-line.js';

const CHUNK_BYTES = 1 << 18;

/** How far a journal has been read. */
export interface JournalPosition {
  /** The number of the next line. */
  readonly next: number;
  /** The byte at which it begins. */
  readonly offset: number;
}

export const JOURNAL_START: JournalPosition = { next: 0, offset: 0 };

/** Lines one after the other, and the position behind each. Ends before a torn end. */
export interface ReadLine extends JournalEntry {
  readonly after: JournalPosition;
}

/**
 * The whole lines of a journal from a position on. What a crash leaves at the end is left out: a last line without its end, or
 * a hole of zeros in lines that were never durable. Anything else is damage.
 * @throws SkepError STATE_CORRUPT naming line and byte
 */
export async function* readLines(file: OpenFile, path: string, from: JournalPosition): AsyncGenerator<ReadLine> {
  let { next } = from;
  let suspect: JournalPosition | undefined;
  for await (const { bytes, offset, ended } of rawLines(file, path, from.offset)) {
    const stored = ended ? decodeLine(bytes) : undefined;
    if (suspect !== undefined) {
      // A later line that was written when the suspect was durable proves that no crash made it.
      if (stored !== undefined && stored.durableBefore > suspect.next) throw damaged(path, suspect);
    } else if (stored?.number === next) {
      next += 1;
      yield { number: stored.number, line: stored.line, after: { next, offset: offset + bytes.length + 1 } };
    } else if (ended ? bytes.includes(0) : !hasOverwrittenEnd(bytes)) {
      suspect = { next, offset };
    } else {
      throw damaged(path, { next, offset });
    }
  }
}

interface RawLine {
  readonly bytes: Buffer;
  readonly offset: number;
  /** Has it its line end? Only the last may not. */
  readonly ended: boolean;
}

async function* rawLines(file: OpenFile, path: string, start: number): AsyncGenerator<RawLine> {
  let position = start;
  let rest: Buffer[] = [];
  let restLength = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const length = await reading(path, () => file.read(chunk, position));
    if (length === 0) break;
    const fresh = chunk.subarray(0, length);
    position += length;
    if (!fresh.includes(0x0a)) {
      rest.push(fresh);
      restLength += length;
      continue;
    }
    const bytes = restLength === 0 ? fresh : Buffer.concat([...rest, fresh]);
    const base = position - bytes.length;
    let consumed = 0;
    for (const line of splitLines(bytes)) {
      consumed = line.offset + line.bytes.length + 1;
      yield { bytes: line.bytes, offset: base + line.offset, ended: true };
    }
    rest = [bytes.subarray(consumed)];
    restLength = bytes.length - consumed;
  }
  if (restLength > 0) yield { bytes: Buffer.concat(rest), offset: position - restLength, ended: false };
}

function damaged(path: string, at: JournalPosition): SkepError {
  return new SkepError(
    'STATE_CORRUPT',
    `journal ${path}: line ${at.next + 1}, from byte ${at.offset}, is damaged and no crash leaves it so`,
    {
      hints: ['restore the file from a copy; lines before it can be read with head'],
      details: { path, line: at.next + 1, offset: at.offset },
    },
  );
}
