import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSkepError } from '../../../../../src/lib/errors.js';
import { backendFile, withDigest } from '../../../../rig/backend-file.js';
import { errorOf, lease, openBytes, put, recordsOf } from './fixtures.js';

const PAGE_SIZES = [512, 1024, 4096, 16_384, 65_536];
const entries = Array.from({ length: 400 }, (_, i) => put(i + 2, `/registry/pods/ns/${String(i)}`, 'x'.repeat((i * 37) % 900)));

async function sound(pageSize = 512, freelist?: readonly bigint[]): Promise<Buffer> {
  return backendFile(
    { key: entries, lease: [lease(7n, 60)], meta: [] },
    { pageSize, ...(freelist === undefined ? {} : { freelist }) },
  );
}

/** The number of the first page of a kind (1 branch, 2 leaf) that satisfies the test. */
function findPage(bytes: Buffer, flags: number, accept: (page: Buffer) => boolean = () => true, pageSize = 512): number {
  for (let id = 2; id * pageSize < bytes.length; id++) {
    const page = bytes.subarray(id * pageSize, (id + 1) * pageSize);
    if (page.readBigUInt64LE(0) === BigInt(id) && page.readUInt16LE(8) === flags && accept(page)) return id;
  }
  throw new Error('no such page');
}

async function readError(bytes: Buffer) {
  return errorOf(openBytes(bytes).then(recordsOf));
}

describe('meta pages', () => {
  it.each(PAGE_SIZES)('finds the second one when the first is damaged, at a page size of %i', async (pageSize) => {
    const bytes = await sound(pageSize);
    bytes.fill(0x55, 0, 80);
    expect(await recordsOf(await openBytes(bytes))).toHaveLength(400);
  });

  it('takes the first one when the second is damaged', async () => {
    const bytes = await sound();
    bytes[512 + 16 + 17] = 0xee;
    expect(await recordsOf(await openBytes(bytes))).toHaveLength(400);
  });

  it('takes the one with the higher transaction', async () => {
    const older = await backendFile({ key: [put(2, 'old', '')] }, { transaction: 10 });
    const newer = await backendFile({ key: [put(2, 'new', '')] }, { transaction: 20 });
    // Both have the same layout, so that the meta page alone decides; the older root page goes where only page 0 looks.
    const bytes = Buffer.concat([newer, older.subarray(2 * 4096)]);
    expect((await recordsOf(await openBytes(bytes))).map((record) => record.key)).toEqual(['new']);
    older.copy(bytes, 4096, 4096, 8192);
    bytes.fill(0, 0, 4096);
    expect(await (await openBytes(bytes)).head()).toEqual({ revision: 2 });
  });

  it('names the page when both are damaged', async () => {
    const bytes = await sound();
    bytes[40] = 0xee;
    bytes[512 + 40] = 0xee;
    const error = await readError(bytes);
    expect([error.code, error.message]).toEqual([
      'STORE_CORRUPT',
      'store.db: page 0 (offset 0): the checksum is wrong; the second meta page is not valid either',
    ]);
  });
});

describe('freelist', () => {
  it('accepts none, an empty one and a full one', async () => {
    for (const freelist of [undefined, [], [9n, 10n]]) {
      expect(await recordsOf(await openBytes(await sound(4096, freelist)))).toHaveLength(400);
    }
  });

  it('takes the count from the first entry when it says 0xFFFF', async () => {
    const options = { pageSize: 512, freelistCount: 0xffff };
    const fits = await backendFile({ key: entries }, { ...options, freelist: [2n, 90n, 91n] });
    expect(await recordsOf(await openBytes(fits))).toHaveLength(400);
    const tooMany = await backendFile({ key: entries }, { ...options, freelist: [62n, 90n, 91n] });
    expect((await readError(tooMany)).message).toContain('page 2 (offset 1024): a freelist of 63 entries does not fit');
  });
});

