/** A backend file opened for reading: where its pages begin and end, and how its faults are named. */
import type { Buffer } from 'node:buffer';
import { SkepError } from '../../errors.js';
import { unreadable } from '../../files/failures.js';
import type { FileStat, OpenFile } from '../../ports/files.js';

export interface StoreFile {
  /** As the user named it, for messages. */
  readonly location: string;
  readonly file: OpenFile;
  /** Bytes of bbolt pages; a digest behind them is not counted. */
  readonly length: number;
}

/** A STORE_CORRUPT that names the file and, where the fault is in a page, the page and its offset. */
export function corrupt(location: string, problem: string, cause?: unknown): SkepError {
  return new SkepError('STORE_CORRUPT', `${location}: ${problem}`, {
    hints: ['take a new snapshot: etcdctl snapshot save, or copy the file again from a stopped etcd'],
    ...(cause === undefined ? {} : { cause }),
  });
}

/** Fills `target` from `position`; fewer bytes come only where the file ends. */
export async function readFully(store: Pick<StoreFile, 'file' | 'location'>, target: Buffer, position: number): Promise<number> {
  let done = 0;
  while (done < target.length) {
    const count = await readSome(store, done === 0 ? target : target.subarray(done), position + done);
    if (count === 0) break;
    done += count;
  }
  return done;
}

async function readSome(store: Pick<StoreFile, 'file' | 'location'>, target: Buffer, position: number): Promise<number> {
  try {
    return await store.file.read(target, position);
  } catch (error) {
    throw unreadable(store.location, error);
  }
}

/** The operating system's or zlib's name for what went wrong; undefined for an error of another kind. */
export function errorCode(error: unknown): string | undefined {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';
  return hasCode ? String(error.code) : undefined;
}

/** Whether the file is still as it was: nobody wrote to it meanwhile. */
export function isSameFile(a: FileStat, b: FileStat): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs && a.inode === b.inode && a.device === b.device;
}
