import { keyFromBytes, keyToBytes } from '../../etcd/key-text.js';
import type { StoreRecord } from '../../ports/store.js';

/**
 * A batch of records in one piece of memory that can be handed to a worker thread without copying. Frame, little-endian:
 * u32 key bytes, u32 value bytes, f64 createRevision, f64 modRevision, f64 expiresAt (NaN: unknown), f64 ttlSeconds (NaN: the key
 * does not expire), key, value.
 */
const HEAD_BYTES = 40;

/** What the pipeline needs of a record; leases are made anew, so their old ids do not travel. */
export interface BatchRecord {
  readonly key: string;
  readonly value: Buffer;
  readonly createRevision: number;
  readonly modRevision: number;
  readonly ttlSeconds?: number;
  readonly expiresAt?: number;
}

export function packBatch(records: readonly StoreRecord[]): ArrayBuffer {
  const keys = records.map((record) => keyToBytes(record.key));
  let size = 0;
  for (const [index, record] of records.entries()) size += HEAD_BYTES + (keys[index]?.length ?? 0) + record.value.length;
  const memory = new ArrayBuffer(size);
  const buffer = Buffer.from(memory);
  let offset = 0;
  for (const [index, record] of records.entries()) {
    const key = keys[index] ?? Buffer.alloc(0);
    buffer.writeUInt32LE(key.length, offset);
    buffer.writeUInt32LE(record.value.length, offset + 4);
    buffer.writeDoubleLE(record.createRevision, offset + 8);
    buffer.writeDoubleLE(record.modRevision, offset + 16);
    buffer.writeDoubleLE(record.expiry?.expiresAt ?? Number.NaN, offset + 24);
    buffer.writeDoubleLE(record.expiry?.ttlSeconds ?? Number.NaN, offset + 32);
    buffer.set(key, offset + HEAD_BYTES);
    buffer.set(record.value, offset + HEAD_BYTES + key.length);
    offset += HEAD_BYTES + key.length + record.value.length;
  }
  return memory;
}

/** The records of a batch; values point into it. */
export function* unpackBatch(memory: ArrayBuffer): Generator<BatchRecord> {
  const buffer = Buffer.from(memory);
  let offset = 0;
  while (offset < buffer.length) {
    const keyEnd = offset + HEAD_BYTES + buffer.readUInt32LE(offset);
    const valueEnd = keyEnd + buffer.readUInt32LE(offset + 4);
    const expiresAt = buffer.readDoubleLE(offset + 24);
    const ttlSeconds = buffer.readDoubleLE(offset + 32);
    yield {
      key: keyFromBytes(buffer.subarray(offset + HEAD_BYTES, keyEnd)),
      value: buffer.subarray(keyEnd, valueEnd),
      createRevision: buffer.readDoubleLE(offset + 8),
      modRevision: buffer.readDoubleLE(offset + 16),
      ...(Number.isNaN(ttlSeconds) ? {} : { ttlSeconds }),
      ...(Number.isNaN(expiresAt) ? {} : { expiresAt }),
    };
    offset = valueEnd;
  }
}
