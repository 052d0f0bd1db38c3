import { mainPart } from '../../lib/config/namespace-names.js';
import type { KindInfo, Reference } from '../../lib/kinds/kind.js';
import { type CompiledPath, compilePath, joinPaths, type Place, visit } from '../../lib/kinds/path.js';
import { POD_REFERENCES } from '../../lib/kinds/pod-template.js';
import type { Json, JsonObject, KubeObject } from '../../lib/storage/json.js';
import { isObject, objectAt, stringAt } from '../fields.js';
import { conversionOf } from './conversion.js';
import { type Facts10, nameOf, namespaceOf } from './facts.js';
import { namingOf, newNamespace } from './placement.js';
import { wholeOf } from './whole.js';

/** Is there anything that an object could name and that will be called otherwise? */
export function renamesAnything({ rules }: Facts10): boolean {
  return rules?.spec.tenants !== undefined || rules?.spec.conversion !== undefined;
}

/** The namespace that the object will lie in; '' for what lies in none. */
export function namespaceFor(object: KubeObject, facts: Facts10): string {
  const namespace = namespaceOf(object);
  if (namespace === '' || namingOf(facts, namespace) === undefined) return namespace;
  const { places } = wholeOf(facts);
  if (object.kind !== 'Event') return newNamespace(facts, places, object.kind, namespace, nameOf(object));
  // An event lies where the object does that it tells of; a server refuses any other.
  const involved = objectAt(object, 'involvedObject');
  return newNamespace(facts, places, stringAt(involved, 'kind') ?? '', namespace, stringAt(involved, 'name') ?? '');
}

/** Lets the references of an object follow what they name. Its own namespace is left to the caller. */
export function followNames(object: KubeObject, info: KindInfo, facts: Facts10): void {
  for (const { reference, path } of referencesIn(info)) {
    visit(object, path, (place) => {
      if (reference.by === 'namespace') followNamespace(place, facts);
      else if (reference.embedded !== undefined) followEmbedded(place, reference, facts);
      else if (isObject(place.value)) followReference(place.value, reference, info, object, facts);
    });
  }
}

/** To a namespace as such: the main one of the tenant. */
function followNamespace(place: Place, facts: Facts10): void {
  const naming = typeof place.value === 'string' ? namingOf(facts, place.value) : undefined;
  if (naming !== undefined) place.set(mainPart(naming).name);
}

function followEmbedded(place: Place, reference: Reference, facts: Facts10): void {
  if (typeof place.value !== 'string') return;
  const written = parsed(place.value);
  const inner = objectAt(written, 'reference');
  if (written === undefined || inner === undefined) return;
  followReference(inner, reference, undefined, undefined, facts);
  // A server writes it with a line feed behind it.
  place.set(JSON.stringify(written) + (place.value.endsWith('\n') ? '\n' : ''));
}

function followReference(
  map: JsonObject,
  { to }: Reference,
  info: KindInfo | undefined,
  owner: KubeObject | undefined,
  facts: Facts10,
): void {
  const kind = to === 'dynamic' ? (stringAt(map, 'kind') ?? '') : to;
  const written = stringAt(map, 'namespace') ?? '';
  const name = stringAt(map, 'name') ?? '';
  const namespace = written === '' && owner !== undefined ? namespaceOf(owner) : written;
  if (written !== '') map.namespace = newNamespace(facts, wholeOf(facts).places, kind, written, name);
  if (kind === 'Namespace' && namingOf(facts, name) !== undefined) followNamespaceName(map, name, facts);
  // An event goes on to tell of what it was when it happened.
  if (kind === 'ReplicationController' && info?.kind !== 'Event') followConversion(map, info, namespace, name, facts);
}

/** An event tells of a namespace by its name. */
function followNamespaceName(map: JsonObject, name: string, facts: Facts10): void {
  const naming = namingOf(facts, name);
  if (naming !== undefined) map.name = mainPart(naming).name;
}

/** The ReplicaSet has the uid, so that it is the one that is meant; but what scales pods must scale the Deployment. */
function followConversion(map: JsonObject, info: KindInfo | undefined, namespace: string, name: string, facts: Facts10): void {
  const conversion = conversionOf(facts, namespace, name);
  if (conversion === undefined) return;
  const scales = info?.kind === 'HorizontalPodAutoscaler';
  map.kind = scales ? 'Deployment' : 'ReplicaSet';
  map.name = scales ? conversion.name : conversion.replicaSet;
  if (map.apiVersion !== undefined) map.apiVersion = scales ? 'extensions/v1beta1' : 'extensions';
}

interface CompiledReference {
  readonly reference: Reference;
  readonly path: CompiledPath;
}

// A memo of the registry, filled at first need: the same in every process.
const REFERENCES = new Map<string, readonly CompiledReference[]>();

/** The references of a kind that say a namespace, or a kind; those by name alone mean the referrer's own namespace. */
function referencesIn(info: KindInfo): readonly CompiledReference[] {
  const known = REFERENCES.get(info.kind);
  if (known !== undefined) return known;
  const inTemplates = (info.podTemplates ?? []).flatMap((template) =>
    POD_REFERENCES.map((reference) => ({ ...reference, path: joinPaths(template, reference.path) })),
  );
  const compiled = [...(info.references ?? []), ...inTemplates]
    .filter(({ by }) => by === 'namespace' || by === 'namespaced-name')
    .map((reference) => ({ reference, path: compilePath(reference.path) }));
  REFERENCES.set(info.kind, compiled);
  return compiled;
}

/** Third-party data (1.2) hold the user's own object as text, with its namespace in it. */
export function followInPayload(datum: KubeObject, facts: Facts10): void {
  if (datum.kind !== 'ThirdPartyResourceData' || typeof datum.data !== 'string') return;
  const payload = parsed(Buffer.from(datum.data, 'base64').toString('utf8'));
  const metadata = objectAt(payload, 'metadata');
  const namespace = stringAt(metadata, 'namespace') ?? '';
  const naming = namingOf(facts, namespace);
  if (metadata === undefined || naming === undefined) return;
  metadata.namespace = mainPart(naming).name;
  datum.data = Buffer.from(JSON.stringify(payload)).toString('base64');
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
