/** An etcd v3 backend file as a source: what `member/snap/db` is, and what `etcdctl snapshot save` writes. */
import { Buffer } from 'node:buffer';
import { isSkepError, SkepError } from '../../errors.js';
import { nodeFiles } from '../../files/node-files.js';
import type { Files } from '../../ports/files.js';
import type { ReadOptions, StoreHead, StoreNotice, StoreRecord, StoreSource } from '../../ports/store.js';
import { keyFromBytes, keyToBytes } from '../key-text.js';
import {
  emptyKeyValueView,
  type KeyValueView,
  MalformedValueError,
  readKeyValue,
  readRevision,
  type Revision,
  revisionBytes,
} from './key-value.js';
import { type Leases, readLeases } from './leases.js';
import { LatestEntries, OutdatedEntries } from './liveness.js';
import { checkDigest, type OpenedFile, openFile } from './open-file.js';
import { PageReader } from './page-reader.js';
import { RecordBatch } from './record-batch.js';
import { readSmallBucket } from './small-bucket.js';
import { corrupt, isSameFile } from './store-file.js';
import { type Bucket, currentTransaction, lastKey, type Leaf, leavesOf, openTree, readBuckets, type Tree } from './tree.js';

/** Every how many entries the index remembers a revision, from which `get` steps on. */
const MARK_EVERY = 256;
const MAX_EXAMPLES = 10;

export interface BackendSourceOptions {
  readonly files?: Files;
  /** Where a gzip file is unpacked; the system's directory for temporary files when none is given. */
  readonly temporaryDirectory?: string;
  readonly signal?: AbortSignal;
}

/**
 * Opens an etcd v3 backend file for reading, never for writing. `path` ending in `.gz` is unpacked into a private temporary
 * file that has no name any more when this returns; the digest at the end of a saved snapshot is checked here.
 * @throws SkepError STORE_NOT_FOUND, STORE_UNREADABLE, STORE_NOT_A_STORE, STORE_CORRUPT, STORE_CHANGED
 */
export async function openBackendSource(path: string, options: BackendSourceOptions = {}): Promise<StoreSource> {
  const file = await openFile(path, { ...options, files: options.files ?? nodeFiles });
  try {
    const tree = await openTree(file);
    await checkDigest(file, options.signal);
    const buckets = await readBuckets(tree);
    const keys = buckets.get('key');
    if (keys === undefined) {
      throw new SkepError('STORE_NOT_A_STORE', `${path}: a bbolt file, but not of etcd: it has no bucket "key"`);
    }
    const facts = await readFacts(tree, buckets, keys);
    return new BackendSource(file, tree, keys, facts, await readLeases(tree, buckets.get('lease')));
  } catch (error) {
    await file.close();
    throw error;
  }
}

interface BackendFacts {
  readonly head: StoreHead;
  readonly isAuthEnabled: boolean;
}

interface Index {
  readonly outdated: OutdatedEntries;
  readonly examples: readonly string[];
}

interface Lookup {
  readonly latest: LatestEntries;
  /** The key of every MARK_EVERY-th entry in the bucket, its 17 or 18 bytes. */
  readonly marks: readonly Buffer[];
}

class BackendSource implements StoreSource {
  readonly description;
  readonly #file: OpenedFile;
  readonly #tree: Tree;
  readonly #keys: Bucket;
  readonly #facts: BackendFacts;
  readonly #leases: Leases;
  #index: Promise<Index> | undefined;
  #lookup: Promise<Lookup> | undefined;
  #notices: readonly StoreNotice[];

  constructor(file: OpenedFile, tree: Tree, keys: Bucket, facts: BackendFacts, leases: Leases) {
    this.description = { form: 'backend', api: 'v3', location: file.location } as const;
    this.#file = file;
    this.#tree = tree;
    this.#keys = keys;
    this.#facts = facts;
    this.#leases = leases;
    this.#notices = facts.isAuthEnabled ? [authNotice()] : [];
  }

