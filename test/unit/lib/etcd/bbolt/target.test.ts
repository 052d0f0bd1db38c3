import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openBackendSource } from '../../../../../src/lib/etcd/bbolt/source.js';
import { createBackendTarget } from '../../../../../src/lib/etcd/bbolt/target.js';
import { compareKeys, keyFromBytes } from '../../../../../src/lib/etcd/key-text.js';
import type { OpenFile } from '../../../../../src/lib/ports/files.js';
import type { TargetRecord } from '../../../../../src/lib/ports/store.js';
import { fault, type FileOperation, MemoryFiles } from '../../../../rig/memory-files.js';
import { batchesOf, errorOf, openBytes, recordsOf, written } from './fixtures.js';

const ASSIGNED = { revisions: 'assigned', firstRevision: 100, leases: [] } as const;
const directory = mkdtempSync(join(tmpdir(), 'skep-test-backend-'));

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

function records(count: number, valueSize = 50): TargetRecord[] {
  return Array.from({ length: count }, (_, i) => ({
    key: `/registry/pods/${String(i).padStart(8, '0')}`,
    value: Buffer.alloc(valueSize, i % 256),
  }));
}

describe('what is written is read again', () => {
  const pageSize = fc.constantFrom(512, 1024, 4096, 65_536);
  const value = fc.oneof(
    { weight: 8, arbitrary: fc.uint8Array({ maxLength: 300 }) },
    { weight: 1, arbitrary: fc.nat(20_000).map((size) => new Uint8Array(size).fill(size % 251)) },
  );
  const key = fc.uint8Array({ minLength: 1, maxLength: 40 }).map(keyFromBytes);
  const leases = [
    { id: 1n, ttlSeconds: 60 },
    { id: 0x7fff_ffff_ffff_fffen, ttlSeconds: 3600 },
    { id: 77n, ttlSeconds: 5 },
  ];
  const life = fc.option(
    fc.constantFrom(...leases).map(({ id, ttlSeconds }) => ({ leaseId: id, ttlSeconds })),
    { nil: undefined },
  );

  it('with assigned revisions, at every page size and value size', async () => {
    const arbitrary = fc.uniqueArray(fc.tuple(key, value, life), { selector: ([k]) => k, maxLength: 120 });
    await fc.assert(
      fc.asyncProperty(pageSize, arbitrary, fc.integer({ min: 1, max: 2 ** 40 }), async (size, entries, firstRevision) => {
        entries.sort(([a], [b]) => compareKeys(a, b));
        const input = entries.map(([k, v, l]) => ({ key: k, value: v, ...(l === undefined ? {} : { life: l }) }));
        const source = await openBytes(await written(input, { firstRevision, leases }, size));
        const expected = entries.map(([k, v, l], i) => ({
          ...{ key: k, value: Buffer.from(v), version: 1 },
          ...{ createRevision: firstRevision + i, modRevision: firstRevision + i },
          ...(l === undefined ? {} : { expiry: l }),
        }));
        expect(await recordsOf(source)).toEqual(expected);
        expect(source.notices()).toEqual([]);
        const compactRevision = firstRevision > 1 ? { compactRevision: firstRevision - 1 } : {};
        expect(await source.head()).toEqual({ revision: Math.max(firstRevision + entries.length - 1, 1), ...compactRevision });
      }),
      { numRuns: 60 },
    );
  });

  it('with kept revisions, several records in one transaction', async () => {
    const step = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.nat(5), fc.integer({ min: 1, max: 9 }));
    await fc.assert(
      fc.asyncProperty(pageSize, fc.array(step, { maxLength: 200 }), async (size, steps) => {
        let modRevision = 1;
        const input = steps.map(([up, age, version], i) => {
          modRevision += up;
          return {
            key: `k${String(i)}`,
            value: Buffer.from([i]),
            modRevision,
            createRevision: Math.max(1, modRevision - age),
            version,
          };
        });
        const source = await openBytes(await written(input, { revisions: 'kept', firstRevision: modRevision + 8 }, size));
        expect(await recordsOf(source)).toEqual(input);
        expect(await source.head()).toEqual({ revision: modRevision + 7, compactRevision: modRevision + 7 });
      }),
      { numRuns: 60 },
    );
  });

  it('with many branches', async () => {
    const input = records(6000, 20);
    const read = await recordsOf(await openBytes(await written(input, {}, 512)));
    expect(read.map(({ key, modRevision }) => [key, modRevision])).toEqual(input.map((record, i) => [record.key, 100 + i]));
  });

  it('with values larger than what is buffered', async () => {
    const input = records(4, 5 * 1024 * 1024);
    const read = await recordsOf(await openBytes(await written(input)));
    expect(read.every((record, i) => Buffer.compare(record.value, input[i]?.value ?? Buffer.alloc(0)) === 0)).toBe(true);
    expect(read).toHaveLength(4);
  });
});

