import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../../src/lib/clock.js';
import { abandonRun } from '../../../src/lib/engine/abandon.js';
import { createRedactor } from '../../../src/lib/engine/redact.js';
import { createRun, executeRun } from '../../../src/lib/engine/run.js';
import { errorOfResult } from '../../../src/lib/engine/run-result.js';
import { Secret } from '../../../src/lib/engine/secret.js';
import { nodeFiles } from '../../../src/lib/files/node-files.js';
import type { Clock } from '../../../src/lib/ports/clock.js';
import type { Files, OpenFile } from '../../../src/lib/ports/files.js';
import { directoryState } from '../../../src/lib/state/directory/directory-state.js';
import { aPlan, aStep } from '../../unit/lib/engine/plan-fixtures.js';
import { gate, runRig } from './run-rig.js';

const CHAIN = [aStep('a'), aStep('b', { needs: ['a'] }), aStep('c', { needs: ['b'] })];
const HOLDER = { who: 'berta', runId: 'run-1', reason: 'a test' };

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('a run', () => {
  test('does what is needed, passes over what is so already, and writes both down', async () => {
    const rig = runRig();
    rig.world.set('b', 'new');
    await rig.create(CHAIN);
    expect(await rig.run()).toMatchObject({ outcome: 'succeeded', done: 2, skipped: 1, failures: [] });
    expect((await rig.journal()).map(({ type }) => type)).toEqual([
      'run-opened',
      'step-started',
      'step-done',
      'step-skipped',
      'step-started',
      'step-done',
      'run-ended',
    ]);
  });

  test('that has succeeded has nothing left to do', async () => {
    const rig = runRig();
    await rig.create(CHAIN);
    await rig.run();
    const { length } = await rig.journal();
    expect(await rig.run()).toMatchObject({ outcome: 'succeeded', done: 0 });
    expect(await rig.journal()).toHaveLength(length);
  });

  test('is refused when the world has moved since the plan, naming what did, and nothing is done', async () => {
    const rig = runRig();
    await rig.create(CHAIN, { fingerprint: { source: '1', rules: '2', gone: '3' } });
    const reobserve = () => Promise.resolve({ source: 'other', rules: '2', fresh: '4' });
    await expect(rig.run({ reobserve })).rejects.toMatchObject({
      code: 'PLAN_STALE',
      exitCode: 6,
      details: { moved: ['fresh', 'gone', 'source'] },
    });
    expect(rig.calls).toEqual([]);
  });

  test('that has begun is resumed without asking the world again, for it moved it itself', async () => {
    const rig = runRig({ hooks: { b: () => Promise.reject(new Error('broken')) } });
    await rig.create(CHAIN, { fingerprint: { source: '1' } });
    await rig.run({ reobserve: () => Promise.resolve({ source: '1' }) });
    expect(await rig.run({ reobserve: () => Promise.reject(new Error('asked')) })).toMatchObject({ outcome: 'failed' });
  });

  test('may not keep its state in what it changes', async () => {
    const rig = runRig();
    await rig.create(CHAIN);
    const store = { ...rig.deps.store, identity: () => Promise.resolve('etcd:1234') };
    const request = { runId: 'run-1', holder: HOLDER, skepVersion: '0', changes: ['etcd:1234'] };
    await expect(executeRun(request, { ...rig.deps, store })).rejects.toMatchObject({ code: 'STATE_IS_TARGET', exitCode: 6 });
  });

  test('that fails tells the root cause and what waits behind it, and goes on when resumed', async () => {
    let broken = true;
    const rig = runRig({ hooks: { b: () => (broken ? Promise.reject(new Error('no route to host')) : null) } });
    await rig.create([...CHAIN, aStep('d', { needs: ['c'] })]);
    const result = await rig.run();
    expect(result).toMatchObject({
      outcome: 'failed',
      done: 1,
      failures: [{ step: 'b', error: { message: 'no route to host' }, blocked: ['c', 'd'] }],
      next: 'skep run resume run-1',
    });
    expect(errorOfResult(result)).toMatchObject({ code: 'RUN_STEPS_FAILED', exitCode: 8, hints: ['skep run resume run-1'] });
    broken = false;
    expect(await rig.run()).toMatchObject({ outcome: 'succeeded', done: 3 });
    expect(rig.calls.filter((call) => call === 'run a')).toHaveLength(1);
  });

  test('tries again what is worth it, each attempt written down', async () => {
    const rig = runRig({ hooks: { a: ({ attempt }) => (attempt < 3 ? Promise.reject(new Error('again')) : null) } });
    await rig.create([aStep('a', { retry: { attempts: 3, backoffMs: 1, maxBackoffMs: 2 } })]);
    expect(await rig.run()).toMatchObject({ outcome: 'succeeded' });
    const failed = (await rig.journal()).filter((record) => record.type === 'step-failed');
    expect(failed).toMatchObject([
      { attempt: 1, willRetry: true },
      { attempt: 2, willRetry: true },
    ]);
  });

  test('does not believe what run says: verify has the last word', async () => {
    const rig = runRig();
    rig.world.set = () => rig.world;
    await rig.create([aStep('a')]);
    expect(await rig.run()).toMatchObject({ outcome: 'failed', failures: [{ error: { message: 'it is not so' } }] });
  });
});

