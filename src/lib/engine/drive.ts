import type { RunSignal } from '../ports/state-store.js';
import type { AttemptOutcome, GraphResult, GraphRun, StepEnd } from './graph-run.js';
import type { JournalEvent } from './journal.js';
import type { FailureBudget, Step } from './plan.js';
import type { RunLocks } from './run-locks.js';
import type { RunSession } from './run-session.js';
import { runGraph } from './scheduler.js';

/** Steps to carry out in a session, and what is done and written down of each. */
export interface Drive<R> {
  readonly steps: readonly Step[];
  readonly budgets?: readonly FailureBudget[];
  readonly done: ReadonlySet<string>;
  readonly locks: RunLocks;
  readonly expectedDuration?: (step: Step) => number;
  readonly start: (step: Step, attempt: number, signal: AbortSignal) => Promise<AttemptOutcome<R>>;
  readonly onRetry: (step: Step, attempt: number, error: unknown, delayMs: number) => Promise<void>;
  readonly onFinished: (step: Step, end: StepEnd<R>) => Promise<void>;
}

/**
 * Runs steps under their locks until they are done, fail, or somebody stops them: the two stages of Ctrl-C, signals from other
 * terminals, a run that goes first, another process that took the run over. Locks are given back before it returns.
 * Resolves to undefined when it was stopped before its locks were free.
 * @throws SkepError STATE_UNWRITABLE, STATE_OWNERSHIP_LOST
 */
export async function drive<R>(session: RunSession, work: Drive<R>): Promise<GraphResult | undefined> {
  const { deps, request, state } = session;
  const now = new AbortController();
  const ended = new AbortController();
  const stopWaiting = AbortSignal.any([now.signal, request.stop ?? now.signal]);
  const release = followOnce([
    [session.lost, () => now.abort(session.lost.reason)],
    [request.abort, () => now.abort(request.abort?.reason)],
  ]);
  let hung: ReadonlySet<string> = new Set();
  try {
    if (!(await takeLocks(work.locks, stopWaiting))) return undefined;
    let running = 0;
    const controls = runControls(session, work.locks, () => running, stopWaiting, now);
    const run = runGraph<R>({
      plan: { steps: work.steps, ...(work.budgets === undefined ? {} : { budgets: work.budgets }) },
      done: work.done,
      approved: state.approved,
      paused: state.paused,
      limits: deps.limits,
      clock: deps.clock,
      signal: now.signal,
      random: deps.random ?? Math.random,
      ...(request.graceMs === undefined ? {} : { graceMs: request.graceMs }),
      ...(work.expectedDuration === undefined ? {} : { expectedDuration: work.expectedDuration }),
      async start(step, attempt, signal) {
        running += 1;
        const guarded = work.locks.guard(step, signal);
        try {
          return await work.start(step, attempt, guarded.signal);
        } finally {
          guarded.dispose();
          running -= 1;
          controls.onIdle(running);
        }
      },
      onRetry: work.onRetry,
      async onFinished(step, end) {
        await work.onFinished(step, end);
        if (end.state === 'done') await work.locks.finished(step);
      },
      onWaiting: (step, reason) => session.emit({ type: 'step-waiting', step, for: reason }),
    });
    const following = controls.follow(run, ended.signal);
    // Awaited below; until then it may fail without being taken for forgotten.
    following.catch(() => undefined);
    const result = await run.result.finally(() => ended.abort());
    await following;
    hung = new Set(result.hung);
    session.lost.throwIfAborted();
    return result;
  } finally {
    ended.abort();
    release();
    await work.locks.release(hung);
  }
}

/** False when it was stopped while it waited. */
async function takeLocks(locks: RunLocks, stop: AbortSignal): Promise<boolean> {
  try {
    await locks.acquire(stop);
    return true;
  } catch (error) {
    if (stop.aborted) return false;
    throw error;
  }
}

interface RunControls {
  /** Told after each attempt how many still go on. */
  onIdle(running: number): void;
  /** Follows what people ask of the run until it has ended. @throws SkepError when it cannot be journaled */
  follow(run: GraphRun, ended: AbortSignal): Promise<void>;
}

function runControls(
  session: RunSession,
  locks: RunLocks,
  running: () => number,
  stop: AbortSignal,
  now: AbortController,
): RunControls {
  const { request, state, deps } = session;
  let paused = state.paused;
  let idle: (() => void) | undefined;

  async function note(event: JournalEvent & Parameters<RunSession['emit']>[0]): Promise<void> {
    await session.append(event);
    session.emit(event);
  }

  async function yieldLocks(run: GraphRun, by: string, ended: AbortSignal): Promise<void> {
    run.pause();
    session.emit({ type: 'yield-asked', by });
    await new Promise<void>((resolve) => {
      idle = resolve;
      if (running() === 0) resolve();
    });
    await locks.release();
    await note({ type: 'run-yielded', by });
    if (!(await takeLocks(locks, AbortSignal.any([stop, ended])))) return;
    if (!paused) run.resume();
  }

  async function obey(run: GraphRun, signal: RunSignal, ended: AbortSignal): Promise<void> {
    const by = session.redactor.text(signal.by);
    switch (signal.kind) {
      case 'pause':
        run.pause();
        paused = true;
        return note({ type: 'run-paused', by });
      case 'resume':
        await note({ type: 'run-resumed', by });
        paused = false;
        run.resume();
        return;
      case 'approve':
        if (signal.stepId === undefined || !session.plan.steps.some((step) => step.id === signal.stepId)) return;
        // Whoever looks later must find who let it go before it goes.
        await note({ type: 'step-approved', step: signal.stepId, by });
        run.approve(signal.stepId);
        return;
      case 'yield':
        return yieldLocks(run, by, ended);
      case 'stop':
        run.stopAtNextSafePoint();
        return note({ type: 'stop-asked', by, how: 'after-running-steps' });
    }
  }

  return {
    onIdle(left) {
      if (left === 0) idle?.();
    },
    async follow(run, ended) {
      const notes: Promise<void>[] = [];
      const asked = (how: 'after-running-steps' | 'now'): void => {
        // If it cannot be written, nothing can: the run then ends with that.
        notes.push(note({ type: 'stop-asked', by: session.redactor.text(request.holder.who), how }).catch(() => undefined));
      };
      const release = followOnce([
        [
          request.stop,
          () => {
            run.stopAtNextSafePoint();
            asked('after-running-steps');
          },
        ],
        [request.abort, () => asked('now')],
      ]);
      try {
        for await (const signal of deps.store.followSignals(request.runId, ended)) await obey(run, signal, ended);
      } catch (error) {
        // What cannot be written down may not go on.
        now.abort(error);
        throw error;
      } finally {
        release();
        await Promise.all(notes);
      }
    },
  };
}

/** Calls each listener once its signal is aborted, at once when it is already. Returns what takes the listeners away. */
function followOnce(listeners: readonly (readonly [AbortSignal | undefined, () => void])[]): () => void {
  for (const [signal, listener] of listeners) {
    if (signal?.aborted === true) listener();
    else signal?.addEventListener('abort', listener, { once: true });
  }
  return () => {
    for (const [signal, listener] of listeners) signal?.removeEventListener('abort', listener);
  };
}
