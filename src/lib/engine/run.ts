import { SkepError } from '../errors.js';
import type { Holder, StateStore } from '../ports/state-store.js';
import type { Clock } from '../ports/clock.js';
import { drive } from './drive.js';
import type { AttemptOutcome, GraphResult, StepEnd } from './graph-run.js';
import type { Fingerprint, Plan, Step, StepRecord } from './plan.js';
import { encodePlan } from './plan-file.js';
import { type Redactor, showError } from './redact.js';
import { type RunResult, describeFailures } from './run-result.js';
import { type RunDeps, type RunRequest, type RunSession, openRun } from './run-session.js';
import type { RunLocks } from './run-locks.js';
import type { StepKind } from './step-kind.js';

/**
 * Makes a run of a plan; nothing is done yet. The plan is durable when this resolves.
 * @throws SkepError STATE_RUN_EXISTS, STATE_UNWRITABLE, PLAN_HOLDS_SECRET
 */
export async function createRun(
  request: { readonly runId: string; readonly plan: Plan; readonly holder: Holder },
  deps: { readonly store: StateStore; readonly clock: Clock; readonly redactor?: Redactor },
): Promise<void> {
  const { runId, plan } = request;
  const bytes = encodePlan(plan);
  if (deps.redactor?.finds(new TextDecoder().decode(bytes)) === true) {
    throw new SkepError('PLAN_HOLDS_SECRET', `the plan ${plan.id} holds a secret itself, not a reference to it`);
  }
  await deps.store.createRun({
    id: runId,
    plan: bytes,
    head: {
      id: runId,
      kind: plan.kind,
      target: plan.target,
      planHash: plan.hash,
      createdAt: deps.clock.now(),
      createdBy: request.holder.who,
    },
  });
}

export interface ExecuteRequest extends RunRequest {
  /** Looks at the world again: before the first step of a run it must be as the plan saw it. */
  readonly reobserve?: () => Promise<Fingerprint>;
  /** Milliseconds that a step should take, for what goes first among equals. */
  readonly expectedDuration?: (step: Step) => number;
}

/**
 * Carries a run out, from wherever it stands: a new one from its start, an interrupted one from its journal. A step that was
 * found started without an end is checked, never assumed. Each transition is durable before anything that rests on it goes on.
 * A failed or stopped run is a result, not an error.
 * @throws SkepError PLAN_STALE naming what moved, RUN_UNDO_BEGUN, LOCK_LOST, STATE_UNWRITABLE, STATE_OWNERSHIP_LOST and what
 * openRun throws
 */
export async function executeRun(request: ExecuteRequest, deps: RunDeps): Promise<RunResult> {
  const session = await openRun(request, deps);
  try {
    return await execute(session, request);
  } finally {
    await session.close();
  }
}

/** What an attempt came to. */
interface Did {
  readonly how: 'ran' | 'found' | 'skipped';
  readonly attempt: number;
  readonly record: StepRecord;
  readonly durationMs: number;
}

async function execute(session: RunSession, request: ExecuteRequest): Promise<RunResult> {
  const { plan, state } = session;
  const { runId, holder } = request;
  if (state.undo !== 'none') {
    throw new SkepError('RUN_UNDO_BEGUN', `the undo of run ${runId} has begun, so the run cannot go on`, {
      hints: [`skep run undo ${runId}`],
    });
  }
  const done = new Set([...state.steps].filter(([, { status }]) => status === 'done' || status === 'skipped').map(([id]) => id));
  if (state.outcome === 'succeeded') return resultOf(session, undefined, done.size, { done: 0, skipped: 0 });
  if (![...state.steps.values()].some((step) => step.begun)) await assertFresh(plan, request);
  const { skepVersion } = request;
  const by = session.redactor.text(holder.who);
  await session.append({ type: 'run-opened', planHash: plan.hash, skepVersion, by, to: 'run' });
  const left = plan.steps.filter((step) => !done.has(step.id));
  session.emit({ type: 'run-opened', to: 'run', by, steps: plan.steps.length, left: left.length });
  const counted = { done: 0, skipped: 0 };
  const locks = await session.locksFor(left);
  const work = attempts(session, locks, counted);
  const graph = await drive(session, {
    steps: plan.steps,
    ...(plan.budgets === undefined ? {} : { budgets: plan.budgets }),
    ...(request.expectedDuration === undefined ? {} : { expectedDuration: request.expectedDuration }),
    done,
    locks,
    ...work,
  });
  const result = resultOf(session, graph, done.size, counted);
  await session.append({ type: 'run-ended', outcome: result.outcome });
  session.emit({ type: 'run-ended', outcome: result.outcome });
  return result;
}

async function assertFresh(plan: Plan, request: ExecuteRequest): Promise<void> {
  const seen = await request.reobserve?.();
  if (seen !== undefined) assertSameWorld(plan, seen);
}

/** @throws SkepError PLAN_STALE naming what moved since the plan was made */
export function assertSameWorld(plan: Plan, seen: Fingerprint): void {
  const parts = new Set([...Object.keys(plan.fingerprint), ...Object.keys(seen)]);
  const moved = [...parts].filter((part) => plan.fingerprint[part] !== seen[part]).sort();
  if (moved.length === 0) return;
  throw new SkepError('PLAN_STALE', `the world has changed since the plan ${plan.id} was made: ${moved.join(', ')}`, {
    hints: ['plan again by the command that made the plan, look at the difference with skep plan diff, and apply the new one'],
    details: { moved },
  });
}

