/**
 * Brings together two streams of things that have the same names, each thing once a side. Both come in nearly the same order
 * (that of the keys), so that what waits for its other half stays small; any order gives the same result.
 *
 * A batch of the left is taken, then right batches until nothing of it waits, so that neither side runs far ahead.
 */
export async function* joinByName<L, R>(
  left: AsyncIterable<readonly L[]>,
  right: AsyncIterable<readonly R[]>,
  nameOf: { readonly left: (item: L) => string; readonly right: (item: R) => string },
): AsyncGenerator<{ readonly name: string; readonly left?: L; readonly right?: R }> {
  const leftWaiting = new Map<string, L>();
  const rightWaiting = new Map<string, R>();
  const rights = right[Symbol.asyncIterator]();
  let rightDone = false;
  const takeRight = async function* (): AsyncGenerator<{ name: string; left: L; right: R }> {
    const next = await rights.next();
    if (next.done === true) {
      rightDone = true;
      return;
    }
    for (const item of next.value) {
      const name = nameOf.right(item);
      const partner = leftWaiting.get(name);
      if (partner === undefined) {
        rightWaiting.set(name, item);
      } else {
        leftWaiting.delete(name);
        yield { name, left: partner, right: item };
      }
    }
  };
  try {
    for await (const batch of left) {
      for (const item of batch) {
        const name = nameOf.left(item);
        const partner = rightWaiting.get(name);
        if (partner === undefined) {
          leftWaiting.set(name, item);
        } else {
          rightWaiting.delete(name);
          yield { name, left: item, right: partner };
        }
      }
      // One waiting name that the right never has would drain it: go on with the left once the right is ahead.
      while (!rightDone && leftWaiting.size > 0 && rightWaiting.size <= batch.length) yield* takeRight();
    }
    while (!rightDone) yield* takeRight();
  } finally {
    await rights.return?.();
  }
  for (const [name, item] of leftWaiting) yield { name, left: item };
  for (const [name, item] of rightWaiting) yield { name, right: item };
}
