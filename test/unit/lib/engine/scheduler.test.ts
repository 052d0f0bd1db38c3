import { describe, expect, it } from 'vitest';
import { runGraph } from '../../../../src/lib/engine/scheduler.js';
import type { Step } from '../../../../src/lib/engine/plan.js';
import { SkepError } from '../../../../src/lib/errors.js';
import { VirtualClock } from '../../../rig/virtual-clock.js';
import { aStep } from './plan-fixtures.js';
import { simulate } from './scheduler-rig.js';
import type { Simulated } from './scheduler-rig.js';

const chain = (...ids: string[]): Step[] =>
  ids.map((id, index) => aStep(id, { needs: ids.slice(Math.max(0, index - 1), index) }));
const many = (count: number, overrides: Partial<Step> = {}): Step[] =>
  Array.from({ length: count }, (_, index) => aStep(`s${index}`, overrides));
const retry = (attempts: number, backoffMs = 100, maxBackoffMs = 1000) => ({ attempts, backoffMs, maxBackoffMs });
const startedAt = ({ trace }: Simulated): Record<string, number> =>
  Object.fromEntries(trace.filter(({ what }) => what === 'started').map(({ id, at }) => [id, at]));
const startOrder = ({ trace }: Simulated): string[] => trace.filter(({ what }) => what === 'started').map(({ id }) => id);

describe('runGraph', () => {
  it('does nothing for an empty plan', async () => {
    const { result, endedAt } = await simulate({ steps: [] });
    expect(result).toMatchObject({ complete: true, failures: [], hung: [] });
    expect(result.stop).toBeUndefined();
    expect(endedAt).toBe(0);
  });

  it('starts a step when what it needs is recorded as done, and not before', async () => {
    const done = await simulate({ steps: chain('a', 'b'), recordMs: 5 });
    expect(done.trace.map(({ at, what, id }) => `${at} ${what} ${id}`)).toEqual([
      '0 announced a',
      '5 started a',
      '15 ended a',
      '15 finishing a',
      '20 finished a',
      '20 placeFree a',
      '20 announced b',
      '25 started b',
      '35 ended b',
      '35 finishing b',
      '40 finished b',
      '40 placeFree b',
    ]);
    expect(done.result.complete).toBe(true);
  });

  it('does all at once that nothing holds back', async () => {
    const { endedAt } = await simulate({ steps: many(50) });
    expect(endedAt).toBe(10);
  });

  it('skips what is done from earlier on', async () => {
    const simulated = await simulate({ steps: chain('a', 'b', 'c'), done: new Set(['a', 'b']) });
    expect(startOrder(simulated)).toEqual(['c']);
    expect(simulated.result.complete).toBe(true);
    expect([...simulated.result.states.values()]).toEqual(['skipped', 'skipped', 'done']);
  });

  it('refuses a plan that is no graph, and limits under which nothing starts', () => {
    const request = (steps: Step[], concurrency: number) => ({
      plan: { steps },
      limits: { concurrency },
      clock: new VirtualClock(),
      signal: new AbortController().signal,
      random: () => 0,
      start: async () => ({ state: 'done', record: 0 }) as const,
    });
    expect(() => runGraph(request([aStep('a', { needs: ['a'] })], 1))).toThrow(/circle/);
    expect(() => runGraph(request([aStep('a')], 0))).toThrow(/concurrency of the run is 0/);
    expect(() =>
      runGraph({ ...request([aStep('a')], 1), limits: { concurrency: 1, classes: { x: { ratePerSecond: 0 } } } }),
    ).toThrow(/rate of x/);
  });
});

