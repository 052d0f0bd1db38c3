import type { JsonObject } from '../lib/storage/json.js';
import { ensureObject, objectAt, stringAt } from './fields.js';

/** What Skep itself writes down on an object begins with this. */
export const SKEP_ANNOTATIONS = {
  /** Entries of deprecatedPublicIPs that are no usable address; comma-separated. */
  deprecatedPublicIps: 'skep.io/deprecated-public-ips',
  /** The description of the ThirdPartyResource that the definition was made from. */
  description: 'skep.io/third-party-resource-description',
  /** What an object that had no source object of its own was made from. */
  madeFrom: 'skep.io/made-from',
  /** What pod.alpha.kubernetes.io/initialized said in the template of a PetSet: "false", or "absent". */
  petSetInitialized: 'skep.io/petset-initialized',
} as const;

/** The path of an annotation of the object (or template) at `owner` ('' is the object itself). */
export function annotationPath(owner: string, annotation: string): string {
  return `${owner === '' ? '' : `${owner}.`}metadata.annotations["${annotation}"]`;
}

export function annotationOf(owner: JsonObject, annotation: string): string | undefined {
  return stringAt(objectAt(objectAt(owner, 'metadata'), 'annotations'), annotation);
}

export function setAnnotation(owner: JsonObject, annotation: string, value: string): void {
  ensureObject(ensureObject(owner, 'metadata'), 'annotations')[annotation] = value;
}

/** Removes annotations, and the map with the last of them, as a server that omits empty maps stores it. */
export function removeAnnotations(owner: JsonObject, ...annotations: readonly string[]): void {
  const metadata = objectAt(owner, 'metadata');
  const map = objectAt(metadata, 'annotations');
  if (metadata === undefined || map === undefined) return;
  for (const annotation of annotations) Reflect.deleteProperty(map, annotation);
  if (Object.keys(map).length === 0) delete metadata.annotations;
}
