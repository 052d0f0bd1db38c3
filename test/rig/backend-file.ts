import { createHash } from 'node:crypto';
import { PAGE_FREELIST, writeMeta, writePageHeader } from '../../src/lib/etcd/bbolt/format.js';
import { PageSink } from '../../src/lib/etcd/bbolt/page-sink.js';
import { TreeWriter } from '../../src/lib/etcd/bbolt/tree-writer.js';
import { MemoryFiles } from './memory-files.js';

export type Entry = readonly [key: Uint8Array | string, value: Uint8Array | string];

export interface BackendFileOptions {
  readonly pageSize?: number;
  /** What stands in the freelist page; none: the file keeps no freelist. */
  readonly freelist?: readonly bigint[];
  /** The count field of the freelist page, when it is not the number of entries. */
  readonly freelistCount?: number;
  readonly transaction?: number;
  /** With the SHA-256 that `etcdctl snapshot save` puts at the end. */
  readonly digest?: boolean;
}

/** The bytes of a bbolt file with any buckets and entries: history, deletions and what no writer of ours would make. */
export async function backendFile(
  buckets: Readonly<Record<string, readonly Entry[]>>,
  options: BackendFileOptions = {},
): Promise<Buffer> {
  const { pageSize = 4096, freelist, transaction = 6 } = options;
  const files = new MemoryFiles();
  const sink = new PageSink(await files.open('db', 'w'), 'db', pageSize, 2);
  if (freelist !== undefined) {
    const page = sink.take(Math.ceil((16 + freelist.length * 8) / pageSize));
    page.bytes.fill(0);
    const overflow = page.bytes.length / pageSize - 1;
    writePageHeader(page.bytes, { id: page.id, flags: PAGE_FREELIST, count: options.freelistCount ?? freelist.length, overflow });
    freelist.forEach((entry, i) => page.bytes.writeBigUInt64LE(entry, 16 + i * 8));
  }
  const root = new TreeWriter(sink);
  const values = Object.entries(buckets).map(([name, entries]) => ({ name, value: bucketOf(sink, entries) }));
  values.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, value } of values) root.addBucket(name, value);
  const rootPage = root.finishRoot();
  await sink.flush();
  const bytes = files.bytesOf('db');
  for (const id of [0, 1]) {
    const meta = { pageSize, rootPage, freelistPage: freelist === undefined ? undefined : 2, highWater: sink.nextPage };
    writeMeta(bytes.subarray(id * pageSize), id, { ...meta, transaction: transaction + id });
  }
  return options.digest === true ? withDigest(bytes) : bytes;
}

export function withDigest(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, createHash('sha256').update(bytes).digest()]);
}

function bucketOf(sink: PageSink, entries: readonly Entry[]): Buffer {
  const bucket = new TreeWriter(sink);
  for (const [key, value] of entries) bucket.add(Buffer.from(key), Buffer.from(value));
  return bucket.finish();
}
