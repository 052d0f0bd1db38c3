import type { Json, JsonObject } from '../storage/json.js';
import type { KindInfo, Reference } from './kind.js';

/** What has the shape of a pod: the pod itself, or the template that a controller makes pods from. Live parts, not copies. */
export interface PodTemplatePart {
  /** Where it stands: '' for a Pod, 'spec.template' for a Deployment. */
  readonly path: string;
  readonly template: { metadata?: JsonObject; spec?: JsonObject } & JsonObject;
}

/**
 * Every pod template of the object. They all go through the same changes, so that a Deployment and its ReplicaSets still
 * agree afterwards and no rollout starts.
 */
export function podTemplatesOf(object: JsonObject, info: KindInfo): readonly PodTemplatePart[] {
  const found: PodTemplatePart[] = [];
  for (const path of info.podTemplates ?? []) {
    const template = memberAt(object, path);
    if (template !== undefined) found.push({ path, template: template });
  }
  return found;
}

/** These paths are names and dots alone: read for every object of a store, they are not worth a parser. */
function memberAt(object: JsonObject, path: string): JsonObject | undefined {
  let at: Json | undefined = object;
  for (const key of path === '' ? [] : path.split('.')) {
    if (typeof at !== 'object' || at === null || Array.isArray(at)) return undefined;
    at = (at as JsonObject)[key];
  }
  return typeof at === 'object' && at !== null && !Array.isArray(at) ? (at as JsonObject) : undefined;
}

const CONTAINERS = ['spec.containers[]', 'spec.initContainers[]', 'spec.ephemeralContainers[]'] as const;

const AFFINITY_TERMS = ['podAffinity', 'podAntiAffinity'].flatMap((affinity) => [
  `spec.affinity.${affinity}.requiredDuringSchedulingIgnoredDuringExecution[]`,
  `spec.affinity.${affinity}.preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm`,
]);

/** What a pod refers to, with paths from the template's root: the same for a pod and for every template. */
export const POD_REFERENCES: readonly Reference[] = [
  weak('spec.nodeName', 'Node'),
  { path: 'spec.serviceAccountName', to: 'ServiceAccount', by: 'name', strength: 'required' },
  { path: 'spec.serviceAccount', to: 'ServiceAccount', by: 'name', strength: 'required' },
  weak('spec.priorityClassName', 'PriorityClass'),
  weak('spec.runtimeClassName', 'RuntimeClass'),
  weak('spec.imagePullSecrets[].name', 'Secret'),
  weak('spec.volumes[].secret.secretName', 'Secret'),
  weak('spec.volumes[].configMap.name', 'ConfigMap'),
  weak('spec.volumes[].projected.sources[].secret.name', 'Secret'),
  weak('spec.volumes[].projected.sources[].configMap.name', 'ConfigMap'),
  weak('spec.volumes[].persistentVolumeClaim.claimName', 'PersistentVolumeClaim'),
  weak('spec.volumes[].glusterfs.endpoints', 'Endpoints'),
  weak('spec.volumes[].azureFile.secretName', 'Secret'),
  ...['rbd', 'cephfs', 'iscsi', 'flexVolume', 'scaleIO', 'storageos'].map((source) =>
    weak(`spec.volumes[].${source}.secretRef.name`, 'Secret'),
  ),
  weak('spec.volumes[].csi.nodePublishSecretRef.name', 'Secret'),
  ...CONTAINERS.flatMap((container) => [
    weak(`${container}.env[].valueFrom.secretKeyRef.name`, 'Secret'),
    weak(`${container}.env[].valueFrom.configMapKeyRef.name`, 'ConfigMap'),
    weak(`${container}.envFrom[].secretRef.name`, 'Secret'),
    weak(`${container}.envFrom[].configMapRef.name`, 'ConfigMap'),
  ]),
  ...AFFINITY_TERMS.map(
    (term): Reference => ({ path: `${term}.namespaces[]`, to: 'Namespace', by: 'namespace', strength: 'weak' }),
  ),
];

function weak(path: string, to: string): Reference {
  return { path, to, by: 'name', strength: 'weak' };
}
