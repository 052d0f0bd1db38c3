import { keyFromBytes } from '../etcd/key-text.js';
import type { StoreRecord, StoreSource } from '../ports/store.js';
import type { KeysDeps } from './order.js';
import { sortByKey } from './order.js';

/** A key as a listing shows it. */
export interface KeyEntry {
  readonly key: string;
  readonly valueBytes: number;
  readonly createRevision: number;
  readonly modRevision: number;
  readonly version: number;
  /** What the store last told of its life, in seconds; absent for a key that stays. */
  readonly ttlSeconds?: number;
  readonly leaseId?: string;
}

/** Every key that starts with `prefix`, in the order of the keys' bytes. Memory is bounded by the sorter's. */
export async function* listKeys(source: StoreSource, prefix: string, deps: KeysDeps): AsyncGenerator<KeyEntry> {
  const sorter = deps.makeSorter('keys');
  try {
    await sortByKey(source, sorter, deps, { prefix, payloadOf: (record) => Buffer.from(JSON.stringify(factsOf(record))) });
    for await (const batch of sorter.sorted()) {
      for (const { key, payload } of batch) {
        yield { key: keyFromBytes(key), ...(JSON.parse(payload.toString('utf8')) as Omit<KeyEntry, 'key'>) };
      }
    }
  } finally {
    await sorter.close();
  }
}

function factsOf({ value, createRevision, modRevision, version, expiry }: StoreRecord): Omit<KeyEntry, 'key'> {
  return {
    valueBytes: value.byteLength,
    createRevision,
    modRevision,
    version,
    ...(expiry === undefined ? {} : { ttlSeconds: expiry.ttlSeconds }),
    ...(expiry?.leaseId === undefined ? {} : { leaseId: expiry.leaseId.toString(16) }),
  };
}
