import { dirname } from 'node:path';
import { SkepError } from '../errors.js';
import type { Files, OpenFile } from '../ports/files.js';
import { FRAME_BYTES, frameLength, type RunBuffer, type SpoolRecord } from './run-buffer.js';

const WRITE_BYTES = 1 << 20;
const READ_BYTES = 1 << 18;

export interface RunFile {
  readonly path: string;
  readonly records: number;
  readonly bytes: number;
}

/** Writes a buffer as one sorted run: beside its name, synced, renamed. A run that has its name is whole. */
export async function writeRun(files: Files, path: string, buffer: RunBuffer): Promise<RunFile> {
  const partial = `${path}.partial`;
  const file = await files.open(partial, 'w');
  let bytes = 0;
  try {
    const piece = Buffer.allocUnsafe(WRITE_BYTES);
    let used = 0;
    for (const frame of buffer.sortedFrames()) {
      bytes += frame.length;
      if (used + frame.length > piece.length) {
        await file.write(piece.subarray(0, used));
        used = 0;
      }
      if (frame.length > piece.length) await file.write(frame);
      else used += frame.copy(piece, used);
    }
    await file.write(piece.subarray(0, used));
    await file.sync();
  } finally {
    await file.close();
  }
  await files.rename(partial, path);
  await files.syncDirectory(dirname(path));
  return { path, records: buffer.count, bytes };
}

/** Reads one run in order. `current` is the record at the front; `advance` fetches the next one. */
export class RunReader {
  readonly #file: OpenFile;
  readonly #path: string;
  #buffer: Buffer = Buffer.alloc(0);
  #offset = 0;
  #position = 0;
  #ended = false;
  current: SpoolRecord | undefined;

  private constructor(file: OpenFile, path: string) {
    this.#file = file;
    this.#path = path;
  }

  static async open(files: Files, path: string): Promise<RunReader> {
    const reader = new RunReader(await files.open(path, 'r'), path);
    await reader.advance();
    return reader;
  }

  /** Moves to the next record without waiting when it is in memory; false: call `advance`. */
  advanceInMemory(): boolean {
    const left = this.#buffer.length - this.#offset;
    if (left < FRAME_BYTES) return false;
    const length = frameLength(this.#buffer, this.#offset);
    if (left < length) return false;
    const keyStart = this.#offset + FRAME_BYTES;
    const keyEnd = keyStart + this.#buffer.readUInt32LE(this.#offset);
    this.current = {
      key: this.#buffer.subarray(keyStart, keyEnd),
      payload: this.#buffer.subarray(keyEnd, this.#offset + length),
    };
    this.#offset += length;
    return true;
  }

  async advance(): Promise<void> {
    // Twice when a long record's length was not in memory yet.
    while (!this.advanceInMemory()) {
      if (this.#ended) {
        this.#end();
        return;
      }
      await this.#refill();
    }
  }

  #end(): void {
    if (this.#offset < this.#buffer.length) {
      throw new SkepError('STORE_CORRUPT', `work file ${this.#path} ends in the middle of a record`, {
        hints: ['start the run afresh: it was cut short from outside'],
      });
    }
    this.current = undefined;
  }

  /** A new buffer each time: records that were handed out keep pointing into the old one. */
  async #refill(): Promise<void> {
    const rest = this.#buffer.subarray(this.#offset);
    const wanted = rest.length >= FRAME_BYTES ? Math.max(READ_BYTES, frameLength(rest, 0)) : READ_BYTES;
    const buffer = Buffer.allocUnsafe(Math.max(wanted, rest.length + READ_BYTES));
    rest.copy(buffer, 0);
    let filled = rest.length;
    while (filled < wanted) {
      const count = await this.#file.read(buffer.subarray(filled), this.#position);
      if (count === 0) {
        this.#ended = true;
        break;
      }
      filled += count;
      this.#position += count;
    }
    this.#buffer = buffer.subarray(0, filled);
    this.#offset = 0;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}
