import type { JsonObject } from '../../../src/lib/storage/json.js';

/** An object to create: the collection's path, and the object. */
export interface Manifest {
  readonly path: string;
  readonly object: JsonObject;
  /** A status to write to the object afterwards, where the API has a place for it. */
  readonly status?: JsonObject;
}

const NAMESPACE = 'team-a';
const CORE = '/api/v1';
const EXTENSIONS = '/apis/extensions/v1beta1';

const AFFINITY = {
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [
        {
          matchExpressions: [
            { key: 'zone', operator: 'In', values: ['a', 'b'] },
            { key: 'ssd', operator: 'Exists' },
          ],
        },
      ],
    },
    preferredDuringSchedulingIgnoredDuringExecution: [
      { weight: 7, preference: { matchExpressions: [{ key: 'gen', operator: 'Gt', values: ['3'] }] } },
    ],
  },
  podAntiAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [
      {
        labelSelector: { matchLabels: { app: 'all' }, matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['x'] }] },
        namespaces: ['other'],
        topologyKey: 'kubernetes.io/hostname',
      },
    ],
    preferredDuringSchedulingIgnoredDuringExecution: [
      { weight: 100, podAffinityTerm: { labelSelector: { matchLabels: { app: 'y' } }, namespaces: null, topologyKey: 'zone' } },
    ],
  },
};
const TOLERATIONS = [
  { key: 'dedicated', operator: 'Equal', value: 'team-a', effect: 'NoSchedule' },
  { key: 'spot', operator: 'Exists', effect: 'PreferNoSchedule' },
];
const INIT_CONTAINERS = [
  {
    name: 'wait',
    image: 'busybox:1',
    command: ['sh', '-c', 'until nslookup db; do sleep 1; done'],
    resources: { limits: { cpu: '100m' } },
    env: [{ name: 'A', value: '日本 "q" \\ <&>' }],
  },
  {
    name: 'fill',
    image: 'busybox',
    volumeMounts: [{ name: 'scratch', mountPath: '/data', readOnly: false }],
    securityContext: { runAsUser: 0 },
  },
];

const VOLUMES = [
  { name: 'scratch', emptyDir: { medium: 'Memory' } },
  { name: 'host', hostPath: { path: '/var/lib/x' } },
  { name: 'gce', gcePersistentDisk: { pdName: 'd', fsType: 'ext4', partition: 1, readOnly: true } },
  { name: 'aws', awsElasticBlockStore: { volumeID: 'vol-1', fsType: 'ext4', partition: 2 } },
  { name: 'git', gitRepo: { repository: 'https://example.com/r.git', revision: 'abc', directory: 'd' } },
  { name: 'secret', secret: { secretName: 'opaque', items: [{ key: 'a', path: 'a/b' }] } },
  { name: 'nfs', nfs: { server: '10.0.0.9', path: '/x', readOnly: true } },
  {
    name: 'iscsi',
    iscsi: { targetPortal: '10.0.0.8:3260', iqn: 'iqn.2001-04.com.example:storage.disk2', lun: 3, fsType: 'ext4' },
  },
  { name: 'gluster', glusterfs: { endpoints: 'g', path: 'v', readOnly: true } },
  { name: 'claim', persistentVolumeClaim: { claimName: 'data', readOnly: true } },
  {
    name: 'rbd',
    rbd: {
      monitors: ['10.0.0.7:6789'],
      image: 'i',
      fsType: 'ext4',
      pool: 'p',
      user: 'u',
      keyring: '/k',
      secretRef: { name: 's' },
      readOnly: true,
    },
  },
  {
    name: 'flex',
    flexVolume: { driver: 'vendor/driver', fsType: 'xfs', secretRef: { name: 's' }, readOnly: true, options: { b: '2', a: '1' } },
  },
  { name: 'cinder', cinder: { volumeID: 'c', fsType: 'ext4' } },
  {
    name: 'cephfs',
    cephfs: { monitors: ['10.0.0.6:6789'], path: '/', user: 'admin', secretFile: '/f', secretRef: { name: 's' } },
  },
  { name: 'flocker', flocker: { datasetName: 'd' } },
  {
    name: 'down',
    downwardAPI: {
      items: [
        { path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } },
        { path: 'cpu', resourceFieldRef: { containerName: 'main', resource: 'limits.cpu', divisor: '1m' } },
      ],
    },
  },
  { name: 'fc', fc: { targetWWNs: ['500a0982991b8dc5'], lun: 2, fsType: 'ext4', readOnly: true } },
  { name: 'azure', azureFile: { secretName: 's', shareName: 'n', readOnly: true } },
  { name: 'config', configMap: { name: 'settings', items: [{ key: 'a.conf', path: 'x' }] } },
  { name: 'vsphere', vsphereVolume: { volumePath: '[ds] v', fsType: 'ext4' } },
];

