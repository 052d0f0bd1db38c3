import type { Clock } from '../../src/lib/ports/clock.js';

/** Lets everything run that does not wait for the clock. */
export type Settle = () => Promise<void>;

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/**
 * A clock that a test moves. Time stands still until `advance` or `run`; sleepers wake in the order of their time, and what they
 * set off has come to rest (`settle`) before time moves on. Wall time can be made to jump without the monotonic time.
 */
export class VirtualClock implements Clock {
  readonly #settle: Settle;
  readonly #sleepers: Sleeper[] = [];
  #monotonic = 0;
  #wall: number;

  /** `settle`: by default one turn of the event loop, which drains promises but does not wait for real I/O. */
  constructor(epochMs = Date.UTC(2026, 0, 1), settle: Settle = oneTurn) {
    this.#wall = epochMs;
    this.#settle = settle;
  }

  now(): number {
    return this.#wall;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  /** How many sleep at this moment. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.#remove(sleeper);
        reject(signal?.reason as Error);
      };
      const wake = (): void => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      const sleeper = { due: this.#monotonic + Math.max(0, milliseconds), wake };
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#insert(sleeper);
    });
  }

  /** The wall clock is set: `now` jumps, durations do not. */
  jump(milliseconds: number): void {
    this.#wall += milliseconds;
  }

  /** Moves time on by that much, waking whoever is due on the way. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#monotonic + milliseconds;
    for (;;) {
      await this.#settle();
      const next = this.#sleepers[0];
      if (next === undefined || next.due > end) break;
      this.#wakeAllDueAt(next.due);
    }
    this.#moveTo(end);
  }

  /** Moves time on, as far as needed, until the promise is settled. @throws Error when nobody sleeps and it is still open */
  async run<T>(promise: Promise<T>): Promise<T> {
    const state = { open: true };
    const settled = promise.finally(() => {
      state.open = false;
    });
    settled.catch(() => undefined);
    for (;;) {
      await this.#settle();
      if (!state.open) return settled;
      const next = this.#sleepers[0];
      if (next === undefined) throw new Error('the virtual clock has no sleeper left, and what is waited for is still open');
      this.#wakeAllDueAt(next.due);
    }
  }

  #wakeAllDueAt(due: number): void {
    this.#moveTo(due);
    const count = this.#sleepers.findIndex((sleeper) => sleeper.due > due);
    for (const sleeper of this.#sleepers.splice(0, count === -1 ? this.#sleepers.length : count)) sleeper.wake();
  }

  #moveTo(time: number): void {
    this.#wall += time - this.#monotonic;
    this.#monotonic = time;
  }

  /** Behind those of the same time, so that who slept first wakes first. */
  #insert(sleeper: Sleeper): void {
    let low = 0;
    let high = this.#sleepers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sleepers[middle]?.due ?? Infinity) <= sleeper.due) low = middle + 1;
      else high = middle;
    }
    this.#sleepers.splice(low, 0, sleeper);
  }

  #remove(sleeper: Sleeper): void {
    const index = this.#sleepers.indexOf(sleeper);
    if (index !== -1) this.#sleepers.splice(index, 1);
  }
}

function oneTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
