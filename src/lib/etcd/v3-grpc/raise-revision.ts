import type { ITxnRequest } from 'etcd3';
import type { Etcd3Client } from './client.js';

/** Outside every prefix that an API server reads; there only while the revision is being raised. */
const KEY = Buffer.from('\0skep/raise-revision');
/** Only the number of writes counts, not their order, and etcd syncs many of them to disk together. */
const AT_ONCE = 64;

/**
 * Brings the revision of a live etcd up to `revision` by writes to one key, and deletes the key: the deletion makes the last
 * step. Each put is guarded by the revision that the key stands at, so that none goes beyond the aim however often a request
 * arrives. Killed in between, the next call goes on from where the store stands.
 */
export async function raiseRevision(client: Etcd3Client, revision: number, signal?: AbortSignal): Promise<void> {
  let reached = Number((await client.range({ key: KEY }, signal)).header.revision);
  const worker = async (): Promise<void> => {
    while (reached < revision - 1) {
      const { header } = await client.txn(putBelow(revision - 1), signal);
      reached = Math.max(reached, Number(header.revision));
    }
  };
  const workers = Array.from({ length: Math.min(AT_ONCE, Math.max(0, revision - 1 - reached)) }, worker);
  await Promise.all(workers).catch(async (error: unknown) => {
    reached = revision; // the others end with the request that they have under way
    await Promise.allSettled(workers);
    throw error;
  });
  if ((await deleteKey(client, signal)) >= revision) return;
  // One step was to go and there was no key: a put makes it, and its deletion one more.
  await client.txn(putBelow(revision), signal);
  await deleteKey(client, signal);
}

/** @returns the revision of the store after it */
async function deleteKey(client: Etcd3Client, signal?: AbortSignal): Promise<number> {
  const { header } = await client.txn({ success: [{ request_delete_range: { key: KEY } }] }, signal);
  return Number(header.revision);
}

/** Somebody else's writes between the guard and `limit` can only make the store stand higher. */
function putBelow(limit: number): ITxnRequest {
  return {
    compare: [{ key: KEY, target: 'Mod', result: 'Less', mod_revision: String(limit) }],
    success: [{ request_put: { key: KEY, value: Buffer.alloc(0) } }],
  };
}
