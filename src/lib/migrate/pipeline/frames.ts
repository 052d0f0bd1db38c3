/**
 * What the transformation hands to the sorter: frames of u32 key bytes, u32 payload bytes, key, payload; the payload is u32 whole
 * minutes of life left (0: the key does not expire) and the value.
 */
const HEAD_BYTES = 8;
const LIFE_BYTES = 4;
const INITIAL_BYTES = 1 << 20;

export class FrameWriter {
  #buffer: Buffer;
  #used = 0;
  count = 0;

  constructor(initialBytes = INITIAL_BYTES) {
    this.#buffer = Buffer.allocUnsafeSlow(initialBytes);
  }

  add(key: Uint8Array, value: Uint8Array, lifeMinutes: number): void {
    const length = HEAD_BYTES + key.length + LIFE_BYTES + value.length;
    this.#reserve(length);
    const buffer = this.#buffer;
    let offset = this.#used;
    offset = buffer.writeUInt32LE(key.length, offset);
    offset = buffer.writeUInt32LE(LIFE_BYTES + value.length, offset);
    buffer.set(key, offset);
    offset = buffer.writeUInt32LE(lifeMinutes, offset + key.length);
    buffer.set(value, offset);
    this.#used += length;
    this.count += 1;
  }

  /** The frames; the writer must not be used any more. */
  take(): Uint8Array<ArrayBuffer> {
    const exact = new Uint8Array(new ArrayBuffer(this.#used));
    exact.set(this.#buffer.subarray(0, this.#used));
    return exact;
  }

  #reserve(length: number): void {
    if (this.#used + length <= this.#buffer.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(this.#buffer.length * 2, this.#used + length));
    this.#buffer.copy(grown, 0, 0, this.#used);
    this.#buffer = grown;
  }
}

export function splitPayload(payload: Buffer): { readonly lifeMinutes: number; readonly value: Buffer } {
  return { lifeMinutes: payload.readUInt32LE(0), value: payload.subarray(LIFE_BYTES) };
}
