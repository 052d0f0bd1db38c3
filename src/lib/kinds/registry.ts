import { SkepError } from '../errors.js';
import { apiService } from './api-service.js';
import { auditSink } from './audit-sink.js';
import { certificateSigningRequest } from './certificate-signing-request.js';
import { clusterRoleBinding } from './cluster-role-binding.js';
import { clusterRole } from './cluster-role.js';
import { configMap } from './config-map.js';
import { controllerRevision } from './controller-revision.js';
import { cronJob } from './cron-job.js';
import { csiDriver } from './csi-driver.js';
import { csiNode } from './csi-node.js';
import { csiStorageCapacity } from './csi-storage-capacity.js';
import { customResourceDefinition } from './custom-resource-definition.js';
import type { CustomKinds } from './custom.js';
import { daemonSet } from './daemon-set.js';
import { deployment } from './deployment.js';
import { endpointSlice } from './endpoint-slice.js';
import { endpoints } from './endpoints.js';
import { event } from './event.js';
import { externalAdmissionHookConfiguration } from './external-admission-hook-configuration.js';
import { flowSchema } from './flow-schema.js';
import { horizontalPodAutoscaler } from './horizontal-pod-autoscaler.js';
import { ingressClass } from './ingress-class.js';
import { ingress } from './ingress.js';
import { initializerConfiguration } from './initializer-configuration.js';
import { ipAddress } from './ip-address.js';
import { job } from './job.js';
import type { KindInfo, Scope, StoredForm } from './kind.js';
import { lease } from './lease.js';
import { limitRange } from './limit-range.js';
import { masterLease } from './master-lease.js';
import { mutatingWebhookConfiguration } from './mutating-webhook-configuration.js';
import { namespace } from './namespace.js';
import { networkPolicy } from './network-policy.js';
import { node } from './node.js';
import { persistentVolumeClaim } from './persistent-volume-claim.js';
import { persistentVolume } from './persistent-volume.js';
import { podDisruptionBudget } from './pod-disruption-budget.js';
import { podPreset } from './pod-preset.js';
import { podSecurityPolicy } from './pod-security-policy.js';
import { podTemplate } from './pod-template-kind.js';
import { pod } from './pod.js';
import { priorityClass } from './priority-class.js';
import { priorityLevelConfiguration } from './priority-level-configuration.js';
import { rangeAllocation } from './range-allocation.js';
import { compareReleases, type Release } from './release.js';
import { replicaSet } from './replica-set.js';
import { replicationController } from './replication-controller.js';
import { resourceQuota } from './resource-quota.js';
import { roleBinding } from './role-binding.js';
import { role } from './role.js';
import { runtimeClass } from './runtime-class.js';
import { secret } from './secret.js';
import { serviceAccount } from './service-account.js';
import { serviceCidr } from './service-cidr.js';
import { service } from './service.js';
import { statefulSet } from './stateful-set.js';
import { storageClass } from './storage-class.js';
import { thirdPartyResourceData } from './third-party-resource-data.js';
import { thirdPartyResource } from './third-party-resource.js';
import { validatingWebhookConfiguration } from './validating-webhook-configuration.js';
import { volumeAttachment } from './volume-attachment.js';