  head(): Promise<StoreHead> {
    return Promise.resolve(this.#facts.head);
  }

  notices(): readonly StoreNotice[] {
    return this.#notices;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async *read(options: ReadOptions = {}): AsyncGenerator<readonly StoreRecord[], void> {
    const { outdated } = await this.#indexed(options.signal);
    const prefix = keyToBytes(options.prefix ?? '');
    const view = emptyKeyValueView();
    const batch = new RecordBatch();
    let entry = 0;
    try {
      for await (const leaf of leavesOf(this.#tree, new PageReader(this.#tree.store), this.#keys)) {
        options.signal?.throwIfAborted();
        for (let i = 0; i < leaf.count; i++, entry++) {
          if (outdated.has(entry)) continue;
          this.#readEntry(leaf, i, view);
          if (!startsWith(leaf.bytes, view, prefix)) continue;
          const records = batch.add(leaf.bytes, view, this.#expiryOf(view));
          if (records !== undefined) yield records;
        }
      }
      if (batch.length > 0) yield batch.take();
    } catch (error) {
      throw await this.#explained(error);
    }
    await this.#checkUnchanged();
  }

  async get(key: string): Promise<StoreRecord | undefined> {
    const bytes = Buffer.from(keyToBytes(key));
    const { latest, marks } = await this.#lookedUp();
    const wanted = latest.find(bytes);
    if (wanted < 0) return undefined;
    try {
      return await this.#entryAt(wanted, marks, bytes);
    } catch (error) {
      throw await this.#explained(error);
    }
  }

  async #entryAt(wanted: number, marks: readonly Buffer[], key: Buffer): Promise<StoreRecord | undefined> {
    const view = emptyKeyValueView();
    const from = marks[Math.floor(wanted / MARK_EVERY)] ?? revisionBytes(0, 0);
    let entry = wanted - (wanted % MARK_EVERY);
    for await (const leaf of leavesOf(this.#tree, new PageReader(this.#tree.store), this.#keys, from)) {
      for (let i = 0; i < leaf.count; i++) {
        if (from.compare(leaf.bytes, leaf.keyStart(i), leaf.keyEnd(i)) > 0) continue;
        if (entry < wanted) {
          entry += 1;
          continue;
        }
        const { isTombstone } = this.#readEntry(leaf, i, view);
        if (isTombstone || !key.equals(leaf.bytes.subarray(view.keyStart, view.keyEnd))) return undefined;
        const batch = new RecordBatch();
        batch.add(leaf.bytes, view, this.#expiryOf(view));
        return batch.take()[0];
      }
    }
    return undefined;
  }

  #expiryOf(view: KeyValueView): StoreRecord['expiry'] {
    if (view.leaseId === 0n) return undefined;
    // A key whose lease is gone stays for good: etcd itself cannot attach it to anything when it starts.
    const ttlSeconds = this.#leases.ttlOf(view.leaseId);
    return ttlSeconds === undefined ? undefined : { ttlSeconds, leaseId: view.leaseId };
  }

  async #indexed(signal: AbortSignal | undefined): Promise<Index> {
    this.#index ??= this.#buildIndex(signal, undefined);
    return this.#keepUnlessFailed(this.#index, () => {
      this.#index = undefined;
    });
  }

