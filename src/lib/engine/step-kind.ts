import type { JsonObject } from '../storage/json.js';
import type { Clock } from '../ports/clock.js';
import type { FencingToken } from '../ports/fencing.js';
import type { StepRecord } from './plan.js';

/** The code behind the steps of one kind. Small, idempotent, talking to one port. */
export interface StepKind {
  readonly kind: string;
  /** Raised when the meaning of `input` or of the record changes: an older saved plan is then refused. */
  readonly version: number;
  /** Is it done already? Asked before every run, and of a step that was found started without an end. Changes nothing. */
  check(context: StepContext): Promise<StepState>;
  /** Does it. Must stop soon after `context.signal` is aborted. */
  run(context: StepContext): Promise<StepRecord>;
  /** Is it really so now? Asked after `run`; separate from what `run` believes. Throws when not. */
  verify(context: StepContext): Promise<void>;
  /** Takes it back, told what `run` recorded. Absent: it cannot be undone, and undo says so. */
  undo?(context: StepContext, record: StepRecord): Promise<void>;
  /** Which errors are worth another attempt; absent: none. */
  mayRetry?(error: unknown): boolean;
}

export type StepState =
  /** `before`: what the world holds now that `run` will replace; journaled before it starts, so that undo knows it after a kill. */
  | { readonly state: 'needed'; readonly before?: StepRecord }
  /** `record`: what undo needs to know of what was there already. */
  | { readonly state: 'done'; readonly record: StepRecord };

export interface StepContext {
  readonly stepId: string;
  readonly input: JsonObject;
  /** The plan's time, epoch milliseconds: what a step makes up grows from it and from ids, never from the clock or chance. */
  readonly planTime: number;
  /** What `check` said of the world before the step was started for the first time. */
  readonly before?: StepRecord;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Aborted at the time-out, at the second Ctrl-C, and when a lock is lost. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** The fencing token of a lock that the step named. */
  token(lock: string): FencingToken;
  /** A line for the run's log. Values of type Secret are redacted by their type. */
  log(message: string): void;
  /** How far it is, for whoever watches. */
  progress(done: number, total?: number): void;
}

/** The kinds of step that this Skep can carry out, by name. */
export type StepKindRegistry = ReadonlyMap<string, StepKind>;