describe('stopping', () => {
  test('first lets what runs finish and starts nothing more', async () => {
    const reached = gate();
    const finish = gate();
    const stop = new AbortController();
    const rig = runRig({
      hooks: {
        a: async () => {
          reached.open();
          await finish.opened;
          return null;
        },
      },
    });
    await rig.create(CHAIN);
    const running = rig.run({ stop: stop.signal });
    await reached.opened;
    stop.abort();
    finish.open();
    const result = await running;
    expect(result).toMatchObject({ outcome: 'stopped', done: 1, unknown: [], next: 'skep run resume run-1' });
    expect(errorOfResult(result)).toMatchObject({ code: 'RUN_INTERRUPTED', exitCode: 130 });
    expect((await rig.journal()).find(({ type }) => type === 'stop-asked')).toMatchObject({ how: 'after-running-steps' });
    expect(await rig.run()).toMatchObject({ outcome: 'succeeded', done: 2 });
  });

  test('second tells running steps to stop; the journal says unknown, and resume checks', async () => {
    const reached = gate();
    const abort = new AbortController();
    let first = true;
    const rig = runRig({
      hooks: {
        a: async ({ signal }) => {
          if (!first) return null;
          first = false;
          reached.open();
          await systemClock.sleep(60_000, signal);
          return null;
        },
      },
    });
    await rig.create(CHAIN);
    const running = rig.run({ abort: abort.signal });
    await reached.opened;
    abort.abort(new Error('stop now'));
    const result = await running;
    expect(result).toMatchObject({ outcome: 'stopped', unknown: ['a'], hung: [] });
    expect(errorOfResult(result)).toMatchObject({ code: 'RUN_STEPS_UNKNOWN', exitCode: 8 });
    expect((await rig.journal()).map(({ type }) => type)).toContain('step-unknown');
    expect(await rig.run()).toMatchObject({ outcome: 'succeeded', done: 3 });
    expect(rig.calls.filter((call) => call === 'check a')).toHaveLength(2);
  });

  test('a step that hangs and ignores it is left behind, its locks stay taken', async () => {
    const abort = new AbortController();
    const reached = gate();
    const finish = gate();
    const rig = runRig({
      hooks: {
        a: async () => {
          reached.open();
          await finish.opened;
          return null;
        },
      },
    });
    await rig.create([aStep('a', { locks: ['host/a'] })]);
    const running = rig.run({ abort: abort.signal, graceMs: 20 });
    await reached.opened;
    abort.abort();
    expect(await running).toMatchObject({ outcome: 'stopped', unknown: ['a'], hung: ['a'] });
    expect(await rig.deps.store.locks.list()).toMatchObject([{ lock: 'host/a', holder: { runId: 'run-1' } }]);
    finish.open();
  });

  test('a step that outlasts its time and ignores it is unknown, not failed and tried again', async () => {
    const finish = gate();
    const rig = runRig({
      hooks: {
        a: async () => {
          await finish.opened;
          return null;
        },
      },
    });
    await rig.create([aStep('a', { timeoutMs: 20, retry: { attempts: 3, backoffMs: 1, maxBackoffMs: 1 } })]);
    expect(await rig.run({ graceMs: 20 })).toMatchObject({ outcome: 'failed', hung: ['a'] });
    expect(rig.calls.filter((call) => call === 'run a')).toHaveLength(1);
    expect((await rig.journal()).find(({ type }) => type === 'step-unknown')).toMatchObject({ step: 'a', hung: true });
    finish.open();
  });
});

