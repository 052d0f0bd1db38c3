import { describe, expect, it } from 'vitest';
import { parseMigrationRules } from '../../../../../src/lib/config/migration-rules.js';
import type { VerifyInput } from '../../../../../src/lib/migrate/verify/verify-stores.js';
import { clusterObject, codes, object, verify, type Content } from './stores.js';

function rules(spec: object, to: VerifyInput['to'] = '1.3'): Partial<VerifyInput> {
  const text = JSON.stringify({ kind: 'MigrationRules', apiVersion: 'skep.io/v1', spec });
  return { from: '1.0', to, rules: parseMigrationRules(text, 'rules.yaml') };
}

const TENANT = 'u1234567890123456789012345';
const NEW = 'u1234567890123456789-default';
const RENAME = { tenants: { namePattern: 'u.*' } };

function namespace(name: string, labels: object = {}, uid = 'uid-namespace'): Content {
  return {
    [`namespaces/${name}`]: clusterObject('v1', 'Namespace', name, { spec: { finalizers: ['kubernetes'] } }, { labels, uid }),
  };
}

const within = (
  ns: string,
  key: string,
  apiVersion: string,
  kind: string,
  rest: object = {},
  metadata: Record<string, unknown> = {},
): Content => {
  const name = key.split('/').at(-1) ?? '';
  return { [key.replace('NS', ns)]: object(apiVersion, kind, name, rest, { namespace: ns, ...metadata }) };
};

const createdBy = (ns: string): string =>
  JSON.stringify({
    kind: 'SerializedReference',
    reference: { kind: 'ReplicationController', namespace: ns, name: 'rc', uid: 'u' },
  });

/** Everything that names a namespace, in the namespace `ns`. */
function everything(ns: string): Content {
  return {
    ...within(
      ns,
      'pods/NS/p',
      'v1',
      'Pod',
      { spec: { containers: [] } },
      { annotations: { 'kubernetes.io/created-by': createdBy(ns) } },
    ),
    ...within(ns, 'services/endpoints/NS/e', 'v1', 'Endpoints', {
      subsets: [{ addresses: [{ ip: '10.0.0.1', targetRef: { kind: 'Pod', namespace: ns, name: 'p' } }] }],
    }),
    ...within(ns, 'events/NS/v', 'v1', 'Event', { involvedObject: { kind: 'Pod', namespace: ns, name: 'p' } }),
    ...within(ns, 'persistentvolumeclaims/NS/c', 'v1', 'PersistentVolumeClaim', { spec: { volumeName: 'v' } }),
    'persistentvolumes/v': clusterObject('v1', 'PersistentVolume', 'v', {
      spec: { claimRef: { kind: 'PersistentVolumeClaim', namespace: ns, name: 'c', uid: 'uid-PersistentVolumeClaim-c' } },
    }),
  };
}

describe('namespaces of tenants', () => {
  const source = { ...namespace(TENANT), ...everything(TENANT) };
  const right = { ...namespace(NEW, { tenant: TENANT }), ...everything(NEW) };

  it('get their new name wherever they are named', async () => {
    const report = await verify(source, right, rules(RENAME));
    expect(report.findings).toEqual([]);
    expect(report.accounts.find(({ kind }) => kind === 'Pod')?.fates.moved).toBe(1);
  });

  it.each([
    ['nothing renamed', source, 'missing'],
    ['no tenant label', { ...right, ...namespace(NEW) }, 'metadata-changed'],
    ['the uid of the namespace lost', { ...right, ...namespace(NEW, { tenant: TENANT }, 'other') }, 'uid-changed'],
  ])('broken: %s', async (_, target, code) => {
    expect(codes(await verify(source, target, rules(RENAME)))).toContain(code);
  });

  it.each([`pods/${NEW}/p`, `services/endpoints/${NEW}/e`, `events/${NEW}/v`, 'persistentvolumes/v'])(
    'broken: %s still names the old one',
    async (key) => {
      const text = JSON.stringify(right[key as keyof typeof right]);
      // Only what refers to it; its own place is right.
      const old = text
        .replaceAll(NEW, TENANT)
        .replace(`"namespace":"${TENANT}","uid":"uid-${key.startsWith('pods') ? 'Pod' : ''}`, (own) => own);
      const broken = JSON.parse(old) as { metadata: { namespace?: string } };
      if (key !== 'persistentvolumes/v') broken.metadata.namespace = NEW;
      const report = await verify(source, { ...right, [key]: broken }, rules(RENAME));
      expect(report.findings.map((finding) => finding.key)).toContain(`/registry/${key}`);
    },
  );

  it('default and kube-* are never renamed', async () => {
    const content = { ...namespace('default'), ...everything('default') };
    expect((await verify(content, content, rules({ tenants: { selector: {} } }))).findings).toEqual([]);
  });

  it('a label that repeats the name may follow it, and nothing else', async () => {
    const labelled = namespace(TENANT, { name: TENANT });
    expect((await verify(labelled, namespace(NEW, { name: NEW, tenant: TENANT }), rules(RENAME))).findings).toEqual([]);
    expect((await verify(labelled, namespace(NEW, { name: TENANT, tenant: TENANT }), rules(RENAME))).findings).toEqual([]);
    expect(codes(await verify(labelled, namespace(NEW, { name: 'x', tenant: TENANT }), rules(RENAME)))).toEqual([
      'metadata-changed',
    ]);
  });

  it('go the same way on the way from 1.0 to 1.9', async () => {
    expect((await verify(source, right, rules(RENAME, '1.9'))).findings).toEqual([]);
  });
});

