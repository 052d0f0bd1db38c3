import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../../src/lib/storage/parse-json.js';
import { migration10to13 } from '../../../../src/migrations/1.0-1.3/index.js';
import { MigrationRefusal } from '../../../../src/migrations/migration.js';
import { type Loose, migrateAll, migrateOne } from './support.js';

const meta = { name: 'a', namespace: 'n', uid: 'u' };

function old(kind: string, more: Loose): Loose {
  return { apiVersion: 'v1beta3', kind, metadata: { ...meta }, ...more };
}

describe('v1beta3 leftovers', () => {
  it('services: portal address, public addresses, external load balancer', () => {
    const spec = { portalIP: '10.0.0.9', publicIPs: ['8.8.8.8'], createExternalLoadBalancer: true, ports: [{ port: 80 }] };
    expect(migrateOne(old('Service', { spec }))).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: meta,
      spec: {
        clusterIP: '10.0.0.9',
        deprecatedPublicIPs: ['8.8.8.8'],
        externalIPs: ['8.8.8.8'],
        type: 'LoadBalancer',
        ports: [{ port: 80 }],
      },
    });
    expect(migrateOne(old('Service', { spec: { createExternalLoadBalancer: false } })).spec).toEqual({ type: 'ClusterIP' });
  });

  it('controllers: replicas that are missing are none', () => {
    expect(migrateOne(old('ReplicationController', { spec: {} })).spec.replicas).toBe(0);
    expect(migrateOne(old('ReplicationController', { spec: { replicas: 3 } })).spec.replicas).toBe(3);
    expect(migrateOne({ ...old('ReplicationController', { spec: {} }), apiVersion: 'v1' }).spec.replicas).toBeUndefined();
  });

  it('pods: host, account, container security, states, conditions, field references', () => {
    const pod = migrateOne(
      old('Pod', {
        spec: {
          host: 'node-1',
          serviceAccount: 'robot',
          containers: [
            {
              name: 'c',
              image: 'x',
              privileged: true,
              capabilities: { add: ['KILL'] },
              env: [{ name: 'E', valueFrom: { fieldRef: { apiVersion: 'v1beta3', fieldPath: 'metadata.name' } } }],
            },
          ],
        },
        status: {
          Condition: [{ type: 'Ready', status: 'True' }],
          containerStatuses: [
            { name: 'c', state: { termination: { exitCode: 1 } }, lastState: { termination: { exitCode: 2 } } },
          ],
        },
      }),
    );
    expect(pod.spec).toEqual({
      nodeName: 'node-1',
      serviceAccountName: 'robot',
      serviceAccount: 'robot',
      containers: [
        {
          name: 'c',
          image: 'x',
          imagePullPolicy: 'IfNotPresent',
          securityContext: { privileged: true, capabilities: { add: ['KILL'] } },
          env: [{ name: 'E', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } }],
        },
      ],
    });
    expect(pod.status.conditions).toEqual([{ type: 'Ready', status: 'True' }]);
    expect(pod.status.Condition).toBeUndefined();
    expect(pod.status.containerStatuses[0].state).toEqual({ terminated: { exitCode: 1 } });
    expect(pod.status.containerStatuses[0].lastState).toEqual({ terminated: { exitCode: 2 } });
  });

  it('templates go the same way as pods', () => {
    const template = { spec: { serviceAccount: 'robot', containers: [{ name: 'c', image: 'x', privileged: false }] } };
    const { spec } = migrateOne(old('ReplicationController', { spec: { template } }));
    expect(spec.template.spec.serviceAccountName).toBe('robot');
    expect(spec.template.spec.containers[0]).toEqual({
      name: 'c',
      image: 'x',
      imagePullPolicy: 'IfNotPresent',
      securityContext: { privileged: false },
    });
  });

  it('refuses security that is said twice and differently', () => {
    const containers = [{ name: 'c', privileged: true, securityContext: { privileged: false } }];
    expect(() => migrateOne(old('Pod', { spec: { containers } }))).toThrow('v1beta3-security-differs');
  });

  it('reads field names in any case, as Go did', () => {
    const spec = { PortalIP: '10.0.0.9', createexternalloadbalancer: true };
    expect(migrateOne(old('Service', { Spec: spec })).spec).toEqual({ clusterIP: '10.0.0.9', type: 'LoadBalancer' });
    const subsets = [{ addresses: [{ IP: '10.1.0.1' }], ports: [{ port: 80 }] }];
    expect(migrateOne(old('Endpoints', { subsets })).subsets[0].addresses).toEqual([{ ip: '10.1.0.1' }]);
  });
});

