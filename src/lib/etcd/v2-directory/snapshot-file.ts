import { Buffer } from 'node:buffer';
import { SkepError } from '../../errors.js';
import { unreadable } from '../../files/failures.js';
import type { Files, OpenFile } from '../../ports/files.js';
import { crc32c } from './crc32c.js';
import { SnapshotParser, SnapshotSyntaxError, type SnapshotVisitor } from './snapshot-parser.js';
import { WireError, WireReader } from './wire.js';

/** A snapshot file by its name `<term>-<index>.snap`. */
export interface SnapshotFile {
  readonly path: string;
  readonly term: number;
  readonly index: number;
  readonly mtimeMs: number;
}

/** Where things stand in the file: snappb.Snapshot{crc, data} around raftpb.Snapshot{data: JSON, metadata}. */
interface Layout {
  readonly crc: number;
  readonly innerStart: number;
  readonly jsonStart: number;
  readonly jsonEnd: number;
  readonly innerEnd: number;
}

const CHUNK_BYTES = 1 << 20;
const HEAD_BYTES = 64;
const MAX_METADATA_BYTES = 1 << 20;

export interface ReadSnapshotOptions {
  /** Compute the checksum and compare what the file says of itself: on the first reading. */
  readonly check: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Streams a snapshot through the visitor; yields each piece after it was parsed, so that the caller can take what the visitor has, or stop;
 * returns the store's index.
 * @throws SkepError STORE_CORRUPT naming the file and what is wrong
 */
export async function* readSnapshot(
  files: Files,
  snapshot: SnapshotFile,
  visitor: SnapshotVisitor,
  options: ReadSnapshotOptions,
): AsyncGenerator<Buffer, number> {
  const file = await files.open(snapshot.path, 'r').catch((error: unknown) => {
    throw unreadable(snapshot.path, error);
  });
  try {
    const layout = await readLayout(file, snapshot);
    return yield* streamStore(file, snapshot, layout, visitor, options);
  } finally {
    await file.close();
  }
}

async function readLayout(file: OpenFile, snapshot: SnapshotFile): Promise<Layout> {
  const { size } = await file.stat();
  const head = Buffer.alloc(HEAD_BYTES);
  const bytes = head.subarray(0, await file.read(head, 0));
  const cursor = { at: 0 };
  let crc = 0;
  let tag = varint(bytes, cursor, snapshot);
  if (tag === 0x08) {
    crc = varint(bytes, cursor, snapshot);
    tag = varint(bytes, cursor, snapshot);
  }
  if (tag !== 0x12) throw damaged(snapshot, 'it does not begin as a snapshot does');
  const innerLength = varint(bytes, cursor, snapshot);
  const innerStart = cursor.at;
  const innerEnd = innerStart + innerLength;
  if (innerEnd !== size) throw damaged(snapshot, `it says that it has ${String(innerEnd)} bytes and has ${String(size)}`);
  if (varint(bytes, cursor, snapshot) !== 0x0a) throw damaged(snapshot, 'it holds no v2 store');
  const jsonLength = varint(bytes, cursor, snapshot);
  const jsonEnd = cursor.at + jsonLength;
  if (jsonEnd > innerEnd || innerEnd - jsonEnd > MAX_METADATA_BYTES)
    throw damaged(snapshot, 'its lengths contradict one another');
  return { crc, innerStart, jsonStart: cursor.at, jsonEnd, innerEnd };
}

async function* streamStore(
  file: OpenFile,
  snapshot: SnapshotFile,
  layout: Layout,
  visitor: SnapshotVisitor,
  { check, signal }: ReadSnapshotOptions,
): AsyncGenerator<Buffer, number> {
  const parser = new SnapshotParser(visitor);
  let crc = check ? crc32c(await readRange(file, snapshot, layout.innerStart, layout.jsonStart)) : 0;
  try {
    for await (const chunk of jsonChunks(file, snapshot, layout)) {
      signal?.throwIfAborted();
      if (check) crc = crc32c(chunk, crc);
      parser.write(chunk);
      yield chunk;
    }
    parser.end();
  } catch (error) {
    if (!(error instanceof SnapshotSyntaxError)) throw error;
    throw damaged(snapshot, `byte ${String(layout.jsonStart + error.offset)}: ${error.message}`);
  }
  if (check) {
    const metadata = await readRange(file, snapshot, layout.jsonEnd, layout.innerEnd);
    if (crc32c(metadata, crc) !== layout.crc) throw damaged(snapshot, 'its checksum is wrong');
    checkMetadata(metadata, snapshot);
  }
  return parser.currentIndex ?? 0;
}

/** Reads one chunk ahead, so that the disk works while the parser does. */
async function* jsonChunks(file: OpenFile, snapshot: SnapshotFile, { jsonStart, jsonEnd }: Layout): AsyncGenerator<Buffer> {
  const read = async (position: number): Promise<Buffer> =>
    readRange(file, snapshot, position, Math.min(position + CHUNK_BYTES, jsonEnd));
  let ahead = read(jsonStart);
  for (let position = jsonStart; position < jsonEnd; position += CHUNK_BYTES) {
    const chunk = await ahead;
    ahead = read(Math.min(position + CHUNK_BYTES, jsonEnd));
    // Whoever stops early never awaits it.
    ahead.catch(() => undefined);
    yield chunk;
  }
  await ahead;
}

async function readRange(file: OpenFile, snapshot: SnapshotFile, start: number, end: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(end - start);
  let done = 0;
  while (done < bytes.length) {
    const length = await file.read(bytes.subarray(done), start + done).catch((error: unknown) => {
      throw unreadable(snapshot.path, error);
    });
    if (length === 0) throw damaged(snapshot, 'it became shorter while it was read');
    done += length;
  }
  return bytes;
}

function checkMetadata(bytes: Buffer, snapshot: SnapshotFile): void {
  let told: { index: number; term: number };
  try {
    told = metadataOf(bytes);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    throw damaged(snapshot, `its metadata cannot be decoded (${error.message})`);
  }
  if (told.index !== snapshot.index || told.term !== snapshot.term) {
    throw damaged(snapshot, `it is of term ${String(told.term)} and index ${String(told.index)}, and its name says otherwise`);
  }
}

function metadataOf(bytes: Buffer): { index: number; term: number } {
  const told = { index: 0, term: 0 };
  const outer = new WireReader(bytes);
  while (outer.next()) {
    if (outer.field !== 2) continue;
    const inner = new WireReader(outer.bytes());
    while (inner.next()) {
      if (inner.field === 2) told.index = inner.number;
      if (inner.field === 3) told.term = inner.number;
    }
  }
  return told;
}

function varint(bytes: Buffer, cursor: { at: number }, snapshot: SnapshotFile): number {
  let value = 0;
  for (let scale = 1; scale < 2 ** 56; scale *= 128) {
    const byte = bytes[cursor.at];
    if (byte === undefined) throw damaged(snapshot, 'it ends within its first bytes');
    cursor.at += 1;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return value;
  }
  throw damaged(snapshot, 'a length that no file has');
}

function damaged(snapshot: SnapshotFile, what: string): SkepError {
  return new SkepError('STORE_CORRUPT', `snapshot ${snapshot.path}: ${what}`);
}