describe('from another terminal', () => {
  test('a run is paused and goes on', async () => {
    const reached = gate();
    const finish = gate();
    const rig = runRig({
      hooks: {
        a: async () => {
          reached.open();
          await finish.opened;
          return null;
        },
      },
    });
    await rig.create(CHAIN);
    const running = rig.run();
    await reached.opened;
    await rig.deps.store.sendSignal('run-1', { kind: 'pause', by: 'berta', at: 1 });
    await until(() => rig.events.some(({ type }) => type === 'run-paused'));
    finish.open();
    await until(() => rig.events.some(({ type }) => type === 'step-done'));
    await rig.deps.store.sendSignal('run-1', { kind: 'resume', by: 'berta', at: 2 });
    expect(await running).toMatchObject({ outcome: 'succeeded' });
    const told = ['run-paused', 'run-resumed', 'step-started', 'step-done'];
    expect((await rig.journal()).filter(({ type }) => told.includes(type)).slice(0, 5)).toMatchObject([
      { type: 'step-started', step: 'a' },
      { type: 'run-paused', by: 'berta' },
      { type: 'step-done', step: 'a' },
      { type: 'run-resumed', by: 'berta' },
      { type: 'step-started', step: 'b' },
    ]);
  });

  test('a step is let go, and who did it is written down before', async () => {
    const rig = runRig();
    await rig.create([aStep('a', { approval: 'look at the dashboard' })]);
    const running = rig.run();
    await until(() => rig.events.some(({ type }) => type === 'step-waiting'));
    await rig.deps.store.sendSignal('run-1', { kind: 'approve', stepId: 'no-such-step', by: 'berta', at: 1 });
    await rig.deps.store.sendSignal('run-1', { kind: 'approve', stepId: 'a', by: 'berta', at: 2 });
    expect(await running).toMatchObject({ outcome: 'succeeded' });
    const types = (await rig.journal()).map(({ type }) => type);
    expect(types.indexOf('step-approved')).toBeLessThan(types.indexOf('step-started'));
    expect(types.filter((type) => type === 'step-approved')).toHaveLength(1);
  });

  test('a run yields its locks at the next safe point to one that goes first, and takes them again with a higher number', async () => {
    const reached = gate();
    const finish = gate();
    const rig = runRig({
      hooks: {
        a: async () => {
          reached.open();
          await finish.opened;
          return null;
        },
      },
    });
    await rig.create(CHAIN.map((step) => ({ ...step, locks: ['cluster/prod'] })));
    const running = rig.run();
    await reached.opened;
    const recovery = rig.deps.store.locks.acquire(
      { lock: 'cluster/prod', holder: { ...HOLDER, runId: 'recovery' }, priority: 300 },
      new AbortController().signal,
    );
    await rig.deps.store.sendSignal('run-1', { kind: 'yield', by: 'recovery', at: 1 });
    await until(() => rig.events.some(({ type }) => type === 'yield-asked'));
    finish.open();
    const taken = await recovery;
    expect(rig.calls).not.toContain('run b');
    await taken.release();
    expect(await running).toMatchObject({ outcome: 'succeeded', done: 3 });
    const numbers = (await rig.journal()).flatMap((record) =>
      record.type === 'step-started' ? [record.locks?.['cluster/prod'] ?? 0] : [],
    );
    expect(numbers).toEqual([taken.number - 1, taken.number + 1, taken.number + 1]);
  });

  test('two resumes at once: one goes on, the other is told who', async () => {
    const reached = gate();
    const finish = gate();
    const rig = runRig({
      hooks: {
        a: async () => {
          reached.open();
          await finish.opened;
          return null;
        },
      },
    });
    await rig.create(CHAIN);
    const running = rig.run();
    await reached.opened;
    const other = runRig({ directory: rig.directory });
    await expect(other.run()).rejects.toMatchObject({
      code: 'STATE_RUN_OWNED',
      exitCode: 5,
      message: expect.stringContaining('anna@bastion'),
    });
    await expect(other.undo()).rejects.toMatchObject({ code: 'STATE_RUN_OWNED' });
    expect(other.calls).toEqual([]);
    finish.open();
    expect(await running).toMatchObject({ outcome: 'succeeded' });
  });

  test('a lock that is broken in the midst stops the step that works under it, and the run', async () => {
    const reached = gate();
    const rig = runRig({
      hooks: {
        a: async ({ signal }) => {
          reached.open();
          await systemClock.sleep(60_000, signal);
          return null;
        },
      },
    });
    await rig.create(CHAIN.map((step) => ({ ...step, locks: ['cluster/prod'] })));
    const running = rig.run();
    await reached.opened;
    await rig.deps.store.locks.break('cluster/prod', 'carla');
    expect(await running).toMatchObject({ outcome: 'failed', failures: [{ step: 'a', error: { code: 'LOCK_LOST' } }] });
  });
});

