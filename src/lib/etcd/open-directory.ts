import { isSkepError, SkepError } from '../errors.js';
import { nodeFiles } from '../files/node-files.js';
import type { Files } from '../ports/files.js';
import type { EtcdApi, StoreNotice, StoreSource } from '../ports/store.js';

export interface OpenDirectoryOptions {
  /** Which of the two stores in the directory; needed only where both hold keys. */
  readonly api?: EtcdApi;
  readonly files?: Files;
  readonly signal?: AbortSignal;
}

/**
 * Opens an etcd data directory, or a copy of one by `etcdctl backup`, packed or not. One directory has room for the keys of
 * both APIs, which have nothing in common: what holds keys is opened.
 * @throws SkepError USAGE_INVALID when both hold keys and `api` does not say which; STORE_BEHIND_LOG, STORE_NOT_FOUND,
 * STORE_NOT_A_STORE, STORE_CORRUPT
 */
export async function openDirectory(path: string, options: OpenDirectoryOptions = {}): Promise<StoreSource> {
  const files = options.files ?? nodeFiles;
  const { openV2DirectorySource } = await import('./v2-directory/directory-source.js');
  if (options.api === 'v2') return await openV2DirectorySource(path, { files });
  const { isPacked, unpackDirectory } = await import('./v2-directory/unpack.js');
  if (!(await isPacked(files, path))) return await choose(path, path, options.api, files, () => Promise.resolve());
  const unpacked = await unpackDirectory(path, { files });
  try {
    return await choose(path, unpacked.path, options.api, files, () => unpacked.remove());
  } catch (error) {
    await unpacked.remove();
    throw error;
  }
}

/** `location` is what the user wrote, `path` where it lies unpacked. */
async function choose(
  location: string,
  path: string,
  api: EtcdApi | undefined,
  files: Files,
  release: () => Promise<void>,
): Promise<StoreSource> {
  const { inspectDirectory } = await import('./v2-directory/inspect.js');
  const { v2Keys, v3Db } = await inspectDirectory(path, files);
  const v3 = v3Db === undefined ? undefined : await openV3(v3Db, files, v2Keys === 'some' && api !== 'v3');
  try {
    const behind = v3Db === undefined ? undefined : await lookBehind(path, v3Db, location, files);
    const v3Keys = v3 !== undefined && (behind !== undefined || (await hasKeys(v3))) ? 'some' : 'none';
    if (api === undefined && v2Keys === 'some' && v3Keys === 'some') throw ambiguous(location);
    if (v3 !== undefined && (api === 'v3' || v3Keys === 'some' || v2Keys === 'none')) {
      if (behind !== undefined) throw behind;
      return renamed(v3, location, v2Keys === 'some' && v3Keys === 'none' ? [emptyBesideV2(location)] : [], release);
    }
    if (api === 'v3') {
      throw new SkepError('STORE_NOT_A_STORE', `${location} holds no v3 store: it has no member/snap/db`, {
        hints: ['try --api v2'],
      });
    }
  } catch (error) {
    await v3?.close();
    throw error;
  }
  await v3?.close();
  const { openV2DirectorySource } = await import('./v2-directory/directory-source.js');
  return renamed(await openV2DirectorySource(path, { files }), location, [], release);
}

/** `etcdctl backup` leaves a backend without a single bucket beside the v2 store: where that has the keys, it is none. */
async function openV3(db: string, files: Files, mayBeNone: boolean): Promise<StoreSource | undefined> {
  const { openBackendSource } = await import('./bbolt/source.js');
  try {
    return await openBackendSource(db, { files });
  } catch (error) {
    if (mayBeNone && isSkepError(error) && error.code === 'STORE_NOT_A_STORE') return undefined;
    throw error;
  }
}

/** etcd writes its log at once and its backend some time later; an etcd that was stopped in order leaves no difference. */
async function lookBehind(path: string, v3Db: string, location: string, files: Files): Promise<SkepError | undefined> {
  const { readAppliedIndex } = await import('./bbolt/applied-index.js');
  const { readUnappliedLog } = await import('./v2-directory/unapplied-log.js');
  const applied = await readAppliedIndex(v3Db, files);
  const log = await readUnappliedLog(path, applied, files);
  if (log === undefined || log.changes === 0) return undefined;
  const requests = log.changes === 1 ? 'one request' : `${String(log.changes)} requests`;
  const message = `${location}: its v3 store stands at entry ${String(applied)} of the write-ahead log, which goes on to entry ${String(log.lastIndex)}: ${requests} to change keys would be lost`;
  return new SkepError('STORE_BEHIND_LOG', message, {
    hints: [
      'start etcd on a copy of the directory and stop it in order (SIGTERM), then give the copy',
      'or take a snapshot from the running etcd: etcdctl snapshot save FILE.db',
      'or give a copy of member/snap/db as FILE.db, to do without what is in the log alone',
    ],
    details: { appliedIndex: applied, lastIndex: log.lastIndex, changes: log.changes },
  });
}

async function hasKeys(source: StoreSource): Promise<boolean> {
  for await (const batch of source.read()) if (batch.length > 0) return true;
  return false;
}

function ambiguous(location: string): SkepError {
  return new SkepError(
    'USAGE_INVALID',
    `${location} holds keys of the v2 and of the v3 API, and it is not said which are meant`,
    {
      hints: ['--api v2: what API servers up to 1.5 wrote', '--api v3: what API servers from 1.6 on wrote, or etcdctl migrate'],
    },
  );
}

/** An API server of 1.6 and later, started on it, would see no objects at all. */
function emptyBesideV2(location: string): StoreNotice {
  const message = `the v3 store of ${location} is empty, while its v2 store holds keys: an API server that uses v3 finds nothing there`;
  return { code: 'empty-beside-v2', count: 1, examples: [location], message };
}

/** The same source under the name that the user gave it. */
function renamed(source: StoreSource, location: string, more: readonly StoreNotice[], release: () => Promise<void>): StoreSource {
  return {
    description: { ...source.description, location },
    head: () => source.head(),
    read: (options) => source.read(options),
    get: (key) => source.get(key),
    notices: () => [...more, ...source.notices()],
    close: async () => {
      await source.close();
      await release();
    },
  };
}
