import { describe, expect, it } from 'vitest';
import type { Note } from '../../../../src/migrations/migration.js';
import { type Loose, carried, codes, migrateAll, migrateOne } from './support.js';

const META = { name: 'x', namespace: 'n', uid: 'u' };

function object(apiVersion: string, kind: string, more: object): Loose {
  return { apiVersion, kind, metadata: { ...META }, ...structuredClone(more) };
}

function service(spec: object, annotations?: Record<string, string>): Loose {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...META, ...(annotations === undefined ? {} : { annotations }) },
    spec,
  };
}

describe('Service', () => {
  it('moves deprecatedPublicIPs to externalIPs, of which they took the place', () => {
    const { object: after, notes } = migrateOne(
      service({ deprecatedPublicIPs: ['10.1.1.1', '2001:db8::1'], externalIPs: ['10.1.1.1', '10.9.9.9'] }),
    );
    expect(after.spec).toEqual({ externalIPs: ['10.1.1.1', '2001:db8::1'] });
    expect(codes(notes)).toEqual(['ignored-external-ip', 'public-ips-moved']);
  });

  it('keeps readable what 1.9 would not take as an address', () => {
    const bad = [
      'lb.example.com',
      '127.0.0.1',
      '0.0.0.0',
      '169.254.1.1',
      '224.0.0.7',
      '::1',
      '::',
      'fe80::1',
      '::ffff:127.0.0.1',
    ];
    const { object: after, notes } = migrateOne(service({ deprecatedPublicIPs: [...bad, '8.8.8.8'] }));
    expect(after.spec).toEqual({ externalIPs: ['8.8.8.8'] });
    expect(after.metadata.annotations).toEqual({ 'skep.io/deprecated-public-ips': bad.join(',') });
    expect(notes.filter((note: Note) => note.code === 'unusable-public-ip')).toHaveLength(bad.length);
    expect(migrateOne(service({ deprecatedPublicIPs: ['x'] })).object.spec).toEqual({});
  });

  it.each([
    ['OnlyLocal', 'Local'],
    ['Global', 'Cluster'],
  ])('turns external traffic %s into %s', (value, policy) => {
    for (const stage of ['alpha', 'beta']) {
      const annotations = { [`service.${stage}.kubernetes.io/external-traffic`]: value };
      const { object: after } = migrateOne(service({ type: 'NodePort' }, annotations), '1.5');
      expect(after.spec).toEqual({ type: 'NodePort', externalTrafficPolicy: policy });
      expect(after.metadata).not.toHaveProperty('annotations');
    }
  });

  it('turns the health check port into a field where 1.9 allows it', () => {
    const annotations = {
      'service.beta.kubernetes.io/external-traffic': 'OnlyLocal',
      'service.beta.kubernetes.io/healthcheck-nodeport': '31234',
    };
    expect(migrateOne(service({ type: 'LoadBalancer' }, annotations), '1.5').object.spec.healthCheckNodePort).toBe(31234);
    const { object: after, notes } = migrateOne(service({ type: 'ClusterIP' }, annotations), '1.5');
    expect(after.spec).toEqual({ type: 'ClusterIP' });
    expect(codes(notes)).toEqual(['external-traffic-without-effect', 'health-check-port-without-effect']);
  });

  it('writes publishNotReadyAddresses beside the annotation that 1.9 still reads', () => {
    const annotations = { 'service.alpha.kubernetes.io/tolerate-unready-endpoints': 'True' };
    const { object: after } = migrateOne(service({}, annotations));
    expect(after.spec.publishNotReadyAddresses).toBe(true);
    expect(after.metadata.annotations).toEqual(annotations);
    expect(migrateOne(service({}, { 'service.alpha.kubernetes.io/tolerate-unready-endpoints': 'yes' })).object.spec).toEqual({});
  });
});

