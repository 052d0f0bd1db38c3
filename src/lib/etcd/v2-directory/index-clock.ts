/** Log positions in a row whose true index is known to be `counted + shift`. */
interface Plateau {
  readonly from: number;
  to: number;
  readonly shift: number;
}

/** How many writes a stripped log may lack between two whose indexes are known. */
const MAX_MISSING = 1000;

/**
 * Counts the v2 store's index: one more for each change. `etcdctl backup` of etcd 3.4 takes member changes out of the log,
 * each of which had its own index, and so every later key would come out too low and every compare with an index would fail.
 * In such a log the compares themselves tell the truth: nobody can have read an index that was not there yet. The clock keeps
 * counted indexes and learns the shifts between them and the true ones, which can only grow.
 */
export class IndexClock {
  /** The counted index of the last change. */
  counted: number;
  readonly #base: number;
  readonly #stripped: boolean;
  readonly #plateaus: Plateau[] = [];

  /** @param missing how many changes a stripped log lacks before its first entry at the least; undefined: it is whole */
  constructor(base: number, missing?: number) {
    this.#base = base;
    this.counted = base;
    this.#stripped = missing !== undefined;
    this.#plateaus.push({ from: base + 1, to: base, shift: missing ?? 0 });
  }

  next(): number {
    this.counted += 1;
    return this.counted;
  }

  /** Whether a node last changed at `counted` is the one that a client saw with `index`. */
  matches(counted: number, index: number): boolean {
    if (counted <= this.#base || !this.#stripped) return counted === index;
    const shift = index - counted;
    const at = this.#plateauBefore(counted);
    const low = this.#plateaus[at];
    const high = this.#plateaus[at + 1];
    if (low === undefined || shift < low.shift) return false;
    if (counted <= low.to) return shift === low.shift;
    if (shift > (high?.shift ?? low.shift + MAX_MISSING)) return false;
    if (shift === low.shift) low.to = counted;
    else if (shift !== high?.shift) this.#plateaus.splice(at + 1, 0, { from: counted, to: counted, shift });
    else this.#plateaus[at + 1] = { ...high, from: counted };
    return true;
  }

  /** The true index of what was counted as `counted`, as far as it is known. */
  index(counted: number): number {
    if (counted <= this.#base) return counted;
    return counted + (this.#plateaus[this.#plateauBefore(counted)]?.shift ?? 0);
  }

  /** The last plateau that begins at or before `counted`: a binary search. */
  #plateauBefore(counted: number): number {
    let low = 0;
    let high = this.#plateaus.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#plateaus[middle]?.from ?? 0) <= counted) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