describe('damage', () => {
  it.each(PAGE_SIZES)('is found in a file cut short, at a page size of %i', async (pageSize) => {
    const bytes = await sound(pageSize);
    const error = await readError(bytes.subarray(0, bytes.length - pageSize));
    expect([error.code, error.message.includes('truncated')]).toEqual(['STORE_CORRUPT', true]);
  });

  it.each([
    ['a branch that names itself', 1, (page: Buffer, id: number) => page.writeUInt32LE(id, 16 + 8), /loop or go too deep/],
    ['a child before the first page', 1, (page: Buffer) => page.writeUInt32LE(1, 16 + 8), /page 1 .*named by another page/],
    ['a child behind the last page', 1, (page: Buffer) => page.writeUInt32LE(0xffff, 16 + 12), /named by another page/],
    ['a child met twice', 1, (page: Buffer) => page.copy(page, 16 + 16 + 8, 16 + 8, 16 + 16), /smaller than its parent says/],
    ['a branch without children', 1, (page: Buffer) => page.writeUInt16LE(0, 10), /without children/],
    ['too many elements for a branch', 1, (page: Buffer) => page.writeUInt16LE(900, 10), /900 elements do not fit/],
    ['a branch key outside', 1, (page: Buffer) => page.writeUInt32LE(600, 16), /element 0 lies outside/],
    ['branch keys out of order', 1, (page: Buffer) => page.fill(0, page.length - 60), /out of order/],
    ['a page of another kind', 2, (page: Buffer) => page.writeUInt16LE(4, 8), /another kind \(flags 4\)/],
    ['two kinds at once', 2, (page: Buffer) => page.writeUInt16LE(3, 8), /another kind \(flags 3\)/],
    ['another page number', 2, (page: Buffer) => page.writeUInt32LE(99, 0), /carries the number 99/],
    ['overflow past the end', 2, (page: Buffer) => page.writeUInt32LE(0x00ffffff, 12), /overflow pages go past the last page/],
    ['an empty leaf', 2, (page: Buffer) => page.writeUInt16LE(0, 10), /empty leaf below a branch/],
    ['too many elements', 2, (page: Buffer) => page.writeUInt16LE(0xffff, 10), /65535 elements do not fit/],
    ['an element outside', 2, (page: Buffer) => page.writeUInt32LE(0xffffffff, 16 + 12), /element 0 lies outside/],
    ['an element over the table', 2, (page: Buffer) => page.writeUInt32LE(0, 16 + 4), /element 0 lies outside/],
    ['a key that is no revision', 2, (page: Buffer) => page.fill(0x60, keyAt(page) + 8, keyAt(page) + 9), /is no revision/],
    [
      'a value of another revision',
      2,
      (page: Buffer) => page.fill(0x09, keyAt(page) + 7, keyAt(page) + 8),
      /revision|order|smaller/,
    ],
    [
      'a value cut off',
      2,
      (page: Buffer) => page.writeUInt32LE(9, 16 + 12),
      /element 0 of the bucket key: a (field|number) is cut off/,
    ],
  ])('is found and named: %s', async (_, flags, damage, message) => {
    const bytes = await sound();
    // A leaf without overflow in the middle of the bucket, and a branch whose children are leaves.
    const id = findPage(bytes, flags, (page) => page.readUInt16LE(10) > 2 && isOfKeys(page, flags));
    damage(bytes.subarray(id * 512, (id + 1) * 512), id);
    const error = await readError(bytes);
    expect(error.code).toBe('STORE_CORRUPT');
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/^store\.db: page \d+ \(offset \d+\): /);
  });

  it('is found where a page is in order in itself, but not with the one before', async () => {
    const leases = Array.from({ length: 100 }, (_, i) => lease(BigInt(i + 1), 60));
    const bytes = await backendFile({ key: [], lease: leases }, { pageSize: 512 });
    const page = bytes.subarray(2 * 512, 3 * 512);
    const last = 16 + (page.readUInt16LE(10) - 1) * 16;
    page[last + page.readUInt32LE(last + 4)] = 0x7f;
    expect((await readError(bytes)).message).toBe('store.db: page 3 (offset 1536): the key of element 0 is out of order');
  });

  it('in a snapshot never passes: any flipped byte is an error', async () => {
    const snapshot = withDigest(await sound());
    await fc.assert(
      fc.asyncProperty(fc.nat(snapshot.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const bytes = Buffer.from(snapshot);
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        const error = await errorOf(openBytes(bytes));
        expect(['STORE_CORRUPT', 'STORE_NOT_A_STORE']).toContain(error.code);
      }),
      { numRuns: 200 },
    );
  });

  it('of any kind ends in a named error or in records, soon', async () => {
    const originals = await Promise.all([sound(512), sound(4096, [9n])]);
    const mutation = fc.record({ at: fc.nat(), length: fc.integer({ min: 1, max: 40 }), byte: fc.nat(255) });
    const cut = fc.option(fc.nat(), { freq: 4 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...originals),
        fc.array(mutation, { minLength: 1, maxLength: 8 }),
        cut,
        async (original, mutations, end) => {
          let bytes: Buffer = Buffer.from(original);
          for (const { at, length, byte } of mutations)
            bytes.fill(byte, at % bytes.length, Math.min(bytes.length, (at % bytes.length) + length));
          if (end !== null) bytes = bytes.subarray(0, end % bytes.length);
          const started = performance.now();
          try {
            const source = await openBytes(bytes);
            await source.get('/registry/pods/ns/3');
            await recordsOf(source);
          } catch (error) {
            if (!isSkepError(error)) throw error;
          }
          expect(performance.now() - started).toBeLessThan(5000);
        },
      ),
      { numRuns: 500 },
    );
  });
});

function keyAt(page: Buffer): number {
  return 16 + page.readUInt32LE(20);
}

function isOfKeys(page: Buffer, flags: number): boolean {
  if (flags === 2) return page.readUInt32LE(12) === 0 && page.readUInt32LE(24) === 17;
  return page.readUInt32LE(20) === 17;
}
