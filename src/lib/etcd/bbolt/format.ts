/** The layout of a bbolt file: page headers, elements and the meta page. All integers in it are little-endian. */
import type { Buffer } from 'node:buffer';

export const PAGE_HEADER_SIZE = 16;
/** Leaf: flags u32, pos u32, ksize u32, vsize u32. Branch: pos u32, ksize u32, pgid u64. `pos` counts from the element. */
export const ELEMENT_SIZE = 16;
/** What stands before an inline page in a bucket's value: root page u64, sequence u64. */
export const BUCKET_HEADER_SIZE = 16;

export const PAGE_BRANCH = 0x01;
export const PAGE_LEAF = 0x02;
export const PAGE_META = 0x04;
export const PAGE_FREELIST = 0x10;

/** Flag of a leaf element whose value is a nested bucket. */
export const ELEMENT_BUCKET = 0x01;

export const SMALLEST_PAGE = 512;
export const LARGEST_PAGE = 65_536;
/**
 * Pages with overflow above this are taken for corruption: etcd warns of requests over 10 MiB, and a page holds two values at
 * most when they are that large. Without a bound a damaged length would make us allocate the whole file.
 */
export const LARGEST_PAGE_RUN = 64 * 1024 * 1024;

/** A freelist's count field when the true count, too large for it, is the first entry. */
export const FREELIST_COUNT_IN_FIRST = 0xffff;

const MAGIC = 0xed0cdaed;
const VERSION = 2;
const META_CHECKED_SIZE = 56;
const META_SIZE = 64;
const NO_FREELIST = 0xffff_ffff_ffff_ffffn;

export interface Meta {
  readonly pageSize: number;
  readonly rootPage: number;
  /** undefined: the freelist is not kept in the file. */
  readonly freelistPage: number | undefined;
  /** One more than the highest page in use. */
  readonly highWater: number;
  readonly transaction: number;
}

export type MetaReading = { readonly meta: Meta } | { readonly problem: string; readonly isBolt: boolean };

/** Reads the meta page at the start of `page`; the problem says why there is none. */
export function readMeta(page: Buffer): MetaReading {
  if (page.length < PAGE_HEADER_SIZE + META_SIZE) return { problem: 'the file ends inside it', isBolt: false };
  const body = page.subarray(PAGE_HEADER_SIZE, PAGE_HEADER_SIZE + META_SIZE);
  if (body.readUInt32LE(0) !== MAGIC) return { problem: 'no bbolt magic number', isBolt: false };
  if (body.readUInt32LE(4) !== VERSION) return { problem: `unknown bbolt version ${String(body.readUInt32LE(4))}`, isBolt: true };
  if (fnv1a64(body.subarray(0, META_CHECKED_SIZE)) !== body.readBigUInt64LE(META_CHECKED_SIZE)) {
    return { problem: 'the checksum is wrong', isBolt: true };
  }
  if ((page.readUInt16LE(8) & PAGE_META) === 0) return { problem: 'the page is not marked as meta page', isBolt: true };
  const pageSize = body.readUInt32LE(8);
  if (!isPageSize(pageSize)) return { problem: `impossible page size ${String(pageSize)}`, isBolt: true };
  const freelist = body.readBigUInt64LE(32);
  return {
    meta: {
      pageSize,
      rootPage: Number(body.readBigUInt64LE(16)),
      freelistPage: freelist === NO_FREELIST ? undefined : Number(freelist),
      highWater: Number(body.readBigUInt64LE(40)),
      transaction: Number(body.readBigUInt64LE(48)),
    },
  };
}

/** Writes the meta page `id` (0 or 1) into `page`, which must be zeroed. */
export function writeMeta(page: Buffer, id: number, meta: Meta): void {
  writePageHeader(page, { id, flags: PAGE_META, count: 0, overflow: 0 });
  const body = page.subarray(PAGE_HEADER_SIZE, PAGE_HEADER_SIZE + META_SIZE);
  body.writeUInt32LE(MAGIC, 0);
  body.writeUInt32LE(VERSION, 4);
  body.writeUInt32LE(meta.pageSize, 8);
  body.writeBigUInt64LE(BigInt(meta.rootPage), 16);
  body.writeBigUInt64LE(meta.freelistPage === undefined ? NO_FREELIST : BigInt(meta.freelistPage), 32);
  body.writeBigUInt64LE(BigInt(meta.highWater), 40);
  body.writeBigUInt64LE(BigInt(meta.transaction), 48);
  body.writeBigUInt64LE(fnv1a64(body.subarray(0, META_CHECKED_SIZE)), META_CHECKED_SIZE);
}

export interface PageHeader {
  readonly id: number;
  readonly flags: number;
  readonly count: number;
  readonly overflow: number;
}

export function writePageHeader(page: Buffer, header: PageHeader): void {
  writeUInt64(page, header.id, 0);
  page.writeUInt16LE(header.flags, 8);
  page.writeUInt16LE(header.count, 10);
  page.writeUInt32LE(header.overflow, 12);
}

/** A u64 as a number. Above 2^53 the result is inexact, but still too large for every bound that it is held against. */
export function readUInt64(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * 0x1_0000_0000;
}

export function writeUInt64(bytes: Buffer, value: number, at: number): void {
  bytes.writeUInt32LE(value % 0x1_0000_0000, at);
  bytes.writeUInt32LE(Math.floor(value / 0x1_0000_0000), at + 4);
}

export function isPageSize(size: number): boolean {
  return size >= SMALLEST_PAGE && size <= LARGEST_PAGE && (size & (size - 1)) === 0;
}

function fnv1a64(bytes: Uint8Array): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash;
}
