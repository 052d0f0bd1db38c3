import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type OpenOptions, openSource, openTarget } from '../../../src/lib/etcd/open.js';
import type { TargetRecord, WriteOptions, WriteResult } from '../../../src/lib/ports/store.js';
import { makeAuthority, type TestAuthority } from '../../rig/certificates.js';
import { startCuttingProxy } from '../../rig/cutting-proxy.js';
import { freePorts, type RunningEtcd, type StartEtcdOptions, startEtcd } from '../../rig/etcd.js';
import { describeWithEtcd, etcdctlBinary } from '../../rig/need.js';
import { assigned, inPieces, manyRecords, readAll, record } from './store-contract.js';

const run = promisify(execFile);

describeWithEtcd('live etcd v3', () => {
  const running: { stop(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const it of running.splice(0)) await it.stop();
  });
  const start = async (options?: StartEtcdOptions): Promise<RunningEtcd> => {
    const etcd = await startEtcd(options);
    running.push(etcd);
    return etcd;
  };
  const etcdctl = (etcd: RunningEtcd, ...args: string[]) =>
    run(etcdctlBinary() ?? '', ['--endpoints', etcd.endpoints, ...args], { env: { ETCDCTL_API: '3' } });
  const write = async (
    location: string,
    records: readonly TargetRecord[],
    options: OpenOptions = {},
    more: Partial<WriteOptions> = {},
  ): Promise<WriteResult> => {
    const target = await openTarget(location, options);
    return await target.write(inPieces(records), assigned(records, more)).finally(() => target.close());
  };
  const read = async (location: string, options: OpenOptions = {}) => {
    const source = await openSource(location, options);
    return await readAll(source).finally(() => source.close());
  };

  it('reads one revision while somebody writes, changes and deletes', async () => {
    const etcd = await start();
    const location = `etcd3://${etcd.endpoints}`;
    const records = manyRecords(6_000);
    await write(location, records);
    const source = await openSource(location);
    const seen: string[] = [];
    let changes = 0;
    for await (const batch of source.read()) {
      seen.push(...batch.map(({ key, value }) => `${key} ${String(value.length)}`));
      await etcdctl(etcd, 'put', `/registry/pods/ns-6/zz-${String(changes++)}`, 'new');
      await etcdctl(etcd, 'put', '/registry/pods/ns-6/pod-005998', 'changed');
      await etcdctl(etcd, 'del', '/registry/pods/ns-6/pod-005991');
    }
    await source.close();
    expect(changes).toBeGreaterThan(5);
    expect(seen.sort()).toEqual(records.map(({ key, value }) => `${key} ${String(value.length)}`).sort());
  });

  it('says what to do when the revision is compacted while it is read', async () => {
    const etcd = await start();
    const location = `etcd3://${etcd.endpoints}`;
    const { revision } = await write(location, manyRecords(6_000));
    const source = await openSource(location);
    const reading = (async () => {
      let compacted = false;
      for await (const batch of source.read()) {
        expect(batch.length).toBeGreaterThan(0);
        if (compacted) continue;
        compacted = true;
        await etcdctl(etcd, 'put', '/x', '1');
        await etcdctl(etcd, 'compact', String(revision + 1));
      }
    })();
    await expect(reading).rejects.toMatchObject({
      code: 'STORE_COMPACTED',
      message: expect.stringContaining(String(revision)) as string,
    });
    await source.close();
  });

  it('reads values that do not fit into one answer together', async () => {
    const etcd = await start();
    const location = `etcd3://${etcd.endpoints}`;
    const value = Buffer.alloc(1.4 * 1024 * 1024, 'x');
    const records = Array.from({ length: 30 }, (_, i) => record(`/big/${String(i).padStart(2, '0')}`, value));
    await write(location, records);
    expect((await read(location)).map(({ key, value: { length } }) => [key, length])).toEqual(
      records.map(({ key }) => [key, value.length]),
    );
  });

  it('refuses a value over the request limit by name, before it is sent', async () => {
    const etcd = await start();
    const location = `etcd3://${etcd.endpoints}`;
    const records = [record('/a', 'small'), record('/huge', Buffer.alloc(1.6 * 1024 * 1024, 'x'))];
    await expect(write(location, records)).rejects.toMatchObject({
      code: 'STORE_CANNOT_HOLD',
      exitCode: 6,
      message: expect.stringContaining('/huge has a value of 1677721 bytes') as string,
    });
  });

  it('names a full target and how far it came', async () => {
    const etcd = await start({ extraArgs: ['--quota-backend-bytes', String(8 * 1024 * 1024)] });
    const failing = write(`etcd3://${etcd.endpoints}`, manyRecords(20_000));
    await expect(failing).rejects.toMatchObject({
      code: 'STORE_FULL',
      message: expect.stringMatching(/after \d+ records were written/) as string,
    });
  });

  it('is not harmed by an answer that got lost: every key is written once', async () => {
    const etcd = await start();
    const proxy = await startCuttingProxy(etcd.port);
    const records = manyRecords(5_000);
    let pieces = 0;
    const result = await write(
      `etcd3://127.0.0.1:${String(proxy.port)}`,
      records,
      {},
      {
        onDurable: () => {
          if (++pieces % 7 === 3) proxy.cutNextAnswer();
        },
      },
    );
    expect(proxy.cuts).toBeGreaterThan(3);
    expect(result.records).toBe(5_000);
    const found = await read(`etcd3://${etcd.endpoints}`);
    expect(found).toHaveLength(5_000);
    expect(found.every(({ version, createRevision, modRevision }) => version === 1 && createRevision === modRevision)).toBe(true);
    const revisions = found.map(({ modRevision }) => modRevision);
    expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
    await proxy.close();
  });

  it('says how far it came when the server dies, and finishes on the same server afterwards', async () => {
    const etcd = await start();
    const records = manyRecords(5_000);
    const location = `etcd3://${etcd.endpoints}`;
    let killed: Promise<void> | undefined;
    const failing = write(
      location,
      records,
      {},
      {
        onDurable: (count) => {
          if (count > 2_000) killed ??= etcd.kill();
        },
      },
    );
    await expect(failing).rejects.toMatchObject({
      code: 'STORE_UNREACHABLE',
      message: expect.stringMatching(/after [2-4]\d{3} records were written/) as string,
    });
    await killed;
    await start({ dataDir: etcd.dataDir, port: etcd.port });
    const before = await read(location);
    expect(before.length).toBeGreaterThan(2_000);
    expect(before.length).toBeLessThan(5_000);
    await write(location, records);
    const after = await read(location);
    expect(after).toHaveLength(5_000);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.every(({ version }) => version === 1)).toBe(true);
  });

  it('writes under a lease that ended while it wrote', async () => {
    const etcd = await start();
    const life = { ttlSeconds: 2, leaseId: 99n };
    const target = await openTarget(`etcd3://${etcd.endpoints}`);
    async function* slowly(): AsyncGenerator<readonly TargetRecord[]> {
      yield manyRecords(128);
      await sleep(6_000);
      yield [record('/z', 'late', life)];
    }
    const result = await target.write(slowly(), {
      revisions: 'assigned',
      firstRevision: 1,
      leases: [{ id: 99n, ttlSeconds: 2 }],
    });
    expect(result.records).toBe(129);
    await target.close();
  });

  it('goes to another member when one is away', async () => {
    const etcd = await start();
    const [dead = 0] = await freePorts(1);
    const location = `etcd3://127.0.0.1:${String(dead)},${etcd.endpoints}`;
    await write(location, manyRecords(200));
    expect(await read(location)).toHaveLength(200);
  });

  it('gives up soon on an address where nothing is', async () => {
    const [dead = 0] = await freePorts(1);
    await expect(read(`etcd3://127.0.0.1:${String(dead)}`)).rejects.toMatchObject({ code: 'STORE_UNREACHABLE', exitCode: 1 });
  });

  it('says where the keys are when the v3 store is empty and the v2 store beside it is not', async () => {
    const etcd = await start();
    const location = `etcd3://${etcd.endpoints}`;
    const codes = async (): Promise<string[]> => {
      const source = await openSource(location);
      await readAll(source);
      const notices = source.notices().map(({ code }) => code);
      await source.close();
      return notices;
    };
    expect(await codes()).toEqual([]);
    await write(`etcd2://${etcd.endpoints}`, [record('/registry/pods/ns/a', 'v2')]);
    expect(await codes()).toEqual(['empty-beside-v2']);
    await write(location, [record('/registry/pods/ns/a', 'v3')]);
    expect(await codes()).toEqual([]);
  });

  it('asks for user and password, and says when they are wrong', async () => {
    const etcd = await start();
    await etcdctl(etcd, 'user', 'add', 'root:secret');
    await etcdctl(etcd, 'user', 'grant-role', 'root', 'root');
    const location = `etcd3://${etcd.endpoints}`;
    const root = { user: 'root', password: 'secret' };
    await expect(read(location, root)).rejects.toMatchObject({
      code: 'STORE_AUTH',
      message: expect.stringContaining('not enabled') as string,
    });
    await etcdctl(etcd, 'auth', 'enable');
    await expect(read(location)).rejects.toMatchObject({ code: 'STORE_AUTH', exitCode: 4 });
    const wrong = read(location, { user: 'root', password: 'wr0ng' });
    await expect(wrong).rejects.toMatchObject({ code: 'STORE_AUTH', exitCode: 4 });
    await expect(wrong).rejects.not.toMatchObject({ message: expect.stringContaining('wr0ng') as string });
    await write(location, manyRecords(10), root);
    const source = await openSource(location, root);
    expect(await readAll(source)).toHaveLength(10);
    expect(source.notices().map(({ code }) => code)).toEqual(['auth-enabled']);
    await source.close();
  });

  describe('with TLS', () => {
    let authority: TestAuthority;
    let stranger: TestAuthority;
    beforeAll(() => {
      authority = makeAuthority('platform-ca');
      stranger = makeAuthority('stranger-ca');
    });
    afterAll(() => {
      authority.remove();
      stranger.remove();
    });

    it('reads and writes when the authority is known', async () => {
      const etcd = await start({ tls: authority.issue('etcd-1') });
      const location = `etcd3s://${etcd.endpoints}`;
      await write(location, manyRecords(10), { cacert: authority.ca });
      expect(await read(location, { cacert: authority.ca })).toHaveLength(10);
    });

    it('names the certificate of a server that is not trusted', async () => {
      const etcd = await start({ tls: authority.issue('etcd-2') });
      const refused = read(`etcd3s://${etcd.endpoints}`, { cacert: stranger.ca });
      await expect(refused).rejects.toMatchObject({
        code: 'STORE_UNREACHABLE',
        hints: expect.arrayContaining([expect.stringMatching(/CN=etcd-2 issued by CN=platform-ca/)]) as string[],
      });
    });

    it('shows a client certificate where one is asked for', async () => {
      const etcd = await start({ tls: { ...authority.issue('etcd-3'), clientCa: authority.ca } });
      const location = `etcd3s://${etcd.endpoints}`;
      const client = authority.issue('client');
      expect(await read(location, { cacert: authority.ca, ...client })).toEqual([]);
      await expect(read(location, { cacert: authority.ca })).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
    });

    it('does not talk without TLS to a server that wants it', async () => {
      const etcd = await start({ tls: authority.issue('etcd-4') });
      await expect(read(`etcd3://${etcd.endpoints}`)).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
    });
  });
});
