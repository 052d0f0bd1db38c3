import { Buffer } from 'node:buffer';

/** The bytes are not the JSON of a v2 store; `offset` counts from the JSON's first byte. */
export class SnapshotSyntaxError extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** What the parser knows of a node. The object is used again for the next node: copy what is to be kept. */
export interface ParsedNode {
  created: number;
  modified: number;
  /** RFC 3339 with nanoseconds; empty: it does not expire. */
  expires: string;
}

/** Told of the store's nodes in the order of the file, depth first. The root comes first, with an empty name. */
export interface SnapshotVisitor {
  /** A directory begins; false: not to be told of what is in it (nor of its end). */
  enter(name: string, node: ParsedNode): boolean;
  leave(): void;
  /** `raw` is the value as it stands between the quotes, a view; `escaped`: it holds backslashes (see `unescapeInto`). */
  leaf(name: string, node: ParsedNode, raw: Buffer, escaped: boolean): void;
}

type FrameKind = 'store' | 'node' | 'children' | 'skipped-object' | 'skipped-array';

interface Frame {
  kind: FrameKind;
  name: string;
  node: ParsedNode;
  /** The member whose value comes next, or the last one. */
  member: string;
  entered: boolean;
}

const EXPECT = { value: 0, firstKey: 1, key: 2, colon: 3, separator: 4, firstElement: 5, end: 6 } as const;
type Expect = (typeof EXPECT)[keyof typeof EXPECT];

const MAX_FRAMES = 8192;
const MAX_TOKEN_BYTES = 256 << 20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const ZERO_TIME = '0001-01-01T00:00:00Z';
const NO_BYTES = Buffer.alloc(0);

/**
 * A push parser for the JSON of etcd's v2 store: Root with nested Children, CurrentIndex, and members of no interest. Memory
 * is bounded by the longest single token; values are never turned into strings.
 */
export class SnapshotParser {
  /** X-Etcd-Index; known at the end. */
  currentIndex: number | undefined;
  readonly #visitor: SnapshotVisitor;
  readonly #frames: Frame[] = [];
  #depth = -1;
  #expect: Expect = EXPECT.value;
  /** Below a directory that the visitor does not want to see. */
  #unseen = 0;
  #data: Buffer = NO_BYTES;
  #position = 0;
  /** Offset of #data's first byte in the whole. */
  #base = 0;
  /** How far a string that did not end within the data was searched. */
  #scanned = 0;
  #escaped = false;
  /** The value of the node that is being read: it is needed when the node's end shows that it is a file. */
  #valueStart = -1;
  #valueEnd = -1;
  #valueEscaped = false;

  constructor(visitor: SnapshotVisitor) {
    this.#visitor = visitor;
  }

  /** @throws SnapshotSyntaxError */
  write(chunk: Buffer): void {
    const keepFrom = this.#valueStart === -1 ? this.#position : this.#valueStart;
    const rest = this.#data.subarray(keepFrom);
    this.#data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    this.#base += keepFrom;
    this.#position -= keepFrom;
    this.#scanned = Math.max(0, this.#scanned - keepFrom);
    if (this.#valueStart !== -1) {
      this.#valueStart -= keepFrom;
      this.#valueEnd -= keepFrom;
    }
    while (this.#position < this.#data.length && this.#step());
    if (this.#data.length - this.#position > MAX_TOKEN_BYTES) throw this.#wrong('a value longer than 256 MiB');
  }

  /** @throws SnapshotSyntaxError when the store has not ended */
  end(): void {
    if (this.#expect !== EXPECT.end) throw this.#wrong('the JSON ends in the middle');
    if (this.currentIndex === undefined) throw this.#wrong('the store has no CurrentIndex');
  }

  /** One token; false when it is not whole yet. */
  #step(): boolean {
    const byte = this.#data[this.#position];
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) {
      this.#position += 1;
      return true;
    }
    switch (this.#expect) {
      case EXPECT.separator:
        return this.#separator(byte);
      case EXPECT.firstKey:
        if (byte === 0x7d) return this.#close(byte);
        return this.#key(byte);
      case EXPECT.key:
        return this.#key(byte);
      case EXPECT.colon:
        if (byte !== 0x3a) throw this.#wrong('a colon should stand here');
        this.#position += 1;
        this.#expect = EXPECT.value;
        return true;
      case EXPECT.firstElement:
        if (byte === 0x5d) return this.#close(byte);
        return this.#value(byte);
      case EXPECT.value:
        return this.#value(byte);
      case EXPECT.end:
        throw this.#wrong('something follows the end of the store');
    }
  }

  #separator(byte: number | undefined): boolean {
    if (byte !== 0x2c) return this.#close(byte);
    this.#position += 1;
    this.#expect = this.#top().kind === 'skipped-array' ? EXPECT.value : EXPECT.key;
    return true;
  }

