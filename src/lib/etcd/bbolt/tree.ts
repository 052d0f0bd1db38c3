/** The B+ trees of a bbolt file: its meta pages, its buckets and their leaves in key order, every bound checked. */
import { Buffer } from 'node:buffer';
import { SkepError } from '../../errors.js';
import {
  BUCKET_HEADER_SIZE,
  ELEMENT_BUCKET,
  ELEMENT_SIZE,
  FREELIST_COUNT_IN_FIRST,
  LARGEST_PAGE,
  LARGEST_PAGE_RUN,
  type Meta,
  type MetaReading,
  PAGE_BRANCH,
  PAGE_FREELIST,
  PAGE_HEADER_SIZE,
  PAGE_LEAF,
  readMeta,
  readUInt64,
  SMALLEST_PAGE,
} from './format.js';
import { PageReader, PREFETCH } from './page-reader.js';
import { corrupt, readFully, type StoreFile } from './store-file.js';

/** Deeper than any real tree: two children a branch would already give 2^40 leaves. It ends a loop of branches. */
const MAX_DEPTH = 40;
/** Buckets of etcd that are read whole into memory hold a handful of entries; the root has about a dozen. */
const MAX_BUCKETS = 4096;

export interface Tree {
  readonly store: StoreFile;
  readonly meta: Meta;
}

export interface Bucket {
  readonly name: string;
  /** Root page; undefined when the bucket is one leaf inside its parent's value. */
  readonly rootPage: number | undefined;
  readonly inline: Buffer | undefined;
}

/** One leaf page; element `i` has its key at [keyStart, keyEnd) and its value at [keyEnd, valueEnd) of `bytes`. */
export class Leaf {
  readonly bytes: Buffer;
  readonly count: number;
  /** For messages: "page 12 (offset 49152)". */
  readonly place: string;

  constructor(bytes: Buffer, count: number, place: string) {
    this.bytes = bytes;
    this.count = count;
    this.place = place;
  }

  isBucket(i: number): boolean {
    return (this.bytes.readUInt32LE(PAGE_HEADER_SIZE + i * ELEMENT_SIZE) & ELEMENT_BUCKET) !== 0;
  }

  keyStart(i: number): number {
    const element = PAGE_HEADER_SIZE + i * ELEMENT_SIZE;
    return element + this.bytes.readUInt32LE(element + 4);
  }

  keyEnd(i: number): number {
    const element = PAGE_HEADER_SIZE + i * ELEMENT_SIZE;
    return element + this.bytes.readUInt32LE(element + 4) + this.bytes.readUInt32LE(element + 8);
  }

  valueEnd(i: number): number {
    return this.keyEnd(i) + this.bytes.readUInt32LE(PAGE_HEADER_SIZE + i * ELEMENT_SIZE + 12);
  }

  key(i: number): Buffer {
    return this.bytes.subarray(this.keyStart(i), this.keyEnd(i));
  }

  value(i: number): Buffer {
    return this.bytes.subarray(this.keyEnd(i), this.valueEnd(i));
  }
}

/**
 * Finds the valid meta page with the higher transaction and checks what it says against the file.
 * @throws SkepError STORE_NOT_A_STORE when it is no bbolt file, STORE_CORRUPT when it is a damaged one
 */
export async function openTree(store: StoreFile): Promise<Tree> {
  const head = Buffer.alloc(Math.min(2 * LARGEST_PAGE, store.length));
  await readFully(store, head, 0);
  const meta = chooseMeta(store, head);
  if (meta.highWater * meta.pageSize > store.length) {
    throw corrupt(
      store.location,
      `truncated: the meta page counts ${String(meta.highWater)} pages of ${String(meta.pageSize)} bytes, ` +
        `the file has ${String(store.length)} bytes`,
    );
  }
  const tree = { store, meta };
  await checkFreelist(tree);
  return tree;
}

/** Reads the two meta pages again and gives the valid one with the higher transaction. */
export async function currentTransaction(store: StoreFile): Promise<number> {
  const head = Buffer.alloc(Math.min(2 * LARGEST_PAGE, store.length));
  await readFully(store, head, 0);
  return chooseMeta(store, head).transaction;
}

function chooseMeta(store: StoreFile, head: Buffer): Meta {
  const first = readMeta(head);
  // The second meta page is found even when the first one, which tells the page size, is damaged.
  const second = secondMetas(head, 'meta' in first ? first.meta.pageSize : undefined).find((reading) => 'meta' in reading);
  const metas = [first, second].flatMap((reading) => (reading !== undefined && 'meta' in reading ? [reading.meta] : []));
  const [a, b] = metas;
  if (a !== undefined) return b !== undefined && b.transaction > a.transaction ? b : a;
  const isBolt = [first, ...secondMetas(head, undefined)].some((reading) => 'problem' in reading && reading.isBolt);
  const problem = 'problem' in first ? first.problem : 'no page size fits';
  if (isBolt || head.length === 0) {
    throw corrupt(
      store.location,
      head.length === 0 ? 'empty (0 bytes)' : `page 0 (offset 0): ${problem}; the second meta page is not valid either`,
    );
  }
  throw new SkepError('STORE_NOT_A_STORE', `${store.location}: no etcd v3 backend file (page 0: ${problem})`);
}