/** Every kind that Skep knows, custom resources apart (custom.ts). Core kinds first. */
export const KINDS: readonly KindInfo[] = [
  pod,
  replicationController,
  service,
  endpoints,
  masterLease,
  node,
  namespace,
  event,
  secret,
  serviceAccount,
  persistentVolume,
  persistentVolumeClaim,
  resourceQuota,
  limitRange,
  podTemplate,
  rangeAllocation,
  configMap,
  deployment,
  daemonSet,
  replicaSet,
  statefulSet,
  controllerRevision,
  job,
  cronJob,
  horizontalPodAutoscaler,
  ingress,
  networkPolicy,
  podSecurityPolicy,
  podDisruptionBudget,
  role,
  roleBinding,
  clusterRole,
  clusterRoleBinding,
  storageClass,
  volumeAttachment,
  csiDriver,
  csiNode,
  csiStorageCapacity,
  certificateSigningRequest,
  priorityClass,
  podPreset,
  initializerConfiguration,
  externalAdmissionHookConfiguration,
  mutatingWebhookConfiguration,
  validatingWebhookConfiguration,
  thirdPartyResource,
  thirdPartyResourceData,
  customResourceDefinition,
  apiService,
  auditSink,
  lease,
  endpointSlice,
  runtimeClass,
  ingressClass,
  flowSchema,
  priorityLevelConfiguration,
  ipAddress,
  serviceCidr,
];

/** What a key below the root says of the object that it holds. */
export interface ParsedKey {
  readonly info: KindInfo;
  readonly form: StoredForm;
  readonly namespace?: string;
  readonly name: string;
  /** ThirdPartyResourceData only: the group and the blind plural, which the key names and the object does not. */
  readonly thirdParty?: ThirdParty;
}

/** Which third-party resource a datum belongs to: `{group: 'example.com', plural: 'volumeclaims'}`. */
export interface ThirdParty {
  readonly group: string;
  readonly plural: string;
}

/** The kind of that name, also by a former one (PetSet). With `apiVersion` only when some release stores or decodes it so. */
export function kindByName(kind: string, apiVersion?: string): KindInfo | undefined {
  const candidates = NAMED.get(kind) ?? [];
  if (apiVersion === undefined) return candidates[0]?.info;
  const wears = (info: KindInfo, form: { readonly apiVersion: string; readonly kind?: string }): boolean =>
    form.apiVersion === apiVersion && (form.kind ?? info.kind) === kind;
  return candidates.find(({ info }) => [...info.stored, ...(info.alsoDecodable ?? [])].some((form) => wears(info, form)))?.info;
}

/** How `release` stores the kind; undefined when it does not have it. */
export function storedForm(info: KindInfo, release: Release): StoredForm | undefined {
  const latest = info.stored.findLast((form) => compareReleases(form.since, release) <= 0);
  if (latest?.until !== undefined && compareReleases(latest.until, release) <= 0) return undefined;
  return latest;
}

/** Every apiVersion and kind that a server of `release` reads for this kind, the one that it writes first. */
export function decodableForms(
  info: KindInfo,
  release: Release,
): readonly { readonly apiVersion: string; readonly kind: string }[] {
  const stored = storedForm(info, release);
  const also = (info.alsoDecodable ?? []).filter((form) => covers(form, release));
  return [...(stored === undefined ? [] : [stored]), ...also].map((form) => ({
    apiVersion: form.apiVersion,
    kind: form.kind ?? info.kind,
  }));
}

/** The scope of the kind in the form's release. */
export function scopeOf(info: KindInfo, form: StoredForm): Scope {
  return form.scope ?? info.scope;
}

/**
 * Reads a key below the root ("pods/default/a", "services/specs/default/a", "ranges/serviceips") as a server of `release`
 * does. Custom resources are told from foreign keys by their definitions. Undefined: unknown to that release, or foreign.
 */
export function parseKey(relativeKey: string, release: Release, custom?: CustomKinds): ParsedKey | undefined {
  const segments = relativeKey.split('/');
  if (segments.includes('')) return undefined;
  for (const candidate of FORMS.get(segments[0] ?? '') ?? []) {
    if (storedForm(candidate.info, release) !== candidate.form) continue;
    const parsed = parseBelow(segments, candidate);
    if (parsed !== undefined) return parsed;
  }
  const info = custom?.get(`${segments[0] ?? ''}/${segments[1] ?? ''}`);
  const form = info === undefined ? undefined : storedForm(info, release);
  return info === undefined || form === undefined ? undefined : parseBelow(segments, kindForm(info, form));
}