const MAIN = {
  name: 'main',
  image: 'registry.example:5000/team/app',
  command: ['/bin/app'],
  args: ['--flag=$(POD)', ''],
  workingDir: '/work',
  ports: [
    { name: 'http', containerPort: 8080, protocol: 'TCP' },
    { name: 'dns', containerPort: 53, protocol: 'UDP', hostPort: 5353 },
  ],
  env: [
    { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    { name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'requests.cpu' } } },
    { name: 'CONF', valueFrom: { configMapKeyRef: { name: 'settings', key: 'k' } } },
    { name: 'SECRET', valueFrom: { secretKeyRef: { name: 'opaque', key: 'a' } } },
    { name: 'PLAIN', value: 'db.team-a.svc.cluster.local' },
    { name: 'EMPTY' },
  ],
  resources: {
    limits: { cpu: '1500m', memory: '1.5Gi', 'alpha.kubernetes.io/nvidia-gpu': '1' },
    requests: { cpu: '0.25', memory: '1e8' },
  },
  volumeMounts: [
    { name: 'scratch', mountPath: '/scratch' },
    { name: 'config', mountPath: '/etc/x', readOnly: true, subPath: 'x' },
  ],
  livenessProbe: {
    httpGet: { path: '/live', port: 'http', scheme: 'HTTPS', host: 'h', httpHeaders: [{ name: 'X-A', value: 'b' }] },
    initialDelaySeconds: 15,
    timeoutSeconds: 2,
    periodSeconds: 5,
    successThreshold: 1,
    failureThreshold: 6,
  },
  readinessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 3 },
  lifecycle: { postStart: { exec: { command: ['true'] } }, preStop: { httpGet: { path: '/stop', port: 8080 } } },
  terminationMessagePath: '/dev/other',
  imagePullPolicy: 'Never',
  securityContext: {
    capabilities: { add: ['NET_ADMIN'], drop: ['ALL'] },
    privileged: false,
    seLinuxOptions: { level: 's0:c1' },
    runAsUser: 1000,
    runAsNonRoot: true,
    readOnlyRootFilesystem: true,
  },
  stdin: true,
  stdinOnce: true,
  tty: true,
};

const RICH_SPEC = {
  volumes: VOLUMES,
  containers: [MAIN, { name: 'probe', image: 'busybox:latest', livenessProbe: { exec: { command: ['cat', '/x'] } } }],
  restartPolicy: 'Always',
  terminationGracePeriodSeconds: 0,
  activeDeadlineSeconds: 600,
  dnsPolicy: 'Default',
  nodeSelector: { disk: 'ssd' },
  serviceAccountName: 'robot',
  securityContext: {
    seLinuxOptions: { user: 'u', role: 'r', type: 't', level: 'l' },
    runAsUser: 7,
    runAsNonRoot: true,
    supplementalGroups: [1, 2],
    fsGroup: 3,
  },
  imagePullSecrets: [{ name: 'pull' }],
  hostname: 'h',
  subdomain: 'sub',
};
const RICH_ANNOTATIONS = {
  'scheduler.alpha.kubernetes.io/affinity': JSON.stringify(AFFINITY),
  'scheduler.alpha.kubernetes.io/tolerations': JSON.stringify(TOLERATIONS),
  'pod.alpha.kubernetes.io/init-containers': JSON.stringify(INIT_CONTAINERS),
  'scheduler.alpha.kubernetes.io/name': 'my-scheduler',
  'scheduler.alpha.kubernetes.io/critical-pod': '',
  'seccomp.security.alpha.kubernetes.io/pod': 'docker/default',
  'container.apparmor.security.beta.kubernetes.io/main': 'runtime/default',
  'example.com/unicode': 'Zürich ☃ 𝄞 </script>',
};

function template(app: string): JsonObject {
  return {
    metadata: { labels: { app }, annotations: RICH_ANNOTATIONS },
    // Only a Job may have a deadline, and only a Pod a name of its own.
    spec: { ...RICH_SPEC, activeDeadlineSeconds: undefined, hostname: undefined },
  };
}

