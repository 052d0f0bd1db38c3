import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { revisionBytes } from '../../../../../src/lib/etcd/bbolt/key-value.js';
import { openBackendSource } from '../../../../../src/lib/etcd/bbolt/source.js';
import type { OpenFile } from '../../../../../src/lib/ports/files.js';
import { backendFile, scattered, withDigest } from '../../../../rig/backend-file.js';
import { MemoryFiles } from '../../../../rig/memory-files.js';
import { deletion, errorOf, lease, openBytes, put, recordsOf } from './fixtures.js';

const GOLDEN = 'test/golden/1.9/etcd-v3-snapshot.db.gz';
const directory = mkdtempSync(join(tmpdir(), 'skep-test-backend-'));

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

describe('history', () => {
  const keys = [
    put(2, 'a', 'old'),
    put(3, 'b', 'gone'),
    put(4, 'c', 'kept', { sub: 0 }),
    put(4, 'd', 'same transaction', { sub: 1 }),
    put(5, 'a', 'new', { createRevision: 2, version: 2 }),
    deletion(6, 'b'),
    put(7, 'e', 'made'),
    deletion(8, 'e', 0),
    put(9, 'e', 'made again'),
    deletion(10, 'c'),
  ];

  it('gives the latest live revision of each key, in revision order', async () => {
    const source = await openBytes(await backendFile({ key: keys }));
    const records = await recordsOf(source);
    expect(records.map(({ key, value, modRevision }) => [key, Buffer.from(value).toString(), modRevision])).toEqual([
      ['d', 'same transaction', 4],
      ['a', 'new', 5],
      ['e', 'made again', 9],
    ]);
    expect(records[1]).toMatchObject({ createRevision: 2, version: 2 });
  });

  it('counts what it left out', async () => {
    const source = await openBytes(await backendFile({ key: keys }));
    expect(source.notices()).toEqual([]);
    await recordsOf(source);
    expect(source.notices()).toMatchObject([{ code: 'history', count: 7, examples: ['a', 'b', 'e', 'c'] }]);
  });

  it('finds single keys, and no deleted ones', async () => {
    const source = await openBytes(await backendFile({ key: keys }));
    expect(Buffer.from((await source.get('a'))?.value ?? []).toString()).toBe('new');
    expect(Buffer.from((await source.get('e'))?.value ?? []).toString()).toBe('made again');
    for (const key of ['b', 'c', 'never', '']) expect(await source.get(key)).toBeUndefined();
  });

  it('finds every key of a larger store, far behind its first page', async () => {
    const entries = Array.from({ length: 3000 }, (_, i) => put(i + 2, `key-${String(i % 2000)}`, `value-${String(i)}`));
    const source = await openBytes(await backendFile({ key: entries }, { pageSize: 512 }));
    for (let i = 0; i < 2000; i += 37) {
      const record = await source.get(`key-${String(i)}`);
      expect(Buffer.from(record?.value ?? []).toString()).toBe(`value-${String(i < 1000 ? i + 2000 : i)}`);
    }
    expect(await recordsOf(source)).toHaveLength(2000);
  });

  it('gives only what begins with the prefix', async () => {
    const source = await openBytes(
      await backendFile({ key: [put(2, '/a/1', 'x'), put(3, '/ab', 'x'), put(4, '/b', 'x'), put(5, '/', 'x')] }),
    );
    expect((await recordsOf(source, '/a')).map((record) => record.key)).toEqual(['/a/1', '/ab']);
    expect((await recordsOf(source, '/a/')).map((record) => record.key)).toEqual(['/a/1']);
  });
});

describe('head', () => {
  const compacted = (main: number) => revisionBytes(main, 0);

  it.each([
    ['an empty store', {}, { revision: 1 }],
    ['keys', { key: [put(2, 'a', ''), put(9, 'b', '')] }, { revision: 9 }],
    ['a deletion last', { key: [put(2, 'a', ''), deletion(12, 'a')] }, { revision: 12 }],
    [
      'a compaction',
      { key: [put(9, 'a', '')], meta: [['finishedCompactRev', compacted(4)]] },
      { revision: 9, compactRevision: 4 },
    ],
    [
      'a compaction above all keys',
      { key: [], meta: [['finishedCompactRev', compacted(40)]] },
      { revision: 40, compactRevision: 40 },
    ],
    [
      'a compaction under way',
      { key: [put(9, 'a', '')], meta: [['scheduledCompactRev', compacted(5)]] },
      { revision: 9, compactRevision: 5 },
    ],
  ] as const)('tells the revision of %s', async (_, buckets, head) => {
    const source = await openBytes(await backendFile({ key: [], ...buckets }));
    expect(await source.head()).toEqual(head);
  });

  it('refuses a revision that a number cannot hold', async () => {
    const key = Buffer.from('0020000000000000' + '5f' + '0000000000000000', 'hex');
    expect((await errorOf(openBytes(await backendFile({ key: [[key, '']] })))).message).toContain('2^53-1');
  });

  it('tells that authentication is on', async () => {
    const source = await openBytes(await backendFile({ key: [], auth: [['authEnabled', Buffer.from([1])]] }));
    expect(source.notices()).toMatchObject([{ code: 'auth-enabled' }]);
    const without = await openBytes(await backendFile({ key: [], auth: [['authEnabled', Buffer.from([0])]] }));
    expect(without.notices()).toEqual([]);
  });
});

