import { describe, expect, it } from 'vitest';
import { VERIFY_FINDINGS_LIMIT } from '../../../../../src/lib/migrate/verify/report.js';
import { clusterObject, codes, memoryStore, object, record, ROOT, verify, type Content } from './stores.js';

const configMap = (name: string, data: object = { a: 'b' }, metadata: Record<string, unknown> = {}): Content => ({
  [`configmaps/ns/${name}`]: object('v1', 'ConfigMap', name, { data }, metadata),
});

describe('keys', () => {
  it('of the source must all have a successor', async () => {
    const report = await verify({ ...configMap('a'), ...configMap('b') }, configMap('a'));
    expect(codes(report)).toEqual(['missing', 'uid-lost']);
    expect(report.findings[0]).toMatchObject({ code: 'missing', kind: 'ConfigMap', key: '/registry/configmaps/ns/b' });
    expect(report.accounts).toMatchObject([{ kind: 'ConfigMap', fates: { migrated: 1, failed: 1 } }]);
  });

  it('of the target must all have a reason', async () => {
    const report = await verify(configMap('a'), { ...configMap('a'), ...configMap('made-up') });
    expect(codes(report)).toEqual(['unexpected']);
  });

  it('foreign ones are copied byte by byte', async () => {
    const foreign = { 'calico/v1/a': 'x', 'pods/only-one': '{}' };
    expect((await verify(foreign, foreign)).ok).toBe(true);
    expect(codes(await verify(foreign, { 'calico/v1/a': 'y' }))).toEqual(['foreign-changed']);
    expect((await verify(foreign, { 'calico/v1/a': 'y' })).findingsTotal).toBe(2);
  });

  it('outside the root are foreign, too', async () => {
    const outside = memoryStore([record('/coreos.com/network', 'x')]);
    expect((await verify(outside, outside)).accounts).toMatchObject([{ kind: 'foreign', fates: { foreign: 1 } }]);
  });

  it('that two sources claim are named', async () => {
    const ingress = object('extensions/v1beta1', 'Ingress', 'i');
    const report = await verify(
      { 'ingress/ns/i': ingress, 'ingresses/ns/i': ingress },
      { 'ingress/ns/i': ingress },
      { from: '1.5' },
    );
    expect(codes(report)).toContain('two-sources');
  });

  it('left by pre-releases move to where they belong', async () => {
    const ingress = object('extensions/v1beta1', 'Ingress', 'i');
    const report = await verify({ 'ingresses/ns/i': ingress }, { 'ingress/ns/i': ingress }, { from: '1.4' });
    expect(report.findings).toEqual([]);
    expect(report.accounts).toMatchObject([{ kind: 'Ingress', fates: { moved: 1 } }]);
  });

  it('of kinds that the target does not have are named', async () => {
    const report = await verify(
      {
        'externaladmissionhookconfigurations/a': clusterObject(
          'admissionregistration.k8s.io/v1alpha1',
          'ExternalAdmissionHookConfiguration',
          'a',
        ),
      },
      {},
      { from: '1.8' },
    );
    expect(codes(report)).toEqual(['kind-gone']);
  });
});

describe('moved keys', () => {
  const spec = { volumes: ['secret'] };
  const source: Content = { 'podsecuritypolicies/r': clusterObject('extensions/v1beta1', 'PodSecurityPolicy', 'r', { spec }) };
  const target: Content = { 'podsecuritypolicy/r': clusterObject('extensions/v1beta1', 'PodSecurityPolicy', 'r', { spec }) };

  it('a PodSecurityPolicy left at its old key is lost', async () => {
    const report = await verify(source, target);
    expect(report.findings).toEqual([]);
    expect(report.accounts).toMatchObject([{ kind: 'PodSecurityPolicy', fates: { moved: 1 } }]);
    expect(codes(await verify(source, source))).toEqual(['missing', 'unexpected']);
    expect(codes(await verify(source, {}))).toEqual(['missing', 'uid-lost']);
  });
});