describe('Endpoints', () => {
  it('gives addresses the host names of the map, ready or not', () => {
    const map =
      '{"10.0.0.1":{"HostName":"a"},"10.0.0.2":{"hostname":"b"},"10.0.0.3":{"HostName":"c"},"10.0.0.9":{"HostName":"z"}}';
    const { object: after } = migrateOne({
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: { ...META, annotations: { 'endpoints.beta.kubernetes.io/hostnames-map': map } },
      subsets: [
        { addresses: [{ ip: '10.0.0.1' }, { ip: '10.0.0.3', hostname: 'own' }], notReadyAddresses: [{ ip: '10.0.0.2' }] },
      ],
    });
    expect(after.subsets).toEqual([
      {
        addresses: [
          { ip: '10.0.0.1', hostname: 'a' },
          { ip: '10.0.0.3', hostname: 'own' },
        ],
        notReadyAddresses: [{ ip: '10.0.0.2', hostname: 'b' }],
      },
    ]);
    expect(after.metadata).toEqual(META);
  });

  it('keeps a leader record', () => {
    const annotations = { 'control-plane.alpha.kubernetes.io/leader': '{"holderIdentity":"x"}' };
    expect(
      migrateOne({ apiVersion: 'v1', kind: 'Endpoints', metadata: { ...META, annotations } }).object.metadata.annotations,
    ).toEqual(annotations);
  });
});

describe('Node', () => {
  it('turns the taints annotation into taints', () => {
    const taints = [{ key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }];
    const { object: after } = migrateOne({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'x', annotations: { 'scheduler.alpha.kubernetes.io/taints': JSON.stringify(taints) } },
      spec: { externalID: 'e' },
      status: { daemonEndpoints: { kubeletEndpoint: { Port: 10250 } } },
    });
    expect(after.spec).toEqual({ externalID: 'e', taints });
    expect(after.metadata).toEqual({ name: 'x' });
    expect(after.status.daemonEndpoints.kubeletEndpoint.Port).toBe(10250);
  });

  it('renames the taints that 1.8 renamed', () => {
    const taints = ['notReady', 'unreachable'].map((key) => ({
      key: `node.alpha.kubernetes.io/${key}`,
      effect: 'NoExecute',
      timeAdded: 't',
    }));
    const { object: after } = migrateOne({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'x' }, spec: { taints } }, '1.7');
    expect(after.spec.taints.map((taint: Loose) => taint.key)).toEqual([
      'node.kubernetes.io/not-ready',
      'node.kubernetes.io/unreachable',
    ]);
    expect(after.spec.taints[0].timeAdded).toBe('t');
  });
});

const ISOLATED = { 'net.beta.kubernetes.io/network-policy': '{"ingress": {"isolation": "DefaultDeny"}}' };

function namespace(name: string, annotations?: object): Loose {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, ...(annotations === undefined ? {} : { annotations }) },
    spec: { finalizers: ['kubernetes'] },
  };
}

function policy(name: string, inNamespace: string, spec: object = {}): Loose {
  return {
    apiVersion: 'extensions/v1beta1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: inNamespace, uid: `u-${name}` },
    spec,
  };
}

