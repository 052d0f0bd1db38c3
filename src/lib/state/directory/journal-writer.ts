import { SkepError } from '../../errors.js';
import type { OpenFile } from '../../ports/files.js';
import type { JournalWriter } from '../../ports/state-store.js';
import { stateUnwritable } from './failures.js';
import { encodeLine } from './journal-line.js';
import type { JournalPosition } from './journal-reader.js';

export interface WriterOptions {
  readonly file: OpenFile;
  readonly path: string;
  /** Where the next line goes; all before it is durable. */
  readonly start: JournalPosition;
  /** Asked before each group is written. @throws SkepError STATE_OWNERSHIP_LOST */
  readonly assertOwned: () => Promise<void>;
  readonly lost: AbortSignal;
  /** After the last line is durable and the file closed. */
  readonly onClose: () => Promise<void>;
}

interface Waiting {
  readonly line: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Appends lines in groups: while one group is written and synced the next gathers, so that many appenders share one fsync.
 * After a failed write or fsync nothing is known of what is on the disk: the writer refuses everything from then on.
 */
export function journalWriter(options: WriterOptions): JournalWriter {
  const { file, path } = options;
  let { next, offset } = options.start;
  let durable = next;
  let gathered: Waiting[] = [];
  let flushing: Promise<void> | undefined;
  let failure: { readonly error: unknown } | undefined;
  let closed = false;

  async function flush(): Promise<void> {
    // Whoever the last group woke up appends before the event loop turns: waiting for the turn makes one group of them.
    await new Promise((resolve) => setImmediate(resolve));
    while (gathered.length > 0) {
      const group = gathered;
      gathered = [];
      try {
        await options.assertOwned();
        await write(group);
      } catch (error) {
        failure = { error: stateUnwritable(path, error) };
        for (const { reject } of [...group, ...gathered]) reject(failure.error);
        gathered = [];
        break;
      }
      for (const { resolve } of group) resolve();
      await new Promise((resolve) => setImmediate(resolve));
    }
    flushing = undefined;
  }

  async function write(group: readonly Waiting[]): Promise<void> {
    const first = durable;
    const bytes = Buffer.from(group.map(({ line }, index) => encodeLine(first + index, first, line)).join(''));
    await file.write(bytes, offset);
    await file.sync();
    offset += bytes.length;
    durable += group.length;
  }

  return {
    get next() {
      return next;
    },
    async append(line) {
      if (failure !== undefined) throw failure.error;
      if (closed) throw new SkepError('INTERNAL_BUG', `journal ${path}: a line after the journal was closed`);
      if (line.includes('\n')) throw new SkepError('INTERNAL_BUG', `journal ${path}: a line with a line break`);
      next += 1;
      await new Promise<void>((resolve, reject) => {
        gathered.push({ line, resolve, reject });
        flushing ??= flush();
      });
    },
    lost: options.lost,
    async close() {
      if (closed) return;
      closed = true;
      await flushing;
      await file.close();
      await options.onClose();
    },
  };
}
