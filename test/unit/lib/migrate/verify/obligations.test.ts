import { describe, expect, it } from 'vitest';
import { obligationsBetween } from '../../../../../src/lib/migrate/verify/obligations/table.js';
import type { VerifyInput } from '../../../../../src/lib/migrate/verify/verify-stores.js';
import { clusterObject, codes, object, verify, type Content } from './stores.js';

interface Row {
  readonly row: string;
  readonly code: string;
  readonly source: Content;
  /** A correct target. */
  readonly target: Content;
  /** Targets that a wrong migration would have made. */
  readonly broken: Readonly<Record<string, Content>>;
  readonly options?: Partial<VerifyInput>;
}

const POD = 'pods/ns/p';
const CONTAINERS = [{ name: 'c', image: 'i' }];
const INIT = [{ name: 'init', image: 'busybox' }];

function pod(spec: object, annotations: object = {}, rest: object = {}): Content {
  return { [POD]: object('v1', 'Pod', 'p', { spec: { containers: CONTAINERS, ...spec }, ...rest }, { annotations }) };
}

/** The same template in three controllers, one of them moved and one behind a job template's path. */
function templates(spec: object, annotations: object, petSetAs: 'PetSet' | 'StatefulSet'): Content {
  const template = { metadata: { labels: { a: 'b' }, annotations }, spec: { containers: CONTAINERS, ...spec } };
  const set = { serviceName: 's', template };
  return {
    'controllers/ns/rc': object('v1', 'ReplicationController', 'rc', { spec: { replicas: 1, template } }),
    'podtemplates/ns/t': object('v1', 'PodTemplate', 't', { template }),
    ...(petSetAs === 'PetSet'
      ? { 'petsets/ns/s': object('apps/v1alpha1', 'PetSet', 's', { spec: set }) }
      : { 'statefulsets/ns/s': object('apps/v1beta1', 'StatefulSet', 's', { spec: set }, { uid: 'uid-PetSet-s' }) }),
  };
}

function service(spec: object, annotations: object = {}): Content {
  return { 'services/specs/ns/s': object('v1', 'Service', 's', { spec: { ports: [{ port: 80 }], ...spec } }, { annotations }) };
}

function claim(spec: object, annotations: object): Content {
  return { 'persistentvolumeclaims/ns/c': object('v1', 'PersistentVolumeClaim', 'c', { spec }, { annotations }) };
}

function volume(spec: object, annotations: object): Content {
  return { 'persistentvolumes/v': clusterObject('v1', 'PersistentVolume', 'v', { spec }, { annotations }) };
}

function node(spec: object, annotations: object): Content {
  return { 'minions/n': clusterObject('v1', 'Node', 'n', { spec }, { annotations }) };
}

function namespace(name: string, spec: object, annotations: object = {}): Content {
  return {
    [`namespaces/${name}`]: clusterObject('v1', 'Namespace', name, { spec, status: { phase: 'Active' } }, { annotations }),
  };
}

const DENY = { 'net.beta.kubernetes.io/network-policy': '{"ingress":{"isolation":"DefaultDeny"}}' };
const ACTIVE = { finalizers: ['kubernetes'] };

function policy(apiVersion: string, name: string, spec: object, metadata: Record<string, unknown> = {}): Content {
  return { [`networkpolicies/ns/${name}`]: object(apiVersion, 'NetworkPolicy', name, { spec }, metadata) };
}

const madePolicy = (spec: object = { podSelector: {}, policyTypes: ['Ingress'] }): Content =>
  policy('networking.k8s.io/v1', 'default-deny', spec, {
    annotations: { 'skep.io/made-from': 'net.beta.kubernetes.io/network-policy' },
  });

function budget(apiVersion: string, status: object): Content {
  const spec = { minAvailable: '50%', selector: { matchLabels: { a: 'b' } } };
  return { 'poddisruptionbudgets/ns/b': object(apiVersion, 'PodDisruptionBudget', 'b', { spec, status }) };
}

function autoscaler(apiVersion: string, spec: object): Content {
  return {
    'horizontalpodautoscalers/ns/h': object(apiVersion, 'HorizontalPodAutoscaler', 'h', { spec: { maxReplicas: 3, ...spec } }),
  };
}

