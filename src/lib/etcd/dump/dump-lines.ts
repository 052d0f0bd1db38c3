import { Buffer } from 'node:buffer';
import { SkepError } from '../../errors.js';
import { fileBytes } from '../../files/byte-stream.js';
import type { OpenFile } from '../../ports/files.js';

/** etcd itself takes 1.5 MiB a request by default; a line as long as this is no dump. */
const MAX_LINE_BYTES = 64 << 20;
const NEWLINE = 10;

/**
 * The lines of a dump in groups, one group for each piece of the file that was read: bounded memory, one await per piece.
 * @throws SkepError STORE_CORRUPT for a cut gzip stream or an endless line
 */
export async function* dumpLines(file: OpenFile, path: string): AsyncGenerator<Buffer[]> {
  let open: Buffer[] = [];
  let openBytes = 0;
  let lineNumber = 1;
  for await (const chunk of fileBytes(file, path)) {
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