function secondMetas(head: Buffer, pageSize: number | undefined): MetaReading[] {
  const readings: MetaReading[] = [];
  for (let size = pageSize ?? SMALLEST_PAGE; size <= (pageSize ?? LARGEST_PAGE); size *= 2) {
    const reading = readMeta(head.subarray(size));
    if (!('meta' in reading) || reading.meta.pageSize === size) readings.push(reading);
  }
  return readings;
}

/** etcd itself dies of a broken freelist, so a file that has one is not passed on as sound. */
async function checkFreelist(tree: Tree): Promise<void> {
  const { freelistPage } = tree.meta;
  if (freelistPage === undefined) return;
  const { bytes, place } = await loadPage(tree, new PageReader(tree.store), freelistPage, PAGE_FREELIST);
  const count = bytes.readUInt16LE(10);
  const inFirst = count === FREELIST_COUNT_IN_FIRST;
  const entries = inFirst ? 1 + (bytes.length >= 24 ? readUInt64(bytes, PAGE_HEADER_SIZE) : Infinity) : count;
  if (PAGE_HEADER_SIZE + entries * 8 > bytes.length) {
    throw corrupt(tree.store.location, `${place}: a freelist of ${String(entries)} entries does not fit into it`);
  }
}

/** The buckets at the root of the file, by name. */
export async function readBuckets(tree: Tree): Promise<ReadonlyMap<string, Bucket>> {
  const root: Bucket = { name: '', rootPage: tree.meta.rootPage, inline: undefined };
  const buckets = new Map<string, Bucket>();
  for await (const leaf of leavesOf(tree, new PageReader(tree.store), root)) {
    for (let i = 0; i < leaf.count; i++) {
      if (!leaf.isBucket(i)) throw corrupt(tree.store.location, `${leaf.place}: element ${String(i)} of the root is no bucket`);
      const bucket = readBucket(tree, leaf, i);
      buckets.set(bucket.name, bucket);
    }
    if (buckets.size > MAX_BUCKETS) throw corrupt(tree.store.location, `${leaf.place}: over ${String(MAX_BUCKETS)} buckets`);
  }
  return buckets;
}

function readBucket(tree: Tree, leaf: Leaf, i: number): Bucket {
  const name = leaf.key(i).toString('latin1');
  const value = leaf.value(i);
  const rootPage = value.length >= BUCKET_HEADER_SIZE ? readUInt64(value, 0) : undefined;
  if (rootPage === undefined || (rootPage === 0 && value.length < BUCKET_HEADER_SIZE + PAGE_HEADER_SIZE)) {
    throw corrupt(
      tree.store.location,
      `${leaf.place}: bucket ${JSON.stringify(name)} has a value of only ${String(value.length)} bytes`,
    );
  }
  if (rootPage !== 0) return { name, rootPage, inline: undefined };
  return { name, rootPage: undefined, inline: Buffer.from(value.subarray(BUCKET_HEADER_SIZE)) };
}

/**
 * The leaves of a bucket in key order, from the one that may hold `from` on. A leaf is valid until the next is asked for.
 * @throws SkepError STORE_CORRUPT on a page of another kind, a loop, a key out of order or an element outside its page
 */
export async function* leavesOf(tree: Tree, reader: PageReader, bucket: Bucket, from?: Buffer): AsyncGenerator<Leaf, void> {
  if (bucket.inline !== undefined) {
    yield inlineLeaf(tree, bucket.name, bucket.inline);
    return;
  }
  const stack: Branch[] = [];
  const order = new KeyOrder(tree.store.location);
  let pageId = bucket.rootPage ?? 0;
  let lower: Buffer | undefined;
  for (;;) {
    const ready = peekPage(tree, reader, pageId);
    const page = ready ?? (await loadPage(tree, reader, pageId, PAGE_LEAF | PAGE_BRANCH));
    if (page.flags === PAGE_BRANCH) {
      if (stack.length >= MAX_DEPTH) throw corrupt(tree.store.location, `${page.place}: branches form a loop or go too deep`);
      stack.push(openBranch(tree, page, lower, order.last === undefined ? from : undefined));
    } else {
      const leaf = checkedLeaf(tree, page);
      if (leaf.count === 0 && stack.length > 0) throw corrupt(tree.store.location, `${page.place}: an empty leaf below a branch`);
      order.check(leaf, lower);
      yield leaf;
    }
    while ((stack.at(-1)?.next ?? 0) >= (stack.at(-1)?.count ?? Infinity)) stack.pop();
    const branch = stack.at(-1);
    if (branch === undefined) return;
    if (branch.next >= branch.prefetched) await prefetchChildren(tree, reader, branch, stack.length - 1);
    pageId = childPage(branch, branch.next);
    lower = branchKey(branch.bytes, branch.next);
    branch.next += 1;
  }
}

