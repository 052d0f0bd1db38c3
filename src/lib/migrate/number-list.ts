const CHUNK = 1 << 16;

/**
 * A growing list of numbers at 8 bytes each, in chunks: an array that doubles would hold up to twice as much, and three times
 * while it moves.
 */
export class NumberList {
  readonly #chunks: Float64Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    const place = this.#length % CHUNK;
    if (place === 0) this.#chunks.push(new Float64Array(CHUNK));
    const chunk = this.#chunks.at(-1);
    if (chunk !== undefined) chunk[place] = value;
    this.#length += 1;
  }

  /** The values in ascending order; empties the list. */
  takeSorted(): Float64Array {
    const all = new Float64Array(this.#length);
    for (let index = 0; this.#chunks.length > 0; index += 1) {
      const chunk = this.#chunks.shift();
      if (chunk !== undefined) all.set(chunk.subarray(0, Math.min(CHUNK, all.length - index * CHUNK)), index * CHUNK);
    }
    this.#length = 0;
    return all.sort();
  }
}

/** Is the value in an ascending list? */
export function includesSorted(sorted: Float64Array, value: number): boolean {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const at = sorted[middle] ?? 0;
    if (at === value) return true;
    if (at < value) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