describe('third-party resources', () => {
  const raw = { kind: 'CronTab', apiVersion: 'example.com/v1', metadata: { name: 'd', labels: { l: 'v' } }, size: 3 };
  const datum = object(
    'extensions/v1beta1',
    'ThirdPartyResourceData',
    'd',
    { data: Buffer.from(JSON.stringify(raw)).toString('base64') },
    { labels: { l: 'v' } },
  );
  const source: Content = {
    'thirdpartyresources/cron-tab.example.com': clusterObject(
      'extensions/v1beta1',
      'ThirdPartyResource',
      'cron-tab.example.com',
      { versions: [{ name: 'v1' }] },
    ),
    'ThirdPartyResourceData/example.com/crontabs/ns/d': datum,
  };
  const names = { plural: 'crontabs', singular: 'crontab', kind: 'CronTab', listKind: 'CronTabList' };
  const definition = (changes: object = {}): object => ({
    apiVersion: 'apiextensions.k8s.io/v1beta1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'crontabs.example.com', uid: 'uid-ThirdPartyResource-cron-tab.example.com' },
    spec: { group: 'example.com', version: 'v1', scope: 'Namespaced', names },
    status: {
      conditions: [
        { type: 'NamesAccepted', status: 'True', reason: 'NoConflicts' },
        { type: 'Established', status: 'True' },
      ],
      acceptedNames: names,
      storedVersions: ['v1'],
    },
    ...changes,
  });
  const resource = (changes: object = {}): object => ({
    ...raw,
    metadata: { name: 'd', namespace: 'ns', uid: 'uid-ThirdPartyResourceData-d', labels: { l: 'v' } },
    ...changes,
  });
  const target = (definitions: object, resources: object): Content => ({
    'apiextensions.k8s.io/customresourcedefinitions/crontabs.example.com': definitions,
    'example.com/crontabs/ns/d': resources,
  });

  it('become definitions and custom resources', async () => {
    const report = await verify(source, target(definition(), resource()));
    expect(report.findings).toEqual([]);
    expect(report.accounts.map(({ kind, fates }) => [kind, fates.converted])).toEqual([
      ['ThirdPartyResource', 1],
      ['ThirdPartyResourceData', 1],
    ]);
  });

  it.each([
    [
      'no conditions',
      target(definition({ status: { storedVersions: ['v1'], acceptedNames: names } }), resource()),
      'third-party-definition',
    ],
    [
      'no stored version',
      target(definition({ status: { conditions: [], acceptedNames: names } }), resource()),
      'third-party-definition',
    ],
    [
      'another plural',
      target(
        definition({ spec: { group: 'example.com', version: 'v1', scope: 'Namespaced', names: { ...names, plural: 'tabs' } } }),
        resource(),
      ),
      'third-party-definition',
    ],
    [
      'another uid of the definition',
      target(definition({ metadata: { name: 'crontabs.example.com', uid: 'new' } }), resource()),
      'uid-changed',
    ],
    ['a member of the datum lost', target(definition(), resource({ size: undefined })), 'field-lost'],
    ['a member of the datum changed', target(definition(), resource({ size: 4 })), 'field-changed'],
    [
      'the uid of the datum lost',
      target(definition(), resource({ metadata: { name: 'd', namespace: 'ns', labels: { l: 'v' } } })),
      'uid-changed',
    ],
    ['the datum still wrapped', target(definition(), datum), 'wrong-form'],
  ])('broken: %s', async (_, content, code) => {
    expect(codes(await verify(source, content))).toContain(code);
  });
});

