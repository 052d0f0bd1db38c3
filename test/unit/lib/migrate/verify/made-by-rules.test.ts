import { describe, expect, it } from 'vitest';
import { parseMigrationRules } from '../../../../../src/lib/config/migration-rules.js';
import type { VerifyInput } from '../../../../../src/lib/migrate/verify/verify-stores.js';
import { codes, object, verify, type Content } from './stores.js';

function rules(spec: object): Partial<VerifyInput> {
  const text = JSON.stringify({ kind: 'MigrationRules', apiVersion: 'skep.io/v1', spec });
  return { from: '1.0', to: '1.3', rules: parseMigrationRules(text, 'rules.yaml') };
}

const LABELS = { app: 'web' };
const TEMPLATE = {
  metadata: { labels: LABELS },
  spec: { containers: [{ name: 'c', image: 'i', ports: [{ containerPort: 80 }] }] },
};

const controller = (name = 'web', template: object = TEMPLATE): Content => ({
  [`controllers/ns/${name}`]: object('v1', 'ReplicationController', name, { spec: { replicas: 2, selector: LABELS, template } }),
});

const pods: Content = {
  'pods/ns/a': object('v1', 'Pod', 'a', { status: { phase: 'Running', podIP: '172.17.0.2' } }, { labels: LABELS }),
  'pods/ns/b': object('v1', 'Pod', 'b', { status: { phase: 'Failed', podIP: '172.17.0.3' } }, { labels: LABELS }),
};

const service = (spec: object = {}): Content => ({
  'services/specs/ns/web': object('v1', 'Service', 'web', {
    spec: {
      type: 'ClusterIP',
      clusterIP: '10.0.0.7',
      selector: LABELS,
      ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
      ...spec,
    },
  }),
});

const endpoints = (ip = '172.17.0.2'): Content => ({
  'services/endpoints/ns/web': object('v1', 'Endpoints', 'web', { subsets: [{ addresses: [{ ip }], ports: [{ port: 80 }] }] }),
});

const ingress = (host = 'web.ns.example.com', servicePort = 80): Content => ({
  'ingress/ns/web': object('extensions/v1beta1', 'Ingress', 'web', {
    spec: { rules: [{ host, http: { paths: [{ backend: { serviceName: 'web', servicePort } }] } }] },
  }),
});

describe('completion', () => {
  const options = rules({ completion: { services: {}, ingresses: { hostTemplate: '{service}.{namespace}.example.com' } } });
  const source = { ...controller(), ...pods };
  const right = { ...source, ...service(), ...endpoints(), ...ingress() };

  it('makes a service with endpoints and ingress for a controller that has none', async () => {
    const report = await verify(source, right, options);
    expect(report.findings).toEqual([]);
    expect(report.accounts.filter(({ made }) => made > 0).map(({ kind }) => kind)).toEqual(['Endpoints', 'Ingress', 'Service']);
  });

  it('leaves alone what is served already, or has no port', async () => {
    const served = { ...source, ...service(), ...endpoints() };
    expect((await verify(served, served, options)).findings).toEqual([]);
    const silent = controller('web', { ...TEMPLATE, spec: { containers: [{ name: 'c', image: 'i' }] } });
    expect((await verify(silent, silent, options)).findings).toEqual([]);
  });

  it('shortens a name that is too long for a service of 1.3, and only such a one', async () => {
    const long = 'web-frontend-of-the-whole-platform';
    const renamed = (name: string, from: Content): Content =>
      Object.fromEntries(
        Object.entries(from).map(([key, value]) => [
          key.replace(/web$/, name),
          JSON.parse(
            JSON.stringify(value)
              .replaceAll('"web"', `"${name}"`)
              .replaceAll(`"app":"${name}"`, '"app":"web"')
              .replaceAll('web.ns.', `${name}.ns.`),
          ) as object,
        ]),
      );
    const made = renamed('web-front-3f2a', { ...service(), ...endpoints(), ...ingress() });
    const before = { ...controller(long), ...pods };
    expect((await verify(before, { ...before, ...made }, options)).findings).toEqual([]);
    expect(codes(await verify(source, { ...source, ...made }, options))).toEqual(['completion', 'unexpected']);
  });

  it.each([
    ['nothing made', source],
    ['no endpoints', { ...source, ...service(), ...ingress() }],
    ['no ingress', { ...source, ...service(), ...endpoints() }],
    ['another selector', { ...right, ...service({ selector: { app: 'other' } }) }],
    ['another port', { ...right, ...service({ ports: [{ port: 81 }] }) }],
    ['another type', { ...right, ...service({ type: 'NodePort' }) }],
    ['no address', { ...right, ...service({ clusterIP: '' }) }],
    ['the address of a pod that has ended', { ...right, ...endpoints('172.17.0.3') }],
    ['another host', { ...right, ...ingress('web.example.com') }],
    ['another backend port', { ...right, ...ingress('web.ns.example.com', 81) }],
  ])('broken: %s', async (_, target) => {
    expect(codes(await verify(source, target, options))).toContain('completion');
  });

  it('explains only what it makes', async () => {
    const other = { 'services/specs/ns/other': object('v1', 'Service', 'other', { spec: { selector: LABELS } }) };
    expect(codes(await verify(source, { ...right, ...other }, options))).toEqual(['unexpected']);
    expect(codes(await verify(source, right, { from: '1.0', to: '1.3' }))).toEqual(['unexpected']);
  });

  it('gives no address twice', async () => {
    const taken = { 'services/specs/ns/old': object('v1', 'Service', 'old', { spec: { clusterIP: '10.0.0.7' } }) };
    expect(codes(await verify({ ...source, ...taken }, { ...right, ...taken }, options))).toEqual(['address-doubled']);
  });
});

