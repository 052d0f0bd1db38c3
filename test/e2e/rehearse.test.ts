import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSource, openTarget } from '../../src/lib/etcd/open.js';
import type { StoreRecord, StoreSource } from '../../src/lib/ports/store.js';
import type { RehearsalFinding, RehearsalReport } from '../../src/lib/shadow/findings.js';
import { rehearse } from '../../src/lib/shadow/rehearse.js';
import { createScratch } from '../../src/lib/shadow/scratch.js';
import type { KubeObject } from '../../src/lib/storage/json.js';
import type { Keyring } from '../../src/lib/storage/encryption/keyring.js';
import { parseEncryptionConfig } from '../../src/lib/storage/encryption/keyring.js';
import { encryptValue, readValue } from '../../src/lib/storage/value.js';
import type { BuiltRelease } from '../rig/kubernetes.js';
import { describeWithKubernetes, kubernetesBinaries } from '../rig/kubernetes.js';
import { etcdBinary } from '../rig/need.js';

const GOLDEN = new URL('../golden/1.9/etcd-v3-snapshot.db.gz', import.meta.url);
const TENANT_NAMESPACES = [
  '1e2feb89414c343c1027-default',
  '1e2feb89414c343c1027-prod',
  '35bf992dc9e9c616612e-default',
  '35bf992dc9e9c616612e-prod',
  '78e510617311d8a3c2ce-default',
  '9b810e766ec9d28663ca-default',
  '9b810e766ec9d28663ca-prod',
  'cd613e30d8f16adf91b7-default',
  'e4b06ce60741c7a87ce4-default',
];
/** 1.20 has dropped the kind; nothing else of 1.9 may be reported. */
const POD_PRESETS = TENANT_NAMESPACES.map((namespace) => `/registry/podpresets/${namespace}/pp`);

let base = '';
let snapshot = '';

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'skep-rehearse-test-'));
  snapshot = join(base, 'golden.db');
  writeFileSync(snapshot, gunzipSync(readFileSync(GOLDEN)));
});

afterAll(() => {
  rmSync(base, { recursive: true, force: true });
});

async function rehearsal(
  target: StoreSource,
  backendFile?: string,
  encryption?: { file: string; keyring: Keyring },
  release: BuiltRelease = '1.20',
): Promise<RehearsalReport> {
  return rehearse(
    {
      target,
      ...(backendFile !== undefined && { backendFile }),
      ...(encryption && { encryption }),
      release,
      apiserver: kubernetesBinaries(release)?.apiserver ?? '',
      etcd: etcdBinary() ?? '',
      prefix: '/registry',
      scratchBase: base,
    },
    { openSource: (location) => openSource(location), openTarget: (location) => openTarget(location) },
  );
}

/** The golden store with some keys written otherwise, moved or gone. */
async function changedCopy(change: (records: Map<string, StoreRecord>) => void): Promise<StoreSource> {
  const golden = await openSource(snapshot);
  const records = new Map<string, StoreRecord>();
  for await (const batch of golden.read()) {
    for (const record of batch) records.set(record.key, { ...record, value: Buffer.from(record.value) });
  }
  change(records);
  return {
    description: { form: 'backend', api: 'v3', location: 'changed copy' },
    head: () => golden.head(),
    async *read({ prefix = '' } = {}) {
      await Promise.resolve();
      yield [...records.values()].filter(({ key }) => key.startsWith(prefix));
    },
    get: (key) => Promise.resolve(records.get(key)),
    notices: () => [],
    close: () => golden.close(),
  };
}

function withValue(records: Map<string, StoreRecord>, key: string, value: (bytes: Uint8Array) => Uint8Array): string {
  const record = records.get(key);
  if (record === undefined) throw new Error(`the golden store has no ${key}`);
  records.set(key, { ...record, value: value(record.value) });
  return key;
}

function rewritten(records: Map<string, StoreRecord>, key: string, change: (object: KubeObject) => void): string {
  return withValue(records, key, (bytes) => {
    const { object } = readValue(key, bytes);
    if (object === undefined) throw new Error(`${key} is no object`);
    change(object);
    return Buffer.from(`${JSON.stringify(object)}\n`);
  });
}

function moved(records: Map<string, StoreRecord>, from: string, to: string): string {
  const record = records.get(from);
  if (record === undefined) throw new Error(`the golden store has no ${from}`);
  records.delete(from);
  records.set(to, { ...record, key: to });
  return to;
}