describe('identity and bookkeeping', () => {
  const metadata = {
    creationTimestamp: '2026-01-01T00:00:00Z',
    deletionTimestamp: '2026-01-02T00:00:00Z',
    generation: 3,
    labels: { l: '1' },
    annotations: { a: '1', 'kubernetes.io/created-by': '{"kind":"x"}' },
    finalizers: ['orphan'],
    generateName: 'a-',
    resourceVersion: '12',
    selfLink: '/a',
  };
  const kept = { ...metadata, resourceVersion: undefined, selfLink: undefined };

  it.each([
    ['uid', { uid: 'other' }, 'uid-changed'],
    ['creationTimestamp', { creationTimestamp: '2026-01-01T00:00:01Z' }, 'metadata-changed'],
    ['deletionTimestamp', { deletionTimestamp: undefined }, 'metadata-changed'],
    ['generation', { generation: 4 }, 'metadata-changed'],
    ['labels', { labels: { l: '2' } }, 'metadata-changed'],
    ['annotations', { annotations: { a: '1' } }, 'metadata-changed'],
    ['finalizers', { finalizers: [] }, 'metadata-changed'],
    ['generateName', { generateName: undefined }, 'metadata-changed'],
    ['resourceVersion', { resourceVersion: '12' }, 'server-set-metadata'],
    ['selfLink', { selfLink: '/a' }, 'server-set-metadata'],
    ['name', { name: 'other' }, 'wrong-place'],
    ['namespace', { namespace: 'other' }, 'wrong-place'],
  ])('%s is carried', async (_, change, code) => {
    const source = configMap('a', {}, metadata);
    expect((await verify(source, configMap('a', {}, kept))).findings).toEqual([]);
    expect(codes(await verify(source, configMap('a', {}, { ...kept, ...change })))).toContain(code);
  });

  it('a uid stands once', async () => {
    const source = { ...configMap('a'), ...configMap('b') };
    const report = await verify(source, { ...configMap('a'), ...configMap('b', { a: 'b' }, { uid: 'uid-ConfigMap-a' }) });
    expect(codes(report)).toEqual(['uid-changed', 'uid-doubled', 'uid-lost']);
  });
});

describe('fields', () => {
  it('null, empty and absent are one; zero is not where it counts', async () => {
    const rc = (spec: object): Content => ({ 'controllers/ns/r': object('v1', 'ReplicationController', 'r', { spec }) });
    expect((await verify(rc({ replicas: 2, selector: {}, template: null }), rc({ replicas: 2 }))).findings).toEqual([]);
    expect(codes(await verify(rc({ replicas: 0 }), rc({})))).toEqual(['field-lost']);
    expect(codes(await verify(rc({}), rc({ replicas: 0 })))).toEqual(['field-added']);
    expect((await verify(rc({}), rc({ replicas: 1 }))).findings).toEqual([]);
  });

  it('defaults of servers are explained, other values are not', async () => {
    const pod = (spec: object): Content => ({
      'pods/ns/p': object('v1', 'Pod', 'p', { spec: { containers: [{ name: 'c', image: 'i', ...spec }] } }),
    });
    expect((await verify(pod({}), pod({ terminationMessagePolicy: 'File' }))).findings).toEqual([]);
    expect(codes(await verify(pod({}), pod({ terminationMessagePolicy: 'FallbackToLogsOnError' })))).toEqual(['field-added']);
    const limits = { cpu: '1' };
    expect((await verify(pod({ resources: { limits } }), pod({ resources: { limits, requests: limits } }))).findings).toEqual([]);
    expect(codes(await verify(pod({ resources: { limits } }), pod({ resources: { limits, requests: { cpu: '2' } } })))).toEqual([
      'field-added',
    ]);
  });

  it('the keys of structs may change their case, those of maps may not', async () => {
    const source: Content = {
      'services/endpoints/ns/e': object('v1', 'Endpoints', 'e', { subsets: [{ addresses: [{ IP: '1.1.1.1' }] }] }),
    };
    const target: Content = {
      'services/endpoints/ns/e': object('v1', 'Endpoints', 'e', { subsets: [{ addresses: [{ ip: '1.1.1.1' }] }] }),
    };
    expect((await verify(source, target)).findings).toEqual([]);
    expect(codes(await verify(configMap('a', { Key: '1' }), configMap('a', { key: '1' })))).toEqual([
      'field-added',
      'field-lost',
    ]);
  });

  it('an empty selector in a policy is not none', async () => {
    const policy = (version: string, peer: object): Content => ({
      'networkpolicies/ns/p': object(version, 'NetworkPolicy', 'p', { spec: { podSelector: {}, ingress: [{ from: [peer] }] } }),
    });
    const keep = { networkPolicies: 'keep' as const };
    const source = policy('extensions/v1beta1', { podSelector: {} });
    expect((await verify(source, policy('networking.k8s.io/v1', { podSelector: {} }), keep)).findings).toEqual([]);
    expect(codes(await verify(source, policy('networking.k8s.io/v1', {}), keep))).toEqual(['field-lost']);
  });

  it('secrets are compared and never shown', async () => {
    const secret = (token: string): Content => ({ 'secrets/ns/s': object('v1', 'Secret', 's', { data: { token } }) });
    const report = await verify(secret('czNjcjN0'), secret('b3RoZXI='));
    expect(codes(report)).toEqual(['field-changed']);
    expect(JSON.stringify(report)).not.toMatch(/czNjcjN0|b3RoZXI/);
  });

  it('a value of the wrong type is undecodable for the target', async () => {
    const rc = (replicas: unknown): Content => ({
      'controllers/ns/r': object('v1', 'ReplicationController', 'r', { spec: { replicas } }),
    });
    expect(codes(await verify(rc('2'), rc('2')))).toEqual(['undecodable']);
  });

  it('bytes that are no value are named on both sides', async () => {
    expect(codes(await verify(configMap('a'), { 'configmaps/ns/a': '{"kind":' }))).toContain('undecodable');
    expect(codes(await verify({ 'configmaps/ns/a': '{"kind":' }, configMap('a')))).toContain('source-unreadable');
    expect(codes(await verify({ 'configmaps/ns/a': 'text' }, { 'configmaps/ns/a': 'text' }))).toEqual(['undecodable']);
  });
});

