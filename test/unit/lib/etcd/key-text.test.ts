import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareKeys, isKeyText, isPlainKey, keyFromBytes, keyToBytes } from '../../../../src/lib/etcd/key-text.js';

/** Bytes that are often UTF-8, often cut in the middle, and often neither. */
const keyBytes = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fc
        .constantFrom('/registry/pods/', 'é', 'ｚ', '\u{1f41d}', '\u{1f41e}', '\u{1f4ff}', '\ue000', '\uffff')
        .map((text) => Buffer.from(text)),
      fc.constantFrom([0xc3], [0xed, 0xb2, 0x80], [0xf0, 0x9f], [0xff], [0x80], [0xc0, 0x80]).map((bytes) => Buffer.from(bytes)),
    ),
    { maxLength: 6 },
  )
  .map((parts) => Buffer.concat(parts));

describe('key text', () => {
  it('gives every key back byte for byte', () => {
    fc.assert(
      fc.property(keyBytes, (bytes) => {
        expect(Buffer.from(keyToBytes(keyFromBytes(bytes)))).toEqual(bytes);
      }),
      { numRuns: 2000 },
    );
  });

  it('orders keys as their bytes are ordered', () => {
    fc.assert(
      fc.property(keyBytes, keyBytes, keyBytes, (common, a, b) => {
        const left = Buffer.concat([common, a]);
        const right = Buffer.concat([common, b]);
        expect(Math.sign(compareKeys(keyFromBytes(left), keyFromBytes(right)))).toBe(Buffer.compare(left, right));
      }),
      { numRuns: 5000 },
    );
  });

  it('shows plain text as it is and a stray byte as the lone surrogate of its number', () => {
    expect(keyFromBytes(Buffer.from('/registry/é/\u{1f41d}'))).toBe('/registry/é/\u{1f41d}');
    expect(keyFromBytes(Buffer.from([0x2f, 0xff, 0x61, 0xc3]))).toBe('/\udcffa\udcc3');
    expect(isPlainKey('/a\u{1f41d}')).toBe(true);
    expect(isPlainKey('/\udcff')).toBe(false);
  });

  it('refuses a lone surrogate that is no byte', () => {
    expect(isKeyText('/\udcff')).toBe(true);
    expect(isKeyText('/\ud800')).toBe(false);
    expect(isKeyText('/\udc7f')).toBe(false);
    expect(() => keyToBytes('/\ud800')).toThrow(RangeError);
  });
});
