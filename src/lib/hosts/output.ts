import { StringDecoder } from 'node:string_decoder';

/** A line that does not end is handed on in pieces of this many characters. */
const MAX_LINE_LENGTH = 64 * 1024;

/** One output stream of a command: the first bytes are kept, all of it is told line by line, the rest is only counted. */
export class OutputKeeper {
  readonly #keepBytes: number;
  readonly #onLine: ((line: string) => void) | undefined;
  readonly #decoder = new StringDecoder('utf8');
  readonly #chunks: Buffer[] = [];
  #kept = 0;
  #seen = 0;
  #line = '';

  constructor(keepBytes: number, onLine: ((line: string) => void) | undefined) {
    this.#keepBytes = keepBytes;
    this.#onLine = onLine;
  }

  push(bytes: Buffer): void {
    this.#seen += bytes.length;
    const room = Math.min(bytes.length, this.#keepBytes - this.#kept);
    if (room > 0) {
      // A copy, so that a short piece does not hold the whole packet that it came in.
      this.#chunks.push(Buffer.from(bytes.subarray(0, room)));
      this.#kept += room;
    }
    if (this.#onLine) this.#tell(this.#line + this.#decoder.write(bytes), this.#onLine);
  }

  /** Tells a last line that has no line end. */
  end(): void {
    if (!this.#onLine) return;
    this.#tell(this.#line + this.#decoder.end(), this.#onLine);
    if (this.#line !== '') this.#onLine(this.#line);
    this.#line = '';
  }

  get bytes(): Uint8Array {
    return Buffer.concat(this.#chunks, this.#kept);
  }

  get truncated(): boolean {
    return this.#seen > this.#kept;
  }

  #tell(text: string, onLine: (line: string) => void): void {
    let from = 0;
    while (true) {
      const end = text.indexOf('\n', from);
      const length = (end < 0 ? text.length : end) - from;
      if (length > MAX_LINE_LENGTH) {
        onLine(text.slice(from, from + MAX_LINE_LENGTH));
        from += MAX_LINE_LENGTH;
        continue;
      }
      if (end < 0) break;
      onLine(text.slice(from, end));
      from = end + 1;
    }
    this.#line = text.slice(from);
  }
}
