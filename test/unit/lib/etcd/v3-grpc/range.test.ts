import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterKey, rangeOf } from '../../../../../src/lib/etcd/v3-grpc/range.js';

const bytes = fc.uint8Array({ maxLength: 6 }).map((array) => Buffer.from(array));
const END = Buffer.from([0]);

describe('rangeOf', () => {
  it('holds a key exactly when it starts with the prefix', () => {
    const near = fc.array(fc.constantFrom(0, 1, 0x2f, 0xfe, 0xff), { maxLength: 4 }).map((array) => Buffer.from(array));
    fc.assert(
      fc.property(fc.oneof(bytes, near), fc.oneof(bytes, near), fc.boolean(), (prefix, other, isBelow) => {
        const key = isBelow ? Buffer.concat([prefix, other]) : other;
        fc.pre(key.length > 0);
        const range = rangeOf(prefix);
        const isBeforeEnd = range.range_end.equals(END) || key.compare(range.range_end) < 0;
        // The empty key is none; the smallest key is one zero byte.
        expect(key.compare(range.key) >= 0 && isBeforeEnd).toBe(key.subarray(0, prefix.length).equals(prefix));
      }),
      { numRuns: 2_000 },
    );
  });

  it('ends nowhere for the prefixes that have no end', () => {
    expect(rangeOf(Buffer.alloc(0))).toEqual({ key: END, range_end: END });
    expect(rangeOf(Buffer.from([0xff, 0xff])).range_end).toEqual(END);
  });
});

describe('afterKey', () => {
  it('is the very next key', () => {
    fc.assert(
      fc.property(bytes, bytes, (key, other) => {
        const next = afterKey(key);
        expect(next.compare(key)).toBe(1);
        expect(other.compare(key) > 0 && other.compare(next) < 0).toBe(false);
      }),
    );
  });
});
