import type { IKeyValue, IRequestOp, ITxnRequest, ITxnResponse } from 'etcd3';
import { SkepError } from '../../errors.js';
import type {
  LeaseGrant,
  StoreDescription,
  StoreTarget,
  TargetRecord,
  TargetState,
  WriteOptions,
  WriteResult,
} from '../../ports/store.js';
import type { ConnectionOptions } from '../connection.js';
import { connectEtcd3, type Etcd3Address, type Etcd3Client, EtcdAnswerError, unexpectedAnswer } from './client.js';
import { raiseRevision } from './raise-revision.js';
import { asBuffer, keyBytes, rangeOf } from './range.js';
import { type Batch, batchesOf, DEFAULT_REQUEST_BYTES, largestValue } from './transaction-batches.js';

const LEASES_AT_ONCE = 16;

export interface Etcd3TargetOptions extends ConnectionOptions {
  /** The server's --max-request-bytes where it is not etcd's own 1.5 MiB. */
  readonly maxRequestBytes?: number;
}

/**
 * Writes to a live etcd over the v3 API, in transactions that put a key only where none is. One transaction is under way at a
 * time: the server orders those that are under way together as it likes, and revisions are to grow in the order of the keys.
 * @throws SkepError USAGE_INVALID for TLS files that cannot be used; nothing is sent yet
 */
export async function openEtcd3Target(address: Etcd3Address, options: Etcd3TargetOptions = {}): Promise<StoreTarget> {
  return new Etcd3Target(address, options.maxRequestBytes ?? DEFAULT_REQUEST_BYTES, await connectEtcd3(address, options));
}

/** A record of a batch as it goes to the server. */
interface Put {
  readonly record: TargetRecord;
  readonly key: Buffer;
  readonly value: Buffer;
  /** '0' for none. */
  readonly lease: string;
}

class Etcd3Target implements StoreTarget {
  readonly description: StoreDescription;
  readonly maxValueBytes: number;
  readonly #client: Etcd3Client;
  readonly #maxRequestBytes: number;

  constructor(address: Etcd3Address, maxRequestBytes: number, client: Etcd3Client) {
    this.description = { form: 'etcd3', api: 'v3', location: address.location };
    this.maxValueBytes = largestValue(maxRequestBytes);
    this.#maxRequestBytes = maxRequestBytes;
    this.#client = client;
  }

  async state(): Promise<TargetState> {
    try {
      const { count, header } = await this.#client.range({ ...rangeOf(Buffer.alloc(0)), count_only: true });
      return { exists: true, keys: Number(count), revision: Number(header.revision) };
    } catch (error) {
      throw this.#described(error, 0);
    }
  }

  async write(records: AsyncIterable<readonly TargetRecord[]>, options: WriteOptions): Promise<WriteResult> {
    if (options.revisions === 'kept') {
      throw new SkepError(
        'STORE_CANNOT_HOLD',
        `${this.description.location}: a live etcd gives its own revisions and cannot keep others`,
        {
          hints: ['write a file (PATH.db), and give it to etcdctl snapshot restore'],
        },
      );
    }
    const result = { records: 0, bytes: 0, revision: 0 };
    try {
      await this.#grantLeases(options.leases, options.signal);
      for await (const batch of batchesOf(records, this.#maxRequestBytes, this.description.location)) {
        options.signal?.throwIfAborted();
        result.revision = await this.#writeBatch(batch, options);
        result.records += batch.records.length;
        result.bytes += batch.payloadBytes;
        options.onDurable?.(result.records);
      }
    } catch (error) {
      throw this.#described(error, result.records);
    }
    if (result.revision === 0) result.revision = (await this.state()).revision;
    return result;
  }

  async raiseRevision(revision: number, signal?: AbortSignal): Promise<void> {
    try {
      await raiseRevision(this.#client, revision, signal);
    } catch (error) {
      throw this.#described(error, 0);
    }
  }

  close(): Promise<void> {
    this.#client.close();
    return Promise.resolve();
  }

  /** Several at once: leases have no order. One that is there already with the same TTL was granted by the run that is resumed. */
  async #grantLeases(leases: readonly LeaseGrant[], signal?: AbortSignal): Promise<void> {
    const queue = leases.values();
    const worker = async (): Promise<void> => {
      for (const lease of queue) await this.#grantLease(lease, signal);
    };
    await Promise.all(Array.from({ length: Math.min(LEASES_AT_ONCE, leases.length) }, worker));
  }

  async #grantLease({ id, ttlSeconds }: LeaseGrant, signal?: AbortSignal): Promise<void> {
    try {
      await this.#client.leaseGrant({ ID: String(id), TTL: ttlSeconds }, signal);
    } catch (error) {
      if (!(error instanceof EtcdAnswerError) || !error.message.includes('lease already exists')) throw error;
      const { grantedTTL } = await this.#client.leaseTimeToLive(String(id), signal);
      if (Number(grantedTTL) === ttlSeconds) return;
      const message = `${this.description.location} has a lease ${id.toString(16)} of ${grantedTTL} s already, where one of ${String(ttlSeconds)} s was to be granted`;
      throw new SkepError('STORE_NOT_EMPTY', message, { cause: error });
    }
  }