describe('tokens of accounts in renamed namespaces', () => {
  const jwt = (claims: object, signature: string): string =>
    Buffer.from(`h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`).toString('base64');
  const claims = (ns: string, more: object = {}): object => ({
    iss: 'kubernetes/serviceaccount',
    'kubernetes.io/serviceaccount/namespace': ns,
    'kubernetes.io/serviceaccount/service-account.name': 'default',
    sub: `system:serviceaccount:${ns}:default`,
    ...more,
  });
  const secret = (ns: string, token: string | undefined): Content => ({
    ...within(ns, 'serviceaccounts/NS/default', 'v1', 'ServiceAccount'),
    ...within(
      ns,
      'secrets/NS/t',
      'v1',
      'Secret',
      { type: 'kubernetes.io/service-account-token', data: { token, 'ca.crt': 'Y2E=' } },
      {
        annotations: {
          'kubernetes.io/service-account.name': 'default',
          'kubernetes.io/service-account.uid': 'uid-ServiceAccount-default',
        },
      },
    ),
  });
  const source = { ...namespace(TENANT), ...secret(TENANT, jwt(claims(TENANT), 'old')) };
  const target = (token: string | undefined): Content => ({ ...namespace(NEW, { tenant: TENANT }), ...secret(NEW, token) });

  it('are taken out, so that the controller fills them in again', async () => {
    expect((await verify(source, target(undefined), rules(RENAME))).findings).toEqual([]);
    expect(codes(await verify(source, target(jwt(claims(TENANT), 'old')), rules(RENAME)))).toEqual(['field-added']);
  });

  it('or are signed anew, with the namespace alone changed', async () => {
    const resign = rules({ ...RENAME, serviceAccountTokens: 'resign' });
    expect((await verify(source, target(jwt(claims(NEW), 'new')), resign)).findings).toEqual([]);
    expect(codes(await verify(source, target(jwt(claims(TENANT), 'old')), resign))).toEqual(['field-changed']);
    expect(codes(await verify(source, target(jwt(claims(NEW, { iss: 'me' }), 'new')), resign))).toEqual(['field-changed']);
    expect(codes(await verify(source, target(undefined), resign))).toEqual(['field-lost']);
  });
});

