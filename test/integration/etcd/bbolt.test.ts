import { execFile, execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Etcd3, type IRangeResponse } from 'etcd3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackendSource } from '../../../src/lib/etcd/bbolt/source.js';
import { createBackendTarget } from '../../../src/lib/etcd/bbolt/target.js';
import type { StoreRecord, StoreSource, TargetRecord } from '../../../src/lib/ports/store.js';
import { type RunningEtcd, startEtcd } from '../../rig/etcd.js';
import { describeWithEtcd, etcdctlBinary, findBinary } from '../../rig/need.js';

const FIRST_REVISION = 5000;
const LEASES = [
  { id: 0x7aaa_bbbb_cccc_ddddn, ttlSeconds: 3600 },
  { id: 21n, ttlSeconds: 600 },
  { id: 22n, ttlSeconds: 60 },
];

const directory = mkdtempSync(join(tmpdir(), 'skep-test-bbolt-'));
const run = promisify(execFile);

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

async function etcdctl(...args: readonly string[]): Promise<string> {
  const { stdout } = await run(etcdctlBinary() ?? 'etcdctl', args, { env: { ETCDCTL_API: '3' }, maxBuffer: 2 ** 28 });
  return stdout;
}

/** Sizes from nothing to far over a page, in ascending key order, every tenth with a lease. */
function sampleRecords(count = 3000): TargetRecord[] {
  return Array.from({ length: count }, (_, i) => {
    const size = i % 500 === 250 ? 200_000 : i === 7 ? 1_400_000 : (i * 97) % 3000;
    const lease = i % 10 === 0 ? LEASES[(i / 10) % LEASES.length] : undefined;
    const life = lease === undefined ? {} : { life: { leaseId: lease.id, ttlSeconds: lease.ttlSeconds } };
    return { key: `/registry/pods/ns/${String(i).padStart(6, '0')}`, value: Buffer.alloc(size, i % 256), ...life };
  });
}

async function* inBatches(records: readonly TargetRecord[]): AsyncGenerator<readonly TargetRecord[]> {
  for (let i = 0; i < records.length; i += 500) yield records.slice(i, i + 500);
}

async function rangeAll(client: Etcd3): Promise<IRangeResponse['kvs']> {
  const from = Buffer.from([0]);
  // In pieces, because one answer may not exceed the message limit of gRPC.
  const kvs: IRangeResponse['kvs'] = [];
  for (let start = from; ; ) {
    const answer = await client.kv.range({ key: start, range_end: from, limit: 100 });
    kvs.push(...answer.kvs);
    const last = answer.kvs.at(-1);
    if (!answer.more || last === undefined) return kvs;
    start = Buffer.concat([last.key, from]);
  }
}

function comparable(kv: {
  key: Buffer;
  value: Buffer;
  create_revision: string;
  mod_revision: string;
  version: string;
  lease: string;
}) {
  const { key, value, create_revision, mod_revision, version, lease } = kv;
  return [
    key.toString(),
    value.length,
    value.at(0),
    Number(create_revision),
    Number(mod_revision),
    Number(version),
    BigInt(lease),
  ];
}

async function recordsOf(source: StoreSource): Promise<StoreRecord[]> {
  const records: StoreRecord[] = [];
  for await (const batch of source.read()) records.push(...batch);
  return records;
}

function fromRecord(record: StoreRecord) {
  const { key, value, createRevision, modRevision, version, expiry } = record;
  return [key, value.length, value.at(0), createRevision, modRevision, version, expiry?.leaseId ?? 0n];
}

