/** What etcd keeps in its buckets: revisions as keys, mvccpb.KeyValue and leasepb.Lease as values. */
import { Buffer } from 'node:buffer';

/** 8 bytes main revision, "_", 8 bytes sub revision; big-endian. */
export const REVISION_SIZE = 17;
const TOMBSTONE_SIZE = 18;
const UNDERSCORE = 0x5f;
const TOMBSTONE_MARK = 0x74;

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

/** Thrown by the parsers here; whoever knows the page turns it into STORE_CORRUPT. */
export class MalformedValueError extends Error {}

/** Where the parts of one mvccpb.KeyValue lie; one object is used for all, because a million are read. */
export interface KeyValueView {
  keyStart: number;
  keyEnd: number;
  createRevision: number;
  modRevision: number;
  version: number;
  valueStart: number;
  valueEnd: number;
  leaseId: bigint;
}

export function emptyKeyValueView(): KeyValueView {
  return { keyStart: 0, keyEnd: 0, createRevision: 0, modRevision: 0, version: 0, valueStart: 0, valueEnd: 0, leaseId: 0n };
}

/** Reads the mvccpb.KeyValue in bytes[start, end) into `view`. Unknown fields are passed over. @throws MalformedValueError */
export function readKeyValue(bytes: Buffer, start: number, end: number, view: KeyValueView): void {
  view.keyStart = view.keyEnd = view.valueStart = view.valueEnd = start;
  view.createRevision = view.modRevision = view.version = 0;
  view.leaseId = 0n;
  const cursor: Cursor = { bytes, at: start, end, length: 0 };
  while (cursor.at < end) {
    const tag = varint(cursor);
    switch (tag) {
      case (1 << 3) | BYTES:
        view.keyEnd = lengthDelimited(cursor);
        view.keyStart = view.keyEnd - cursor.length;
        break;
      case (2 << 3) | VARINT:
        view.createRevision = varint(cursor);
        break;
      case (3 << 3) | VARINT:
        view.modRevision = varint(cursor);
        break;
      case (4 << 3) | VARINT:
        view.version = varint(cursor);
        break;
      case (5 << 3) | BYTES:
        view.valueEnd = lengthDelimited(cursor);
        view.valueStart = view.valueEnd - cursor.length;
        break;
      case (6 << 3) | VARINT:
        view.leaseId = varint64(cursor);
        break;
      default:
        skipField(cursor, tag);
    }
  }
}

/** Size of the mvccpb.KeyValue that `writeKeyValue` makes of the same parts. */
export function keyValueSize(keySize: number, valueSize: number, numbers: KeyValueNumbers): number {
  return (
    1 +
    varintSize(keySize) +
    keySize +
    3 +
    varintSize(numbers.createRevision) +
    varintSize(numbers.modRevision) +
    varintSize(numbers.version) +
    (valueSize === 0 ? 0 : 1 + varintSize(valueSize) + valueSize) +
    (numbers.leaseId === 0n ? 0 : 1 + varint64Size(numbers.leaseId))
  );
}

export interface KeyValueNumbers {
  createRevision: number;
  modRevision: number;
  version: number;
  leaseId: bigint;
}

/** Writes an mvccpb.KeyValue as etcd does (zero values left out) and returns where it ends. Revisions and version are not 0. */
export function writeKeyValue(target: Buffer, at: number, key: Uint8Array, value: Uint8Array, numbers: KeyValueNumbers): number {
  let end = writeBytesField(target, at, (1 << 3) | BYTES, key);
  target[end] = (2 << 3) | VARINT;
  end = writeVarint(target, end + 1, numbers.createRevision);
  target[end] = (3 << 3) | VARINT;
  end = writeVarint(target, end + 1, numbers.modRevision);
  target[end] = (4 << 3) | VARINT;
  end = writeVarint(target, end + 1, numbers.version);
  if (value.length > 0) end = writeBytesField(target, end, (5 << 3) | BYTES, value);
  if (numbers.leaseId === 0n) return end;
  target[end] = (6 << 3) | VARINT;
  return writeVarint64(target, end + 1, numbers.leaseId);
}

export interface Revision {
  readonly main: number;
  readonly sub: number;
  readonly isTombstone: boolean;
}

/** Main revision of a key of the bucket `key`, 17 bytes or 18 with the mark of a deletion. @throws MalformedValueError */
export function readRevision(bytes: Buffer, start: number, end: number): Revision {
  const size = end - start;
  const isTombstone = size === TOMBSTONE_SIZE && bytes[start + REVISION_SIZE] === TOMBSTONE_MARK;
  if ((size !== REVISION_SIZE && !isTombstone) || bytes[start + 8] !== UNDERSCORE) {
    throw new MalformedValueError('the key is no revision');
  }
  return { main: safeBigEndian(bytes, start), sub: safeBigEndian(bytes, start + 9), isTombstone };
}

export function writeRevision(target: Buffer, at: number, main: number, sub: number): void {
  writeBigEndian(target, at, main);
  target[at + 8] = UNDERSCORE;
  writeBigEndian(target, at + 9, sub);
}

