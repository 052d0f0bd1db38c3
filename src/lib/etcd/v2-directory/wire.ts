import type { Buffer } from 'node:buffer';

/** The bytes are not the protobuf message that they should be. */
export class WireError extends Error {}

/**
 * A cursor over the fields of one protobuf message: `while (reader.next())`, then `field` and one of `number`, `big()` and
 * `bytes()`. Enough for the few message types of etcd's v2 files.
 */
export class WireReader {
  field = 0;
  wireType = 0;
  /** The varint of the current field; above 2^53 rounded (see `big`). */
  number = 0;
  readonly #data: Buffer;
  #position = 0;
  #start = 0;
  #valueEnd = 0;

  constructor(data: Buffer) {
    this.#data = data;
  }

  /** Steps to the next field; false at the end. @throws WireError */
  next(): boolean {
    if (this.#position >= this.#data.length) return false;
    const tag = this.#varint();
    this.field = Math.floor(tag / 8);
    this.wireType = tag % 8;
    if (this.field === 0 || this.field > 0x1fffffff) throw new WireError(`a field of number ${String(this.field)}`);
    this.#start = this.#position;
    if (this.wireType === 0) this.number = this.#varint();
    else this.#skip();
    this.#valueEnd = this.#position;
    return true;
  }

  /** The varint of the current field as all of its 64 bits, signed. */
  big(): bigint {
    let value = 0n;
    let shift = 0n;
    for (let i = this.#start; i < this.#valueEnd; i++) {
      value |= BigInt((this.#data[i] ?? 0) & 0x7f) << shift;
      shift += 7n;
    }
    return BigInt.asIntN(64, value);
  }

  /** The content of the current field, a view. @throws WireError when it is of another wire type */
  bytes(): Buffer {
    if (this.wireType !== 2) throw new WireError(`field ${String(this.field)} is of wire type ${String(this.wireType)}, not 2`);
    return this.#data.subarray(this.#start, this.#valueEnd);
  }

  text(): string {
    return this.bytes().toString('utf8');
  }

  #varint(): number {
    let value = 0;
    let scale = 1;
    for (let count = 0; count < 10; count++) {
      const byte = this.#data[this.#position];
      if (byte === undefined) throw new WireError('it ends within a number');
      this.#position += 1;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
    throw new WireError('a number of more than ten bytes');
  }

  #skip(): void {
    if (this.wireType === 2) {
      const length = this.#varint();
      this.#start = this.#position;
      this.#position += length;
    } else if (this.wireType === 1) this.#position += 8;
    else if (this.wireType === 5) this.#position += 4;
    else throw new WireError(`field ${String(this.field)} is of wire type ${String(this.wireType)}`);
    if (this.#position > this.#data.length) throw new WireError(`field ${String(this.field)} is longer than the message`);
  }
}
