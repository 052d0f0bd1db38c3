import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClassLimit, GraphResult, StepState } from '../../../../src/lib/engine/graph-run.js';
import type { FailureBudget, Step } from '../../../../src/lib/engine/plan.js';
import { aStep } from './plan-fixtures.js';
import { simulate } from './scheduler-rig.js';
import type { Behaviour, Simulated, TraceEntry } from './scheduler-rig.js';

const ENDS: readonly StepState[] = ['done', 'failed', 'blocked', 'skipped', 'unknown', 'not-started'];
const CLASSES = ['host:a', 'host:b', 'api'];

interface Scenario {
  readonly steps: readonly Step[];
  readonly behaviours: Readonly<Record<string, readonly Behaviour[]>>;
  readonly budgets: readonly FailureBudget[];
  readonly done: ReadonlySet<string>;
  readonly concurrency: number;
  readonly classes: Readonly<Record<string, ClassLimit>>;
  readonly recordMs: number;
  readonly approveAt: number;
  readonly pause?: { readonly at: number; readonly for: number };
  readonly stop?: { readonly at: number; readonly how: 'stop' | 'abort' };
}

const behaviour: fc.Arbitrary<Behaviour> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ kind: fc.constant('done' as const), takesMs: fc.nat(400) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('fail' as const), takesMs: fc.nat(400), retry: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'obey' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('hang' as const), endsAfterMs: fc.integer({ min: 1100, max: 3000 }) }) },
  // While its time-out's grace ends, or while that it is hung is written down.
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('hang' as const), endsAfterMs: fc.integer({ min: 1100, max: 1107 }) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'hang' as const }) },
);

const classLimit: fc.Arbitrary<ClassLimit> = fc.record(
  {
    concurrency: fc.integer({ min: 1, max: 3 }),
    ratePerSecond: fc.integer({ min: 1, max: 20 }),
    burst: fc.integer({ min: 1, max: 3 }),
  },
  { requiredKeys: [] },
);

function stepOf(index: number): fc.Arbitrary<{ step: Step; behaviours: readonly Behaviour[]; done: boolean }> {
  return fc.record({
    step: fc
      .record(
        {
          needs: fc
            .array(fc.nat(Math.max(0, index - 1)), { maxLength: index === 0 ? 0 : 3 })
            .map((needs) => needs.map((need) => `s${need}`)),
          class: fc.constantFrom(...CLASSES),
          priority: fc.constantFrom(0, 100, 200, 300),
          locks: fc.oneof(
            { weight: 3, arbitrary: fc.constant([]) },
            { weight: 1, arbitrary: fc.subarray(['l1', 'l2'], { minLength: 1 }) },
          ),
          retry: fc.record({ attempts: fc.integer({ min: 1, max: 3 }), backoffMs: fc.nat(500), maxBackoffMs: fc.nat(800) }),
          group: fc.constantFrom('g1', 'g2'),
          approval: fc.constant('look'),
        },
        { requiredKeys: ['needs', 'class', 'priority', 'locks', 'retry'] },
      )
      .map((fields) => aStep(`s${index}`, { timeoutMs: 1000, ...fields })),
    behaviours: fc.array(behaviour, { minLength: 1, maxLength: 3 }),
    done: fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
  });
}

const scenario: fc.Arbitrary<Scenario> = fc.integer({ min: 1, max: 20 }).chain((size) =>
  fc
    .record(
      {
        steps: fc.tuple(...Array.from({ length: size }, (_, index) => stepOf(index))),
        budgets: fc.record({ g1: fc.nat(4), g2: fc.nat(1) }),
        concurrency: fc.integer({ min: 1, max: 5 }),
        classes: fc.record({ 'host:a': classLimit, 'host:b': classLimit, api: classLimit }, { requiredKeys: [] }),
        recordMs: fc.constantFrom(0, 0, 7),
        approveAt: fc.nat(2000),
        pause: fc.record({ at: fc.nat(1500), for: fc.nat(1500) }),
        stop: fc.record({ at: fc.nat(2500), how: fc.constantFrom('stop' as const, 'abort' as const) }),
      },
      { requiredKeys: ['steps', 'budgets', 'concurrency', 'classes', 'recordMs', 'approveAt'] },
    )
    .map(({ steps, budgets, classes, ...rest }) => ({
      ...rest,
      steps: steps.map(({ step }) => step),
      behaviours: Object.fromEntries(steps.map(({ step, behaviours }) => [step.id, behaviours])),
      done: new Set(steps.filter(({ done }) => done).map(({ step }) => step.id)),
      budgets: Object.entries(budgets)
        .filter(([group]) => steps.some(({ step }) => step.group === group))
        .map(([group, failures]) => ({ group, failures })),
      classes: classes,
    })),
);