describe('leases', () => {
  it('joins them to their keys', async () => {
    const ids = Array.from({ length: 300 }, (_, i) => BigInt(i) * 0x0123_4567_89abn + 5n);
    const key = ids.map((leaseId, i) => put(i + 2, `k${String(i)}`, '', { leaseId }));
    const source = await openBytes(await backendFile({ key, lease: ids.map((id, i) => lease(id, 60 + i)) }));
    const records = await recordsOf(source);
    expect(records.map((record) => record.expiry)).toEqual(ids.map((leaseId, i) => ({ ttlSeconds: 60 + i, leaseId })));
  });

  it('takes a key whose lease is gone for a lasting one, as etcd does', async () => {
    const source = await openBytes(
      await backendFile({ key: [put(2, 'a', '', { leaseId: 9n })], lease: [lease(8n, 60), lease(10n, 60)] }),
    );
    expect((await recordsOf(source))[0]).not.toHaveProperty('expiry');
  });
});

describe('a file whose pages lie scattered', () => {
  it('is read without reading most of it again and again', async () => {
    const entries = Array.from({ length: 4000 }, (_, i) => put(i + 2, `key-${String(i)}`, String(i).padEnd(3500, '.')));
    const bytes = scattered(await backendFile({ key: entries }));
    const files = new CountingFiles();
    const source = await openBytes(bytes, files);
    const records = await recordsOf(source);
    expect(records.map((record) => Number(Buffer.from(record.value).toString().replaceAll('.', '')))).toEqual(
      entries.map((_, i) => i),
    );
    // Two passes over all of it, and a little for what is read besides.
    expect(files.bytesRead).toBeLessThan(bytes.length * 3);
    expect((await source.get('key-3210'))?.modRevision).toBe(3212);
  });
});

class CountingFiles extends MemoryFiles {
  bytesRead = 0;

  override async open(path: string, flags: 'r' | 'w' | 'wx' | 'a' | 'r+'): Promise<OpenFile> {
    const file = await super.open(path, flags);
    const read = async (buffer: Uint8Array, position: number): Promise<number> => {
      const count = await file.read(buffer, position);
      this.bytesRead += count;
      return count;
    };
    return { ...file, read };
  }
}

