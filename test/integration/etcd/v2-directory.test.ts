import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openV2DirectorySource } from '../../../src/lib/etcd/v2-directory/directory-source.js';
import { inspectDirectory } from '../../../src/lib/etcd/v2-directory/inspect.js';
import type { StoreNotice, StoreRecord } from '../../../src/lib/ports/store.js';
import { backendOfBackup, writeV2Directory } from '../../bench/v2-snapshot-writer.js';
import { type RunningEtcd, startEtcd } from '../../rig/etcd.js';
import { describeWithEtcd, etcdctlBinary } from '../../rig/need.js';

interface Node {
  readonly key?: string;
  readonly value?: string;
  readonly dir?: boolean;
  readonly nodes?: readonly Node[];
  readonly createdIndex?: number;
  readonly modifiedIndex?: number;
  readonly expiration?: string;
}

interface Seen {
  readonly index: number;
  readonly leaves: ReadonlyMap<string, Node>;
}

interface Read {
  readonly index: number | undefined;
  readonly records: ReadonlyMap<string, StoreRecord>;
  readonly notices: readonly StoreNotice[];
}

async function call(
  etcd: RunningEtcd,
  method: string,
  key: string,
  query: Record<string, string> = {},
  form: Record<string, string> = {},
): Promise<Node | undefined> {
  const response = await fetch(`${etcd.clientUrl}/v2/keys${key}?${new URLSearchParams(query).toString()}`, {
    method,
    ...(method === 'PUT' || method === 'POST' ? { body: new URLSearchParams(form) } : {}),
  });
  const answer = (await response.json()) as { node?: Node };
  return response.ok ? answer.node : undefined;
}

async function listed(etcd: RunningEtcd): Promise<Seen> {
  const response = await fetch(`${etcd.clientUrl}/v2/keys/?recursive=true&quorum=true`);
  const { node } = (await response.json()) as { node: Node };
  const leaves = new Map<string, Node>();
  const walk = (one: Node): void => {
    if (one.dir !== true && one.key !== undefined) leaves.set(one.key, one);
    for (const child of one.nodes ?? []) walk(child);
  };
  walk(node);
  return { index: Number(response.headers.get('x-etcd-index')), leaves };
}

async function readDirectory(path: string): Promise<Read> {
  const source = await openV2DirectorySource(path);
  try {
    const records = new Map<string, StoreRecord>();
    for await (const batch of source.read()) {
      for (const record of batch) {
        expect(records.has(record.key)).toBe(false);
        records.set(record.key, { ...record, value: Buffer.from(record.value) });
      }
    }
    return { index: (await source.head()).revision, records, notices: source.notices() };
  } finally {
    await source.close();
  }
}

/** What both sides can tell of a key. */
function comparable(read: Read): Map<string, unknown> {
  return new Map(
    [...read.records].map(([key, record]) => [
      key,
      [Buffer.from(record.value).toString(), record.createRevision, record.modRevision, record.expiry?.expiresAt],
    ]),
  );
}

function comparableLeaves(seen: Seen): Map<string, unknown> {
  return new Map(
    [...seen.leaves].map(([key, node]) => [
      key,
      [
        node.value,
        node.createdIndex,
        node.modifiedIndex,
        node.expiration === undefined ? undefined : Date.parse(node.expiration),
      ],
    ]),
  );
}

