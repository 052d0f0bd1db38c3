import { SkepError } from '../errors.js';
import { keyFromBytes, keyToBytes } from '../etcd/key-text.js';
import type { Expiry, LeaseGrant, StoreRecord, StoreSource, StoreTarget, TargetRecord, WriteResult } from '../ports/store.js';
import type { SpoolRecord } from '../spool/run-buffer.js';
import type { Sorter } from '../spool/sorter.js';
import type { KeysDeps } from './order.js';

export interface ConvertOptions {
  /**
   * 'kept': every key keeps its revisions (files only). 'assigned': the target gives new ones, in key order; the only way into a
   * live etcd.
   */
  readonly revisions: 'kept' | 'assigned';
  /** The moment that a v2 expiration is measured from, epoch milliseconds. */
  readonly now: number;
  readonly onDurable?: (records: number) => void;
}

/**
 * Carries every key of `source` into `target` with the same value, revisions and life, and changes nothing else.
 * @throws SkepError STORE_REVISIONS_UNKNOWN when revisions are to be kept and the source does not say them
 */
export async function convertStore(
  source: StoreSource,
  target: StoreTarget,
  options: ConvertOptions,
  deps: KeysDeps,
): Promise<WriteResult> {
  const sorter = deps.makeSorter('convert');
  try {
    const leases = new LeaseBook(options.now);
    await spool(source, sorter, leases, options, deps);
    const { revision } = await source.head();
    return await target.write(targetRecords(sorter, options.revisions), {
      revisions: options.revisions,
      firstRevision: (revision ?? 0) + 1,
      leases: leases.grants(),
      signal: deps.signal,
      ...(options.onDurable === undefined ? {} : { onDurable: options.onDurable }),
    });
  } finally {
    await sorter.close();
  }
}

async function spool(
  source: StoreSource,
  sorter: Sorter,
  leases: LeaseBook,
  { revisions }: ConvertOptions,
  deps: KeysDeps,
): Promise<void> {
  let count = 0;
  for await (const batch of source.read({ signal: deps.signal })) {
    for (const record of batch) {
      if (revisions === 'kept' && record.modRevision === 0) throw revisionsUnknown(source, record.key);
      const key = keyToBytes(record.key);
      await sorter.add(
        revisions === 'kept' ? revisionKey(record.modRevision, key) : key,
        packed(record, key, leases.leaseFor(record.expiry)),
      );
    }
    count += batch.length;
    deps.onRead?.(count);
  }
}

function revisionsUnknown(source: StoreSource, key: string): SkepError {
  return new SkepError('STORE_REVISIONS_UNKNOWN', `${source.description.location} does not say the revision of ${key}`, {
    hints: ['add --new-revisions to give every key a new one'],
    details: { key },
  });
}

/** Keys written in one transaction share a revision and stay in key order. */
function revisionKey(revision: number, key: Uint8Array): Uint8Array {
  const bytes = Buffer.allocUnsafe(8 + key.byteLength);
  bytes.writeBigUInt64BE(BigInt(revision));
  bytes.set(key, 8);
  return bytes;
}

interface PackedHead {
  readonly keyBytes: number;
  readonly createRevision: number;
  readonly modRevision: number;
  readonly version: number;
  readonly ttlSeconds?: number;
  readonly leaseId?: string;
}

/** Four bytes for the length of the head, the head as JSON, the key, the value. */
function packed(
  { value, createRevision, modRevision, version }: StoreRecord,
  key: Uint8Array,
  lease: LeaseGrant | undefined,
): Uint8Array {
  const life = lease === undefined ? {} : { ttlSeconds: lease.ttlSeconds, leaseId: lease.id.toString() };
  const head: PackedHead = { keyBytes: key.byteLength, createRevision, modRevision, version, ...life };
  const headBytes = Buffer.from(JSON.stringify(head));
  const length = Buffer.allocUnsafe(4);
  length.writeUInt32LE(headBytes.length);
  return Buffer.concat([length, headBytes, key, value]);
}

function unpacked({ payload }: SpoolRecord, revisions: 'kept' | 'assigned'): TargetRecord {
  const headEnd = 4 + payload.readUInt32LE(0);
  const head = JSON.parse(payload.toString('utf8', 4, headEnd)) as PackedHead;
  const { createRevision, modRevision, version, ttlSeconds, leaseId } = head;
  return {
    key: keyFromBytes(payload.subarray(headEnd, headEnd + head.keyBytes)),
    value: payload.subarray(headEnd + head.keyBytes),
    ...(ttlSeconds === undefined || leaseId === undefined ? {} : { life: { ttlSeconds, leaseId: BigInt(leaseId) } }),
    ...(revisions === 'kept' ? { createRevision, modRevision, version } : {}),
  };
}

async function* targetRecords(sorter: Sorter, revisions: 'kept' | 'assigned'): AsyncGenerator<readonly TargetRecord[]> {
  for await (const batch of sorter.sorted()) yield batch.map((record) => unpacked(record, revisions));
}

/** The leases that the target needs: those of a v3 source as they are, and one for each distinct life of a v2 source. */
class LeaseBook {
  readonly #now: number;
  readonly #byId = new Map<bigint, LeaseGrant>();

  constructor(now: number) {
    this.#now = now;
  }

  leaseFor(expiry: Expiry | undefined): LeaseGrant | undefined {
    if (expiry === undefined) return undefined;
    const ttlSeconds = expiry.leaseId === undefined ? this.#secondsLeft(expiry) : expiry.ttlSeconds;
    // Lease ids are never 0 in etcd; a v2 life has no id, so its length in seconds serves.
    const id = expiry.leaseId ?? BigInt(ttlSeconds);
    const grant = this.#byId.get(id) ?? { id, ttlSeconds };
    this.#byId.set(id, grant);
    return grant;
  }

  grants(): readonly LeaseGrant[] {
    return [...this.#byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** What has expired while nobody looked gets the shortest life, as etcd itself would remove it at once. */
  #secondsLeft({ ttlSeconds, expiresAt }: Expiry): number {
    return Math.max(1, expiresAt === undefined ? ttlSeconds : Math.ceil((expiresAt - this.#now) / 1000));
  }
}