function job(apiVersion: string, spec: object): Content {
  const selector = { matchLabels: { 'controller-uid': 'uid-Job-j' } };
  return {
    'jobs/ns/j': object(apiVersion, 'Job', 'j', { spec: { selector, template: { spec: { containers: CONTAINERS } }, ...spec } }),
  };
}

const RBAC = 'rbac.authorization.k8s.io';

function binding(version: string, roleRef: object, subjects: object[]): Content {
  return { 'rolebindings/ns/b': object(`${RBAC}/${version}`, 'RoleBinding', 'b', { roleRef, subjects }) };
}

function role(version: string, rule: object): Content {
  return {
    'roles/ns/r': object(`${RBAC}/${version}`, 'Role', 'r', {
      rules: [{ verbs: ['get'], apiGroups: [''], resources: ['pods'], ...rule }],
    }),
  };
}

const USERS = [
  { kind: 'User', name: '*' },
  { kind: 'Group', name: 'sre' },
  { kind: 'ServiceAccount', name: 'default', namespace: 'ns' },
];
const SUBJECTS = [
  { kind: 'Group', apiGroup: RBAC, name: 'system:authenticated' },
  { kind: 'Group', apiGroup: RBAC, name: 'sre' },
  { kind: 'ServiceAccount', name: 'default', namespace: 'ns' },
];
const ROLE_REF = { kind: 'Role', name: 'r' };

const AFFINITY = {
  nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [] }] } },
};
const TOLERATIONS = [{ key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }];
const INIT_ANNOTATION = { 'pod.alpha.kubernetes.io/init-containers': JSON.stringify(INIT) };

