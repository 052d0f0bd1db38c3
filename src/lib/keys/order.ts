import { keyToBytes } from '../etcd/key-text.js';
import type { StoreRecord, StoreSource } from '../ports/store.js';
import type { Sorter } from '../spool/sorter.js';

/** What the use cases of this folder need beside stores. */
export interface KeysDeps {
  /** A sorter with temporary files of its own; whoever asks closes it. */
  readonly makeSorter: (name: string) => Sorter;
  readonly signal: AbortSignal;
  /** Called with the number of keys read so far. */
  readonly onRead?: (keys: number) => void;
}

/** Adds what `payloadOf` makes of each record to the sorter, by key. @returns how many records */
export async function sortByKey(
  source: StoreSource,
  sorter: Sorter,
  deps: KeysDeps,
  options: { readonly prefix: string; readonly payloadOf: (record: StoreRecord) => Uint8Array },
): Promise<number> {
  let count = 0;
  for await (const batch of source.read({ prefix: options.prefix, signal: deps.signal })) {
    for (const record of batch) await sorter.add(keyToBytes(record.key), options.payloadOf(record));
    count += batch.length;
    deps.onRead?.(count);
  }
  return count;
}