const SIMPLE_TEMPLATE = { metadata: { labels: { app: 'simple' } }, spec: { containers: [{ name: 'c', image: 'busybox' }] } };

function namespaced(group: string, plural: string, object: JsonObject, namespace = NAMESPACE, status?: JsonObject): Manifest {
  return { path: `${group}/namespaces/${namespace}/${plural}`, object, ...(status === undefined ? {} : { status }) };
}

function cluster(group: string, plural: string, object: JsonObject): Manifest {
  return { path: `${group}/${plural}`, object };
}

const PERSISTENT_SOURCES: Readonly<Record<string, JsonObject>> = Object.fromEntries(
  [
    'gcePersistentDisk',
    'awsElasticBlockStore',
    'hostPath',
    'glusterfs',
    'nfs',
    'rbd',
    'iscsi',
    'cinder',
    'cephfs',
    'fc',
    'flocker',
    'flexVolume',
    'azureFile',
    'vsphereVolume',
  ].map((source) => [
    source.toLowerCase(),
    { [source]: (VOLUMES as readonly JsonObject[]).find((volume) => volume[source] !== undefined)?.[source] },
  ]),
);

/** Objects of every kind that 1.3 stores, with as many of their fields as its API takes. In an order that can be created. */
export const MANIFESTS: readonly Manifest[] = [
  cluster(CORE, 'namespaces', {
    metadata: {
      name: NAMESPACE,
      labels: { tenant: 'a' },
      annotations: { 'net.beta.kubernetes.io/network-policy': '{"ingress":{"isolation":"DefaultDeny"}}' },
    },
  }),
  cluster(CORE, 'namespaces', { metadata: { name: 'team-b' } }),
  cluster(CORE, 'nodes', {
    metadata: {
      name: 'n1',
      labels: { zone: 'a' },
      annotations: {
        'scheduler.alpha.kubernetes.io/taints':
          '[{"key":"dedicated","value":"team-a","effect":"NoSchedule"},{"key":"node.alpha.kubernetes.io/notReady","effect":"PreferNoSchedule"}]',
      },
    },
    spec: { unschedulable: true, podCIDR: '10.1.0.0/24', providerID: 'x://1', externalID: 'ext-1' },
  }),
  cluster(CORE, 'nodes', { metadata: { name: 'n2' } }),
  namespaced(CORE, 'serviceaccounts', {
    metadata: { name: 'robot' },
    secrets: [{ name: 'opaque' }],
    imagePullSecrets: [{ name: 'pull' }],
  }),
  namespaced(CORE, 'configmaps', {
    metadata: { name: 'settings' },
    data: { k: '', 'a.conf': 'line\nline\t"é"', big: 'x'.repeat(200_000) },
  }),
  namespaced(CORE, 'configmaps', { metadata: { name: 'empty' } }),
  namespaced(CORE, 'secrets', { metadata: { name: 'opaque' }, data: { a: 'AAH/', b: '' } }),
  namespaced(CORE, 'secrets', {
    metadata: { name: 'pull' },
    type: 'kubernetes.io/dockerconfigjson',
    data: { '.dockerconfigjson': Buffer.from('{"auths":{}}').toString('base64') },
  }),
  ...Object.entries(PERSISTENT_SOURCES).map(([name, source]) =>
    cluster(CORE, 'persistentvolumes', {
      metadata: {
        name: `pv-${name}`,
        annotations: {
          'volume.beta.kubernetes.io/storage-class': 'slow',
          'volume.beta.kubernetes.io/mount-options': 'noatime,ro',
        },
      },
      spec: {
        capacity: { storage: '5Gi' },
        accessModes: ['ReadWriteOnce', 'ReadOnlyMany'],
        persistentVolumeReclaimPolicy: name === 'hostpath' ? 'Recycle' : 'Retain',
        ...source,
      },
    }),
  ),
  namespaced(CORE, 'persistentvolumeclaims', {
    metadata: { name: 'data', annotations: { 'volume.beta.kubernetes.io/storage-class': 'slow' } },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1.5Gi' } },
      selector: { matchLabels: { a: 'b' }, matchExpressions: [{ key: 'c', operator: 'DoesNotExist' }] },
    },
  }),
  namespaced(CORE, 'persistentvolumeclaims', {
    metadata: { name: 'alpha', annotations: { 'volume.alpha.kubernetes.io/storage-class': 'any' } },
    spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '8Gi' } }, volumeName: 'pv-nfs' },
  }),
  namespaced(CORE, 'persistentvolumeclaims', {
    metadata: { name: 'no-class', annotations: { 'volume.beta.kubernetes.io/storage-class': '' } },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  }),
  namespaced(CORE, 'limitranges', {
    metadata: { name: 'limits' },
    spec: {
      limits: [
        {
          type: 'Container',
          max: { cpu: '64' },
          min: { cpu: '1m' },
          default: { cpu: '1' },
          defaultRequest: { cpu: '500m' },
          maxLimitRequestRatio: { cpu: '100' },
        },
        { type: 'Pod', max: { memory: '512Gi' } },
      ],
    },
  }),
  namespaced(CORE, 'resourcequotas', {
    metadata: { name: 'quota' },
    spec: { hard: { cpu: '100', 'limits.cpu': '200', 'requests.memory': '1Ti', pods: '1k', 'services.loadbalancers': '5' } },
  }),
  namespaced(CORE, 'resourcequotas', {
    metadata: { name: 'scoped' },
    spec: { hard: { pods: '10' }, scopes: ['BestEffort', 'NotTerminating'] },
  }),
  namespaced(CORE, 'pods', {
    metadata: { name: 'rich', labels: { app: 'rich' }, annotations: RICH_ANNOTATIONS, finalizers: ['example.com/keep'] },
    spec: RICH_SPEC,
  }),
  namespaced(CORE, 'pods', {
    metadata: { generateName: 'host-' },
    spec: {
      containers: [{ name: 'c', image: 'a:latest', ports: [{ containerPort: 1 }] }],
      hostNetwork: true,
      hostPID: true,
      hostIPC: true,
      nodeName: 'n1',
      restartPolicy: 'Never',
    },
  }),
  namespaced(CORE, 'pods', {
    metadata: {
      name: 'empty-affinity',
      annotations: { 'scheduler.alpha.kubernetes.io/affinity': '{}', 'scheduler.alpha.kubernetes.io/tolerations': '[]' },
    },
    spec: { containers: [{ name: 'c', image: 'busybox' }] },
  }),
  namespaced(CORE, 'podtemplates', { metadata: { name: 'rich' }, template: template('rich') }),
  namespaced(CORE, 'replicationcontrollers', {
    metadata: { name: 'rc' },
    spec: { replicas: 0, selector: { app: 'rc' }, template: template('rc') },
  }),
  namespaced(CORE, 'services', {
    metadata: { name: 'cluster' },
    spec: {
      selector: { app: 'rich' },
      ports: [
        { name: 'a', port: 80, targetPort: 'http' },
        { name: 'b', port: 81, protocol: 'UDP', targetPort: 53 },
      ],
      sessionAffinity: 'ClientIP',
      deprecatedPublicIPs: ['203.0.113.9'],
    },
  }),
  namespaced(CORE, 'services', {
    metadata: { name: 'both-ips' },
    spec: { ports: [{ port: 1 }], externalIPs: ['203.0.113.1'], deprecatedPublicIPs: ['203.0.113.2'] },
  }),
  namespaced(CORE, 'services', {
    metadata: { name: 'headless', annotations: { 'service.alpha.kubernetes.io/tolerate-unready-endpoints': 'true' } },
    spec: { clusterIP: 'None', selector: { app: 'pets' }, ports: [{ port: 80 }] },
  }),
  namespaced(CORE, 'services', {
    metadata: { name: 'node-port' },
    spec: { type: 'NodePort', ports: [{ port: 80, nodePort: 30123 }] },
  }),
  namespaced(CORE, 'services', {
    metadata: { name: 'balanced', annotations: { 'service.beta.kubernetes.io/load-balancer-source-ranges': '10.0.0.0/8' } },
    spec: {
      type: 'LoadBalancer',
      loadBalancerIP: '198.51.100.4',
      loadBalancerSourceRanges: ['10.0.0.0/8'],
      ports: [{ port: 443 }],
    },
  }),
  namespaced(CORE, 'endpoints', {
    metadata: {
      name: 'manual',
      annotations: {
        'endpoints.beta.kubernetes.io/hostnames-map': '{"10.1.0.5":{"HostName":"web-0"},"10.1.0.6":{"HostName":"web-1"}}',
      },
    },
    subsets: [
      {
        addresses: [{ ip: '10.1.0.5' }],
        notReadyAddresses: [{ ip: '10.1.0.6' }],
        ports: [{ name: 'p', port: 80, protocol: 'TCP' }],
      },
    ],
  }),
  namespaced(CORE, 'events', {
    metadata: { name: 'an-event' },
    involvedObject: { kind: 'Pod', namespace: NAMESPACE, name: 'rich', fieldPath: 'spec.containers{main}' },
    reason: 'R',
    message: 'M',
    source: { component: 'c', host: 'h' },
    firstTimestamp: '2026-01-02T03:04:05Z',
    lastTimestamp: null,
    count: 3,
    type: 'Warning',
  }),
  namespaced(EXTENSIONS, 'deployments', {
    metadata: { name: 'paused' },
    spec: {
      replicas: 2,
      paused: true,
      revisionHistoryLimit: 3,
      minReadySeconds: 5,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '20%', maxSurge: 0 } },
      selector: { matchLabels: { app: 'paused' } },
      template: template('paused'),
    },
  }),
  namespaced(EXTENSIONS, 'deployments', {
    metadata: { name: 'recreate' },
    spec: { strategy: { type: 'Recreate' }, template: SIMPLE_TEMPLATE, rollbackTo: { revision: 2 } },
  }),
  namespaced(EXTENSIONS, 'replicasets', {
    metadata: { name: 'rs' },
    spec: {
      replicas: 0,
      selector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['rs'] }] },
      template: template('rs'),
    },
  }),
  namespaced(EXTENSIONS, 'daemonsets', {
    metadata: { name: 'ds' },
    spec: { selector: { matchLabels: { app: 'ds' } }, template: template('ds') },
  }),
  namespaced('/apis/batch/v1', 'jobs', {
    metadata: { name: 'job' },
    spec: {
      parallelism: 2,
      completions: 4,
      activeDeadlineSeconds: 100,
      template: { ...template('job'), spec: { ...RICH_SPEC, hostname: undefined, restartPolicy: 'OnFailure' } },
    },
  }),
  namespaced('/apis/batch/v1', 'jobs', {
    metadata: { name: 'manual' },
    spec: {
      manualSelector: true,
      selector: { matchLabels: { app: 'manual' } },
      template: {
        metadata: { labels: { app: 'manual' } },
        spec: { containers: [{ name: 'c', image: 'busybox' }], restartPolicy: 'Never' },
      },
    },
  }),
  namespaced(EXTENSIONS, 'jobs', {
    metadata: { name: 'old-job' },
    spec: {
      autoSelector: true,
      template: { metadata: {}, spec: { containers: [{ name: 'c', image: 'busybox' }], restartPolicy: 'Never' } },
    },
  }),
  namespaced('/apis/autoscaling/v1', 'horizontalpodautoscalers', {
    metadata: { name: 'hpa' },
    spec: {
      scaleTargetRef: { kind: 'Deployment', name: 'paused', apiVersion: 'extensions/v1beta1' },
      minReplicas: 1,
      maxReplicas: 9,
      targetCPUUtilizationPercentage: 70,
    },
  }),
  namespaced(EXTENSIONS, 'horizontalpodautoscalers', {
    metadata: { name: 'old-hpa' },
    spec: { scaleRef: { kind: 'ReplicationController', name: 'rc', apiVersion: 'v1', subresource: 'scale' }, maxReplicas: 3 },
  }),
  namespaced(EXTENSIONS, 'ingresses', {
    metadata: { name: 'ing', annotations: { 'kubernetes.io/ingress.class': 'nginx' } },
    spec: {
      tls: [{ hosts: ['a.example'], secretName: 'tls' }],
      backend: { serviceName: 'cluster', servicePort: 'a' },
      rules: [
        { host: 'a.example', http: { paths: [{ path: '/x', backend: { serviceName: 'cluster', servicePort: 81 } }] } },
        { host: 'b.example', http: { paths: [{ backend: { serviceName: 'cluster', servicePort: 80 } }] } },
      ],
    },
  }),
  namespaced(EXTENSIONS, 'networkpolicies', {
    metadata: { name: 'np' },
    spec: {
      podSelector: { matchLabels: { app: 'rich' } },
      ingress: [
        {
          ports: [{ protocol: 'TCP', port: 80 }, { port: 'http' }],
          from: [{ podSelector: { matchLabels: { role: 'f' } } }, { namespaceSelector: {} }],
        },
      ],
    },
  }),
  namespaced(EXTENSIONS, 'networkpolicies', { metadata: { name: 'deny' }, spec: { podSelector: {} } }),
  namespaced(
    EXTENSIONS,
    'networkpolicies',
    { metadata: { name: 'inactive' }, spec: { podSelector: {}, ingress: [{}] } },
    'team-b',
  ),
  cluster(EXTENSIONS, 'podsecuritypolicies', {
    metadata: { name: 'psp' },
    spec: {
      privileged: true,
      allowedCapabilities: ['NET_ADMIN'],
      volumes: ['*'],
      hostNetwork: true,
      hostPorts: [{ min: 1, max: 2 }],
      hostPID: true,
      seLinux: { rule: 'MustRunAs', seLinuxOptions: { level: 'l' } },
      runAsUser: { rule: 'MustRunAs', ranges: [{ min: 1, max: 2 }] },
      supplementalGroups: { rule: 'RunAsAny' },
      fsGroup: { rule: 'MustRunAs', ranges: [{ min: 1, max: 9 }] },
      readOnlyRootFilesystem: true,
    },
  }),
  namespaced('/apis/policy/v1alpha1', 'poddisruptionbudgets', {
    metadata: { name: 'number' },
    spec: { minAvailable: 2, selector: { matchLabels: { app: 'rich' } } },
  }),
  namespaced('/apis/policy/v1alpha1', 'poddisruptionbudgets', { metadata: { name: 'percent' }, spec: { minAvailable: '50%' } }),
  namespaced('/apis/apps/v1alpha1', 'petsets', {
    metadata: { name: 'pets' },
    spec: {
      replicas: 3,
      serviceName: 'headless',
      selector: { matchLabels: { app: 'pets' } },
      template: {
        ...template('pets'),
        metadata: {
          labels: { app: 'pets' },
          annotations: { ...RICH_ANNOTATIONS, 'pod.alpha.kubernetes.io/initialized': 'true' },
        },
      },
      volumeClaimTemplates: [
        {
          metadata: { name: 'scratch', annotations: { 'volume.beta.kubernetes.io/storage-class': 'fast' } },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '2Gi' } } },
        },
      ],
    },
  }),
  namespaced('/apis/apps/v1alpha1', 'petsets', {
    metadata: { name: 'waiting' },
    spec: { serviceName: 'headless', template: SIMPLE_TEMPLATE },
  }),
  cluster('/apis/rbac.authorization.k8s.io/v1alpha1', 'clusterroles', {
    metadata: { name: 'all' },
    rules: [
      { verbs: ['*'], apiGroups: ['*'], resources: ['*'], resourceNames: ['x'] },
      { verbs: ['get'], nonResourceURLs: ['/healthz', '/version*'] },
    ],
  }),
  cluster('/apis/rbac.authorization.k8s.io/v1alpha1', 'clusterrolebindings', {
    metadata: { name: 'everyone' },
    subjects: [
      { kind: 'User', name: '*' },
      { kind: 'Group', name: 'g' },
      { kind: 'ServiceAccount', name: 'robot', namespace: NAMESPACE },
    ],
    roleRef: { kind: 'ClusterRole', name: 'all', apiVersion: 'rbac.authorization.k8s.io/v1alpha1' },
  }),
  namespaced('/apis/rbac.authorization.k8s.io/v1alpha1', 'roles', {
    metadata: { name: 'reader' },
    rules: [{ verbs: ['get', 'list'], apiGroups: [''], resources: ['pods'] }],
  }),
  namespaced('/apis/rbac.authorization.k8s.io/v1alpha1', 'rolebindings', {
    metadata: { name: 'readers' },
    subjects: [{ kind: 'User', name: 'jane' }],
    roleRef: { kind: 'Role', name: 'reader', namespace: NAMESPACE, apiVersion: 'rbac.authorization.k8s.io/v1alpha1' },
  }),
  cluster(EXTENSIONS, 'thirdpartyresources', {
    metadata: { name: 'cron-tab.stable.example.com', labels: { a: 'b' } },
    description: 'tabs',
    versions: [{ name: 'v1' }],
  }),
];

/** Created once the server serves them. Numbers beyond 2^53 and odd spellings must come through. */
export const THIRD_PARTY_DATA: readonly Manifest[] = [
  {
    path: `/apis/stable.example.com/v1/namespaces/${NAMESPACE}/crontabs`,
    object: {
      apiVersion: 'stable.example.com/v1',
      kind: 'CronTab',
      metadata: { name: 'tab', labels: { x: 'y' } },
      spec: { cron: '* * * * */5', replicas: 3, ratio: 0.1, nested: [{ a: null, b: [true, false] }] },
    },
  },
];