describe('undo', () => {
  test('takes back what was done, the last first, to what was there before', async () => {
    const rig = runRig();
    rig.world.set('a', 'old');
    rig.world.set('b', 'new');
    await rig.create(CHAIN);
    await rig.run();
    expect(await rig.undo()).toMatchObject({ outcome: 'undone', done: 2, left: [] });
    expect(rig.calls.filter((call) => call.startsWith('undo'))).toEqual(['undo c', 'undo a']);
    expect([...rig.world]).toEqual([
      ['a', 'old'],
      ['b', 'new'],
    ]);
    expect(await rig.undo()).toMatchObject({ outcome: 'undone', done: 0 });
    await expect(rig.run()).rejects.toMatchObject({ code: 'RUN_UNDO_BEGUN', exitCode: 6 });
  });

  test('takes back what an attempt did that never said so, and brings back what was there before the first', async () => {
    const rig = runRig({
      hooks: {
        a: () => {
          rig.world.set('a', 'new');
          return Promise.reject(new Error('the connection was lost'));
        },
      },
    });
    rig.world.set('a', 'old');
    await rig.create(CHAIN);
    expect(await rig.run()).toMatchObject({ outcome: 'failed', done: 0 });
    // Found done, though not by chance: it counts as the run's own.
    expect(await rig.run()).toMatchObject({ outcome: 'succeeded', done: 3, skipped: 0 });
    expect(rig.calls.filter((call) => call === 'run a')).toHaveLength(1);
    expect(await rig.undo()).toMatchObject({ outcome: 'undone', done: 3 });
    expect([...rig.world]).toEqual([['a', 'old']]);
  });

  test('takes back what a failed step did, by what check finds', async () => {
    const rig = runRig({
      hooks: {
        b: () => {
          rig.world.set('b', 'new');
          return Promise.reject(new Error('the connection was lost'));
        },
      },
    });
    rig.world.set('b', 'old');
    await rig.create(CHAIN);
    await rig.run();
    expect(await rig.undo()).toMatchObject({ outcome: 'undone', done: 2 });
    expect([...rig.world]).toEqual([['b', 'old']]);
  });

  test('that failed goes on where it stood', async () => {
    let broken = true;
    const rig = runRig({
      undoHooks: {
        b: () => {
          if (broken) throw new Error('not now');
        },
      },
    });
    await rig.create(CHAIN);
    await rig.run();
    expect(await rig.undo()).toMatchObject({
      outcome: 'failed',
      done: 1,
      failures: [{ step: 'b', blocked: ['a'] }],
      next: 'skep run undo run-1',
    });
    broken = false;
    expect(await rig.undo()).toMatchObject({ outcome: 'undone', done: 2 });
    expect(rig.calls.filter((call) => call === 'undo c')).toHaveLength(1);
  });

  test('lists what cannot be undone before anything is, and leaves it with --partial', async () => {
    const rig = runRig();
    await rig.create([aStep('a'), aStep('b', { needs: ['a'], kind: 'one-way' }), aStep('c', { needs: ['b'] })]);
    await rig.run();
    await expect(rig.undo()).rejects.toMatchObject({ code: 'UNDO_INCOMPLETE', exitCode: 6, details: { steps: ['b'] } });
    expect(rig.world.size).toBe(3);
    expect(await rig.undo({ partial: true })).toMatchObject({ outcome: 'undone', done: 2, left: ['b'] });
    expect([...rig.world.keys()]).toEqual(['b']);
    expect(rig.calls.filter((call) => call.startsWith('undo'))).toEqual(['undo c', 'undo a']);
  });

  test('is refused behind the point of no return, and says which step it was', async () => {
    const rig = runRig({ hooks: { c: () => Promise.reject(new Error('broken')) } });
    await rig.create(CHAIN, { pointOfNoReturn: 'b' });
    await rig.run();
    await expect(rig.undo()).rejects.toMatchObject({
      code: 'UNDO_NO_RETURN',
      exitCode: 6,
      message: expect.stringContaining('step b'),
    });
    expect(rig.world.size).toBe(2);
  });

  test('is there before the point of no return', async () => {
    const rig = runRig({ hooks: { b: () => Promise.reject(new Error('broken')) } });
    await rig.create(CHAIN, { pointOfNoReturn: 'c' });
    await rig.run();
    expect(await rig.undo()).toMatchObject({ outcome: 'undone' });
    expect(rig.world.size).toBe(0);
  });
});

