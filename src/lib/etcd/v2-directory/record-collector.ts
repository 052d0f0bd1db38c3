import { Buffer } from 'node:buffer';
import type { StoreNotice, StoreRecord } from '../../ports/store.js';
import { millisecondsOf } from './go-time.js';
import { type ParsedNode, SnapshotSyntaxError, type SnapshotVisitor, unescapeInto } from './snapshot-parser.js';
import type { StoreNode } from './store-tree.js';

/** Whether the directory can hold keys that start with `prefix`. */
function mayHold(path: string, prefix: string): boolean {
  return path.startsWith(prefix) || prefix.startsWith(`${path}/`);
}

const BATCH_BYTES = 4 << 20;
const BATCH_RECORDS = 1000;
const EXAMPLES = 10;

interface Frame {
  /** As users see it, without `/1`. */
  readonly path: string;
  readonly node: StoreNode | undefined;
  empty: boolean;
}

interface Sight {
  count: number;
  readonly examples: string[];
}

export interface CollectorOptions {
  readonly root: StoreNode;
  readonly prefix: string;
  /** Only keys that start with one of these are needed. */
  readonly needed?: readonly string[];
  /** The true index of a counted one. */
  readonly indexOf: (counted: number) => number;
  /** What is left of a life is counted from here: epoch milliseconds. */
  readonly asOfMs: number;
}

/** Merges the snapshot, as it streams by, with what the log made of it, into batches of records. */
export class RecordCollector implements SnapshotVisitor {
  readonly #options: CollectorOptions;
  readonly #frames: Frame[] = [];
  readonly #empty: Sight = { count: 0, examples: [] };
  readonly #hidden: Sight = { count: 0, examples: [] };
  #ready: StoreRecord[][] = [];
  #batch: StoreRecord[] = [];
  #batchBytes = 0;
  /** The values of a batch share one allocation, from which pieces are cut. */
  #arena = Buffer.alloc(0);
  #arenaUsed = 0;

  constructor(options: CollectorOptions) {
    this.#options = options;
  }

