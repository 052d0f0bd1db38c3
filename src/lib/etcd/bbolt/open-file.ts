/** Opens PATH.db, PATH.db.gz or a saved snapshot, so that what follows sees bbolt pages alone. */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { SkepError } from '../../errors.js';
import type { Files, FileStat, OpenFile } from '../../ports/files.js';
import { notAFile, notFound, unreadable, unwritable } from '../../files/failures.js';
import { corrupt, errorCode, isSameFile, readFully, type StoreFile } from './store-file.js';

const DIGEST_SIZE = 32;
/** bbolt files are whole pages, and no page is smaller than this. */
const FILE_UNIT = 512;
const HASH_CHUNK = 1024 * 1024;

export interface OpenedFile extends StoreFile {
  /** Whether a SHA-256 stands behind the pages. */
  readonly hasDigest: boolean;
  /** How the file was when it was opened, to see later whether somebody wrote to it. */
  readonly stat: FileStat;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly files: Files;
  /** Where a gzip file is unpacked; the system's directory for temporary files when none is given. */
  readonly temporaryDirectory?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens a backend file read-only. A gzip file is unpacked into a private directory first, which is gone again as soon as the
 * copy is open, so that not even a kill leaves it behind.
 * @throws SkepError STORE_NOT_FOUND, STORE_UNREADABLE, STORE_NOT_A_STORE, STORE_CORRUPT, STORE_CHANGED
 */
export async function openFile(path: string, options: OpenOptions): Promise<OpenedFile> {
  if (!path.endsWith('.gz')) return openPlain(path, path, options.files);
  const directory = await makePrivateDirectory(options.temporaryDirectory ?? tmpdir());
  try {
    const copy = join(directory, 'db');
    await unpack(path, copy, options);
    return await openPlain(copy, path, options.files);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function makePrivateDirectory(parent: string): Promise<string> {
  try {
    return await mkdtemp(join(parent, 'skep-backend-'));
  } catch (error) {
    throw unwritable(parent, error);
  }
}

async function openPlain(path: string, location: string, files: Files): Promise<OpenedFile> {
  const file = await openForReading(path, location, files);
  try {
    const stat = await file.stat();
    if (stat.isDirectory) throw new SkepError('STORE_NOT_A_STORE', `${location}: a directory, where a backend file is meant`);
    const hasDigest = stat.size % FILE_UNIT === DIGEST_SIZE;
    const length = hasDigest ? stat.size - DIGEST_SIZE : stat.size;
    return { location, file, length, hasDigest, stat, close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openForReading(path: string, location: string, files: Files): Promise<OpenFile> {
  try {
    return await files.open(path, 'r');
  } catch (error) {
    throw unreadable(location, error);
  }
}

/**
 * Holds the content against the SHA-256 that `etcdctl snapshot save` puts behind it; a raw copy of the file has none.
 * @throws SkepError STORE_CORRUPT with both digests
 */
export async function checkDigest(store: OpenedFile, signal?: AbortSignal): Promise<void> {
  if (!store.hasDigest) return;
  const digest = await digestOf(store, signal);
  const stored = Buffer.alloc(DIGEST_SIZE);
  await readFully(store, stored, store.length);
  if (digest.equals(stored)) return;
  throw corrupt(
    store.location,
    `the SHA-256 at its end is ${stored.toString('hex')}, but its content has ${digest.toString('hex')}`,
  );
}

/** SHA-256 of the first `store.length` bytes. */
export async function digestOf(store: StoreFile, signal?: AbortSignal): Promise<Buffer> {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafeSlow(Math.min(HASH_CHUNK, Math.max(store.length, 1)));
  for (let at = 0; at < store.length; ) {
    signal?.throwIfAborted();
    const count = await readFully(store, chunk.subarray(0, Math.min(chunk.length, store.length - at)), at);
    if (count === 0) throw corrupt(store.location, `truncated while it was read, at offset ${String(at)}`);
    hash.update(chunk.subarray(0, count));
    at += count;
  }
  return hash.digest();
}

async function unpack(path: string, target: string, { files, signal }: OpenOptions): Promise<void> {
  const before = await files.stat(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (before === undefined) throw notFound(path);
  if (before.isDirectory) throw notAFile(path);
  try {
    const output = createWriteStream(target, { flags: 'wx', mode: 0o600 });
    await pipeline(createReadStream(path), createGunzip(), output, { ...(signal === undefined ? {} : { signal }) });
  } catch (error) {
    throw unpackError(path, target, error);
  }
  const after = await files.stat(path);
  if (after === undefined || !isSameFile(before, after)) {
    throw new SkepError('STORE_CHANGED', `${path}: it was written to while it was read`);
  }
}

function unpackError(path: string, target: string, error: unknown): unknown {
  const code = errorCode(error);
  if (code === 'ABORT_ERR') return error;
  if (code?.startsWith('Z_') === true) return corrupt(path, `the gzip stream is damaged or cut off (${code})`, error);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new SkepError('STORE_UNWRITABLE', `${target}: the disk is full (${code}) while ${path} is unpacked`, {
      hints: [`gunzip it where there is room: gunzip -k ${path}`],
      cause: error,
    });
  }
  return unreadable(path, error);
}
