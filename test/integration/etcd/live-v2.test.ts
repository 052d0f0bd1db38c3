import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
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

describeWithEtcd('live etcd v2', () => {
  const running: { stop(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const it of running.splice(0)) await it.stop();
  });
  const start = async (options?: StartEtcdOptions): Promise<RunningEtcd> => {
    const etcd = await startEtcd(options);
    running.push(etcd);
    return etcd;
  };
  const put = (etcd: RunningEtcd, key: string, form: Record<string, string>) =>
    fetch(`${etcd.clientUrl}/v2/keys${key}`, { method: 'PUT', body: new URLSearchParams(form) });
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

  it('tells of empty directories, and always of the hidden nodes that it cannot see', async () => {
    const etcd = await start();
    await put(etcd, '/registry/pods/ns/a', { value: 'A' });
    await put(etcd, '/registry/pods/empty', { dir: 'true' });
    await put(etcd, '/_hidden/b', { value: 'B' });
    const source = await openSource(`etcd2://${etcd.endpoints}`);
    expect((await readAll(source)).map(({ key }) => key)).toEqual(['/registry/pods/ns/a']);
    expect(source.notices()).toMatchObject([
      { code: 'hidden-nodes-invisible' },
      { code: 'directories', count: 1, examples: ['/registry/pods/empty'] },
    ]);
    await source.close();
  });

  it('gives the keys of a directory with a TTL the life of the directory', async () => {
    const etcd = await start();
    await put(etcd, '/dying', { dir: 'true', ttl: '600' });
    await put(etcd, '/dying/a', { value: 'A' });
    await put(etcd, '/dying/b', { value: 'B', ttl: '60' });
    await put(etcd, '/dying/c', { value: 'C', ttl: '6000' });
    const ttls = (await read(`etcd2://${etcd.endpoints}`)).map(({ expiry }) => Math.round((expiry?.ttlSeconds ?? 0) / 60));
    expect(ttls).toEqual([10, 1, 10]);
  });

  it('keeps the indexes of the store, and sees what changed by reading again', async () => {
    const etcd = await start();
    const location = `etcd2://${etcd.endpoints}`;
    await write(location, [record('/a', '1'), record('/b', '2')]);
    const first = await read(location);
    await put(etcd, '/b', { value: 'changed', prevExist: 'true' });
    const second = await read(location);
    expect(second[0]).toEqual(first[0]);
    expect(second[1]?.createRevision).toBe(first[1]?.createRevision);
    expect(second[1]?.modRevision).toBeGreaterThan(first[1]?.modRevision ?? Infinity);
    const source = await openSource(location);
    expect((await source.head()).revision).toBe(second[1]?.modRevision);
    await source.close();
  });

  it('reads a flat directory of many keys in bounded pieces', async () => {
    const etcd = await start();
    const records = Array.from({ length: 4_000 }, (_, i) => record(`/flat/k${String(i).padStart(5, '0')}`, 'y'.repeat(2_000)));
    await write(`etcd2://${etcd.endpoints}`, records);
    expect((await read(`etcd2://${etcd.endpoints}`)).map(({ key }) => key)).toEqual(records.map(({ key }) => key));
  });

  it('refuses what v2 cannot hold, by name', async () => {
    const etcd = await start();
    const location = `etcd2://${etcd.endpoints}`;
    const cases: [TargetRecord[], RegExp][] = [
      [[record('compact_rev_key', '1')], /"compact_rev_key" is no key of v2/],
      [[record('/a//b', '1')], /is no key of v2/],
      [[record('/a/', '1')], /is no key of v2/],
      [[record('/a/../b', '1')], /is no key of v2/],
      [[record('/a', Uint8Array.of(0x6b, 0x38, 0x73, 0x00, 0xff))], /value of \/a is not UTF-8/],
      [[record('/d', '1'), record('/d/e', '2')], /\/d\/e cannot be both a key and a directory.*after 1 records were written/],
    ];
    for (const [records, message] of cases) {
      await expect(write(location, records)).rejects.toMatchObject({
        code: 'STORE_CANNOT_HOLD',
        message: expect.stringMatching(message) as string,
      });
    }
  });

  it('is not harmed by an answer that got lost', async () => {
    const etcd = await start();
    const proxy = await startCuttingProxy(etcd.port);
    const records = manyRecords(600);
    await write(
      `etcd2://127.0.0.1:${String(proxy.port)}`,
      records,
      {},
      {
        onDurable: (count) => {
          if (count % 50 === 0) proxy.cutNextAnswer();
        },
      },
    );
    expect(proxy.cuts).toBeGreaterThan(5);
    const found = await read(`etcd2://${etcd.endpoints}`);
    expect(found).toHaveLength(600);
    expect(found.every(({ createRevision, modRevision }) => createRevision === modRevision)).toBe(true);
    expect(found.map(({ modRevision }) => modRevision)).toEqual(found.map((_, i) => (found[0]?.modRevision ?? 0) + i));
    await proxy.close();
  });

  it('says how far it came when the server dies, and finishes afterwards', async () => {
    const etcd = await start();
    const location = `etcd2://${etcd.endpoints}`;
    const records = manyRecords(1_000);
    let killed: Promise<void> | undefined;
    const failing = write(
      location,
      records,
      {},
      {
        onDurable: (count) => {
          if (count === 400) killed = etcd.kill();
        },
      },
    );
    await expect(failing).rejects.toMatchObject({
      code: 'STORE_UNREACHABLE',
      message: expect.stringMatching(/after 4\d\d records/) as string,
    });
    await killed;
    await start({ dataDir: etcd.dataDir, port: etcd.port });
    const before = await read(location);
    await write(location, records);
    const after = await read(location);
    expect(after).toHaveLength(1_000);
    expect(after.slice(0, before.length)).toEqual(before);
  });

  it('goes to another member when one is away, and names an address where nothing is', async () => {
    const etcd = await start();
    const [dead = 0] = await freePorts(1);
    const nobody = `127.0.0.1:${String(dead)}`;
    await write(`etcd2://${nobody},${etcd.endpoints}`, [record('/a', '1')]);
    expect(await read(`etcd2://${nobody},${etcd.endpoints}`)).toHaveLength(1);
    await expect(read(`etcd2://${nobody}`)).rejects.toMatchObject({
      code: 'STORE_UNREACHABLE',
      message: expect.stringContaining(nobody) as string,
    });
  });

  it('says so when a server has no v2 API', async () => {
    const etcd = await start({ extraArgs: ['--enable-v2=false'] });
    await expect(read(`etcd2://${etcd.endpoints}`)).rejects.toMatchObject({
      code: 'STORE_UNREACHABLE',
      hints: [expect.stringContaining('--enable-v2') as string],
    });
  });

  it('asks for user and password, and says when they are wrong', async () => {
    const etcd = await start();
    const location = `etcd2://${etcd.endpoints}`;
    await write(location, [record('/a', '1')]);
    const auth = `${etcd.clientUrl}/v2/auth`;
    await fetch(`${auth}/users/root`, { method: 'PUT', body: JSON.stringify({ user: 'root', password: 'secret' }) });
    await fetch(`${auth}/enable`, { method: 'PUT' });
    const basic = `Basic ${Buffer.from('root:secret').toString('base64')}`;
    await fetch(`${auth}/roles/guest`, { method: 'DELETE', headers: { authorization: basic } });
    await expect(read(location)).rejects.toMatchObject({ code: 'STORE_AUTH', exitCode: 4 });
    await expect(read(location, { user: 'root', password: 'wrong' })).rejects.toMatchObject({ code: 'STORE_AUTH' });
    expect(await read(location, { user: 'root', password: 'secret' })).toHaveLength(1);
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

    it('trusts the authority that is given, and names the certificate of a server it does not trust', async () => {
      const etcd = await start({ tls: { ...authority.issue('etcd-1'), clientCa: authority.ca } });
      const location = `etcd2s://${etcd.endpoints}`;
      const client = authority.issue('client');
      await write(location, [record('/a', '1')], { cacert: authority.ca, ...client });
      expect(await read(location, { cacert: authority.ca, ...client })).toHaveLength(1);
      await expect(read(location, { cacert: stranger.ca, ...client })).rejects.toMatchObject({
        code: 'STORE_UNREACHABLE',
        hints: expect.arrayContaining([expect.stringContaining('CN=etcd-1 issued by CN=platform-ca')]) as string[],
      });
      await expect(read(location, { cacert: authority.ca })).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
    });
  });

  it('holds keys of v3 beside those of v2 as two stores', async () => {
    const etcd = await start();
    await write(`etcd2://${etcd.endpoints}`, [record('/a', 'v2')]);
    await run(etcdctlBinary() ?? '', ['--endpoints', etcd.endpoints, 'put', '/b', 'v3'], { env: { ETCDCTL_API: '3' } });
    expect((await read(`etcd2://${etcd.endpoints}`)).map(({ key }) => key)).toEqual(['/a']);
    expect((await read(`etcd3://${etcd.endpoints}`)).map(({ key }) => key)).toEqual(['/b']);
  });
});

