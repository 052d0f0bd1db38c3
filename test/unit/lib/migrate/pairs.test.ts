import { describe, expect, test } from 'vitest';
import { checkPairs } from '../../../../src/lib/migrate/pairs.js';
import { collectLinks, hashText, newLinks, type Links } from '../../../../src/lib/migrate/pipeline/links.js';
import type { KubeObject } from '../../../../src/lib/storage/json.js';

function keyOf(object: KubeObject): string {
  const metadata = object['metadata'] as { readonly namespace?: string; readonly name?: string };
  return ['/registry', object.kind, metadata.namespace, metadata.name].filter((part) => part !== undefined).join('/');
}

function linksOf(...objects: readonly KubeObject[]): Links {
  const links = newLinks();
  for (const object of objects) collectLinks(links, keyOf(object), object);
  return links;
}

function check(...objects: readonly KubeObject[]): ReturnType<typeof checkPairs> {
  const links = linksOf(...objects);
  return checkPairs(links, Float64Array.from(links.uids).sort());
}

const claim: KubeObject = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { namespace: 'a', name: 'data', uid: 'claim-uid' },
};

function volume(uid: string, policy: string, phase = 'Bound'): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'pv', uid: 'pv-uid' },
    spec: { claimRef: { namespace: 'a', name: 'data', uid }, persistentVolumeReclaimPolicy: policy },
    status: { phase },
  };
}

describe('checkPairs', () => {
  test('a volume and its claim that agree are fine', () => {
    expect(check(claim, volume('claim-uid', 'Delete'))).toEqual({ problems: [], warnings: [] });
  });

  test.each(['Delete', 'Recycle'])('a bound volume whose claim has another uid stops the plan under %s', (policy) => {
    const { problems } = check(claim, volume('other', policy));
    expect(problems).toMatchObject([{ key: '/registry/PersistentVolume/pv', code: 'VOLUME_WOULD_BE_RECLAIMED' }]);
    expect(problems[0]?.message).toContain(policy);
  });

  test('a bound volume whose claim is missing stops the plan too', () => {
    expect(check(volume('claim-uid', 'Delete')).problems).toHaveLength(1);
  });

  test('under Retain it is a warning, and a released volume has lost its claim already', () => {
    expect(check(claim, volume('other', 'Retain'))).toMatchObject({ problems: [], warnings: [{ code: 'claim-mismatch' }] });
    expect(check(volume('claim-uid', 'Delete', 'Released'))).toEqual({ problems: [], warnings: [] });
  });

  test('a token of another account uid, a missing owner and a foreign job selector are named', () => {
    const token: KubeObject = {
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'kubernetes.io/service-account-token',
      metadata: {
        namespace: 'a',
        name: 't',
        annotations: { 'kubernetes.io/service-account.name': 'default', 'kubernetes.io/service-account.uid': 'gone' },
      },
    };
    const account: KubeObject = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { namespace: 'a', name: 'default', uid: 'sa' },
    };
    const pod: KubeObject = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p', ownerReferences: [{ kind: 'Job', name: 'j', uid: 'no' }] },
    };
    const job: KubeObject = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'j', uid: 'job' },
      spec: { selector: { matchLabels: { 'controller-uid': 'other' } } },
    };
    const codes = check(token, account, pod, job).warnings.map((warning) => warning.code);
    expect(codes).toEqual(['token-mismatch', 'owner-missing', 'job-selector-mismatch']);
  });
});

describe('overlapping selectors', () => {
  function workload(kind: string, name: string, selector: Record<string, string>, labels: Record<string, string>): KubeObject {
    const wrapped = kind === 'ReplicationController' ? selector : { matchLabels: selector };
    return {
      apiVersion: 'v1',
      kind,
      metadata: { namespace: 'a', name },
      spec: { selector: wrapped, template: { metadata: { labels } } },
    };
  }

  test('a workload that selects the pods of another of its kind is named', () => {
    const wide = workload('ReplicationController', 'wide', { app: 'web' }, { app: 'web' });
    const narrow = workload('ReplicationController', 'narrow', { app: 'web', tier: 'front' }, { app: 'web', tier: 'front' });
    expect(check(wide, narrow).warnings).toMatchObject([{ code: 'selectors-overlap' }]);
  });

  test('other kinds, other values and the ReplicaSets of one Deployment do not compete', () => {
    const first = workload(
      'ReplicaSet',
      'web-1',
      { app: 'web', 'pod-template-hash': '1' },
      { app: 'web', 'pod-template-hash': '1' },
    );
    const second = workload(
      'ReplicaSet',
      'web-2',
      { app: 'web', 'pod-template-hash': '2' },
      { app: 'web', 'pod-template-hash': '2' },
    );
    const daemons = workload('DaemonSet', 'web', { app: 'web' }, { app: 'web' });
    expect(check(first, second, daemons).warnings).toEqual([]);
  });
});

describe('hashText', () => {
  test('is a safe integer and differs for uids that differ in one digit', () => {
    const uids = Array.from({ length: 20_000 }, (_, index) => `3b2639b1-e62c-11f1-a950-${index.toString(16).padStart(12, '0')}`);
    const hashes = new Set(uids.map(hashText));
    expect(hashes.size).toBe(uids.length);
    expect([...hashes].every((hash) => Number.isSafeInteger(hash) && hash >= 0)).toBe(true);
  });
});
