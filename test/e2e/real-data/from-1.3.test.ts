import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSource, openTarget } from '../../../src/lib/etcd/open.js';
import { nodeFiles } from '../../../src/lib/files/node-files.js';
import { createPool, runMigration } from '../../../src/lib/migrate/index.js';
import { verifyStores } from '../../../src/lib/migrate/verify/verify-stores.js';
import { startScratchApiserver, type ScratchApiserver } from '../../../src/lib/shadow/apiserver.js';
import { startScratchEtcd, type ScratchEtcd } from '../../../src/lib/shadow/etcd.js';
import { rehearse } from '../../../src/lib/shadow/rehearse.js';
import { createSorter } from '../../../src/lib/spool/sorter.js';
import { describeWithKubernetes, kubernetesBinaries } from '../../rig/kubernetes.js';
import { etcdBinary } from '../../rig/need.js';
import { type Manifest, MANIFESTS, THIRD_PARTY_DATA } from './manifests-1.3.js';

describeWithKubernetes(
  'every kind and field that a real kube-apiserver 1.3.10 takes',
  () => {
    let directory: string;
    let etcd: ScratchEtcd;
    let migrated: string;
    const planTime = Date.now();
    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), 'skep-real-'));
      etcd = await startScratchEtcd({ binary: etcdBinary() ?? '', scratch: directory, api: 'v2' });
      const server = await startServer(directory, etcd);
      try {
        for (const manifest of MANIFESTS) await create(server, manifest);
        for (const manifest of THIRD_PARTY_DATA) await createWhenServed(server, manifest);
      } finally {
        await server.end();
      }
      migrated = join(directory, 'migrated.db');
      await migrate(`etcd2://${etcd.endpoint}`, migrated, planTime);
    });
    afterAll(async () => {
      await etcd.end();
      rmSync(directory, { recursive: true, force: true });
    });

    test('is accounted for by verify', async () => {
      const source = await openSource(`etcd2://${etcd.endpoint}`);
      const target = await openSource(migrated);
      const makeSorter = (name: string) => createSorter(nodeFiles, directory, name);
      const report = await verifyStores({ source, target, from: '1.3', to: '1.9', prefix: '/registry/', planTime, makeSorter });
      await Promise.all([source.close(), target.close()]);
      expect(report.findings).toEqual([]);
      expect(report.sourceKeys).toBeGreaterThan(MANIFESTS.length);
    });

    for (const release of ['1.9', '1.20'] as const) {
      test(`is shown by a real kube-apiserver of ${release} as it was meant`, async () => {
        const target = await openSource(migrated);
        const report = await rehearse(
          {
            target,
            backendFile: migrated,
            release,
            apiserver: kubernetesBinaries(release)?.apiserver ?? '',
            etcd: etcdBinary() ?? '',
            prefix: '/registry/',
            scratchBase: directory,
          },
          { openSource, openTarget },
        );
        await target.close();
        expect(report.findings).toEqual([]);
      });
    }
  },
  '1.3',
);

function startServer(scratch: string, etcd: ScratchEtcd): Promise<ScratchApiserver> {
  return startScratchApiserver({
    binary: kubernetesBinaries('1.3')?.apiserver ?? '',
    scratch,
    etcdEndpoint: etcd.endpoint,
    api: 'v2',
    etcdPrefix: '/registry',
    serviceClusterIpRange: '10.10.0.0/16',
    // Without a super-user nobody could write the first roles.
    extraFlags: ['--allow-privileged=true', '--authorization-mode=RBAC', '--authorization-rbac-super-user=skep'],
  });
}

async function migrate(location: string, path: string, planTime: number): Promise<void> {
  const source = await openSource(location);
  const target = await openTarget(path);
  const stores = {
    source,
    target,
    from: '1.3',
    to: '1.9',
    prefix: '/registry',
    encoding: 'protobuf',
    keepExpired: false,
  } as const;
  await runMigration(
    { ...stores, stateDirectory: `${path}.skep`, resume: false },
    { files: nodeFiles, createPool: () => createPool(0, undefined), now: () => planTime, progress: () => undefined },
  );
  await source.close();
}

/** Third-party resources are served some seconds after they were defined. */
async function createWhenServed(server: ScratchApiserver, manifest: Manifest): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await create(server, manifest);
      return;
    } catch (error) {
      if (attempt === 60) throw error;
      await sleep(500);
    }
  }
}

function create(server: ScratchApiserver, { path, object }: Manifest): Promise<void> {
  const body = JSON.stringify(object);
  const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' };
  // The certificate is pinned; it names no address that this version of TLS would accept.
  const options = { method: 'POST', headers, ca: readFileSync(server.certificateFile), checkServerIdentity: () => undefined };
  return new Promise((resolve, reject) => {
    const sent = request(`${server.url}${path}`, options, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      answer.on('end', () => {
        if (answer.statusCode === 201) resolve();
        else reject(new Error(`${path} ${JSON.stringify(object['metadata'])}: ${String(answer.statusCode)} ${text}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