describe('Namespace and NetworkPolicy', () => {
  it('makes a policy of an isolating annotation, under a name that is free', () => {
    const { outcomes } = migrateAll([
      { key: 'namespaces/a', object: namespace('a', ISOLATED) },
      { key: 'networkpolicies/a/default-deny', object: policy('default-deny', 'a', { podSelector: {} }) },
    ]);
    expect(outcomes[0]).toEqual({
      objects: [
        { object: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' }, spec: { finalizers: ['kubernetes'] } } },
        {
          object: {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            metadata: {
              name: 'default-deny-2',
              namespace: 'a',
              uid: 'uid-of-networkpolicies/a/default-deny-2',
              generation: 1,
              creationTimestamp: '2026-11-22T10:00:00Z',
              annotations: { 'skep.io/made-from': 'net.beta.kubernetes.io/network-policy' },
            },
            spec: { podSelector: {}, policyTypes: ['Ingress'] },
          },
        },
      ],
    });
    expect(carried(outcomes[1])).toMatchObject({
      apiVersion: 'networking.k8s.io/v1',
      spec: { podSelector: {}, policyTypes: ['Ingress'] },
    });
  });

  it('drops a policy that had no effect before 1.7, or keeps it with a warning when told so', () => {
    const entries = [
      { key: 'namespaces/a', object: namespace('a') },
      { key: 'networkpolicies/a/p', object: policy('p', 'a') },
    ];
    expect(migrateAll(entries).outcomes[1]).toMatchObject({ drop: 'inactive-network-policy' });
    const kept = migrateAll(entries, { sourceRelease: '1.3', networkPolicies: 'keep' });
    expect(carried(kept.outcomes[1]).kind).toBe('NetworkPolicy');
    expect(codes(kept.notes)).toEqual(['network-policy-activated']);
  });

  it.each(['{"ingress": {"isolation": "Other"}}', '{"ingress": {}}', 'no JSON', '7'])(
    'does not take %s for isolation',
    (text) => {
      const annotations = { 'net.beta.kubernetes.io/network-policy': text };
      const { outcomes } = migrateAll([{ key: 'namespaces/a', object: namespace('a', annotations) }]);
      expect(outcomes[0]).toMatchObject({ objects: [{ object: { metadata: { annotations } } }] });
      expect((outcomes[0] as Loose).objects).toHaveLength(1);
    },
  );

  it('carries policies of 1.7 and later, and then does not look at the annotation', () => {
    const { outcomes } = migrateAll(
      [
        { key: 'namespaces/a', object: namespace('a', ISOLATED) },
        { key: 'networkpolicies/a/p', object: policy('p', 'a', { podSelector: {}, egress: [{}] }) },
        { key: 'networkpolicies/b/p', object: policy('p', 'b', { podSelector: {}, policyTypes: ['Egress'] }) },
      ],
      { sourceRelease: '1.7' },
    );
    expect((outcomes[0] as Loose).objects).toHaveLength(1);
    expect(carried(outcomes[0]).metadata.annotations).toEqual(ISOLATED);
    expect(carried(outcomes[1]).spec.policyTypes).toEqual(['Ingress', 'Egress']);
    expect(carried(outcomes[2]).spec.policyTypes).toEqual(['Egress']);
  });

  it('gives a living namespace its finalizer back, and not one that is going away', () => {
    const bare = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' }, spec: {}, status: { phase: 'Active' } };
    expect(migrateOne(structuredClone(bare)).object.spec.finalizers).toEqual(['kubernetes']);
    expect(migrateOne({ ...bare, spec: { finalizers: ['x'] } }).object.spec.finalizers).toEqual(['x', 'kubernetes']);
    expect(migrateOne({ ...structuredClone(bare), status: { phase: 'Terminating' } }).object.spec).toEqual({});
  });
});

describe('volumes and claims', () => {
  it('writes the class and the mount options beside their annotations', () => {
    const annotations = {
      'volume.beta.kubernetes.io/storage-class': 'ssd',
      'volume.beta.kubernetes.io/mount-options': 'ro,noatime',
    };
    const pv = migrateOne({
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: 'x', annotations },
      spec: { rbd: { monitors: ['m'], secretRef: { name: 's' } } },
    });
    expect(pv.object.spec).toEqual({
      rbd: { monitors: ['m'], secretRef: { name: 's' } },
      storageClassName: 'ssd',
      mountOptions: ['ro', 'noatime'],
    });
    expect(pv.object.metadata.annotations).toEqual(annotations);
    const claim = (storageClass: string) =>
      migrateOne({
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { ...META, annotations: { 'volume.beta.kubernetes.io/storage-class': storageClass } },
        spec: {},
      }).object;
    expect(claim('ssd').spec.storageClassName).toBe('ssd');
    expect(claim('').spec.storageClassName).toBe('');
    expect(claim('').metadata.annotations).toEqual({ 'volume.beta.kubernetes.io/storage-class': '' });
  });

  it('leaves the alpha class out, and warns while the claim waits for a volume', () => {
    const claim = (spec: object) =>
      migrateOne({
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { ...META, annotations: { 'volume.alpha.kubernetes.io/storage-class': 'any' } },
        spec,
      });
    expect(claim({}).object.metadata).toEqual(META);
    expect(claim({}).notes.map((note) => [note.code, note.severity])).toEqual([['alpha-storage-class', 'warning']]);
    expect(claim({ volumeName: 'v' }).notes.map((note) => note.severity)).toEqual(['info']);
  });
});

