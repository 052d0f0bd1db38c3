import { joinPaths, valueAt } from '../../kinds/path.js';
import type { KindInfo } from '../../kinds/kind.js';
import type { Json, JsonObject } from '../../storage/json.js';
import { differences, type Difference } from './difference.js';
import { matchesPath, pathPattern, type PathPattern } from './path-pattern.js';

/** A value that a server would have put there itself on every read, so that writing it changes nothing. */
interface Default {
  readonly path: string;
  readonly values?: readonly Json[];
  /** Relative to the parent of the path: the value must be the one that stands there. */
  readonly sameAs?: string;
}

const PROBES = ['livenessProbe', 'readinessProbe'].flatMap((probe): readonly Default[] => [
  { path: `${probe}.timeoutSeconds`, values: [1] },
  { path: `${probe}.periodSeconds`, values: [10] },
  { path: `${probe}.successThreshold`, values: [1] },
  { path: `${probe}.failureThreshold`, values: [3] },
  { path: `${probe}.httpGet.scheme`, values: ['HTTP'] },
  { path: `${probe}.httpGet.path`, values: ['/'] },
]);

const CONTAINER: readonly Default[] = [
  ...PROBES,
  { path: 'terminationMessagePath', values: ['/dev/termination-log'] },
  { path: 'terminationMessagePolicy', values: ['File'] },
  { path: 'imagePullPolicy', values: ['IfNotPresent', 'Always'] },
  { path: 'ports[].protocol', values: ['TCP'] },
  { path: 'ports[].hostPort', sameAs: 'containerPort' },
  { path: 'env[].valueFrom.fieldRef.apiVersion', values: ['v1'] },
  { path: 'resources.requests.*', sameAs: '^limits' },
  { path: 'lifecycle.postStart.httpGet.scheme', values: ['HTTP'] },
  { path: 'lifecycle.preStop.httpGet.scheme', values: ['HTTP'] },
  { path: 'lifecycle.postStart.httpGet.path', values: ['/'] },
  { path: 'lifecycle.preStop.httpGet.path', values: ['/'] },
];

const VOLUME: readonly Default[] = [
  ...['secret', 'configMap', 'downwardAPI', 'projected'].map(
    (source): Default => ({ path: `${source}.defaultMode`, values: [420] }),
  ),
  { path: 'downwardAPI.items[].fieldRef.apiVersion', values: ['v1'] },
  { path: 'rbd.pool', values: ['rbd'] },
  { path: 'rbd.user', values: ['admin'] },
  { path: 'rbd.keyring', values: ['/etc/ceph/keyring'] },
  { path: 'iscsi.iscsiInterface', values: ['default'] },
  { path: 'hostPath.type', values: [''] },
  { path: 'azureDisk.cachingMode', values: ['ReadWrite'] },
  { path: 'azureDisk.fsType', values: ['ext4'] },
  { path: 'azureDisk.kind', values: ['Shared'] },
  { path: 'scaleIO.storageMode', values: ['ThinProvisioned'] },
  { path: 'scaleIO.fsType', values: ['xfs'] },
];

const TEMPLATE: readonly Default[] = [
  ...['spec.containers[]', 'spec.initContainers[]'].flatMap((container) => below(container, CONTAINER)),
  ...below('spec.volumes[]', VOLUME),
  { path: 'spec.schedulerName', values: ['default-scheduler'] },
  { path: 'spec.serviceAccount', sameAs: 'serviceAccountName' },
  { path: 'spec.serviceAccountName', sameAs: 'serviceAccount' },
  { path: 'spec.terminationGracePeriodSeconds', values: [30] },
  { path: 'spec.dnsPolicy', values: ['ClusterFirst'] },
  { path: 'spec.restartPolicy', values: ['Always'] },
];

const STRATEGY: readonly Default[] = [
  { path: 'spec.strategy.type', values: ['RollingUpdate'] },
  { path: 'spec.strategy.rollingUpdate.maxSurge', values: [1] },
  { path: 'spec.strategy.rollingUpdate.maxUnavailable', values: [1] },
];

const CLAIM: readonly Default[] = [
  { path: 'status.phase', values: ['Pending'] },
  { path: 'spec.volumeMode', values: ['Filesystem'] },
];

const BINDING: readonly Default[] = [
  { path: 'subjects[].apiGroup', values: ['rbac.authorization.k8s.io'] },
  { path: 'roleRef.apiGroup', values: ['rbac.authorization.k8s.io'] },
];

