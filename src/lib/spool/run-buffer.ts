/** A key and what goes with it. Order is the order of the key's bytes. */
export interface SpoolRecord {
  readonly key: Buffer;
  readonly payload: Buffer;
}

/** Bytes in front of each record: length of key and of payload, both unsigned 32-bit little-endian. */
export const FRAME_BYTES = 8;

/**
 * Records in one flat piece of memory, to be sorted and written as one run. A million small records as objects would cost
 * several times their bytes; here a record costs its frame and one index entry.
 */
export class RunBuffer {
  readonly #memory: Buffer;
  #used = 0;
  #offsets: number[] = [];

  constructor(capacityBytes: number) {
    this.#memory = Buffer.allocUnsafe(capacityBytes);
  }

  get count(): number {
    return this.#offsets.length;
  }

  /** False when the record does not fit any more: write the run, clear, and add it again. */
  add(key: Uint8Array, payload: Uint8Array): boolean {
    const end = this.#used + FRAME_BYTES + key.length + payload.length;
    if (end > this.#memory.length) return false;
    this.#memory.writeUInt32LE(key.length, this.#used);
    this.#memory.writeUInt32LE(payload.length, this.#used + 4);
    this.#memory.set(key, this.#used + FRAME_BYTES);
    this.#memory.set(payload, this.#used + FRAME_BYTES + key.length);
    this.#offsets.push(this.#used);
    this.#used = end;
    return true;
  }

  /** Adds whole frames (as `sortedFrames` gives them) at once; false when they do not fit. */
  addFrames(frames: Uint8Array): boolean {
    if (this.#used + frames.length > this.#memory.length) return false;
    this.#memory.set(frames, this.#used);
    const end = this.#used + frames.length;
    while (this.#used < end) {
      this.#offsets.push(this.#used);
      this.#used += frameLength(this.#memory, this.#used);
    }
    return true;
  }

  clear(): void {
    this.#used = 0;
    this.#offsets = [];
  }

  /** The frames in the order of their keys; records of the same key keep the order in which they came. */
  *sortedFrames(): Generator<Buffer> {
    const memory = this.#memory;
    const offsets = Uint32Array.from(this.#offsets);
    offsets.sort((a, b) => compareFrames(memory, a, b));
    for (const offset of offsets) yield memory.subarray(offset, offset + frameLength(memory, offset));
  }
}

function compareFrames(memory: Buffer, a: number, b: number): number {
  const aKey = a + FRAME_BYTES;
  const bKey = b + FRAME_BYTES;
  const order = memory.compare(memory, bKey, bKey + memory.readUInt32LE(b), aKey, aKey + memory.readUInt32LE(a));
  return order === 0 ? a - b : order;
}

export function frameLength(memory: Buffer, offset: number): number {
  return FRAME_BYTES + memory.readUInt32LE(offset) + memory.readUInt32LE(offset + 4);
}
