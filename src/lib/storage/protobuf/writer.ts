/**
 * A protobuf buffer that is filled from its end: the content of a message stands there before its length is needed, so that a
 * length prefix is one more write. (gogo does the same into a buffer whose size it computed first.)
 */
export class Writer {
  buffer: Buffer;
  /** Where the content begins; it runs to the end of the buffer. */
  at: number;

  constructor(size: number) {
    this.buffer = Buffer.allocUnsafeSlow(size);
    this.at = size;
  }

  get length(): number {
    return this.buffer.length - this.at;
  }

  reset(): void {
    this.at = this.buffer.length;
  }

  /** A copy of what was written. */
  finish(): Buffer {
    return Buffer.from(this.buffer.subarray(this.at));
  }

  private reserve(bytes: number): void {
    if (this.at >= bytes) return;
    const used = this.length;
    const grown = Buffer.allocUnsafeSlow(Math.max(this.buffer.length * 2, used + bytes));
    this.buffer.copy(grown, grown.length - used, this.at);
    this.at = grown.length - used;
    this.buffer = grown;
  }

  bytes(bytes: Uint8Array): void {
    const length = bytes.length;
    this.reserve(length);
    this.at -= length;
    if (length > 16) {
      this.buffer.set(bytes, this.at);
      return;
    }
    for (let index = 0; index < length; index++) this.buffer[this.at + index] = bytes[index] as number;
  }

  byte(byte: number): void {
    this.reserve(1);
    this.buffer[--this.at] = byte;
  }

  text(text: string): void {
    const length = text.length;
    if (length > 64) {
      this.longText(text);
      return;
    }
    this.reserve(length);
    const buffer = this.buffer;
    let at = this.at;
    for (let index = length - 1; index >= 0; index--) {
      const code = text.charCodeAt(index);
      if (code > 0x7f) {
        this.longText(text);
        return;
      }
      buffer[--at] = code;
    }
    this.at = at;
  }

  private longText(text: string): void {
    const size = Buffer.byteLength(text);
    this.reserve(size);
    this.at -= size;
    this.buffer.write(text, this.at, size, size === text.length ? 'latin1' : 'utf8');
  }

  /** An unsigned number up to 2^53. */
  varint(value: number): void {
    if (value < 0x80) {
      this.byte(value);
      return;
    }
    let size = 1;
    for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) size++;
    this.reserve(size);
    this.at -= size;
    let rest = value;
    for (let index = 0; index < size - 1; index++) {
      this.buffer[this.at + index] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.buffer[this.at + size - 1] = rest;
  }

  /** A number of any size as proto2's int64 (and a negative int32): two's complement in up to ten bytes. */
  int64(value: bigint): void {
    let rest = BigInt.asUintN(64, value);
    const bytes: number[] = [];
    while (rest > 0x7fn) {
      bytes.push(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    bytes.push(Number(rest));
    this.bytes(Uint8Array.from(bytes));
  }

  double(value: number): void {
    this.reserve(8);
    this.at -= 8;
    this.buffer.writeDoubleLE(value, this.at);
  }

  /** Closes a length-delimited field whose content was written since `end` bytes were there. */
  close(end: number, tag: Uint8Array): void {
    this.varint(this.length - end);
    this.bytes(tag);
  }
}

/** The tag's bytes. */
export function tagBytes(number: number, wireType: number): Uint8Array {
  const tag = (number << 3) | wireType;
  return tag < 0x80 ? Uint8Array.of(tag) : Uint8Array.of((tag & 0x7f) | 0x80, tag >>> 7);
}