const ROWS: readonly Row[] = [
  {
    row: 'init containers of pods, with their statuses',
    code: 'init-containers',
    source: pod(
      {},
      { ...INIT_ANNOTATION, 'pod.alpha.kubernetes.io/init-container-statuses': '[{"name":"init","image":"i"}]', keep: 'me' },
    ),
    target: pod({ initContainers: INIT }, { keep: 'me' }, { status: { initContainerStatuses: [{ name: 'init', image: 'i' }] } }),
    broken: {
      stripped: pod({}, { keep: 'me' }),
      'left as an annotation': pod({}, { ...INIT_ANNOTATION, keep: 'me' }),
      'without statuses': pod({ initContainers: INIT }, { keep: 'me' }),
      'with another image': pod(
        { initContainers: [{ ...INIT[0], image: 'x' }] },
        { keep: 'me' },
        { status: { initContainerStatuses: [{ name: 'init', image: 'i' }] } },
      ),
    },
  },
  {
    row: 'the beta form of init containers wins',
    code: 'init-containers',
    source: pod({}, { ...INIT_ANNOTATION, 'pod.beta.kubernetes.io/init-containers': '[{"name":"second","image":"i"}]' }),
    target: pod({ initContainers: [{ name: 'second', image: 'i' }] }),
    broken: { 'the alpha one taken': pod({ initContainers: INIT }) },
    options: { from: '1.5' },
  },
  {
    row: 'init containers of every template alike',
    code: 'init-containers',
    source: templates({}, INIT_ANNOTATION, 'PetSet'),
    target: templates({ initContainers: INIT }, {}, 'StatefulSet'),
    broken: {
      'one template left out': {
        ...templates({ initContainers: INIT }, {}, 'StatefulSet'),
        'controllers/ns/rc': templates({}, INIT_ANNOTATION, 'PetSet')['controllers/ns/rc']!,
      },
    },
  },
  {
    row: 'affinity',
    code: 'affinity',
    source: pod({}, { 'scheduler.alpha.kubernetes.io/affinity': JSON.stringify(AFFINITY) }),
    target: pod({ affinity: AFFINITY }),
    broken: { unread: pod({}, { 'scheduler.alpha.kubernetes.io/affinity': JSON.stringify(AFFINITY) }), lost: pod({}) },
  },
  {
    row: 'tolerations',
    code: 'tolerations',
    source: templates({}, { 'scheduler.alpha.kubernetes.io/tolerations': JSON.stringify(TOLERATIONS) }, 'PetSet'),
    target: templates({ tolerations: TOLERATIONS }, {}, 'StatefulSet'),
    broken: { lost: templates({}, {}, 'StatefulSet') },
  },
  {
    row: 'what no server could read stays where it is',
    code: 'tolerations',
    source: pod({}, { 'scheduler.alpha.kubernetes.io/tolerations': '[{' }),
    target: pod({}, { 'scheduler.alpha.kubernetes.io/tolerations': '[{' }),
    broken: { lost: pod({}) },
  },
  {
    row: 'scheduler name',
    code: 'scheduler-name',
    source: pod({}, { 'scheduler.alpha.kubernetes.io/name': 'mine' }),
    target: pod({ schedulerName: 'mine' }),
    broken: { 'the default instead': pod({ schedulerName: 'default-scheduler' }) },
  },
  {
    row: 'hostname and subdomain of pets',
    code: 'pod-names',
    source: pod({}, { 'pod.beta.kubernetes.io/hostname': 'db-0', 'pod.beta.kubernetes.io/subdomain': 'db' }),
    target: pod({ hostname: 'db-0', subdomain: 'db' }),
    broken: { 'no subdomain': pod({ hostname: 'db-0' }) },
  },
  {
    row: 'a pet that is held back keeps saying so',
    code: 'petset-initialized',
    source: templates({}, { 'pod.alpha.kubernetes.io/initialized': 'false' }, 'PetSet'),
    target: templates({}, { 'skep.io/petset-initialized': 'false' }, 'StatefulSet'),
    broken: {
      forgotten: templates({}, {}, 'StatefulSet'),
      'left as it was': templates({}, { 'pod.alpha.kubernetes.io/initialized': 'false' }, 'StatefulSet'),
    },
  },
  {
    row: 'an initialized pet',
    code: 'petset-initialized',
    source: pod({}, { 'pod.alpha.kubernetes.io/initialized': 'true' }),
    target: pod({}),
    broken: { 'left as it was': pod({}, { 'pod.alpha.kubernetes.io/initialized': 'true' }) },
  },
  {
    row: 'node taints, with the keys of 1.9',
    code: 'taints',
    source: node(
      {},
      {
        'scheduler.alpha.kubernetes.io/taints':
          '[{"key":"node.alpha.kubernetes.io/notReady","effect":"NoExecute"},{"key":"gpu","effect":"NoSchedule"}]',
      },
    ),
    target: node(
      {
        taints: [
          { key: 'node.kubernetes.io/not-ready', effect: 'NoExecute' },
          { key: 'gpu', effect: 'NoSchedule' },
        ],
      },
      {},
    ),
    broken: {
      'old key': node(
        {
          taints: [
            { key: 'node.alpha.kubernetes.io/notReady', effect: 'NoExecute' },
            { key: 'gpu', effect: 'NoSchedule' },
          ],
        },
        {},
      ),
      lost: node({}, {}),
    },
  },
  {
    row: 'hostnames of endpoints',
    code: 'hostnames-map',
    source: {
      'services/endpoints/ns/e': object(
        'v1',
        'Endpoints',
        'e',
        { subsets: [{ addresses: [{ ip: '10.0.0.1' }] }] },
        { annotations: { 'endpoints.beta.kubernetes.io/hostnames-map': '{"10.0.0.1":{"HostName":"db-0"}}' } },
      ),
    },
    target: {
      'services/endpoints/ns/e': object('v1', 'Endpoints', 'e', {
        subsets: [{ addresses: [{ ip: '10.0.0.1', hostname: 'db-0' }] }],
      }),
    },
    broken: {
      lost: { 'services/endpoints/ns/e': object('v1', 'Endpoints', 'e', { subsets: [{ addresses: [{ ip: '10.0.0.1' }] }] }) },
    },
  },
  {
    row: 'beta storage class of a claim, in both places',
    code: 'storage-classes',
    source: claim({}, { 'volume.beta.kubernetes.io/storage-class': 'fast' }),
    target: claim({ storageClassName: 'fast' }, { 'volume.beta.kubernetes.io/storage-class': 'fast' }),
    broken: {
      'no field': claim({}, { 'volume.beta.kubernetes.io/storage-class': 'fast' }),
      'no annotation': claim({ storageClassName: 'fast' }, {}),
    },
  },
  {
    row: 'an empty beta class is a class',
    code: 'storage-classes',
    source: volume({}, { 'volume.beta.kubernetes.io/storage-class': '' }),
    target: volume({ storageClassName: '' }, { 'volume.beta.kubernetes.io/storage-class': '' }),
    broken: { 'left to the default class': volume({}, { 'volume.beta.kubernetes.io/storage-class': '' }) },
  },
  {
    row: 'the alpha class has no successor',
    code: 'storage-classes',
    source: claim({}, { 'volume.alpha.kubernetes.io/storage-class': 'any' }),
    target: claim({}, {}),
    broken: {
      kept: claim({}, { 'volume.alpha.kubernetes.io/storage-class': 'any' }),
      'taken for a class': claim({ storageClassName: 'any' }, {}),
    },
  },
  {
    row: 'claim templates of pet sets',
    code: 'claim-templates',
    source: {
      'petsets/ns/s': object('apps/v1alpha1', 'PetSet', 's', {
        spec: {
          volumeClaimTemplates: [
            {
              metadata: { name: 'd', annotations: { 'volume.alpha.kubernetes.io/storage-class': 'x' } },
              spec: { accessModes: ['ReadWriteOnce'] },
            },
          ],
        },
      }),
    },
    target: {
      'statefulsets/ns/s': object(
        'apps/v1beta1',
        'StatefulSet',
        's',
        { spec: { volumeClaimTemplates: [{ metadata: { name: 'd' }, spec: { accessModes: ['ReadWriteOnce'] } }] } },
        { uid: 'uid-PetSet-s' },
      ),
    },
    broken: {
      lost: {
        'statefulsets/ns/s': object(
          'apps/v1beta1',
          'StatefulSet',
          's',
          { spec: { volumeClaimTemplates: [] } },
          { uid: 'uid-PetSet-s' },
        ),
      },
    },
  },
  {
    row: 'mount options',
    code: 'mount-options',
    source: volume({}, { 'volume.beta.kubernetes.io/mount-options': 'noatime,ro' }),
    target: volume({ mountOptions: ['noatime', 'ro'] }, { 'volume.beta.kubernetes.io/mount-options': 'noatime,ro' }),
    broken: { 'no field': volume({}, { 'volume.beta.kubernetes.io/mount-options': 'noatime,ro' }) },
  },
  {
    row: 'external traffic and its health check port',
    code: 'external-traffic',
    source: service(
      { type: 'LoadBalancer' },
      { 'service.beta.kubernetes.io/external-traffic': 'OnlyLocal', 'service.beta.kubernetes.io/healthcheck-nodeport': '30123' },
    ),
    target: service({ type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 30123 }),
    broken: {
      'another port': service({ type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 30124 }),
      'no policy': service({ type: 'LoadBalancer', healthCheckNodePort: 30123 }),
    },
    options: { from: '1.5' },
  },
  {
    row: 'unready addresses',
    code: 'unready-addresses',
    source: service({}, { 'service.alpha.kubernetes.io/tolerate-unready-endpoints': 'true' }),
    target: service({ publishNotReadyAddresses: true }, { 'service.alpha.kubernetes.io/tolerate-unready-endpoints': 'true' }),
    broken: {
      'no annotation': service({ publishNotReadyAddresses: true }),
      'no field': service({}, { 'service.alpha.kubernetes.io/tolerate-unready-endpoints': 'true' }),
    },
  },
  {
    row: 'deprecated public addresses win over external ones',
    code: 'deprecated-public-ips',
    source: service({ deprecatedPublicIPs: ['1.2.3.4'], externalIPs: ['5.6.7.8'] }),
    target: service({ externalIPs: ['1.2.3.4'] }),
    broken: {
      lost: service({}),
      'the others taken': service({ externalIPs: ['5.6.7.8'] }),
      kept: service({ deprecatedPublicIPs: ['1.2.3.4'], externalIPs: ['1.2.3.4'] }),
    },
  },
  {
    row: 'an isolated namespace gets a policy',
    code: 'namespace-isolation',
    source: namespace('ns', ACTIVE, DENY),
    target: { ...namespace('ns', ACTIVE), ...madePolicy() },
    broken: {
      'no policy': namespace('ns', ACTIVE),
      'annotation left': { ...namespace('ns', ACTIVE, DENY), ...madePolicy() },
      'a policy that lets everything in': { ...namespace('ns', ACTIVE), ...madePolicy({ podSelector: {}, ingress: [{}] }) },
    },
  },
  {
    row: 'a policy in force is carried',
    code: 'policy-types',
    source: {
      ...namespace('ns', ACTIVE, DENY),
      ...policy('extensions/v1beta1', 'a', { podSelector: { matchLabels: { a: 'b' } }, ingress: [{}] }),
    },
    target: {
      ...namespace('ns', ACTIVE),
      ...madePolicy(),
      ...policy('networking.k8s.io/v1', 'a', {
        podSelector: { matchLabels: { a: 'b' } },
        ingress: [{}],
        policyTypes: ['Ingress'],
      }),
    },
    broken: {
      'egress cut as well': {
        ...namespace('ns', ACTIVE),
        ...madePolicy(),
        ...policy('networking.k8s.io/v1', 'a', {
          podSelector: { matchLabels: { a: 'b' } },
          ingress: [{}],
          policyTypes: ['Ingress', 'Egress'],
        }),
      },
    },
  },
  {
    row: 'a policy that was not in force stays out of force',
    code: 'inactive-network-policy',
    source: { ...namespace('ns', ACTIVE), ...policy('extensions/v1beta1', 'a', { podSelector: {} }) },
    target: namespace('ns', ACTIVE),
    broken: {
      carried: {
        ...namespace('ns', ACTIVE),
        ...policy('networking.k8s.io/v1', 'a', { podSelector: {}, policyTypes: ['Ingress'] }),
      },
    },
  },
  {
    row: 'disruption budgets',
    code: 'disruptions-allowed',
    source: budget('policy/v1alpha1', { disruptionAllowed: true, currentHealthy: 2, desiredHealthy: 1, expectedPods: 2 }),
    target: budget('policy/v1beta1', { disruptionsAllowed: 1, currentHealthy: 2, desiredHealthy: 1, expectedPods: 2 }),
    broken: {
      'none allowed': budget('policy/v1beta1', { disruptionsAllowed: 0, currentHealthy: 2, desiredHealthy: 1, expectedPods: 2 }),
    },
  },
  {
    row: 'a disruption budget of the old version breaks every LIST',
    code: 'wrong-form',
    source: budget('policy/v1alpha1', { disruptionAllowed: true }),
    target: budget('policy/v1beta1', { disruptionsAllowed: 1 }),
    broken: { copied: budget('policy/v1alpha1', { disruptionAllowed: true }) },
  },
  {
    row: 'autoscalers of extensions',
    code: 'autoscaler-form',
    source: autoscaler('extensions/v1beta1', {
      scaleRef: { kind: 'Deployment', name: 'd', apiVersion: 'extensions/v1beta1', subresource: 'scale' },
      cpuUtilization: { targetPercentage: 50 },
    }),
    target: autoscaler('autoscaling/v1', {
      scaleTargetRef: { kind: 'Deployment', name: 'd', apiVersion: 'extensions/v1beta1' },
      targetCPUUtilizationPercentage: 50,
    }),
    broken: {
      'another percentage': autoscaler('autoscaling/v1', {
        scaleTargetRef: { kind: 'Deployment', name: 'd', apiVersion: 'extensions/v1beta1' },
        targetCPUUtilizationPercentage: 80,
      }),
      'no target': autoscaler('autoscaling/v1', { targetCPUUtilizationPercentage: 50 }),
    },
  },
  {
    row: 'jobs of extensions without a generated selector',
    code: 'job-form',
    source: job('extensions/v1beta1', {}),
    target: job('batch/v1', { manualSelector: true }),
    broken: { 'selector to be generated anew': job('batch/v1', {}) },
  },
  {
    row: 'jobs of extensions with a generated selector',
    code: 'job-form',
    source: job('extensions/v1beta1', { autoSelector: true }),
    target: job('batch/v1', {}),
    broken: {
      'selector taken for manual': job('batch/v1', { manualSelector: true }),
      'selector lost': job('batch/v1', { selector: {} }),
    },
  },
  {
    row: 'bindings of RBAC',
    code: 'rbac-bindings',
    source: binding('v1alpha1', ROLE_REF, USERS),
    target: binding('v1', { apiGroup: RBAC, ...ROLE_REF }, SUBJECTS),
    broken: {
      'a user called *': binding('v1', { apiGroup: RBAC, ...ROLE_REF }, [
        { kind: 'User', apiGroup: RBAC, name: '*' },
        ...SUBJECTS.slice(1),
      ]),
      'no group': binding('v1', ROLE_REF, SUBJECTS),
      'a subject lost': binding('v1', { apiGroup: RBAC, ...ROLE_REF }, SUBJECTS.slice(0, 2)),
    },
  },
  {
    row: 'rules of RBAC',
    code: 'rbac-rules',
    source: role('v1alpha1', { attributeRestrictions: { any: 'thing' } }),
    target: role('v1', {}),
    broken: { 'more allowed': role('v1', { verbs: ['*'] }), kept: role('v1', { attributeRestrictions: { any: 'thing' } }) },
  },
  {
    row: 'a deployment that was not synced',
    code: 'overlapping-selector',
    source: {
      'deployments/ns/d': object(
        'extensions/v1beta1',
        'Deployment',
        'd',
        {},
        { annotations: { 'deployment.kubernetes.io/error-selector-overlapping-with': 'x' } },
      ),
    },
    target: { 'deployments/ns/d': object('extensions/v1beta1', 'Deployment', 'd') },
    broken: {
      kept: {
        'deployments/ns/d': object(
          'extensions/v1beta1',
          'Deployment',
          'd',
          {},
          { annotations: { 'deployment.kubernetes.io/error-selector-overlapping-with': 'x' } },
        ),
      },
    },
  },
  {
    row: 'daemon sets must not start to roll',
    code: 'template-generation',
    source: { 'daemonsets/ns/d': object('extensions/v1beta1', 'DaemonSet', 'd', { spec: {} }) },
    target: {
      'daemonsets/ns/d': object('extensions/v1beta1', 'DaemonSet', 'd', {
        spec: { templateGeneration: 1, updateStrategy: { type: 'OnDelete' } },
      }),
    },
    broken: {
      rolling: {
        'daemonsets/ns/d': object('extensions/v1beta1', 'DaemonSet', 'd', {
          spec: { templateGeneration: 1, updateStrategy: { type: 'RollingUpdate' } },
        }),
      },
      'no generation': { 'daemonsets/ns/d': object('extensions/v1beta1', 'DaemonSet', 'd', { spec: {} }) },
    },
  },
  {
    row: 'namespaces without finalizer',
    code: 'namespace-finalizers',
    source: namespace('a', {}),
    target: namespace('a', ACTIVE),
    broken: { 'still none': namespace('a', {}) },
  },
  {
    row: 'owners that bear another name now',
    code: 'owner-form',
    source: {
      ...templates({}, {}, 'PetSet'),
      [POD]: object(
        'v1',
        'Pod',
        'p',
        {},
        { ownerReferences: [{ apiVersion: 'apps/v1alpha1', kind: 'PetSet', name: 's', uid: 'uid-PetSet-s' }] },
      ),
    },
    target: {
      ...templates({}, {}, 'StatefulSet'),
      [POD]: object(
        'v1',
        'Pod',
        'p',
        {},
        { ownerReferences: [{ apiVersion: 'apps/v1beta1', kind: 'StatefulSet', name: 's', uid: 'uid-PetSet-s' }] },
      ),
    },
    broken: {
      'left as it was': {
        ...templates({}, {}, 'StatefulSet'),
        [POD]: object(
          'v1',
          'Pod',
          'p',
          {},
          { ownerReferences: [{ apiVersion: 'apps/v1alpha1', kind: 'PetSet', name: 's', uid: 'uid-PetSet-s' }] },
        ),
      },
    },
  },
  {
    row: '1.0 -> 1.3: public addresses stand beside',
    code: 'deprecated-public-ips-beside',
    source: service({ deprecatedPublicIPs: ['1.2.3.4'] }),
    target: service({ deprecatedPublicIPs: ['1.2.3.4'], externalIPs: ['1.2.3.4'] }),
    broken: { 'not copied': service({ deprecatedPublicIPs: ['1.2.3.4'] }), lost: service({ externalIPs: ['1.2.3.4'] }) },
    options: { from: '1.0', to: '1.3' },
  },
  {
    row: 'v1beta3 services',
    code: 'v1beta3-service',
    source: {
      'services/specs/ns/s': object('v1beta3', 'Service', 's', {
        spec: { portalIP: '10.0.0.9', publicIPs: ['1.2.3.4'], createExternalLoadBalancer: true },
      }),
    },
    target: service({
      clusterIP: '10.0.0.9',
      deprecatedPublicIPs: ['1.2.3.4'],
      externalIPs: ['1.2.3.4'],
      type: 'LoadBalancer',
      ports: [],
    }),
    broken: {
      'no balancer': service({
        clusterIP: '10.0.0.9',
        deprecatedPublicIPs: ['1.2.3.4'],
        externalIPs: ['1.2.3.4'],
        type: 'ClusterIP',
        ports: [],
      }),
      'no address': service({ deprecatedPublicIPs: ['1.2.3.4'], externalIPs: ['1.2.3.4'], type: 'LoadBalancer', ports: [] }),
    },
    options: { from: '1.0', to: '1.3' },
  },
  {
    row: 'v1beta3 controllers of nothing',
    code: 'v1beta3-replicas',
    source: { 'controllers/ns/r': object('v1beta3', 'ReplicationController', 'r', { spec: {} }) },
    target: { 'controllers/ns/r': object('v1', 'ReplicationController', 'r', { spec: { replicas: 0 } }) },
    broken: { 'one pod started': { 'controllers/ns/r': object('v1', 'ReplicationController', 'r', { spec: {} }) } },
    options: { from: '1.0', to: '1.3' },
  },
  {
    row: 'v1beta3 pod statuses',
    code: 'v1beta3-status',
    source: {
      [POD]: object('v1beta3', 'Pod', 'p', {
        status: { Condition: [{ type: 'Ready' }], containerStatuses: [{ state: { termination: { exitCode: 1 } } }] },
      }),
    },
    target: {
      [POD]: object('v1', 'Pod', 'p', {
        status: { conditions: [{ type: 'Ready' }], containerStatuses: [{ state: { terminated: { exitCode: 1 } } }] },
      }),
    },
    broken: {
      'left as it was': {
        [POD]: object('v1', 'Pod', 'p', {
          status: { Condition: [{ type: 'Ready' }], containerStatuses: [{ state: { termination: { exitCode: 1 } } }] },
        }),
      },
    },
    options: { from: '1.0', to: '1.3' },
  },
  {
    row: 'v1beta3 pod specs',
    code: 'v1beta3-pod',
    source: {
      [POD]: object('v1beta3', 'Pod', 'p', {
        spec: { host: 'n1', serviceAccount: 'sa', containers: [{ name: 'c', image: 'i', privileged: true }] },
      }),
    },
    target: {
      [POD]: object('v1', 'Pod', 'p', {
        spec: {
          nodeName: 'n1',
          serviceAccountName: 'sa',
          serviceAccount: 'sa',
          containers: [{ name: 'c', image: 'i', securityContext: { privileged: true } }],
        },
      }),
    },
    broken: {
      unbound: {
        [POD]: object('v1', 'Pod', 'p', {
          spec: { serviceAccountName: 'sa', containers: [{ name: 'c', image: 'i', securityContext: { privileged: true } }] },
        }),
      },
      'without privileges': {
        [POD]: object('v1', 'Pod', 'p', {
          spec: { nodeName: 'n1', serviceAccountName: 'sa', containers: [{ name: 'c', image: 'i' }] },
        }),
      },
    },
    options: { from: '1.0', to: '1.3' },
  },
  {
    row: 'quotas count limits, as in 1.0, also after two steps',
    code: 'quota-meaning',
    source: { 'resourcequotas/ns/q': object('v1', 'ResourceQuota', 'q', { spec: { hard: { cpu: '4', pods: '3' } } }) },
    target: {
      'resourcequotas/ns/q': object('v1', 'ResourceQuota', 'q', { spec: { hard: { cpu: '4', 'limits.cpu': '4', pods: '3' } } }),
    },
    broken: {
      copied: { 'resourcequotas/ns/q': object('v1', 'ResourceQuota', 'q', { spec: { hard: { cpu: '4', pods: '3' } } }) },
    },
    options: { from: '1.0', to: '1.9' },
  },
];

describe.each(ROWS)('$row', ({ code, source, target, broken, options }) => {
  it('has no finding when it is right', async () => {
    const report = await verify(source, target, options);
    expect(report.findings).toEqual([]);
    expect(report.ok).toBe(true);
  });

  it.each(Object.entries(broken))('is named when it is wrong: %s', async (_, content) => {
    const report = await verify(source, content, options);
    expect(report.ok).toBe(false);
    expect(codes(report)).toContain(code);
  });
});

it('every obligation is broken on purpose by some row', () => {
  const ids = [...obligationsBetween('1.0', '1.9')].map((obligation) => obligation.id);
  const tested = new Set(ROWS.map((row) => row.code));
  expect(ids.filter((id) => !tested.has(id))).toEqual([]);
});
