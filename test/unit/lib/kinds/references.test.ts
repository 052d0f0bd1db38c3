import { describe, expect, it } from 'vitest';
import { podTemplatesOf } from '../../../../src/lib/kinds/pod-template.js';
import { referenceReader, referencesOf, type ObjectReference } from '../../../../src/lib/kinds/references.js';
import { kindByName } from '../../../../src/lib/kinds/registry.js';
import { isSecretPath, redactSecrets } from '../../../../src/lib/kinds/secret-fields.js';
import type { KubeObject } from '../../../../src/lib/storage/json.js';

function refs(object: KubeObject): ObjectReference[] {
  return referencesOf(object, referenceReader(kindByName(object.kind)!));
}

function brief(object: KubeObject): string[] {
  return refs(object).map(
    (ref) => `${ref.path} -> ${ref.to} ${ref.namespace ?? '-'}/${ref.name ?? ''}${ref.uid === undefined ? '' : ` ${ref.uid}`}`,
  );
}

describe('references', () => {
  it('of a volume and its claim', () => {
    const claimRef = { kind: 'PersistentVolumeClaim', namespace: 'ns', name: 'c', uid: 'u1' };
    expect(brief({ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'v' }, spec: { claimRef } })).toEqual([
      'spec.claimRef -> PersistentVolumeClaim ns/c u1',
    ]);
    expect(
      brief({
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'c', namespace: 'ns' },
        spec: { volumeName: 'v' },
      }),
    ).toEqual(['spec.volumeName -> PersistentVolume -/v']);
  });

  it('of a token to its account, by name and by uid', () => {
    const annotations = { 'kubernetes.io/service-account.name': 'default', 'kubernetes.io/service-account.uid': 'u2' };
    expect(brief({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 't', namespace: 'ns', annotations } })).toEqual([
      'metadata.annotations["kubernetes.io/service-account.name"] -> ServiceAccount ns/default',
      'metadata.annotations["kubernetes.io/service-account.uid"] -> ServiceAccount ns/ u2',
    ]);
  });

  it('of a pod: owner, creator by the embedded annotation, node, account, secrets', () => {
    const created = JSON.stringify({
      kind: 'SerializedReference',
      reference: { kind: 'ReplicationController', namespace: 'ns', name: 'rc', uid: 'u3' },
    });
    const pod: KubeObject = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'p',
        namespace: 'ns',
        annotations: { 'kubernetes.io/created-by': created },
        ownerReferences: [{ apiVersion: 'apps/v1alpha1', kind: 'PetSet', name: 'db', uid: 'u4' }],
      },
      spec: {
        nodeName: 'n1',
        serviceAccountName: 'default',
        volumes: [{ name: 'v', secret: { secretName: 's' } }],
        containers: [{ env: [{ name: 'E', valueFrom: { configMapKeyRef: { name: 'cm', key: 'k' } } }] }],
      },
    };
    expect(brief(pod)).toEqual([
      'metadata.ownerReferences[0] -> StatefulSet ns/db u4',
      'metadata.annotations["kubernetes.io/created-by"] -> ReplicationController ns/rc u3',
      'spec.nodeName -> Node -/n1',
      'spec.serviceAccountName -> ServiceAccount ns/default',
      'spec.volumes[0].secret.secretName -> Secret ns/s',
      'spec.containers[0].env[0].valueFrom.configMapKeyRef.name -> ConfigMap ns/cm',
    ]);
  });

  it('an annotation that does not parse refers to nothing', () => {
    const annotations = { 'kubernetes.io/created-by': '{' };
    expect(brief({ apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'ns', annotations } })).toEqual([]);
  });

  it('of endpoints, events, bindings, autoscalers, ingresses and templates', () => {
    const targetRef = { kind: 'Pod', namespace: 'ns', name: 'p', uid: 'u' };
    expect(
      brief({
        apiVersion: 'v1',
        kind: 'Endpoints',
        metadata: { namespace: 'ns' },
        subsets: [{ addresses: [{ ip: '1.1.1.1', targetRef }] }],
      }),
    ).toEqual(['subsets[0].addresses[0].targetRef -> Pod ns/p u']);
    expect(
      brief({
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { namespace: 'ns' },
        involvedObject: { kind: 'Node', name: 'n', uid: 'n' },
      }),
    ).toEqual(['involvedObject -> Node -/n n']);
    const subjects = [
      { kind: 'ServiceAccount', namespace: 'other', name: 'sa' },
      { kind: 'User', name: 'me' },
    ];
    const binding = { metadata: { namespace: 'ns' }, roleRef: { kind: 'Role', name: 'r' }, subjects };
    expect(brief({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', ...binding })).toEqual([
      'roleRef -> Role ns/r',
      'subjects[0] -> ServiceAccount other/sa',
      'subjects[1] -> User ns/me',
    ]);
    const scaleTargetRef = { kind: 'Deployment', name: 'd' };
    expect(
      brief({
        apiVersion: 'autoscaling/v1',
        kind: 'HorizontalPodAutoscaler',
        metadata: { namespace: 'ns' },
        spec: { scaleTargetRef },
      }),
    ).toEqual(['spec.scaleTargetRef -> Deployment ns/d']);
    const term = { topologyKey: 'h', namespaces: ['a', 'b'] };
    const template = { spec: { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } } };
    expect(
      brief({
        apiVersion: 'batch/v1beta1',
        kind: 'CronJob',
        metadata: { namespace: 'ns' },
        spec: { jobTemplate: { spec: { template } } },
      }),
    ).toEqual(
      [0, 1].map(
        (i) =>
          `spec.jobTemplate.spec.template.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespaces[${i}] -> Namespace -/${'ab'[i]!}`,
      ),
    );
  });
});

