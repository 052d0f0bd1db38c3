import { SkepError } from '../errors.js';
import type { GraphResult } from './graph-run.js';
import { type Redactor, type ShownError, showError } from './redact.js';

/** How a run, or its undo, ended this time. */
export interface RunResult {
  readonly runId: string;
  readonly outcome: 'succeeded' | 'failed' | 'stopped' | 'undone';
  /** Steps done this time; those that were so already and those from earlier times are not counted. */
  readonly done: number;
  /** Steps that were so before the run came to them. */
  readonly skipped: number;
  /** Root causes, in the order in which they happened; a blocked step is with the first one only. */
  readonly failures: readonly FailedStep[];
  /** Stopped in their midst: how far they came is not known until the run is resumed. */
  readonly unknown: readonly string[];
  /** Told to stop, and did not: they may still be at it, and their locks stay taken while this process lives. */
  readonly hung: readonly string[];
  /** Steps that were left as they are by an undo with `partial`. */
  readonly left: readonly string[];
  /** The command that goes on; absent when nothing is left to do. */
  readonly next?: string;
}

export interface FailedStep {
  readonly step: string;
  readonly error: ShownError;
  readonly attempts: number;
  readonly blocked: readonly string[];
}

export function describeFailures(
  graph: GraphResult | undefined,
  redactor: Redactor,
): Pick<RunResult, 'failures' | 'unknown' | 'hung'> {
  return {
    failures: (graph?.failures ?? []).map(({ stepId, error, attempts, blocked }) => ({
      step: stepId,
      error: showError(error, redactor),
      attempts,
      blocked,
    })),
    unknown: [...(graph?.states ?? [])].filter(([, state]) => state === 'unknown').map(([id]) => id),
    hung: graph?.hung ?? [],
  };
}

/** The error that a command ends with; undefined when the run did what it was to do. */
export function errorOfResult(result: RunResult): SkepError | undefined {
  const { runId, outcome, failures, unknown } = result;
  if (outcome === 'succeeded' || outcome === 'undone') return undefined;
  const options = { hints: result.next === undefined ? [] : [result.next], details: { ...result } };
  const [first] = failures;
  if (first !== undefined) {
    const blocked = failures.reduce((sum, failure) => sum + failure.blocked.length, 0);
    const more = failures.length > 1 ? ` (and ${failures.length - 1} more failed)` : '';
    const behind = blocked > 0 ? `; ${blocked} steps wait behind what failed` : '';
    return new SkepError(
      'RUN_STEPS_FAILED',
      `run ${runId}: step ${first.step} failed: ${first.error.message}${more}${behind}`,
      options,
    );
  }
  if (unknown.length > 0) {
    const named = unknown.slice(0, 3).join(', ');
    return new SkepError(
      'RUN_STEPS_UNKNOWN',
      `run ${runId} was stopped in the midst of ${unknown.length} steps: ${named}`,
      options,
    );
  }
  return new SkepError('RUN_INTERRUPTED', `run ${runId} was stopped before it was done`, options);
}