describe('a namespace that becomes several', () => {
  const split = rules({
    tenants: {
      namePattern: 'u.*',
      mapping: [
        { tenant: TENANT, namespaces: [{ name: 'prod', selector: { matchLabels: { env: 'prod' } } }, { name: 'default' }] },
      ],
    },
  });
  const PROD = 'u1234567890123456789-prod';
  const pods = (a: string, b: string): Content => ({
    ...within(a, 'pods/NS/a', 'v1', 'Pod', { spec: {} }, { labels: { env: 'prod' } }),
    ...within(b, 'pods/NS/b', 'v1', 'Pod', { spec: {} }),
    ...within(b, 'services/endpoints/NS/e', 'v1', 'Endpoints', {
      subsets: [{ addresses: [{ ip: '1.1.1.1', targetRef: { kind: 'Pod', namespace: a, name: 'a' } }] }],
    }),
  });
  const source = { ...namespace(TENANT), ...pods(TENANT, TENANT) };
  const namespaces = { ...namespace(NEW, { tenant: TENANT }), ...namespace(PROD, { tenant: TENANT }, 'made') };

  it('is made of them, and objects go where their labels send them', async () => {
    const report = await verify(source, { ...namespaces, ...pods(PROD, NEW) }, split);
    expect(report.findings).toEqual([]);
    expect(report.accounts.find(({ kind }) => kind === 'Namespace')).toMatchObject({ made: 1, fates: { moved: 1 } });
  });

  it('has a copy of accounts and tokens in each part, of which nothing differs but identity', async () => {
    const account = (ns: string, uid: string, data: object = { a: 'Yg==' }): Content => ({
      ...within(ns, 'serviceaccounts/NS/default', 'v1', 'ServiceAccount', { secrets: [{ name: 't' }] }, { uid }),
      ...within(
        ns,
        'secrets/NS/t',
        'v1',
        'Secret',
        { type: 'kubernetes.io/service-account-token', data },
        { uid: `${uid}-t`, annotations: { 'kubernetes.io/service-account.uid': uid } },
      ),
    });
    const before = { ...source, ...account(TENANT, 'one') };
    const after = { ...namespaces, ...pods(PROD, NEW), ...account(NEW, 'one') };
    expect((await verify(before, { ...after, ...account(PROD, 'two') }, split)).findings).toEqual([]);
    expect(codes(await verify(before, { ...after, ...account(PROD, 'one') }, split))).toEqual(['uid-doubled']);
    expect(codes(await verify(before, { ...after, ...account(PROD, 'two', { a: 'Yw==' }) }, split))).toEqual(['field-changed']);
    const stray = within(
      PROD,
      'secrets/NS/t',
      'v1',
      'Secret',
      { type: 'kubernetes.io/service-account-token', data: { a: 'Yg==' } },
      { uid: 'x', annotations: { 'kubernetes.io/service-account.uid': 'nobody' } },
    );
    expect(codes(await verify(before, { ...after, ...stray }, split))).toEqual(['account-uid']);
  });

  it('broken: a pod in the wrong one', async () => {
    const target = { ...namespaces, ...pods(NEW, NEW), ...within(NEW, 'services/endpoints/NS/e', 'v1', 'Endpoints', {}) };
    expect(codes(await verify(source, target, split))).toContain('wrong-namespace');
  });

  it('broken: the rest in the wrong one', async () => {
    expect(codes(await verify(source, { ...namespaces, ...pods(PROD, PROD) }, split))).toContain('wrong-namespace');
  });
});

describe('drops', () => {
  const spec = {
    drop: [{ name: 'tests', kind: 'ConfigMap', nameGlob: 'test-*', reason: 'tests' }],
    foreign: { drop: ['/registry/flannel/'] },
  };
  const source: Content = {
    'secrets/ns/keep': object('v1', 'Secret', 'keep'),
    'pods/ns/test-a': object('v1', 'Pod', 'test-a', {}),
    'flannel/x': 'x',
  };
  const drop = rules({ ...spec, drop: [{ name: 'tests', kind: 'Pod', nameGlob: 'test-*', reason: 'tests' }] });

  it('leave out what the rules name, and only that', async () => {
    const report = await verify(source, { 'secrets/ns/keep': source['secrets/ns/keep'] ?? '' }, drop);
    expect(report.findings).toEqual([]);
    expect(report.dropped).toEqual({ tests: 1, foreign: 1 });
    expect(codes(await verify(source, source, drop))).toEqual(['foreign', 'tests']);
    expect(codes(await verify(source, {}, drop))).toContain('missing');
  });
});

describe('names of services in DNS', () => {
  const pod = (ns: string, host: string): Content =>
    within(ns, 'pods/NS/p', 'v1', 'Pod', {
      spec: { containers: [{ name: 'c', image: 'i', env: [{ name: 'H', value: `http://web.${host}.svc.cluster.local:80/x` }] }] },
    });
  const source = { ...namespace(TENANT), ...pod(TENANT, TENANT) };
  const target = (host: string): Content => ({ ...namespace(NEW, { tenant: TENANT }), ...pod(NEW, host) });

  it('stay as they are, unless the rules say otherwise', async () => {
    expect((await verify(source, target(TENANT), rules(RENAME))).findings).toEqual([]);
    expect(codes(await verify(source, target(NEW), rules(RENAME)))).toEqual(['field-changed']);
    const rewrite = rules({ ...RENAME, serviceDns: 'rewrite' });
    expect((await verify(source, target(NEW), rewrite)).findings).toEqual([]);
    expect(codes(await verify(source, target('other'), rewrite))).toEqual(['field-changed']);
  });
});