describe('limits', () => {
  it('bound the whole, a class, and every class of a family on its own', async () => {
    const steps = [
      ...many(4, { class: 'host:a' }),
      ...many(4, { class: 'host:b' }).map((step) => ({ ...step, id: `b${step.id}` })),
    ];
    expect((await simulate({ steps, limits: { concurrency: 4 } })).endedAt).toBe(20);
    expect((await simulate({ steps, limits: { concurrency: 99, families: { host: { concurrency: 1 } } } })).endedAt).toBe(40);
    const one = { concurrency: 99, families: { host: { concurrency: 1 } }, classes: { 'host:b': { concurrency: 2 } } };
    const simulated = await simulate({ steps, limits: one });
    expect(startedAt(simulated)['bs3']).toBe(10);
    expect(simulated.endedAt).toBe(40);
  });

  it('let a burst go and then the rate, without holding up other classes', async () => {
    const steps = [...many(5, { class: 'api', priority: 100 }), aStep('other', { class: 'host' })];
    const simulated = await simulate({ steps, limits: { concurrency: 9, classes: { api: { ratePerSecond: 10, burst: 2 } } } });
    expect(startedAt(simulated)).toEqual({ s0: 0, s1: 0, s2: 100, s3: 200, s4: 300, other: 0 });
  });

  it('give a quiet class its burst back, and no more', async () => {
    const steps = [
      ...many(3, { class: 'api' }),
      ...many(4, { class: 'api', needs: ['wait'] }).map((step) => ({ ...step, id: `late-${step.id}` })),
      aStep('wait'),
    ];
    const simulated = await simulate({
      steps,
      behaviours: { wait: [{ kind: 'done', takesMs: 10_000 }] },
      limits: { concurrency: 99, classes: { api: { ratePerSecond: 10, burst: 2 } } },
    });
    expect(Object.values(startedAt(simulated)).sort((a, b) => a - b)).toEqual([0, 0, 0, 100, 10_000, 10_000, 10_100, 10_200]);
  });
});

describe('order', () => {
  it('is by priority, then by what depends on a step, then by the plan', async () => {
    const steps = [
      aStep('low'),
      aStep('plain', { priority: 5 }),
      aStep('first', { priority: 5 }),
      aStep('end', { needs: ['first'] }),
      aStep('high', { priority: 9 }),
    ];
    expect(startOrder(await simulate({ steps, limits: { concurrency: 1 } }))).toEqual(['high', 'first', 'plain', 'low', 'end']);
    const known = await simulate({
      steps,
      limits: { concurrency: 1 },
      overrides: { expectedDuration: (step) => (step.id === 'plain' ? 100 : 1) },
    });
    expect(startOrder(known).slice(0, 3)).toEqual(['high', 'plain', 'first']);
  });

  it('lets a waiting step overtake after it has waited long enough', async () => {
    const urgent = chain(...Array.from({ length: 60 }, (_, index) => `urgent-${index}`)).map((step) => ({
      ...step,
      priority: 300,
      timeoutMs: 1e9,
    }));
    const behaviours = Object.fromEntries(urgent.map(({ id }) => [id, [{ kind: 'done', takesMs: 60_000 } as const]]));
    const simulation = { steps: [aStep('patient'), ...urgent], behaviours, limits: { concurrency: 1 } };
    // 300 points at 10 a minute; at equal points the longer chain goes first.
    expect(startedAt(await simulate(simulation))['patient']).toBe(31 * 60_000);
    expect(startedAt(await simulate({ ...simulation, overrides: { ageingPerMinute: 100 } }))['patient']).toBe(4 * 60_000);
    expect(startedAt(await simulate({ ...simulation, overrides: { ageingPerMinute: 0 } }))['patient']).toBe(60 * 60_000);
  });
});

