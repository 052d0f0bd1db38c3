import type { Limits } from './graph-run.js';
import { at } from './graph.js';
import { limitOf, refuseBadLimits } from './limits.js';
import { TokenBucket } from './token-bucket.js';

/** The places at which attempts run: how many are taken, in all and by class, and when a class may start the next. */
export class Places {
  readonly #limit: number;
  readonly #classLimits: Float64Array;
  readonly #buckets: readonly (TokenBucket | undefined)[];
  readonly #takenBy: Uint32Array;
  #taken = 0;

  /** @throws SkepError USAGE_INVALID */
  constructor(classNames: readonly string[], limits: Limits) {
    refuseBadLimits(limits);
    const perClass = classNames.map((name) => limitOf(name, limits));
    this.#limit = limits.concurrency;
    this.#classLimits = Float64Array.from(perClass, ({ concurrency }) => concurrency ?? Infinity);
    this.#buckets = perClass.map(({ ratePerSecond, burst }) =>
      ratePerSecond === undefined ? undefined : new TokenBucket(ratePerSecond, burst ?? 1),
    );
    this.#takenBy = new Uint32Array(classNames.length);
  }

  get full(): boolean {
    return this.#taken >= this.#limit;
  }

  isFull(className: number): boolean {
    return at(this.#takenBy, className) >= at(this.#classLimits, className);
  }

  take(className: number): void {
    this.#taken++;
    this.#takenBy[className] = at(this.#takenBy, className) + 1;
  }

  giveBack(className: number): void {
    this.#taken--;
    this.#takenBy[className] = at(this.#takenBy, className) - 1;
  }

  /** The monotonic time from which on the rate of the class allows a start; -Infinity when it has none. */
  rateAllowsAt(className: number): number {
    return this.#buckets[className]?.readyAt() ?? -Infinity;
  }

  countStart(className: number, now: number): void {
    this.#buckets[className]?.take(now);
  }
}
