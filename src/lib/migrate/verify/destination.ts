import type { MigrationRules } from '../../config/migration-rules.js';
import { customKindInfo, type CustomDefinition } from '../../kinds/custom.js';
import type { KindInfo } from '../../kinds/kind.js';
import { keyOf, kindByName, parseKey, parseStrayKey, storedForm, type ParsedKey } from '../../kinds/registry.js';
import { compareReleases, type Release } from '../../kinds/release.js';
import type { NamespacePlan } from './namespace-plan.js';
import type { StoreFacts } from './store-facts.js';

/** Where the successor of a source key must stand, by the key alone. */
export type Destination =
  | { readonly to: 'foreign' }
  /** The target release does not store the kind and nothing takes its place. */
  | { readonly to: 'nowhere'; readonly info: KindInfo }
  | Placed;

export interface Placed {
  readonly to: 'key';
  /** Below the root. */
  readonly key: string;
  readonly fate: 'migrated' | 'moved' | 'converted' | 'merged';
  /** What the source key holds. */
  readonly info: KindInfo;
  /** What the target key must hold. */
  readonly target: { readonly info: KindInfo; readonly apiVersion: string; readonly kind: string };
  readonly namespace?: string;
  readonly name: string;
  /** What a third-party resource, or a datum of it, becomes. */
  readonly definition?: CustomDefinition;
  /** The name that its namespace had, where it has another one now. */
  readonly renamed?: string;
  /** A rule that must have dropped it. */
  readonly dropped?: string;
}

export interface Route {
  readonly from: Release;
  readonly to: Release;
  readonly facts: StoreFacts;
  /** 'keep': the operator wants policies that were not in force carried, and in force. */
  readonly networkPolicies: 'drop-inactive' | 'keep';
  readonly namespaces: NamespacePlan;
  readonly rules?: MigrationRules;
}

export function destinationOf(relative: string, route: Route): Destination {
  const parsed = parseKey(relative, route.from, route.facts.custom) ?? parseStrayKey(relative, route.from);
  if (parsed === undefined) return { to: 'foreign' };
  const placed = placeOf(parsed, route);
  if (placed === undefined) return { to: 'nowhere', info: parsed.info };
  const dropped = droppedBy(parsed, route);
  const renamed =
    parsed.namespace !== undefined && route.namespaces.partsOf(parsed.namespace) !== undefined
      ? { renamed: parsed.namespace }
      : {};
  return { ...placed, ...renamed, fate: fateOf(relative, parsed, placed), ...(dropped === undefined ? {} : { dropped }) };
}

type Place = Omit<Placed, 'fate' | 'dropped' | 'renamed'>;

function placeOf(parsed: ParsedKey, route: Route): Place | undefined {
  const { info } = parsed;
  const custom = customPlace(parsed, route);
  if (custom !== undefined) return custom;
  const form = storedForm(info, route.to);
  if (form === undefined) return undefined;
  const namespace = parsed.namespace === undefined ? undefined : route.namespaces.namespaceOf(parsed.namespace);
  const name = info.kind === 'Namespace' ? route.namespaces.namespaceOf(parsed.name) : parsed.name;
  // Namespaced third-party resources (1.1, 1.2) became cluster-scoped under the same name.
  const key = keyOf(info, route.to, name, namespace, parsed.thirdParty);
  const target = { info, apiVersion: form.apiVersion, kind: form.kind ?? info.kind };
  return {
    to: 'key',
    key,
    info,
    target,
    name,
    ...(namespace === undefined || (form.scope ?? info.scope) === 'Cluster' ? {} : { namespace }),
  };
}

/** From 1.8 on third-party resources are custom resource definitions, and their data custom resources under the group's own key. */
function customPlace(parsed: ParsedKey, route: Route): Place | undefined {
  const { info, thirdParty } = parsed;
  const definitions = kindByName('CustomResourceDefinition');
  const form = definitions === undefined ? undefined : storedForm(definitions, route.to);
  if (storedForm(info, route.to) !== undefined || definitions === undefined || form === undefined) return undefined;
  if (info.kind === 'ThirdPartyResource') {
    const definition = [...route.facts.thirdParty.values()].find((entry) => nameOfThirdParty(entry, parsed.name));
    if (definition === undefined) return undefined;
    const name = `${definition.plural}.${definition.group}`;
    const target = { info: definitions, apiVersion: form.apiVersion, kind: 'CustomResourceDefinition' };
    return { to: 'key', key: `${form.directory}/${name}`, info, target, name, definition };
  }
  const definition =
    thirdParty === undefined ? undefined : route.facts.thirdParty.get(`${thirdParty.group}/${thirdParty.plural}`);
  if (definition === undefined || parsed.namespace === undefined) return undefined;
  const namespace = route.namespaces.namespaceOf(parsed.namespace);
  const custom = customKindInfo(definition);
  const target = { info: custom, apiVersion: `${definition.group}/${definition.version}`, kind: definition.kind };
  const key = `${definition.group}/${definition.plural}/${namespace}/${parsed.name}`;
  return { to: 'key', key, info, target, namespace, name: parsed.name, definition };
}

function nameOfThirdParty(definition: CustomDefinition, name: string): boolean {
  const dot = name.indexOf('.');
  return name.slice(dot + 1) === definition.group && name.slice(0, dot).replaceAll('-', '') === definition.kind.toLowerCase();
}

function fateOf(relative: string, parsed: ParsedKey, placed: Place): Placed['fate'] {
  if (parsed.info.kind === 'RangeAllocation') return 'merged';
  if ((parsed.form.kind ?? parsed.info.kind) !== placed.target.kind) return 'converted';
  return relative === placed.key ? 'migrated' : 'moved';
}

/**
 * The key of the target at which records meet: the one whose namespace is called as the rules call it by default. A namespace
 * that became several is told from its siblings only when the objects are there.
 */
export function meetingKeyOf(relative: string, route: Route): string {
  if (!route.namespaces.renames) return relative;
  const parsed = parseKey(relative, route.to, route.facts.custom);
  const segments = relative.split('/');
  const at = parsed?.info.kind === 'Namespace' ? -1 : parsed?.namespace === undefined ? undefined : -2;
  const namespace = at === undefined ? undefined : segments.at(at);
  if (at === undefined || namespace === undefined) return relative;
  const source = route.namespaces.sourceOf(namespace);
  if (route.namespaces.partsOf(source)?.some((part) => part.namespace === namespace) !== true) return relative;
  segments[segments.length + at] = route.namespaces.namespaceOf(source);
  return segments.join('/');
}

export const INACTIVE_POLICY = 'inactive-network-policy';

/** Before 1.7 a policy is in force only in an isolated namespace; anywhere else 1.9 would cut traffic that has flowed. */
function droppedBy(parsed: ParsedKey, route: Route): string | undefined {
  if (parsed.info.kind !== 'NetworkPolicy' || parsed.namespace === undefined) return undefined;
  if (route.networkPolicies === 'keep') return undefined;
  if (compareReleases(route.from, '1.7') >= 0 || compareReleases(route.to, '1.7') < 0) return undefined;
  return route.facts.isolated.has(parsed.namespace) ? undefined : INACTIVE_POLICY;
}
