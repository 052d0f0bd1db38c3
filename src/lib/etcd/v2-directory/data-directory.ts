import { join } from 'node:path';
import { SkepError } from '../../errors.js';
import { unreadable } from '../../files/failures.js';
import type { Files } from '../../ports/files.js';
import type { LogSegment } from './raft-log.js';
import type { SnapshotFile } from './snapshot-file.js';

/** What an etcd data directory holds, by the names of its files. */
export interface DataDirectory {
  readonly path: string;
  /** Newest first. Files that etcd set aside as `.broken` are not among them. */
  readonly snapshots: readonly SnapshotFile[];
  /** In order, without a gap in their sequence. */
  readonly segments: readonly LogSegment[];
  /** The v3 backend, where there is one. */
  readonly v3Db?: string;
}

const SNAPSHOT_NAME = /^([0-9a-f]{16})-([0-9a-f]{16})\.snap$/;
const SEGMENT_NAME = /^([0-9a-f]{16})-([0-9a-f]{16})\.wal$/;

/**
 * Looks at an etcd data directory: `path/member`, or `path` itself when it is the member directory, or the only directory
 * in `path` that is one (as `etcdctl backup` leaves it when it is packed).
 * @throws SkepError STORE_NOT_FOUND, STORE_NOT_A_STORE, STORE_UNREADABLE, STORE_CORRUPT (a missing log file)
 */
export async function findDataDirectory(files: Files, path: string): Promise<DataDirectory> {
  const member = await findMember(files, path);
  const snap = join(member, 'snap');
  const names = (await exists(files, snap)) ? await list(files, snap) : [];
  const snapshots: SnapshotFile[] = [];
  for (const name of names) {
    const match = SNAPSHOT_NAME.exec(name);
    if (match === null) continue;
    const stat = await files.stat(join(snap, name));
    const [term, index] = [hex(match[1]), hex(match[2])];
    snapshots.push({ path: join(snap, name), term, index, mtimeMs: stat?.mtimeMs ?? 0 });
  }
  snapshots.sort((a, b) => b.index - a.index || b.term - a.term);
  const segments = await findSegments(files, join(member, 'wal'));
  if (snapshots.length === 0 && segments.length === 0 && !names.includes('db')) {
    throw new SkepError('STORE_NOT_A_STORE', `${path} holds neither a snapshot nor a write-ahead log of etcd`);
  }
  return { path, snapshots, segments, ...(names.includes('db') && { v3Db: join(snap, 'db') }) };
}

async function findMember(files: Files, path: string): Promise<string> {
  const stat = await files.stat(path);
  if (stat === undefined) throw new SkepError('STORE_NOT_FOUND', `${path} is not there`);
  if (!stat.isDirectory) throw new SkepError('STORE_NOT_A_STORE', `${path} is not a directory`);
  const candidates = [join(path, 'member'), path];
  for (const name of await list(files, path)) candidates.push(join(path, name, 'member'));
  const found: string[] = [];
  for (const candidate of candidates) if (await isMember(files, candidate)) found.push(candidate);
  const [first] = found;
  if (first === undefined)
    throw new SkepError('STORE_NOT_A_STORE', `${path} is no data directory of etcd: it has no member/snap or member/wal`);
  if (found.length > 1 && first !== candidates[0]) {
    throw new SkepError('STORE_NOT_A_STORE', `${path} holds several data directories of etcd`, {
      hints: found.map((one) => `give ${one}`),
    });
  }
  return first;
}

async function isMember(files: Files, path: string): Promise<boolean> {
  return (await exists(files, join(path, 'snap'))) || (await exists(files, join(path, 'wal')));
}

async function exists(files: Files, path: string): Promise<boolean> {
  try {
    return (await files.stat(path))?.isDirectory === true;
  } catch {
    // A name below a plain file.
    return false;
  }
}

async function findSegments(files: Files, path: string): Promise<LogSegment[]> {
  if (!(await exists(files, path))) return [];
  const segments: LogSegment[] = [];
  for (const name of await list(files, path)) {
    const match = SEGMENT_NAME.exec(name);
    if (match !== null) segments.push({ path: join(path, name), sequence: hex(match[1]), index: hex(match[2]) });
  }
  segments.sort((a, b) => a.sequence - b.sequence);
  for (const [i, segment] of segments.entries()) {
    const before = segments[i - 1];
    if (before !== undefined && segment.sequence !== before.sequence + 1) {
      throw new SkepError(
        'STORE_CORRUPT',
        `write-ahead log ${path}: a file is missing between ${before.path} and ${segment.path}`,
      );
    }
  }
  return segments;
}

async function list(files: Files, path: string): Promise<readonly string[]> {
  return files.list(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
}

function hex(digits: string | undefined): number {
  return Number.parseInt(digits ?? '0', 16);
}
