import { SkepError } from '../../errors.js';
import type { Files } from '../../ports/files.js';
import { type LogEnd, type LogRecord, type LogSegment, RECORD, logRecords } from './raft-log.js';
import { type Change, type RaftEntry, decodeChange, decodeClusterId, decodeCommit, decodeEntry } from './request.js';
import { WireError } from './wire.js';

/** The part of the log that continues a snapshot. */
export interface CommittedLog {
  readonly clusterId?: string;
  /** "file at byte N" when the last record was torn by a crash. */
  readonly tornAt?: string;
  /**
   * Set when `etcdctl backup` of etcd 3.4 took the member changes out (IndexClock tells why that matters): how many changes
   * the log lacks before its first entry at the least.
   */
  readonly missing?: number;
  /** What the committed entries do, in order. Each call reads the files again; views live until the next change. */
  changes(): AsyncIterable<Change>;
}

interface Scan {
  /** For entry start + 1 + i: which record of the log it is, after later records took the place of earlier ones. */
  readonly ordinals: number[];
  commit: number;
  clusterId?: string;
  firstIndex?: number;
  firstIsMemberChange: boolean;
}

/**
 * Reads the log once: which entries behind `start` (the snapshot's index, or 0) are committed.
 * @throws SkepError STORE_CORRUPT when the log is damaged, has a gap, or does not reach back to `start`
 */
export async function readCommittedLog(files: Files, segments: readonly LogSegment[], start: number): Promise<CommittedLog> {
  const relevant = segmentsFrom(segments, start);
  const scan: Scan = { ordinals: [], commit: 0, firstIsMemberChange: false };
  const end: LogEnd = {};
  let ordinal = 0;
  for await (const group of logRecords(files, relevant, end)) {
    for (const record of group) {
      ordinal += 1;
      named(record, () => {
        scanRecord(record, ordinal, start, scan);
      });
    }
  }
  const last = start + scan.ordinals.length;
  if (scan.commit > last) throw lostEntries(relevant, scan.commit, last);
  const missing = missingChanges(scan, relevant, start);
  const committed = new Set(scan.ordinals.slice(0, Math.max(0, scan.commit - start)));
  return {
    ...(scan.clusterId !== undefined && { clusterId: scan.clusterId }),
    ...(end.tornAt !== undefined && { tornAt: end.tornAt }),
    ...(missing !== undefined && { missing }),
    changes: () => committedChanges(files, relevant, committed),
  };
}

/** From the last file that can hold the entry behind the snapshot on. */
export function segmentsFrom(segments: readonly LogSegment[], start: number): readonly LogSegment[] {
  const first = segments.findLastIndex((segment) => segment.index <= start + 1);
  const [oldest] = segments;
  if (oldest === undefined) return [];
  if (first === -1) {
    throw new SkepError(
      'STORE_CORRUPT',
      `write-ahead log ${oldest.path}: it begins at entry ${String(oldest.index)}, and the entries from ${String(start + 1)} on are needed`,
    );
  }
  return segments.slice(first);
}

function scanRecord(record: LogRecord, ordinal: number, start: number, scan: Scan): void {
  if (record.type === RECORD.state) scan.commit = decodeCommit(record.data);
  else if (record.type === RECORD.metadata) scan.clusterId = decodeClusterId(record.data);
  else if (record.type === RECORD.entry) scanEntry(decodeEntry(record.data), record, ordinal, start, scan);
  else if (record.type !== RECORD.crc && record.type !== RECORD.snapshot)
    throw corrupt(record, `a record of type ${String(record.type)}`);
}

function scanEntry(entry: RaftEntry, record: LogRecord, ordinal: number, start: number, scan: Scan): void {
  if (scan.firstIndex === undefined) {
    scan.firstIndex = entry.index;
    scan.firstIsMemberChange = entry.type !== 0;
  }
  if (entry.index <= start) return;
  const at = entry.index - start - 1;
  if (at > scan.ordinals.length) {
    throw corrupt(record, `entry ${String(entry.index)} follows entry ${String(start + scan.ordinals.length)}`);
  }
  // A new leader's entries take the place of those that never were committed.
  scan.ordinals.length = at;
  scan.ordinals.push(ordinal);
}

/**
 * A cluster's first entries make its members. A log from the very first entry on that lacks them, or a first file that begins
 * just behind the snapshot, was written by `etcdctl backup`. A whole cluster of one lacks two changes: its member and that
 * member's attributes.
 */
function missingChanges(scan: Scan, segments: readonly LogSegment[], start: number): number | undefined {
  if (segments[0]?.sequence !== 0 || scan.firstIndex === undefined || scan.firstIsMemberChange) return undefined;
  if (start === 0) return 2;
  return scan.firstIndex === start + 1 ? 0 : undefined;
}

async function* committedChanges(
  files: Files,
  segments: readonly LogSegment[],
  committed: ReadonlySet<number>,
): AsyncGenerator<Change> {
  let ordinal = 0;
  for await (const group of logRecords(files, segments, {})) {
    for (const record of group) {
      ordinal += 1;
      if (committed.has(ordinal)) yield named(record, () => decodeChange(decodeEntry(record.data)));
    }
  }
}

function named<T>(record: LogRecord, decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof WireError) throw corrupt(record, `its content cannot be decoded (${error.message})`);
    throw error;
  }
}

function corrupt(record: LogRecord, what: string): SkepError {
  return new SkepError('STORE_CORRUPT', `write-ahead log ${record.path} at byte ${String(record.offset)}: ${what}`);
}

function lostEntries(segments: readonly LogSegment[], commit: number, last: number): SkepError {
  const path = segments.at(-1)?.path ?? '';
  return new SkepError(
    'STORE_CORRUPT',
    `write-ahead log ${path}: entries up to ${String(commit)} were committed, and it ends with entry ${String(last)}`,
    { hints: ['take the data directory of another member, or a newer backup'] },
  );
}
