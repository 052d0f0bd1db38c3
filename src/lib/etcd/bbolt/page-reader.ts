/** Positioned reads through a bounded cache with read-ahead, so that memory does not grow with the file. */
import { Buffer } from 'node:buffer';
import { corrupt, readFully, type StoreFile } from './store-file.js';

/** Also the largest page size, so that a page without overflow never straddles two blocks. */
const BLOCK = 64 * 1024;
const WINDOW = 1024 * 1024;
const MAX_BLOCKS = 128;
/** How much `prefetch` takes at once. */
export const PREFETCH = 512 * 1024;

/**
 * Reads pieces of one file. Two consecutive blocks asked for in order make a window of 1 MiB that then slides through the
 * file; everything else goes through up to 128 blocks of 64 KiB, oldest out first.
 * Not to be shared by two readings at once: what a call returned may be overwritten by the next call.
 */
export class PageReader {
  readonly #store: StoreFile;
  readonly #blocks = new Map<number, Buffer>();
  #window: Buffer | undefined;
  #windowStart = 0;
  #windowEnd = 0;
  #lastLoaded = -1;
  #assembled = Buffer.alloc(0);
  readonly #prefetched: Prefetched[] = [];

  constructor(store: StoreFile) {
    this.#store = store;
  }

  /** The bytes if they are at hand; they hold until the next call of `load`. */
  peek(position: number, length: number): Buffer | undefined {
    if (position >= this.#windowStart && position + length <= this.#windowEnd && this.#window !== undefined) {
      return this.#window.subarray(position - this.#windowStart, position - this.#windowStart + length);
    }
    for (const { places, bytes, pageSize } of this.#prefetched) {
      const place = length <= pageSize ? places.get(position) : undefined;
      if (place !== undefined) return bytes.subarray(place, place + length);
    }
    const start = position - (position % BLOCK);
    const block = this.#blocks.get(start);
    if (block === undefined || position + length > start + block.length) return undefined;
    return block.subarray(position - start, position - start + length);
  }

  /**
   * The bytes at `position`, valid until the next call.
   * @throws SkepError STORE_CORRUPT when the file ends before them, STORE_UNREADABLE
   */
  async load(position: number, length: number): Promise<Buffer> {
    const ready = this.peek(position, length);
    if (ready !== undefined) return ready;
    if (position + length > this.#store.length) {
      throw corrupt(
        this.#store.location,
        `truncated: ${String(length)} bytes at offset ${String(position)} are past its end at ${String(this.#store.length)}`,
      );
    }
    const start = position - (position % BLOCK);
    if (position + length > start + BLOCK) return this.#assemble(position, length);
    await this.#loadBlock(start);
    const loaded = this.peek(position, length);
    if (loaded === undefined) throw corrupt(this.#store.location, `truncated while it was read, at offset ${String(position)}`);
    return loaded;
  }

  /**
   * Reads pages that will be asked for next, all at once: where a long-lived etcd has scattered them, one by one would take
   * a block and a turn of the event loop each. Pages that lie in order are left to the window. What an earlier call at the
   * same `level` of the tree brought is dropped.
   */
  async prefetch(level: number, positions: readonly number[], pageSize: number): Promise<void> {
    const sorted = positions.filter((position) => position + pageSize <= this.#store.length).sort((a, b) => a - b);
    const jumps = positions.filter((position, i) => i > 0 && Math.abs(position - (positions[i - 1] ?? 0)) > BLOCK).length;
    const old = this.#prefetched[level];
    if (old !== undefined) old.places.clear();
    if (jumps < 2 + positions.length / 16) return;
    const bytes =
      old !== undefined && old.bytes.length >= sorted.length * pageSize
        ? old.bytes
        : Buffer.allocUnsafeSlow(sorted.length * pageSize);
    const places = new Map<number, number>();
    const runs = runsOf(sorted, pageSize);
    let used = 0;
    await Promise.all(
      runs.map(async ({ start, end }) => {
        const target = bytes.subarray(used, used + end - start);
        for (let at = start; at < end; at += pageSize) places.set(at, used + at - start);
        used += end - start;
        if ((await readFully(this.#store, target, start)) < target.length) {
          throw corrupt(this.#store.location, `truncated while it was read, at offset ${String(start)}`);
        }
      }),
    );
    for (let i = this.#prefetched.length; i < level; i++)
      this.#prefetched.push({ places: new Map(), bytes: Buffer.alloc(0), pageSize });
    this.#prefetched[level] = { places, bytes, pageSize };
  }

  async #assemble(position: number, length: number): Promise<Buffer> {
    if (this.#assembled.length < length) this.#assembled = Buffer.allocUnsafeSlow(roundUp(length, BLOCK));
    const target = this.#assembled.subarray(0, length);
    for (let done = 0; done < length; ) {
      const at = position + done;
      const piece = await this.load(at, Math.min(BLOCK - (at % BLOCK), length - done));
      piece.copy(target, done);
      done += piece.length;
    }
    return target;
  }

  async #loadBlock(start: number): Promise<void> {
    const isNext = start === this.#windowEnd || start === this.#lastLoaded + BLOCK;
    this.#lastLoaded = start;
    if (isNext) {
      this.#window ??= Buffer.allocUnsafeSlow(WINDOW);
      this.#windowEnd = this.#windowStart;
      const wanted = this.#window.subarray(0, Math.min(WINDOW, this.#store.length - start));
      const count = await readFully(this.#store, wanted, start);
      this.#windowStart = start;
      this.#windowEnd = start + count;
      return;
    }
    const buffer = this.#freeBlock();
    const wanted = buffer.subarray(0, Math.min(BLOCK, this.#store.length - start));
    const count = await readFully(this.#store, wanted, start);
    this.#blocks.set(start, wanted.subarray(0, count));
  }

  #freeBlock(): Buffer {
    const oldest = this.#blocks.size >= MAX_BLOCKS ? this.#blocks.entries().next().value : undefined;
    if (oldest === undefined) return Buffer.allocUnsafeSlow(BLOCK);
    this.#blocks.delete(oldest[0]);
    return Buffer.from(oldest[1].buffer, 0, BLOCK);
  }
}

interface Prefetched {
  /** Where in `bytes` the page of a position in the file is. */
  readonly places: Map<number, number>;
  readonly bytes: Buffer;
  readonly pageSize: number;
}

/** Pages side by side, joined into one piece each; a page named twice counts once. */
function runsOf(sorted: readonly number[], pageSize: number): { start: number; end: number }[] {
  const runs: { start: number; end: number }[] = [];
  for (const position of sorted) {
    const run = runs.at(-1);
    if (run !== undefined && position < run.end) continue;
    if (run?.end === position) run.end += pageSize;
    else runs.push({ start: position, end: position + pageSize });
  }
  return runs;
}

function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}
