import type { KubeObject } from '../../lib/storage/json.js';
import { annotationOf, setAnnotation } from '../annotations.js';
import type { Context13 } from './facts.js';
import { objectAt } from '../fields.js';

const BETA_DEFAULT = 'storageclass.beta.kubernetes.io/is-default-class';
const DEFAULT = 'storageclass.kubernetes.io/is-default-class';

/** Both annotations are read up to 1.9 and later; the beta one stays for tools that look at it. */
export function migrateStorageClass(storageClass: KubeObject, context: Context13): void {
  const beta = annotationOf(storageClass, BETA_DEFAULT);
  if (beta !== undefined && annotationOf(storageClass, DEFAULT) === undefined) setAnnotation(storageClass, DEFAULT, beta);
  for (const parameter of Object.keys(objectAt(storageClass, 'parameters') ?? {})) {
    if (!/(^|\.)kubernetes\.io\//.test(parameter)) continue;
    context.note({
      code: 'reserved-parameter',
      severity: 'warning',
      path: `parameters["${parameter}"]`,
      message: 'is in the domain kubernetes.io, which 1.9 refuses when the object is next written',
    });
  }
}
