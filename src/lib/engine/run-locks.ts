import { setMaxListeners } from 'node:events';
import { SkepError } from '../errors.js';
import type { FencingToken } from '../ports/fencing.js';
import type { HeldLock, Holder, LockState, LockStore } from '../ports/state-store.js';
import type { Step } from './plan.js';

/** The locks of a run. All that its remaining steps name are taken before the first of them, and kept until the last has ended. */
export interface RunLocks {
  /** In the order of their names, whatever the plan's order: of two runs that want the same locks none waits for the other's. */
  acquire(signal: AbortSignal): Promise<void>;
  /** @throws SkepError LOCK_LOST */
  token(step: Step, lock: string): FencingToken;
  /** Fencing numbers of a step's locks; undefined when it names none. */
  numbers(step: Step): Record<string, number> | undefined;
  /** A signal like `signal` that is aborted, too, when one of the step's locks is lost. `dispose` it when the attempt has ended. */
  guard(step: Step, signal: AbortSignal): { readonly signal: AbortSignal; dispose(): void };
  /** The step is done: what no other step needs any more is given back. */
  finished(step: Step): Promise<void>;
  /** Gives back all but the locks of steps that hang: those stay taken for as long as this process lives. */
  release(hung?: ReadonlySet<string>): Promise<void>;
}

export interface RunLocksOptions {
  readonly store: LockStore;
  readonly authority: string;
  readonly holder: Holder;
  /** Steps that are not done yet. */
  readonly steps: readonly Step[];
  readonly onWait: (state: LockState) => void;
  readonly onTaken: (lock: HeldLock) => void;
}

export function runLocks(options: RunLocksOptions): RunLocks {
  const { steps } = options;
  const held = new Map<string, HeldLock>();
  const needed = new Map<string, number>();
  for (const step of steps) for (const lock of new Set(step.locks)) needed.set(lock, (needed.get(lock) ?? 0) + 1);
  // A lock is as urgent as the most urgent step that names it.
  const priority = steps.reduce((most, step) => (step.locks.length > 0 ? Math.max(most, step.priority) : most), -Infinity);

  function heldOf(step: Step, lock: string): HeldLock {
    const found = step.locks.includes(lock) ? held.get(lock) : undefined;
    if (found === undefined)
      throw new SkepError('INTERNAL_BUG', `step ${step.id} asks for the lock ${lock}, which it does not hold`);
    if (found.lost.aborted) throw lostError(lock, found.lost.reason);
    return found;
  }

  return {
    async acquire(signal) {
      const wanted = [...needed].filter(([lock, steps]) => steps > 0 && !held.has(lock)).map(([lock]) => lock);
      for (const lock of wanted.sort()) {
        const request = { lock, holder: options.holder, priority, onWait: options.onWait };
        const taken = await options.store.acquire(request, signal);
        // Every running step listens; node takes more than ten for a leak.
        setMaxListeners(0, taken.lost);
        held.set(lock, taken);
        options.onTaken(taken);
      }
    },
    token: (step, lock) => ({ lock, authority: options.authority, number: heldOf(step, lock).number }),
    numbers(step) {
      if (step.locks.length === 0) return undefined;
      return Object.fromEntries(step.locks.map((lock) => [lock, heldOf(step, lock).number]));
    },
    guard: (step, signal) =>
      guard(
        step.locks.map((lock) => heldOf(step, lock)),
        signal,
      ),
    async finished(step) {
      for (const lock of new Set(step.locks)) {
        const left = (needed.get(lock) ?? 1) - 1;
        needed.set(lock, left);
        const taken = held.get(lock);
        if (left > 0 || taken === undefined) continue;
        held.delete(lock);
        await taken.release();
      }
    },
    async release(hung = new Set()) {
      const kept = new Set(steps.filter((step) => hung.has(step.id)).flatMap((step) => step.locks));
      for (const [lock, taken] of held) {
        if (kept.has(lock)) continue;
        held.delete(lock);
        await taken.release();
      }
    },
  };
}

function guard(locks: readonly HeldLock[], signal: AbortSignal): { readonly signal: AbortSignal; dispose(): void } {
  if (locks.length === 0) return { signal, dispose: () => undefined };
  const controller = new AbortController();
  const undo: (() => void)[] = [];
  const follow = (source: AbortSignal, reason: () => unknown): void => {
    const abort = (): void => controller.abort(reason());
    if (source.aborted) abort();
    source.addEventListener('abort', abort);
    undo.push(() => source.removeEventListener('abort', abort));
  };
  follow(signal, () => signal.reason);
  for (const { lock, lost } of locks) follow(lost, () => lostError(lock, lost.reason));
  return { signal: controller.signal, dispose: () => undo.forEach((stop) => stop()) };
}

function lostError(lock: string, cause: unknown): SkepError {
  return new SkepError('LOCK_LOST', `the lock ${lock} was lost while a step worked under it`, {
    hints: [`skep lock show ${lock}`],
    cause,
  });
}
