import { SkepError } from '../../errors.js';
import type { TargetRecord } from '../../ports/store.js';

/** etcd's own --max-request-bytes. */
export const DEFAULT_REQUEST_BYTES = 1.5 * 1024 * 1024;

/** etcd's own --max-txn-ops, which counts guards and puts apart. */
const MAX_OPERATIONS = 128;
/** What protobuf frames, the lease and the guard of one key take at most beside key and value. */
const OVERHEAD_BYTES = 64;
/** Room under the request limit, for the server's own envelope. */
const RESERVE_BYTES = 16 * 1024;

/** What a value and twice its key (it stands in the guard too) may take in a request of at most `maxRequestBytes`. */
export function largestValue(maxRequestBytes: number): number {
  return maxRequestBytes - RESERVE_BYTES - OVERHEAD_BYTES;
}

export interface Batch {
  readonly records: readonly TargetRecord[];
  /** Keys and values, without what the request adds. */
  readonly payloadBytes: number;
}

/**
 * Cuts a stream of records into transactions that etcd accepts: at most 128 keys each, and within the request limit.
 * @throws SkepError STORE_CANNOT_HOLD for a record that is over the limit by itself; batches before it may be written then
 */
export async function* batchesOf(
  stream: AsyncIterable<readonly TargetRecord[]>,
  maxRequestBytes: number,
  location: string,
): AsyncGenerator<Batch> {
  const room = maxRequestBytes - RESERVE_BYTES;
  let records: TargetRecord[] = [];
  let requestBytes = 0;
  let payloadBytes = 0;
  /** How many of `records` have a value that nobody else will change. */
  let owned = 0;
  for await (const piece of stream) {
    for (const record of piece) {
      const keyBytes = Buffer.byteLength(record.key);
      const bytes = 2 * keyBytes + record.value.byteLength + OVERHEAD_BYTES;
      if (bytes > room) throw tooLarge(record, maxRequestBytes, location);
      if (records.length === MAX_OPERATIONS || requestBytes + bytes > room) {
        yield { records, payloadBytes };
        [records, requestBytes, payloadBytes, owned] = [[], 0, 0, 0];
      }
      records.push(record);
      requestBytes += bytes;
      payloadBytes += keyBytes + record.value.byteLength;
    }
    // The piece's values may be reused for the next piece; what waits for it keeps its own copy.
    records = records.map((record, index) => (index < owned ? record : { ...record, value: Uint8Array.from(record.value) }));
    owned = records.length;
  }
  if (records.length > 0) yield { records, payloadBytes };
}

function tooLarge(record: TargetRecord, maxRequestBytes: number, location: string): SkepError {
  const message = `${record.key} has a value of ${String(record.value.byteLength)} bytes, over the request limit of ${String(maxRequestBytes)} bytes of ${location}`;
  return new SkepError('STORE_CANNOT_HOLD', message, {
    hints: ['write a file (PATH.db), which has no such limit', 'or raise --max-request-bytes of the target and say so'],
    details: { key: record.key, bytes: record.value.byteLength, limit: maxRequestBytes },
  });
}
