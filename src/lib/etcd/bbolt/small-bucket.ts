import { Buffer } from 'node:buffer';
import { PageReader } from './page-reader.js';
import { type Bucket, leavesOf, type Tree } from './tree.js';

/** The entries of a bucket such as "meta": etcd keeps a few dozen bytes there, and only values of that size are kept. */
export async function readSmallBucket(tree: Tree, bucket: Bucket | undefined): Promise<ReadonlyMap<string, Buffer>> {
  const entries = new Map<string, Buffer>();
  if (bucket === undefined) return entries;
  for await (const leaf of leavesOf(tree, new PageReader(tree.store), bucket)) {
    for (let i = 0; i < leaf.count && entries.size < 1024; i++) {
      if (leaf.value(i).length <= 1024) entries.set(leaf.key(i).toString('latin1'), Buffer.from(leaf.value(i)));
    }
  }
  return entries;
}
