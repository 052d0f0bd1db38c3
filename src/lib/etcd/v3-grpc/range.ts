import { keyToBytes } from '../key-text.js';

/** etcd's own sign for "no end" and for "from the first key". */
const ZERO = Buffer.from([0]);

/** The half-open range of all keys that start with `prefix`; of all keys when it is empty. */
export function rangeOf(prefix: Buffer): { key: Buffer; range_end: Buffer } {
  return { key: prefix.length === 0 ? ZERO : prefix, range_end: prefixEnd(prefix) };
}

/** The first key after all that start with `prefix`: its last byte below 0xFF raised by one. */
function prefixEnd(prefix: Buffer): Buffer {
  let length = prefix.length;
  while (length > 0 && prefix[length - 1] === 0xff) length--;
  if (length === 0) return ZERO;
  const end = Buffer.from(prefix.subarray(0, length));
  end[length - 1] = (end[length - 1] ?? 0) + 1;
  return end;
}

/** The smallest key that is greater than `key`. */
export function afterKey(key: Buffer): Buffer {
  return Buffer.concat([key, ZERO]);
}

/** A key as the etcd3 package wants it. */
export function keyBytes(key: string): Buffer {
  return asBuffer(keyToBytes(key));
}

/** The same bytes, not copied. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
