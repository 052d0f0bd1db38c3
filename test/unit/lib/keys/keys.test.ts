import { describe, expect, it } from 'vitest';
import { convertStore } from '../../../../src/lib/keys/convert.js';
import type { KeyDifference } from '../../../../src/lib/keys/diff.js';
import { diffStores } from '../../../../src/lib/keys/diff.js';
import { getKey } from '../../../../src/lib/keys/get.js';
import { listKeys } from '../../../../src/lib/keys/ls.js';
import { storeStats } from '../../../../src/lib/keys/stats.js';
import type { StoreRecord } from '../../../../src/lib/ports/store.js';
import { deps, memorySource, memoryTarget, record } from './memory-store.js';

const POD = JSON.stringify({ kind: 'Pod', apiVersion: 'v1', metadata: { name: 'a', namespace: 'n' } });
const secret = (data: object): string =>
  JSON.stringify({ kind: 'Secret', apiVersion: 'v1', metadata: { name: 's', namespace: 'n' }, ...data });

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('ls', () => {
  it('lists in the order of bytes whatever the order of the store', async () => {
    const source = memorySource([
      record('/b', 'xx', { modRevision: 7 }),
      record('/\uffff', ''),
      record('/𝄞', ''),
      record('/a', '', { expiry: { ttlSeconds: 60, leaseId: 255n } }),
    ]);
    const entries = await all(listKeys(source, '/', deps));
    expect(entries.map((entry) => entry.key)).toEqual(['/a', '/b', '/\uffff', '/𝄞']);
    expect(entries[0]).toMatchObject({ ttlSeconds: 60, leaseId: 'ff' });
    expect(entries[1]).toMatchObject({ valueBytes: 2, modRevision: 7 });
  });
});

describe('get', () => {
  const get = (records: readonly StoreRecord[], key: string, showSecrets = false) =>
    getKey(memorySource(records), { key, showSecrets, signal: deps.signal });

  it('hides secret values unless they are asked for', async () => {
    const records = [record('/registry/secrets/n/s', secret({ data: { token: 'aHVudGVyMg==' } }))];
    const hidden = await get(records, '/registry/secrets/n/s');
    expect(JSON.stringify(hidden)).not.toContain('aHVudGVyMg==');
    expect(hidden.redacted).toBe(true);
    expect(JSON.stringify(await get(records, '/registry/secrets/n/s', true))).toContain('aHVudGVyMg==');
  });

  it('shows what is no object as text or bytes', async () => {
    expect(await get([record('/flannel/config', 'plain text')], '/flannel/config')).toMatchObject({
      media: 'text',
      text: 'plain text',
    });
    expect(await get([record('/x', new Uint8Array([0xff, 0x00, 0x01]))], '/x')).toMatchObject({
      media: 'binary',
      base64: '/wAB',
    });
  });

  it('names what lies beside a key that is not there', async () => {
    await expect(get([record('/registry/pods/n/a', POD)], '/registry/pods/n/b')).rejects.toMatchObject({
      code: 'KEY_NOT_FOUND',
      hints: ['skep etcd ls memory.db /registry/pods/n/', 'skep etcd get memory.db /registry/pods/n/a'],
    });
  });
});

describe('stats', () => {
  it('counts by kind in every release, and names the largest', async () => {
    const source = memorySource([
      record('/registry/pods/n/a', 'x'.repeat(100)),
      record('/registry/services/specs/n/a', '{}'),
      record('/registry/services/endpoints/n/a', Buffer.from('k8s\0zzz')),
      record('/registry/minions/node', '{}'),
      record('/registry/example.com/widgets/n/w', '{}'),
      record('/registry/secrets/n/s', 'k8s:enc:aescbc:v1:k:xxx', { expiry: { ttlSeconds: 1 } }),
      record('/coreos.com/network/config', '{}'),
    ]);
    const stats = await storeStats(source, { root: '/registry/', top: 2 }, deps);
    expect(stats).toMatchObject({ keys: 7, expiring: 1 });
    expect(stats.largest.map((object) => object.key)).toEqual(['/registry/pods/n/a', '/registry/secrets/n/s']);
    expect(Object.fromEntries(stats.kinds.map((kind) => [kind.kind, kind.encodings]))).toEqual({
      Pod: { other: 1 },
      Service: { json: 1 },
      Endpoints: { protobuf: 1 },
      Node: { json: 1 },
      'example.com/widgets/': { json: 1 },
      Secret: { encrypted: 1 },
      '/coreos.com/': { json: 1 },
    });
  });
});

