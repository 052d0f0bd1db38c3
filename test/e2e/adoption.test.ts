import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseMigrationRules } from '../../src/lib/config/migration-rules.js';
import { createBackendTarget } from '../../src/lib/etcd/bbolt/target.js';
import { openSource } from '../../src/lib/etcd/open.js';
import { nodeFiles } from '../../src/lib/files/node-files.js';
import { createPool, runMigration } from '../../src/lib/migrate/index.js';
import { startControlPlane, type ControlPlane } from '../rig/control-plane.js';
import { describeWithKubernetes } from '../rig/kubernetes.js';

const GOLDEN = new URL('../golden/1.0/etcd-v2.jsonl.gz', import.meta.url).pathname;
const KEY = new URL('../golden/service-account-signing-key.pem', import.meta.url).pathname;
const RULES = `kind: MigrationRules
apiVersion: skep.io/v1
spec:
  tenants:
    selector: {matchExpressions: [{key: tenant, operator: Exists}]}
  conversion:
    replicationControllers: {selector: {}}
`;

interface Item {
  readonly kind?: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    readonly ownerReferences?: readonly { readonly kind: string; readonly uid: string; readonly controller?: boolean }[];
  };
  readonly status?: { readonly replicas?: number };
  readonly spec?: { readonly replicas?: number };
}

interface Stored {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
  readonly spec: { replicas?: number; readonly selector?: Record<string, string> };
  readonly status?: { readonly phase?: string };
}

/** Controllers do not count what is finished, in any release. */
function isActivePod({ kind, status }: Stored): boolean {
  return kind === 'Pod' && status?.phase !== 'Succeeded' && status?.phase !== 'Failed';
}

/**
 * The golden store as it would be at rest. A quota kept some of its controllers from making their pods, which any controller
 * would go on to do: each is to want what it has. And one has the selector of another, which a plan refuses to convert.
 */
function atRestOf(dump: string): string {
  const lines = dump
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { key: string; value: string })
    .filter(({ key }) => key !== '/registry/controllers/u240891/my-nginx');
  const objects = lines.map(({ value }) => JSON.parse(value) as Stored);
  const controllers = objects
    .filter(({ kind }) => kind === 'ReplicationController')
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  for (const { spec } of controllers) spec.replicas = 0;
  for (const { metadata } of objects.filter(isActivePod)) {
    const selecting = controllers.filter(
      (controller) =>
        controller.metadata.namespace === metadata.namespace &&
        Object.entries(controller.spec.selector ?? {}).every(([key, value]) => metadata.labels?.[key] === value),
    );
    const creator = selecting.find(({ metadata: { uid } }) => metadata.annotations?.['kubernetes.io/created-by']?.includes(uid));
    const controller = creator ?? selecting[0];
    if (controller !== undefined) controller.spec.replicas = (controller.spec.replicas ?? 0) + 1;
  }
  return lines.map((line, index) => `${JSON.stringify({ ...line, value: JSON.stringify(objects[index]) })}\n`).join('');
}

describeWithKubernetes('conversion into Deployments, before a real controller-manager', () => {
  let directory: string;
  let plane: ControlPlane | undefined;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'skep-adoption-'));
    const file = join(directory, 'target.db');
    const atRest = join(directory, 'source.jsonl');
    await writeFile(atRest, atRestOf(gunzipSync(await readFile(GOLDEN)).toString('utf8')));
    const source = await openSource(atRest);
    await runMigration(
      {
        source,
        target: createBackendTarget(file),
        from: '1.0',
        to: '1.9',
        prefix: '/registry',
        encoding: 'protobuf',
        keepExpired: false,
        stateDirectory: `${file}.skep`,
        resume: false,
        rules: parseMigrationRules(RULES, 'rules.yaml'),
        rulesDigest: 'digest',
      },
      { files: nodeFiles, createPool: () => createPool(0, undefined), now: () => Date.now(), progress: () => undefined },
    ).finally(() => source.close());
    plane = await startControlPlane({
      snapshotDb: file,
      controllerManager: true,
      serviceAccountKeyFile: KEY,
      serviceClusterIpRange: '10.10.0.0/16',
    });
  }, 180_000);

  afterAll(async () => {
    await plane?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  async function list(path: string): Promise<readonly Item[]> {
    if (plane === undefined) throw new Error('no control plane');
    const { status, body } = await plane.client.get(path);
    expect(status).toBe(200);
    return (body as unknown as { items: readonly Item[] }).items;
  }

  it('keeps every pod for a minute, and makes none', async () => {
    const before = await list('/api/v1/pods');
    expect(before.length).toBe(134);
    await sleep(60_000);
    const uids = (pods: readonly Item[]): string[] =>
      pods.map(({ metadata: { namespace, name, uid } }) => `${namespace}/${name} ${uid}`).sort();
    expect(uids(await list('/api/v1/pods'))).toEqual(uids(before));
    const sets = await list('/apis/apps/v1/replicasets');
    const deployments = await list('/apis/apps/v1/deployments');
    expect(sets.length).toBe(77);
    expect(deployments.length).toBe(77);
    // Adopted: each ReplicaSet by its Deployment, and as many pods as were running by their ReplicaSets.
    const owners = new Set(deployments.map(({ metadata }) => metadata.uid));
    for (const { metadata } of sets) {
      expect({
        name: metadata.name,
        owned: owners.has(metadata.ownerReferences?.find(({ controller }) => controller === true)?.uid ?? ''),
      }).toEqual({ name: metadata.name, owned: true });
    }
    const setUids = new Set(sets.map(({ metadata }) => metadata.uid));
    const adopted = (await list('/api/v1/pods')).filter(({ metadata }) =>
      metadata.ownerReferences?.some(({ uid }) => setUids.has(uid)),
    );
    expect(adopted.length).toBeGreaterThanOrEqual(66);
    for (const { metadata, status, spec } of sets) {
      expect({ name: metadata.name, replicas: status?.replicas ?? 0 }).toEqual({
        name: metadata.name,
        replicas: spec?.replicas ?? 0,
      });
    }
  }, 150_000);
});