describe('workloads', () => {
  it('completes a DaemonSet', () => {
    const bare = object('extensions/v1beta1', 'DaemonSet', { spec: { template: { spec: {} } } });
    expect(migrateOne(bare).object.spec).toEqual({
      template: { spec: {} },
      templateGeneration: 1,
      updateStrategy: { type: 'OnDelete' },
      revisionHistoryLimit: 10,
    });
    const later = { templateGeneration: 7, updateStrategy: { type: 'RollingUpdate' }, revisionHistoryLimit: 3 };
    expect(migrateOne(object('extensions/v1beta1', 'DaemonSet', { spec: later }), '1.7').object.spec).toEqual(later);
  });

  it('leaves a Deployment what it is, but for the mark of an overlap', () => {
    const spec = { replicas: 1, strategy: { type: 'Recreate' } };
    const marked = object('extensions/v1beta1', 'Deployment', { spec });
    marked.metadata.annotations = {
      'deployment.kubernetes.io/error-selector-overlapping-with': 'other',
      'deployment.kubernetes.io/revision': '3',
    };
    const { object: after, notes } = migrateOne(marked, '1.5');
    expect(after.spec).toEqual(spec);
    expect(after.metadata.annotations).toEqual({ 'deployment.kubernetes.io/revision': '3' });
    expect(codes(notes)).toEqual(['overlapping-selector']);
  });

  it('turns a PetSet into a complete StatefulSet', () => {
    const { object: after, notes } = migrateOne(
      object('apps/v1alpha1', 'PetSet', {
        spec: {
          replicas: 2,
          serviceName: 'db',
          template: { metadata: { annotations: { 'pod.alpha.kubernetes.io/initialized': 'true' } }, spec: {} },
          volumeClaimTemplates: [
            { metadata: { name: 'd', annotations: { 'volume.beta.kubernetes.io/storage-class': 'ssd' } }, spec: {} },
          ],
        },
      }),
    );
    expect(after).toEqual({
      apiVersion: 'apps/v1beta1',
      kind: 'StatefulSet',
      metadata: META,
      spec: {
        replicas: 2,
        serviceName: 'db',
        template: { metadata: {}, spec: {} },
        volumeClaimTemplates: [
          {
            metadata: { name: 'd', annotations: { 'volume.beta.kubernetes.io/storage-class': 'ssd' } },
            spec: { storageClassName: 'ssd' },
            status: { phase: 'Pending' },
          },
        ],
        podManagementPolicy: 'OrderedReady',
        updateStrategy: { type: 'OnDelete' },
        revisionHistoryLimit: 10,
      },
    });
    expect(notes).toEqual([]);
  });

  it.each([
    [{ annotations: { 'pod.alpha.kubernetes.io/initialized': 'false' } }, 'false'],
    [{}, 'absent'],
  ])('keeps what held a PetSet back: %j', (metadata, value) => {
    const { object: after, notes } = migrateOne(object('apps/v1alpha1', 'PetSet', { spec: { template: { metadata } } }));
    expect(after.metadata.annotations).toEqual({ 'skep.io/petset-initialized': value });
    expect(after.spec.template.metadata).toEqual({});
    expect(codes(notes)).toEqual(['paused-pet-set']);
  });

  it('converts both ways of an extensions Job to have a selector', () => {
    const selector = { matchLabels: { 'controller-uid': 'u' } };
    const job = (spec: object) => migrateOne(object('extensions/v1beta1', 'Job', { spec })).object;
    expect(job({ autoSelector: true, selector })).toMatchObject({ apiVersion: 'batch/v1', spec: { selector } });
    expect(job({ autoSelector: true, selector }).spec).toEqual({ selector });
    expect(job({ autoSelector: false, selector }).spec).toEqual({ selector, manualSelector: true });
    expect(job({ selector }).spec).toEqual({ selector, manualSelector: true });
  });

  it('keeps an unfinished job of a scheduled one with its parent', () => {
    const reference = { kind: 'ScheduledJob', namespace: 'n', name: 'x', uid: 'u' };
    const annotations = { 'kubernetes.io/created-by': JSON.stringify({ kind: 'SerializedReference', reference }) };
    const child = {
      key: 'jobs/n/c',
      object: { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'c', namespace: 'n', uid: 'c', annotations }, spec: {} },
    };
    const parent = {
      key: 'scheduledjobs/n/x',
      object: object('batch/v2alpha1', 'ScheduledJob', {
        spec: { schedule: '* * * * *' },
        status: { active: [{ kind: 'Job', apiVersion: 'batch/v2alpha1', name: 'c' }] },
      }),
    };
    const { outcomes } = migrateAll([child, parent], { sourceRelease: '1.4' });
    expect(carried(outcomes[0]).metadata.ownerReferences).toEqual([
      { apiVersion: 'batch/v1beta1', kind: 'CronJob', name: 'x', uid: 'u', controller: true },
    ]);
    expect(carried(outcomes[1])).toEqual({
      apiVersion: 'batch/v1beta1',
      kind: 'CronJob',
      metadata: META,
      spec: { schedule: '* * * * *', suspend: false, concurrencyPolicy: 'Allow' },
      status: { active: [{ kind: 'Job', apiVersion: 'batch/v1', name: 'c' }] },
    });
    // Without its parent the garbage collector would take a reference for a reason to delete.
    expect(carried(migrateAll([child], { sourceRelease: '1.4' }).outcomes[0]).metadata).not.toHaveProperty('ownerReferences');
  });

  it('converts an extensions autoscaler', () => {
    const { object: after } = migrateOne(
      object('extensions/v1beta1', 'HorizontalPodAutoscaler', {
        spec: {
          scaleRef: { kind: 'Deployment', name: 'd', apiVersion: 'extensions/v1beta1', subresource: 'scale' },
          minReplicas: 2,
          maxReplicas: 5,
          cpuUtilization: { targetPercentage: 60 },
        },
        status: { currentReplicas: 2, desiredReplicas: 2, currentCPUUtilizationPercentage: 10 },
      }),
    );
    expect(after).toMatchObject({
      apiVersion: 'autoscaling/v1',
      spec: {
        scaleTargetRef: { kind: 'Deployment', name: 'd', apiVersion: 'extensions/v1beta1' },
        minReplicas: 2,
        maxReplicas: 5,
        targetCPUUtilizationPercentage: 60,
      },
      status: { currentCPUUtilizationPercentage: 10 },
    });
    expect(after.spec).not.toHaveProperty('scaleRef');
    expect(after.spec).not.toHaveProperty('cpuUtilization');
    const bare = object('extensions/v1beta1', 'HorizontalPodAutoscaler', {
      spec: { scaleRef: { kind: 'PetSet', name: 'd', apiVersion: 'apps/v1alpha1' } },
    });
    expect(migrateOne(bare).object.spec).toEqual({
      scaleTargetRef: { kind: 'StatefulSet', name: 'd', apiVersion: 'apps/v1beta1' },
      targetCPUUtilizationPercentage: 80,
    });
  });

  it('changes the template inside a ControllerRevision as in its set, with sorted keys', () => {
    const template = {
      spec: { b: 1, a: 2 },
      metadata: { annotations: { 'pod.beta.kubernetes.io/init-containers': '[{"name":"i"}]' } },
      $patch: 'replace',
    };
    const { object: after } = migrateOne(
      object('apps/v1beta1', 'ControllerRevision', { data: { spec: { template } }, revision: 1 }),
      '1.7',
    );
    expect(JSON.stringify(after.data)).toBe(
      '{"spec":{"template":{"$patch":"replace","metadata":{},"spec":{"a":2,"b":1,"initContainers":[{"name":"i"}]}}}}',
    );
    const untouched = { spec: { template: { spec: { b: 1, a: 2 } } } };
    expect(JSON.stringify(migrateOne(object('apps/v1beta1', 'ControllerRevision', { data: untouched }), '1.7').object.data)).toBe(
      JSON.stringify(untouched),
    );
  });

  it('corrects owners of kinds that have another name', () => {
    const owned = object('v1', 'Pod', { spec: {} });
    owned.metadata.ownerReferences = [
      { apiVersion: 'apps/v1alpha1', kind: 'PetSet', name: 'a', uid: '1', controller: true },
      { apiVersion: 'extensions/v1beta1', kind: 'ReplicaSet', name: 'b', uid: '2' },
    ];
    expect(migrateOne(owned).object.metadata.ownerReferences).toEqual([
      { apiVersion: 'apps/v1beta1', kind: 'StatefulSet', name: 'a', uid: '1', controller: true },
      { apiVersion: 'extensions/v1beta1', kind: 'ReplicaSet', name: 'b', uid: '2' },
    ]);
  });
});