describe('the largest objects', () => {
  it('are the same in every order of the store: equal sizes go by key', async () => {
    const records = ['/d', '/b', '/c', '/a'].map((key) => record(key, 'xx'));
    for (const order of [records, records.toReversed()]) {
      const { largest } = await storeStats(memorySource(order), { root: '/registry/', top: 2 }, deps);
      expect(largest.map((object) => object.key)).toEqual(['/a', '/b']);
    }
  });
});

describe('diff', () => {
  const diff = (a: readonly StoreRecord[], b: readonly StoreRecord[], showSecrets = false): Promise<KeyDifference[]> =>
    all(diffStores({ source: memorySource(a) }, { source: memorySource(b) }, { prefix: '', showSecrets }, deps));

  it('walks both stores in key order', async () => {
    const found = await diff(
      [record('/c', '1'), record('/a', '1'), record('/d', '1')],
      [record('/b', '1'), record('/c', '2'), record('/d', '1'), record('/e', '')],
    );
    expect(found.map((difference) => [difference.key, difference.change])).toEqual([
      ['/a', 'only-in-a'],
      ['/b', 'only-in-b'],
      ['/c', 'differs'],
      ['/e', 'only-in-b'],
    ]);
  });

  it('compares meaning: order of members, nulls and revisions do not count, a life does', async () => {
    const reordered = '{"apiVersion":"v1","kind":"Pod","metadata":{"namespace":"n","name":"a","labels":null},"spec":{}}';
    expect(await diff([record('/p', POD, { modRevision: 5 })], [record('/p', reordered)])).toEqual([]);
    const [lives] = await diff([record('/p', POD)], [record('/p', POD, { expiry: { ttlSeconds: 5 } })]);
    expect(lives?.fields).toEqual([{ path: '(life)', a: 'stays', b: 'ends' }]);
  });

  it('tells that secret values differ, and not what they are, also when one side has none at all', async () => {
    const [a, b] = [
      record('/s', secret({ data: { token: 'aHVudGVyMg==' } })),
      record('/s', secret({ data: { token: 'c2VjcmV0Mg==' } })),
    ];
    for (const other of [b, record('/s', secret({}))]) {
      const found = await diff([a], [other]);
      expect(found[0]?.fields).toHaveLength(1);
      expect(JSON.stringify(found)).not.toMatch(/aHVudGVyMg|c2VjcmV0Mg/);
    }
    expect(JSON.stringify(await diff([a], [b], true))).toContain('aHVudGVyMg==');
  });
});

describe('convert', () => {
  const options = { revisions: 'kept', now: 1_000_000 } as const;

  it('keeps revisions, in their order, and values to the byte', async () => {
    const target = memoryTarget();
    const odd = new Uint8Array([0, 255, 10]);
    await convertStore(
      memorySource([
        record('/a', odd, { createRevision: 3, modRevision: 300, version: 4 }),
        record('/b', '', { modRevision: 20 }),
      ]),
      target,
      options,
      deps,
    );
    expect(target.written).toEqual([
      { key: '/b', value: Buffer.alloc(0), createRevision: 1, modRevision: 20, version: 1 },
      { key: '/a', value: Buffer.from(odd), createRevision: 3, modRevision: 300, version: 4 },
    ]);
  });

  it('keeps the leases of v3, and gives the rest of a v2 life', async () => {
    const target = memoryTarget();
    const source = memorySource([
      record('/a', '', { modRevision: 1, expiry: { ttlSeconds: 30, leaseId: 77n } }),
      record('/b', '', { modRevision: 2, expiry: { ttlSeconds: 999, expiresAt: 1_090_500 } }),
      record('/c', '', { modRevision: 3, expiry: { ttlSeconds: 999, expiresAt: 5 } }),
    ]);
    await convertStore(source, target, options, deps);
    expect(target.options?.leases).toEqual([
      { id: 1n, ttlSeconds: 1 },
      { id: 77n, ttlSeconds: 30 },
      { id: 91n, ttlSeconds: 91 },
    ]);
    expect(target.written.map((each) => each.life?.leaseId)).toEqual([77n, 91n, 1n]);
  });

  it('refuses to make revisions up unless it is told to', async () => {
    const source = memorySource([record('/b', '', { modRevision: 0 }), record('/a', '', { modRevision: 0 })]);
    await expect(convertStore(source, memoryTarget(), options, deps)).rejects.toMatchObject({ code: 'STORE_REVISIONS_UNKNOWN' });
    const target = memoryTarget();
    await convertStore(source, target, { ...options, revisions: 'assigned' }, deps);
    expect(target.written.map((each) => [each.key, each.modRevision])).toEqual([
      ['/a', undefined],
      ['/b', undefined],
    ]);
  });
});