describe('1.0 v1', () => {
  const v1 = (kind: string, more: Loose): Loose => ({ ...old(kind, more), apiVersion: 'v1' });

  it('spells fields as later servers read them', () => {
    expect(migrateOne(v1('Service', { spec: { ClusterIP: 'None' } })).spec).toEqual({ clusterIP: 'None' });
  });

  it.each([
    ['2147483648', 'spec.template.spec.containers[0].ports[0].containerPort is 2147483648'],
    ['99999999999999999999', 'spec.template.spec.containers[0].ports[0].containerPort is 99999999999999999999'],
    ['-2147483649', 'containerPort is -2147483649'],
    ['1.5', 'containerPort is 1.5'],
  ])('refuses a number that has no 32 bits: %s', (text, message) => {
    const value = `{"apiVersion":"v1","kind":"ReplicationController","metadata":{"name":"a","namespace":"n"},"spec":{"template":{"spec":{"containers":[{"ports":[{"containerPort":${text}}]}]}}}}`;
    const { value: object } = parseJson('k', Buffer.from(value));
    const refused = refusalOf(object);
    expect(refused).toContain('number-out-of-range');
    expect(refused).toContain(message);
  });

  it('takes the greatest numbers that fit, and does not mind longer ones in fields of 64 bits', () => {
    const pod = v1('Pod', { spec: { activeDeadlineSeconds: 4e9, containers: [{ ports: [{ hostPort: 2147483647 }] }] } });
    expect(migrateOne(pod).spec.containers[0].ports[0].hostPort).toBe(2147483647);
  });

  it('writes the former name of the account beside the new one, in templates too', () => {
    expect(migrateOne(v1('Pod', { spec: { serviceAccountName: 'robot' } })).spec.serviceAccount).toBe('robot');
    const spec = { template: { spec: { serviceAccountName: 'robot' } } };
    expect(migrateOne(v1('ReplicationController', { spec })).spec.template.spec.serviceAccount).toBe('robot');
  });

  it('keeps public addresses where 1.3 prefers and later releases look for them', () => {
    const spec = { deprecatedPublicIPs: ['1.2.3.4', 'no-address'], externalIPs: ['9.9.9.9'] };
    const { objects, notes } = migrateAll([{ key: 'services/specs/n/a', object: v1('Service', { spec }) }]);
    const [service] = [...objects.values()];
    expect(service.spec.deprecatedPublicIPs).toEqual(['1.2.3.4', 'no-address']);
    expect(service.spec.externalIPs).toEqual(['1.2.3.4', 'no-address']);
    expect(notes.filter(({ code }) => code === 'unusable-public-ip')).toHaveLength(1);
  });

  it('quotas go on to count limits', () => {
    const quota = v1('ResourceQuota', {
      spec: { hard: { cpu: '4', memory: '1Gi', pods: '9' } },
      status: { hard: { cpu: '4' }, used: { cpu: '1' } },
    });
    const { spec, status } = migrateOne(quota);
    expect(spec.hard).toEqual({ cpu: '4', memory: '1Gi', pods: '9', 'limits.cpu': '4', 'limits.memory': '1Gi' });
    expect(status).toEqual({ hard: { cpu: '4', 'limits.cpu': '4' }, used: { cpu: '1', 'limits.cpu': '1' } });
    expect(migrateOne(v1('ResourceQuota', { spec: { hard: { pods: '9' } } })).spec.hard).toEqual({ pods: '9' });
  });

  it.each([
    ['nginx', undefined, 'IfNotPresent'],
    ['nginx:latest', undefined, 'Always'],
    ['hub:5000/nginx', undefined, 'IfNotPresent'],
    ['nginx:1.7', '', 'IfNotPresent'],
    ['nginx:1.7', 'Always', 'Always'],
  ])('pull policy of %s (%s) is %s', (image, imagePullPolicy, expected) => {
    const container = imagePullPolicy === undefined ? { image } : { image, imagePullPolicy };
    expect(migrateOne(v1('Pod', { spec: { containers: [container] } })).spec.containers[0].imagePullPolicy).toBe(expected);
  });

  it('does not keep a time of deletion that 1.0 computed from a TTL', () => {
    const event = v1('Event', { metadata: { ...meta, deletionTimestamp: '2016-01-01T00:00:00Z' }, involvedObject: {} });
    expect(migrateOne(event).metadata.deletionTimestamp).toBeUndefined();
    const pod = v1('Pod', { metadata: { ...meta, deletionTimestamp: '2016-01-01T00:00:00Z' } });
    expect(migrateOne(pod).metadata.deletionTimestamp).toBe('2016-01-01T00:00:00Z');
  });
});

