import { nodeFiles } from '../../files/node-files.js';
import type { Files } from '../../ports/files.js';
import { openFile } from './open-file.js';
import { readSmallBucket } from './small-bucket.js';
import { openTree, readBuckets } from './tree.js';

/**
 * The entry of the write-ahead log that the backend was last brought to (etcd's consistent_index); 0 where it does not say.
 * @throws SkepError as `openBackendSource`
 */
export async function readAppliedIndex(path: string, files: Files = nodeFiles): Promise<number> {
  const file = await openFile(path, { files });
  try {
    const tree = await openTree(file);
    const meta = await readSmallBucket(tree, (await readBuckets(tree)).get('meta'));
    const bytes = meta.get('consistent_index');
    return bytes?.length === 8 ? Number(bytes.readBigUInt64BE()) : 0;
  } finally {
    await file.close();
  }
}
