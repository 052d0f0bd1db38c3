import { SkepError } from '../../errors.js';
import type { Files } from '../../ports/files.js';
import { segmentsFrom } from './committed-log.js';
import { findDataDirectory } from './data-directory.js';
import { logRecords, RECORD } from './raft-log.js';
import { decodeEntry, type RaftEntry } from './request.js';
import { WireError, WireReader } from './wire.js';

/** What the write-ahead log holds behind the entry that a v3 backend was last brought to. */
export interface UnappliedLog {
  /** Entries that change keys of the v3 API, or may. */
  readonly changes: number;
  readonly lastIndex: number;
}

/**
 * Looks behind entry `applied` for changes of v3 keys. Every entry counts, also one that the log does not call committed yet: a
 * lone member answers its client before it notes the commit. undefined where the directory has no log.
 * @throws SkepError STORE_CORRUPT, also when the log begins behind what would be needed
 */
export async function readUnappliedLog(path: string, applied: number, files: Files): Promise<UnappliedLog | undefined> {
  const { segments } = await findDataDirectory(files, path);
  if (segments.length === 0) return undefined;
  /** For entry applied + 1 + i. */
  const isChange: boolean[] = [];
  for await (const group of logRecords(files, segmentsFrom(segments, applied), {})) {
    for (const record of group) {
      if (record.type !== RECORD.entry) continue;
      try {
        note(decodeEntry(record.data), applied, isChange);
      } catch (error) {
        if (!(error instanceof WireError)) throw error;
        const place = `write-ahead log ${record.path} at byte ${String(record.offset)}`;
        throw new SkepError('STORE_CORRUPT', `${place}: its content cannot be decoded (${error.message})`, { cause: error });
      }
    }
  }
  return { changes: isChange.filter(Boolean).length, lastIndex: applied + isChange.length };
}

function note(entry: RaftEntry, applied: number, isChange: boolean[]): void {
  const at = entry.index - applied - 1;
  if (at < 0) return;
  // A new leader's entries take the place of those that never were committed.
  isChange.length = Math.min(at, isChange.length);
  isChange.push(changesKeys(entry));
}

/**
 * Requests of etcd's InternalRaftRequest that leave keys as they are: id and header, a request of the v2 API, range,
 * compaction (of history), lease grant, alarm, lease checkpoint. From 1000 on it is users, roles and the cluster itself.
 */
const HARMLESS = new Set([1, 2, 3, 7, 8, 10, 11, 100]);
const OTHER_MATTERS = 1000;
const V2_REQUEST = 2;

/** @throws WireError */
function changesKeys({ type, data }: RaftEntry): boolean {
  // Member changes, and the empty entry that a new leader begins with.
  if (type !== 0 || data.length === 0) return false;
  const reader = new WireReader(data);
  let found = false;
  while (reader.next()) {
    // Also an unwrapped request of the v2 API has it; its other fields mean something else.
    if (reader.field === V2_REQUEST) return false;
    found ||= !HARMLESS.has(reader.field) && reader.field < OTHER_MATTERS;
  }
  return found;
}