describe('retries', () => {
  it('back off with jitter, doubling up to the maximum', async () => {
    const { trace, result } = await simulate({
      steps: [aStep('a', { retry: retry(5, 100, 300) })],
      behaviours: { a: [{ kind: 'fail', takesMs: 0, retry: true }] },
    });
    // Half and half of the other half, as chance (0.5) has it: 75, 150, 225, 225.
    expect(trace.filter(({ what }) => what === 'started').map(({ at }) => at)).toEqual([0, 75, 225, 450, 675]);
    expect(result.failures).toMatchObject([{ stepId: 'a', attempts: 5, hung: false }]);
  });

  it('are for what may be retried only', async () => {
    const { result } = await simulate({
      steps: [aStep('a', { retry: retry(5) })],
      behaviours: { a: [{ kind: 'fail', takesMs: 0, retry: false }] },
    });
    expect(result.failures).toMatchObject([{ stepId: 'a', attempts: 1 }]);
  });

  it('count a start that throws as a failure for good', async () => {
    const thrown = new Error('boom');
    const { result } = await simulate({
      steps: [aStep('a', { retry: retry(5) })],
      overrides: {
        start() {
          throw thrown;
        },
      },
    });
    expect(result.failures).toMatchObject([{ stepId: 'a', attempts: 1, error: thrown }]);
  });

  it('leave the place to others while they back off', async () => {
    const simulated = await simulate({
      steps: [aStep('a', { retry: retry(2, 1000), priority: 1 }), aStep('b')],
      behaviours: {
        a: [
          { kind: 'fail', takesMs: 10, retry: true },
          { kind: 'done', takesMs: 10 },
        ],
      },
      limits: { concurrency: 1 },
    });
    expect(startOrder(simulated)).toEqual(['a', 'b', 'a']);
    expect(startedAt(simulated)).toEqual({ a: 760, b: 10 });
    expect(simulated.result.complete).toBe(true);
  });
});

describe('failures', () => {
  const failing = { kind: 'fail', takesMs: 10, retry: false } as const;

  it('stop the start of anything new, wait for what runs, and tell what they blocked, once', async () => {
    const steps = [
      ...chain('a', 'b', 'c'),
      aStep('slow'),
      aStep('behind', { needs: ['slow'] }),
      aStep('both', { needs: ['c', 'slow'] }),
    ];
    const { result, endedAt } = await simulate({ steps, behaviours: { a: [failing], slow: [{ kind: 'done', takesMs: 500 }] } });
    expect(endedAt).toBe(500);
    expect(Object.fromEntries(result.states)).toEqual({
      a: 'failed',
      b: 'blocked',
      c: 'blocked',
      slow: 'done',
      behind: 'not-started',
      both: 'blocked',
    });
    expect(result.failures).toEqual([
      { stepId: 'a', error: new Error('it failed'), attempts: 1, hung: false, blocked: ['b', 'c', 'both'] },
    ]);
    expect(result.stop).toEqual({ kind: 'failure', stepId: 'a' });
    expect(result.complete).toBe(false);
  });

  it('go on within the budget of their group, and stop the whole with the first beyond it', async () => {
    const steps = [...many(10, { group: 'g' }), aStep('other', { needs: ['s9'] })];
    const behaviours = { s1: [failing], s4: [failing], s6: [failing] };
    const within = await simulate({ steps, behaviours, budgets: [{ group: 'g', failures: 3 }], limits: { concurrency: 1 } });
    expect(within.result.counts).toMatchObject({ done: 8, failed: 3 });
    expect(within.result.stop).toBeUndefined();
    const beyond = await simulate({ steps, behaviours, budgets: [{ group: 'g', failures: 2 }], limits: { concurrency: 1 } });
    expect(beyond.result.stop).toEqual({ kind: 'failure', stepId: 's6', group: 'g' });
    expect(startOrder(beyond)).toEqual(['s9', 's0', 's1', 's2', 's3', 's4', 's5', 's6']);
    expect(beyond.result.failures.map(({ stepId }) => stepId)).toEqual(['s1', 's4', 's6']);
  });

  it('name a step blocked twice with the first failure only', async () => {
    const steps = [
      aStep('a', { group: 'g' }),
      aStep('b', { group: 'g' }),
      aStep('c', { needs: ['a', 'b'] }),
      aStep('d', { needs: ['b'] }),
    ];
    const { result } = await simulate({
      steps,
      behaviours: { a: [failing], b: [{ ...failing, takesMs: 20 }] },
      budgets: [{ group: 'g', failures: 5 }],
    });
    expect(result.failures.map(({ stepId, blocked }) => [stepId, blocked])).toEqual([
      ['a', ['c']],
      ['b', ['d']],
    ]);
  });

  it('end a back-off: what was to be tried again has failed', async () => {
    const steps = [aStep('a', { retry: retry(3, 10_000, 10_000) }), aStep('b')];
    const { result, endedAt } = await simulate({
      steps,
      behaviours: { a: [{ kind: 'fail', takesMs: 1, retry: true }], b: [failing] },
    });
    expect(endedAt).toBe(10);
    expect(result.failures.map(({ stepId, attempts }) => [stepId, attempts])).toEqual([
      ['b', 1],
      ['a', 1],
    ]);
  });

  it('end a back-off that is only being recorded', async () => {
    const { result } = await simulate({
      steps: [aStep('a', { retry: retry(3) })],
      behaviours: { a: [{ kind: 'fail', takesMs: 10, retry: true }] },
      recordMs: 100,
      controls: [{ at: 150, what: 'stop', act: (run) => run.stopAtNextSafePoint() }],
    });
    expect(result.failures).toMatchObject([{ stepId: 'a', attempts: 1 }]);
  });

  it('withdraw a step that was announced, but not started yet', async () => {
    const { result, trace } = await simulate({
      steps: [aStep('a'), aStep('b', { needs: ['z'] }), aStep('z')],
      behaviours: { a: [{ ...failing, takesMs: 17 }] },
      recordMs: 5,
    });
    expect(trace.filter(({ id }) => id === 'b').map(({ at, what }) => `${at} ${what}`)).toEqual([
      '20 announced',
      '25 finishing',
      '30 finished',
      '30 placeFree',
    ]);
    expect(result.states.get('b')).toBe('not-started');
  });

  it('of a callback end the run with its error, after what runs', async () => {
    const full = new SkepError('STORE_UNWRITABLE', 'disk full');
    let running = 0;
    const broken = simulate({
      steps: [aStep('a'), aStep('b'), aStep('c', { needs: ['a'] })],
      overrides: {
        start: async () => {
          running++;
          await Promise.resolve();
          running--;
          return { state: 'done', record: '' };
        },
        onFinished: async (step) => {
          if (step.id === 'a') throw full;
        },
      },
    });
    await expect(broken).rejects.toBe(full);
    expect(running).toBe(0);
  });
});

