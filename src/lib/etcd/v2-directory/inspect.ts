import { nodeFiles } from '../../files/node-files.js';
import type { Files } from '../../ports/files.js';
import { readCommittedLog } from './committed-log.js';
import { findDataDirectory } from './data-directory.js';
import { openV2DirectorySource } from './directory-source.js';

export interface DirectoryContents {
  /** Whether the v2 store holds any key of a user's. */
  readonly v2Keys: 'some' | 'none';
  /** The path of the v3 backend, where the directory has one. It can be a backend without keys. */
  readonly v3Db?: string;
}

/**
 * Says which of the two APIs an etcd data directory holds keys of. For a packed one give the path that `unpackDirectory` made.
 * @throws SkepError as `openV2DirectorySource`
 */
export async function inspectDirectory(path: string, files: Files = nodeFiles): Promise<DirectoryContents> {
  const directory = await findDataDirectory(files, path);
  const v3Db = directory.v3Db === undefined ? {} : { v3Db: directory.v3Db };
  if (directory.snapshots.length === 0 && !(await writesUserKeys(files, path))) return { v2Keys: 'none', ...v3Db };
  const source = await openV2DirectorySource(path, { files });
  try {
    for await (const batch of source.read()) if (batch.length > 0) return { v2Keys: 'some', ...v3Db };
    return { v2Keys: 'none', ...v3Db };
  } finally {
    await source.close();
  }
}

/** A directory of the v3 API has a log full of v3 requests: no need to apply it. */
async function writesUserKeys(files: Files, path: string): Promise<boolean> {
  const { segments } = await findDataDirectory(files, path);
  const [oldest] = segments;
  if (oldest === undefined) return false;
  const log = await readCommittedLog(files, segments, Math.max(0, oldest.index - 1));
  for await (const change of log.changes()) {
    if (change.what === 'request' && change.path.startsWith('/1/')) return true;
  }
  return false;
}
