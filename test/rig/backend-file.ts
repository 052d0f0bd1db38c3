import { createHash } from 'node:crypto';
import { PAGE_BRANCH, PAGE_FREELIST, readMeta, writeMeta, writePageHeader } from '../../src/lib/etcd/bbolt/format.js';
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

/** The same store with its pages far from each other, as years of writes leave them. Only for files without overflow pages. */
export function scattered(bytes: Buffer): Buffer {
  const reading = readMeta(bytes);
  if (!('meta' in reading)) throw new Error(reading.problem);
  const { meta } = reading;
  const places = scatteredPlaces(meta.highWater);
  const result = Buffer.alloc(bytes.length);
  for (let id = 2; id < meta.highWater; id++) {
    const page = result.subarray((places[id] ?? 0) * meta.pageSize, ((places[id] ?? 0) + 1) * meta.pageSize);
    bytes.copy(page, 0, id * meta.pageSize);
    const move = (at: number): number => page.writeUInt32LE(places[page.readUInt32LE(at)] ?? 0, at);
    move(0);
    for (let element = 16; element < 16 + page.readUInt16LE(10) * 16; element += 16) {
      if (page.readUInt16LE(8) === PAGE_BRANCH) move(element + 8);
      // The value of a bucket begins with its root page.
      else if (id === meta.rootPage) move(element + page.readUInt32LE(element + 4) + page.readUInt32LE(element + 8));
    }
  }
  for (const id of [0, 1]) {
    writeMeta(result.subarray(id * meta.pageSize), id, { ...meta, rootPage: places[meta.rootPage] ?? 0, transaction: id });
  }
  return result;
}

/** Where each page goes: the two meta pages stay, the others are dealt out in steps that no page count divides. */
function scatteredPlaces(count: number): number[] {
  const step = [7919, 7927].find((prime) => (count - 2) % prime !== 0) ?? 1;
  return Array.from({ length: count }, (_, id) => (id < 2 ? id : 2 + (((id - 2) * step) % (count - 2))));
}

export function withDigest(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, createHash('sha256').update(bytes).digest()]);
}

function bucketOf(sink: PageSink, entries: readonly Entry[]): Buffer {
  const bucket = new TreeWriter(sink);
  for (const [key, value] of entries) bucket.add(Buffer.from(key), Buffer.from(value));
  return bucket.finish();
}