/** A etcdutl of a later release, built by test/rig/etcdutl.sh where there is Go; undefined where there is none. */
function buildEtcdutl(): string {
  return execFileSync('/bin/sh', [join(import.meta.dirname, '../../rig/etcdutl.sh')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

describeWithEtcd('a snapshot that we wrote', () => {
  const records = sampleRecords();
  const path = join(directory, 'written.db');

  beforeAll(async () => {
    const options = { revisions: 'assigned', firstRevision: FIRST_REVISION, leases: LEASES } as const;
    await createBackendTarget(path).write(inBatches(records), options);
  });

  it('passes etcdctl snapshot status', async () => {
    const status = JSON.parse(await etcdctl('snapshot', 'status', path, '-w', 'json')) as Record<string, number>;
    // It counts the entries of all buckets: three leases and three of meta besides the keys.
    expect(status).toMatchObject({ revision: FIRST_REVISION + records.length - 1, totalKey: records.length + 6 });
  });

  it('is restored by etcdctl and served as it was meant', async () => {
    const dataDir = join(directory, 'restored');
    await etcdctl('snapshot', 'restore', path, '--data-dir', dataDir);
    await expectServed(dataDir, records);
  });

  const go = findBinary('go', 'SKEP_TEST_GO');
  describe.skipIf(go === undefined)(`with a later etcdutl${go === undefined ? ' (skipped: needs Go to build it)' : ''}`, () => {
    let etcdutl = '';
    beforeAll(() => {
      etcdutl = buildEtcdutl();
    }, 400_000);

    it('passes its status, and is restored by it and served as it was meant', async () => {
      const { stdout } = await run(etcdutl, ['snapshot', 'status', path, '-w', 'json']);
      expect(JSON.parse(stdout)).toMatchObject({ revision: FIRST_REVISION + records.length - 1, totalKey: records.length });
      const dataDir = join(directory, 'restored-by-etcdutl');
      await run(etcdutl, ['snapshot', 'restore', path, '--data-dir', dataDir]);
      await expectServed(dataDir, records);
    });

    it('is defragmented by it: every page is one that bbolt accepts', async () => {
      const dataDir = join(directory, 'defragmented');
      await run(etcdutl, ['snapshot', 'restore', path, '--data-dir', dataDir]);
      await run(etcdutl, ['defrag', '--data-dir', dataDir]);
      const source = await openBackendSource(join(dataDir, 'member', 'snap', 'db'));
      expect((await recordsOf(source)).map((record) => record.modRevision)).toEqual(records.map((_, i) => FIRST_REVISION + i));
      await source.close();
    });
  });

  it.each([512, 65_536])('is restored and served with a page size of %i too', async (pageSize) => {
    const other = join(directory, `pages-${String(pageSize)}.db`);
    const few = sampleRecords(300);
    const options = { revisions: 'assigned', firstRevision: FIRST_REVISION, leases: LEASES } as const;
    await createBackendTarget(other, { pageSize }).write(inBatches(few), options);
    const dataDir = join(directory, `restored-${String(pageSize)}`);
    await etcdctl('snapshot', 'restore', other, '--data-dir', dataDir);
    await expectServed(dataDir, few);
  });

  it('is restored and served without any key, at the revision below the first', async () => {
    const empty = join(directory, 'empty.db');
    await createBackendTarget(empty).write(inBatches([]), { revisions: 'assigned', firstRevision: 700, leases: [] });
    const dataDir = join(directory, 'restored-empty');
    await etcdctl('snapshot', 'restore', empty, '--data-dir', dataDir);
    const etcd = await startEtcd({ dataDir });
    try {
      const answer = await withClient(etcd, (client) => client.kv.put({ key: Buffer.from('a'), value: Buffer.from('b') }));
      expect(answer.header.revision).toBe('700');
    } finally {
      await etcd.stop();
    }
  });

  async function expectServed(dataDir: string, wanted: readonly TargetRecord[]): Promise<void> {
    const etcd = await startEtcd({ dataDir });
    try {
      await withClient(etcd, async (client) => {
        const served = await rangeAll(client);
        const expected = wanted.map(({ key, value, life }, i) => {
          const revision = FIRST_REVISION + i;
          return [key, value.length, value.at(0), revision, revision, 1, life?.leaseId ?? 0n];
        });
        expect(served.map(comparable)).toEqual(expected);
        await expectLeases(client, wanted);
        await expectCompacted(etcd, wanted.length);
      });
    } finally {
      await etcd.stop();
    }
  }

  async function expectLeases(client: Etcd3, wanted: readonly TargetRecord[]): Promise<void> {
    for (const { id, ttlSeconds } of LEASES) {
      const lease = await client.leaseClient.leaseTimeToLive({ ID: String(id), keys: true });
      expect([lease.grantedTTL, lease.keys.length]).toEqual([
        String(ttlSeconds),
        wanted.filter((record) => record.life?.leaseId === id).length,
      ]);
      expect(Number(lease.TTL)).toBeGreaterThan(ttlSeconds - 30);
    }
    // A lease that ends takes exactly its keys with it.
    const before = (await rangeAll(client)).length;
    await client.leaseClient.leaseRevoke({ ID: '21' });
    const gone = wanted.filter((record) => record.life?.leaseId === 21n).length;
    expect((await rangeAll(client)).length).toBe(before - gone);
  }

  async function expectCompacted(etcd: RunningEtcd, count: number): Promise<void> {
    const at = (revision: number) =>
      etcdctl('--endpoints', etcd.clientUrl, 'get', '/registry/pods/ns/000001', `--rev=${String(revision)}`);
    await expect(at(FIRST_REVISION - 2)).rejects.toThrow('required revision has been compacted');
    expect(await at(FIRST_REVISION - 1)).toBe('');
    expect(await at(FIRST_REVISION + count - 1)).toContain('/registry/pods/ns/000001');
    const watch = etcdctl('--endpoints', etcd.clientUrl, 'watch', '--prefix', '/', `--rev=${String(FIRST_REVISION - 2)}`);
    await expect(watch).rejects.toThrow('required revision has been compacted');
  }
});

describeWithEtcd('the backend file of a real etcd', () => {
  let etcd: RunningEtcd;

  beforeAll(async () => {
    etcd = await startEtcd();
    await withClient(etcd, fill);
  });

  afterAll(() => etcd.stop());

  it('is read as etcd serves it: snapshot, and copied from under the running server', async () => {
    const snapshot = join(directory, 'saved.db');
    const copy = join(directory, 'copied.db');
    await expectSame(snapshot, copy);
  });

  it('is read the same after a compaction and a defragmentation', async () => {
    const revision = await withClient(etcd, async (client) => (await client.kv.range({ key: Buffer.from('a') })).header.revision);
    const compacted = Number(revision) - 100;
    await etcdctl('--endpoints', etcd.clientUrl, 'compact', String(compacted), '--physical');
    const head = await expectSame(join(directory, 'compacted.db'), join(directory, 'compacted-copy.db'));
    expect(head).toMatchObject({ compactRevision: compacted });
    await etcdctl('--endpoints', etcd.clientUrl, 'defrag');
    await expectSame(join(directory, 'defragmented.db'), join(directory, 'defragmented-copy.db'));
  });

  it('is refused as changed when the server wrote to it meanwhile', async () => {
    const source = await openBackendSource(join(etcd.dataDir, 'member', 'snap', 'db'));
    await withClient(etcd, async (client) => {
      for (let i = 0; i < 50; i++) await client.kv.put({ key: Buffer.from(`late-${String(i)}`), value: Buffer.alloc(5000) });
    });
    // The server commits its batch after 100 ms at the latest.
    await new Promise((resolve) => setTimeout(resolve, 500));
    await expect(recordsOf(source)).rejects.toMatchObject({ code: 'STORE_CHANGED' });
    await source.close();
  });

  async function fill(client: Etcd3): Promise<void> {
    const { ID: leaseId } = await client.leaseClient.leaseGrant({ TTL: '900' });
    for (let i = 0; i < 1500; i++) {
      const size = i % 100 === 50 ? 300_000 : (i * 61) % 2000;
      const lease = i % 7 === 0 ? { lease: leaseId } : {};
      await client.kv.put({ key: Buffer.from(`/keys/${String(i % 900)}`), value: Buffer.alloc(size, i % 256), ...lease });
      if (i % 11 === 0) await client.kv.deleteRange({ key: Buffer.from(`/keys/${String((i * 7) % 900)}`) });
    }
    const puts = Array.from({ length: 50 }, (_, i) => ({
      request_put: { key: Buffer.from(`/txn/${String(i)}`), value: Buffer.from('x') },
    }));
    await client.kv.txn({ success: puts });
    await client.kv.deleteRange({ key: Buffer.from('/txn/1'), range_end: Buffer.from('/txn/2') });
    await client.leaseClient.leaseGrant({ TTL: '77', ID: '4711' });
    await client.kv.put({ key: Buffer.from([0x66, 0xff, 0x00]), value: Buffer.from('stray bytes'), lease: '4711' });
  }

  /** Reads a saved snapshot and a plain copy, and compares both with what the server gives. */
  async function expectSame(snapshot: string, copy: string): Promise<unknown> {
    await etcdctl('--endpoints', etcd.clientUrl, 'snapshot', 'save', snapshot);
    copyFileSync(join(etcd.dataDir, 'member', 'snap', 'db'), copy);
    const { served, revision } = await withClient(etcd, async (client) => {
      const answer = await client.kv.range({ key: Buffer.from('none') });
      return { served: await rangeAll(client), revision: Number(answer.header.revision) };
    });
    const stray = (key: string): string => (key.startsWith('f\ufffd') ? 'f\udcff\0' : key);
    const expected = served
      .map(comparable)
      .map(([key, ...rest]) => [stray(String(key)), ...rest])
      .sort(byRevision);
    let head: unknown;
    for (const path of [snapshot, copy]) {
      const source = await openBackendSource(path);
      const records = await recordsOf(source);
      expect(records.map(fromRecord).sort(byRevision)).toEqual(expected);
      expect(records.some((record) => record.key.startsWith('/txn/') && record.version === 1)).toBe(true);
      expect(new Set(records.flatMap((record) => (record.expiry ? [record.expiry.ttlSeconds] : [])))).toEqual(new Set([900, 77]));
      head = await source.head();
      expect(head).toMatchObject({ revision });
      const [wanted] = records;
      expect(wanted && (await source.get(wanted.key))).toEqual(wanted);
      await source.close();
    }
    return head;
  }
});

function byRevision(a: readonly unknown[], b: readonly unknown[]): number {
  return Number(a[4]) - Number(b[4]) || (String(a[0]) < String(b[0]) ? -1 : 1);
}

async function withClient<T>(etcd: RunningEtcd, use: (client: Etcd3) => Promise<T>): Promise<T> {
  const client = new Etcd3({ hosts: etcd.clientUrl });
  try {
    return await use(client);
  } finally {
    client.close();
  }
}
