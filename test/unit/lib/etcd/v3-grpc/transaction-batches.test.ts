import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Batch, batchesOf, DEFAULT_REQUEST_BYTES } from '../../../../../src/lib/etcd/v3-grpc/transaction-batches.js';
import type { TargetRecord } from '../../../../../src/lib/ports/store.js';

/** Uses one buffer for all values of a piece, and writes over it for the next, as a decoder may. */
async function* reusing(pieces: readonly (readonly number[])[]): AsyncGenerator<readonly TargetRecord[]> {
  const buffer = Buffer.alloc(2_000_000);
  let index = 0;
  for (const sizes of pieces) {
    let at = 0;
    const records = sizes.map((size): TargetRecord => {
      const value = buffer.subarray(at, at + size).fill(index % 251);
      at += size;
      return { key: `/k/${String(index++)}`, value };
    });
    yield await Promise.resolve(records);
    buffer.fill(255);
  }
}

const requestBytes = ({ records }: Batch): number =>
  records.reduce((sum, { key, value }) => sum + 2 * key.length + value.length, 0);

describe('batchesOf', () => {
  it('keeps every record once, in order and unchanged, within the limits of a transaction', async () => {
    const pieces = fc.array(fc.array(fc.oneof(fc.nat(300), fc.nat(20_000)), { maxLength: 60 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(pieces, fc.integer({ min: 60_000, max: 400_000 }), async (sizes, limit) => {
        let index = 0;
        for await (const batch of batchesOf(reusing(sizes), limit, 'etcd3://test')) {
          expect(batch.records.length).toBeGreaterThan(0);
          expect(batch.records.length).toBeLessThanOrEqual(128);
          expect(requestBytes(batch)).toBeLessThan(limit);
          for (const { key, value } of batch.records) {
            expect(key).toBe(`/k/${String(index)}`);
            expect(value.every((byte) => byte === index % 251)).toBe(true);
            index++;
          }
        }
        expect(index).toBe(sizes.flat().length);
      }),
      { numRuns: 60 },
    );
  });

  it('joins small pieces into full transactions', async () => {
    const lengths: number[] = [];
    for await (const { records } of batchesOf(reusing(Array.from({ length: 300 }, () => [10])), DEFAULT_REQUEST_BYTES, 'x'))
      lengths.push(records.length);
    expect(lengths).toEqual([128, 128, 44]);
  });

  it('names a record that no request can hold', async () => {
    const all = async (): Promise<void> => {
      for await (const batch of batchesOf(reusing([[10, 1_600_000]]), DEFAULT_REQUEST_BYTES, 'etcd3://test'))
        expect(batch).toBeDefined();
    };
    await expect(all()).rejects.toMatchObject({
      code: 'STORE_CANNOT_HOLD',
      details: { key: '/k/1', bytes: 1_600_000, limit: 1_572_864 },
    });
  });
});