  async #lookedUp(): Promise<Lookup> {
    this.#lookup ??= this.#buildLookup();
    return this.#keepUnlessFailed(this.#lookup, () => {
      this.#lookup = undefined;
    });
  }

  /** A reading that was aborted or met a fault must not stand as the answer to the next one. */
  async #keepUnlessFailed<T>(promise: Promise<T>, forget: () => void): Promise<T> {
    try {
      return await promise;
    } catch (error) {
      forget();
      throw error;
    }
  }

  async #buildLookup(): Promise<Lookup> {
    const lookup = { latest: new LatestEntries(), marks: [] };
    this.#index = this.#buildIndex(undefined, lookup);
    await this.#index;
    return lookup;
  }

  /** Reads all revisions once. The hash table is dropped at the end, unless a lookup is wanted. */
  async #buildIndex(
    signal: AbortSignal | undefined,
    lookup: { latest: LatestEntries; marks: Buffer[] } | undefined,
  ): Promise<Index> {
    const latest = lookup?.latest ?? new LatestEntries();
    const outdated = new OutdatedEntries();
    const examples: string[] = [];
    const view = emptyKeyValueView();
    let entry = 0;
    try {
      for await (const leaf of leavesOf(this.#tree, new PageReader(this.#tree.store), this.#keys)) {
        signal?.throwIfAborted();
        for (let i = 0; i < leaf.count; i++, entry++) {
          const { isTombstone } = this.#readEntry(leaf, i, view);
          if (lookup !== undefined && entry % MARK_EVERY === 0) lookup.marks.push(Buffer.from(leaf.key(i)));
          const previous = latest.replace(leaf.bytes, view.keyStart, view.keyEnd, entry);
          if (previous >= 0) outdated.add(previous);
          if (isTombstone) outdated.add(entry);
          if ((previous >= 0 || isTombstone) && examples.length < MAX_EXAMPLES) {
            const key = keyFromBytes(leaf.bytes.subarray(view.keyStart, view.keyEnd));
            if (!examples.includes(key)) examples.push(key);
          }
        }
      }
    } catch (error) {
      throw await this.#explained(error);
    }
    await this.#checkUnchanged();
    this.#tellHistory(outdated.count, examples);
    return { outdated, examples };
  }

  #readEntry(leaf: Leaf, i: number, view: KeyValueView): Revision {
    try {
      const revision = readRevision(leaf.bytes, leaf.keyStart(i), leaf.keyEnd(i));
      readKeyValue(leaf.bytes, leaf.keyEnd(i), leaf.valueEnd(i), view);
      if (view.keyEnd === view.keyStart) throw new MalformedValueError('it has no key');
      if (!revision.isTombstone && view.modRevision !== revision.main) {
        throw new MalformedValueError(`stored at revision ${String(revision.main)}, but it says ${String(view.modRevision)}`);
      }
      return revision;
    } catch (error) {
      if (!(error instanceof MalformedValueError)) throw error;
      throw corrupt(this.#file.location, `${leaf.place}: element ${String(i)} of the bucket key: ${error.message}`, error);
    }
  }

  #tellHistory(count: number, examples: readonly string[]): void {
    if (count === 0 || this.#notices.some((notice) => notice.code === 'history')) return;
    const message = `${String(count)} older revisions and deletions are in the file; only the latest state of each key is read`;
    this.#notices = [...this.#notices, { code: 'history', count, examples, message }];
  }

  /** A file that etcd writes to looks broken in places; what happened is then that it changed. */
  async #explained(error: unknown): Promise<unknown> {
    if (!isSkepError(error) || error.code !== 'STORE_CORRUPT') return error;
    try {
      await this.#checkUnchanged();
      return error;
    } catch (changed) {
      return isSkepError(changed) && changed.code === 'STORE_CHANGED' ? changed : error;
    }
  }

  async #checkUnchanged(): Promise<void> {
    const stat = await this.#file.file.stat();
    const isUnchanged =
      isSameFile(stat, this.#file.stat) && (await currentTransaction(this.#tree.store)) === this.#tree.meta.transaction;
    if (isUnchanged) return;
    throw new SkepError('STORE_CHANGED', `${this.#file.location}: it was written to while it was read`, {
      hints: ['stop the etcd that writes to it, or read a snapshot: etcdctl snapshot save FILE'],
    });
  }
}

async function readFacts(tree: Tree, buckets: ReadonlyMap<string, Bucket>, keys: Bucket): Promise<BackendFacts> {
  const meta = await readSmallBucket(tree, buckets.get('meta'));
  const auth = await readSmallBucket(tree, buckets.get('auth'));
  try {
    const compacted = ['finishedCompactRev', 'scheduledCompactRev'].map((name) => mainRevision(meta.get(name)));
    const compactRevision = Math.max(...compacted);
    const last = mainRevision(await lastKey(tree, keys));
    // etcd counts from 1, and from the compaction when nothing above it is left.
    const revision = Math.max(last, compactRevision, 1);
    return {
      head: { revision, ...(compactRevision > 0 ? { compactRevision } : {}) },
      isAuthEnabled: auth.get('authEnabled')?.[0] === 1,
    };
  } catch (error) {
    if (!(error instanceof MalformedValueError)) throw error;
    throw corrupt(tree.store.location, `a revision in it is malformed: ${error.message}`, error);
  }
}

function mainRevision(bytes: Buffer | undefined): number {
  return bytes === undefined ? 0 : readRevision(bytes, 0, bytes.length).main;
}

function startsWith(bytes: Buffer, view: KeyValueView, prefix: Uint8Array): boolean {
  if (view.keyEnd - view.keyStart < prefix.length) return false;
  return prefix.length === 0 || bytes.compare(prefix, 0, prefix.length, view.keyStart, view.keyStart + prefix.length) === 0;
}

function authNotice(): StoreNotice {
  return {
    code: 'auth-enabled',
    count: 1,
    examples: [],
    message: 'authentication is enabled in the store; its users and roles are not carried along',
  };
}
