import type { Clock } from '../ports/clock.js';
import { at } from './graph.js';
import { IntHeap } from './int-heap.js';

/** Timers of most machines overflow above 2^31 ms; waking up to see that there is nothing to do is harmless. */
const LONGEST_SLEEP_MS = 24 * 60 * 60 * 1000;

/**
 * Any number of alarms, each with a number of its own, on one sleeper of the clock: setting and clearing one costs no timer.
 * Times are monotonic milliseconds.
 */
export class Alarms {
  readonly #clock: Clock;
  readonly #ring: (alarm: number) => void;
  readonly #due: Float64Array;
  readonly #heap: IntHeap;
  #sleep: { readonly until: number; readonly controller: AbortController } | undefined;
  #closed = false;

  constructor(clock: Clock, capacity: number, ring: (alarm: number) => void) {
    this.#clock = clock;
    this.#ring = ring;
    this.#due = new Float64Array(capacity);
    this.#heap = new IntHeap((a, b) => at(this.#due, a) < at(this.#due, b), capacity);
  }

  /** Rings at `due`, and not at another time that was set before. */
  set(alarm: number, due: number): void {
    if (this.#closed) return;
    this.#due[alarm] = due;
    this.#heap.update(alarm);
    this.#sleepUntilNext();
  }

  clear(alarm: number): void {
    this.#heap.remove(alarm);
  }

  /** Nothing rings any more. */
  close(): void {
    this.#closed = true;
    this.#sleep?.controller.abort();
  }

  /** A sleep that ends too early because its alarm was cleared is left alone; one that would end too late is not. */
  #sleepUntilNext(): void {
    const next = this.#heap.peek();
    if (next === undefined || this.#closed) return;
    const until = at(this.#due, next);
    if (this.#sleep !== undefined && this.#sleep.until <= until) return;
    this.#sleep?.controller.abort();
    const controller = new AbortController();
    const sleep = { until, controller };
    this.#sleep = sleep;
    const milliseconds = Math.min(LONGEST_SLEEP_MS, Math.max(0, Math.ceil(until - this.#clock.monotonic())));
    this.#clock.sleep(milliseconds, controller.signal).then(
      () => this.#wakeUp(sleep),
      () => undefined,
    );
  }

  #wakeUp(sleep: object): void {
    if (this.#sleep !== sleep) return;
    this.#sleep = undefined;
    const now = this.#clock.monotonic();
    for (;;) {
      const next = this.#heap.peek();
      if (next === undefined || at(this.#due, next) > now || this.#closed) break;
      this.#heap.pop();
      this.#ring(next);
    }
    this.#sleepUntilNext();
  }
}
