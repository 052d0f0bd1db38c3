import type { JsonObject } from '../../../storage/json.js';
import { annotation, asList, asMap, asText, mapAt, removeAnnotation } from '../json.js';
import type { ObjectObligation } from './obligation.js';

const ALPHA = 'volume.alpha.kubernetes.io/storage-class';
const BETA = 'volume.beta.kubernetes.io/storage-class';
const MOUNT_OPTIONS = 'volume.beta.kubernetes.io/mount-options';

/** The beta annotation still wins over the field in 1.9, so both must say the same; the alpha one has no successor. */
export const storageClasses: ObjectObligation = {
  id: 'storage-classes',
  kinds: ['PersistentVolume', 'PersistentVolumeClaim'],
  paths: ['spec.storageClassName', `metadata.annotations["${ALPHA}"]`, `metadata.annotations["${BETA}"]`],
  expect: (object, { actual }) => expectClass(object, asMap(actual.spec)),
};

export const claimTemplates: ObjectObligation = {
  id: 'claim-templates',
  kinds: ['StatefulSet'],
  paths: ['spec.volumeClaimTemplates'],
  expect(set, { actual }) {
    const there = asList(asMap(actual.spec)?.volumeClaimTemplates);
    for (const [i, entry] of asList(asMap(set.spec)?.volumeClaimTemplates).entries()) {
      const template = asMap(entry);
      if (template !== undefined) expectClass(template, asMap(asMap(there[i])?.spec));
    }
  },
};

function expectClass(object: JsonObject, actualSpec: JsonObject | undefined): void {
  const spec = mapAt(object, 'spec');
  const beta = annotation(object, BETA);
  const alpha = annotation(object, ALPHA);
  if (beta !== undefined && asText(spec.storageClassName) === undefined) spec.storageClassName = beta;
  // A bound claim needs no class any more; one without a class may say so.
  const bound = (asText(spec.volumeName) ?? '') !== '';
  if (alpha !== undefined && beta === undefined && bound && actualSpec?.storageClassName === '') spec.storageClassName = '';
  removeAnnotation(object, ALPHA);
}

export const mountOptions: ObjectObligation = {
  id: 'mount-options',
  kinds: ['PersistentVolume'],
  paths: ['spec.mountOptions', `metadata.annotations["${MOUNT_OPTIONS}"]`],
  expect(volume) {
    const options = (annotation(volume, MOUNT_OPTIONS) ?? '').split(',').filter((option) => option.trim() !== '');
    const spec = mapAt(volume, 'spec');
    if (options.length > 0 && asList(spec.mountOptions).length === 0) spec.mountOptions = options.map((option) => option.trim());
  },
};
