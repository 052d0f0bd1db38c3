import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { isSkepError } from '../../../src/lib/errors.js';
import { parseStoreLocation } from '../../../src/lib/etcd/location.js';
import type { Clock } from '../../../src/lib/ports/clock.js';
import type { Holder, JournalEntry, JournalWriter, NewRun, StateStore } from '../../../src/lib/ports/state-store.js';
import type { Processes } from '../../../src/lib/state/directory/processes.js';
import { changedStore } from '../../../src/lib/state/etcd/changed-etcd.js';
import { type EtcdState, type EtcdStateOptions, openEtcdState } from '../../../src/lib/state/etcd/etcd-state.js';
import { assertNotChangedByRun } from '../../../src/lib/state/not-target.js';
import { makeAuthority } from '../../rig/certificates.js';
import { startCuttingProxy } from '../../rig/cutting-proxy.js';
import { type RunningEtcd, type StartEtcdOptions, startEtcd } from '../../rig/etcd.js';
import { describeWithEtcd, etcdctlBinary } from '../../rig/need.js';

const run = promisify(execFile);
const TTL = 2;
const RUN = 'run-1';
const LOCK = 'host/node-1';
const never = new AbortController().signal;

function runOf(id: string, plan: Uint8Array = Buffer.from('{}'), createdAt = 1_000): NewRun {
  return { id, plan, head: { id, kind: 'migrate', target: 'x.db', planHash: 'ab', createdAt, createdBy: 'anna' } };
}

const holderOf = (who: string): Holder => ({ who, runId: RUN, reason: 'a test' });

async function gather<T>(items: AsyncIterable<T>, count = Infinity): Promise<T[]> {
  const gathered: T[] = [];
  for await (const item of items) {
    gathered.push(item);
    if (gathered.length >= count) break;
  }
  return gathered;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('waited in vain');
    await sleep(20);
  }
}

const aborted = (signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(signal.reason);
    signal.addEventListener('abort', () => resolve(signal.reason));
  });

/** Everybody counts as alive, as a process of another machine does. */
const ofAnotherMachine: Processes = {
  self: () => Promise.resolve({ host: 'elsewhere', pid: 1, startTime: '', bootId: 'x' }),
  isAlive: () => Promise.resolve(true),
};

