import type { KubeObject } from '../../lib/storage/json.js';
import { type MigratedObject, type Migration, MigrationRefusal, type Outcome, type StoredObject } from '../migration.js';
import { migrateCertificateSigningRequest } from './certificate-signing-request.js';
import { migrateControllerRevision } from './controller-revision.js';
import { migrateCronJob } from './cron-job.js';
import { migrateEndpoints } from './endpoints.js';
import { type Context13, type Facts13, merge, newFacts, OBSERVED_DIRECTORIES, observe } from './facts.js';
import { migrateHorizontalPodAutoscaler } from './horizontal-pod-autoscaler.js';
import { migrateJob } from './job.js';
import { settleMovedKey } from './moved-keys.js';
import { migrateNamespace } from './namespace.js';
import { migrateNetworkPolicy } from './network-policy.js';
import { migrateNode } from './node.js';
import { migratePersistentVolume } from './persistent-volume.js';
import { migratePersistentVolumeClaim } from './persistent-volume-claim.js';
import { migratePod } from './pod.js';
import { migratePodDisruptionBudget } from './pod-disruption-budget.js';
import { migratePodSecurityPolicy } from './pod-security-policy.js';
import { migrateRangeAllocation } from './range-allocation.js';
import { migrateRole, migrateRoleBinding } from './rbac.js';
import { renameOwners } from './renamed-kinds.js';
import { migrateService } from './service.js';
import { migrateStatefulSet } from './stateful-set.js';
import { migrateStorageClass } from './storage-class.js';
import { checkThirdPartyResources, definitionsOfOrphans, migrateThirdPartyResource } from './third-party-resource.js';
import { migrateThirdPartyResourceData } from './third-party-resource-data.js';
import { migrateDaemonSet, migrateDeployment, migratePodTemplateObject, migrateTemplateInSpec } from './workloads.js';

export type { Facts13 } from './facts.js';

interface Carried {
  /** What 1.9 stores it as. */
  readonly apiVersion: string;
  readonly kind?: string;
  /** What 1.3 to 1.8 may have stored it as, besides `apiVersion`. */
  readonly from?: readonly string[];
  /** Changes the object in place. */
  readonly change?: (object: KubeObject, context: Context13, stored: StoredObject) => void;
  /** Says what becomes of it, where that is not always the object alone. */
  readonly become?: (object: KubeObject, context: Context13, stored: StoredObject) => Outcome;
}

const APPS = ['apps/v1beta1', 'apps/v1beta2'] as const;
const RBAC = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  from: ['rbac.authorization.k8s.io/v1alpha1', 'rbac.authorization.k8s.io/v1beta1'],
} as const;
const ADMISSION = 'admissionregistration.k8s.io';

