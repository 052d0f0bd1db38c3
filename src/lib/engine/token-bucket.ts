/**
 * Lets `burst` go at once and `ratePerSecond` on average: in any window of w seconds at most burst + w * rate. It keeps the time
 * at which the next would be due at the bare rate (the generic cell rate algorithm) instead of a count of tokens, so that nothing
 * is rounded away. Times are monotonic milliseconds.
 */
export class TokenBucket {
  readonly #intervalMs: number;
  readonly #aheadMs: number;
  #due = -Infinity;

  constructor(ratePerSecond: number, burst: number) {
    this.#intervalMs = 1000 / ratePerSecond;
    this.#aheadMs = (burst - 1) * this.#intervalMs;
  }

  /** The time from which on the next may go. */
  readyAt(): number {
    return this.#due - this.#aheadMs;
  }

  /** Lets one go, at a time that is not before `readyAt`. */
  take(now: number): void {
    this.#due = Math.max(now, this.#due) + this.#intervalMs;
  }
}