describe('an abandoned run', () => {
  test('is neither resumed nor undone', async () => {
    const rig = runRig({ hooks: { b: () => Promise.reject(new Error('broken')) } });
    await rig.create(CHAIN);
    await rig.run();
    await abandonRun(
      { runId: 'run-1', holder: HOLDER, skepVersion: '0', reason: 'the cluster is gone' },
      { ...rig.deps, kinds: new Map() },
    );
    for (const again of [rig.run, rig.undo]) {
      await expect(again()).rejects.toMatchObject({
        code: 'RUN_ABANDONED',
        exitCode: 6,
        message: expect.stringContaining('the cluster is gone'),
      });
    }
  });
});

describe('bad state', () => {
  test('a journal of another plan is refused', async () => {
    const rig = runRig({ hooks: { b: () => Promise.reject(new Error('broken')) } });
    await rig.create(CHAIN);
    await rig.run();
    const other = aPlan([aStep('a'), aStep('b')]);
    writeFileSync(join(rig.directory, 'runs', 'run-1', 'plan.json'), JSON.stringify(other));
    await expect(rig.run()).rejects.toMatchObject({ code: 'JOURNAL_OTHER_PLAN', exitCode: 6 });
  });

  test('a record of a newer Skep is refused', async () => {
    const rig = runRig();
    await rig.create(CHAIN);
    const writer = await rig.deps.store.openJournal('run-1', HOLDER);
    await writer.append('{"v":2,"at":1,"type":"something-new"}');
    await writer.close();
    await expect(rig.run()).rejects.toMatchObject({
      code: 'JOURNAL_NEWER',
      exitCode: 6,
      message: expect.stringContaining('line 1'),
    });
  });

  test('a clock that jumps back changes neither the order nor makes a duration negative', async () => {
    let now = 5_000_000;
    const clock: Clock = { ...systemClock, now: () => (now -= 1_000_000) };
    const rig = runRig({ deps: { clock } });
    await rig.create(CHAIN);
    expect(await rig.run()).toMatchObject({ outcome: 'succeeded' });
    for (const record of await rig.journal())
      if (record.type === 'step-done') expect(record.durationMs).toBeGreaterThanOrEqual(0);
    expect(await rig.undo()).toMatchObject({ outcome: 'undone', done: 3 });
  });

  /** Files on which everything that writes fails from a moment on. */
  function failingFiles(code: string, isFailing: () => boolean): Files {
    const check = async <T>(operation: () => Promise<T>): Promise<T> => {
      if (isFailing()) throw Object.assign(new Error(code), { code, syscall: 'write' });
      return operation();
    };
    const failingFile = (file: OpenFile): OpenFile => ({
      ...file,
      write: (buffer, position) => check(() => file.write(buffer, position)),
    });
    return {
      ...nodeFiles,
      open: async (path, flags, mode) =>
        flags === 'r' ? nodeFiles.open(path, flags, mode) : failingFile(await check(() => nodeFiles.open(path, flags, mode))),
      makeDirectory: (path) => check(() => nodeFiles.makeDirectory(path)),
    };
  }

  test('a disk that fills up stops the run with a clear error; with room it goes on', async () => {
    let full = false;
    const rig = runRig({
      hooks: {
        b: () => {
          full = true;
          return null;
        },
      },
    });
    const store = directoryState({
      root: rig.directory,
      files: failingFiles('ENOSPC', () => full),
      clock: systemClock,
      pollMs: 10,
    });
    await rig.create(CHAIN);
    const request = { runId: 'run-1', holder: HOLDER, skepVersion: '0' };
    await expect(executeRun(request, { ...rig.deps, store })).rejects.toMatchObject({
      code: 'STATE_UNWRITABLE',
      exitCode: 1,
      message: expect.stringContaining('the disk is full'),
    });
    expect(rig.calls).not.toContain('run c');
    await expect(executeRun(request, { ...rig.deps, store })).rejects.toMatchObject({ code: 'STATE_UNWRITABLE' });
    full = false;
    expect(await executeRun(request, { ...rig.deps, store })).toMatchObject({ outcome: 'succeeded' });
    expect(rig.calls.filter((call) => call === 'run b')).toHaveLength(1);
  });

  test('in a read-only directory runs can be listed and none be made', async () => {
    const rig = runRig();
    await rig.create(CHAIN);
    const store = directoryState({ root: rig.directory, files: failingFiles('EROFS', () => true), clock: systemClock });
    const heads: string[] = [];
    for await (const { id } of store.listRuns()) heads.push(id);
    expect(heads).toEqual(['run-1']);
    const making = createRun({ runId: 'run-2', plan: aPlan(CHAIN), holder: HOLDER }, { store, clock: systemClock });
    await expect(making).rejects.toMatchObject({
      code: 'STATE_UNWRITABLE',
      exitCode: 1,
      hints: [expect.stringContaining('XDG_STATE_HOME')],
    });
  });

  test('what is kept is for its owner alone', async () => {
    const rig = runRig();
    await rig.create(CHAIN.map((step) => ({ ...step, locks: ['a'] })));
    await rig.run();
    for (const name of readdirSync(rig.directory, { recursive: true, encoding: 'utf8' })) {
      const { mode } = statSync(join(rig.directory, name));
      expect((mode & 0o077).toString(8), name).toBe('0');
    }
  });
});