describe('time-outs', () => {
  it('tell a step to stop, and may be retried', async () => {
    const { result, endedAt } = await simulate({
      steps: [aStep('a', { timeoutMs: 1000, retry: retry(2, 100, 100) })],
      behaviours: { a: [{ kind: 'obey' }, { kind: 'done', takesMs: 5 }] },
    });
    expect(result.complete).toBe(true);
    expect(endedAt).toBe(1000 + 75 + 5);
  });

  it('are the error of the step', async () => {
    const { result } = await simulate({ steps: [aStep('a', { timeoutMs: 1000 })], behaviours: { a: [{ kind: 'obey' }] } });
    expect(result.failures[0]?.error).toMatchObject({ code: 'STEP_TIMEOUT', message: 'step a was not done within 1000 ms' });
  });

  it('of a step that ignores them leave it behind as hung, untried, with its place taken', async () => {
    const steps = [
      aStep('a', { timeoutMs: 1000, group: 'g', retry: retry(3) }),
      aStep('b', { class: 'host:any' }),
      aStep('c', { class: 'else' }),
    ];
    const { result, endedAt, trace } = await simulate({
      steps,
      behaviours: { a: [{ kind: 'hang' }] },
      budgets: [{ group: 'g', failures: 1 }],
      limits: { concurrency: 2, classes: { 'host:any': { concurrency: 1 } } },
    });
    expect(endedAt).toBe(1100);
    expect(Object.fromEntries(result.states)).toEqual({ a: 'failed', b: 'not-started', c: 'done' });
    expect(result.failures).toMatchObject([{ stepId: 'a', hung: true, attempts: 1, error: { code: 'STEP_HUNG' } }]);
    expect(result.hung).toEqual(['a']);
    expect(result.stop).toEqual({ kind: 'hung' });
    expect(trace.filter(({ id, what }) => id === 'b' && what === 'announced')).toEqual([]);
  });

  it('give the place of a hung step away when it has ended after all', async () => {
    const simulated = await simulate({
      steps: [aStep('a', { timeoutMs: 1000, group: 'g' }), aStep('b'), aStep('c', { class: 'else' })],
      behaviours: { a: [{ kind: 'hang', endsAfterMs: 5000 }], c: [{ kind: 'done', takesMs: 9000 }] },
      budgets: [{ group: 'g', failures: 1 }],
      limits: { concurrency: 2, classes: { 'host:any': { concurrency: 1 } } },
    });
    expect(startedAt(simulated)['b']).toBe(5000);
    expect(simulated.result).toMatchObject({ hung: [], counts: { failed: 1, done: 2 } });
  });

  it.each([
    ['while that is written down', 50, 1120],
    ['in the moment in which the grace is over', 0, 1100],
  ])(
    'keep the place and the locks of a hung step until its end is written, though it ends %s',
    async (_, recordMs, endsAfterMs) => {
      let release: () => void = () => undefined;
      const free = new Promise<void>((resolve) => {
        release = resolve;
      });
      const { result, trace } = await simulate({
        steps: [
          aStep('a', { timeoutMs: 1000, group: 'g', locks: ['l'], class: 'one' }),
          aStep('place', { class: 'one' }),
          aStep('lock', { locks: ['l'] }),
        ],
        behaviours: { a: [{ kind: 'hang', endsAfterMs }] },
        budgets: [{ group: 'g', failures: 1 }],
        limits: { concurrency: 3, classes: { one: { concurrency: 1 } } },
        graceMs: 100,
        recordMs,
        overrides: {
          acquireLocks: async ({ id }) => {
            if (id === 'lock') await free;
            return async () => release();
          },
        },
      });
      const events = trace.map(({ what, id }) => `${what} ${id}`);
      const written = events.indexOf('finished a');
      expect(written).toBeGreaterThan(events.indexOf('ended a'));
      expect(events.indexOf('announced place')).toBeGreaterThan(written);
      expect(events.indexOf('announced lock')).toBeGreaterThan(written);
      expect(result).toMatchObject({ hung: [], counts: { failed: 1, done: 2 } });
    },
  );
});

