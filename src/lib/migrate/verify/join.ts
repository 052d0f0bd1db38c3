import type { StoreRecord } from '../../ports/store.js';
import type { Sorter } from './sorter.js';

/** One side of a pair, as it went through the sorter. */
export interface JoinedRecord {
  readonly side: 'source' | 'target';
  /** As the record's own store has it. */
  readonly key: string;
  readonly value: Uint8Array;
  readonly ttlSeconds?: number;
  readonly expiresAt?: number;
}

/** All records whose (expected) target key is the same. */
export interface JoinedGroup {
  readonly sources: readonly JoinedRecord[];
  readonly targets: readonly JoinedRecord[];
}

interface Header {
  readonly s: 'source' | 'target';
  readonly k: string;
  readonly t?: number;
  readonly e?: number;
}

/** Hands a record to the sorter under the key at which both sides are to meet. */
export async function addRecord(sorter: Sorter, side: 'source' | 'target', meetAt: string, record: StoreRecord): Promise<void> {
  const { expiry } = record;
  const header: Header = {
    s: side,
    k: record.key,
    ...(expiry === undefined ? {} : { t: expiry.ttlSeconds, ...(expiry.expiresAt === undefined ? {} : { e: expiry.expiresAt }) }),
  };
  // JSON writes lone surrogates (stray bytes of keys) as escapes, so that UTF-8 does not merge different keys.
  const text = Buffer.from(JSON.stringify(header));
  const payload = Buffer.allocUnsafe(4 + text.length + record.value.length);
  payload.writeUInt32LE(text.length, 0);
  payload.set(text, 4);
  payload.set(record.value, 4 + text.length);
  await sorter.add(sortKey(meetAt), payload);
}

/** Groups what was added, in key order. Values are valid until the next group. */
export async function* joinedGroups(sorter: Sorter): AsyncGenerator<JoinedGroup> {
  for await (const records of groupsOf(sorter)) {
    const joined = records.map(readRecord);
    yield {
      sources: joined.filter((record) => record.side === 'source'),
      targets: joined.filter((record) => record.side === 'target'),
    };
  }
}

/** Payloads of equal keys together. */
export async function* groupsOf(sorter: Sorter): AsyncGenerator<readonly Buffer[]> {
  let key: Buffer | undefined;
  let payloads: Buffer[] = [];
  for await (const batch of sorter.sorted()) {
    for (const record of batch) {
      if (key === undefined || !key.equals(record.key)) {
        if (payloads.length > 0) yield payloads;
        key = Buffer.from(record.key);
        payloads = [];
      }
      payloads.push(Buffer.from(record.payload));
    }
  }
  if (payloads.length > 0) yield payloads;
}

export function sortKey(key: string): Uint8Array {
  return Buffer.from(JSON.stringify(key).slice(1, -1));
}

function readRecord(payload: Buffer): JoinedRecord {
  const length = payload.readUInt32LE(0);
  const header = JSON.parse(payload.toString('utf8', 4, 4 + length)) as Header;
  return {
    side: header.s,
    key: header.k,
    value: payload.subarray(4 + length),
    ...(header.t === undefined ? {} : { ttlSeconds: header.t }),
    ...(header.e === undefined ? {} : { expiresAt: header.e }),
  };
}
