import type { Json, JsonObject, KubeObject } from '../storage/json.js';
import type { KindInfo, Reference } from './kind.js';
import { compilePath, joinPaths, visit, type CompiledPath, type Place } from './path.js';
import { POD_REFERENCES } from './pod-template.js';
import { kindByName, storedForm } from './registry.js';
import { NEWEST_RELEASE } from './release.js';

/** One reference that an object really makes. At least one of name, namespace and uid is there. */
export interface ObjectReference {
  /** Where it stands: to the string itself (by name, namespace, uid) or to the map that holds kind, namespace, name, uid. */
  readonly path: string;
  /** The kind by its newest name; what is no kind of Skep's (User, Group, a custom kind) as it is written. */
  readonly to: string;
  readonly by: Reference['by'];
  readonly strength: Reference['strength'];
  /** The namespace meant: written there, or the referrer's own. Absent for cluster-scoped kinds. */
  readonly namespace?: string;
  readonly name?: string;
  readonly uid?: string;
  /** The map is JSON text inside the string at `path`. */
  readonly embedded?: Reference['embedded'];
}

/** The paths of a kind's references, parsed once: what `referencesOf` needs. */
export interface ReferenceReader {
  readonly info: KindInfo;
  readonly references: readonly { readonly reference: Reference; readonly path: CompiledPath }[];
}

const OWNERS: Reference = { path: 'metadata.ownerReferences[]', to: 'dynamic', by: 'namespaced-name', strength: 'required' };

/** Collects what the kind says, what its pod templates refer to, and owners, which every object may have. */
export function referenceReader(info: KindInfo): ReferenceReader {
  const inTemplates = (info.podTemplates ?? []).flatMap((template) =>
    POD_REFERENCES.map((reference) => ({ ...reference, path: joinPaths(template, reference.path) })),
  );
  const all = [OWNERS, ...(info.references ?? []), ...inTemplates];
  return { info, references: all.map((reference) => ({ reference, path: compilePath(reference.path) })) };
}

/** Every reference that the object makes, its own namespace apart. */
export function referencesOf(object: KubeObject, reader: ReferenceReader): ObjectReference[] {
  const metadata = asMap(object.metadata);
  const ownNamespace = text(metadata?.namespace);
  const found: ObjectReference[] = [];
  for (const { reference, path } of reader.references) {
    visit(object, path, (place) => {
      const read =
        reference.by === 'namespaced-name' ? readMap(place, reference, ownNamespace) : readText(place, reference, ownNamespace);
      if (read !== undefined) found.push(read);
    });
  }
  return found;
}

function readText(place: Place, reference: Reference, ownNamespace: string | undefined): ObjectReference | undefined {
  const value = text(place.value);
  if (value === undefined) return undefined;
  const { to, by, strength } = reference;
  const base = { path: place.path(), to, by, strength };
  if (by === 'namespace') return { ...base, name: value };
  const namespace = namespaceFor(to, undefined, ownNamespace);
  return { ...base, ...(namespace === undefined ? {} : { namespace }), ...(by === 'uid' ? { uid: value } : { name: value }) };
}

function readMap(place: Place, reference: Reference, ownNamespace: string | undefined): ObjectReference | undefined {
  const map = reference.embedded === undefined ? asMap(place.value) : embeddedReference(place.value);
  if (map === undefined) return undefined;
  const written = text(map.kind);
  const to = reference.to === 'dynamic' ? newestName(written ?? '') : reference.to;
  const namespace = namespaceFor(to, text(map.namespace), ownNamespace);
  const name = text(map.name);
  const uid = text(map.uid);
  if (to === '' || (name === undefined && uid === undefined)) return undefined;
  return {
    path: place.path(),
    to,
    by: reference.by,
    strength: reference.strength,
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
    ...(uid === undefined ? {} : { uid }),
    ...(reference.embedded === undefined ? {} : { embedded: reference.embedded }),
  };
}

/** The annotation holds a SerializedReference as text; one that does not parse refers to nothing. */
function embeddedReference(value: Json): JsonObject | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    return asMap(asMap(JSON.parse(value) as Json)?.reference);
  } catch {
    return undefined;
  }
}

function namespaceFor(to: string, written: string | undefined, own: string | undefined): string | undefined {
  const info = kindByName(to);
  const clusterScoped = info?.scope === 'Cluster' && (storedForm(info, NEWEST_RELEASE)?.scope ?? info.scope) === 'Cluster';
  return clusterScoped ? undefined : (written ?? own);
}

function newestName(kind: string): string {
  return kindByName(kind)?.kind ?? kind;
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function asMap(value: Json | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}
