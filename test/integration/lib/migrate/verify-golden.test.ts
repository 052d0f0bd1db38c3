import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSource, openTarget } from '../../../../src/lib/etcd/open.js';
import { nodeFiles } from '../../../../src/lib/files/node-files.js';
import { createPool, runMigration } from '../../../../src/lib/migrate/index.js';
import type { VerifyReport } from '../../../../src/lib/migrate/verify/report.js';
import { verifyStores } from '../../../../src/lib/migrate/verify/verify-stores.js';
import type { StoreRecord, StoreSource } from '../../../../src/lib/ports/store.js';
import { createSorter } from '../../../../src/lib/spool/sorter.js';
import type { KubeObject } from '../../../../src/lib/storage/json.js';
import { readValue, writeValue } from '../../../../src/lib/storage/value.js';

const GOLDEN = fileURLToPath(new URL('../../../golden/1.3/etcd-v2.jsonl.gz', import.meta.url));
/** While the golden events were still alive. */
const PLAN_TIME = Date.parse('2026-11-22T04:30:00Z');

const directory = mkdtempSync(join(tmpdir(), 'skep-verify-'));
let migrated: readonly StoreRecord[] = [];

beforeAll(async () => {
  const path = join(directory, 'target.db');
  const source = await openSource(GOLDEN);
  const target = await openTarget(path);
  await runMigration(
    {
      source,
      target,
      from: '1.3',
      to: '1.9',
      prefix: '/registry',
      encoding: 'protobuf',
      keepExpired: false,
      stateDirectory: join(directory, 'state'),
      resume: false,
    },
    { files: nodeFiles, createPool: () => createPool(0, undefined), now: () => PLAN_TIME, progress: () => undefined },
  );
  await Promise.all([source.close(), target.close()]);
  const written = await openSource(path);
  const records: StoreRecord[] = [];
  for await (const batch of written.read())
    records.push(...batch.map((record) => ({ ...record, value: Buffer.from(record.value) })));
  await written.close();
  migrated = records;
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

function storeOf(records: readonly StoreRecord[]): StoreSource {
  return {
    description: { form: 'backend', api: 'v3', location: 'memory' },
    head: async () => ({}),
    async *read(options = {}) {
      yield records.filter((record) => record.key.startsWith(options.prefix ?? ''));
    },
    get: async (key) => records.find((record) => record.key === key),
    notices: () => [],
    close: async () => undefined,
  };
}

async function verify(target: readonly StoreRecord[]): Promise<VerifyReport> {
  const source = await openSource(GOLDEN);
  try {
    return await verifyStores({
      source,
      target: storeOf(target),
      from: '1.3',
      to: '1.9',
      prefix: '/registry/',
      planTime: PLAN_TIME,
      makeSorter: (name) => createSorter(nodeFiles, directory, name),
    });
  } finally {
    await source.close();
  }
}

type Break = (object: KubeObject) => void;

interface Broken {
  readonly records: StoreRecord[];
  /** The key that each break hit. */
  readonly keys: readonly string[];
}

/** The migrated records with each break done to an object of its own. */
function breakAll(breaks: readonly (readonly [string, string, Break])[]): Broken {
  const records = [...migrated];
  const keys = breaks.map(([code, below, breakIt]) => {
    const hit = records.findIndex((record, i) => {
      if (record !== migrated[i] || !record.key.startsWith(`/registry/${below}`)) return false;
      const { object } = readValue(record.key, record.value);
      if (object === undefined) return false;
      const before = JSON.stringify(object);
      breakIt(object);
      if (JSON.stringify(object) === before) return false;
      records[i] = { ...record, value: writeValue(object, { release: '1.9', encoding: 'json' }) };
      return true;
    });
    if (hit < 0) throw new Error(`nothing below ${below} could be broken for ${code}`);
    return records[hit]?.key ?? '';
  });
  return { records, keys };
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- objects are reached into as a person would
type Any = any;

const BREAKS: readonly (readonly [string, string, Break])[] = [
  ['init-containers', 'pods/', (pod: Any) => delete pod.spec.initContainers],
  ['init-containers', 'replicasets/', (set: Any) => delete set.spec.template.spec.initContainers],
  ['init-containers', 'statefulsets/', (set: Any) => (set.spec.template.spec.initContainers &&= [])],
  ['affinity', 'pods/', (pod: Any) => delete pod.spec.affinity],
  ['affinity', 'deployments/', (deployment: Any) => delete deployment.spec.template.spec.affinity],
  ['tolerations', 'pods/', (pod: Any) => delete pod.spec.tolerations],
  ['taints', 'minions/', (node: Any) => delete node.spec.taints],
  ['storage-classes', 'persistentvolumeclaims/', (claim: Any) => delete claim.spec.storageClassName],
  ['mount-options', 'persistentvolumes/', (volume: Any) => delete volume.spec.mountOptions],
  ['unready-addresses', 'services/specs/', (service: Any) => delete service.spec.publishNotReadyAddresses],
  ['disruptions-allowed', 'poddisruptionbudgets/', (budget: Any) => (budget.status.disruptionsAllowed = 7)],
  ['rbac-bindings', 'clusterrolebindings/', (binding: Any) => (binding.subjects[1].name = '*')],
  ['rbac-rules', 'clusterroles/', (role: Any) => role.rules.pop()],
  ['third-party-definition', 'apiextensions.k8s.io/', (crd: Any) => delete crd.status.storedVersions],
  ['field-changed', 'nce.netease.com/', (resource: Any) => (resource.size = '1Gi')],
  ['template-generation', 'daemonsets/', (set: Any) => (set.spec.updateStrategy = { type: 'RollingUpdate' })],
  ['field-changed', 'deployments/', (deployment: Any) => (deployment.spec.replicas = Number(deployment.spec.replicas) + 1)],
  ['field-added', 'deployments/', (deployment: Any) => (deployment.spec.progressDeadlineSeconds = 600)],
  ['uid-changed', 'jobs/', (job: Any) => (job.metadata.uid = '00000000-0000-0000-0000-000000000000')],
  ['uid-lost', 'persistentvolumeclaims/', (claim: Any) => (claim.metadata.uid = '00000000-0000-0000-0000-000000000000')],
  ['claim-uid', 'persistentvolumes/', (volume: Any) => volume.spec.claimRef && (volume.spec.claimRef.uid = '0')],
  [
    'account-uid',
    'secrets/',
    (secret: Any) => secret.type.includes('token') && (secret.metadata.annotations['kubernetes.io/service-account.uid'] = '0'),
  ],
  ['metadata-changed', 'configmaps/', (map: Any) => (map.metadata.creationTimestamp = '2020-01-01T00:00:00Z')],
  ['field-lost', 'secrets/', (secret: Any) => (secret.data = Object.fromEntries(Object.entries(secret.data as object).slice(1)))],
  ['range-wrong', 'ranges/', (range: Any) => (range.data = 'AQ==')],
  ['range-wrong', 'services/specs/', (service: Any) => service.spec.clusterIP !== 'None' && (service.spec.clusterIP = '')],
  [
    'namespace-isolation',
    'networkpolicies/',
    (policy: Any) => policy.metadata.name.startsWith('default-deny') && (policy.spec.ingress = [{}]),
  ],
  ['wrong-form', 'horizontalpodautoscalers/', (autoscaler: Any) => (autoscaler.apiVersion = 'extensions/v1beta1')],
  ['wrong-form', 'statefulsets/', (set: Any) => (set.kind = 'PetSet')],
  ['wrong-place', 'ingress/', (ingress: Any) => (ingress.metadata.name = 'other')],
  ['pod-names', 'pods/', (pod: Any) => delete pod.spec.subdomain],
];

describe('the golden store of 1.3, migrated to 1.9', () => {
  it('is accounted for, key by key', async () => {
    const report = await verify(migrated);
    expect(report.findings).toEqual([]);
    expect(report.sourceKeys).toBe(2411);
    const by = Object.fromEntries(report.accounts.map((account) => [account.kind, account]));
    expect(by.StatefulSet?.fates.converted).toBe(9);
    expect(by.ThirdPartyResourceData?.fates.converted).toBe(9);
    expect(by.PodSecurityPolicy?.fates.moved).toBe(1);
    expect(by.PodDisruptionBudget?.fates.migrated).toBe(9);
    const ended = report.accounts.flatMap(({ fates }) => Object.values(fates)).reduce((sum, count) => sum + count, 0);
    expect(ended).toBe(report.sourceKeys);
    expect(report.accounts.every(({ fates }) => fates.failed === 0)).toBe(true);
  });

  it('is not, once broken: each break is named at its key, and nothing else is', async () => {
    const { records, keys } = breakAll(BREAKS);
    const report = await verify(records);
    const unseen = BREAKS.filter(
      ([code], i) => !report.findings.some((finding) => finding.code === code && isAbout(finding.key, keys[i] ?? '')),
    );
    expect(unseen.map(([code, below]) => [code, below])).toEqual([]);
    expect(report.findings.filter((finding) => !keys.some((key) => isAbout(finding.key, key)))).toEqual([]);
  });

  it('is not, once keys are gone', async () => {
    const gone = ['pods/', 'events/', 'secrets/', 'statefulsets/', 'nce.netease.com/', 'podsecuritypolicy/'].map((below) =>
      migrated.findIndex((record) => record.key.startsWith(`/registry/${below}`)),
    );
    const report = await verify(migrated.filter((_, i) => !gone.includes(i)));
    expect(report.findingsByCode.missing).toBe(gone.length);
  });
});

/** Findings stand at the broken key, or where the break shows: an owner, a range, a namespace. */
function isAbout(findingKey: string, brokenKey: string): boolean {
  if (findingKey === brokenKey || sourceNameOf(findingKey) === sourceNameOf(brokenKey)) return true;
  if (findingKey.startsWith('/registry/ranges/')) return brokenKey.includes('/services/specs/') || brokenKey.includes('/ranges/');
  if (findingKey.startsWith('/registry/namespaces/')) return brokenKey.includes(`/networkpolicies/${sourceNameOf(findingKey)}/`);
  // The volume of a claim whose uid was changed.
  return findingKey.startsWith('/registry/persistentvolumes/') && brokenKey.includes('/persistentvolumeclaims/');
}

function sourceNameOf(key: string): string {
  return key.split('/').slice(3).join('/');
}