function resultOf(
  session: RunSession,
  graph: GraphResult | undefined,
  before: number,
  counted: { done: number; skipped: number },
): RunResult & { readonly outcome: 'succeeded' | 'failed' | 'stopped' } {
  const { runId } = session.request;
  const complete = graph?.complete ?? before === session.plan.steps.length;
  const failures = describeFailures(graph, session.redactor);
  const stopped = failures.failures.length === 0;
  const outcome = complete ? 'succeeded' : stopped ? 'stopped' : 'failed';
  return { runId, outcome, ...counted, ...failures, left: [], ...(complete ? {} : { next: `skep run resume ${runId}` }) };
}

/** How a step is attempted and what is written down of it: check, then, when it is needed, run and verify. */
function attempts(session: RunSession, locks: RunLocks, counted: { done: number; skipped: number }) {
  const { state, redactor } = session;
  const { clock } = session.deps;
  const begun = new Set([...state.steps].filter(([, step]) => step.begun).map(([id]) => id));
  const before = new Map([...state.steps].map(([id, step]) => [id, step.before]));
  const startedAt = new Map<string, number>();
  const lastAttempt = new Map<string, number>();
  const durationOf = (step: Step): number => Math.round(clock.monotonic() - (startedAt.get(step.id) ?? clock.monotonic()));

  async function noteStart(step: Step, attempt: number, found: StepRecord | undefined): Promise<void> {
    const numbers = locks.numbers(step);
    const kept = found === undefined ? undefined : redactor.json(found);
    if (!begun.has(step.id)) before.set(step.id, kept);
    begun.add(step.id);
    await session.append({
      type: 'step-started',
      step: step.id,
      attempt,
      ...(numbers === undefined ? {} : { locks: numbers }),
      ...(kept === undefined ? {} : { before: kept }),
    });
    session.emit({ type: 'step-started', step, attempt });
  }

  async function carryOut(step: Step, kind: StepKind, attempt: number, signal: AbortSignal): Promise<Did> {
    const about = { number: attempt, signal };
    const found = await kind.check(session.contextOf(step, { ...about, before: before.get(step.id) }, locks));
    signal.throwIfAborted();
    if (found.state === 'done') {
      return { how: begun.has(step.id) ? 'found' : 'skipped', attempt, record: found.record, durationMs: durationOf(step) };
    }
    await noteStart(step, attempt, found.before);
    signal.throwIfAborted();
    const context = session.contextOf(step, { ...about, before: before.get(step.id) }, locks);
    const record = await kind.run(context);
    await kind.verify(context);
    return { how: 'ran', attempt, record, durationMs: durationOf(step) };
  }

  return {
    async start(step: Step, attempt: number, signal: AbortSignal): Promise<AttemptOutcome<Did>> {
      const kind = session.kindOf(step);
      startedAt.set(step.id, clock.monotonic());
      lastAttempt.set(step.id, attempt);
      try {
        return { state: 'done', record: await carryOut(step, kind, attempt, signal) };
      } catch (error) {
        return { state: 'failed', error, retry: !signal.aborted && (kind.mayRetry?.(error) ?? false) };
      }
    },

    async onRetry(step: Step, attempt: number, error: unknown, delayMs: number): Promise<void> {
      const shown = showError(error, redactor);
      await session.append({
        type: 'step-failed',
        step: step.id,
        attempt,
        error: shown,
        willRetry: true,
        durationMs: durationOf(step),
      });
      session.emit({ type: 'step-retry', step, attempt, error: shown, delayMs });
    },

    async onFinished(step: Step, end: StepEnd<Did>): Promise<void> {
      const durationMs = durationOf(step);
      startedAt.delete(step.id);
      if (end.state === 'done') return noteDone(session, step, end.record, counted);
      if (end.state === 'not-started') return;
      const error = showError(end.error, redactor);
      if (end.state === 'unknown' || end.hung) {
        await session.append({ type: 'step-unknown', step: step.id, error, hung: end.hung });
        session.emit({ type: 'step-unknown', step, error, hung: end.hung });
      } else {
        const attempt = lastAttempt.get(step.id) ?? 0;
        await session.append({ type: 'step-failed', step: step.id, attempt, error, willRetry: false, durationMs });
        session.emit({ type: 'step-failed', step, error });
      }
    },
  };
}

async function noteDone(session: RunSession, step: Step, did: Did, counted: { done: number; skipped: number }): Promise<void> {
  const { how, attempt, durationMs } = did;
  const record = session.redactor.json(did.record);
  if (how === 'skipped') {
    await session.append({ type: 'step-skipped', step: step.id, record });
    counted.skipped += 1;
  } else {
    await session.append({
      type: 'step-done',
      step: step.id,
      attempt,
      record,
      verified: how === 'ran',
      found: how === 'found',
      durationMs,
    });
    counted.done += 1;
  }
  session.emit({ type: 'step-done', step, how, durationMs });
}