  /** @returns the store's revision after it */
  async #writeBatch(batch: Batch, options: WriteOptions): Promise<number> {
    let puts = batch.records.map(putOf);
    for (;;) {
      const response = await this.#putAbsent(puts, options);
      if (response.succeeded) return Number(response.header.revision);
      // Some keys are there: from a run before, or from the first arrival of a request that was sent twice.
      const before = puts.length;
      puts = await this.#stillToPut(puts, options.signal);
      if (puts.length === 0) return Number(response.header.revision);
      if (puts.length === before) continue; // they expired or were deleted in between
    }
  }

  async #putAbsent(puts: readonly Put[], options: WriteOptions): Promise<ITxnResponse> {
    try {
      return await this.#client.txn(guarded(puts), options.signal);
    } catch (error) {
      if (!(error instanceof EtcdAnswerError) || !error.message.includes('requested lease not found')) throw error;
      // A lease can end while a long write goes on. Its life then begins with the first key that still needs it.
      const needed = new Set(puts.map((put) => put.lease));
      await this.#grantLeases(
        options.leases.filter((lease) => needed.has(String(lease.id))),
        options.signal,
      );
      return this.#client.txn(guarded(puts), options.signal);
    }
  }

  /** Reads the keys of a refused batch back; those that hold what they should are done. */
  async #stillToPut(puts: readonly Put[], signal?: AbortSignal): Promise<Put[]> {
    const success = puts.map(({ key }): IRequestOp => ({ request_range: { key } }));
    const { responses } = await this.#client.txn({ success }, signal);
    const open: Put[] = [];
    for (const [index, put] of puts.entries()) {
      const present = responses[index]?.response_range.kvs[0];
      if (present === undefined) open.push(put);
      else await this.#assertSame(put, present, signal);
    }
    return open;
  }

  async #assertSame(put: Put, present: IKeyValue, signal?: AbortSignal): Promise<void> {
    const sameValue = put.value.equals(present.value);
    if (sameValue && (await this.#sameLife(put, present.lease, signal))) return;
    const what = sameValue ? 'the same value with another life' : 'another value';
    throw new SkepError('STORE_NOT_EMPTY', `${this.description.location} holds ${put.record.key} already, with ${what}`, {
      hints: ['write into an empty etcd', 'or resume the run that wrote it'],
      details: { key: put.record.key, modRevision: Number(present.mod_revision) },
    });
  }

  async #sameLife(put: Put, lease: string, signal?: AbortSignal): Promise<boolean> {
    if (lease === put.lease) return true;
    if (lease === '0' || put.record.life === undefined) return false;
    const { grantedTTL } = await this.#client.leaseTimeToLive(lease, signal);
    return Number(grantedTTL) === put.record.life.ttlSeconds;
  }

  /** Says how far a write came before it failed. */
  #described(error: unknown, records: number): unknown {
    const known = error instanceof EtcdAnswerError ? unexpectedAnswer(this.description.location, error) : error;
    if (!(known instanceof SkepError) || records === 0) return known;
    return new SkepError(known.code, `${known.message}, after ${String(records)} records were written`, {
      hints: [...known.hints, 'what was written stays; resume the run to write the rest'],
      details: { ...known.details, records },
      cause: known.cause,
    });
  }
}

function putOf(record: TargetRecord): Put {
  return { record, key: keyBytes(record.key), value: asBuffer(record.value), lease: String(record.life?.leaseId ?? 0) };
}

/** Puts the keys only if none of them exists, so that a second arrival of the same request changes nothing. */
function guarded(puts: readonly Put[]): ITxnRequest {
  return {
    compare: puts.map(({ key }) => ({ key, target: 'Create', result: 'Equal', create_revision: '0' })),
    success: puts.map(({ key, value, lease }) => ({ request_put: { key, value, lease } })),
  };
}