  /** The batches that are full, each given once. */
  take(): StoreRecord[][] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  /** After the snapshot: the nodes that the log made, then the last batch. */
  finish(): StoreRecord[][] {
    this.#collectMade(this.#options.root, '', 0);
    if (this.#batch.length > 0) this.#ready.push(this.#batch);
    return this.take();
  }

  notices(): StoreNotice[] {
    return [
      ...noticeOf('directories', this.#empty, 'empty directories, which etcd v3 does not have'),
      ...noticeOf(
        'hidden-nodes',
        this.#hidden,
        'keys of hidden nodes (a name that begins with _), which listings over HTTP do not show',
      ),
    ];
  }

  enter(name: string): boolean {
    const depth = this.#frames.length;
    const parent = this.#frames.at(-1);
    if (parent === undefined) {
      this.#frames.push({ path: '', node: this.#options.root, empty: false });
      return true;
    }
    parent.empty = false;
    if (depth === 1 && name !== '1') return false;
    if (parent.node?.masked?.has(name) === true) return false;
    const path = depth === 1 ? '' : `${parent.path}/${name}`;
    if (!this.#isWanted(path)) return false;
    this.#frames.push({ path, node: parent.node?.children?.get(name), empty: true });
    return true;
  }

  leave(): void {
    const frame = this.#frames.pop();
    if (frame === undefined || this.#frames.length < 2) return;
    const empty = frame.node === undefined ? frame.empty : frame.node.size === 0;
    if (empty) this.#see(this.#empty, frame.path);
  }

  leaf(name: string, parsed: ParsedNode, raw: Buffer, escaped: boolean): void {
    const parent = this.#frames.at(-1);
    if (parent === undefined || this.#frames.length < 2) return;
    parent.empty = false;
    const node = parent.node;
    if (node?.masked?.has(name) === true) return;
    const path = `${parent.path}/${name}`;
    if (!path.startsWith(this.#options.prefix)) return;
    const touched = node?.children?.get(name);
    if (touched?.changed === true) {
      this.#add(recordOf(path, touched, this.#options), touched.value?.length ?? 0);
      return;
    }
    const record = {
      key: path,
      value: this.#copy(raw, escaped),
      createRevision: parsed.created,
      modRevision: parsed.modified,
      version: 1,
    };
    if (parsed.expires === '') this.#add(record, raw.length);
    else this.#add({ ...record, expiry: expiryOf(Date.parse(parsed.expires), this.#options.asOfMs) }, raw.length);
  }

  /** Nodes of the log in the order of their names, below directories of whatever origin. */
  #collectMade(node: StoreNode, path: string, depth: number): void {
    if (node.children === undefined) {
      if (node.origin === 'log' && path.startsWith(this.#options.prefix)) {
        this.#add(recordOf(path, node, this.#options), node.value?.length ?? 0);
      }
      return;
    }
    if (!this.#isWanted(path)) return;
    if (node.origin === 'log' && node.size === 0 && depth > 1) this.#see(this.#empty, path);
    for (const name of [...node.children.keys()].sort()) {
      const child = node.children.get(name);
      if (child === undefined || (depth === 0 && name !== '1')) continue;
      this.#collectMade(child, depth === 0 ? '' : `${path}/${name}`, depth + 1);
    }
  }

  /** Whether a directory can hold keys under the prefix. */
  #isWanted(path: string): boolean {
    const { prefix, needed } = this.#options;
    return mayHold(path, prefix) && (needed === undefined || needed.some((wanted) => mayHold(path, wanted)));
  }

  #add(record: StoreRecord, bytes: number): void {
    if (record.key.includes('/_')) this.#see(this.#hidden, record.key);
    if (this.#batch.length > 0 && this.#batchBytes + bytes > BATCH_BYTES) this.#endBatch();
    this.#batch.push(record);
    this.#batchBytes += bytes;
    if (this.#batch.length >= BATCH_RECORDS) this.#endBatch();
  }

  #endBatch(): void {
    this.#ready.push(this.#batch);
    this.#batch = [];
    this.#batchBytes = 0;
  }

  #copy(raw: Buffer, escaped: boolean): Buffer {
    if (this.#arenaUsed + raw.length > this.#arena.length) {
      this.#arena = Buffer.allocUnsafeSlow(Math.max(BATCH_BYTES >> 2, raw.length));
      this.#arenaUsed = 0;
    }
    const start = this.#arenaUsed;
    if (escaped) this.#arenaUsed = unescapeInto(raw, this.#arena, start);
    else this.#arenaUsed = start + raw.copy(this.#arena, start);
    return this.#arena.subarray(start, this.#arenaUsed);
  }

  #see(sight: Sight, example: string): void {
    sight.count += 1;
    if (sight.examples.length < EXAMPLES) sight.examples.push(example);
  }
}

function recordOf(key: string, node: StoreNode, { indexOf, asOfMs }: CollectorOptions): StoreRecord {
  const record = {
    key,
    value: node.value ?? Buffer.alloc(0),
    createRevision: indexOf(node.created),
    modRevision: indexOf(node.modified),
    version: 1,
  };
  return node.expires === 0n ? record : { ...record, expiry: expiryOf(millisecondsOf(node.expires), asOfMs) };
}

function expiryOf(expiresAt: number, asOfMs: number): { ttlSeconds: number; expiresAt: number } {
  if (Number.isNaN(expiresAt)) throw new SnapshotSyntaxError('an expiry that is no time', 0);
  return { ttlSeconds: Math.max(1, Math.ceil((expiresAt - asOfMs) / 1000)), expiresAt };
}

function noticeOf(code: StoreNotice['code'], { count, examples }: Sight, what: string): StoreNotice[] {
  return count === 0 ? [] : [{ code, count, examples, message: `${String(count)} ${what}` }];
}
