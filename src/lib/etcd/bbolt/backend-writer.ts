/** Writes the pages of a whole etcd v3 backend file: the bucket `key` in a stream, everything small behind it. */
import { Buffer } from 'node:buffer';
import { SkepError } from '../../errors.js';
import type { OpenFile } from '../../ports/files.js';
import type { LeaseGrant, TargetRecord, WriteOptions } from '../../ports/store.js';
import { keyToBytes } from '../key-text.js';
import { LARGEST_PAGE_RUN, PAGE_FREELIST, writeMeta, writePageHeader } from './format.js';
import {
  keyValueSize,
  type KeyValueNumbers,
  leaseBytes,
  REVISION_SIZE,
  revisionBytes,
  writeKeyValue,
  writeRevision,
} from './key-value.js';
import { PageSink } from './page-sink.js';
import { unwritable } from '../../files/failures.js';
import { TreeWriter } from './tree-writer.js';

const FREELIST_PAGE = 2;
/** Half of what a reader accepts as one page, so that key and headers fit beside the value. */
const LARGEST_VALUE = LARGEST_PAGE_RUN / 2;
/** The buckets that a new etcd 3.4 makes and leaves empty. */
const EMPTY_BUCKETS = ['alarm', 'auth', 'authRoles', 'authUsers', 'cluster', 'members', 'members_removed'];

export interface WrittenPages {
  readonly records: number;
  readonly revision: number;
  /** Bytes of all pages. */
  readonly length: number;
}

/**
 * Writes records as they come. `add` is called in the order that WriteOptions.revisions demands, `finish` once at the end.
 */
export class BackendWriter {
  readonly #file: OpenFile;
  readonly #location: string;
  readonly #options: WriteOptions;
  readonly #leaseIds: ReadonlySet<bigint>;
  readonly #sink: PageSink;
  readonly #keys: TreeWriter;
  readonly #numbers: KeyValueNumbers = { createRevision: 0, modRevision: 0, version: 0, leaseId: 0n };
  #records = 0;
  #main = 0;
  #sub = 0;
  #previousKey: Uint8Array | undefined;

  constructor(file: OpenFile, location: string, pageSize: number, options: WriteOptions) {
    this.#file = file;
    this.#location = location;
    this.#options = options;
    this.#leaseIds = new Set(options.leases.map((lease) => lease.id));
    this.#sink = new PageSink(file, location, pageSize, FREELIST_PAGE);
    // An empty list, not none at all: the etcd 3.1 of Kubernetes 1.9 dies of a file without one.
    const freelist = this.#sink.take(1);
    freelist.bytes.fill(0);
    writePageHeader(freelist.bytes, { id: freelist.id, flags: PAGE_FREELIST, count: 0, overflow: 0 });
    this.#keys = new TreeWriter(this.#sink);
  }