describeWithEtcd('the run state in an etcd, when things go wrong', () => {
  const cleanup: (() => unknown)[] = [];
  afterEach(async () => {
    for (const step of cleanup.splice(0).reverse()) await step();
  });
  const start = async (options?: StartEtcdOptions): Promise<RunningEtcd> => {
    const etcd = await startEtcd(options);
    cleanup.push(() => etcd.stop());
    return etcd;
  };
  const open = async (etcd: { endpoints: string }, options: EtcdStateOptions = {}): Promise<EtcdState> => {
    const state = await openEtcdState(`etcd3://${etcd.endpoints}`, { ttlSeconds: TTL, ...options });
    cleanup.push(() => state.close());
    return state;
  };
  const etcdctl = async (etcd: RunningEtcd, ...args: string[]): Promise<string> =>
    (await run(etcdctlBinary() ?? '', ['--endpoints', etcd.endpoints, ...args], { env: { ETCDCTL_API: '3' } })).stdout;
  const lines = async (state: StateStore): Promise<string[]> => (await gather(state.readJournal(RUN))).map(({ line }) => line);
  const takeOver = async (state: StateStore, who: string): Promise<JournalWriter> => {
    for (;;) {
      try {
        return await state.openJournal(RUN, holderOf(who));
      } catch (error) {
        if (!isSkepError(error) || error.code !== 'STATE_RUN_OWNED') throw error;
        await sleep(50);
      }
    }
  };

  interface Owner {
    readonly child: ChildProcess;
    readonly said: string[];
    readonly number: number;
  }
  const startOwner = async (etcd: RunningEtcd): Promise<Owner> => {
    const script = new URL('../../rig/state-owner.ts', import.meta.url).pathname;
    const args = ['--import', 'tsx', script, `etcd3://${etcd.endpoints}`, '/skep/', RUN, LOCK, String(TTL)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    cleanup.push(() => child.kill('SIGKILL'));
    const said: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => said.push(...chunk.toString().trim().split('\n')));
    await until(() => said.length > 0);
    return { child, said, number: Number(said[0]?.split(' ')[1]) };
  };

  describe('an owner', () => {
    it('that was stopped past its lease writes nothing more, and its lock has gone to another with a higher number', async () => {
      const etcd = await start();
      const state = await open(etcd);
      await state.createRun(runOf(RUN));
      const owner = await startOwner(etcd);
      const waiting = state.locks.acquire({ lock: LOCK, holder: holderOf('berta'), priority: 0 }, never);
      await expect(state.openJournal(RUN, holderOf('berta'))).rejects.toMatchObject({ code: 'STATE_RUN_OWNED' });
      await until(async () => (await lines(state)).length > 20);
      owner.child.kill('SIGSTOP');
      const writer = await takeOver(state, 'berta');
      const before = writer.next;
      const held = await waiting;
      expect(held.number).toBeGreaterThan(owner.number);
      await writer.append('"berta 1"');
      owner.child.kill('SIGCONT');
      await until(() => owner.said.includes('refused STATE_OWNERSHIP_LOST'));
      await until(() => owner.said.includes('lock-lost LOCK_LOST'));
      expect(owner.said).toContain('lost STATE_OWNERSHIP_LOST');
      await writer.append('"berta 2"');
      expect((await lines(state)).slice(before)).toEqual(['"berta 1"', '"berta 2"']);
      expect(held.lost.aborted).toBe(false);
      expect((await state.locks.list())[0]).toMatchObject({ number: held.number, holder: { who: 'berta' } });
    });

    it('that does not know that its lease has ended is refused by etcd, before another has written anything', async () => {
      const etcd = await start();
      // Nothing wakes up by this clock: no renewal, and nobody who sees that there was none.
      const stopped: Clock = { now: () => Date.now(), monotonic: () => 0, sleep: () => new Promise(() => undefined) };
      const asleep = await open(etcd, { clock: stopped });
      const state = await open(etcd);
      await state.createRun(runOf(RUN));
      const old = await asleep.openJournal(RUN, holderOf('anna'));
      await old.append('1');
      const writer = await takeOver(state, 'berta');
      await expect(old.append('2')).rejects.toMatchObject({ code: 'STATE_OWNERSHIP_LOST' });
      expect(old.lost.aborted).toBe(true);
      await old.close();
      await writer.append('3');
      expect(await lines(state)).toEqual(['1', '3']);
      await expect(state.openJournal(RUN, holderOf('carla'))).rejects.toMatchObject({ code: 'STATE_RUN_OWNED' });
    });

    it('that was killed is known to be dead on its own machine at once, and its run is finished', async () => {
      const etcd = await start();
      const state = await open(etcd, { ttlSeconds: 60 });
      await state.createRun(runOf(RUN));
      const owner = await startOwner(etcd);
      await until(async () => (await lines(state)).length > 20);
      owner.child.kill('SIGKILL');
      await until(() => owner.child.signalCode !== null);
      const started = Date.now();
      const writer = await state.openJournal(RUN, holderOf('berta'));
      const held = await state.locks.acquire({ lock: LOCK, holder: holderOf('berta'), priority: 0 }, never);
      expect(Date.now() - started).toBeLessThan(1_000 * TTL * 0.75);
      expect(held.number).toBe(owner.number + 1);
      const before = writer.next;
      await writer.append('"end"');
      const all = await lines(state);
      expect(all).toHaveLength(before + 1);
      expect(all.slice(0, before).map((line) => (JSON.parse(line) as { count: number }).count)).toEqual([
        ...Array(before).keys(),
      ]);
    });

    it('that was killed is taken over from another machine when its lease has ended', async () => {
      const etcd = await start();
      const state = await open(etcd, { processes: ofAnotherMachine });
      await state.createRun(runOf(RUN));
      const owner = await startOwner(etcd);
      owner.child.kill('SIGKILL');
      await expect(state.openJournal(RUN, holderOf('berta'))).rejects.toMatchObject({
        code: 'STATE_RUN_OWNED',
        message: expect.stringContaining(`owner ${String(owner.child.pid)}`) as string,
      });
      const writer = await takeOver(state, 'berta');
      await writer.append('"end"');
      expect((await lines(state)).at(-1)).toBe('"end"');
    });
  });

  describe('an etcd', () => {
    it('that is started anew loses nothing: appends wait, the follower sees every line once, locks stay held', async () => {
      const etcd = await start();
      const state = await open(etcd, { ttlSeconds: 10 });
      const follower = await open(etcd);
      await state.createRun(runOf(RUN));
      const writer = await state.openJournal(RUN, holderOf('anna'));
      const held = await state.locks.acquire({ lock: LOCK, holder: holderOf('anna'), priority: 0 }, never);
      const following = gather(follower.followJournal(RUN, 0, never), 400);
      const appends: Promise<void>[] = [];
      for (let index = 0; index < 200; index += 1) appends.push(writer.append(String(index)));
      await Promise.all(appends);
      await etcd.kill();
      for (let index = 200; index < 300; index += 1) appends.push(writer.append(String(index)));
      await sleep(1_500);
      await start({ dataDir: etcd.dataDir, port: etcd.port });
      await Promise.all(appends);
      for (let index = 300; index < 400; index += 1) await writer.append(String(index));
      const wanted = Array.from({ length: 400 }, (_, number): JournalEntry => ({ number, line: String(number) }));
      expect(await gather(state.readJournal(RUN))).toEqual(wanted);
      expect(await following).toEqual(wanted);
      expect([held.lost.aborted, writer.lost.aborted]).toEqual([false, false]);
      await held.release();
    });

    it('that stays away longer than a lease ends the run, and the next one goes on', async () => {
      const etcd = await start();
      const state = await open(etcd);
      await state.createRun(runOf(RUN));
      const writer = await state.openJournal(RUN, holderOf('anna'));
      const held = await state.locks.acquire({ lock: LOCK, holder: holderOf('anna'), priority: 0 }, never);
      await writer.append('1');
      await etcd.kill();
      const started = Date.now();
      await expect(writer.append('2')).rejects.toMatchObject({ code: 'STATE_OWNERSHIP_LOST', exitCode: 5 });
      expect(Date.now() - started).toBeLessThan(TTL * 1_000 + 1_000);
      expect(await aborted(writer.lost)).toMatchObject({ code: 'STATE_OWNERSHIP_LOST' });
      expect(await aborted(held.lost)).toMatchObject({ code: 'LOCK_LOST' });
      await expect(writer.append('3')).rejects.toMatchObject({ code: 'STATE_OWNERSHIP_LOST' });
      await start({ dataDir: etcd.dataDir, port: etcd.port });
      const next = await takeOver(state, 'anna again');
      await next.append('4');
      expect(await lines(state)).toEqual(['1', '4']);
    });

    it('whose answers get lost has each line once, and each lock once', async () => {
      const etcd = await start();
      const proxy = await startCuttingProxy(etcd.port);
      cleanup.push(() => proxy.close());
      const state = await open({ endpoints: `127.0.0.1:${String(proxy.port)}` }, { ttlSeconds: 20 });
      await state.createRun(runOf(RUN));
      const writer = await state.openJournal(RUN, holderOf('anna'));
      const numbers: number[] = [];
      for (let index = 0; index < 30; index += 1) {
        if (index % 5 === 2) proxy.cutNextAnswer();
        await writer.append(String(index));
        if (index % 10 !== 5) continue;
        proxy.cutNextAnswer();
        const held = await state.locks.acquire({ lock: LOCK, holder: holderOf('anna'), priority: 0 }, never);
        numbers.push(held.number);
        await held.release();
      }
      expect(proxy.cuts).toBeGreaterThan(5);
      expect(await lines(state)).toEqual(Array.from({ length: 30 }, (_, index) => String(index)));
      expect(numbers).toEqual([1, 2, 3]);
    });

    it('that is compacted while a journal is followed over a broken connection leaves no hole', async () => {
      const etcd = await start();
      const proxy = await startCuttingProxy(etcd.port);
      cleanup.push(() => proxy.close());
      const state = await open(etcd);
      const follower = await open({ endpoints: `127.0.0.1:${String(proxy.port)}` });
      await state.createRun(runOf(RUN));
      const writer = await state.openJournal(RUN, holderOf('anna'));
      const come: JournalEntry[] = [];
      const following = (async () => {
        for await (const entry of follower.followJournal(RUN, 0, never)) if (come.push(entry) === 60) return;
      })();
      for (let index = 0; index < 60; index += 1) {
        if (index % 20 === 10) proxy.cutNextAnswer();
        await writer.append(String(index));
        if (index % 20 !== 15) continue;
        const status = JSON.parse(await etcdctl(etcd, 'endpoint', 'status', '-w', 'json')) as {
          Status: { header: { revision: number } };
        }[];
        await etcdctl(etcd, 'compact', String(status[0]?.Status.header.revision));
      }
      await following;
      expect(come.map(({ line }) => line)).toEqual(Array.from({ length: 60 }, (_, index) => String(index)));
      expect(proxy.cuts).toBeGreaterThan(0);
    });

    it('that is full says so, and what to do', async () => {
      const etcd = await start({ extraArgs: ['--quota-backend-bytes', String(2 * 1024 * 1024)] });
      const state = await open(etcd);
      await state.createRun(runOf(RUN));
      const writer = await state.openJournal(RUN, holderOf('anna'));
      const filling = (async () => {
        for (let index = 0; index < 100; index += 1) await writer.append(JSON.stringify('x'.repeat(200_000)));
      })();
      await expect(filling).rejects.toMatchObject({
        code: 'STATE_UNWRITABLE',
        message: expect.stringContaining('database space exceeded') as string,
        hints: expect.arrayContaining([expect.stringContaining('etcdctl alarm disarm')]) as string[],
      });
    });
  });

  it('is reached with TLS and a user who may touch nothing but its keys', async () => {
    const authority = makeAuthority('state-ca');
    cleanup.push(() => authority.remove());
    const tls = authority.issue('etcd');
    const etcd = await start({ tls });
    const root = ['--cacert', authority.ca, '--endpoints', `https://${etcd.endpoints}`];
    const ctl = (...args: string[]) => run(etcdctlBinary() ?? '', [...root, ...args], { env: { ETCDCTL_API: '3' } });
    await ctl('user', 'add', 'root:root');
    await ctl('user', 'grant-role', 'root', 'root').catch(() => undefined);
    await ctl('role', 'add', 'skep-state');
    await ctl('role', 'grant-permission', 'skep-state', '--prefix=true', 'readwrite', '/skep/');
    for (const user of ['skep:secret', 'nobody:secret']) await ctl('user', 'add', user);
    await ctl('user', 'grant-role', 'skep', 'skep-state');
    await ctl('auth', 'enable');
    const address = `etcd3s://${etcd.endpoints}`;
    const options = { cacert: authority.ca, user: 'skep', password: 'secret', ttlSeconds: 10 };
    const state = await openEtcdState(address, options);
    cleanup.push(() => state.close());
    await state.createRun(runOf(RUN));
    const writer = await state.openJournal(RUN, holderOf('anna'));
    const following = gather(state.followJournal(RUN, 0, never), 3);
    const held = await state.locks.acquire({ lock: LOCK, holder: holderOf('anna'), priority: 0 }, never);
    await writer.append('1');
    await state.sendSignal(RUN, { kind: 'pause', by: 'berta', at: 1 });
    expect(await gather(state.followSignals(RUN, never), 1)).toMatchObject([{ kind: 'pause' }]);
    expect(await state.identity()).toMatch(/^etcd:[0-9a-f]+$/);
    await state.locks.break(LOCK, 'berta');
    expect(await aborted(held.lost)).toMatchObject({ message: expect.stringContaining('broken by berta') as string });
    // A server that was started anew has forgotten who was logged in.
    await etcd.kill();
    await start({ dataDir: etcd.dataDir, port: etcd.port, tls });
    await writer.append('2');
    await writer.append('3');
    expect((await following).map(({ line }) => line)).toEqual(['1', '2', '3']);
    await writer.close();

    const refused = { code: 'STORE_AUTH', exitCode: 4, hints: [expect.stringContaining('/skep/') as string] };
    await expect(openEtcdState(address, { ...options, user: 'nobody' })).rejects.toMatchObject(refused);
    await expect(openEtcdState(address, { ...options, password: 'wrong' })).rejects.toMatchObject({ code: 'STORE_AUTH' });
    await expect(openEtcdState(address, { ...options, prefix: '/elsewhere/' })).rejects.toMatchObject(refused);
    await expect(openEtcdState(`etcd3://${etcd.endpoints}`, options)).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
  });

  it('may not be the etcd that the run changes, by whatever name', async () => {
    // As two installations of one recipe: the same names and addresses make the same cluster id.
    const twin = ['--initial-advertise-peer-urls', 'http://127.0.0.1:9', '--initial-cluster', 'rig=http://127.0.0.1:9'];
    const etcd = await start({ extraArgs: twin });
    const other = await start({ extraArgs: twin });
    const third = await start();
    const state = await open(etcd);
    const target = (address: string) => changedStore(parseStoreLocation(address));
    expect(await target(`etcd3://${other.endpoints}`).clusterId()).toBe((await state.identity()).replace('etcd:', ''));
    await assertNotChangedByRun(state, []);
    await assertNotChangedByRun(state, [
      target(`etcd3://${third.endpoints}`),
      target(`etcd3://${other.endpoints}`),
      target('some.db'),
    ]);
    for (const alias of [etcd.endpoints, `localhost:${String(etcd.port)}`]) {
      for (const scheme of ['etcd3', 'etcd2']) {
        await expect(assertNotChangedByRun(state, [target(`${scheme}://${alias}`)])).rejects.toMatchObject({
          code: 'STATE_IS_TARGET',
          exitCode: 6,
        });
      }
    }
    expect(await etcdctl(etcd, 'get', '--prefix', '--keys-only', '/skep/marks')).toBe('');
  });

  describe('keeps', () => {
    it('plans and lines that are larger than a request', async () => {
      const etcd = await start();
      const state = await open(etcd);
      const plan = randomBytes(3_500_000);
      await state.createRun(runOf(RUN, plan));
      expect(Buffer.from(await state.readPlan(RUN)).equals(plan)).toBe(true);
      const writer = await state.openJournal(RUN, holderOf('anna'));
      const long = JSON.stringify('long '.repeat(1_000_000));
      await Promise.all(['1', long, '3'].map((line) => writer.append(line)));
      expect(await lines(state)).toEqual(['1', long, '3']);
      await expect(writer.append(JSON.stringify(randomBytes(2_000_000).toString('base64')))).rejects.toMatchObject({
        code: 'STATE_UNWRITABLE',
        message: expect.stringContaining('line 4') as string,
      });
    });

    it('hundreds of runs, listed page by page', async () => {
      const etcd = await start();
      const state = await open(etcd);
      await Promise.all(
        Array.from({ length: 250 }, (_, index) => state.createRun(runOf(`run-${String(index)}`, undefined, index * 7))),
      );
      const ids = (await gather(state.listRuns())).map(({ id }) => id);
      expect(ids).toEqual(Array.from({ length: 250 }, (_, index) => `run-${String(249 - index)}`));
      expect(await gather(state.listRuns(), 2)).toHaveLength(2);
    });
  });

  it('names the place of damage', async () => {
    const etcd = await start();
    const state = await open(etcd);
    await state.createRun(runOf(RUN));
    const writer = await state.openJournal(RUN, holderOf('anna'));
    for (let index = 0; index < 20; index += 1) await writer.append(String(index));
    await etcdctl(etcd, 'del', `/skep/journal/${RUN}/000000000007`);
    await expect(lines(state)).rejects.toMatchObject({
      code: 'STATE_CORRUPT',
      message: expect.stringContaining('line 8 ') as string,
    });
    expect((await gather(state.readJournal(RUN, 10))).map(({ line }) => line).at(0)).toBe('10');
    await etcdctl(etcd, 'put', `/skep/locks/${encodeURIComponent(LOCK)}/number`, 'seven');
    await expect(state.locks.acquire({ lock: LOCK, holder: holderOf('anna'), priority: 0 }, never)).rejects.toMatchObject({
      code: 'STATE_CORRUPT',
    });
  });

  it('of a newer Skep is refused', async () => {
    const etcd = await start();
    await etcdctl(etcd, 'put', '/skep/authority', JSON.stringify({ format: 2, id: randomUUID() }));
    await expect(openEtcdState(`etcd3://${etcd.endpoints}`)).rejects.toMatchObject({ code: 'STATE_NEWER', exitCode: 6 });
  });

  it('cannot be kept where the v3 API is not spoken', async () => {
    for (const address of ['etcd2://127.0.0.1:1', 'some.db'])
      await expect(openEtcdState(address)).rejects.toMatchObject({ code: 'USAGE_INVALID' });
    await expect(openEtcdState('etcd3://127.0.0.1:1', { ttlSeconds: 1 })).rejects.toMatchObject({ code: 'USAGE_INVALID' });
    await expect(openEtcdState('etcd3://127.0.0.1:1')).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
  });
});