/**
 * Reads a key at which a server of another release, or a pre-release, stored a known kind, where a server of `release` does
 * not look: "petsets/..." for 1.5, "ingresses/..." for all. What lies there is invisible, not gone.
 */
export function parseStrayKey(relativeKey: string, release: Release): ParsedKey | undefined {
  const segments = relativeKey.split('/');
  if (segments.includes('') || parseKey(relativeKey, release) !== undefined) return undefined;
  for (const candidate of FORMS.get(segments[0] ?? '') ?? []) {
    const parsed = parseBelow(segments, candidate);
    if (parsed !== undefined) return parsed;
  }
  return undefined;
}

/**
 * The key below the root at which `release` stores the object.
 * @throws SkepError INTERNAL_BUG when the release does not store the kind, or the namespace is missing
 */
export function keyOf(info: KindInfo, release: Release, name: string, namespace?: string, thirdParty?: ThirdParty): string {
  const form = storedForm(info, release);
  if (form === undefined)
    throw new SkepError('INTERNAL_BUG', `${info.kind} ${name} has no key: ${release} does not store the kind`);
  const middle = thirdParty === undefined ? '' : `${thirdParty.group}/${thirdParty.plural}/`;
  if (scopeOf(info, form) === 'Cluster') return `${form.directory}/${middle}${name}`;
  if (namespace === undefined || namespace === '') {
    throw new SkepError('INTERNAL_BUG', `${info.kind} ${name} has no key: the kind is namespaced and no namespace was given`);
  }
  return `${form.directory}/${middle}${namespace}/${name}`;
}

function covers(form: { readonly since: Release; readonly until?: Release }, release: Release): boolean {
  return compareReleases(form.since, release) <= 0 && (form.until === undefined || compareReleases(release, form.until) < 0);
}

interface KindForm {
  readonly info: KindInfo;
  readonly form: StoredForm;
  readonly directory: readonly string[];
}

/**
 * Every form of every kind and release by the first segment of its directory ("services" leads to two kinds), so that
 * reading a key costs the handful of forms that begin like it.
 */
const FORMS: ReadonlyMap<string, readonly KindForm[]> = groupBy(
  KINDS.flatMap((info) => [...info.stored, ...(info.strays ?? [])].map((form) => kindForm(info, form))),
  ({ directory }) => directory[0] ?? '',
);

interface NamedKind {
  readonly name: string;
  readonly info: KindInfo;
}

/** By newest name first, so that a former name never hides a kind that bears it now. */
const NAMED: ReadonlyMap<string, readonly NamedKind[]> = groupBy(
  [
    ...KINDS.map((info): NamedKind => ({ name: info.kind, info })),
    ...KINDS.flatMap((info) =>
      info.stored.flatMap(({ kind }): NamedKind[] => (kind === undefined ? [] : [{ name: kind, info }])),
    ),
  ],
  ({ name }) => name,
);

function groupBy<T>(items: readonly T[], keyOfItem: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOfItem(item));
    if (group === undefined) groups.set(keyOfItem(item), [item]);
    else group.push(item);
  }
  return groups;
}

function kindForm(info: KindInfo, form: StoredForm): KindForm {
  return { info, form, directory: form.directory.split('/') };
}

function parseBelow(segments: readonly string[], { info, form, directory }: KindForm): ParsedKey | undefined {
  if (directory.some((segment, i) => segments[i] !== segment)) return undefined;
  let at = directory.length;
  const thirdParty =
    info.kind === 'ThirdPartyResourceData' ? { group: segments[at++] ?? '', plural: segments[at++] ?? '' } : undefined;
  const namespaced = scopeOf(info, form) === 'Namespaced';
  const namespace = namespaced ? segments[at++] : undefined;
  const name = segments[at];
  if (name === undefined || segments.length !== at + 1) return undefined;
  return {
    info,
    form,
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(thirdParty === undefined ? {} : { thirdParty }),
  };
}