describe('conversion', () => {
  const options = rules({ conversion: { replicationControllers: {} } });
  const source = { ...controller(), ...pods };
  const uid = 'uid-ReplicationController-web';
  const deployment = (spec: object = {}): Content => ({
    'deployments/ns/web': object(
      'extensions/v1beta1',
      'Deployment',
      'web',
      { spec: { replicas: 2, selector: { matchLabels: LABELS }, template: TEMPLATE, ...spec } },
      { uid },
    ),
  });
  const hashed = { ...TEMPLATE, metadata: { labels: { ...LABELS, 'pod-template-hash': '1' } } };
  const replicaSet = (spec: object = {}): Content => ({
    'replicasets/ns/web-1': object('extensions/v1beta1', 'ReplicaSet', 'web-1', {
      spec: { replicas: 2, selector: { matchLabels: { ...LABELS, 'pod-template-hash': '1' } }, template: hashed, ...spec },
    }),
  });
  const right = { ...pods, ...deployment(), ...replicaSet() };

  it('makes a Deployment and a ReplicaSet that want the same pods', async () => {
    const report = await verify(source, right, options);
    expect(report.findings).toEqual([]);
    expect(report.accounts.find(({ kind }) => kind === 'ReplicationController')?.fates).toMatchObject({
      converted: 1,
      failed: 0,
    });
  });

  it.each([
    ['no ReplicaSet', { ...pods, ...deployment() }],
    ['no Deployment', { ...pods, ...replicaSet() }],
    ['more replicas', { ...right, ...replicaSet({ replicas: 3 }) }],
    ['another selector', { ...right, ...deployment({ selector: { matchLabels: { app: 'x' } } }) }],
    [
      'another image',
      {
        ...right,
        ...deployment({ template: { ...TEMPLATE, spec: { containers: [{ ...TEMPLATE.spec.containers[0], image: 'x' }] } } }),
      },
    ],
  ])('broken: %s', async (_, target) => {
    expect(codes(await verify(source, target, options))).toContain('conversion');
  });

  it('broken: the uid lost', async () => {
    const target = {
      ...right,
      'deployments/ns/web': object('extensions/v1beta1', 'Deployment', 'web', {
        spec: { replicas: 2, selector: { matchLabels: LABELS }, template: TEMPLATE },
      }),
    };
    expect(codes(await verify(source, target, options))).toEqual(['uid-lost']);
  });
});
