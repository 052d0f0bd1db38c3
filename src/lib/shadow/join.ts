/** A name that stands on both sides, or on one of them only. */
export interface Joined<L, R> {
  readonly name: string;
  readonly left?: L;
  readonly right?: R;
}

/**
 * Brings together two streams of things that have the same names, each name at most once a side. Both come in nearly the same
 * order (that of the keys), so that what waits for its other half stays small; any order gives the same result. What has no
 * other half comes last.
 */
export async function* joinByName<L, R>(
  left: AsyncIterable<readonly L[]>,
  right: AsyncIterable<readonly R[]>,
  nameOf: { readonly left: (item: L) => string; readonly right: (item: R) => string },
): AsyncGenerator<Joined<L, R>> {
  const lefts = new Side(left, nameOf.left);
  const rights = new Side(right, nameOf.right);
  try {
    while (!lefts.done || !rights.done) {
      // The side with less waiting is the one that lags.
      const leftNext = rights.done || (!lefts.done && lefts.waiting.size <= rights.waiting.size);
      if (leftNext) {
        for (const [name, item] of await lefts.next()) {
          const partner = rights.waiting.get(name);
          if (rights.waiting.delete(name)) yield { name, left: item, right: partner as R };
          else lefts.waiting.set(name, item);
        }
      } else {
        for (const [name, item] of await rights.next()) {
          const partner = lefts.waiting.get(name);
          if (lefts.waiting.delete(name)) yield { name, left: partner as L, right: item };
          else rights.waiting.set(name, item);
        }
      }
    }
  } finally {
    await lefts.close();
    await rights.close();
  }
  for (const [name, item] of lefts.waiting) yield { name, left: item };
  for (const [name, item] of rights.waiting) yield { name, right: item };
}

class Side<T> {
  /** Taken, and not met by the other side yet. */
  readonly waiting = new Map<string, T>();
  done = false;
  readonly #batches: AsyncIterator<readonly T[]>;
  readonly #nameOf: (item: T) => string;

  constructor(batches: AsyncIterable<readonly T[]>, nameOf: (item: T) => string) {
    this.#batches = batches[Symbol.asyncIterator]();
    this.#nameOf = nameOf;
  }

  async next(): Promise<readonly (readonly [name: string, item: T])[]> {
    const next = await this.#batches.next();
    if (next.done === true) {
      this.done = true;
      return [];
    }
    return next.value.map((item) => [this.#nameOf(item), item]);
  }

  async close(): Promise<void> {
    await this.#batches.return?.();
  }
}