describe('files', () => {
  it('reads the golden snapshot: every object of the API, at the revision that its server showed', async () => {
    const view = JSON.parse(gunzipSync(readFileSync('test/golden/1.9/api-view.json.gz')).toString()) as Record<
      string,
      ApiObject[]
    >;
    const source = await openBackendSource(GOLDEN);
    const byPrefix = new Map<string, Set<string>>();
    for (const record of await recordsOf(source)) {
      const prefix = GOLDEN_PREFIXES.find(([start]) => record.key.startsWith(start))?.[0] ?? record.key;
      byPrefix.set(prefix, (byPrefix.get(prefix) ?? new Set()).add(String(record.modRevision)));
    }
    for (const [prefix, resource] of GOLDEN_PREFIXES) {
      const wanted = (view[resource] ?? []).map((object) => object.metadata.resourceVersion).sort();
      expect([prefix, [...(byPrefix.get(prefix) ?? [])].sort()]).toEqual([prefix, wanted]);
    }
    expect(await source.head()).toEqual({ revision: 2692 });
    await source.close();
  });

  it('leaves no unpacked copy of a gzip file behind, also after a failure', async () => {
    const temporaryDirectory = mkdtempSync(join(directory, 'unpacked-'));
    const open = (path: string) => openBackendSource(path, { temporaryDirectory });
    const source = await open(GOLDEN);
    expect(readdirSync(temporaryDirectory)).toEqual([]);
    expect((await recordsOf(source, '/registry/namespaces/')).length).toBe(12);
    await source.close();
    const cut = join(directory, 'cut.db.gz');
    writeFileSync(cut, readFileSync(GOLDEN).subarray(0, 100_000));
    const error = await errorOf(open(cut));
    expect([error.code, error.message]).toEqual(['STORE_CORRUPT', `${cut}: the gzip stream is damaged or cut off (Z_BUF_ERROR)`]);
    const noStore = join(directory, 'text.db.gz');
    writeFileSync(noStore, gzipSync(Buffer.alloc(9000, 'text')));
    expect((await errorOf(open(noStore))).code).toBe('STORE_NOT_A_STORE');
    const noGzip = join(directory, 'plain.db.gz');
    writeFileSync(noGzip, 'not gzip at all');
    expect((await errorOf(open(noGzip))).code).toBe('STORE_CORRUPT');
    expect(readdirSync(temporaryDirectory)).toEqual([]);
    const nowhere = openBackendSource(GOLDEN, { temporaryDirectory: join(directory, 'nowhere') });
    expect((await errorOf(nowhere)).code).toBe('STORE_UNWRITABLE');
  });

  it('names both digests when they differ', async () => {
    const bytes = await backendFile({ key: [put(2, 'a', 'x')] });
    const sound = withDigest(bytes);
    expect(await recordsOf(await openBytes(sound))).toHaveLength(1);
    const [was, last = 0] = [sound.subarray(-32).toString('hex'), sound.at(-1)];
    sound[sound.length - 1] = last ^ 1;
    const error = await errorOf(openBytes(sound));
    expect(error.code).toBe('STORE_CORRUPT');
    expect(error.message).toContain(was);
    expect(error.message).toContain(sound.subarray(-32).toString('hex'));
  });

  it.each([
    ['missing', 'nowhere.db', 'STORE_NOT_FOUND'],
    ['missing, gzip', 'nowhere.db.gz', 'STORE_NOT_FOUND'],
    ['a directory', '.', 'STORE_NOT_A_STORE'],
    ['a text file', 'package.json', 'STORE_NOT_A_STORE'],
  ])('refuses what is %s', async (_, path, code) => {
    expect((await errorOf(openBackendSource(path))).code).toBe(code);
  });

  it('refuses a bbolt file that is not of etcd, random bytes and nothing', async () => {
    expect((await errorOf(openBytes(await backendFile({ other: [] })))).code).toBe('STORE_NOT_A_STORE');
    expect((await errorOf(openBytes(randomBytes(20_000)))).code).toBe('STORE_NOT_A_STORE');
    expect((await errorOf(openBytes(Buffer.alloc(0)))).code).toBe('STORE_CORRUPT');
  });

  it('says that the file changed, not that it is corrupt', async () => {
    const files = new MemoryFiles();
    const entries = Array.from({ length: 2000 }, (_, i) => put(i + 2, `key-${String(i)}`, 'x'.repeat(100)));
    const bytes = await backendFile({ key: entries });
    const source = await openBytes(bytes, files);
    const writer = await files.open('store.db', 'r+');
    await writer.write(Buffer.alloc(4096, 0xff), 5 * 4096);
    expect((await errorOf(recordsOf(source))).code).toBe('STORE_CHANGED');
  });

  it('stops when it is told to', async () => {
    const files = new MemoryFiles();
    const source = await openBytes(await backendFile({ key: [put(2, 'a', 'x')] }), files);
    const batches = source.read({ signal: AbortSignal.abort(new Error('enough')) })[Symbol.asyncIterator]();
    await expect(batches.next()).rejects.toThrow('enough');
    expect(await recordsOf(source)).toHaveLength(1);
  });
});

interface ApiObject {
  readonly metadata: { readonly resourceVersion: string };
}

const GOLDEN_PREFIXES = [
  ['/registry/services/specs/', 'v1/services'],
  ['/registry/services/endpoints/', 'v1/endpoints'],
  ['/registry/pods/', 'v1/pods'],
  ['/registry/events/', 'v1/events'],
  ['/registry/secrets/', 'v1/secrets'],
  ['/registry/minions/', 'v1/nodes'],
  ['/registry/namespaces/', 'v1/namespaces'],
  ['/registry/controllers/', 'v1/replicationcontrollers'],
  ['/registry/persistentvolumeclaims/', 'v1/persistentvolumeclaims'],
  ['/registry/deployments/', 'apps/v1/deployments'],
  ['/registry/replicasets/', 'apps/v1/replicasets'],
  ['/registry/statefulsets/', 'apps/v1/statefulsets'],
  ['/registry/daemonsets/', 'apps/v1/daemonsets'],
  ['/registry/cronjobs/', 'batch/v1beta1/cronjobs'],
  ['/registry/nce.netease.com/volumeclaims/', 'nce.netease.com/v1/volumeclaims'],
] as const;