describe('policy', () => {
  it('converts a PodDisruptionBudget v1alpha1, status included', () => {
    const spec = { minAvailable: '50%', selector: { matchLabels: { a: 'b' } } };
    const status = { disruptionAllowed: true, currentHealthy: 3, desiredHealthy: 2, expectedPods: 4 };
    expect(migrateOne(object('policy/v1alpha1', 'PodDisruptionBudget', { spec, status })).object).toEqual({
      apiVersion: 'policy/v1beta1',
      kind: 'PodDisruptionBudget',
      metadata: META,
      spec,
      status: {
        disruptionsAllowed: 1,
        disruptedPods: {},
        observedGeneration: 0,
        currentHealthy: 3,
        desiredHealthy: 2,
        expectedPods: 4,
      },
    });
    const bare = migrateOne(object('policy/v1alpha1', 'PodDisruptionBudget', { spec: {} })).object;
    expect(bare).toMatchObject({ spec: { minAvailable: 0 }, status: { disruptionsAllowed: 0, currentHealthy: 0 } });
  });

  it('writes out that a PodSecurityPolicy allows privilege escalation', () => {
    const psp = (spec: object, release: '1.3' | '1.8') =>
      migrateOne(object('extensions/v1beta1', 'PodSecurityPolicy', { spec }), release);
    expect(psp({}, '1.3').object.spec.allowPrivilegeEscalation).toBe(true);
    const forbidding = psp({ allowPrivilegeEscalation: false }, '1.8');
    expect(forbidding.object.spec.allowPrivilegeEscalation).toBe(false);
    expect(codes(forbidding.notes)).toEqual(['privilege-escalation-forbidden']);
  });
});