async function carryOut(one: Scenario): Promise<Simulated & { readonly held: ReadonlyMap<string, string> }> {
  const locks = exclusiveLocks();
  const { pause, stop } = one;
  const simulated = await simulate({
    ...one,
    limits: { concurrency: one.concurrency, classes: one.classes },
    overrides: { acquireLocks: locks.acquire },
    controls: [
      { at: one.approveAt, what: 'approve', act: (run) => one.steps.forEach(({ id }) => run.approve(id)) },
      ...(pause === undefined ? [] : [{ at: pause.at, what: 'pause', act: (run: { pause(): void }) => run.pause() }]),
      ...(pause === undefined
        ? []
        : [{ at: pause.at + pause.for, what: 'resume', act: (run: { resume(): void }) => run.resume() }]),
      ...(stop === undefined
        ? []
        : [
            {
              at: stop.at,
              what: stop.how,
              act: (run: { stopAtNextSafePoint(): void }, abort: AbortController) =>
                stop.how === 'stop' ? run.stopAtNextSafePoint() : abort.abort(new Error('Ctrl-C')),
            },
          ]),
    ],
  });
  return { ...simulated, held: locks.held };
}

/** One holder a lock; who waits tries again whenever one is released. */
function exclusiveLocks() {
  const held = new Map<string, string>();
  let wake = new Set<() => void>();
  const acquire = async (step: Step, signal: AbortSignal) => {
    while (step.locks.some((lock) => held.has(lock))) {
      signal.throwIfAborted();
      await new Promise<void>((resolve) => {
        wake.add(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    signal.throwIfAborted();
    for (const lock of step.locks) held.set(lock, step.id);
    return async () => {
      for (const lock of step.locks) if (held.get(lock) === step.id) held.delete(lock);
      const waiting = wake;
      wake = new Set();
      for (const resolve of waiting) resolve();
    };
  };
  return { held, acquire };
}

describe('every run', () => {
  it('keeps to the graph, the limits, the budgets and the stop', async () => {
    let stopped = 0;
    let retried = 0;
    let hung = 0;
    await fc.assert(
      fc.asyncProperty(scenario, async (one) => {
        const simulated = await carryOut(one);
        startsAfterItsNeeds(one, simulated.trace);
        staysWithinPlaces(one, simulated.trace);
        staysWithinRates(one, simulated.trace);
        startsNothingAfterTheStop(one, simulated.trace);
        endsEveryStepOnce(one, simulated);
        namesRootCauses(one, simulated);
        givesLocksBack(one, simulated);
        if (simulated.result.stop !== undefined) stopped++;
        if (simulated.trace.some(({ what }) => what === 'retrying')) retried++;
        if (simulated.result.hung.length > 0) hung++;
      }),
      { numRuns: 1500 },
    );
    // The scenarios are worth something only while they come by here.
    expect(Math.min(stopped, retried, hung)).toBeGreaterThan(50);
  }, 30_000);
});

function startsAfterItsNeeds({ steps, done }: Scenario, trace: readonly TraceEntry[]): void {
  const ready = new Set(done);
  const stepOfId = new Map(steps.map((step) => [step.id, step]));
  for (const { what, id, end } of trace) {
    if (what === 'announced' || what === 'started') {
      expect(done).not.toContain(id);
      for (const need of stepOfId.get(id)!.needs) expect(ready).toContain(need);
    }
    if (what === 'finished' && end?.state === 'done') ready.add(id);
  }
}

/** A place is taken from the announcement until the end is recorded, and by a hung step until its code ends. */
function staysWithinPlaces({ steps, concurrency, classes }: Scenario, trace: readonly TraceEntry[]): void {
  const taken = new Set<string>();
  const running = new Set<string>();
  for (const { what, id } of trace) {
    if (what === 'announced') taken.add(id);
    if (what === 'started') running.add(id);
    if (what === 'ended') running.delete(id);
    if (what === 'placeFree') taken.delete(id);
    const busy = steps.filter((step) => taken.has(step.id) || running.has(step.id));
    expect(busy.length).toBeLessThanOrEqual(concurrency);
    for (const name of CLASSES) {
      expect(busy.filter((step) => step.class === name).length).toBeLessThanOrEqual(classes[name]?.concurrency ?? Infinity);
    }
    const locked = busy.flatMap((step) => step.locks);
    expect(new Set(locked).size).toBe(locked.length);
  }
}

function staysWithinRates({ steps, classes }: Scenario, trace: readonly TraceEntry[]): void {
  for (const name of CLASSES) {
    const { ratePerSecond, burst = 1 } = classes[name] ?? {};
    if (ratePerSecond === undefined) continue;
    const inClass = new Set(steps.filter((step) => step.class === name).map(({ id }) => id));
    const times = trace.filter(({ what, id }) => what === 'announced' && inClass.has(id)).map(({ at }) => at);
    for (let from = 0; from < times.length; from++) {
      for (let to = from; to < times.length; to++) {
        expect(to - from + 1).toBeLessThanOrEqual(burst + ((times[to]! - times[from]!) * ratePerSecond) / 1000 + 1e-6);
      }
    }
  }
}

/** When the stop is, is recomputed from what failed. */
function startsNothingAfterTheStop({ steps, budgets }: Scenario, trace: readonly TraceEntry[]): void {
  const left = new Map(budgets.map(({ group, failures }) => [group, failures]));
  const groupOf = new Map(steps.map(({ id, group }) => [id, group]));
  let stopped = false;
  for (const { what, id, end } of trace) {
    if (what === 'control' && (id === 'stop' || id === 'abort')) stopped = true;
    if (what === 'finishing' && end?.state === 'failed') {
      const group = groupOf.get(id);
      const rest = group === undefined ? 0 : (left.get(group) ?? 0);
      if (group !== undefined) left.set(group, rest - 1);
      if (rest <= 0) stopped = true;
    }
    if (stopped) expect(what).not.toBe('announced');
    if (stopped) expect(what).not.toBe('started');
  }
}

function endsEveryStepOnce({ steps, done }: Scenario, { result, trace }: Simulated): void {
  expect([...result.states.keys()]).toEqual(steps.map(({ id }) => id));
  expect(Object.values(result.counts).reduce((sum, count) => sum + count, 0)).toBe(steps.length);
  for (const [id, state] of result.states) {
    expect(ENDS).toContain(state);
    expect(state === 'skipped').toBe(done.has(id));
    const ends = trace.filter((entry) => entry.what === 'finishing' && entry.id === id);
    const announced = trace.some((entry) => entry.what === 'announced' && entry.id === id);
    expect(ends.length).toBe(announced || state === 'failed' ? 1 : 0);
    if (ends.length > 0) expect(ends[0]?.end?.state).toBe(state);
    if (result.stop === undefined) expect(['done', 'failed', 'blocked', 'skipped']).toContain(state);
  }
  expect(result.complete).toBe([...result.states.values()].every((state) => state === 'done' || state === 'skipped'));
}

function namesRootCauses({ steps }: Scenario, { result, trace }: Simulated): void {
  const failedInOrder = trace.filter(({ what, end }) => what === 'finishing' && end?.state === 'failed').map(({ id }) => id);
  expect(result.failures.map(({ stepId }) => stepId)).toEqual(failedInOrder);
  const seen = new Set<string>();
  for (const failure of result.failures) {
    const expected = blockedBy(failure.stepId, steps, result).filter((id) => !seen.has(id));
    expect(failure.blocked).toEqual(expected);
    for (const id of expected) seen.add(id);
  }
  expect(seen).toEqual(new Set(steps.map(({ id }) => id).filter((id) => result.states.get(id) === 'blocked')));
}

function blockedBy(failed: string, steps: readonly Step[], { states }: GraphResult): string[] {
  const reached = new Set([failed]);
  // Needs stand before what needs them in these plans.
  for (const { id, needs } of steps) {
    if (states.get(id) !== 'skipped' && needs.some((need) => reached.has(need))) reached.add(id);
  }
  reached.delete(failed);
  return steps.map(({ id }) => id).filter((id) => reached.has(id));
}

function givesLocksBack({ steps }: Scenario, { result, held }: Simulated & { readonly held: ReadonlyMap<string, string> }): void {
  const kept = new Map(
    steps.filter(({ id }) => result.hung.includes(id)).flatMap(({ id, locks }) => locks.map((lock) => [lock, id])),
  );
  expect(held).toEqual(kept);
}

describe('order when places are scarce', () => {
  const simple = fc.record({
    ageingPerMinute: fc.constantFrom(0, 10, 100),
    concurrency: fc.integer({ min: 1, max: 3 }),
    steps: fc
      .array(
        fc.record({
          priority: fc.integer({ min: 0, max: 300 }),
          minutes: fc.integer({ min: 1, max: 20 }),
          needs: fc.array(fc.nat(100), { maxLength: 2 }),
        }),
        { minLength: 2, maxLength: 40 },
      )
      .map((list) =>
        list.map(({ priority, minutes, needs }, index) => ({
          minutes,
          step: aStep(`s${index}`, {
            priority,
            timeoutMs: 1e9,
            needs: index === 0 ? [] : needs.map((need) => `s${need % index}`),
          }),
        })),
      ),
  });

  it('is by priority and age, so that nothing that came too late goes before', async () => {
    await fc.assert(
      fc.asyncProperty(simple, async ({ ageingPerMinute, concurrency, steps }) => {
        const behaviours = Object.fromEntries(
          steps.map(({ step, minutes }) => [step.id, [{ kind: 'done', takesMs: minutes * 60_000 } as const]]),
        );
        const simulated = await simulate({
          steps: steps.map(({ step }) => step),
          behaviours,
          limits: { concurrency },
          overrides: { ageingPerMinute },
        });
        const startedAt = new Map(simulated.trace.filter(({ what }) => what === 'announced').map(({ id, at }) => [id, at]));
        const doneAt = new Map(simulated.trace.filter(({ what }) => what === 'finished').map(({ id, at }) => [id, at]));
        const readyAt = ({ needs }: Step): number => Math.max(0, ...needs.map((need) => doneAt.get(need)!));
        const points = (step: Step, now: number): number => step.priority + (ageingPerMinute * (now - readyAt(step))) / 60_000;
        for (const { step } of steps) {
          const now = startedAt.get(step.id)!;
          const passedOver = steps.filter(({ step: other }) => readyAt(other) < now && startedAt.get(other.id)! > now);
          for (const { step: other } of passedOver) expect(points(other, now)).toBeLessThanOrEqual(points(step, now));
          // The bound on starvation: who became ready later than this cannot have gone before.
          if (ageingPerMinute === 0) continue;
          for (const { step: other } of steps) {
            const tooLate = readyAt(other) - readyAt(step) > ((other.priority - step.priority) / ageingPerMinute) * 60_000;
            if (tooLate && readyAt(other) > readyAt(step)) expect(startedAt.get(other.id)!).toBeGreaterThanOrEqual(now);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never lets a place stand empty while a step could start', async () => {
    await fc.assert(
      fc.asyncProperty(simple, async ({ concurrency, steps }) => {
        const behaviours = Object.fromEntries(
          steps.map(({ step, minutes }) => [step.id, [{ kind: 'done', takesMs: minutes } as const]]),
        );
        const { endedAt } = await simulate({ steps: steps.map(({ step }) => step), behaviours, limits: { concurrency } });
        const work = steps.reduce((sum, { minutes }) => sum + minutes, 0);
        const chains = new Map<string, number>();
        for (const { step, minutes } of steps)
          chains.set(step.id, minutes + Math.max(0, ...step.needs.map((need) => chains.get(need)!)));
        const critical = Math.max(...chains.values());
        expect(endedAt).toBeGreaterThanOrEqual(Math.max(critical, work / concurrency));
        // Graham's bound for any schedule that leaves no place empty.
        expect(endedAt).toBeLessThanOrEqual(work / concurrency + critical * (1 - 1 / concurrency) + 1e-6);
      }),
      { numRuns: 300 },
    );
  });
});
