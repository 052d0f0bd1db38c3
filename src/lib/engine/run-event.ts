import type { LockState } from '../ports/state-store.js';
import type { ShownError } from './redact.js';
import type { Step } from './plan.js';

/** What a run tells while it goes on, redacted. `at`: epoch milliseconds. Told after the journal holds it, where it does. */
export type RunEvent = { readonly at: number; readonly runId: string } & RunHappening;

export type RunHappening =
  /** `left`: steps that are not done yet. */
  | {
      readonly type: 'run-opened';
      readonly to: 'run' | 'undo';
      readonly by: string;
      readonly steps: number;
      readonly left: number;
    }
  | { readonly type: 'lock-waiting'; readonly lock: LockState }
  | { readonly type: 'lock-taken'; readonly lock: string; readonly number: number }
  | { readonly type: 'step-waiting'; readonly step: Step; readonly for: 'approval' | 'locks' }
  | { readonly type: 'step-started'; readonly step: Step; readonly attempt: number }
  | { readonly type: 'step-progress'; readonly step: Step; readonly done: number; readonly total?: number }
  | { readonly type: 'step-log'; readonly step: Step; readonly text: string }
  | {
      readonly type: 'step-retry';
      readonly step: Step;
      readonly attempt: number;
      readonly error: ShownError;
      readonly delayMs: number;
    }
  /** `skipped`: it was so already. `found`: it had been done by an earlier attempt that could not say so. */
  | {
      readonly type: 'step-done';
      readonly step: Step;
      readonly how: 'ran' | 'found' | 'skipped' | 'undone';
      readonly durationMs: number;
    }
  | { readonly type: 'step-failed'; readonly step: Step; readonly error: ShownError }
  | { readonly type: 'step-unknown'; readonly step: Step; readonly error: ShownError; readonly hung: boolean }
  | { readonly type: 'run-paused' | 'run-resumed' | 'yield-asked' | 'run-yielded'; readonly by: string }
  | { readonly type: 'step-approved'; readonly step: string; readonly by: string }
  | { readonly type: 'stop-asked'; readonly by: string; readonly how: 'after-running-steps' | 'now' }
  | { readonly type: 'run-ended'; readonly outcome: 'succeeded' | 'failed' | 'stopped' | 'undone' };
