import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSource, openTarget } from '../../../src/lib/etcd/open.js';
import { nodeFiles } from '../../../src/lib/files/node-files.js';
import { copyLiveStore } from '../../../src/lib/migrate/live-copy.js';
import type { StoreSource, TargetRecord } from '../../../src/lib/ports/store.js';
import { type RunningEtcd, startEtcd } from '../../rig/etcd.js';
import { describeWithEtcd } from '../../rig/need.js';
import { inDirectory } from '../../unit/lib/migrate/support.js';

for (const api of ['etcd2', 'etcd3'] as const) {
  describeWithEtcd(`a live ${api} source`, () => {
    let etcd: RunningEtcd;
    let location: string;
    beforeAll(async () => {
      etcd = await startEtcd();
      location = `${api}://${etcd.endpoints}`;
      await put('/registry/pods/a/one', '1');
      await put('/registry/pods/a/two', '2');
      await put('/registry/events/a/e', 'dies', 3600);
    });
    afterAll(() => etcd.stop());

    async function put(key: string, value: string, ttlSeconds?: number): Promise<void> {
      const leases = ttlSeconds === undefined ? [] : [{ id: 77n, ttlSeconds }];
      const life = ttlSeconds === undefined ? {} : { life: { ttlSeconds, leaseId: 77n } };
      const target = await openTarget(location);
      const records = async function* (): AsyncGenerator<TargetRecord[]> {
        yield await Promise.resolve([{ key, value: Buffer.from(value), ...life }]);
      };
      await target.write(records(), { revisions: 'assigned', firstRevision: 1, leases });
      await target.close();
    }

    /** The source, to which something happens behind its first reading. */
    function changing(source: StoreSource, change: () => Promise<void>): StoreSource {
      let readings = 0;
      return {
        ...source,
        description: source.description,
        head: () => source.head(),
        get: (key) => source.get(key),
        notices: () => source.notices(),
        close: () => source.close(),
        async *read(options) {
          yield* source.read(options);
          readings += 1;
          if (readings === 1) await change();
        },
      };
    }

    async function copied(change: () => Promise<void>): Promise<string[]> {
      return inDirectory(async (directory) => {
        const source = changing(await openSource(location), change);
        try {
          const options = { files: nodeFiles, path: join(directory, 'source.copy'), signal: undefined, onRead: () => undefined };
          const copy = await copyLiveStore(source, options);
          const keys: string[] = [];
          for await (const batch of copy.read()) for (const record of batch) keys.push(record.key);
          expect((await copy.get('/registry/pods/a/one'))?.value.toString()).toBe('1');
          await copy.close();
          return keys.sort();
        } finally {
          await source.close();
        }
      });
    }

    test('is copied with all its keys while nothing changes', async () => {
      const keys = await copied(() => Promise.resolve());
      expect(keys).toEqual(expect.arrayContaining(['/registry/events/a/e', '/registry/pods/a/one', '/registry/pods/a/two']));
    });

    test('may lose and gain keys that expire, as it does all the time', async () => {
      expect(await copied(() => put('/registry/events/a/new', 'dies too', 3600))).not.toContain('/registry/events/a/new');
    });

    test('that gains a key while it is read is refused with the name of the key', async () => {
      await expect(copied(() => put('/registry/pods/a/three', '3'))).rejects.toMatchObject({
        code: 'STORE_CHANGED',
        exitCode: 6,
        details: { keys: ['/registry/pods/a/three'], count: 1 },
      });
    });
  });
}