describe('pod templates', () => {
  it.each([
    ['Pod', ''],
    ['ReplicationController', 'spec.template'],
    ['PodTemplate', 'template'],
    ['ControllerRevision', 'data.spec.template'],
    ['CronJob', 'spec.jobTemplate.spec.template'],
    ['PetSet', 'spec.template'],
  ])('of a %s stand at %j, and are live', (kind, path) => {
    const inner = { metadata: {}, spec: { containers: [] } };
    const object = path
      .split('.')
      .reduceRight<object>((value, key) => (key === '' ? value : { [key]: value }), inner) as KubeObject;
    const [part] = podTemplatesOf(object, kindByName(kind)!);
    expect(part?.path).toBe(path);
    part!.template.spec!.nodeName = 'n';
    expect(inner.spec).toHaveProperty('nodeName', 'n');
  });

  it('are not made up for a service or a controller without one', () => {
    expect(podTemplatesOf({ spec: { template: null } }, kindByName('ReplicationController')!)).toEqual([]);
    expect(podTemplatesOf({ spec: { template: {} } }, kindByName('Service')!)).toEqual([]);
  });
});

describe('secrets', () => {
  const info = kindByName('Secret')!;
  it('never leave redact, not even in the last applied configuration', () => {
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":{"a":"czNjcjN0"}}', note: 'kept' };
    const object: KubeObject = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { annotations },
      data: { 'a.crt': 'czNjcjN0' },
      stringData: { b: 's3cr3t' },
    };
    const text = JSON.stringify(redactSecrets(object, info));
    expect(text).not.toMatch(/czNjcjN0|s3cr3t/);
    expect(text).toContain('a.crt');
    expect(text).toContain('kept');
    expect(object.data).toEqual({ 'a.crt': 'czNjcjN0' });
  });

  it('are known by path', () => {
    expect(isSecretPath('data["a.crt"]', info)).toBe(true);
    expect(isSecretPath('data', info)).toBe(false);
    expect(isSecretPath('metadata.name', info)).toBe(false);
    expect(isSecretPath('data.a', kindByName('ConfigMap')!)).toBe(false);
  });
});
