import type { StoreRecord, StoreSource, StoreTarget, TargetRecord, WriteResult } from '../ports/store.js';

/** Long enough that nothing dies while it is looked at; what is left of a key's life is no matter of a rehearsal. */
const LEASE = { id: 1n, ttlSeconds: 24 * 3600 };

/**
 * Writes every key of the source into an empty scratch store, in the source's own order (the target's revisions are its own).
 * Keys with a life get a long one, so that the servers treat them as what they are.
 */
export async function copyStore(source: StoreSource, target: StoreTarget, signal?: AbortSignal): Promise<WriteResult> {
  return target.write(targetBatches(source, signal), {
    revisions: 'assigned',
    firstRevision: 1,
    leases: [{ id: LEASE.id, ttlSeconds: LEASE.ttlSeconds }],
    ...(signal && { signal }),
  });
}

async function* targetBatches(source: StoreSource, signal: AbortSignal | undefined): AsyncGenerator<readonly TargetRecord[]> {
  for await (const batch of source.read({ ...(signal && { signal }) })) yield batch.map(targetRecord);
}

function targetRecord(record: StoreRecord): TargetRecord {
  const life = { ttlSeconds: LEASE.ttlSeconds, leaseId: LEASE.id };
  return { key: record.key, value: record.value, ...(record.expiry && { life }) };
}
