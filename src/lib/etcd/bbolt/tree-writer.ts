/** Builds a B+ tree bottom-up from keys in ascending order, in memory that does not grow with it. */
import { Buffer } from 'node:buffer';
import {
  BUCKET_HEADER_SIZE,
  ELEMENT_BUCKET,
  ELEMENT_SIZE,
  PAGE_BRANCH,
  PAGE_HEADER_SIZE,
  PAGE_LEAF,
  writePageHeader,
  writeUInt64,
} from './format.js';
import type { PageSink } from './page-sink.js';

/** bbolt keeps a bucket inside its parent's value up to a quarter of a page. */
const INLINE_SHARE = 4;
/** Held back, so that the last branch of a level, as any other, has two children at least. */
const HELD_BACK = 2;

interface Child {
  readonly firstKey: Buffer;
  readonly page: number;
}

/**
 * One bucket being written. Leaves go out as they fill, each branch when its children have; a level of branches holds at most
 * one page of children in memory.
 */
export class TreeWriter {
  readonly #sink: PageSink;
  readonly #levels: Child[][] = [];
  #data: Buffer;
  #used = 0;
  #count = 0;
  readonly #keySizes: Uint32Array;
  readonly #valueSizes: Uint32Array;
  readonly #flags: Uint8Array;

  constructor(sink: PageSink) {
    this.#sink = sink;
    this.#data = Buffer.allocUnsafeSlow(sink.pageSize);
    const most = sink.pageSize / ELEMENT_SIZE;
    this.#keySizes = new Uint32Array(most);
    this.#valueSizes = new Uint32Array(most);
    this.#flags = new Uint8Array(most);
  }

  /** Adds an element whose key is greater than all before it. */
  add(key: Uint8Array, value: Uint8Array, flags = 0): void {
    const at = this.reserve(key.length, value.length, flags);
    this.#data.set(key, at);
    this.#data.set(value, at + key.length);
  }

  addBucket(name: string, value: Uint8Array): void {
    this.add(Buffer.from(name, 'latin1'), value, ELEMENT_BUCKET);
  }

  /** Makes room for an element; the caller writes key and value into `room`, from the offset that it gets, before the next. */
  reserve(keySize: number, valueSize: number, flags = 0): number {
    const size = keySize + valueSize;
    if (this.#count > 0 && this.#leafSize + ELEMENT_SIZE + size > this.#sink.pageSize) this.#flushLeaf();
    if (this.#used + size > this.#data.length) this.#growData(this.#used + size);
    const at = this.#used;
    this.#keySizes[this.#count] = keySize;
    this.#valueSizes[this.#count] = valueSize;
    this.#flags[this.#count] = flags;
    this.#used += size;
    this.#count += 1;
    return at;
  }

  get room(): Buffer {
    return this.#data;
  }

  /** Ends the bucket; what it gives is the bucket's value in its parent. */
  finish(): Buffer {
    if (this.#levels.length === 0 && this.#leafSize <= this.#sink.pageSize / INLINE_SHARE) return this.#inline();
    const value = Buffer.alloc(BUCKET_HEADER_SIZE);
    writeUInt64(value, this.finishRoot(), 0);
    return value;
  }

  /** Ends the bucket at the root of the file, which is never inline; gives its page. */
  finishRoot(): number {
    if (this.#count > 0 || this.#levels.length === 0) this.#flushLeaf();
    for (let i = 0; ; i++) {
      const level = this.#levels[i] ?? [];
      const [only] = level;
      if (only !== undefined && level.length === 1 && i === this.#levels.length - 1) return only.page;
      this.#flushBranch(i, level.length);
    }
  }

  get #leafSize(): number {
    return PAGE_HEADER_SIZE + this.#count * ELEMENT_SIZE + this.#used;
  }

  #inline(): Buffer {
    const value = Buffer.alloc(BUCKET_HEADER_SIZE + this.#leafSize);
    this.#writeLeaf(value.subarray(BUCKET_HEADER_SIZE), 0, 0);
    return value;
  }

  #flushLeaf(): void {
    const pages = Math.ceil(this.#leafSize / this.#sink.pageSize);
    const { id, bytes } = this.#sink.take(pages);
    const firstKey = Buffer.from(this.#data.subarray(0, this.#keySizes[0] ?? 0));
    this.#writeLeaf(bytes, id, pages - 1);
    this.#used = 0;
    this.#count = 0;
    if (this.#data.length > this.#sink.pageSize) this.#data = Buffer.allocUnsafeSlow(this.#sink.pageSize);
    this.#addChild(0, { firstKey, page: id });
  }

  #writeLeaf(page: Buffer, id: number, overflow: number): void {
    writePageHeader(page, { id, flags: PAGE_LEAF, count: this.#count, overflow });
    let element = PAGE_HEADER_SIZE;
    let data = PAGE_HEADER_SIZE + this.#count * ELEMENT_SIZE;
    const end = data + this.#used;
    this.#data.copy(page, data, 0, this.#used);
    for (let i = 0; i < this.#count; i++) {
      const keySize = this.#keySizes[i] ?? 0;
      const valueSize = this.#valueSizes[i] ?? 0;
      page.writeUInt32LE(this.#flags[i] ?? 0, element);
      page.writeUInt32LE(data - element, element + 4);
      page.writeUInt32LE(keySize, element + 8);
      page.writeUInt32LE(valueSize, element + 12);
      data += keySize + valueSize;
      element += ELEMENT_SIZE;
    }
    page.fill(0, end);
  }

  #addChild(depth: number, child: Child): void {
    const level = (this.#levels[depth] ??= []);
    level.push(child);
    if (branchSize(level) > this.#sink.pageSize) this.#flushBranch(depth, level.length - HELD_BACK);
  }

  #flushBranch(depth: number, count: number): void {
    const children = this.#levels[depth]?.splice(0, count) ?? [];
    const { id, bytes } = this.#sink.take(1);
    writeBranch(bytes, id, children);
    const [first] = children;
    if (first !== undefined) this.#addChild(depth + 1, { firstKey: first.firstKey, page: id });
  }

  #growData(size: number): void {
    const data = Buffer.allocUnsafeSlow(size);
    this.#data.copy(data, 0, 0, this.#used);
    this.#data = data;
  }
}

function branchSize(children: readonly Child[]): number {
  const keySize = children[0]?.firstKey.length ?? 0;
  return PAGE_HEADER_SIZE + children.length * (ELEMENT_SIZE + keySize);
}

function writeBranch(page: Buffer, id: number, children: readonly Child[]): void {
  writePageHeader(page, { id, flags: PAGE_BRANCH, count: children.length, overflow: 0 });
  let element = PAGE_HEADER_SIZE;
  let data = PAGE_HEADER_SIZE + children.length * ELEMENT_SIZE;
  for (const child of children) {
    page.writeUInt32LE(data - element, element);
    page.writeUInt32LE(child.firstKey.length, element + 4);
    writeUInt64(page, child.page, element + 8);
    data += child.firstKey.copy(page, data);
    element += ELEMENT_SIZE;
  }
  page.fill(0, data);
}
