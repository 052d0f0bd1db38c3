import type { JsonObject, KubeObject } from '../../lib/storage/json.js';
import { objectAt, objectsAt, stringAt } from '../fields.js';

/** Kinds that 1.9 does not serve under the names and versions by which older objects refer to them. */
const RENAMED: ReadonlyMap<string, { readonly apiVersion: string; readonly kind: string }> = new Map([
  ['apps/v1alpha1 PetSet', { apiVersion: 'apps/v1beta1', kind: 'StatefulSet' }],
  ['batch/v2alpha1 ScheduledJob', { apiVersion: 'batch/v1beta1', kind: 'CronJob' }],
  ['batch/v2alpha1 CronJob', { apiVersion: 'batch/v1beta1', kind: 'CronJob' }],
  ['batch/v2alpha1 Job', { apiVersion: 'batch/v1', kind: 'Job' }],
  ['extensions/v1beta1 Job', { apiVersion: 'batch/v1', kind: 'Job' }],
  ['extensions/v1beta1 HorizontalPodAutoscaler', { apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler' }],
  ['policy/v1alpha1 PodDisruptionBudget', { apiVersion: 'policy/v1beta1', kind: 'PodDisruptionBudget' }],
]);

/** Corrects the kind and apiVersion of a reference in place, where 1.9 has other ones. */
export function renameKind(reference: JsonObject): void {
  const renamed = RENAMED.get(`${stringAt(reference, 'apiVersion') ?? ''} ${stringAt(reference, 'kind') ?? ''}`);
  if (renamed === undefined) return;
  reference.apiVersion = renamed.apiVersion;
  reference.kind = renamed.kind;
}

/** The garbage collector looks owners up by kind and version: it must find the ones that have another by now. */
export function renameOwners(object: KubeObject): void {
  for (const owner of objectsAt(objectAt(object, 'metadata'), 'ownerReferences')) renameKind(owner);
}