describe('references by uid', () => {
  const pair = (uid: string, claimUid = 'uid-PersistentVolumeClaim-c'): Content => ({
    'persistentvolumes/v': clusterObject('v1', 'PersistentVolume', 'v', {
      spec: { claimRef: { kind: 'PersistentVolumeClaim', namespace: 'ns', name: 'c', uid } },
    }),
    'persistentvolumeclaims/ns/c': object('v1', 'PersistentVolumeClaim', 'c', { spec: { volumeName: 'v' } }, { uid: claimUid }),
  });
  const token = (uid: string): Content => ({
    'serviceaccounts/ns/default': object('v1', 'ServiceAccount', 'default'),
    'secrets/ns/t': object(
      'v1',
      'Secret',
      't',
      { type: 'kubernetes.io/service-account-token' },
      { annotations: { 'kubernetes.io/service-account.name': 'default', 'kubernetes.io/service-account.uid': uid } },
    ),
  });

  it('a volume must find its claim', async () => {
    const right = pair('uid-PersistentVolumeClaim-c');
    expect((await verify(right, right)).findings).toEqual([]);
    expect(codes(await verify(right, pair('uid-PersistentVolumeClaim-c', 'new')))).toContain('claim-uid');
    expect(codes(await verify(right, pair('new')))).toContain('claim-uid');
  });

  it('a token must find its account', async () => {
    const right = token('uid-ServiceAccount-default');
    expect((await verify(right, right)).findings).toEqual([]);
    expect(codes(await verify(right, token('new')))).toContain('account-uid');
  });

  it('an owned object must find its owner, unless it had none before', async () => {
    const owned = (uid: string): Content => ({
      'replicasets/ns/r': object('extensions/v1beta1', 'ReplicaSet', 'r'),
      'pods/ns/p': object(
        'v1',
        'Pod',
        'p',
        {},
        { ownerReferences: [{ apiVersion: 'extensions/v1beta1', kind: 'ReplicaSet', name: 'r', uid }] },
      ),
    });
    expect((await verify(owned('gone'), owned('gone'))).findings).toEqual([]);
    expect((await verify(owned('uid-ReplicaSet-r'), owned('uid-ReplicaSet-r'))).findings).toEqual([]);
    expect(codes(await verify(owned('uid-ReplicaSet-r'), owned('gone')))).toContain('owner-uid');
  });
});

