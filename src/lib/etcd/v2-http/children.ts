import { SkepError } from '../../errors.js';
import type { Etcd2Node } from './node.js';

/** No single key comes near; it bounds what is held of an answer that never ends. */
const MAX_CHILD_BYTES = 64 * 1024 * 1024;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
/** `{"node":{"nodes":[{` : the brackets around a child of the directory that was asked for. */
const CHILD_DEPTH = 4;

/**
 * Takes the children out of a directory's JSON while it arrives, so that a directory of any size is read in bounded memory.
 * @throws SkepError STORE_CORRUPT when a child is no JSON, larger than 64 MiB, or the text ends inside the answer
 */
export async function* childrenOf(chunks: AsyncIterable<Buffer>, where: string): AsyncGenerator<readonly Etcd2Node[]> {
  const splitter = new ChildSplitter(where);
  for await (const chunk of chunks) {
    const children = splitter.take(chunk);
    if (children.length > 0) yield children;
  }
  if (!splitter.isComplete) throw corrupt(where, 'the answer ends too early');
}

class ChildSplitter {
  readonly #where: string;
  #depth = 0;
  #inString = false;
  #isEscaped = false;
  #begun = false;
  /** The beginning of a child whose end has not come yet. */
  #pending: Buffer[] = [];
  #pendingBytes = 0;

  constructor(where: string) {
    this.#where = where;
  }

  get isComplete(): boolean {
    return this.#begun && this.#depth === 0;
  }

  take(chunk: Buffer): Etcd2Node[] {
    const children: Etcd2Node[] = [];
    let start = this.#depth >= CHILD_DEPTH ? 0 : -1;
    let depth = this.#depth;
    let inString = this.#inString;
    let isEscaped = this.#isEscaped;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i];
      if (inString) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) inString = false;
      } else if (byte === QUOTE) inString = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        depth++;
        if (depth === CHILD_DEPTH) start = i;
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        if (depth === CHILD_DEPTH) {
          children.push(this.#parse(chunk.subarray(start, i + 1)));
          start = -1;
        }
        depth--;
      }
    }
    if (chunk.length > 0) this.#begun = true;
    this.#depth = depth;
    this.#inString = inString;
    this.#isEscaped = isEscaped;
    if (start >= 0) this.#hold(chunk.subarray(start));
    return children;
  }

  #hold(part: Buffer): void {
    this.#pending.push(part);
    this.#pendingBytes += part.length;
    if (this.#pendingBytes > MAX_CHILD_BYTES)
      throw corrupt(this.#where, `a key with a value of over ${String(MAX_CHILD_BYTES)} bytes`);
  }

  #parse(end: Buffer): Etcd2Node {
    const text = this.#pending.length === 0 ? end : Buffer.concat([...this.#pending, end]);
    this.#pending = [];
    this.#pendingBytes = 0;
    let node: unknown;
    try {
      node = JSON.parse(text.toString());
    } catch (cause) {
      throw corrupt(this.#where, 'the answer is not JSON', cause);
    }
    if (isNode(node)) return node;
    throw corrupt(this.#where, `a node without a key: ${text.subarray(0, 80).toString()}`);
  }
}

function isNode(node: unknown): node is Etcd2Node {
  return typeof node === 'object' && node !== null && 'key' in node && typeof node.key === 'string';
}

function corrupt(where: string, what: string, cause?: unknown): SkepError {
  return new SkepError('STORE_CORRUPT', `${where}: ${what}`, cause === undefined ? {} : { cause });
}
