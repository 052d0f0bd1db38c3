import { SkepError } from '../errors.js';
import type { Clock } from '../ports/clock.js';
import type { HeldLock, Holder, JournalWriter, StateStore } from '../ports/state-store.js';
import type { Limits } from './graph-run.js';
import { type JournalEvent, encodeRecord } from './journal.js';
import type { Plan, Step, StepRecord } from './plan.js';
import { type DecodePlanOptions, decodePlan } from './plan-file.js';
import { type Redactor, createRedactor } from './redact.js';
import type { RunEvent, RunHappening } from './run-event.js';
import { type RunLocks, runLocks } from './run-locks.js';
import { type RunState, replayJournal } from './run-state.js';
import type { StepContext, StepKind } from './step-kind.js';

export interface StepKinds {
  get(kind: string): StepKind | undefined;
}

/** What carries out runs is made of. */
export interface RunDeps {
  readonly store: StateStore;
  readonly kinds: StepKinds;
  readonly clock: Clock;
  readonly limits: Limits;
  /** Knows the secrets of the run; whoever reads one teaches it. */
  readonly redactor?: Redactor;
  /** At least 0, below 1; for the jitter of back-offs only. */
  readonly random?: () => number;
  readonly onEvent?: (event: RunEvent) => void;
}

export interface RunRequest {
  readonly runId: string;
  readonly holder: Holder;
  readonly skepVersion: string;
  /** Identities of the stores that the plan changes: the state may be in none of them. */
  readonly changes?: readonly string[];
  /** The first Ctrl-C: no new steps, running ones finish. */
  readonly stop?: AbortSignal;
  /** The second: running steps are told to stop now. */
  readonly abort?: AbortSignal;
  /** How long a step that was told to stop is waited for. */
  readonly graceMs?: number;
}

export interface Attempt {
  readonly number: number;
  readonly signal: AbortSignal;
  /** What check said of the world before the step was started for the first time. */
  readonly before?: StepRecord | undefined;
}

/** A run that this process owns: its plan, where it stands, and its journal. */
export interface RunSession {
  readonly deps: RunDeps;
  readonly request: RunRequest;
  readonly plan: Plan;
  readonly state: RunState;
  readonly redactor: Redactor;
  /** Aborted when another took the run over. */
  readonly lost: AbortSignal;
  /** Resolves when it is durable. */
  append(event: JournalEvent): Promise<void>;
  emit(happening: RunHappening): void;
  kindOf(step: Step): StepKind;
  locksFor(steps: readonly Step[]): Promise<RunLocks>;
  contextOf(step: Step, attempt: Attempt, locks: RunLocks): StepContext;
  close(): Promise<void>;
}

/** `decodePlan`, or `readPlan` for what needs no step kinds. */
type PlanReader = (bytes: Uint8Array, options: DecodePlanOptions) => Plan;

/**
 * Takes a run up: its plan is read and checked, its journal opened, which only one process can, and replayed.
 * @throws SkepError STATE_RUN_UNKNOWN, STATE_RUN_OWNED, STATE_CORRUPT, STATE_IS_TARGET, RUN_ABANDONED, JOURNAL_OTHER_PLAN,
 * JOURNAL_NEWER, and what decodePlan throws
 */
export async function openRun(request: RunRequest, deps: RunDeps, read: PlanReader = decodePlan): Promise<RunSession> {
  const { runId } = request;
  await assertStateIsNoTarget(deps.store, request.changes ?? []);
  const plan = read(await deps.store.readPlan(runId), { fileName: `of run ${runId}`, kinds: deps.kinds });
  const writer = await deps.store.openJournal(runId, request.holder);
  try {
    const state = await replayJournal(plan, deps.store.readJournal(runId));
    if (state.abandoned !== undefined) {
      const { by, reason } = state.abandoned;
      throw new SkepError('RUN_ABANDONED', `run ${runId} was abandoned by ${by} (${reason})`, {
        hints: [`skep run show ${runId}`],
      });
    }
    return session(request, deps, plan, state, writer);
  } catch (error) {
    await writer.close();
    throw error;
  }
}

/** @throws SkepError STATE_IS_TARGET when the state is kept in a store that the plan changes */
export async function assertStateIsNoTarget(store: StateStore, changes: readonly string[]): Promise<void> {
  const identity = await store.identity?.();
  if (identity === undefined || !changes.includes(identity)) return;
  throw new SkepError('STATE_IS_TARGET', `the run state is kept in ${identity}, which the plan changes`, {
    hints: ['keep the state in another etcd, or in the local directory'],
  });
}

function session(request: RunRequest, deps: RunDeps, plan: Plan, state: RunState, writer: JournalWriter): RunSession {
  const { clock, store } = deps;
  const { runId } = request;
  const redactor = deps.redactor ?? createRedactor();
  const emit = (happening: RunHappening): void => deps.onEvent?.({ at: clock.now(), runId, ...happening });
  return {
    deps,
    request,
    plan,
    state,
    redactor,
    lost: writer.lost,
    append: (event) => writer.append(encodeRecord(event, clock.now())),
    emit,
    kindOf(step) {
      const kind = deps.kinds.get(step.kind);
      if (kind === undefined)
        throw new SkepError('PLAN_STEP_KIND_UNKNOWN', `step ${step.id} is of the unknown kind ${step.kind}`);
      return kind;
    },
    async locksFor(steps) {
      return runLocks({
        store: store.locks,
        authority: await store.authority(),
        holder: request.holder,
        steps,
        onWait: (lock) => emit({ type: 'lock-waiting', lock }),
        onTaken: ({ lock, number }: HeldLock) => emit({ type: 'lock-taken', lock, number }),
      });
    },
    contextOf: (step, { number, signal, before }, locks) => ({
      stepId: step.id,
      input: step.input,
      planTime: plan.planTime,
      ...(before === undefined ? {} : { before }),
      attempt: number,
      signal,
      clock,
      token: (lock) => locks.token(step, lock),
      log: (message) => emit({ type: 'step-log', step, text: redactor.text(message) }),
      progress: (done, total) => emit({ type: 'step-progress', step, done, ...(total === undefined ? {} : { total }) }),
    }),
    close: () => writer.close(),
  };
}
