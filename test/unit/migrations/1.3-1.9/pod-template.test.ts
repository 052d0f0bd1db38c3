import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Release } from '../../../../src/lib/kinds/release.js';
import { isPossible, messageSchema } from '../../../../src/lib/storage/protobuf/schema.js';
import { AFFINITY, CONTAINER, CONTAINER_STATUS, TAINT, TOLERATION } from '../../../../src/migrations/1.3-1.9/pod-shapes.js';
import type { Shape } from '../../../../src/migrations/1.3-1.9/shape.js';
import { type Loose, carried, codes, golden13, migrateAll, migrateOne } from './support.js';

const INIT = [{ name: 'i', image: 'busybox', command: ['true'], resources: { limits: { cpu: '1' } } }];
const AFFINITY_TERM = {
  podAntiAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: [
      { weight: 5, podAffinityTerm: { labelSelector: { matchLabels: { app: 'a' } }, topologyKey: 'zone' } },
    ],
  },
};
const TOLERATIONS = [{ key: 'dedicated', operator: 'Equal', value: 'gpu', effect: 'NoSchedule' }];

function pod(annotations: Record<string, string>, more: object = {}): Loose {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'n', annotations },
    spec: { containers: [], ...more },
    status: {},
  };
}

describe('annotations of a pod', () => {
  it('turns init containers and their statuses into fields and removes all four annotations', () => {
    const statuses = [
      { name: 'i', ready: true, restartCount: 0, state: { terminated: { exitCode: 0 } }, lastState: {}, image: 'b', imageID: '' },
    ];
    const { object } = migrateOne(
      pod({
        'pod.alpha.kubernetes.io/init-containers': JSON.stringify(INIT),
        'pod.beta.kubernetes.io/init-containers': JSON.stringify(INIT),
        'pod.alpha.kubernetes.io/init-container-statuses': JSON.stringify(statuses),
        'pod.beta.kubernetes.io/init-container-statuses': JSON.stringify(statuses),
      }),
      '1.5',
    );
    expect(object.spec.initContainers).toEqual(INIT);
    expect(object.status.initContainerStatuses).toEqual(statuses);
    expect(object.metadata).not.toHaveProperty('annotations');
  });

  it('lets the beta form win over the alpha form, and the annotation over the field in 1.6 and 1.7', () => {
    const annotations = {
      'pod.alpha.kubernetes.io/init-containers': '[{"name":"alpha"}]',
      'pod.beta.kubernetes.io/init-containers': '[{"name":"beta"}]',
    };
    const { object } = migrateOne(pod(annotations, { initContainers: [{ name: 'field' }] }), '1.7');
    expect(object.spec.initContainers).toEqual([{ name: 'beta' }]);
  });

  it('leaves what 1.8 no longer reads alone, and says so', () => {
    const annotations = {
      'pod.beta.kubernetes.io/init-containers': '[{"name":"beta"}]',
      'scheduler.alpha.kubernetes.io/affinity': '{}',
    };
    const { object, notes } = migrateOne(pod(annotations), '1.8');
    expect(object.metadata.annotations).toEqual(annotations);
    expect(object.spec).not.toHaveProperty('initContainers');
    expect(codes(notes)).toEqual(['annotation-without-effect', 'annotation-without-effect']);
  });

  it('refuses a malformed annotation by its path', () => {
    const malformed = (text: string) => () => migrateOne(pod({ 'pod.alpha.kubernetes.io/init-containers': text }));
    expect(malformed('[{')).toThrow(/metadata\.annotations\["pod\.alpha\.kubernetes\.io\/init-containers"\]/);
    expect(malformed('{"name":"x"}')).toThrow(/the whole should be a list/);
    expect(malformed('[{"name":1}]')).toThrow(/\[0\]\.name should be a string and is a number/);
    expect(malformed('[]')).not.toThrow();
  });

  it('puts keys into lower camel case and leaves out what no release knows', () => {
    const text = '[{"Name":"i","terminationmessagepath":"/t","Resources":{"Limits":{"CPU":1}},"ports":null,"nonsense":1}]';
    const { object, notes } = migrateOne(pod({ 'pod.alpha.kubernetes.io/init-containers': text }));
    expect(object.spec.initContainers).toEqual([
      { name: 'i', terminationMessagePath: '/t', resources: { limits: { CPU: '1' } } },
    ]);
    expect(codes(notes)).toContain('unknown-field-in-annotation');
  });

  it('turns affinity, tolerations, scheduler, hostname and subdomain into fields', () => {
    const { object } = migrateOne(
      pod({
        'scheduler.alpha.kubernetes.io/affinity': JSON.stringify(AFFINITY_TERM),
        'scheduler.alpha.kubernetes.io/tolerations': JSON.stringify(TOLERATIONS),
        'scheduler.alpha.kubernetes.io/name': 'mine',
        'pod.beta.kubernetes.io/hostname': 'db-0',
        'pod.beta.kubernetes.io/subdomain': 'db',
        'pod.alpha.kubernetes.io/initialized': 'true',
      }),
    );
    expect(object.spec).toEqual({
      containers: [],
      affinity: AFFINITY_TERM,
      tolerations: TOLERATIONS,
      schedulerName: 'mine',
      hostname: 'db-0',
      subdomain: 'db',
    });
    expect(object.metadata).not.toHaveProperty('annotations');
  });

  it('keeps a hostname field over the annotation and an annotation that never named a host', () => {
    const first = migrateOne(pod({ 'pod.beta.kubernetes.io/hostname': 'b' }, { hostname: 'a' })).object;
    expect(first.spec.hostname).toBe('a');
    const second = migrateOne(pod({ 'pod.beta.kubernetes.io/hostname': 'No Host' })).object;
    expect(second.spec).not.toHaveProperty('hostname');
    expect(second.metadata.annotations).toEqual({ 'pod.beta.kubernetes.io/hostname': 'No Host' });
  });

  it('warns where an affinity term means something else in 1.9', () => {
    const affinity = {
      podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ namespaces: [], topologyKey: '' }] },
    };
    const { object, notes } = migrateOne(pod({ 'scheduler.alpha.kubernetes.io/affinity': JSON.stringify(affinity) }));
    expect(object.spec.affinity).toEqual(affinity);
    expect(codes(notes)).toEqual(['affinity-all-namespaces', 'affinity-without-topology-key', 'annotation-became-field']);
  });

  it('does not revive tolerations that 1.6 ignored, and takes an affinity of 1.6 as if its gate was on', () => {
    const annotations = {
      'scheduler.alpha.kubernetes.io/affinity': JSON.stringify(AFFINITY_TERM),
      'scheduler.alpha.kubernetes.io/tolerations': JSON.stringify(TOLERATIONS),
    };
    const { object, notes } = migrateOne(pod(annotations), '1.6');
    expect(object.spec.affinity).toEqual(AFFINITY_TERM);
    expect(object.spec).not.toHaveProperty('tolerations');
    expect(codes(notes)).toContain('affinity-behind-feature-gate');
    const withField = migrateOne(pod(annotations, { affinity: {} }), '1.6').object;
    expect(withField.spec.affinity).toEqual({});
  });

  it('renames tolerations of the taints that 1.8 renamed', () => {
    const tolerations = [
      { key: 'node.alpha.kubernetes.io/notReady', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
    ];
    const { object } = migrateOne(pod({}, { tolerations }), '1.7');
    expect(object.spec.tolerations[0].key).toBe('node.kubernetes.io/not-ready');
    expect(object.spec.tolerations[0].tolerationSeconds).toBe(300);
  });

  it('leaves annotations alone that 1.9 still reads', () => {
    const annotations = {
      'seccomp.security.alpha.kubernetes.io/pod': 'docker/default',
      'container.apparmor.security.beta.kubernetes.io/main': 'runtime/default',
      'security.alpha.kubernetes.io/sysctls': 'a=1',
      'scheduler.alpha.kubernetes.io/critical-pod': '',
      'kubernetes.io/created-by': '{}',
      'kubectl.kubernetes.io/last-applied-configuration': '{"metadata":{"annotations":{}}}',
    };
    const { object, notes } = migrateOne(pod({ ...annotations }));
    expect(object.metadata.annotations).toEqual(annotations);
    expect(notes).toEqual([]);
  });
});