/** Per kind, by the versions that the target stores (3.6 of the facts: they differ by group version). */
const BY_KIND: Readonly<Record<string, readonly Default[]>> = {
  ClusterRoleBinding: BINDING,
  CronJob: [
    { path: 'spec.jobTemplate.spec.backoffLimit', values: [6] },
    { path: 'spec.concurrencyPolicy', values: ['Allow'] },
    { path: 'spec.successfulJobsHistoryLimit', values: [3] },
    { path: 'spec.failedJobsHistoryLimit', values: [1] },
    { path: 'spec.suspend', values: [false] },
  ],
  CertificateSigningRequest: [{ path: 'spec.usages', values: [['digital signature', 'key encipherment']] }],
  DaemonSet: [
    { path: 'spec.updateStrategy.type', values: ['OnDelete'] },
    { path: 'spec.revisionHistoryLimit', values: [10] },
  ],
  Deployment: STRATEGY,
  HorizontalPodAutoscaler: [
    { path: 'spec.minReplicas', values: [1] },
    { path: 'spec.targetCPUUtilizationPercentage', values: [80] },
  ],
  Job: [
    { path: 'spec.backoffLimit', values: [6] },
    { path: 'spec.parallelism', values: [1] },
    { path: 'spec.completions', values: [1] },
  ],
  LimitRange: [
    { path: 'spec.limits[].defaultRequest.*', sameAs: '^default' },
    { path: 'spec.limits[].defaultRequest.*', sameAs: '^max' },
    { path: 'spec.limits[].default.*', sameAs: '^max' },
  ],
  NetworkPolicy: [{ path: 'spec.ingress[].ports[].protocol', values: ['TCP'] }],
  Node: [{ path: 'status.allocatable.*', sameAs: '^capacity' }],
  PersistentVolume: [
    { path: 'spec.persistentVolumeReclaimPolicy', values: ['Retain'] },
    { path: 'spec.volumeMode', values: ['Filesystem'] },
    { path: 'status.phase', values: ['Pending'] },
    ...below('spec', VOLUME),
  ],
  PersistentVolumeClaim: CLAIM,
  PodSecurityPolicy: [{ path: 'spec.allowPrivilegeEscalation', values: [true] }],
  ReplicaSet: [{ path: 'spec.replicas', values: [1] }],
  ReplicationController: [{ path: 'spec.replicas', values: [1] }],
  RoleBinding: BINDING,
  Secret: [{ path: 'type', values: ['Opaque'] }],
  Service: [
    { path: 'spec.type', values: ['ClusterIP'] },
    { path: 'spec.sessionAffinity', values: ['None'] },
    { path: 'spec.externalTrafficPolicy', values: ['Cluster'] },
    { path: 'spec.sessionAffinityConfig.clientIP.timeoutSeconds', values: [10800] },
    { path: 'spec.ports[].protocol', values: ['TCP'] },
    { path: 'spec.ports[].targetPort', sameAs: 'port' },
  ],
  Endpoints: [{ path: 'subsets[].ports[].protocol', values: ['TCP'] }],
  StatefulSet: [
    { path: 'spec.podManagementPolicy', values: ['OrderedReady'] },
    { path: 'spec.updateStrategy.type', values: ['OnDelete'] },
    { path: 'spec.revisionHistoryLimit', values: [10] },
    { path: 'spec.replicas', values: [1] },
    ...below('spec.volumeClaimTemplates[]', CLAIM),
  ],
  StorageClass: [
    { path: 'reclaimPolicy', values: ['Delete'] },
    { path: 'volumeBindingMode', values: ['Immediate'] },
  ],
};

function below(parent: string, defaults: readonly Default[]): Default[] {
  return defaults.map((entry) => ({ ...entry, path: joinPaths(parent, entry.path) }));
}

export interface CompiledDefault {
  readonly pattern: PathPattern;
  readonly entry: Default;
}

/** The defaults of a kind, pod templates included. */
export function defaultsOf(info: KindInfo): readonly CompiledDefault[] {
  const templates = (info.podTemplates ?? []).flatMap((template) => below(template, TEMPLATE));
  return [...(BY_KIND[info.kind] ?? []), ...templates].map((entry) => ({ pattern: pathPattern(entry.path), entry }));
}

/** Is this an addition that a server would have made itself? */
export function isDefault(difference: Difference, actual: JsonObject, defaults: readonly CompiledDefault[]): boolean {
  if (difference.expected !== undefined && difference.expected !== null && difference.expected !== '') return false;
  const value = difference.actual;
  if (value === undefined) return false;
  return defaults.some(({ pattern, entry }) => {
    if (!matchesPath(difference.path, pattern, 'exactly')) return false;
    if (entry.sameAs !== undefined) return equals(value, sibling(actual, difference.path, entry.sameAs));
    return (entry.values ?? []).some((allowed) => equals(value, allowed));
  });
}

/** "name": another member of the same map; "^name": the member of the map beside this one with the same key. */
function sibling(actual: JsonObject, path: string, sameAs: string): Json | undefined {
  const [parent, key] = splitPath(path);
  if (!sameAs.startsWith('^')) return valueAt(actual, joinPaths(parent, sameAs));
  return valueAt(actual, joinPaths(joinPaths(splitPath(parent)[0], sameAs.slice(1)), key));
}

function splitPath(path: string): [string, string] {
  const cut = path.endsWith(']') ? path.lastIndexOf('[') : path.lastIndexOf('.');
  if (cut < 0) return ['', path];
  return [path.slice(0, cut), path.slice(path.endsWith(']') ? cut : cut + 1)];
}

function equals(left: Json, right: Json | undefined): boolean {
  return right !== undefined && differences(left, right).length === 0;
}