describe('control', () => {
  it('pauses and resumes', async () => {
    const simulated = await simulate({
      steps: chain('a', 'b', 'c'),
      controls: [
        { at: 5, what: 'pause', act: (run) => run.pause() },
        { at: 1000, what: 'resume', act: (run) => run.resume() },
      ],
    });
    expect(startedAt(simulated)).toEqual({ a: 0, b: 1000, c: 1010 });
  });

  it('waits for an approval, that may come early', async () => {
    const asked: string[] = [];
    const simulated = await simulate({
      steps: [aStep('a'), aStep('b', { needs: ['a'], approval: 'look' }), aStep('c', { needs: ['b'], approval: 'look' })],
      controls: [
        {
          at: 500,
          what: 'approve',
          act: (run) =>
            expect([run.approve('b'), run.approve('c'), run.approve('a'), run.approve('x')]).toEqual([true, true, false, false]),
        },
      ],
      overrides: { onWaiting: (step, reason) => asked.push(`${step.id} ${reason}`) },
    });
    expect(startedAt(simulated)).toEqual({ a: 0, b: 500, c: 510 });
    expect(asked).toEqual(['b approval']);
    expect(
      (await simulate({ steps: [aStep('b', { approval: 'look' })], overrides: { approved: new Set(['b']) } })).result.complete,
    ).toBe(true);
  });

  it('stops at the next safe point, and what waits for a person never comes', async () => {
    const { result, endedAt } = await simulate({
      steps: [...chain('a', 'b'), aStep('gate', { approval: 'look' })],
      controls: [{ at: 5, what: 'stop', act: (run) => run.stopAtNextSafePoint() }],
    });
    expect(endedAt).toBe(10);
    expect(Object.fromEntries(result.states)).toEqual({ a: 'done', b: 'not-started', gate: 'not-started' });
    expect(result.stop).toEqual({ kind: 'requested' });
    expect(result.failures).toEqual([]);
  });

  it('aborts: running steps are told to stop, and are unknown if they are not done', async () => {
    const { result, endedAt } = await simulate({
      steps: [aStep('obeys'), aStep('hangs'), aStep('behind', { needs: ['obeys'] })],
      behaviours: { obeys: [{ kind: 'obey' }], hangs: [{ kind: 'hang' }] },
      controls: [{ at: 50, what: 'abort', act: (_run, abort) => abort.abort(new Error('Ctrl-C')) }],
    });
    expect(endedAt).toBe(150);
    expect(Object.fromEntries(result.states)).toEqual({ obeys: 'unknown', hangs: 'unknown', behind: 'not-started' });
    expect(result.hung).toEqual(['hangs']);
    expect(result.failures).toEqual([]);
    expect(result.stop).toMatchObject({ kind: 'aborted', reason: { message: 'Ctrl-C' } });
  });

  it('tells a step to stop that aborts the run itself', async () => {
    const abort = new AbortController();
    const { result, endedAt } = await simulate({
      steps: [aStep('a')],
      overrides: {
        signal: abort.signal,
        start: (_step, _attempt, signal) => {
          abort.abort(new Error('enough'));
          return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
        },
      },
    });
    expect(endedAt).toBe(0);
    expect(result.states.get('a')).toBe('unknown');
  });

  it('leaves unknown what was told to stop for its time-out, when the run is aborted before it stopped', async () => {
    const { result, endedAt } = await simulate({
      steps: [aStep('a', { timeoutMs: 1000 })],
      behaviours: { a: [{ kind: 'hang', endsAfterMs: 5000 }] },
      controls: [{ at: 1050, what: 'abort', act: (_run, abort) => abort.abort(new Error('Ctrl-C')) }],
    });
    expect(endedAt).toBe(1100);
    expect(result.states.get('a')).toBe('unknown');
  });

  it('starts nothing when it is aborted from the start', async () => {
    const { trace, result } = await simulate({ steps: many(3), overrides: { signal: AbortSignal.abort('no') } });
    expect(trace).toEqual([]);
    expect(result.counts['not-started']).toBe(3);
  });

  it('counts every step in one state', async () => {
    const steps = [...many(3), aStep('gate', { approval: 'look' }), aStep('behind', { needs: ['s0'] })];
    const seen: object[] = [];
    await simulate({
      steps,
      limits: { concurrency: 1 },
      controls: [
        {
          at: 15,
          what: 'look',
          act: (run) => seen.push(Object.fromEntries(Object.entries(run.counts()).filter(([, count]) => count > 0))),
        },
        { at: 16, what: 'stop', act: (run) => run.stopAtNextSafePoint() },
      ],
    });
    expect(seen).toEqual([{ 'awaiting-approval': 1, ready: 2, running: 1, done: 1 }]);
  });
});

