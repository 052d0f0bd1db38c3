/**
 * Keys are bytes in etcd and strings in Skep. Bytes that are not UTF-8 are carried as lone surrogates: the stray byte 0xNN
 * stands as U+DCNN, which valid UTF-8 can never produce, so the way there and back loses nothing.
 */
import { Buffer, isUtf8 } from 'node:buffer';

const STRAY_BASE = 0xdc00;
const LONE_SURROGATE = /\p{Surrogate}/u;
const LONE_SURROGATE_NOT_STRAY = /(?![\udc80-\udcff])\p{Surrogate}/u;

/** The string that stands for a key's bytes. */
export function keyFromBytes(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isUtf8(buffer)) return buffer.toString('utf8');
  return decodeWithStrays(buffer);
}

/**
 * The bytes of a key.
 * @throws RangeError when the string holds a lone surrogate that stands for no byte (see `isKeyText`)
 */
export function keyToBytes(key: string): Uint8Array {
  if (!LONE_SURROGATE.test(key)) return Buffer.from(key, 'utf8');
  const parts: Uint8Array[] = [];
  for (const character of key) {
    const code = character.codePointAt(0) ?? 0;
    parts.push(isSurrogate(code) ? Uint8Array.of(strayByte(code, key)) : Buffer.from(character, 'utf8'));
  }
  return Buffer.concat(parts);
}

/** Whether a string can stand for a key: every lone surrogate in it is a stray byte. */
export function isKeyText(key: string): boolean {
  return !LONE_SURROGATE_NOT_STRAY.test(key);
}

/** Whether a key's bytes are UTF-8, so that it can be shown and written as text. */
export function isPlainKey(key: string): boolean {
  return !LONE_SURROGATE.test(key);
}

/**
 * Order by the bytes of the keys, as etcd orders them: negative, zero or positive. JavaScript's own `<` orders by UTF-16 code
 * units, which differs where surrogates meet U+E000 to U+FFFF.
 */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    if (x < 0xd800 && y < 0xd800) return x - y;
    return compareFrom(a, b, i);
  }
  return a.length - b.length;
}

function compareFrom(a: string, b: string, difference: number): number {
  const before = difference > 0 ? a.charCodeAt(difference - 1) : 0;
  const start = before >= 0xd800 && before < STRAY_BASE ? difference - 1 : difference;
  return Buffer.compare(keyToBytes(a.slice(start)), keyToBytes(b.slice(start)));
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

function strayByte(code: number, key: string): number {
  const byte = code - STRAY_BASE;
  if (byte < 0x80 || byte > 0xff) {
    throw new RangeError(`the key ${JSON.stringify(key)} holds a lone surrogate that stands for no byte`);
  }
  return byte;
}

function decodeWithStrays(buffer: Buffer): string {
  let text = '';
  let plainStart = 0;
  for (let i = 0; i < buffer.length; ) {
    const length = sequenceLength(buffer, i);
    if (length > 0) {
      i += length;
      continue;
    }
    text += buffer.toString('utf8', plainStart, i) + String.fromCharCode(STRAY_BASE + (buffer[i] ?? 0));
    i += 1;
    plainStart = i;
  }
  return text + buffer.toString('utf8', plainStart);
}

/** How many bytes the valid UTF-8 sequence at `i` has; 0 when the byte there begins none. */
function sequenceLength(buffer: Buffer, i: number): number {
  const lead = buffer[i] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  return i + length <= buffer.length && isUtf8(buffer.subarray(i, i + length)) ? length : 0;
}