describe('ranges', () => {
  const services = (clusterIP: string, nodePort: number): Content => ({
    'services/specs/ns/s': object('v1', 'Service', 's', {
      spec: { clusterIP, type: 'NodePort', ports: [{ port: 80, nodePort }] },
    }),
  });
  const ranges = (addresses: number[], ports: number[], range = '10.0.0.0/24'): Content => ({
    'ranges/serviceips': { apiVersion: 'v1', kind: 'RangeAllocation', metadata: {}, range, data: bits(addresses) },
    'ranges/servicenodeports': {
      apiVersion: 'v1',
      kind: 'RangeAllocation',
      metadata: {},
      range: '30000-32767',
      data: bits(ports),
    },
  });
  const bits = (set: number[]): string => {
    const value = set.reduce((sum, bit) => sum | (1n << BigInt(bit)), 0n).toString(16);
    return Buffer.from(value.padStart(value.length + (value.length % 2), '0'), 'hex').toString('base64');
  };
  const source = { ...services('10.0.0.1', 30001), ...ranges([0, 5], [1, 7]) };

  it('hold what the services use, and nothing else', async () => {
    const report = await verify(source, { ...services('10.0.0.1', 30001), ...ranges([0], [1]) });
    expect(report.findings).toEqual([]);
    expect(report.accounts).toMatchObject([{ kind: 'RangeAllocation', fates: { merged: 2 } }, { kind: 'Service' }]);
  });

  it.each([
    ['an address free that is in use', ranges([], [1]), '10.0.0.1'],
    ['an address kept for nobody', ranges([0, 254 - 1], [1]), '10.0.0.254'],
    ['a port free that is in use', ranges([0], []), '30001'],
    ['a bit off by one', ranges([1], [1]), '10.0.0.1'],
  ])('broken: %s', async (_, content, example) => {
    const report = await verify(source, { ...services('10.0.0.1', 30001), ...content });
    expect(codes(report)).toEqual(['range-wrong']);
    expect(report.findings[0]?.message).toContain(example);
  });

  it('keep their bounds', async () => {
    const report = await verify(source, { ...services('10.0.0.1', 30001), ...ranges([0], [1], '10.0.0.0/23') });
    expect(codes(report)).toEqual(['field-changed']);
  });
});

describe('lives', () => {
  const event = object('v1', 'Event', 'e', { involvedObject: { kind: 'Pod', name: 'p' } });
  const key = `${ROOT}events/ns/e`;
  const planTime = Date.parse('2026-01-01T00:00:00Z');
  const source = (expiresAt: number) => memoryStore([record(key, event, { ttlSeconds: 3600, expiresAt })]);
  const target = (ttlSeconds?: number) =>
    memoryStore([record(key, event, ttlSeconds === undefined ? undefined : { ttlSeconds })]);
  const empty = memoryStore([]);

  it('what had expired may be gone, and nothing else', async () => {
    const report = await verify(source(planTime - 1), empty, { planTime });
    expect(report.findings).toEqual([]);
    expect(report.dropped).toEqual({ expired: 1 });
    expect(codes(await verify(source(planTime + 1), empty, { planTime }))).toContain('missing');
  });

  it('what lives on has the rest of its life', async () => {
    expect((await verify(source(planTime + 600_000), target(600), { planTime })).findings).toEqual([]);
    expect(codes(await verify(source(planTime + 600_000), target(), { planTime }))).toEqual(['life-changed']);
    expect(codes(await verify(source(planTime + 600_000), target(3600), { planTime }))).toEqual(['life-changed']);
    expect(codes(await verify(target(), target(60), { planTime }))).toEqual(['life-changed']);
  });
});

it('a report holds a limited number of findings and counts the rest', async () => {
  const many = Object.assign({}, ...Array.from({ length: VERIFY_FINDINGS_LIMIT + 5 }, (_, i) => configMap(`c${i}`))) as Content;
  const report = await verify({}, many);
  expect(report.findings).toHaveLength(VERIFY_FINDINGS_LIMIT);
  expect(report.findingsTotal).toBe(VERIFY_FINDINGS_LIMIT + 5);
  expect(report.findingsByCode).toEqual({ unexpected: VERIFY_FINDINGS_LIMIT + 5 });
});
