import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isSkepError } from '../../../src/lib/errors.js';
import { openSource, openTarget } from '../../../src/lib/etcd/open.js';
import { nodeFiles } from '../../../src/lib/files/node-files.js';
import { createPool, runMigration } from '../../../src/lib/migrate/index.js';
import type { StoreTarget } from '../../../src/lib/ports/store.js';
import { startCuttingProxy } from '../../rig/cutting-proxy.js';
import { type RunningEtcd, startEtcd } from '../../rig/etcd.js';
import { describeWithEtcd } from '../../rig/need.js';
import { readAll } from './store-contract.js';

describeWithEtcd('raising the revision of a live target', () => {
  const closers: (() => Promise<unknown>)[] = [];
  let etcd: RunningEtcd;
  let directory: string;
  beforeEach(async () => {
    [etcd, directory] = await Promise.all([startEtcd(), mkdtemp(join(tmpdir(), 'skep-raise-'))]);
  });
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
    await etcd.stop();
    await rm(directory, { recursive: true });
  });
  const open = async (location: string): Promise<StoreTarget> => {
    const target = await openTarget(location);
    closers.push(() => target.close());
    return target;
  };

  describe.each(['etcd2', 'etcd3'])('%s', (scheme) => {
    const raise = (target: StoreTarget, to: number, signal?: AbortSignal): Promise<void> =>
      target.raiseRevision?.(to, signal) ?? Promise.reject(new Error('it cannot be raised'));
    const standing = async (target: StoreTarget) => {
      const { keys, revision } = await target.state();
      return { keys, revision };
    };

    it('reaches the revision exactly, and leaves no key', async () => {
      const target = await open(`${scheme}://${etcd.endpoints}`);
      await raise(target, 2_000);
      expect(await standing(target)).toEqual({ keys: 0, revision: 2_000 });
      await raise(target, 2_002);
      expect(await standing(target)).toEqual({ keys: 0, revision: 2_002 });
    });

    it('takes two steps where one is to go, and none where none is', async () => {
      const target = await open(`${scheme}://${etcd.endpoints}`);
      await raise(target, 100);
      await raise(target, 100);
      expect((await standing(target)).revision).toBe(100);
      await raise(target, 101);
      expect(await standing(target)).toEqual({ keys: 0, revision: 102 });
    });

    it('goes on where it was stopped', async () => {
      const target = await open(`${scheme}://${etcd.endpoints}`);
      const stopping = new AbortController();
      const stopped = raise(target, 5_000, stopping.signal);
      const watching = expect(stopped).rejects.toThrow(/abort/i);
      const other = await open(`${scheme}://${etcd.endpoints}`);
      while ((await other.state()).revision < 500) await new Promise((resolve) => setTimeout(resolve, 5));
      stopping.abort();
      await watching;
      const { revision } = await standing(target);
      expect(revision).toBeGreaterThanOrEqual(500);
      expect(revision).toBeLessThan(5_000);
      await raise(target, 5_000);
      expect(await standing(target)).toEqual({ keys: 0, revision: 5_000 });
    });
  });

  it('never goes beyond it in v3, though answers get lost and requests are sent twice', async () => {
    const proxy = await startCuttingProxy(etcd.port);
    const target = await open(`etcd3://127.0.0.1:${String(proxy.port)}`);
    const cutting = setInterval(() => {
      proxy.cutNextAnswer();
    }, 200);
    await target.raiseRevision?.(6_000).finally(() => {
      clearInterval(cutting);
    });
    expect(proxy.cuts).toBeGreaterThan(0);
    const source = await openSource(`etcd3://${etcd.endpoints}`);
    expect((await source.head()).revision).toBe(6_000);
    expect(await readAll(source)).toEqual([]);
    await source.close();
  });

  const migrate = async (revision: number, acceptLowerRevisions = false) => {
    const dump = join(directory, 'source.jsonl');
    const node = {
      kind: 'Node',
      apiVersion: 'v1',
      metadata: { name: 'a', uid: 'u-1', creationTimestamp: '2016-01-01T00:00:00Z' },
    };
    const line = { key: '/registry/minions/a', value: JSON.stringify(node), createdIndex: revision, modifiedIndex: revision };
    await writeFile(dump, `${JSON.stringify(line)}\n`);
    const source = await openSource(dump);
    closers.push(() => source.close());
    return await runMigration(
      {
        ...{ source, target: await open(`etcd3://${etcd.endpoints}`), from: '1.3', to: '1.9', prefix: '/registry' },
        ...{
          encoding: 'protobuf',
          keepExpired: false,
          stateDirectory: join(directory, 'state'),
          resume: false,
          acceptLowerRevisions,
        },
      },
      { files: nodeFiles, createPool: () => createPool(0, undefined), now: Date.now, progress: () => undefined },
    );
  };

  it('happens before a migration writes, so that every key stands above the source', async () => {
    await migrate(1_500);
    const source = await openSource(`etcd3://${etcd.endpoints}`);
    const records = await readAll(source);
    await source.close();
    expect(records.map(({ key, createRevision }) => [key, createRevision])).toEqual([['/registry/minions/a', 1_501]]);
  });

  it('is refused over a gap of more than 100,000, with the ways out', async () => {
    const error: unknown = await migrate(100_002).catch((it: unknown) => it);
    if (!isSkepError(error)) throw error;
    expect(error).toMatchObject({ code: 'MIGRATION_REVISION_GAP', exitCode: 6, details: { source: 100_002, target: 1 } });
    expect(error.message).toMatch(/stands at revision 1, the source at 100002/);
    expect(error.hints.join('\n')).toMatch(/PATH\.db[^]*--accept-lower-revisions/);
    const target = await open(`etcd3://${etcd.endpoints}`);
    expect(await target.state()).toMatchObject({ keys: 0, revision: 1 });
    expect(await readdir(directory)).toContain('state');
    await rm(join(directory, 'state'), { recursive: true });
    expect((await migrate(100_002, true)).written.records).toBe(1);
  });
});