describe('locks', () => {
  it('are held from before the start to the record of the end, over back-offs', async () => {
    const clockTrace: string[] = [];
    const simulated = await simulate({
      steps: [aStep('a', { locks: ['l'], retry: retry(2, 100) }), aStep('plain')],
      behaviours: {
        a: [
          { kind: 'fail', takesMs: 10, retry: true },
          { kind: 'done', takesMs: 10 },
        ],
      },
      recordMs: 1,
      overrides: {
        acquireLocks: async (step) => {
          clockTrace.push(`acquire ${step.id}`);
          return async () => {
            clockTrace.push(`release ${step.id}`);
          };
        },
      },
    });
    expect(clockTrace).toEqual(['acquire a', 'release a']);
    expect(simulated.result.complete).toBe(true);
  });

  it('that are waited for take no place', async () => {
    let free: () => void = () => undefined;
    const waiting: string[] = [];
    const simulated = await simulate({
      steps: [aStep('a', { locks: ['l'], priority: 9 }), ...chain('b', 'c')],
      limits: { concurrency: 1 },
      overrides: {
        acquireLocks: () =>
          new Promise((resolve) => {
            free = () => resolve(async () => undefined);
          }),
        onWaiting: (step, reason) => waiting.push(`${step.id} ${reason}`),
      },
      controls: [{ at: 5000, what: 'free', act: () => free() }],
    });
    expect(startedAt(simulated)).toEqual({ b: 100, c: 110, a: 5000 });
    expect(waiting).toEqual(['a locks']);
  });

  it('that cannot be had fail the step', async () => {
    const lost = new Error('etcd is gone');
    const { result, trace } = await simulate({
      steps: [aStep('a', { locks: ['l'] })],
      overrides: { acquireLocks: () => Promise.reject(lost) },
    });
    expect(result.failures).toMatchObject([{ stepId: 'a', error: lost, attempts: 0 }]);
    expect(trace.map(({ what }) => what)).toEqual(['finishing', 'finished', 'placeFree']);
  });

  it('are given up when the run stops while they are waited for', async () => {
    const { result, endedAt } = await simulate({
      steps: [aStep('waits', { locks: ['taken'] })],
      overrides: {
        acquireLocks: (_step, signal) =>
          new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
      },
      controls: [{ at: 500, what: 'stop', act: (run) => run.stopAtNextSafePoint() }],
    });
    expect(endedAt).toBe(500);
    expect(result.states.get('waits')).toBe('not-started');
    expect(result.failures).toEqual([]);
  });

  it.each([
    ['stops', 'not-started'],
    ['pauses', 'done'],
  ])('go back when the run %s before they were used', async (verb, end) => {
    const events: string[] = [];
    let free: () => void = () => undefined;
    const freed = new Promise<void>((resolve) => {
      free = resolve;
    });
    const simulated = await simulate({
      steps: [
        aStep('a', { locks: ['l'], class: 'slow' }),
        aStep('first', { class: 'else' }),
        aStep('long', { class: 'slow', needs: ['first'], priority: 1 }),
      ],
      behaviours: { long: [{ kind: 'done', takesMs: 1000 }] },
      limits: { concurrency: 9, classes: { slow: { concurrency: 1 } } },
      overrides: {
        acquireLocks: async () => {
          await freed;
          events.push('acquired');
          return async () => void events.push('released');
        },
      },
      controls: [
        { at: 300, what: 'free', act: () => free() },
        { at: 500, what: verb, act: (run) => (verb === 'stops' ? run.stopAtNextSafePoint() : run.pause()) },
        { at: 2000, what: 'resume', act: (run) => run.resume() },
      ],
    });
    expect(simulated.result.states.get('a')).toBe(end);
    expect(events.slice(0, 2)).toEqual(['acquired', 'released']);
  });

  it('of a hung step stay taken, and what waits for them does not wait for ever', async () => {
    const held = new Set<string>();
    const { result } = await simulate({
      steps: [aStep('a', { locks: ['l'], timeoutMs: 100, group: 'g' }), aStep('b', { locks: ['l'] })],
      behaviours: { a: [{ kind: 'hang' }] },
      budgets: [{ group: 'g', failures: 1 }],
      overrides: {
        acquireLocks: (_step, signal) => {
          if (held.has('l'))
            return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
          held.add('l');
          return Promise.resolve(async () => void held.delete('l'));
        },
      },
    });
    expect([...held]).toEqual(['l']);
    expect(Object.fromEntries(result.states)).toEqual({ a: 'failed', b: 'not-started' });
    expect(result.stop).toEqual({ kind: 'hung' });
  });

  it('of a step that is to be tried again stay taken, and a hung step that keeps its place is not waited for for ever', async () => {
    const { result } = await simulate({
      steps: [
        aStep('tried', { locks: ['l'], retry: retry(2, 400), priority: 3 }),
        aStep('waits', { locks: ['l'], priority: 2 }),
        aStep('hangs', { timeoutMs: 1000, group: 'g', priority: 1 }),
      ],
      behaviours: { tried: [{ kind: 'fail', takesMs: 10, retry: true }], hangs: [{ kind: 'hang' }] },
      budgets: [{ group: 'g', failures: 1 }],
      limits: { concurrency: 1 },
      overrides: {
        acquireLocks: ({ id }, signal) =>
          id === 'tried'
            ? Promise.resolve(() => Promise.resolve())
            : new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
      },
    });
    expect(result.stop).toEqual({ kind: 'hung' });
    expect(Object.fromEntries(result.states)).toEqual({ tried: 'failed', waits: 'not-started', hangs: 'failed' });
    expect(result.failures).toMatchObject([{ stepId: 'hangs' }, { stepId: 'tried', attempts: 1 }]);
  });
});
