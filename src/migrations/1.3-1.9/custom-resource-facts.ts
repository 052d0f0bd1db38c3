import type { KubeObject } from '../../lib/storage/json.js';
import type { StoredObject } from '../migration.js';
import { isList, objectAt, objectsAt, stringAt } from '../fields.js';
import { rawResource } from './raw-resource.js';

/** What has to be known of all third-party resources before one datum can be carried. */
export interface CustomFacts {
  /** By their keys. */
  readonly resources: Map<string, ThirdPartyFacts>;
  /** By "group/plural" of their keys: how often which kind and version occur, as "kind" and "version". */
  readonly data: Map<string, { readonly kinds: Map<string, number>; readonly versions: Map<string, number> }>;
  /** Names of the definitions that are already there (1.7 and 1.8). */
  readonly definitions: Map<string, { readonly kind: string; readonly version: string }>;
}

export interface ThirdPartyFacts {
  readonly name: string;
  /** Names of the versions, in the order of the object. */
  readonly versions: readonly string[];
}

/** What a definition of custom resources needs to be written. */
export interface CustomKind {
  readonly group: string;
  readonly plural: string;
  readonly kind: string;
  readonly version: string;
}

export function newCustomFacts(): CustomFacts {
  return { resources: new Map(), data: new Map(), definitions: new Map() };
}

export function observeCustom(facts: CustomFacts, stored: StoredObject): void {
  const { object } = stored;
  if (object.kind === 'ThirdPartyResource') facts.resources.set(stored.key, thirdPartyFacts(object));
  else if (object.kind === 'ThirdPartyResourceData') observeDatum(facts, stored);
  else facts.definitions.set(stringAt(objectAt(object, 'metadata'), 'name') ?? '', definedKind(object));
}

export function mergeCustomFacts(into: CustomFacts, from: CustomFacts): void {
  for (const [key, resource] of from.resources) into.resources.set(key, resource);
  for (const [name, definition] of from.definitions) into.definitions.set(name, definition);
  for (const [place, counts] of from.data) {
    const there = countsAt(into, place);
    for (const [kind, n] of counts.kinds) add(there.kinds, kind, n);
    for (const [version, n] of counts.versions) add(there.versions, version, n);
  }
}

/** "volume-claim.example.com" is kind VolumeClaim of group example.com; undefined for a name without a group. */
export function thirdPartyName(
  name: string,
): { readonly group: string; readonly kind: string; readonly plural: string } | undefined {
  const dot = name.indexOf('.');
  if (dot <= 0 || dot === name.length - 1) return undefined;
  const kind = name
    .slice(0, dot)
    .split('-')
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join('');
  return kind === '' ? undefined : { group: name.slice(dot + 1), kind, plural: `${kind.toLowerCase()}s` };
}

/** What a third-party resource defines, with the one version that 1.9 can serve: its first. */
export function customKindOf(facts: CustomFacts, resource: ThirdPartyFacts): CustomKind | undefined {
  const parts = thirdPartyName(resource.name);
  if (parts === undefined) return undefined;
  const version = resource.versions[0] ?? mostFrequent(facts.data.get(`${parts.group}/${parts.plural}`)?.versions) ?? 'v1';
  return { ...parts, version };
}

/**
 * The definition that data at "group/plural" will be served by, and where it comes from. Data of a resource that is gone give
 * one themselves ('made'), unless a definition is there, which means that they have been copied to it ('copied').
 */
export function definitionFor(
  facts: CustomFacts,
  group: string,
  plural: string,
): { readonly custom: CustomKind; readonly from: 'resource' | 'copied' | 'made' } {
  for (const resource of facts.resources.values()) {
    const custom = customKindOf(facts, resource);
    if (custom?.group === group && custom.plural === plural) return { custom: withDefined(facts, custom), from: 'resource' };
  }
  const counts = facts.data.get(`${group}/${plural}`);
  const kind = mostFrequent(counts?.kinds) ?? plural;
  const custom = { group, plural, kind, version: mostFrequent(counts?.versions) ?? 'v1' };
  return { custom, from: facts.definitions.has(`${plural}.${group}`) ? 'copied' : 'made' };
}

/** A definition that is there already says which kind and version it serves. */
function withDefined(facts: CustomFacts, custom: CustomKind): CustomKind {
  return { ...custom, ...facts.definitions.get(`${custom.plural}.${custom.group}`) };
}

function definedKind(definition: KubeObject): { kind: string; version: string } {
  const spec = objectAt(definition, 'spec');
  return { kind: stringAt(objectAt(spec, 'names'), 'kind') ?? '', version: stringAt(spec, 'version') ?? '' };
}

function thirdPartyFacts(object: KubeObject): ThirdPartyFacts {
  const versions = isList(object.versions) ? objectsAt(object, 'versions') : [];
  return {
    name: stringAt(objectAt(object, 'metadata'), 'name') ?? '',
    versions: versions.map((version) => stringAt(version, 'name') ?? '').filter((name) => name !== ''),
  };
}

function observeDatum(facts: CustomFacts, stored: StoredObject): void {
  const [, group = '', plural = ''] = stored.key.split('/');
  const counts = countsAt(facts, `${group}/${plural}`);
  const raw = rawResource(stored.object);
  if (raw === undefined) return;
  add(counts.kinds, stringAt(raw, 'kind') ?? '', 1);
  add(counts.versions, (stringAt(raw, 'apiVersion') ?? '').replace(/^.*\//, ''), 1);
}

function countsAt(facts: CustomFacts, place: string): { kinds: Map<string, number>; versions: Map<string, number> } {
  const there = facts.data.get(place);
  if (there !== undefined) return there;
  const made = { kinds: new Map<string, number>(), versions: new Map<string, number>() };
  facts.data.set(place, made);
  return made;
}

function add(counts: Map<string, number>, name: string, n: number): void {
  if (name !== '') counts.set(name, (counts.get(name) ?? 0) + n);
}

/** The first by name of the most frequent, so that the order of reading does not matter. */
function mostFrequent(counts: ReadonlyMap<string, number> | undefined): string | undefined {
  let best: string | undefined;
  for (const [name, n] of counts ?? []) {
    const most = best === undefined ? 0 : (counts?.get(best) ?? 0);
    if (best === undefined || n > most || (n === most && name < best)) best = name;
  }
  return best;
}