  /** @throws SkepError STORE_CANNOT_HOLD, STORE_UNWRITABLE */
  async add(records: readonly TargetRecord[]): Promise<void> {
    for (const record of records) {
      this.#addRecord(record);
      if (this.#sink.isFull) await this.#sink.drain();
    }
  }

  /** Writes what is left and, last of all, the two meta pages. */
  async finish(): Promise<WrittenPages> {
    const compacted = this.#options.firstRevision - 1;
    const buckets = new Map(EMPTY_BUCKETS.map((name) => [name, new TreeWriter(this.#sink).finish()]));
    buckets.set('key', this.#keys.finish());
    buckets.set('lease', this.#writeLeases(this.#options.leases));
    buckets.set('meta', this.#writeEtcdMeta(compacted));
    const root = new TreeWriter(this.#sink);
    for (const [name, value] of [...buckets].sort(([a], [b]) => (a < b ? -1 : 1))) root.addBucket(name, value);
    const rootPage = root.finishRoot();
    await this.#sink.flush();
    await this.#writeMetas(rootPage);
    return {
      records: this.#records,
      revision: Math.max(this.#main, compacted, 1),
      length: this.#sink.nextPage * this.#sink.pageSize,
    };
  }

  #addRecord(record: TargetRecord): void {
    const key = keyToBytes(record.key);
    const numbers = this.#numbers;
    if (this.#options.revisions === 'assigned') this.#assign(record, key);
    else this.#keep(record);
    numbers.leaseId = record.life?.leaseId ?? 0n;
    if (record.life !== undefined && !this.#leaseIds.has(record.life.leaseId)) {
      throw new SkepError('INTERNAL_BUG', `${record.key}: its lease ${String(record.life.leaseId)} was not announced`);
    }
    if (key.length === 0 || record.value.length > LARGEST_VALUE) {
      const problem = key.length === 0 ? 'an empty key' : `${record.key}: a value of ${String(record.value.length)} bytes`;
      throw new SkepError('STORE_CANNOT_HOLD', `${this.#location}: ${problem} cannot be stored in etcd`);
    }
    const size = keyValueSize(key.length, record.value.length, numbers);
    const at = this.#keys.reserve(REVISION_SIZE, size);
    writeRevision(this.#keys.room, at, this.#main, this.#sub);
    writeKeyValue(this.#keys.room, at + REVISION_SIZE, key, record.value, numbers);
    this.#records += 1;
  }

  #assign(record: TargetRecord, key: Uint8Array): void {
    if (this.#previousKey !== undefined && Buffer.compare(this.#previousKey, key) >= 0) {
      throw new SkepError('INTERNAL_BUG', `${record.key}: it came after a key that is not smaller`);
    }
    this.#previousKey = key;
    this.#main = this.#options.firstRevision + this.#records;
    this.#numbers.createRevision = this.#numbers.modRevision = this.#main;
    this.#numbers.version = 1;
  }

  #keep(record: TargetRecord): void {
    const revision = record.modRevision ?? 0;
    if (!Number.isSafeInteger(revision) || revision < 1 || revision < this.#main) {
      throw new SkepError('INTERNAL_BUG', `${record.key}: its revision ${String(revision)} came after ${String(this.#main)}`);
    }
    this.#sub = revision === this.#main ? this.#sub + 1 : 0;
    this.#main = revision;
    this.#numbers.createRevision = record.createRevision || revision;
    this.#numbers.modRevision = revision;
    this.#numbers.version = record.version || 1;
  }

  #writeLeases(leases: readonly LeaseGrant[]): Buffer {
    const bucket = new TreeWriter(this.#sink);
    const entries = leases.map((lease) => ({ key: leaseKey(lease.id), lease }));
    entries.sort((a, b) => a.key.compare(b.key));
    let previous: Buffer | undefined;
    for (const { key, lease } of entries) {
      if (previous?.equals(key)) throw new SkepError('INTERNAL_BUG', `the lease ${String(lease.id)} was announced twice`);
      bucket.add(key, leaseBytes(lease));
      previous = key;
    }
    return bucket.finish();
  }

  /** A watch from below the first revision must hear "compacted", not silence: its events are not in this file. */
  #writeEtcdMeta(compacted: number): Buffer {
    const bucket = new TreeWriter(this.#sink);
    const consistentIndex = Buffer.alloc(8);
    consistentIndex.writeUInt32BE(1, 4);
    bucket.add(Buffer.from('consistent_index'), consistentIndex);
    if (compacted > 0) {
      bucket.add(Buffer.from('finishedCompactRev'), revisionBytes(compacted, 0));
      bucket.add(Buffer.from('scheduledCompactRev'), revisionBytes(compacted, 0));
    }
    return bucket.finish();
  }

  async #writeMetas(rootPage: number): Promise<void> {
    const { pageSize, nextPage } = this.#sink;
    const pages = Buffer.alloc(2 * pageSize);
    for (const id of [0, 1]) {
      const meta = { pageSize, rootPage, freelistPage: FREELIST_PAGE, highWater: nextPage, transaction: id };
      writeMeta(pages.subarray(id * pageSize), id, meta);
    }
    try {
      await this.#file.write(pages, 0);
    } catch (error) {
      throw unwritable(this.#location, error);
    }
  }
}

function leaseKey(id: bigint): Buffer {
  const key = Buffer.alloc(8);
  key.writeBigUInt64BE(BigInt.asUintN(64, id));
  return key;
}
