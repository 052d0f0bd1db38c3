import { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { SkepError, isSkepError } from '../../errors.js';
import { unreadable } from '../../files/failures.js';
import type { OpenFile } from '../../ports/files.js';

const CHUNK_BYTES = 1 << 20;
/** etcd itself takes 1.5 MiB a request by default; a line as long as this is no dump. */
const MAX_LINE_BYTES = 64 << 20;
const NEWLINE = 10;

/**
 * The lines of a dump in groups, one group for each piece of the file that was read: bounded memory, one await per piece.
 * Gzip is told by its first bytes, not by the name.
 * @throws SkepError STORE_CORRUPT for a cut gzip stream or an endless line
 */
export async function* dumpLines(file: OpenFile, path: string): AsyncGenerator<Buffer[]> {
  const magic = Buffer.alloc(2);
  const compressed = (await file.read(magic, 0)) === 2 && magic[0] === 0x1f && magic[1] === 0x8b;
  let open: Buffer[] = [];
  let openBytes = 0;
  let lineNumber = 1;
  for await (const chunk of compressed ? gunzipped(file, path) : chunks(file, path)) {
    const firstEnd = chunk.indexOf(NEWLINE);
    const lastEnd = chunk.lastIndexOf(NEWLINE);
    if (firstEnd !== -1) {
      const first = open.length === 0 ? chunk.subarray(0, firstEnd) : Buffer.concat([...open, chunk.subarray(0, firstEnd)]);
      const lines = splitLines(first, chunk.subarray(firstEnd + 1, lastEnd + 1));
      lineNumber += lines.length;
      yield lines;
      open = [];
      openBytes = 0;
    }
    const tail = chunk.subarray(lastEnd + 1);
    openBytes += tail.length;
    if (openBytes > MAX_LINE_BYTES) {
      throw new SkepError('STORE_CORRUPT', `${path} line ${String(lineNumber)}: longer than ${String(MAX_LINE_BYTES >> 20)} MiB`);
    }
    if (tail.length > 0) open.push(tail);
  }
  if (openBytes > 0) yield [Buffer.concat(open)];
}

/** `first` and the lines of `complete`, each of which ends with a newline. */
function splitLines(first: Buffer, complete: Buffer): Buffer[] {
  const lines = [first];
  let start = 0;
  for (let end = complete.indexOf(NEWLINE); end !== -1; end = complete.indexOf(NEWLINE, start)) {
    lines.push(complete.subarray(start, end));
    start = end + 1;
  }
  return lines;
}

async function* chunks(file: OpenFile, path: string): AsyncGenerator<Buffer> {
  let position = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const length = await file.read(chunk, position).catch((error: unknown) => {
      throw unreadable(path, error);
    });
    if (length === 0) return;
    position += length;
    yield chunk.subarray(0, length);
  }
}

async function* gunzipped(file: OpenFile, path: string): AsyncGenerator<Buffer> {
  const compressed = Readable.from(chunks(file, path), { objectMode: false, highWaterMark: CHUNK_BYTES });
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  compressed.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const chunk of compressed.pipe(gunzip)) yield chunk as Buffer;
  } catch (error) {
    if (isSkepError(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new SkepError('STORE_CORRUPT', `${path}: the gzip stream is damaged (${reason})`, { cause: error });
  } finally {
    compressed.destroy();
    gunzip.destroy();
  }
}
