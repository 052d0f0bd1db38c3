import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Release } from '../../src/lib/kinds/release.js';
import { openSource, openTarget } from '../../src/lib/etcd/open.js';
import { nodeFiles } from '../../src/lib/files/node-files.js';
import { createPool, runMigration } from '../../src/lib/migrate/index.js';
import { rehearse } from '../../src/lib/shadow/rehearse.js';
import { describeWithKubernetes, kubernetesBinaries } from '../rig/kubernetes.js';
import { etcdBinary } from '../rig/need.js';

const PLAN_TIME = Date.parse('2026-11-22T05:00:00Z');

interface Case {
  readonly from: '1.0' | '1.3';
  readonly to: '1.3' | '1.9';
  readonly server: '1.3' | '1.9' | '1.20';
}

const CASES: readonly Case[] = [
  { from: '1.0', to: '1.3', server: '1.3' },
  { from: '1.0', to: '1.9', server: '1.9' },
  { from: '1.0', to: '1.9', server: '1.20' },
  { from: '1.3', to: '1.9', server: '1.9' },
  { from: '1.3', to: '1.9', server: '1.20' },
];

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'skep-migrated-'));
});
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

for (const { from, to, server } of CASES) {
  describeWithKubernetes(
    `golden ${from} carried to ${to}`,
    () => {
      test(`is shown by a real kube-apiserver of ${server} as it was meant, with no finding`, async () => {
        const target = join(directory, `${from}-${to}-${server}${to === '1.3' ? '.jsonl' : '.db'}`);
        await migrate(from, to, target);
        const { findings, keys } = await rehearsed(target, server);
        expect(keys).toBeGreaterThan(400);
        expect(findings).toEqual([]);
      });
    },
    server,
  );
}

async function migrate(from: Release, to: '1.3' | '1.9', path: string): Promise<void> {
  const golden = fileURLToPath(new URL(`../golden/${from}/etcd-v2.jsonl.gz`, import.meta.url));
  const source = await openSource(golden);
  const target = await openTarget(path, to === '1.3' ? { api: 'v2', expiresFrom: PLAN_TIME } : {});
  const encoding = to === '1.3' ? 'json' : 'protobuf';
  const request = {
    source,
    target,
    from,
    to,
    prefix: '/registry',
    encoding,
    keepExpired: true,
    stateDirectory: `${path}.skep`,
    resume: false,
  } as const;
  await runMigration(request, {
    files: nodeFiles,
    createPool: () => createPool(0, undefined),
    now: () => PLAN_TIME,
    progress: () => undefined,
  });
  await source.close();
}

async function rehearsed(path: string, server: Case['server']): ReturnType<typeof rehearse> {
  const apiserver = kubernetesBinaries(server)?.apiserver ?? '';
  const target = await openSource(path);
  const backend = path.endsWith('.db') ? { backendFile: path } : {};
  const places = { apiserver, etcd: etcdBinary() ?? '', prefix: '/registry/', scratchBase: directory };
  return rehearse({ target, release: server, ...backend, ...places }, { openSource, openTarget }).finally(() => target.close());
}
