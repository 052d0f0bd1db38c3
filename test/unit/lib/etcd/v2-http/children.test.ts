import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSkepError } from '../../../../../src/lib/errors.js';
import { childrenOf } from '../../../../../src/lib/etcd/v2-http/children.js';
import type { Etcd2Node } from '../../../../../src/lib/etcd/v2-http/node.js';

async function* inChunks(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    yield await Promise.resolve(bytes.subarray(at, at + size));
    at += size;
  }
}

async function parse(bytes: Buffer, sizes: readonly number[] = [1 << 16]): Promise<Etcd2Node[]> {
  const all: Etcd2Node[] = [];
  for await (const nodes of childrenOf(inChunks(bytes, sizes), 'etcd2://test: /a')) all.push(...nodes);
  return all;
}

const listing = (nodes: readonly unknown[]): Buffer =>
  Buffer.from(JSON.stringify({ action: 'get', node: { key: '/a', dir: true, nodes, modifiedIndex: 3 } }));

/** What a splitter could stumble over. */
const tricky = fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', 'a', '\u0000', '\u20ac', '\u{1f41d}');
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });

describe('childrenOf', () => {
  it('gives the children of any listing, wherever the pieces of the answer end', async () => {
    const node = fc.record({
      key: fc.string({ unit: 'binary' }),
      value: fc.string({ unit: tricky, maxLength: 30 }),
      modifiedIndex: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(node), sizes, async (nodes, cuts) => {
        const wanted = JSON.parse(JSON.stringify(nodes)) as unknown;
        expect(await parse(listing(nodes), cuts)).toEqual(wanted);
      }),
    );
  });

  it('gives nothing for an empty directory, for a key, and ignores what is not a child', async () => {
    expect(await parse(Buffer.from('{"action":"get","node":{"key":"/a","dir":true}}'))).toEqual([]);
    expect(await parse(Buffer.from('{"action":"get","node":{"key":"/a","value":"[[[{\\"key\\":1}]"}}'))).toEqual([]);
    expect(await parse(Buffer.from('{"action":"get","node":{"nodes":[{"key":"/a/b","dir":true}]},"prevNode":{}}\n'))).toEqual([
      { key: '/a/b', dir: true },
    ]);
  });

  it('ends with a named error on an answer cut anywhere', async () => {
    const whole = listing([{ key: '/a/b', value: 'x"}]\\' }]);
    for (let length = 0; length < whole.length; length++) {
      await expect(parse(whole.subarray(0, length))).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
    }
  });

  it('ends on any bytes, with a named error or not', async () => {
    const bytes = fc.oneof(
      fc.uint8Array(),
      fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ',', '\\', ':', 'a', '1') }).map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, sizes, async (garbage, cuts) => {
        await parse(Buffer.from(garbage), cuts).catch((error: unknown) => {
          expect(isSkepError(error)).toBe(true);
        });
      }),
      { numRuns: 500 },
    );
  });
});