const TEMPLATE_HOLDERS: readonly (readonly [string, string, string])[] = [
  ['v1', 'ReplicationController', 'spec.template'],
  ['v1', 'PodTemplate', 'template'],
  ['extensions/v1beta1', 'Deployment', 'spec.template'],
  ['extensions/v1beta1', 'ReplicaSet', 'spec.template'],
  ['extensions/v1beta1', 'DaemonSet', 'spec.template'],
  ['extensions/v1beta1', 'Job', 'spec.template'],
  ['batch/v1', 'Job', 'spec.template'],
  ['apps/v1alpha1', 'PetSet', 'spec.template'],
  ['apps/v1beta1', 'StatefulSet', 'spec.template'],
  ['batch/v2alpha1', 'ScheduledJob', 'spec.jobTemplate.spec.template'],
  ['batch/v2alpha1', 'CronJob', 'spec.jobTemplate.spec.template'],
  ['apps/v1beta1', 'ControllerRevision', 'data.spec.template'],
];

function holder([apiVersion, kind, path]: readonly [string, string, string], template: unknown): Loose {
  const nested = path.split('.').reduceRight<unknown>((inner, field) => ({ [field]: inner }), structuredClone(template));
  return { apiVersion, kind, metadata: { name: 'x', namespace: 'n' }, ...(nested as object) };
}

function templateIn(object: Loose, path: string): unknown {
  return path.split('.').reduce((value, field) => value[field], object);
}

