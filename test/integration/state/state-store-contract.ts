import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type {
  HeldLock,
  Holder,
  LockRequest,
  LockState,
  NewRun,
  RunSignal,
  StateStore,
} from '../../../src/lib/ports/state-store.js';

/** A store to try, and how another process sees the same one. */
export interface StoreUnderTest {
  readonly store: StateStore;
  /** The same store, opened as if by another process; closed by the suite. */
  openAnother(): Promise<StateStore>;
  /** Closes what `store` is over and removes it. */
  dispose(): Promise<void>;
}

const PATIENCE_MS = 20_000;

function runOf(id: string, createdAt = 1_000): NewRun {
  const head = {
    id,
    kind: 'migrate',
    target: 'etcd3://10.0.0.1:2379',
    planHash: 'ab'.repeat(32),
    createdAt,
    createdBy: 'anna@bastion',
  };
  return { id, plan: Buffer.from(`{"id":"${id}"}\n`), head };
}

function holderOf(runId: string, who = 'anna@bastion, pid 1'): Holder {
  return { who, runId, reason: 'a test' };
}

function lockOf(lock: string, runId: string, priority = 0): LockRequest {
  return { lock, holder: holderOf(runId, `holder of ${runId}`), priority };
}

async function gather<T>(items: AsyncIterable<T>, count = Infinity): Promise<T[]> {
  const gathered: T[] = [];
  for await (const item of items) {
    gathered.push(item);
    if (gathered.length >= count) break;
  }
  return gathered;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const never = new AbortController().signal;

/** What every StateStore promises. Each test has a store of its own. */
export function describeStateStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`state store: ${name}`, () => {
    let tried: StoreUnderTest;
    let store: StateStore;
    let others: StateStore[];
    const openAnother = async (): Promise<StateStore> => {
      const another = await tried.openAnother();
      others.push(another);
      return another;
    };
    beforeEach(async () => {
      others = [];
      tried = await open();
      store = tried.store;
    });
    afterEach(async () => {
      for (const another of others) await another.close();
      await store.close();
      await tried.dispose();
    });

    describe('authority', () => {
      test('is made once and is the same for everybody', async () => {
        const first = await store.authority();
        expect(first).toMatch(/^\S{8,}$/);
        expect(await store.authority()).toBe(first);
        expect(await (await openAnother()).authority()).toBe(first);
      });

      test('is one even when many ask for it first', async () => {
        const stores = [store, await openAnother(), await openAnother()];
        const ids = await Promise.all(stores.map((one) => one.authority()));
        expect(new Set(ids).size).toBe(1);
      });
    });

    describe('runs', () => {
      test('gives back the bytes of the plan', async () => {
        await store.createRun(runOf('run-1'));
        expect(Buffer.from(await (await openAnother()).readPlan('run-1')).toString()).toBe('{"id":"run-1"}\n');
      });

      test('are made once: of many who make one, one does', async () => {
        const stores = [store, await openAnother()];
        const made = await Promise.allSettled(stores.map((one) => one.createRun(runOf('run-1'))));
        expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        await expect(store.createRun(runOf('run-1'))).rejects.toMatchObject({ code: 'STATE_RUN_EXISTS', exitCode: 6 });
      });

      test('are listed newest first, with their heads', async () => {
        for (const [id, at] of [
          ['run-b', 2_000],
          ['run-a', 3_000],
          ['run-c', 1_000],
        ] as const)
          await store.createRun(runOf(id, at));
        const heads = await gather((await openAnother()).listRuns());
        expect(heads.map(({ id }) => id)).toEqual(['run-a', 'run-b', 'run-c']);
        expect(heads[0]).toEqual(runOf('run-a', 3_000).head);
      });

      test('none are listed in a store that nobody used', async () => {
        expect(await gather(store.listRuns())).toEqual([]);
        expect(await store.locks.list()).toEqual([]);
      });

      test.each(['no-such-run', '../run-1', ''])('that are not there (%j) are refused everywhere', async (id) => {
        await store.createRun(runOf('run-1'));
        const unknown = expect.objectContaining({ code: 'STATE_RUN_UNKNOWN', exitCode: 64 });
        await expect(store.readPlan(id)).rejects.toEqual(unknown);
        await expect(gather(store.readJournal(id))).rejects.toEqual(unknown);
        await expect(store.openJournal(id, holderOf(id))).rejects.toEqual(unknown);
        await expect(store.sendSignal(id, { kind: 'pause', by: 'anna', at: 1 })).rejects.toEqual(unknown);
      });
    });

    describe('journal', () => {
      beforeEach(() => store.createRun(runOf('run-1')));

      test('keeps lines in order, numbered from 0, for whoever reads', async () => {
        const writer = await store.openJournal('run-1', holderOf('run-1'));
        expect(writer.next).toBe(0);
        for (const line of ['{"a":1}', '"ü€😀"', '[]']) await writer.append(line);
        expect(writer.next).toBe(3);
        const read = await gather((await openAnother()).readJournal('run-1'));
        expect(read).toEqual([
          { number: 0, line: '{"a":1}' },
          { number: 1, line: '"ü€😀"' },
          { number: 2, line: '[]' },
        ]);
        expect(await gather(store.readJournal('run-1', 2))).toEqual([{ number: 2, line: '[]' }]);
        await writer.close();
      });

      test('keeps the order of lines that are appended together', async () => {
        const writer = await store.openJournal('run-1', holderOf('run-1'));
        const lines = Array.from({ length: 500 }, (_, index) => JSON.stringify({ index, text: 'x'.repeat(index) }));
        await Promise.all(lines.map((line) => writer.append(line)));
        await writer.close();
        expect((await gather(store.readJournal('run-1'))).map(({ line }) => line)).toEqual(lines);
      });

      test('goes on where it ended', async () => {
        const first = await store.openJournal('run-1', holderOf('run-1'));
        await first.append('1');
        await first.close();
        const second = await (await openAnother()).openJournal('run-1', holderOf('run-1'));
        expect(second.next).toBe(1);
        await second.append('2');
        await second.close();
        expect((await gather(store.readJournal('run-1'))).map(({ line }) => line)).toEqual(['1', '2']);
      });

      test('has one writer: another is refused and told who it is', async () => {
        const writer = await store.openJournal('run-1', holderOf('run-1', 'anna@bastion, pid 4711'));
        const refused = (await openAnother()).openJournal('run-1', holderOf('run-1', 'berta'));
        await expect(refused).rejects.toMatchObject({
          code: 'STATE_RUN_OWNED',
          exitCode: 5,
          message: expect.stringContaining('anna@bastion, pid 4711'),
        });
        await writer.append('1');
        await writer.close();
        await (await (await openAnother()).openJournal('run-1', holderOf('run-1', 'berta'))).close();
      });

      test('of many who open it at once, one does', async () => {
        const stores = [store, await openAnother(), await openAnother(), await openAnother()];
        const opened = await Promise.allSettled(
          stores.map((one, index) => one.openJournal('run-1', holderOf('run-1', `number ${String(index)}`))),
        );
        const writers = opened.filter((one) => one.status === 'fulfilled');
        expect(writers).toHaveLength(1);
        for (const one of opened) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'STATE_RUN_OWNED' });
        await writers[0]?.value.close();
      });

      test('is followed line by line, from any number', async () => {
        const writer = await store.openJournal('run-1', holderOf('run-1'));
        await writer.append('0');
        await writer.append('1');
        const following = gather((await openAnother()).followJournal('run-1', 1, never), 3);
        await writer.append('2');
        await writer.append('3');
        expect((await following).map(({ number, line }) => `${String(number)}:${line}`)).toEqual(['1:1', '2:2', '3:3']);
        await writer.close();
      });

      test('following ends when it is told to', async () => {
        const stop = new AbortController();
        const following = gather(store.followJournal('run-1', 0, stop.signal));
        stop.abort();
        expect(await following).toEqual([]);
      });
    });

    describe('signals', () => {
      const pause: RunSignal = { kind: 'pause', by: 'berta@bastion', at: 1_000 };
      const approve: RunSignal = { kind: 'approve', stepId: 'hosts/node-1', by: 'carla', at: 2_000 };
      beforeEach(() => store.createRun(runOf('run-1')));

      test('come to the owner in order, those sent before it looked too, and only once', async () => {
        const sender = await openAnother();
        await sender.sendSignal('run-1', pause);
        await sender.sendSignal('run-1', approve);
        const come: RunSignal[] = [];
        const stop = new AbortController();
        for await (const signal of store.followSignals('run-1', stop.signal)) {
          come.push(signal);
          if (come.length === 2) void sender.sendSignal('run-1', { ...pause, kind: 'resume', at: 3_000 });
          if (come.length === 3) stop.abort();
        }
        expect(come.map(({ kind, stepId }) => [kind, stepId])).toEqual([
          ['pause', undefined],
          ['approve', 'hosts/node-1'],
          ['resume', undefined],
        ]);
        // They come in their order, so that one which came again would be before the next.
        await sender.sendSignal('run-1', { ...pause, at: 4_000 });
        expect(await gather(store.followSignals('run-1', never), 1)).toMatchObject([{ at: 4_000 }]);
      });
    });

    describe('locks', () => {
      test('fencing numbers grow over release, break and reopening', async () => {
        const numbers: number[] = [];
        for (let round = 0; round < 3; round += 1) {
          const held = await store.locks.acquire(lockOf('host/node-1', 'run-1'), never);
          numbers.push(held.number);
          if (round === 1) await store.locks.break('host/node-1', 'berta');
          else await held.release();
        }
        const held = await (await openAnother()).locks.acquire(lockOf('host/node-1', 'run-2'), never);
        numbers.push(held.number);
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
        await held.release();
      });

      test('are apart by name, whatever is in it', async () => {
        const names = ['cluster/prod', 'cluster%2Fprod', '..', 'ü/ö', 'a b'];
        const held = await Promise.all(names.map((lock) => store.locks.acquire(lockOf(lock, 'run-1'), never)));
        expect((await store.locks.list()).map(({ lock }) => lock).sort()).toEqual([...names].sort());
        for (const one of held) await one.release();
        expect((await store.locks.list()).filter(({ holder }) => holder !== undefined)).toEqual([]);
      });

      test('tell who holds them, since when and who waits', async () => {
        const held = await store.locks.acquire(lockOf('cluster/prod', 'run-1'), never);
        const told: LockState[] = [];
        const stop = new AbortController();
        const waiting = (await openAnother()).locks.acquire(
          { ...lockOf('cluster/prod', 'run-2', 7), onWait: (state) => told.push(state) },
          stop.signal,
        );
        await until(async () => (await store.locks.list())[0]?.waiting.length === 1);
        const [state] = await store.locks.list();
        expect(state).toMatchObject({
          lock: 'cluster/prod',
          number: held.number,
          holder: { runId: 'run-1', who: 'holder of run-1' },
        });
        expect(state?.waiting).toMatchObject([{ holder: { runId: 'run-2' }, priority: 7 }]);
        expect(Math.abs((state?.since ?? 0) - Date.now())).toBeLessThan(60_000);
        await until(() => told.length > 0);
        expect(told[0]?.holder?.runId).toBe('run-1');
        stop.abort(new Error('enough'));
        await expect(waiting).rejects.toThrow('enough');
        await until(async () => (await store.locks.list())[0]?.waiting.length === 0);
        await held.release();
      });

      test('go to who waits by priority, then by age', async () => {
        const held = await store.locks.acquire(lockOf('cluster/prod', 'first'), never);
        const order: string[] = [];
        const wait = async (runId: string, priority: number): Promise<void> => {
          const place = (await store.locks.list())[0]?.waiting.length ?? 0;
          const another = await openAnother();
          taken.push(
            another.locks.acquire(lockOf('cluster/prod', runId, priority), never).then(async (lock) => {
              order.push(runId);
              await lock.release();
            }),
          );
          await until(async () => (await store.locks.list())[0]?.waiting.length === place + 1);
        };
        const taken: Promise<void>[] = [];
        await wait('low-1', 0);
        await wait('low-2', 0);
        await wait('high', 300);
        await wait('middle', 100);
        await held.release();
        await Promise.all(taken);
        expect(order).toEqual(['high', 'middle', 'low-1', 'low-2']);
      });

      test('have one holder at a time, however many want them', async () => {
        let inside = 0;
        let most = 0;
        const numbers: number[] = [];
        const stores = [store, await openAnother(), await openAnother()];
        await Promise.all(
          stores.flatMap((one, index) =>
            [1, 2, 3].map(async (round) => {
              const held = await one.locks.acquire(lockOf('host/node-1', `run-${String(index)}-${String(round)}`), never);
              numbers.push(held.number);
              inside += 1;
              most = Math.max(most, inside);
              await new Promise((resolve) => setTimeout(resolve, 5));
              inside -= 1;
              await held.release();
            }),
          ),
        );
        expect(most).toBe(1);
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
        expect(new Set(numbers).size).toBe(9);
      });

      test('when broken are lost for the holder, and go to the next', async () => {
        const held = await store.locks.acquire(lockOf('host/node-1', 'run-1'), never);
        const next: Promise<HeldLock> = (await openAnother()).locks.acquire(lockOf('host/node-1', 'run-2'), never);
        await (await openAnother()).locks.break('host/node-1', 'carla');
        const taken = await next;
        expect(taken.number).toBeGreaterThan(held.number);
        await until(() => held.lost.aborted);
        // What the old holder still does must not take it from the new one.
        await held.release();
        expect((await store.locks.list())[0]).toMatchObject({ number: taken.number, holder: { runId: 'run-2' } });
        expect(taken.lost.aborted).toBe(false);
        await taken.release();
      });

      test('that nobody holds cannot be broken', async () => {
        await expect(store.locks.break('host/node-9', 'carla')).rejects.toMatchObject({ code: 'LOCK_NOT_HELD', exitCode: 64 });
      });

      test('are not waited for by one who is told to stop', async () => {
        await expect(store.locks.acquire(lockOf('a', 'run-1'), AbortSignal.abort(new Error('stopped')))).rejects.toThrow(
          'stopped',
        );
      });
    });
  });
}