describe('kinds of 1.1 and 1.2', () => {
  const kind = (name: string, more: Loose = {}, apiVersion = 'extensions/v1beta1'): Loose => ({
    apiVersion,
    kind: name,
    metadata: { ...meta },
    ...more,
  });

  it('are refused where the release has none, by name', () => {
    expect(() => migrateOne(kind('Deployment'), { sourceRelease: '1.1' })).toThrow(/kind-not-in-release.*Deployment.*1\.1/);
    expect(() => migrateOne(kind('Job'), { sourceRelease: '1.0' })).toThrow('kind-not-in-release');
    expect(() => migrateOne(kind('PetSet', {}, 'apps/v1alpha1'), { sourceRelease: '1.2' })).toThrow('kind-not-in-release');
    expect(() => migrateOne(kind('Widget'), { sourceRelease: '1.2' })).toThrow('unknown-kind');
    expect(() => migrateOne(kind('Pod', {}, 'v2'), { sourceRelease: '1.2' })).toThrow('unknown-version');
  });

  it('get the version that 1.3 stores', () => {
    const job = migrateOne(kind('Job', { spec: { selector: { matchLabels: { a: 'b' } } } }), { sourceRelease: '1.2' });
    expect(job).toMatchObject({ apiVersion: 'batch/v1', spec: { manualSelector: true, selector: { matchLabels: { a: 'b' } } } });
    expect(migrateOne(kind('Job', { spec: { autoSelector: true } }), { sourceRelease: '1.2' }).spec).toEqual({});
    const scaleRef = { kind: 'Deployment', name: 'd', apiVersion: 'extensions/v1beta1', subresource: 'scale' };
    const autoscaler = migrateOne(kind('HorizontalPodAutoscaler', { spec: { scaleRef, maxReplicas: 3 } }), {
      sourceRelease: '1.2',
    });
    expect(autoscaler).toMatchObject({
      apiVersion: 'autoscaling/v1',
      spec: {
        maxReplicas: 3,
        targetCPUUtilizationPercentage: 80,
        scaleTargetRef: { kind: 'Deployment', name: 'd', apiVersion: 'extensions/v1beta1' },
      },
    });
  });

  it('third-party resources leave their namespace', () => {
    const { became } = migrateAll([{ key: 'thirdpartyresources/n/a', object: kind('ThirdPartyResource') }], {
      sourceRelease: '1.2',
    });
    expect(became.get('thirdpartyresources/n/a')).toEqual(['thirdpartyresources/a']);
  });
});

/** Numbers that stand as text do not survive a structured clone, so that this one goes without workers. */
function refusalOf(object: Loose): string {
  const facts = migration10to13.newFacts({ sourceRelease: '1.0' });
  const context = { facts, planTime: 0, uid: (seed: string) => seed, note: () => undefined };
  try {
    migration10to13.migrate({ key: 'controllers/n/a', object }, context);
    return 'carried';
  } catch (error) {
    return error instanceof MigrationRefusal ? `${error.code}: ${error.message}` : String(error);
  }
}
