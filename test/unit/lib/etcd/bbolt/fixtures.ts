import { leaseBytes, keyValueSize, revisionBytes, writeKeyValue } from '../../../../../src/lib/etcd/bbolt/key-value.js';
import { openBackendSource } from '../../../../../src/lib/etcd/bbolt/source.js';
import { createBackendTarget } from '../../../../../src/lib/etcd/bbolt/target.js';
import type { StoreRecord, StoreSource, TargetRecord, WriteOptions } from '../../../../../src/lib/ports/store.js';
import { isSkepError, type SkepError } from '../../../../../src/lib/errors.js';
import type { Entry } from '../../../../rig/backend-file.js';
import { MemoryFiles } from '../../../../rig/memory-files.js';

export interface PutOptions {
  readonly sub?: number;
  readonly createRevision?: number;
  readonly version?: number;
  readonly leaseId?: bigint;
}

/** An entry of the bucket `key`: a write of `key` at revision `main`. */
export function put(main: number, key: string, value: string, options: PutOptions = {}): Entry {
  const numbers = {
    createRevision: options.createRevision ?? main,
    modRevision: main,
    version: options.version ?? 1,
    leaseId: options.leaseId ?? 0n,
  };
  const bytes = Buffer.alloc(keyValueSize(Buffer.byteLength(key), Buffer.byteLength(value), numbers));
  writeKeyValue(bytes, 0, Buffer.from(key), Buffer.from(value), numbers);
  return [revisionBytes(main, options.sub ?? 0), bytes];
}

/** An entry of the bucket `key`: the deletion of `key` at revision `main`. */
export function deletion(main: number, key: string, sub = 0): Entry {
  const bytes = Buffer.from(key);
  return [Buffer.concat([revisionBytes(main, sub), Buffer.from('t')]), Buffer.concat([Buffer.from([0x0a, bytes.length]), bytes])];
}

export function lease(id: bigint, ttlSeconds: number): Entry {
  const key = Buffer.alloc(8);
  key.writeBigInt64BE(id);
  return [key, leaseBytes({ id, ttlSeconds })];
}

export async function openBytes(bytes: Uint8Array, files = new MemoryFiles()): Promise<StoreSource> {
  files.put('store.db', bytes);
  return openBackendSource('store.db', { files });
}

export async function recordsOf(source: StoreSource, prefix?: string): Promise<StoreRecord[]> {
  const records: StoreRecord[] = [];
  for await (const batch of source.read(prefix === undefined ? {} : { prefix })) {
    records.push(...batch.map((record) => ({ ...record, value: Buffer.from(record.value) })));
  }
  return records;
}

export async function* batchesOf(records: readonly TargetRecord[], size = 100): AsyncGenerator<readonly TargetRecord[]> {
  for (let i = 0; i < records.length; i += size) yield records.slice(i, i + size);
}

/** The bytes of the snapshot file that the target writes. */
export async function written(
  records: readonly TargetRecord[],
  options: Partial<WriteOptions> = {},
  pageSize = 4096,
): Promise<Buffer> {
  const files = new MemoryFiles();
  const target = createBackendTarget('out.db', { files, pageSize });
  await target.write(batchesOf(records), { revisions: 'assigned', firstRevision: 100, leases: [], ...options });
  return files.bytesOf('out.db');
}

export async function errorOf(promise: Promise<unknown>): Promise<SkepError> {
  try {
    await promise;
  } catch (error) {
    if (isSkepError(error)) return error;
    throw error;
  }
  throw new Error('no error came');
}