export function revisionBytes(main: number, sub: number): Buffer {
  const bytes = Buffer.alloc(REVISION_SIZE);
  writeRevision(bytes, 0, main, sub);
  return bytes;
}

export interface StoredLease {
  readonly id: bigint;
  readonly ttlSeconds: number;
}

/** Reads a leasepb.Lease. @throws MalformedValueError */
export function readLease(bytes: Buffer): StoredLease {
  const cursor: Cursor = { bytes, at: 0, end: bytes.length, length: 0 };
  let id = 0n;
  let ttlSeconds = 0;
  while (cursor.at < cursor.end) {
    const tag = varint(cursor);
    if (tag === ((1 << 3) | VARINT)) id = varint64(cursor);
    else if (tag === ((2 << 3) | VARINT)) ttlSeconds = varint(cursor);
    else skipField(cursor, tag);
  }
  return { id, ttlSeconds };
}

/** Writes a leasepb.Lease; the remaining TTL is left out, so that etcd starts the lease afresh with its full TTL. */
export function leaseBytes(lease: StoredLease): Buffer {
  const bytes = Buffer.alloc(2 + varint64Size(lease.id) + varintSize(lease.ttlSeconds));
  bytes[0] = (1 << 3) | VARINT;
  const end = writeVarint64(bytes, 1, lease.id);
  bytes[end] = (2 << 3) | VARINT;
  writeVarint(bytes, end + 1, lease.ttlSeconds);
  return bytes;
}

interface Cursor {
  readonly bytes: Buffer;
  at: number;
  readonly end: number;
  /** Of the last length-delimited field. */
  length: number;
}

function safeBigEndian(bytes: Buffer, at: number): number {
  const value = bytes.readUInt32BE(at) * 0x1_0000_0000 + bytes.readUInt32BE(at + 4);
  if (value > Number.MAX_SAFE_INTEGER) throw new MalformedValueError('the revision exceeds 2^53-1');
  return value;
}

function writeBigEndian(target: Buffer, at: number, value: number): void {
  target.writeUInt32BE(Math.floor(value / 0x1_0000_0000), at);
  target.writeUInt32BE(value % 0x1_0000_0000, at + 4);
}

function varint(cursor: Cursor): number {
  let value = 0;
  let unit = 1;
  for (let i = 0; i < 8 && cursor.at < cursor.end; i++) {
    const byte = cursor.bytes[cursor.at] ?? 0;
    cursor.at += 1;
    value += (byte & 0x7f) * unit;
    if (byte < 0x80) {
      if (value > Number.MAX_SAFE_INTEGER) break;
      return value;
    }
    unit *= 128;
  }
  throw new MalformedValueError('a number is cut off, negative or exceeds 2^53-1');
}

function varint64(cursor: Cursor): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 70n && cursor.at < cursor.end; shift += 7n) {
    const byte = cursor.bytes[cursor.at] ?? 0;
    cursor.at += 1;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return BigInt.asIntN(64, value);
  }
  throw new MalformedValueError('a number is cut off or longer than 64 bits');
}

/** Steps over a length-delimited field, leaves its size in `length` and returns its end. */
function lengthDelimited(cursor: Cursor): number {
  cursor.length = varint(cursor);
  cursor.at += cursor.length;
  if (cursor.at > cursor.end) throw new MalformedValueError('a field is cut off');
  return cursor.at;
}

function skipField(cursor: Cursor, tag: number): void {
  const wireType = tag % 8;
  if (tag < 8) throw new MalformedValueError('a field has the number 0');
  if (wireType === VARINT) varint64(cursor);
  else if (wireType === BYTES) lengthDelimited(cursor);
  else if (wireType === FIXED64) cursor.at += 8;
  else if (wireType === FIXED32) cursor.at += 4;
  else throw new MalformedValueError(`a field has the wire type ${String(wireType)}`);
  if (cursor.at > cursor.end) throw new MalformedValueError('a field is cut off');
}

function writeBytesField(target: Buffer, at: number, tag: number, content: Uint8Array): number {
  target[at] = tag;
  const start = writeVarint(target, at + 1, content.length);
  target.set(content, start);
  return start + content.length;
}

function varintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size += 1;
  return size;
}

function writeVarint(target: Buffer, at: number, value: number): number {
  let end = at;
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) target[end++] = (rest % 128) | 0x80;
  target[end] = rest;
  return end + 1;
}

function varint64Size(value: bigint): number {
  let size = 1;
  for (let rest = BigInt.asUintN(64, value); rest >= 128n; rest >>= 7n) size += 1;
  return size;
}

function writeVarint64(target: Buffer, at: number, value: bigint): number {
  let end = at;
  let rest = BigInt.asUintN(64, value);
  for (; rest >= 128n; rest >>= 7n) target[end++] = Number(rest & 0x7fn) | 0x80;
  target[end] = Number(rest);
  return end + 1;
}
