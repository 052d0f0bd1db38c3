import type { KubeObject } from '../../lib/storage/json.js';
import { annotationOf } from '../annotations.js';
import { ensureObject, isAbsent, stringAt, stringsAt } from '../fields.js';
import { BETA_CLASS } from './persistent-volume-claim.js';

const MOUNT_OPTIONS = 'volume.beta.kubernetes.io/mount-options';

/** Both annotations stay beside their fields: 1.9 reads both, and the annotation wins. */
export function migratePersistentVolume(volume: KubeObject): void {
  const spec = ensureObject(volume, 'spec');
  const storageClass = annotationOf(volume, BETA_CLASS);
  if (storageClass !== undefined && storageClass !== '' && (stringAt(spec, 'storageClassName') ?? '') === '') {
    spec.storageClassName = storageClass;
  }
  const options = annotationOf(volume, MOUNT_OPTIONS);
  if (options === undefined || options === '') return;
  if (isAbsent(spec.mountOptions) || stringsAt(spec, 'mountOptions').length === 0) spec.mountOptions = options.split(',');
}
