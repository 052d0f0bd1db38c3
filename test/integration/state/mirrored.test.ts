import { randomUUID } from 'node:crypto';
import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/lib/clock.js';
import { nodeFiles } from '../../../src/lib/files/node-files.js';
import type { Holder, NewRun, StateStore } from '../../../src/lib/ports/state-store.js';
import { directoryState } from '../../../src/lib/state/directory/directory-state.js';
import { setAsideJournal } from '../../../src/lib/state/directory/set-aside.js';
import { openEtcdState } from '../../../src/lib/state/etcd/etcd-state.js';
import { mirroredState } from '../../../src/lib/state/mirrored.js';
import { type RunningEtcd, startEtcd } from '../../rig/etcd.js';
import { describeWithEtcd } from '../../rig/need.js';
import { describeStateStore } from './state-store-contract.js';

function runOf(id: string, createdAt: number): NewRun {
  const head = { id, kind: 'migrate', target: 'x.db', planHash: 'ab', createdAt, createdBy: 'anna' };
  return { id, plan: Buffer.from(`{"id":"${id}"}`), head };
}

const holderOf = (who: string): Holder => ({ who, runId: 'run-1', reason: 'a test' });

async function linesOf(store: StateStore, runId = 'run-1'): Promise<string[]> {
  const lines: string[] = [];
  for await (const { line } of store.readJournal(runId)) lines.push(line);
  return lines;
}