/** The greatest key of a bucket, or undefined when it is empty. Reads one page a level. */
export async function lastKey(tree: Tree, bucket: Bucket): Promise<Buffer | undefined> {
  const reader = new PageReader(tree.store);
  const lastOf = (leaf: Leaf): Buffer | undefined => (leaf.count === 0 ? undefined : Buffer.from(leaf.key(leaf.count - 1)));
  if (bucket.inline !== undefined) return lastOf(inlineLeaf(tree, bucket.name, bucket.inline));
  let pageId = bucket.rootPage ?? 0;
  for (let depth = 0; depth <= MAX_DEPTH; depth++) {
    const page = await loadPage(tree, reader, pageId, PAGE_LEAF | PAGE_BRANCH);
    if (page.flags === PAGE_LEAF) return lastOf(checkedLeaf(tree, page));
    const branch = openBranch(tree, page, undefined, undefined);
    pageId = childPage(branch, branch.count - 1);
  }
  throw corrupt(tree.store.location, `page ${String(pageId)}: branches form a loop or go too deep`);
}

interface Page {
  readonly flags: number;
  readonly bytes: Buffer;
  readonly place: string;
}

interface Branch {
  readonly bytes: Buffer;
  readonly count: number;
  next: number;
  /** Children before this one are read or on their way. */
  prefetched: number;
}

async function prefetchChildren(tree: Tree, reader: PageReader, branch: Branch, level: number): Promise<void> {
  const { pageSize } = tree.meta;
  const end = Math.min(branch.count, branch.next + Math.ceil(PREFETCH / pageSize));
  branch.prefetched = end;
  const positions: number[] = [];
  for (let i = branch.next; i < end; i++) positions.push(childPage(branch, i) * pageSize);
  await reader.prefetch(level, positions, pageSize);
}

function childPage(branch: Branch, i: number): number {
  return readUInt64(branch.bytes, PAGE_HEADER_SIZE + i * ELEMENT_SIZE + 8);
}

/** The page when it is in the cache, has no overflow and is what its number says; everything else is left to `loadPage`. */
function peekPage(tree: Tree, reader: PageReader, id: number): Page | undefined {
  const { pageSize, highWater } = tree.meta;
  if (!(id >= 2 && id < highWater)) return undefined;
  const bytes = reader.peek(id * pageSize, pageSize);
  if (bytes === undefined || bytes.readUInt32LE(12) !== 0 || readUInt64(bytes, 0) !== id) return undefined;
  const flags = bytes.readUInt16LE(8);
  if (flags !== PAGE_LEAF && flags !== PAGE_BRANCH) return undefined;
  return { flags, bytes, place: placeOf(tree, id) };
}

async function loadPage(tree: Tree, reader: PageReader, id: number, allowed: number): Promise<Page> {
  const { pageSize, highWater } = tree.meta;
  const fail = (problem: string): SkepError => corrupt(tree.store.location, `${placeOf(tree, id)}: ${problem}`);
  if (!(id >= 2 && id < highWater)) throw fail(`named by another page, but pages go from 2 to ${String(highWater - 1)}`);
  const bytes = await reader.load(id * pageSize, pageSize);
  if (readUInt64(bytes, 0) !== id) throw fail(`it carries the number ${String(readUInt64(bytes, 0))}`);
  const flags = bytes.readUInt16LE(8);
  if ((flags & allowed) === 0 || (flags & (flags - 1)) !== 0)
    throw fail(`a page of another kind (flags ${String(flags)}) than expected`);
  const overflow = bytes.readUInt32LE(12);
  const length = (overflow + 1) * pageSize;
  if (id + overflow >= highWater) throw fail(`its ${String(overflow)} overflow pages go past the last page`);
  // A freelist may be large, and is checked by its first page and its length alone.
  if (flags === PAGE_FREELIST)
    return { flags, bytes: overflow === 0 ? bytes : padded(bytes, length, fail), place: placeOf(tree, id) };
  if (length > LARGEST_PAGE_RUN) throw fail(`${String(length)} bytes with its overflow, which no etcd request makes`);
  return { flags, bytes: overflow === 0 ? bytes : await reader.load(id * pageSize, length), place: placeOf(tree, id) };
}

function padded(bytes: Buffer, length: number, fail: (problem: string) => SkepError): Buffer {
  if (length > LARGEST_PAGE_RUN) throw fail(`a freelist of ${String(length)} bytes`);
  return Buffer.concat([bytes], length);
}

