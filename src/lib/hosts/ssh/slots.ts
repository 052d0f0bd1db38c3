/** A bounded number of places; who comes later waits, first come first served. */
export class Slots {
  #limit: number;
  #taken = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  get taken(): number {
    return this.#taken;
  }

  /** Resolves when a place is taken. @throws the signal's reason when it is aborted first */
  async take(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.#taken < this.#limit) {
      this.#taken++;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const aborted = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(given), 1);
        reject(signal?.reason instanceof Error ? signal.reason : new Error(String(signal?.reason)));
      };
      const given = (): void => {
        signal?.removeEventListener('abort', aborted);
        resolve();
      };
      signal?.addEventListener('abort', aborted, { once: true });
      this.#waiting.push(given);
    });
  }

  give(): void {
    this.#taken--;
    this.#next();
  }

  /** There turned out to be fewer places. */
  shrink(limit: number): void {
    this.#limit = Math.max(1, Math.min(this.#limit, limit));
  }

  #next(): void {
    if (this.#taken >= this.#limit) return;
    const next = this.#waiting.shift();
    if (!next) return;
    this.#taken++;
    next();
  }
}