describe('RBAC', () => {
  const GROUP = 'rbac.authorization.k8s.io';

  it('converts a binding of v1alpha1', () => {
    const { object: after, notes } = migrateOne(
      object(`${GROUP}/v1alpha1`, 'RoleBinding', {
        subjects: [
          { kind: 'User', name: 'a' },
          { kind: 'User', apiVersion: `${GROUP}/v1alpha1`, name: '*' },
          { kind: 'Group', name: 'g' },
          { kind: 'ServiceAccount', apiVersion: 'v1', name: 's', namespace: 'n' },
          { kind: 'Robot', apiVersion: 'example.com/v1', name: 'r' },
        ],
        roleRef: { kind: 'Role', namespace: 'n', name: 'dev', apiVersion: `${GROUP}/v1alpha1`, uid: 'x' },
      }),
    );
    expect(after).toEqual({
      apiVersion: `${GROUP}/v1`,
      kind: 'RoleBinding',
      metadata: META,
      subjects: [
        { kind: 'User', apiGroup: GROUP, name: 'a' },
        { kind: 'Group', apiGroup: GROUP, name: 'system:authenticated' },
        { kind: 'Group', apiGroup: GROUP, name: 'g' },
        { kind: 'ServiceAccount', apiGroup: '', name: 's', namespace: 'n' },
        { kind: 'Robot', apiGroup: 'example.com', name: 'r' },
      ],
      roleRef: { apiGroup: GROUP, kind: 'Role', name: 'dev' },
    });
    expect(codes(notes)).toEqual(['user-wildcard']);
  });

  it('leaves User "*" of v1beta1, which means a user of that name, and warns of a role elsewhere', () => {
    const beta = object(`${GROUP}/v1beta1`, 'ClusterRoleBinding', {
      subjects: [{ kind: 'User', apiGroup: GROUP, name: '*' }],
      roleRef: { apiGroup: GROUP, kind: 'ClusterRole', name: 'r' },
    });
    expect(migrateOne(beta, '1.7').object.subjects[0].kind).toBe('User');
    const elsewhere = object(`${GROUP}/v1alpha1`, 'RoleBinding', {
      subjects: [],
      roleRef: { kind: 'Role', namespace: 'other', name: 'r' },
    });
    expect(codes(migrateOne(elsewhere).notes)).toEqual(['role-of-another-namespace']);
  });

  it('removes attributeRestrictions, aloud when there were any, and names resources that are gone', () => {
    const { object: after, notes } = migrateOne(
      object(`${GROUP}/v1alpha1`, 'Role', {
        rules: [
          { verbs: ['get'], attributeRestrictions: null, apiGroups: ['apps'], resources: ['petsets'] },
          { verbs: ['get'], attributeRestrictions: { kind: 'X' }, apiGroups: ['apps'], resources: ['petsets', 'statefulsets'] },
        ],
      }),
    );
    expect(after.rules).toEqual([
      { verbs: ['get'], apiGroups: ['apps'], resources: ['petsets'] },
      { verbs: ['get'], apiGroups: ['apps'], resources: ['petsets', 'statefulsets'] },
    ]);
    expect(notes.map((note) => [note.code, note.path])).toEqual([
      ['role-names-former-resource', 'rules[0]'],
      ['attribute-restrictions', 'rules[1].attributeRestrictions'],
    ]);
  });
});