describeWithEtcd('runs in a directory and an etcd', () => {
  let etcd: RunningEtcd;
  let directory: string;
  let prefix: string;
  const open: StateStore[] = [];
  beforeAll(async () => {
    etcd = await startEtcd();
  });
  afterAll(() => etcd.stop());
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'skep-mirrored-'));
    prefix = `/skep-${randomUUID()}/`;
  });
  const openRemote = () => openEtcdState(`etcd3://${etcd.endpoints}`, { prefix, ttlSeconds: 5 });
  const openLocal = (machine: string) =>
    directoryState({ root: join(directory, machine), files: nodeFiles, clock: systemClock, pollMs: 20 });
  const openMirrored = async (machine: string): Promise<StateStore> => {
    const setAsideLocal = (runId: string) => setAsideJournal(nodeFiles, join(directory, machine), runId);
    return mirroredState({ local: openLocal(machine), remote: await openRemote(), setAsideLocal });
  };
  const opened = async (store: Promise<StateStore> | StateStore): Promise<StateStore> => {
    open.push(await store);
    return store;
  };
  afterEach(async () => {
    for (const store of open.splice(0)) await store.close();
    await rm(directory, { recursive: true, force: true });
  });

  describeStateStore('a directory mirrored to an etcd', async () => {
    // Every process on a machine of its own: what they share is the etcd.
    const root = await mkdtemp(join(tmpdir(), 'skep-mirrored-'));
    let machines = 0;
    const contractPrefix = `/skep-${randomUUID()}/`;
    const openOne = async () => {
      const machine = join(root, String((machines += 1)));
      return mirroredState({
        local: directoryState({ root: machine, files: nodeFiles, clock: systemClock, pollMs: 20 }),
        remote: await openEtcdState(`etcd3://${etcd.endpoints}`, { prefix: contractPrefix, ttlSeconds: 5 }),
        setAsideLocal: (runId) => setAsideJournal(nodeFiles, machine, runId),
      });
    };
    return { store: await openOne(), openAnother: openOne, dispose: () => rm(root, { recursive: true, force: true }) };
  });

  describe('two operators', () => {
    it('see the same runs; one goes on with what the other began, and has all of it at hand', async () => {
      const anna = await opened(openMirrored('anna'));
      const berta = await opened(openMirrored('berta'));
      await anna.createRun(runOf('run-1', 1_000));
      const hers = await anna.openJournal('run-1', holderOf('anna'));
      for (const line of ['1', '2', '3']) await hers.append(line);
      await hers.close();
      expect(await linesOf(await opened(openLocal('anna')))).toEqual(['1', '2', '3']);
      expect(await linesOf(berta)).toEqual(['1', '2', '3']);
      const taken = await berta.openJournal('run-1', holderOf('berta'));
      expect(taken.next).toBe(3);
      await taken.append('4');
      await taken.close();
      expect(await linesOf(await opened(openLocal('berta')))).toEqual(['1', '2', '3', '4']);
      // Back on the first machine, whose copy is behind.
      const again = await anna.openJournal('run-1', holderOf('anna'));
      expect(again.next).toBe(4);
      await again.close();
      expect(await linesOf(await opened(openLocal('anna')))).toEqual(['1', '2', '3', '4']);
    });

    it('list runs of both places once, newest first', async () => {
      const anna = await opened(openMirrored('anna'));
      const local = await opened(openLocal('anna'));
      const remote = await opened(openRemote());
      await local.createRun(runOf('alone', 2_000));
      await anna.createRun(runOf('run-1', 1_000));
      await remote.createRun(runOf('elsewhere', 3_000));
      const ids: string[] = [];
      for await (const { id } of anna.listRuns()) ids.push(id);
      expect(ids).toEqual(['elsewhere', 'alone', 'run-1']);
      expect(Buffer.from(await anna.readPlan('alone')).toString()).toBe('{"id":"alone"}');
    });
  });

  it('shares a run that was begun before the state was shared', async () => {
    const local = await opened(openLocal('anna'));
    await local.createRun(runOf('run-1', 1_000));
    const writer = await local.openJournal('run-1', holderOf('anna'));
    await writer.append('1');
    await writer.close();
    const anna = await opened(openMirrored('anna'));
    expect(await linesOf(anna)).toEqual(['1']);
    const shared = await anna.openJournal('run-1', holderOf('anna'));
    await shared.append('2');
    await shared.close();
    expect(await linesOf(await opened(openRemote()))).toEqual(['1', '2']);
  });

  it('shares lines that a kill kept back', async () => {
    const anna = await opened(openMirrored('anna'));
    await anna.createRun(runOf('run-1', 1_000));
    const local = await opened(openLocal('anna'));
    const writer = await local.openJournal('run-1', holderOf('anna'));
    await writer.append('1');
    await writer.close();
    const both = await anna.openJournal('run-1', holderOf('anna'));
    expect(both.next).toBe(1);
    await both.close();
    expect(await linesOf(await opened(openRemote()))).toEqual(['1']);
  });

  it('sets local lines aside that the run did not go on with', async () => {
    const anna = await opened(openMirrored('anna'));
    await anna.createRun(runOf('run-1', 1_000));
    const local = await opened(openLocal('anna'));
    for (const [store, lines] of [
      [local, ['1', 'never shared', 'neither']],
      [await opened(openRemote()), ['1', '2']],
    ] as const) {
      const writer = await store.openJournal('run-1', holderOf('anna'));
      for (const line of lines) await writer.append(line);
      await writer.close();
    }
    // And a torn end, as a power cut leaves it.
    await appendFile(join(directory, 'anna/runs/run-1/journal.ndjson'), '{"n":3,"s":');
    const both = await anna.openJournal('run-1', holderOf('anna'));
    expect(both.next).toBe(2);
    await both.append('3');
    await both.close();
    expect(await linesOf(local)).toEqual(['1', '2', '3']);
    expect(await linesOf(anna)).toEqual(['1', '2', '3']);
    expect(await readdir(join(directory, 'anna/runs/run-1'))).toContain('journal.aside-1.ndjson');
  });

  it('is refused by a process of this machine that has the run in the directory alone', async () => {
    const anna = await opened(openMirrored('anna'));
    await anna.createRun(runOf('run-1', 1_000));
    const local = await opened(openLocal('anna'));
    const writer = await local.openJournal('run-1', holderOf('without etcd'));
    await expect(anna.openJournal('run-1', holderOf('anna'))).rejects.toMatchObject({ code: 'STATE_RUN_OWNED' });
    await writer.close();
    // The shared one was given back.
    await (await anna.openJournal('run-1', holderOf('anna'))).close();
  });
});