describe('secrets', () => {
  const VALUE = 's3cr3t/of+the=house';
  const DRESSED = [VALUE, Buffer.from(VALUE).toString('base64'), Buffer.from(VALUE).toString('hex'), encodeURIComponent(VALUE)];

  test('are in no file and no event, wherever a step lets them slip', async () => {
    const redactor = createRedactor();
    redactor.learn(new Secret('env:PASSWORD', VALUE));
    const rig = runRig({
      deps: { redactor },
      hooks: {
        a: (context) => {
          for (const text of DRESSED) context.log(`password ${text}`);
          return { DRESSED, [VALUE]: true };
        },
        b: () => Promise.reject(new Error(`login with ${DRESSED.join(', ')} refused`)),
      },
    });
    await rig.create(CHAIN);
    const result = await rig.run();
    await rig.undo();
    const files = readdirSync(rig.directory, { recursive: true, encoding: 'utf8' }).map((name) => join(rig.directory, name));
    const kept = files.filter((path) => statSync(path).isFile()).map((path) => readFileSync(path, 'utf8'));
    const shown = [
      ...kept,
      JSON.stringify(rig.events),
      JSON.stringify(result),
      JSON.stringify(errorOfResult(result)),
      errorOfResult(result)?.message ?? '',
    ].join('\n');
    for (const text of DRESSED) expect(shown).not.toContain(text);
    expect(shown).toContain('<secret>');
  });

  test('in a plan are refused before anything is saved', async () => {
    const redactor = createRedactor();
    redactor.learn(new Secret('env:PASSWORD', VALUE));
    const rig = runRig({ deps: { redactor } });
    for (const text of DRESSED) {
      await expect(rig.create([aStep('a', { input: { deep: [text] } })])).rejects.toMatchObject({ code: 'PLAN_HOLDS_SECRET' });
    }
    expect(readdirSync(rig.directory)).toEqual([]);
  });
});