function placeOf(tree: Tree, id: number): string {
  return `page ${String(id)} (offset ${String(id * tree.meta.pageSize)})`;
}

function checkedLeaf(tree: Tree, page: Page): Leaf {
  const leaf = new Leaf(page.bytes, page.bytes.readUInt16LE(10), page.place);
  checkLeaf(tree.store.location, leaf);
  return leaf;
}

function inlineLeaf(tree: Tree, name: string, bytes: Buffer): Leaf {
  const place = `inline bucket ${JSON.stringify(name)}`;
  const leaf = new Leaf(bytes, bytes.readUInt16LE(10), place);
  if (bytes.readUInt16LE(8) !== PAGE_LEAF) throw corrupt(tree.store.location, `${place}: it is no leaf`);
  checkLeaf(tree.store.location, leaf);
  new KeyOrder(tree.store.location).check(leaf, undefined);
  return leaf;
}

function checkLeaf(location: string, leaf: Leaf): void {
  const { bytes, count } = leaf;
  const dataStart = PAGE_HEADER_SIZE + count * ELEMENT_SIZE;
  if (dataStart > bytes.length) throw corrupt(location, `${leaf.place}: ${String(count)} elements do not fit into it`);
  for (let i = 0; i < count; i++) {
    if (leaf.keyStart(i) < dataStart || leaf.valueEnd(i) > bytes.length) {
      throw corrupt(location, `${leaf.place}: element ${String(i)} lies outside the page`);
    }
  }
}

function openBranch(tree: Tree, page: Page, lower: Buffer | undefined, from: Buffer | undefined): Branch {
  const fail = (problem: string): SkepError => corrupt(tree.store.location, `${page.place}: ${problem}`);
  // The cache may drop the page while its children are read.
  const bytes = Buffer.from(page.bytes);
  const count = bytes.readUInt16LE(10);
  const dataStart = PAGE_HEADER_SIZE + count * ELEMENT_SIZE;
  if (count === 0) throw fail('a branch without children');
  if (dataStart > bytes.length) throw fail(`${String(count)} elements do not fit into it`);
  let next = 0;
  let previous: Buffer | undefined;
  for (let i = 0; i < count; i++) {
    const start = branchKeyStart(bytes, i);
    if (start < dataStart || start + branchKeySize(bytes, i) > bytes.length)
      throw fail(`element ${String(i)} lies outside the page`);
    const key = branchKey(bytes, i);
    if (previous !== undefined && previous.compare(key) >= 0) throw fail(`the key of element ${String(i)} is out of order`);
    if (i === 0 && lower !== undefined && lower.compare(key) > 0) throw fail('its first key is smaller than its parent says');
    if (from !== undefined && key.compare(from) <= 0) next = i;
    previous = key;
  }
  // A reading that begins in the middle is after one entry: it takes its children as it comes to them.
  return { bytes, count, next, prefetched: from === undefined ? 0 : count };
}

function branchKeyStart(bytes: Buffer, i: number): number {
  const element = PAGE_HEADER_SIZE + i * ELEMENT_SIZE;
  return element + bytes.readUInt32LE(element);
}

function branchKeySize(bytes: Buffer, i: number): number {
  return bytes.readUInt32LE(PAGE_HEADER_SIZE + i * ELEMENT_SIZE + 4);
}

function branchKey(bytes: Buffer, i: number): Buffer {
  const start = branchKeyStart(bytes, i);
  return bytes.subarray(start, start + branchKeySize(bytes, i));
}

/** Holds every key against the one before it, across pages: a page met twice is found by it too. */
class KeyOrder {
  last: Buffer | undefined;
  readonly #location: string;

  constructor(location: string) {
    this.#location = location;
  }

  check(leaf: Leaf, lower: Buffer | undefined): void {
    const { bytes, count, place } = leaf;
    if (count === 0) return;
    if (lower !== undefined && lower.compare(bytes, leaf.keyStart(0), leaf.keyEnd(0)) > 0) {
      throw corrupt(this.#location, `${place}: its first key is smaller than its parent says`);
    }
    if (this.last !== undefined && this.last.compare(bytes, leaf.keyStart(0), leaf.keyEnd(0)) >= 0) {
      throw corrupt(this.#location, `${place}: the key of element 0 is out of order`);
    }
    for (let i = 1; i < count; i++) {
      if (bytes.compare(bytes, leaf.keyStart(i), leaf.keyEnd(i), leaf.keyStart(i - 1), leaf.keyEnd(i - 1)) >= 0) {
        throw corrupt(this.#location, `${place}: the key of element ${String(i)} is out of order`);
      }
    }
    this.last = Buffer.from(leaf.key(count - 1));
  }
}