  #key(byte: number | undefined): boolean {
    if (byte !== QUOTE) throw this.#wrong('the name of a member should stand here');
    const end = this.#stringEnd();
    if (end === -1) return false;
    const top = this.#top();
    // No strings are made of names that say nothing: of the six members of a million nodes, and in skipped objects.
    if (top.kind === 'node') top.member = nodeMember(this.#data, this.#position + 1, end);
    else if (top.kind !== 'skipped-object') top.member = this.#text(this.#position + 1, end);
    this.#position = end + 1;
    this.#expect = EXPECT.colon;
    return true;
  }

  #value(byte: number | undefined): boolean {
    if (byte === QUOTE) return this.#string();
    if (byte === 0x7b) return this.#open();
    if (byte === 0x5b) {
      const top = this.#top();
      if (top.kind === 'children' || (top.kind === 'node' && top.member === 'Children'))
        throw this.#wrong('an array instead of a node');
      this.#push('skipped-array');
      this.#position += 1;
      this.#expect = EXPECT.firstElement;
      return true;
    }
    return this.#literal();
  }

  #string(): boolean {
    const end = this.#stringEnd();
    if (end === -1) return false;
    const start = this.#position + 1;
    const top = this.#top();
    if (top.kind === 'children') throw this.#wrong('a string instead of a node');
    if (top.kind === 'node') {
      if (top.member === 'Value') {
        this.#valueStart = start;
        this.#valueEnd = end;
        this.#valueEscaped = this.#escaped;
      } else if (top.member === 'ExpireTime') {
        const time = this.#data.toString('latin1', start, end);
        top.node.expires = time === ZERO_TIME ? '' : time;
      }
    }
    this.#position = end + 1;
    this.#expect = EXPECT.separator;
    return true;
  }

  #open(): boolean {
    const kind = this.#depth === -1 ? 'store' : this.#kindWithin(this.#top());
    if (kind === 'children') this.#enter();
    const name = this.#depth >= 0 && this.#top().kind === 'children' ? this.#top().member : '';
    this.#push(kind, name);
    this.#position += 1;
    this.#expect = EXPECT.firstKey;
    return true;
  }

  #kindWithin(top: Frame): FrameKind {
    if (top.kind === 'store' && top.member === 'Root') return 'node';
    if (top.kind === 'children') return 'node';
    if (top.kind === 'node' && top.member === 'Children') return 'children';
    return 'skipped-object';
  }

  /** The node on top is a directory: its children begin. */
  #enter(): void {
    const top = this.#top();
    this.#valueStart = -1;
    if (this.#unseen > 0 || !this.#visitor.enter(top.name, top.node)) this.#unseen += 1;
    top.entered = true;
  }

  #close(byte: number | undefined): boolean {
    const top = this.#top();
    if (byte !== (top.kind === 'skipped-array' ? 0x5d : 0x7d)) throw this.#wrong('a comma or the end should stand here');
    this.#position += 1;
    if (top.kind === 'node') this.#endOfNode(top);
    this.#depth -= 1;
    this.#expect = this.#depth === -1 ? EXPECT.end : EXPECT.separator;
    return true;
  }

  #endOfNode(top: Frame): void {
    if (top.entered) {
      if (this.#unseen > 0) this.#unseen -= 1;
      else this.#visitor.leave();
    } else if (this.#unseen === 0) {
      const raw = this.#valueStart === -1 ? NO_BYTES : this.#data.subarray(this.#valueStart, this.#valueEnd);
      this.#visitor.leaf(top.name, top.node, raw, this.#valueStart !== -1 && this.#valueEscaped);
    }
    this.#valueStart = -1;
  }

  /** A number, true, false or null: all that follows up to a comma or an end. */
  #literal(): boolean {
    const data = this.#data;
    let end = this.#position;
    for (; end < data.length; end++) {
      const byte = data[end];
      if (byte === 0x2c || byte === 0x7d || byte === 0x5d || byte === 0x20 || byte === 0x0a) break;
    }
    if (end - this.#position > 64) throw this.#wrong('a value that is none of JSON');
    if (end === data.length) return false;
    const text = data.toString('latin1', this.#position, end);
    this.#takeLiteral(text);
    this.#position = end;
    this.#expect = EXPECT.separator;
    return true;
  }

  #takeLiteral(text: string): void {
    const top = this.#depth === -1 ? undefined : this.#top();
    if (top?.kind === 'node' && (top.member === 'CreatedIndex' || top.member === 'ModifiedIndex')) {
      if (top.member === 'CreatedIndex') top.node.created = this.#index(text);
      else top.node.modified = this.#index(text);
    } else if (top?.kind === 'store' && top.member === 'CurrentIndex') this.currentIndex = this.#index(text);
    else if (top === undefined || top.kind === 'children' || !isLiteral(text))
      throw this.#wrong(`${JSON.stringify(text)} stands where it should not`);
  }

  #index(text: string): number {
    const index = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (!Number.isSafeInteger(index)) throw this.#wrong(`the index ${JSON.stringify(text)}`);
    return index;
  }

  /** Where the string that begins at the position ends (its quote), or -1. Sets #escaped. */
  #stringEnd(): number {
    const data = this.#data;
    const length = data.length;
    let i = this.#scanned;
    if (i <= this.#position) {
      i = this.#position + 1;
      this.#escaped = false;
    }
    for (; i < length; i++) {
      const byte = data[i];
      if (byte === QUOTE) {
        this.#scanned = 0;
        return i;
      }
      if (byte === BACKSLASH) {
        this.#escaped = true;
        i += 1;
      }
    }
    // A backslash may be the last byte of the data: its partner then comes first in the next.
    this.#scanned = i;
    return -1;
  }

  #text(start: number, end: number): string {
    if (!this.#escaped) return this.#data.toString('utf8', start, end);
    const bytes = Buffer.allocUnsafe(end - start);
    return bytes.toString('utf8', 0, unescapeInto(this.#data.subarray(start, end), bytes, 0));
  }

  #top(): Frame {
    const frame = this.#frames[this.#depth];
    if (frame === undefined) throw this.#wrong('this is no JSON object');
    return frame;
  }

  #push(kind: FrameKind, name = ''): void {
    this.#depth += 1;
    const frame = this.#frames[this.#depth];
    if (frame === undefined) {
      if (this.#depth > MAX_FRAMES) throw this.#wrong('it is nested too deeply');
      this.#frames.push({ kind, name, node: { created: 0, modified: 0, expires: '' }, member: '', entered: false });
      return;
    }
    frame.kind = kind;
    frame.name = name;
    frame.member = '';
    frame.entered = false;
    frame.node.created = 0;
    frame.node.modified = 0;
    frame.node.expires = '';
  }

  #wrong(message: string): SnapshotSyntaxError {
    return new SnapshotSyntaxError(message, this.#base + this.#position);
  }
}