/** Every kind that a store of 1.3 to 1.8 can hold, custom resources apart, by the name that it has there. */
const CARRIED: Readonly<Record<string, Carried>> = {
  APIService: { apiVersion: 'apiregistration.k8s.io/v1beta1' },
  CertificateSigningRequest: {
    apiVersion: 'certificates.k8s.io/v1beta1',
    from: ['certificates.k8s.io/v1alpha1'],
    change: migrateCertificateSigningRequest,
  },
  ClusterRole: { ...RBAC, change: migrateRole },
  ClusterRoleBinding: { ...RBAC, change: migrateRoleBinding },
  ConfigMap: { apiVersion: 'v1' },
  ControllerRevision: { apiVersion: 'apps/v1beta1', from: ['apps/v1beta2'], change: migrateControllerRevision },
  CronJob: { apiVersion: 'batch/v1beta1', from: ['batch/v2alpha1'], change: migrateCronJob },
  CustomResourceDefinition: { apiVersion: 'apiextensions.k8s.io/v1beta1' },
  DaemonSet: { apiVersion: 'extensions/v1beta1', from: ['apps/v1beta2'], change: migrateDaemonSet },
  Deployment: { apiVersion: 'extensions/v1beta1', from: APPS, change: migrateDeployment },
  Endpoints: { apiVersion: 'v1', change: migrateEndpoints },
  Event: { apiVersion: 'v1' },
  ExternalAdmissionHookConfiguration: { apiVersion: `${ADMISSION}/v1alpha1`, become: dropAdmissionHooks },
  HorizontalPodAutoscaler: {
    apiVersion: 'autoscaling/v1',
    from: ['extensions/v1beta1'],
    change: migrateHorizontalPodAutoscaler,
  },
  Ingress: { apiVersion: 'extensions/v1beta1' },
  InitializerConfiguration: { apiVersion: `${ADMISSION}/v1alpha1` },
  Job: { apiVersion: 'batch/v1', from: ['extensions/v1beta1', 'batch/v2alpha1'], change: migrateJob },
  LimitRange: { apiVersion: 'v1' },
  Namespace: { apiVersion: 'v1', become: migrateNamespace },
  NetworkPolicy: { apiVersion: 'networking.k8s.io/v1', from: ['extensions/v1beta1'], become: migrateNetworkPolicy },
  Node: { apiVersion: 'v1', change: migrateNode },
  PersistentVolume: { apiVersion: 'v1', change: migratePersistentVolume },
  PersistentVolumeClaim: { apiVersion: 'v1', change: migratePersistentVolumeClaim },
  PetSet: { apiVersion: 'apps/v1beta1', kind: 'StatefulSet', from: ['apps/v1alpha1'], change: migrateStatefulSet },
  Pod: { apiVersion: 'v1', change: migratePod },
  PodDisruptionBudget: { apiVersion: 'policy/v1beta1', from: ['policy/v1alpha1'], change: migratePodDisruptionBudget },
  PodPreset: { apiVersion: 'settings.k8s.io/v1alpha1' },
  PodSecurityPolicy: { apiVersion: 'extensions/v1beta1', change: migratePodSecurityPolicy },
  PodTemplate: { apiVersion: 'v1', change: migratePodTemplateObject },
  PriorityClass: { apiVersion: 'scheduling.k8s.io/v1alpha1' },
  RangeAllocation: { apiVersion: 'v1', become: (_object, context, stored) => migrateRangeAllocation(stored, context) },
  ReplicaSet: { apiVersion: 'extensions/v1beta1', from: ['apps/v1beta2'], change: migrateTemplateInSpec },
  ReplicationController: { apiVersion: 'v1', change: migrateTemplateInSpec },
  ResourceQuota: { apiVersion: 'v1' },
  Role: { ...RBAC, change: migrateRole },
  RoleBinding: { ...RBAC, change: migrateRoleBinding },
  ScheduledJob: { apiVersion: 'batch/v1beta1', kind: 'CronJob', from: ['batch/v2alpha1'], change: migrateCronJob },
  Secret: { apiVersion: 'v1' },
  Service: { apiVersion: 'v1', change: migrateService },
  ServiceAccount: { apiVersion: 'v1' },
  StatefulSet: { apiVersion: 'apps/v1beta1', from: ['apps/v1beta2'], change: migrateStatefulSet },
  StorageClass: {
    apiVersion: 'storage.k8s.io/v1',
    from: ['storage.k8s.io/v1beta1', 'extensions/v1beta1'],
    change: migrateStorageClass,
  },
  ThirdPartyResource: {
    apiVersion: 'extensions/v1beta1',
    become: (_object, context, stored) => migrateThirdPartyResource(stored, context),
  },
  ThirdPartyResourceData: {
    apiVersion: 'extensions/v1beta1',
    become: (_object, context, stored) => migrateThirdPartyResourceData(stored, context),
  },
};

/**
 * From what a server of 1.3 to 1.8 stored to what a server of 1.9 stores. What no release in between has ever changed is not
 * touched.
 */
export const migration13to19: Migration<Facts13> = {
  from: '1.3',
  to: '1.9',
  newFacts,
  observes: OBSERVED_DIRECTORIES,
  observe,
  merge,
  check: checkThirdPartyResources,
  migrate,
  conclude: (context: Context13): readonly MigratedObject[] => definitionsOfOrphans(context),
};

function migrate(stored: StoredObject, context: Context13): Outcome {
  const { object } = stored;
  const entry = Object.hasOwn(CARRIED, object.kind) ? CARRIED[object.kind] : undefined;
  if (entry === undefined || (entry.apiVersion !== object.apiVersion && entry.from?.includes(object.apiVersion) !== true)) {
    return carryCustomResource(stored);
  }
  const settled = settleMovedKey(stored, context);
  if (settled !== undefined) return settled;
  entry.change?.(object, context, stored);
  const outcome = entry.become?.(object, context, stored) ?? { objects: [{ object }] };
  object.apiVersion = entry.apiVersion;
  object.kind = entry.kind ?? object.kind;
  renameOwners(object);
  return outcome;
}

/** 1.7 and 1.8 have custom resources, at <group>/<plural>/...; anything else is not known and must not be carried blindly. */
function carryCustomResource(stored: StoredObject): Outcome {
  const { key, object } = stored;
  const group = object.apiVersion.includes('/') ? object.apiVersion.slice(0, object.apiVersion.indexOf('/')) : '';
  if (group !== '' && key.startsWith(`${group}/`)) {
    renameOwners(object);
    return { objects: [{ object, key }] };
  }
  throw new MigrationRefusal(
    Object.hasOwn(CARRIED, object.kind) ? 'unknown-version' : 'unknown-kind',
    `${key} holds ${object.apiVersion} ${object.kind}, which no release from 1.3 to 1.8 stores`,
    'remove it from the source, drop it by a rule, or set it aside with --quarantine',
  );
}

function dropAdmissionHooks(): Outcome {
  return {
    drop: 'external-admission-hooks',
    reason: '1.9 has no ExternalAdmissionHookConfiguration and reads nothing of it: write a ValidatingWebhookConfiguration',
  };
}