function firstKey(records: Map<string, StoreRecord>, prefix: string): string {
  const key = [...records.keys()].filter((each) => each.startsWith(prefix)).sort()[0];
  if (key === undefined) throw new Error(`the golden store has nothing below ${prefix}`);
  return key;
}

function withoutPodPresets(findings: readonly RehearsalFinding[]): readonly string[] {
  return findings.filter(({ key }) => !POD_PRESETS.includes(key)).map(({ code, kind, key }) => `${code} ${kind} ${key}`);
}

describeWithKubernetes('rehearsing golden 1.9 data with kube-apiserver 1.20.2', () => {
  it('reports the pod presets, which 1.20 has dropped, and nothing else', async () => {
    const source = await openSource(snapshot);
    const report = await rehearsal(source, snapshot);
    await source.close();
    expect(report.findings.map(({ code, kind, key }) => `${code} ${kind} ${key}`)).toEqual(
      POD_PRESETS.map((key) => `not-served PodPreset ${key}`),
    );
    expect(report.server).toBe('1.20');
    expect(report.serverWritten).toBeGreaterThan(10);
    const { compared, bookkeeping, foreign, opaque, removedByServer } = report.accounted;
    expect(compared + bookkeeping + foreign + opaque + removedByServer + POD_PRESETS.length).toBe(report.keys);
    expect(compared).toBeGreaterThan(1700);
    expect(report.listed.find(({ resource }) => resource === 'nce.netease.com/v1/volumeclaims')).toEqual({
      resource: 'nce.netease.com/v1/volumeclaims',
      objects: 9,
      compared: true,
    });
  });

  it('names every object that is broken, moved or shown otherwise', async () => {
    const expected: string[] = [];
    const source = await changedCopy((records) => {
      // What a raw copy of 1.3 data leaves behind: it breaks the list of the whole resource.
      const budget = rewritten(records, firstKey(records, '/registry/poddisruptionbudgets/'), (object) => {
        object.apiVersion = 'policy/v1alpha1';
      });
      expected.push(`undecodable PodDisruptionBudget ${budget}`);
      const cut = withValue(records, firstKey(records, '/registry/configmaps/'), (bytes) => bytes.subarray(0, bytes.length - 9));
      expected.push(`undecodable ConfigMap ${cut}`);
      const pods = [...records.keys()].filter((key) => key.startsWith('/registry/pods/')).sort();
      const dropped = rewritten(records, pods[3] ?? '', (object) => {
        (object.spec as Record<string, unknown>).hostShares = 'a field that no release has';
      });
      expected.push(`changed Pod ${dropped}`);
      expected.push(`misplaced Pod ${moved(records, pods[7] ?? '', `${pods[7] ?? ''}-elsewhere`)}`);
      const policy = firstKey(records, '/registry/podsecuritypolicy/');
      expected.push(
        `wrong-key PodSecurityPolicy ${moved(records, policy, policy.replace('podsecuritypolicy/', 'podsecuritypolicies/'))}`,
      );
      const claim = firstKey(records, '/registry/nce.netease.com/volumeclaims/');
      expected.push(`not-served VolumeClaim ${moved(records, claim, claim.replace('/volumeclaims/', '/otherclaims/'))}`);
      const range = rewritten(records, '/registry/ranges/serviceips', (object) => {
        object.data = Buffer.alloc(8192).toString('base64');
      });
      expect(range).toBe('/registry/ranges/serviceips');
    });
    const { findings } = await rehearsal(source);
    await source.close();
    const repaired = findings.filter(({ code }) => code === 'repaired');
    expect(withoutPodPresets(findings).filter((line) => !line.startsWith('repaired'))).toEqual(expected.sort(byKey));
    expect(findings.find(({ code }) => code === 'changed')?.paths).toEqual(['spec.hostShares']);
    expect(repaired.length).toBeGreaterThan(100);
    expect(repaired[0]?.message).toMatch(/is not allocated/);
  });

  it('reads an encrypted store with its keys', async () => {
    const file = join(base, 'encryption.yaml');
    const key = Buffer.alloc(32, 7).toString('base64');
    const config = `kind: EncryptionConfiguration
apiVersion: apiserver.config.k8s.io/v1
resources:
- resources: [secrets, configmaps]
  providers:
  - aesgcm: {keys: [{name: second, secret: ${key}}]}
  - identity: {}
`;
    writeFileSync(file, config);
    const keyring = parseEncryptionConfig(config, file);
    const source = await changedCopy((records) => {
      for (const each of [...records.keys()].filter((name) => /^\/registry\/(secrets|configmaps)\//.test(name))) {
        withValue(records, each, (bytes) => encryptValue(each, bytes, keyring));
      }
    });
    const report = await rehearsal(source, undefined, { file, keyring });
    await source.close();
    rmSync(file);
    expect(withoutPodPresets(report.findings)).toEqual([]);
    expect(report.accounted.opaque).toBe(0);
  });

  it('refuses a server of another release', async () => {
    const source = await openSource(snapshot);
    const { apiserver = '' } = kubernetesBinaries() ?? {};
    await expect(
      rehearse(
        { target: source, release: '1.9', apiserver, etcd: etcdBinary() ?? '', prefix: '/registry', scratchBase: base },
        { openSource, openTarget },
      ),
    ).rejects.toMatchObject({ code: 'REHEARSAL_RELEASE' });
    await source.close();
  });

  it('leaves no server behind when it is killed, and the next run removes its directory', async () => {
    const script = new URL('../rig/rehearse-until-killed.ts', import.meta.url).pathname;
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', script, snapshot, kubernetesBinaries()?.apiserver ?? '', etcdBinary() ?? '', base],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(child.stdout, 'data');
    expect(processesOf(base).filter((line) => !line.startsWith('/bin/sh'))).toHaveLength(2);
    child.kill('SIGKILL');
    await once(child, 'exit');
    for (let waited = 0; processesOf(base).length > 0 && waited < 50; waited++) await sleep(100);
    expect(processesOf(base)).toEqual([]);
    const leftOver = readdirSync(base).filter((name) => name.startsWith('skep-shadow-'));
    expect(leftOver).toHaveLength(1);
    const next = await createScratch(base);
    expect(next.removedLeftOvers).toEqual([join(base, leftOver[0] ?? '')]);
    await next.remove();
    expect(readdirSync(base)).toEqual(['golden.db']);
  });
});

describeWithKubernetes(
  'rehearsing golden 1.9 data with kube-apiserver 1.9.6, which wrote them',
  () => {
    it('reports nothing, and compares every key that is an object', async () => {
      const source = await openSource(snapshot);
      const report = await rehearsal(source, snapshot, undefined, '1.9');
      await source.close();
      expect(report.findings).toEqual([]);
      const { compared, bookkeeping, ...others } = report.accounted;
      expect(compared + bookkeeping).toBe(report.keys);
      expect(others).toEqual({ opaque: 0, foreign: 0, removedByServer: 0 });
    });

    it('names the budget of 1.3 that breaks the list of all budgets', async () => {
      let key = '';
      const source = await changedCopy((records) => {
        key = rewritten(records, firstKey(records, '/registry/poddisruptionbudgets/'), (object) => {
          object.apiVersion = 'policy/v1alpha1';
        });
      });
      const { findings } = await rehearsal(source, undefined, undefined, '1.9');
      await source.close();
      expect(findings.map(({ code, key: found }) => `${code} ${found}`)).toEqual([`undecodable ${key}`]);
      expect(findings[0]?.message).toContain('policy/v1alpha1');
    });
  },
  '1.9',
);

describeWithKubernetes(
  'rehearsing golden 1.3 data with kube-apiserver 1.3.10, which wrote them',
  () => {
    it('reports nothing of an etcd v2 store, pet sets and third-party data included', async () => {
      const source = await openSource(new URL('../golden/1.3/etcd-v2.jsonl.gz', import.meta.url).pathname);
      const report = await rehearsal(source, undefined, undefined, '1.3');
      await source.close();
      expect(report.findings).toEqual([]);
      expect(report.accounted.compared + report.accounted.bookkeeping).toBe(report.keys);
      const compared = report.listed
        .filter((listing) => listing.compared)
        .map(({ resource, objects }) => `${resource} ${String(objects)}`);
      expect(compared).toEqual(
        expect.arrayContaining([
          'apps/v1alpha1/petsets 9',
          'nce.netease.com/v1/volumeclaims 9',
          'policy/v1alpha1/poddisruptionbudgets 9',
        ]),
      );
    });
  },
  '1.3',
);

function byKey(a: string, b: string): number {
  const [left = '', right = ''] = [a.split(' ')[2], b.split(' ')[2]];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Servers and their watchers, told by the scratch base in their arguments; not the killed process itself. */
function processesOf(directory: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return line.includes(`${directory}/skep-shadow-`) ? [line] : [];
      } catch {
        return [];
      }
    });
}
