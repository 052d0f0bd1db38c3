/** What the HTML report of a run shows, and its metrics count. Times are epoch milliseconds. */
export interface RunReport {
  readonly runId: string;
  readonly kind: string;
  readonly target: string;
  readonly planHash: string;
  readonly skepVersion: string;
  readonly madeAt: number;
  readonly status: RunStatus;
  /** Each time that a process took it up. */
  readonly sessions: readonly RunStretch[];
  /** In the plan's order. */
  readonly steps: readonly ReportedStep[];
  /** The chain of steps that decided how long it took, first to last, by what each took. */
  readonly criticalPath: readonly string[];
  readonly criticalMs: number;
  readonly locks: readonly { readonly lock: string; readonly numbers: readonly number[] }[];
  /** Everything that was said, warnings and errors only where it is much. */
  readonly said: readonly {
    readonly at: number;
    readonly level: 'debug' | 'info' | 'warning' | 'error';
    readonly text: string;
  }[];
}

/** open: it runs, or its process died without a word. */
export type RunStatus = 'not begun' | 'open' | 'succeeded' | 'failed' | 'stopped' | 'undone' | 'abandoned';

export interface RunStretch {
  readonly to: 'run' | 'undo';
  readonly by: string;
  readonly from: number;
  /** Of an open one the last thing that was heard of it. */
  readonly until: number;
}

export interface ReportedStep {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly status: 'waiting' | 'open' | 'done' | 'skipped' | 'failed' | 'blocked' | 'unknown' | 'undone';
  readonly attempts: readonly ReportedAttempt[];
  /** Of blocked ones: the step whose failure held it up. */
  readonly blockedBy?: string;
}

export interface ReportedAttempt {
  readonly from: number;
  readonly until: number;
  readonly result: 'open' | 'done' | 'failed' | 'unknown' | 'undone';
  readonly message?: string;
}
