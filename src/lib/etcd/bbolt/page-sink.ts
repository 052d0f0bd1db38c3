import { Buffer } from 'node:buffer';
import type { OpenFile } from '../../ports/files.js';
import { unwritable } from '../../files/failures.js';

const CHUNK = 1024 * 1024;
const MAX_WAITING_BYTES = 4 * CHUNK;
const MAX_SPARE_CHUNKS = 4;

/**
 * Hands out pages in ascending order and writes them in large sequential pieces while the next ones are filled. Pages are
 * handed out dirty: whoever takes one fills all of it.
 */
export class PageSink {
  readonly pageSize: number;
  readonly #file: OpenFile;
  readonly #location: string;
  readonly #spare: Buffer[] = [];
  #chunk: Buffer;
  #used = 0;
  #chunkPosition: number;
  #nextPage: number;
  #waitingBytes = 0;
  #writes: Promise<void> = Promise.resolve();
  #failure: unknown;

  constructor(file: OpenFile, location: string, pageSize: number, firstPage: number) {
    this.#file = file;
    this.#location = location;
    this.pageSize = pageSize;
    this.#nextPage = firstPage;
    this.#chunkPosition = firstPage * pageSize;
    this.#chunk = Buffer.allocUnsafeSlow(CHUNK);
  }

  /** One more than the last page handed out. */
  get nextPage(): number {
    return this.#nextPage;
  }

  /** The next `count` pages in one piece. */
  take(count: number): { readonly id: number; readonly bytes: Buffer } {
    const size = count * this.pageSize;
    if (this.#used + size > this.#chunk.length) this.#passOn(size);
    const bytes = this.#chunk.subarray(this.#used, this.#used + size);
    const id = this.#nextPage;
    this.#used += size;
    this.#nextPage += count;
    return { id, bytes };
  }

  /** Whether so much waits to be written, or a write failed, that the caller must `drain` before it goes on. */
  get isFull(): boolean {
    return this.#waitingBytes >= MAX_WAITING_BYTES || this.#failure !== undefined;
  }

  /** Waits until everything passed on is written. @throws SkepError STORE_UNWRITABLE */
  async drain(): Promise<void> {
    await this.#writes;
    if (this.#failure !== undefined) throw unwritable(this.#location, this.#failure);
  }

  /** Writes everything handed out. */
  async flush(): Promise<void> {
    this.#passOn(0);
    await this.drain();
  }

  #passOn(sizeNeeded: number): void {
    const chunk = this.#chunk;
    const piece = chunk.subarray(0, this.#used);
    const position = this.#chunkPosition;
    this.#chunkPosition += piece.length;
    this.#waitingBytes += piece.length;
    this.#used = 0;
    this.#chunk = sizeNeeded > CHUNK ? Buffer.allocUnsafeSlow(sizeNeeded) : (this.#spare.pop() ?? Buffer.allocUnsafeSlow(CHUNK));
    this.#writes = this.#writes
      .then(() => this.#write(piece, position))
      .then(() => {
        this.#waitingBytes -= piece.length;
        if (chunk.length === CHUNK && this.#spare.length < MAX_SPARE_CHUNKS) this.#spare.push(chunk);
      });
  }

  /** After a failure nothing more is written; `drain` tells of it. */
  async #write(piece: Buffer, position: number): Promise<void> {
    if (this.#failure !== undefined || piece.length === 0) return;
    try {
      await this.#file.write(piece, position);
    } catch (error) {
      this.#failure = error;
    }
  }
}
