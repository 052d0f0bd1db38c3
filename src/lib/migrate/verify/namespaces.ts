import { valueAt, setAt } from '../../kinds/path.js';
import { referencesOf, type ReferenceReader } from '../../kinds/references.js';
import type { JsonObject, KubeObject } from '../../storage/json.js';
import { asMap, asText, embeddedJson } from './json.js';

/** Lets everything in the object that names a namespace follow: its own, and those of its references. */
export function renameNamespaces(object: JsonObject, reader: ReferenceReader, namespaceOf: (namespace: string) => string): void {
  const references = referencesOf(object as KubeObject, reader);
  for (const reference of references) {
    if (reference.by === 'namespace' && reference.name !== undefined) setAt(object, reference.path, namespaceOf(reference.name));
    if (reference.by !== 'namespaced-name') continue;
    if (reference.embedded === undefined) renameIn(asMap(valueAt(object, reference.path)), namespaceOf);
    else renameEmbedded(object, reference.path, namespaceOf);
  }
  renameIn(asMap(object.metadata), namespaceOf);
  const metadata = asMap(object.metadata);
  if (reader.info.kind === 'Namespace' && metadata !== undefined) metadata.name = namespaceOf(asText(metadata.name) ?? '');
}

function renameIn(map: JsonObject | undefined, namespaceOf: (namespace: string) => string): void {
  const namespace = asText(map?.namespace) ?? '';
  if (map !== undefined && namespace !== '') map.namespace = namespaceOf(namespace);
}

function renameEmbedded(object: JsonObject, path: string, namespaceOf: (namespace: string) => string): void {
  const written = asMap(embeddedJson(asText(valueAt(object, path))));
  if (written === undefined) return;
  renameIn(asMap(written.reference), namespaceOf);
  setAt(object, path, JSON.stringify(written));
}
