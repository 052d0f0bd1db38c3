import { SkepError, isSkepError } from '../../errors.js';
import { nodeFiles } from '../../files/node-files.js';
import type { Files } from '../../ports/files.js';
import type { ReadOptions, StoreHead, StoreNotice, StoreRecord, StoreSource } from '../../ports/store.js';
import { type CommittedLog, readCommittedLog } from './committed-log.js';
import { type DataDirectory, findDataDirectory } from './data-directory.js';
import { millisecondsOf } from './go-time.js';
import { IndexClock } from './index-clock.js';
import { RecordCollector } from './record-collector.js';
import { SnapshotBase } from './snapshot-base.js';
import { type SnapshotFile, readSnapshot } from './snapshot-file.js';
import { StoreMachine } from './store-machine.js';
import { type StoreNode, emptyStore } from './store-tree.js';
import { touchedPaths } from './touched-paths.js';
import { isPacked, unpackDirectory } from './unpack.js';

export interface OpenDirectoryOptions {
  readonly files?: Files;
  /** Where a packed directory is unpacked; the system's own directory for temporary files when not given. */
  readonly temporaryDirectory?: string;
}

/** A directory whose log has been applied: what is left to do is to stream the snapshot through it. */
interface Prepared {
  readonly root: StoreNode;
  readonly clock: IndexClock;
  readonly snapshot?: SnapshotFile;
  readonly clusterId?: string;
  readonly asOfMs: number;
  readonly notices: readonly StoreNotice[];
}

/**
 * Opens an etcd data directory (or a copy by `etcdctl backup`, or either packed as `.tgz`) as a store of the v2 API: the
 * newest whole snapshot with the committed write-ahead log applied on top. Nothing is written; memory is bounded by the log.
 * @throws SkepError STORE_NOT_FOUND, STORE_NOT_A_STORE, STORE_CORRUPT, STORE_UNREADABLE
 */
export async function openV2DirectorySource(path: string, options: OpenDirectoryOptions = {}): Promise<StoreSource> {
  const { files = nodeFiles, temporaryDirectory } = options;
  if (!(await isPacked(files, path))) return directorySource(files, path, await prepare(files, path), () => Promise.resolve());
  const unpacked = await unpackDirectory(path, { files, ...(temporaryDirectory !== undefined && { temporaryDirectory }) });
  try {
    const packedAtMs = (await files.stat(path))?.mtimeMs;
    return directorySource(files, path, await prepare(files, unpacked.path, packedAtMs), () => unpacked.remove());
  } catch (error) {
    await unpacked.remove();
    throw error;
  }
}

function directorySource(files: Files, location: string, prepared: Prepared, close: () => Promise<void>): StoreSource {
  let seen: readonly StoreNotice[] = [];
  async function* read(options: ReadOptions = {}): AsyncGenerator<readonly StoreRecord[]> {
    const collector = new RecordCollector({
      root: prepared.root,
      prefix: options.prefix ?? '',
      ...(options.needed !== undefined && { needed: options.needed }),
      indexOf: (counted) => prepared.clock.index(counted),
      asOfMs: prepared.asOfMs,
    });
    for await (const batch of collect(files, prepared, collector, options.signal)) {
      yield batch;
      options.signal?.throwIfAborted();
    }
    seen = collector.notices();
  }
  return {
    description: { form: 'v2-directory', api: 'v2', location },
    head: () => Promise.resolve(headOf(prepared)),
    read,
    async get(key) {
      for await (const batch of read({ prefix: key })) {
        const found = batch.find((record) => record.key === key);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    notices: () => [...prepared.notices, ...seen],
    close,
  };
}

async function* collect(
  files: Files,
  { snapshot }: Prepared,
  collector: RecordCollector,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly StoreRecord[]> {
  if (snapshot !== undefined) {
    const before = await files.stat(snapshot.path);
    if (before?.mtimeMs !== snapshot.mtimeMs)
      throw new SkepError('STORE_CHANGED', `snapshot ${snapshot.path} changed while it was read`);
    const reading = readSnapshot(files, snapshot, collector, { check: false, ...(signal !== undefined && { signal }) });
    for await (const piece of reading) if (piece.length > 0) yield* collector.take();
  }
  yield* collector.finish();
}

function headOf({ clock, clusterId }: Prepared): StoreHead {
  const revision = clock.index(clock.counted);
  return clusterId === undefined ? { revision } : { revision, clusterId };
}

async function prepare(files: Files, path: string, packedAtMs?: number): Promise<Prepared> {
  const directory = await findDataDirectory(files, path);
  const damaged: SkepError[] = [];
  for (const snapshot of [...directory.snapshots, undefined]) {
    try {
      return await prepareFrom(files, directory, snapshot, damaged, packedAtMs);
    } catch (error) {
      if (!isSkepError(error) || error.code !== 'STORE_CORRUPT') throw error;
      // Damage in the log is damage from wherever one starts; only a damaged snapshot has an older one behind it.
      if (snapshot === undefined || !error.message.startsWith(`snapshot ${snapshot.path}`)) throw damaged[0] ?? error;
      damaged.push(error);
    }
  }
  throw damaged[0] ?? new SkepError('INTERNAL_BUG', `no way to read ${path} was tried`);
}

async function prepareFrom(
  files: Files,
  directory: DataDirectory,
  snapshot: SnapshotFile | undefined,
  damaged: readonly SkepError[],
  packedAtMs: number | undefined,
): Promise<Prepared> {
  const log = await readCommittedLog(files, directory.segments, snapshot?.index ?? 0);
  const { root, index } = snapshot === undefined ? { root: emptyStore(), index: 0 } : await readBase(files, snapshot, log);
  const clock = new IndexClock(index, log.missing);
  const machine = new StoreMachine(root, clock);
  for await (const change of log.changes()) machine.apply(change);
  const newest = snapshot?.path ?? directory.segments.at(-1)?.path;
  const writtenAtMs = packedAtMs ?? (newest === undefined ? 0 : ((await files.stat(newest))?.mtimeMs ?? 0));
  return {
    root,
    clock,
    ...(snapshot !== undefined && { snapshot }),
    ...(log.clusterId !== undefined && { clusterId: log.clusterId }),
    asOfMs: machine.lastTime > 0n ? millisecondsOf(machine.lastTime) : writtenAtMs,
    notices: [...damageNotices(damaged, snapshot), ...tornNotices(log)],
  };
}

async function readBase(files: Files, snapshot: SnapshotFile, log: CommittedLog): Promise<{ root: StoreNode; index: number }> {
  const base = new SnapshotBase(await touchedPaths(log));
  const reading = readSnapshot(files, snapshot, base, { check: true });
  for (;;) {
    const { done, value } = await reading.next();
    if (done === true) return { root: base.root(), index: value };
  }
}

function damageNotices(damaged: readonly SkepError[], used: SnapshotFile | undefined): StoreNotice[] {
  if (damaged.length === 0) return [];
  const instead = used === undefined ? 'the log from its beginning' : `snapshot ${used.path}`;
  const examples = damaged.map((error) => error.message);
  return [
    {
      code: 'snapshot-damaged',
      count: damaged.length,
      examples,
      message: `damaged snapshots were passed over; ${instead} was read instead`,
    },
  ];
}

function tornNotices({ tornAt }: CommittedLog): StoreNotice[] {
  if (tornAt === undefined) return [];
  return [
    {
      code: 'log-torn',
      count: 1,
      examples: [tornAt],
      message: `the log's last record is torn (${tornAt}); nothing committed is lost`,
    },
  ];
}