describe('templates', () => {
  const template = fc.record(
    {
      metadata: fc.record(
        {
          labels: fc.dictionary(fc.constantFrom('app', 'tier'), fc.string({ maxLength: 3 })),
          annotations: fc.record(
            {
              'pod.alpha.kubernetes.io/init-containers': fc.constantFrom(JSON.stringify(INIT), '[]', '[{"Name":"x","env":null}]'),
              'pod.beta.kubernetes.io/init-containers': fc.constantFrom(JSON.stringify(INIT), '[{"name":"beta"}]'),
              'scheduler.alpha.kubernetes.io/affinity': fc.constantFrom(JSON.stringify(AFFINITY_TERM), '', '{}'),
              'scheduler.alpha.kubernetes.io/tolerations': fc.constantFrom(JSON.stringify(TOLERATIONS), '', '[]'),
              'scheduler.alpha.kubernetes.io/name': fc.constantFrom('mine', ''),
              'pod.beta.kubernetes.io/hostname': fc.constantFrom('h', 'No Host'),
              'pod.alpha.kubernetes.io/initialized': fc.constantFrom('true', 'false'),
              other: fc.string({ maxLength: 3 }),
            },
            { requiredKeys: [] },
          ),
        },
        { requiredKeys: [] },
      ),
      spec: fc.record(
        {
          containers: fc.constant([{ name: 'main', image: 'x' }]),
          tolerations: fc.constant([{ key: 'node.alpha.kubernetes.io/unreachable' }]),
          hostname: fc.constant('field'),
        },
        { requiredKeys: ['containers'] },
      ),
    },
    { requiredKeys: ['spec'] },
  );

  it('that were equal before are equal after, whatever holds them', () => {
    fc.assert(
      fc.property(template, fc.constantFrom<Release>('1.3', '1.5', '1.6', '1.7', '1.8'), (before, release) => {
        const after = TEMPLATE_HOLDERS.map((entry) => templateIn(migrateOne(holder(entry, before), release).object, entry[2]));
        // The holder's kind adds nothing to the template and takes nothing from it.
        for (const other of after) expect(other).toEqual(after[0]);
        // And it is what a pod of the same content becomes.
        const { metadata, spec } = migrateOne(
          {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { ...structuredClone(before).metadata },
            spec: structuredClone(before).spec,
          },
          release,
        ).object;
        expect(spec).toEqual((after[0] as Loose).spec);
        expect(metadata).toEqual((after[0] as Loose).metadata ?? {});
      }),
      { numRuns: 200 },
    );
  });

  it('of real Deployments still match the ReplicaSets that they matched', () => {
    const entries = golden13().filter(({ key }) => /^(deployments|replicasets)\//.test(key));
    const after = migrateAll(entries).outcomes.map(carried);
    const matches = (objects: readonly Loose[]) =>
      objects
        .filter((object) => object.kind === 'Deployment')
        .map((deployment) =>
          objects
            .filter((object) => object.kind === 'ReplicaSet' && object.metadata.namespace === deployment.metadata.namespace)
            .filter(
              (set) => JSON.stringify(withoutHash(set.spec.template)) === JSON.stringify(withoutHash(deployment.spec.template)),
            )
            .map((set) => set.metadata.name as string),
        );
    const before = matches(entries.map(({ object }) => object));
    expect(before.flat().length).toBeGreaterThan(30);
    expect(matches(after)).toEqual(before);
  });
});

function withoutHash(template: Loose): unknown {
  const copy = structuredClone(template);
  delete copy.metadata.labels['pod-template-hash'];
  return copy;
}

describe('shapes of what annotations hold', () => {
  it.each([
    ['Container', CONTAINER],
    ['ContainerStatus', CONTAINER_STATUS],
    ['Affinity', AFFINITY],
    ['Toleration', TOLERATION],
  ])('%s has exactly the fields of 1.9', (message, shape) => {
    expect(fieldsOf(shape)).toEqual(fieldsOfMessage(`core/v1.${message}`));
  });

  it('Taint has the fields of 1.9 but the time', () => {
    expect([...fieldsOf(TAINT), 'timeAdded'].sort()).toEqual(fieldsOfMessage('core/v1.Taint'));
  });
});

function fieldsOf(shape: Shape, path = ''): string[] {
  if (typeof shape === 'string') return [path];
  if ('listOf' in shape) return fieldsOf(shape.listOf, path);
  if ('mapOf' in shape) return [path];
  return Object.entries(shape.fields)
    .flatMap(([name, inner]) => fieldsOf(inner, path === '' ? name : `${path}.${name}`))
    .sort();
}

function fieldsOfMessage(id: string, path = ''): string[] {
  return messageSchema(id)
    .fields.filter((field) => isPossible(field, 9))
    .flatMap((field) => {
      const at = field.inline ? path : path === '' ? field.json : `${path}.${field.json}`;
      return field.codec === 'message' && field.label !== 'map' ? fieldsOfMessage(field.message, at) : [at];
    })
    .sort();
}