/** Which member of a node a name is; empty for those of no interest. Length, first and last byte tell them apart. */
function nodeMember(data: Buffer, start: number, end: number): string {
  const edges = ((data[start] ?? 0) << 8) | (data[end - 1] ?? 0);
  switch (end - start) {
    case 5:
      return edges === 0x5665 ? 'Value' : '';
    case 8:
      return edges === 0x436e ? 'Children' : '';
    case 10:
      return edges === 0x4565 ? 'ExpireTime' : '';
    case 12:
      return edges === 0x4378 ? 'CreatedIndex' : '';
    case 13:
      return edges === 0x4d78 ? 'ModifiedIndex' : '';
    default:
      return '';
  }
}

function isLiteral(text: string): boolean {
  return text === 'null' || text === 'true' || text === 'false' || /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text);
}

/** What stands behind a backslash, by its byte; 0: nothing may. */
const ESCAPES = escapeTable();

function escapeTable(): Uint8Array {
  const table = new Uint8Array(256);
  for (const [letter, byte] of [
    ['"', 0x22],
    ['\\', 0x5c],
    ['/', 0x2f],
    ['b', 8],
    ['f', 12],
    ['n', 10],
    ['r', 13],
    ['t', 9],
  ] as const) {
    table[letter.charCodeAt(0)] = byte;
  }
  return table;
}