describe('the file', () => {
  it('ends in the SHA-256 of the rest and is the same every time', async () => {
    const bytes = await written(records(500));
    expect(bytes.length % 512).toBe(32);
    expect(bytes.subarray(-32).toString('hex')).toBe(createHash('sha256').update(bytes.subarray(0, -32)).digest('hex'));
    expect((await written(records(500))).equals(bytes)).toBe(true);
  });

  it('is written beside its name, for the owner alone, packed or not', async () => {
    for (const name of ['store.db', 'store.db.gz']) {
      const path = join(directory, name);
      let durable = 0;
      const options = {
        ...ASSIGNED,
        onDurable: (count: number) => {
          durable = count;
        },
      };
      const result = await createBackendTarget(path).write(batchesOf(records(300)), options);
      expect(result).toEqual({ records: 300, revision: 399, bytes: statSync(path).size });
      expect([durable, statSync(path).mode & 0o777]).toEqual([300, 0o600]);
      const source = await openBackendSource(path);
      expect(await recordsOf(source)).toHaveLength(300);
      await source.close();
    }
    expect(gunzipSync(readFileSync(join(directory, 'store.db.gz'))).equals(readFileSync(join(directory, 'store.db')))).toBe(true);
    expect(readdirSync(directory).sort()).toEqual(['store.db', 'store.db.gz']);
  });

  it('is never replaced unless that is meant', async () => {
    const files = new MemoryFiles();
    files.put('out.db', Buffer.from('precious'));
    files.put('out.db.partial', Buffer.from('of a run that was killed'));
    const target = createBackendTarget('out.db', { files });
    expect(await target.state()).toMatchObject({ exists: true, keys: 1 });
    expect((await errorOf(target.write(batchesOf(records(1)), ASSIGNED))).code).toBe('STORE_NOT_EMPTY');
    expect(files.bytesOf('out.db').toString()).toBe('precious');
    await createBackendTarget('out.db', { files, overwrite: true }).write(batchesOf(records(1)), ASSIGNED);
    expect(await recordsOf(await openBackendSource('out.db', { files }))).toHaveLength(1);
    expect((await errorOf(createBackendTarget(directory, { overwrite: true }).write(batchesOf([]), ASSIGNED))).code).toBe(
      'STORE_NOT_EMPTY',
    );
  });
});

class SlowFiles extends MemoryFiles {
  writtenBytes = 0;

  override async open(path: string, flags: 'r' | 'w' | 'wx' | 'a' | 'r+'): Promise<OpenFile> {
    const file = await super.open(path, flags);
    const write = async (bytes: Uint8Array, position?: number): Promise<void> => {
      await sleep(2);
      await file.write(bytes, position);
      this.writtenBytes += bytes.length;
    };
    return { ...file, write };
  }
}

describe('durability', () => {
  it.each(['out.db', 'out.db.gz'])('of %s: all is written and synced before the name is given', async (path) => {
    const operations: string[] = [];
    const files = new MemoryFiles({
      before: (operation, name) => {
        operations.push(`${operation} ${name}`);
      },
    });
    await createBackendTarget(path, { files }).write(batchesOf(records(10)), ASSIGNED);
    const end = path.endsWith('.gz') ? ['remove out.db.gz.partial.db'] : [];
    expect(operations.slice(-4 - end.length)).toEqual([
      `write ${path}.partial`,
      `sync ${path}.partial`,
      ...end,
      `rename ${path}`,
      'syncDirectory .',
    ]);
    expect(files.paths).toEqual([path]);
  });

  it('holds the records back while the disk is slow', async () => {
    let given = 0;
    let mostWaiting = 0;
    const files = new SlowFiles();
    const input = async function* () {
      for (; given < 40; given++) {
        mostWaiting = Math.max(mostWaiting, given * 1_000_000 - files.writtenBytes);
        yield records(100, 10_000).map((record) => ({ ...record, key: `${String(given).padStart(5)}${record.key}` }));
      }
    };
    await createBackendTarget('out.db', { files }).write(input(), ASSIGNED);
    expect(mostWaiting).toBeLessThan(8_000_000);
    expect(files.paths).toEqual(['out.db']);
  });
});