/** Answers that no etcd gives, from something else on its port. */
describe('what answers is no etcd v2', () => {
  let server: Server;
  let answer: { status: number; headers: Record<string, string>; body: string };
  let location: string;
  beforeAll(async () => {
    server = createServer((_, response) => {
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    location = `etcd2://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const index = { 'x-etcd-index': '7' };
  const cases: [string, typeof answer, string][] = [
    ['a web page', { status: 200, headers: {}, body: '<html></html>' }, 'STORE_UNREACHABLE'],
    ['an error page', { status: 404, headers: {}, body: 'not here' }, 'STORE_UNREACHABLE'],
    ['a bad gateway', { status: 502, headers: {}, body: 'no upstream' }, 'STORE_UNREACHABLE'],
    ['half an answer', { status: 200, headers: index, body: '{"node":{"nodes":[{"key":"/a","value":"1"},{"ke' }, 'STORE_CORRUPT'],
    ['nothing', { status: 200, headers: index, body: '' }, 'STORE_CORRUPT'],
    ['nodes without keys', { status: 200, headers: index, body: '{"node":{"nodes":[{"name":"/a"}]}}' }, 'STORE_CORRUPT'],
    ['broken nodes', { status: 200, headers: index, body: '{"node":{"nodes":[{"key":/a}]}}' }, 'STORE_CORRUPT'],
  ];
  it.each(cases)('%s', async (_, given, code) => {
    answer = given;
    const source = await openSource(location);
    await expect(readAll(source)).rejects.toMatchObject({ code });
    await source.close();
  });
});