/**
 * Writes the content of a JSON string as UTF-8 into `target` from `at` on; returns where it ends. Never longer than `raw`.
 * @throws SnapshotSyntaxError for an escape that is none, or that stands for half a character
 */
export function unescapeInto(raw: Uint8Array, target: Uint8Array, at: number): number {
  const length = raw.length;
  let out = at;
  for (let i = 0; i < length; i++) {
    const byte = raw[i] as number;
    if (byte !== BACKSLASH) {
      target[out++] = byte;
      continue;
    }
    i += 1;
    const plain = ESCAPES[raw[i] ?? 0] as number;
    if (plain !== 0) {
      target[out++] = plain;
      continue;
    }
    let code = raw[i] === 0x75 ? hex4(raw, i + 1) : -1;
    if (code === -1) throw new SnapshotSyntaxError('an escape that JSON does not have', i);
    i += 4;
    if (code >= 0xd800 && code < 0xdc00 && raw[i + 1] === BACKSLASH && raw[i + 2] === 0x75) {
      const low = hex4(raw, i + 3);
      if (low >= 0xdc00 && low < 0xe000) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        i += 6;
      }
    }
    out = writeCodePoint(code, target, out);
  }
  return out;
}

function hex4(raw: Uint8Array, at: number): number {
  let code = 0;
  for (let i = at; i < at + 4; i++) {
    const byte = raw[i] ?? 0;
    const digit =
      byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66 ? (byte | 0x20) - 0x57 : -1;
    if (digit === -1) return -1;
    code = code * 16 + digit;
  }
  return code;
}

function writeCodePoint(code: number, target: Uint8Array, at: number): number {
  // Half a surrogate pair is read by Go, and so by etcd, as the replacement character.
  const point = code >= 0xd800 && code < 0xe000 ? 0xfffd : code;
  if (point < 0x80) {
    target[at] = point;
    return at + 1;
  }
  if (point < 0x800) {
    target[at] = 0xc0 | (point >> 6);
    target[at + 1] = 0x80 | (point & 0x3f);
    return at + 2;
  }
  if (point < 0x10000) {
    target[at] = 0xe0 | (point >> 12);
    target[at + 1] = 0x80 | ((point >> 6) & 0x3f);
    target[at + 2] = 0x80 | (point & 0x3f);
    return at + 3;
  }
  target[at] = 0xf0 | (point >> 18);
  target[at + 1] = 0x80 | ((point >> 12) & 0x3f);
  target[at + 2] = 0x80 | ((point >> 6) & 0x3f);
  target[at + 3] = 0x80 | (point & 0x3f);
  return at + 4;
}