describe('StorageClass and CertificateSigningRequest', () => {
  it('writes the default-class annotation of 1.9 beside the beta one', () => {
    const { object: after, notes } = migrateOne(
      {
        apiVersion: 'storage.k8s.io/v1beta1',
        kind: 'StorageClass',
        metadata: { name: 'x', annotations: { 'storageclass.beta.kubernetes.io/is-default-class': 'true' } },
        provisioner: 'p',
        parameters: { type: 'a', 'volume.kubernetes.io/x': 'b' },
      },
      '1.5',
    );
    expect(after.apiVersion).toBe('storage.k8s.io/v1');
    expect(after.metadata.annotations).toEqual({
      'storageclass.beta.kubernetes.io/is-default-class': 'true',
      'storageclass.kubernetes.io/is-default-class': 'true',
    });
    expect(codes(notes)).toEqual(['reserved-parameter']);
  });

  it('gives a request of v1alpha1 the usages that 1.9 takes it to have', () => {
    const { object: after } = migrateOne(
      {
        apiVersion: 'certificates.k8s.io/v1alpha1',
        kind: 'CertificateSigningRequest',
        metadata: { name: 'x' },
        spec: { request: 'eA==' },
      },
      '1.5',
    );
    expect(after).toMatchObject({
      apiVersion: 'certificates.k8s.io/v1beta1',
      spec: { usages: ['digital signature', 'key encipherment'] },
    });
  });
});

describe('what is not carried', () => {
  it('drops external admission hooks by name', () => {
    const hooks = {
      apiVersion: 'admissionregistration.k8s.io/v1alpha1',
      kind: 'ExternalAdmissionHookConfiguration',
      metadata: { name: 'x' },
    };
    expect(
      migrateAll([{ key: 'externaladmissionhookconfigurations/x', object: hooks }], { sourceRelease: '1.7' }).outcomes,
    ).toMatchObject([{ drop: 'external-admission-hooks' }]);
  });

  it('refuses unknown kinds and versions, and carries custom resources of 1.7 as they are', () => {
    expect(() => migrateOne(object('v1', 'Nonsense', {}))).toThrow(/no release from 1\.3 to 1\.8 stores/);
    expect(() => migrateOne(object('v7', 'Pod', {}))).toThrow(/v7 Pod/);
    const custom = object('example.com/v1', 'Widget', { size: 1 });
    const { outcomes } = migrateAll([{ key: 'example.com/widgets/n/x', object: custom }], { sourceRelease: '1.7' });
    expect(outcomes).toEqual([{ objects: [{ object: custom, key: 'example.com/widgets/n/x' }] }]);
  });

  it('lets the key that the source reads win over the one that it does not', () => {
    const psp = object('extensions/v1beta1', 'PodSecurityPolicy', { spec: {} });
    const both = [
      { key: 'podsecuritypolicies/x', object: psp },
      { key: 'podsecuritypolicy/x', object: psp },
    ];
    const at15 = migrateAll(both, { sourceRelease: '1.5' });
    expect(at15.outcomes[0]).toMatchObject({ drop: 'superseded-key' });
    expect(carried(at15.outcomes[1]).kind).toBe('PodSecurityPolicy');
    // 1.4 is the first release that looks at the singular only.
    expect(migrateAll(both, { sourceRelease: '1.4' }).outcomes[0]).toMatchObject({ drop: 'superseded-key' });
    expect(migrateAll(both, { sourceRelease: '1.3' }).outcomes[1]).toMatchObject({ drop: 'superseded-key' });
    const alone = migrateAll(both.slice(0, 1), { sourceRelease: '1.5' });
    expect(carried(alone.outcomes[0]).kind).toBe('PodSecurityPolicy');
    expect(codes(alone.notes)).toEqual(['invisible-key']);
    const stray = migrateAll([{ key: 'ingresses/n/x', object: object('extensions/v1beta1', 'Ingress', { spec: {} }) }], {
      sourceRelease: '1.4',
    });
    expect(codes(stray.notes)).toEqual(['invisible-key']);
  });
});
