import { link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseStoreLocation } from '../../../../src/lib/etcd/location.js';
import { assertDifferentStores, isSameStore } from '../../../../src/lib/etcd/same-store.js';
import type { StoreHead } from '../../../../src/lib/ports/store.js';

const unasked = (): Promise<StoreHead> => Promise.reject(new Error('nobody is asked'));

/** A live store whose revision moves on by `step` with every question. */
function live(clusterId: string, revision: number, step = 0): () => Promise<StoreHead> {
  let next = revision - step;
  return () => Promise.resolve({ clusterId, revision: (next += step) });
}

describe('isSameStore', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'skep-same-'));
  });
  afterEach(() => rm(directory, { recursive: true }));
  const at = (name: string) => parseStoreLocation(join(directory, name));
  const same = (a: string, b: string) => isSameStore(at(a), at(b), unasked, unasked);

  it('knows a file under any name', async () => {
    await writeFile(join(directory, 'a.db'), 'a');
    await writeFile(join(directory, 'b.db'), 'a');
    await symlink('a.db', join(directory, 'soft.db'));
    await link(join(directory, 'a.db'), join(directory, 'hard.db'));
    expect(await same('a.db', 'a.db')).toBe(true);
    expect(await same('a.db', 'soft.db')).toBe(true);
    expect(await same('a.db', 'hard.db')).toBe(true);
    expect(await same('a.db', 'b.db')).toBe(false);
    expect(await same('a.db', 'none.db')).toBe(false);
    expect(await same('none.db', './none.db')).toBe(true);
  });

  it('refuses a source that is a target, and two targets that are one', async () => {
    await writeFile(join(directory, 'a.db'), 'a');
    await symlink('a.db', join(directory, 'soft.db'));
    const refusal = { code: 'STORE_SAME', exitCode: 64 };
    const check = (sources: string[], targets: string[]) =>
      assertDifferentStores({ locations: sources.map(at), ask: unasked }, { locations: targets.map(at), ask: unasked });
    await expect(check(['a.db'], ['soft.db'])).rejects.toMatchObject(refusal);
    await expect(check(['b.db', 'a.db'], ['c.db', 'soft.db'])).rejects.toMatchObject(refusal);
    await expect(check(['b.db'], ['c.db', 'c.db'])).rejects.toMatchObject(refusal);
    await check(['a.db', 'soft.db'], ['b.db', 'c.db']);
  });

  it('knows the backend file inside a data directory', async () => {
    await mkdir(join(directory, 'data/member/snap'), { recursive: true });
    await writeFile(join(directory, 'data/member/snap/db'), 'a');
    await symlink('data/member/snap/db', join(directory, 'inside.db'));
    expect(await same('data', 'inside.db')).toBe(true);
  });

  it('tells live stores apart by cluster and revision', async () => {
    const [a, b] = [parseStoreLocation('etcd3://a:1'), parseStoreLocation('etcd3://b:1')];
    const compare = (askA: () => Promise<StoreHead>, askB: () => Promise<StoreHead>) => isSameStore(a, b, askA, askB);
    expect(await compare(live('c', 10), live('c', 10))).toBe(true);
    expect(await compare(live('c', 10, 5), live('c', 13))).toBe(true);
    expect(await compare(live('c', 10), live('d', 10))).toBe(false);
    // Two installations with etcd's own default names have the same cluster id.
    expect(await compare(live('c', 10), live('c', 1))).toBe(false);
    expect(await isSameStore(a, parseStoreLocation('etcd2://a:1'), unasked, unasked)).toBe(false);
    expect(await isSameStore(a, at('a.db'), unasked, unasked)).toBe(false);
  });
});
