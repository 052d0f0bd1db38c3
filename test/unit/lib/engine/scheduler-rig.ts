import { runGraph } from '../../../../src/lib/engine/scheduler.js';
import type { AttemptOutcome, GraphRequest, GraphResult, GraphRun, StepEnd } from '../../../../src/lib/engine/graph-run.js';
import type { FailureBudget, Step } from '../../../../src/lib/engine/plan.js';
import { VirtualClock } from '../../../rig/virtual-clock.js';

/** What a simulated attempt does. `hang`: it ignores its abort; without an end it never ends. */
export type Behaviour =
  | { readonly kind: 'done'; readonly takesMs: number }
  | { readonly kind: 'fail'; readonly takesMs: number; readonly retry: boolean }
  | { readonly kind: 'obey' }
  | { readonly kind: 'hang'; readonly endsAfterMs?: number };

export interface TraceEntry {
  readonly at: number;
  readonly what: 'announced' | 'started' | 'ended' | 'retrying' | 'finishing' | 'finished' | 'placeFree' | 'control';
  readonly id: string;
  readonly attempt?: number;
  readonly end?: StepEnd<string>;
}

export interface Simulation {
  readonly steps: readonly Step[];
  readonly budgets?: readonly FailureBudget[];
  /** By step and attempt (from 0); the last one repeats; absent: done after 10 ms. */
  readonly behaviours?: Readonly<Record<string, readonly Behaviour[]>>;
  readonly limits?: GraphRequest<string>['limits'];
  readonly done?: ReadonlySet<string>;
  readonly graceMs?: number;
  /** How long onStarted, onRetry and onFinished take. */
  readonly recordMs?: number;
  /** At a time something from outside. */
  readonly controls?: readonly { readonly at: number; readonly what: string; act(run: GraphRun, abort: AbortController): void }[];
  readonly overrides?: Partial<GraphRequest<string>>;
}

export interface Simulated {
  readonly result: GraphResult;
  readonly trace: readonly TraceEntry[];
  readonly endedAt: number;
  readonly clock: VirtualClock;
}

/** Carries out simulated steps on a virtual clock, and writes down everything that happens. */
export async function simulate(simulation: Simulation): Promise<Simulated> {
  const clock = new VirtualClock();
  const abort = new AbortController();
  const trace: TraceEntry[] = [];
  const tell = (what: TraceEntry['what'], id: string, more: Partial<TraceEntry> = {}): void => {
    trace.push({ at: clock.monotonic(), what, id, ...more });
  };
  const record = async (): Promise<void> => {
    if (simulation.recordMs !== undefined) await clock.sleep(simulation.recordMs);
  };
  const run = runGraph<string>({
    plan: { steps: simulation.steps, ...(simulation.budgets === undefined ? {} : { budgets: simulation.budgets }) },
    ...(simulation.done === undefined ? {} : { done: simulation.done }),
    limits: simulation.limits ?? { concurrency: Infinity },
    clock,
    signal: abort.signal,
    random: () => 0.5,
    graceMs: simulation.graceMs ?? 100,
    async start(step, attempt, signal) {
      tell('started', step.id, { attempt });
      const list = simulation.behaviours?.[step.id] ?? [{ kind: 'done', takesMs: 10 }];
      try {
        return await behave(list[Math.min(attempt, list.length) - 1]!, clock, signal);
      } finally {
        tell('ended', step.id, { attempt });
      }
    },
    async onStarted(step, attempt) {
      tell('announced', step.id, { attempt });
      await record();
    },
    async onRetry(step, attempt) {
      tell('retrying', step.id, { attempt });
      await record();
      tell('placeFree', step.id);
    },
    async onFinished(step, end) {
      tell('finishing', step.id, { end });
      await record();
      tell('finished', step.id, { end });
      tell('placeFree', step.id);
    },
    ...simulation.overrides,
  });
  for (const control of simulation.controls ?? []) {
    void clock.sleep(control.at).then(() => {
      tell('control', control.what);
      control.act(run, abort);
    });
  }
  const result = await clock.run(run.result);
  return { result, trace, endedAt: clock.monotonic(), clock };
}

async function behave(behaviour: Behaviour, clock: VirtualClock, signal: AbortSignal): Promise<AttemptOutcome<string>> {
  switch (behaviour.kind) {
    case 'done':
      await clock.sleep(behaviour.takesMs, signal);
      return { state: 'done', record: 'record' };
    case 'fail':
      await clock.sleep(behaviour.takesMs, signal);
      return { state: 'failed', error: new Error('it failed'), retry: behaviour.retry };
    case 'obey':
      await clock.sleep(1e9, signal).catch(() => undefined);
      return { state: 'failed', error: signal.reason, retry: true };
    case 'hang':
      if (behaviour.endsAfterMs === undefined) await new Promise(() => undefined);
      else await clock.sleep(behaviour.endsAfterMs);
      return { state: 'done', record: 'late' };
  }
}
