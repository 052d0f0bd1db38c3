import type { JsonObject, KubeObject } from '../../lib/storage/json.js';
import { annotationOf, annotationPath, removeAnnotations } from '../annotations.js';
import type { Context13 } from './facts.js';
import { ensureObject, isAbsent, objectAt, stringAt } from '../fields.js';

const ALPHA_CLASS = 'volume.alpha.kubernetes.io/storage-class';
export const BETA_CLASS = 'volume.beta.kubernetes.io/storage-class';

export function migratePersistentVolumeClaim(claim: KubeObject, context: Context13): void {
  migrateClaim(claim, '', context);
}

/**
 * A claim, or a claim template of a StatefulSet. The beta annotation stays beside the field, because every later release lets it
 * win; the alpha one asked for a volume of any class, which no release after 1.6 does.
 * @param path of the claim in the object; '' for a claim of its own
 */
export function migrateClaim(claim: JsonObject, path: string, context: Context13): void {
  const storageClass = annotationOf(claim, BETA_CLASS);
  // The empty class is a value of its own: no class, and no provisioning.
  if (storageClass !== undefined) {
    const spec = ensureObject(claim, 'spec');
    if (isAbsent(spec.storageClassName)) spec.storageClassName = storageClass;
  }
  const alpha = annotationOf(claim, ALPHA_CLASS);
  if (alpha === undefined) return;
  removeAnnotations(claim, ALPHA_CLASS);
  const bound = (stringAt(objectAt(claim, 'spec'), 'volumeName') ?? '') !== '';
  context.note({
    code: 'alpha-storage-class',
    severity: bound ? 'info' : 'warning',
    path: annotationPath(path, ALPHA_CLASS),
    message: bound
      ? `"${alpha}" has done its work, since the claim is bound; it has no successor and is left out`
      : `"${alpha}" has no successor and is left out: name a storage class, or no volume is provisioned for the claim`,
  });
}