describe('failures', () => {
  async function operations(path: string): Promise<number> {
    let count = 0;
    const files = new MemoryFiles({
      before: () => {
        count += 1;
      },
    });
    await createBackendTarget(path, { files }).write(batchesOf(records(700, 3000)), ASSIGNED);
    return count;
  }

  it.each(['out.db', 'out.db.gz'])('of any file operation leave nothing of %s behind', async (path) => {
    const total = await operations(path);
    expect(total).toBeGreaterThan(8);
    for (let failing = 1; failing <= total; failing++) {
      let count = 0;
      let failed: FileOperation | undefined;
      const files = new MemoryFiles({
        before: (operation, name) => {
          count += 1;
          if (count !== failing) return;
          failed = operation;
          throw fault('ENOSPC', name);
        },
      });
      const error = await errorOf(createBackendTarget(path, { files }).write(batchesOf(records(700, 3000)), ASSIGNED));
      expect([error.code, error.message]).toEqual(['STORE_UNWRITABLE', `${path}: the disk is full (ENOSPC)`]);
      // Once the name is there the file is whole, and only the directory's own fsync is left.
      expect(files.paths).toEqual(failed === 'syncDirectory' ? [path] : []);
    }
  });

  it('of the records themselves come through unchanged', async () => {
    const files = new MemoryFiles();
    const failing = async function* () {
      yield records(10);
      throw new RangeError('a bad object');
    };
    await expect(createBackendTarget('out.db', { files }).write(failing(), ASSIGNED)).rejects.toThrow(RangeError);
    expect(files.paths).toEqual([]);
  });

  it('stop soon after the disk is full', async () => {
    let given = 0;
    const files = new MemoryFiles({
      before: (operation, name) => {
        if (operation === 'write') throw fault('ENOSPC', name);
      },
    });
    const endless = async function* () {
      for (; given < 1000; given++)
        yield records(100, 10_000).map((record) => ({ ...record, key: `${String(given).padStart(5)}${record.key}` }));
    };
    expect((await errorOf(createBackendTarget('out.db', { files }).write(endless(), ASSIGNED))).code).toBe('STORE_UNWRITABLE');
    expect(given).toBeLessThan(20);
  });

  it('stop when told to', async () => {
    const files = new MemoryFiles();
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(createBackendTarget('out.db', { files }).write(batchesOf(records(1)), { ...ASSIGNED, signal })).rejects.toThrow(
      'enough',
    );
    expect(files.paths).toEqual([]);
  });

  it.each([
    [
      'keys out of order',
      [
        { key: 'b', value: Buffer.alloc(0) },
        { key: 'a', value: Buffer.alloc(0) },
      ],
      {},
      'INTERNAL_BUG',
    ],
    [
      'a key twice',
      [
        { key: 'a', value: Buffer.alloc(0) },
        { key: 'a', value: Buffer.alloc(0) },
      ],
      {},
      'INTERNAL_BUG',
    ],
    ['an unknown lease', [{ key: 'a', value: Buffer.alloc(0), life: { leaseId: 3n, ttlSeconds: 1 } }], {}, 'INTERNAL_BUG'],
    [
      'a lease announced twice',
      [],
      {
        leases: [
          { id: 3n, ttlSeconds: 1 },
          { id: 3n, ttlSeconds: 1 },
        ],
      },
      'INTERNAL_BUG',
    ],
    ['no revision to keep', [{ key: 'a', value: Buffer.alloc(0) }], { revisions: 'kept' }, 'INTERNAL_BUG'],
    ['revisions out of order', [kept('a', 9), kept('b', 8)], { revisions: 'kept' }, 'INTERNAL_BUG'],
    ['an empty key', [{ key: '', value: Buffer.alloc(0) }], {}, 'STORE_CANNOT_HOLD'],
    ['a huge value', [{ key: 'a', value: Buffer.alloc(33 * 1024 * 1024) }], {}, 'STORE_CANNOT_HOLD'],
  ] as const)('are what %s ends in', async (_, input, options, code) => {
    expect((await errorOf(written(input, options))).code).toBe(code);
  });

  it('refuses page sizes that bbolt has not', () => {
    for (const pageSize of [0, 256, 1000, 131_072])
      expect(() => createBackendTarget('out.db', { pageSize })).toThrow('page size');
  });
});

function kept(key: string, modRevision: number): TargetRecord {
  return { key, value: Buffer.alloc(0), modRevision };
}
