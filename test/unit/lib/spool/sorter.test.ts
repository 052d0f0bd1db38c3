import { mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeFiles } from '../../../../src/lib/files/node-files.js';
import { createSorter } from '../../../../src/lib/spool/sorter.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'skep-sorter-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});

async function sortAll(
  records: readonly (readonly [Uint8Array, Uint8Array])[],
  memoryBytes: number,
): Promise<[string, string][]> {
  const sorter = createSorter(nodeFiles, directory, 'keys', memoryBytes);
  for (const [key, payload] of records) await sorter.add(key, payload);
  const result: [string, string][] = [];
  for await (const batch of sorter.sorted())
    for (const record of batch) result.push([record.key.toString('hex'), record.payload.toString('hex')]);
  await sorter.close();
  return result;
}

describe('createSorter', () => {
  test('sorts by key bytes, keeps equal keys in order, and leaves no file', async () => {
    const record = fc.tuple(fc.uint8Array({ maxLength: 6 }), fc.uint8Array({ maxLength: 40 }));
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 60 }), fc.integer({ min: 16, max: 400 }), async (records, memoryBytes) => {
        const hex = records.map(([key, payload]): [string, string] => [
          Buffer.from(key).toString('hex'),
          Buffer.from(payload).toString('hex'),
        ]);
        const expected = hex.map((pair, index) => ({ pair, index }));
        expected.sort((a, b) => (a.pair[0] < b.pair[0] ? -1 : a.pair[0] > b.pair[0] ? 1 : a.index - b.index));
        expect(await sortAll(records, memoryBytes)).toEqual(expected.map((entry) => entry.pair));
        expect(await readdir(directory)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('a record larger than a read-ahead buffer comes back whole', async () => {
    const payload = Buffer.alloc(700_000, 7);
    const records = ['b', 'a', 'c'].map((key) => [Buffer.from(key), payload] as const);
    const result = await sortAll(records, 1_000_000);
    expect(result.map(([key]) => Buffer.from(key, 'hex').toString())).toEqual(['a', 'b', 'c']);
    expect(result.every(([, hex]) => hex === payload.toString('hex'))).toBe(true);
  });

  test('a run that was cut short is named, not read as the end', async () => {
    const sorter = createSorter(nodeFiles, directory, 'keys', 64);
    for (const key of ['a', 'b', 'c', 'd']) await sorter.add(Buffer.from(key), Buffer.alloc(20));
    const [run] = await readdir(directory);
    await truncate(join(directory, run ?? ''), 30);
    await expect(async () => {
      for await (const batch of sorter.sorted()) expect(batch.length).toBeGreaterThan(0);
    }).rejects.toMatchObject({ code: 'STORE_CORRUPT', message: expect.stringContaining('keys-0000.run') as string });
  });
});
