import type { StoreTarget, TargetRecord, TargetState, WriteOptions, WriteResult } from '../ports/store.js';

export interface TargetOverride {
  /** The resource's directories, with the root prefix and a slash at the end: `/registry/events/`. */
  readonly prefixes: readonly string[];
  readonly target: StoreTarget;
}

/**
 * One target out of several: keys under an overridden directory go to that store alone, all others to the main one. Each
 * store numbers its keys by itself, so `assigned` revisions start at `firstRevision` in every one. The counts are sums; the
 * revision is the main store's.
 */
export function overrideTarget(main: StoreTarget, overrides: readonly TargetOverride[]): StoreTarget {
  const all = [main, ...overrides.map(({ target }) => target)];
  const indexOf = (key: string): number =>
    overrides.findIndex(({ prefixes }) => prefixes.some((prefix) => key.startsWith(prefix))) + 1;
  const live = all.filter((target) => target.raiseRevision !== undefined);
  const limits = all.flatMap(({ maxValueBytes }) => maxValueBytes ?? []);
  return {
    description: main.description,
    // For all of them the smallest: one limit for a file beside a live store is stricter than it would have to be.
    ...(limits.length > 0 && { maxValueBytes: Math.min(...limits) }),
    ...(live.length > 0 && {
      raiseRevision: async (revision: number, signal?: AbortSignal) => {
        // Each by itself: what one has been raised by says nothing of the others.
        for (const target of live) if ((await target.state()).revision < revision) await target.raiseRevision?.(revision, signal);
      },
    }),
    state: async () => {
      const states = await Promise.all(all.map((target) => target.state()));
      return joinStates(
        states,
        live.length === 0 ? states : states.filter((_, index) => all[index]?.raiseRevision !== undefined),
      );
    },
    write: (records, options) => writeAll(all, indexOf, records, options),
    close: async () => {
      await Promise.all(all.map((target) => target.close()));
    },
  };
}

async function writeAll(
  targets: readonly StoreTarget[],
  indexOf: (key: string) => number,
  records: AsyncIterable<readonly TargetRecord[]>,
  options: WriteOptions,
): Promise<WriteResult> {
  const durable = targets.map(() => 0);
  const lanes = targets.map(() => new Lane());
  const writes = targets.map((target, index) => {
    const lane = lanes[index] ?? new Lane();
    const onDurable = (count: number): void => {
      durable[index] = count;
      options.onDurable?.(durable.reduce((sum, one) => sum + one, 0));
    };
    return target.write(lane.records(), { ...options, onDurable }).catch((error: unknown) => {
      lane.abandon(error);
      throw error;
    });
  });
  // A write that fails ends the others: nothing more is handed to them.
  const settled = Promise.allSettled(writes);
  try {
    for await (const batch of records) await deal(batch, lanes, indexOf);
    for (const lane of lanes) await lane.end();
  } catch (error) {
    for (const lane of lanes) lane.abandon(error);
    await settled;
    throw error;
  }
  return joinResults(await Promise.all(writes));
}

async function deal(batch: readonly TargetRecord[], lanes: readonly Lane[], indexOf: (key: string) => number): Promise<void> {
  const parts = lanes.map((): TargetRecord[] => []);
  for (const record of batch) parts[indexOf(record.key)]?.push(record);
  await Promise.all(lanes.map((lane, index) => lane.put(parts[index] ?? [])));
}

/** A stream that one hand fills and another reads, with room for one batch: the filler waits until it was taken. */
class Lane {
  #batch: readonly TargetRecord[] | undefined;
  #isEnded = false;
  #failure: { readonly error: unknown } | undefined;
  #taken: (() => void) | undefined;
  #filled: (() => void) | undefined;

  async put(batch: readonly TargetRecord[]): Promise<void> {
    if (this.#failure) throw this.#failure.error;
    if (batch.length === 0) return;
    const taken = new Promise<void>((resolve) => (this.#taken = resolve));
    this.#batch = batch;
    this.#filled?.();
    await taken;
    // The failure may have come while the batch waited.
    this.#throwFailure();
  }

  end(): Promise<void> {
    this.#isEnded = true;
    this.#filled?.();
    return Promise.resolve();
  }

  abandon(error: unknown): void {
    this.#failure ??= { error };
    this.#filled?.();
    this.#taken?.();
  }

  async *records(): AsyncGenerator<readonly TargetRecord[]> {
    for (;;) {
      this.#throwFailure();
      if (this.#batch !== undefined) {
        const batch = this.#batch;
        this.#batch = undefined;
        yield batch;
        // Only now may the filler reuse the values: the reader has come back for more.
        this.#taken?.();
      } else if (this.#isEnded) return;
      else await new Promise<void>((resolve) => (this.#filled = resolve));
    }
  }

  #throwFailure(): void {
    if (this.#failure) throw this.#failure.error;
  }
}

/** A revision can be too low in live stores alone, and the lowest of them decides: files start where they are told to. */
function joinStates(states: readonly TargetState[], numbered: readonly TargetState[]): TargetState {
  return {
    exists: states.some(({ exists }) => exists),
    keys: states.reduce((sum, { keys }) => sum + keys, 0),
    revision: Math.min(...numbered.map(({ revision }) => revision)),
  };
}

function joinResults(results: readonly WriteResult[]): WriteResult {
  return {
    records: results.reduce((sum, { records }) => sum + records, 0),
    bytes: results.reduce((sum, { bytes }) => sum + bytes, 0),
    revision: results[0]?.revision ?? 0,
  };
}