function sorted(map: Map<string, unknown>): unknown[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The same operations for the same seed. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** A few names in a shallow tree, so that files and directories, hits and misses, meet all the time. */
function randomKey(roll: (sides: number) => number): string {
  const names = ['a', 'b', 'c-é', 'd'];
  const depth = 1 + roll(3);
  return `/${Array.from({ length: depth }, () => names[roll(names.length)] ?? 'a').join('/')}`;
}

async function randomOperation(etcd: RunningEtcd, roll: (sides: number) => number, counter: number): Promise<void> {
  const key = randomKey(roll);
  const value = `{"n":"${String(counter)}<\\"é\u2028>"}\n`;
  const ttl = roll(6) === 0 ? { ttl: String(roll(2) === 0 ? 1 : 5000) } : {};
  const current = roll(2) === 0 ? await call(etcd, 'GET', key) : undefined;
  const form = { value, ...ttl };
  switch (roll(12)) {
    case 0:
      await call(etcd, 'PUT', key, { prevExist: 'false' }, form);
      break;
    case 1:
      await call(etcd, 'PUT', key, { prevExist: 'true' }, form);
      break;
    case 2:
    case 3:
      await call(etcd, 'PUT', key, { prevIndex: String((current?.modifiedIndex ?? 5) - (roll(4) === 0 ? 1 : 0)) }, form);
      break;
    case 4:
      await call(etcd, 'PUT', key, { prevValue: current?.value ?? 'none' }, form);
      break;
    case 5:
      await call(etcd, 'PUT', key, { prevExist: 'true', refresh: 'true', ttl: '7000' });
      break;
    case 6:
      await call(etcd, 'POST', key, {}, form);
      break;
    case 7:
      await call(etcd, 'DELETE', key, roll(2) === 0 ? {} : { recursive: 'true' });
      break;
    case 8:
      await call(
        etcd,
        'DELETE',
        key,
        current?.modifiedIndex === undefined ? { dir: 'true' } : { prevIndex: String(current.modifiedIndex) },
      );
      break;
    case 9:
      await call(etcd, 'PUT', key, { dir: 'true' }, ttl);
      break;
    default:
      await call(etcd, 'PUT', key, {}, form);
  }
}

function filesIn(dataDir: string, folder: string, suffix: string): string[] {
  return readdirSync(join(dataDir, 'member', folder)).filter((name) => name.endsWith(suffix));
}

function backup(dataDir: string, target: string): void {
  execFileSync(etcdctlBinary() ?? 'etcdctl', ['backup', '--data-dir', dataDir, '--backup-dir', target], {
    env: { ...process.env, ETCDCTL_API: '2' },
    stdio: 'ignore',
  });
}

describeWithEtcd('an etcd v2 data directory, written by a real etcd', () => {
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'skep-v2-directory-'));
  });
  afterAll(() => {
    rmSync(home, { recursive: true, force: true });
  });

  it.each([
    [1, '50'],
    [2, '37'],
    [3, '100000'],
  ])(
    'reads what the server tells after random operations (seed %i, a snapshot every %s entries)',
    async (seed, snapshotCount) => {
      const dataDir = join(home, `random-${String(seed)}`);
      const extraArgs = ['--snapshot-count', snapshotCount];
      let etcd = await startEtcd({ dataDir, extraArgs });
      const roll = dice(seed);
      for (let i = 0; i < 700; i++) await randomOperation(etcd, roll, i);
      await call(etcd, 'PUT', '/a-file/_hidden/x', {}, { value: 'seen only here' });
      await call(etcd, 'PUT', '/empty', { dir: 'true' });
      // A restart writes the member's attributes once more, which takes an index of its own.
      await etcd.stop();
      etcd = await startEtcd({ dataDir, extraArgs });
      for (let i = 700; i < 1000; i++) await randomOperation(etcd, roll, i);
      await sleep(2500);
      const seen = await listed(etcd);
      await (seed === 2 ? etcd.kill() : etcd.stop());
      const read = await readDirectory(dataDir);
      expect(read.index).toBe(seen.index);
      const hidden = read.records.get('/a-file/_hidden/x');
      expect(Buffer.from(hidden?.value ?? []).toString()).toBe('seen only here');
      const visible = comparable(read);
      visible.delete('/a-file/_hidden/x');
      expect(sorted(visible)).toEqual(sorted(comparableLeaves(seen)));
      expect(seen.leaves.size).toBeGreaterThan(5);
      expect(read.notices.map((notice) => notice.code)).toEqual(['directories', 'hidden-nodes']);
      expect(filesIn(dataDir, 'snap', '.snap').length > 0).toBe(seed !== 3);
      expect(await inspectDirectory(dataDir)).toEqual({ v2Keys: 'some', v3Db: join(dataDir, 'member', 'snap', 'db') });

      const copy = join(home, `backup-${String(seed)}`);
      backup(dataDir, copy);
      const fromBackup = await readDirectory(copy);
      const values = (from: Read): unknown[] =>
        sorted(new Map([...from.records].map(([key, record]) => [key, Buffer.from(record.value).toString()])));
      const inOrder = /\/\d{20}/;
      // Keys that etcd named by an index can be named by another one in a stripped log; every other key must be there.
      expect(values(fromBackup).filter((pair) => !inOrder.test(String(pair)))).toEqual(
        values(read).filter((pair) => !inOrder.test(String(pair))),
      );
    },
    120_000,
  );

  it('reads a log of several files', async () => {
    const etcd = await startEtcd({ dataDir: join(home, 'segments') });
    const big = 'x'.repeat(1_000_000);
    for (let i = 0; i < 140; i++) await call(etcd, 'PUT', `/big/${String(i % 3)}`, {}, { value: `${String(i)}${big}` });
    const seen = await listed(etcd);
    await etcd.stop();
    expect(filesIn(etcd.dataDir, 'wal', '.wal').length).toBeGreaterThan(1);
    const read = await readDirectory(etcd.dataDir);
    expect(read.index).toBe(seen.index);
    expect(sorted(comparable(read))).toEqual(sorted(comparableLeaves(seen)));
  }, 120_000);

  it('finds no v2 keys in a directory of the v3 API', async () => {
    const etcd = await startEtcd({ dataDir: join(home, 'v3') });
    execFileSync(etcdctlBinary() ?? 'etcdctl', ['--endpoints', etcd.clientUrl, 'put', '/registry/a', 'b'], {
      env: { ...process.env, ETCDCTL_API: '3' },
    });
    await etcd.stop();
    expect(await inspectDirectory(etcd.dataDir)).toMatchObject({ v2Keys: 'none' });
  });

  it('starts from a snapshot that the benchmark wrote', async () => {
    const golden = join(import.meta.dirname, '../../golden/1.3/etcd-v2-backup.tgz');
    const backend = await backendOfBackup(createReadStream(golden).pipe(createGunzip()));
    const keys = Array.from({ length: 300 }, (_, i) => ({
      key: `/registry/pods/ns-${String(Math.floor(i / 10)).padStart(3, '0')}/pod-${String(i)}`,
      valueJson: JSON.stringify(`{"i":${String(i)},"text":"é\\n<>"}`),
      createdIndex: 10 + i,
      modifiedIndex: 500 + i,
      ...(i === 7 && { expiration: '2199-01-01T00:00:00.5Z' }),
    }));
    const dataDir = join(home, 'written');
    await writeV2Directory(dataDir, keys, { currentIndex: 2000, backend });
    const written = await readDirectory(dataDir);
    expect(written.records.size).toBe(300);
    expect(written.index).toBe(2000);
    const etcd = await startEtcd({ dataDir });
    await call(etcd, 'PUT', '/registry/pods/ns-000/pod-0', { prevIndex: '500' }, { value: 'changed' });
    const seen = await listed(etcd);
    await etcd.stop();
    expect(seen.leaves.size).toBe(300);
    expect(seen.leaves.get('/registry/pods/ns-000/pod-0')).toMatchObject({ value: 'changed', createdIndex: 10 });
    const read = await readDirectory(dataDir);
    expect(read.index).toBe(seen.index);
    expect(sorted(comparable(read))).toEqual(sorted(comparableLeaves(seen)));
  }, 60_000);
});
