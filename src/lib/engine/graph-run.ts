import type { Clock } from '../ports/clock.js';
import type { Plan, Step } from './plan.js';

/** What loads one class may have at once. What is absent is not limited. */
export interface ClassLimit {
  /** Attempts that run at the same time, at least 1. */
  readonly concurrency?: number;
  /** Attempts that start a second, on average, above 0. */
  readonly ratePerSecond?: number;
  /** Attempts that may start at once after a quiet time, at least 1, which is the default. Only with `ratePerSecond`. */
  readonly burst?: number;
}

export interface Limits {
  /** Attempts that run at the same time, over all classes, at least 1. */
  readonly concurrency: number;
  /** Of one class by its name. */
  readonly classes?: Readonly<Record<string, ClassLimit>>;
  /** Of every class of a name's first part ("host" for "host:node-1") that `classes` does not name, each on its own. */
  readonly families?: Readonly<Record<string, ClassLimit>>;
}

/** How an attempt ended. A `start` that rejects is a failure that is not tried again. */
export type AttemptOutcome<R> =
  | { readonly state: 'done'; readonly record: R }
  /** `retry`: worth another attempt, if the step's policy has one left. */
  | { readonly state: 'failed'; readonly error: unknown; readonly retry: boolean };

/** How a step that was started ended. */
export type StepEnd<R> =
  | { readonly state: 'done'; readonly record: R }
  /** `hung`: it was told to stop and has not, so that what it does is unknown, and its place and its locks stay taken. */
  | { readonly state: 'failed'; readonly error: unknown; readonly hung: boolean }
  /** The whole was aborted while it ran. Whether it is done must be checked. */
  | { readonly state: 'unknown'; readonly error: unknown; readonly hung: boolean }
  /** It was announced by `onStarted`, but a stop came before `start` was called. */
  | { readonly state: 'not-started' };

/** Gives back the locks of a step. */
export type ReleaseLocks = () => Promise<void>;

export interface GraphRequest<R> {
  /** What matters of the plan. It must be valid; a graph that is not is refused as in `validatePlan`. */
  readonly plan: Pick<Plan, 'steps' | 'budgets'>;
  /** Steps that are done from earlier on, by id. They are skipped. */
  readonly done?: ReadonlySet<string>;
  /** Steps that a person approved earlier on, by id. */
  readonly approved?: ReadonlySet<string>;
  /** Whether the run begins paused. */
  readonly paused?: boolean;
  readonly limits: Limits;
  readonly clock: Clock;
  /** Aborting stops at once: running steps are told to stop, and are awaited for `graceMs`. */
  readonly signal: AbortSignal;
  /** At least 0, below 1; for the jitter of back-offs. */
  random(): number;
  /** How long a step that was told to stop is waited for. 10,000 by default. */
  readonly graceMs?: number;
  /** How many points of priority a step that waits gains in a minute. 10 by default, so that onboarding overtakes a new recovery in 30. */
  readonly ageingPerMinute?: number;
  /** How long a step takes, in any one unit: of steps of one priority the one that the most depends on goes first. All alike by default. */
  expectedDuration?(step: Step): number;

  /** One attempt. Must stop soon after `signal` is aborted. */
  start(step: Step, attempt: number, signal: AbortSignal): Promise<AttemptOutcome<R>>;
  /** Asked once a step that names locks, when it could start. The locks are held until its end, over its back-offs too. */
  acquireLocks?(step: Step, signal: AbortSignal): Promise<ReleaseLocks>;
  /** Awaited before every attempt. When it rejects nothing more starts, and the run rejects with its error. So do the next two. */
  onStarted?(step: Step, attempt: number): Promise<void>;
  /** Awaited before the back-off of `delayMs` that the next attempt waits for. */
  onRetry?(step: Step, attempt: number, error: unknown, delayMs: number): Promise<void>;
  /** Awaited before what needs the step may start. Once a step that `onStarted` announced, or that failed to get its locks. */
  onFinished?(step: Step, end: StepEnd<R>): Promise<void>;
  /** What a step that could start waits for: a person's approval, or its locks for longer than a moment. */
  onWaiting?(step: Step, reason: 'approval' | 'locks'): void;
}

export interface GraphRun {
  /** Settles when nothing runs any more and nothing will start. Rejects only with the error of a callback. */
  readonly result: Promise<GraphResult>;
  /** Nothing starts until `resume`; what runs goes on. */
  pause(): void;
  resume(): void;
  /** Lets the step go when all else is there. False when the plan has no such step that asks for an approval. */
  approve(stepId: string): boolean;
  /** Nothing starts any more, for good; what runs is awaited. */
  stopAtNextSafePoint(): void;
  counts(): GraphCounts;
}

/** How many steps are in each state; the sum is the number of steps. */
export type GraphCounts = Readonly<Record<StepState, number>>;

/** Ends are done, failed, blocked, skipped, unknown and not-started; the others are on the way there. */
export type StepState =
  /** Something that it needs is not done; at the end: it was never come to. */
  | 'not-started'
  | 'awaiting-approval'
  /** Could start, but for limits or a pause. */
  | 'ready'
  | 'awaiting-locks'
  | 'running'
  | 'backing-off'
  | 'done'
  | 'failed'
  /** A step that it needs, by however many steps between, failed. */
  | 'blocked'
  /** Was done from earlier on. */
  | 'skipped'
  | 'unknown';

export interface GraphResult {
  /** Whether every step is done, or was. */
  readonly complete: boolean;
  /** Why not everything that could was started. Absent when nothing held it back but failures within their budgets. */
  readonly stop?: StopReason;
  /** Of every step, by id, in the plan's order. */
  readonly states: ReadonlyMap<string, StepState>;
  /** The failed steps, in the order of their failures, each with what it blocked; a blocked step is with the first one only. */
  readonly failures: readonly StepFailure[];
  /** Steps that still run, whatever they do: their locks may not be taken for free. */
  readonly hung: readonly string[];
  readonly counts: GraphCounts;
}

export interface StepFailure {
  readonly stepId: string;
  readonly error: unknown;
  readonly attempts: number;
  readonly hung: boolean;
  /** Ids, in the plan's order. */
  readonly blocked: readonly string[];
}

export type StopReason =
  /** The failure of `stepId` was one more than the budget of its group allows. */
  | { readonly kind: 'failure'; readonly stepId: string; readonly group?: string }
  /** `stopAtNextSafePoint`. */
  | { readonly kind: 'requested' }
  /** The signal. */
  | { readonly kind: 'aborted'; readonly reason: unknown }
  /** All that is left waits for places or locks that hung steps keep. */
  | { readonly kind: 'hung' };
