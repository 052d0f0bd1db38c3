import type { KindInfo } from '../../kinds/kind.js';
import { copyJson } from '../../kinds/copy.js';
import { joinPaths } from '../../kinds/path.js';
import { podTemplatesOf } from '../../kinds/pod-template.js';
import type { JsonObject, KubeObject } from '../../storage/json.js';
import type { Placed, Route } from './destination.js';
import { asMap, asText, mapAt } from './json.js';
import { referenceReader } from '../../kinds/references.js';
import { renameNamespaces } from './namespaces.js';
import type { Obligation, ObligationContext } from './obligations/obligation.js';
import { expectedCustomResource, expectedDefinition } from './obligations/third-party.js';
import { pathPattern, type PathPattern } from './path-pattern.js';
import { expectToken } from './tokens.js';

/** What a source object must have become, but for defaults; undefined when the source itself holds no such thing. */
export function expectedObject(
  source: KubeObject,
  actual: KubeObject,
  placed: Placed,
  route: Route,
  obligations: readonly Obligation[],
): JsonObject | undefined {
  const object = copyJson<JsonObject>(source);
  stripServerSet(object);
  const { definition } = placed;
  if (definition !== undefined && placed.info.kind === 'ThirdPartyResource')
    return expectedDefinition(object, definition, actual);
  if (definition !== undefined && placed.info.kind === 'ThirdPartyResourceData') {
    const resource = expectedCustomResource(object, definition);
    if (resource !== undefined) follow(resource, placed.target.info, actual, route);
    return resource;
  }
  follow(object, placed.info, actual, route);
  if (route.rules !== undefined && placed.renamed !== undefined && placed.info.kind === 'Secret') {
    expectToken(object, actual, asText(asMap(actual.metadata)?.namespace) ?? '', route.rules.spec.serviceAccountTokens);
  }
  meetObligations(object, { source, actual }, placed, route, obligations);
  object.apiVersion = placed.target.apiVersion;
  object.kind = placed.target.kind;
  if (placed.info.kind === 'RangeAllocation') object.data = actual.data;
  return object;
}

/** Everything that names a namespace follows it, and the namespaces of tenants say whose they are. */
function follow(object: JsonObject, info: KindInfo, actual: KubeObject, route: Route): void {
  const { namespaces } = route;
  if (!namespaces.renames) return;
  const own = asText(asMap(object.metadata)?.namespace) ?? '';
  const there = asText(asMap(actual.metadata)?.namespace) ?? '';
  const isPart = namespaces.partsOf(own)?.some((part) => part.namespace === there) === true;
  // What stands beside it goes along with it; where it must stand is looked at apart.
  renameNamespaces(object, referenceReader(info), (namespace) =>
    namespace === own && isPart ? there : namespaces.namespaceOf(namespace),
  );
  const metadata = asMap(object.metadata);
  if (info.kind !== 'Namespace' || metadata === undefined || namespaces.tenantLabel === undefined) return;
  const tenant = namespaces.sourceOf(asText(metadata.name) ?? '');
  if (namespaces.partsOf(tenant) === undefined) return;
  const labels = mapAt(metadata, 'labels');
  labels[namespaces.tenantLabel] ??= tenant;
  // A label that repeats the name may follow it, for selectors of namespaces.
  const actualLabels = asMap(asMap(actual.metadata)?.labels);
  for (const [key, value] of Object.entries(labels)) {
    const follows = key !== namespaces.tenantLabel && value === tenant && actualLabels?.[key] === metadata.name;
    if (follows) labels[key] = metadata.name;
  }
}

/** What comes from the store, not from the object: 1.0 left both in its values. */
function stripServerSet(object: JsonObject): void {
  const metadata = asMap(object.metadata);
  if (metadata === undefined) return;
  Reflect.deleteProperty(metadata, 'resourceVersion');
  Reflect.deleteProperty(metadata, 'selfLink');
}

function meetObligations(
  object: JsonObject,
  sides: { readonly source: KubeObject; readonly actual: KubeObject },
  placed: Placed,
  route: Route,
  obligations: readonly Obligation[],
): void {
  const context: ObligationContext = {
    info: placed.info,
    from: route.from,
    to: route.to,
    facts: route.facts,
    ...sides,
    ...(placed.namespace === undefined ? {} : { namespace: placed.namespace }),
  };
  const templates = podTemplatesOf(object, placed.info);
  for (const obligation of obligations) {
    if (obligation.sourceVersion !== undefined && obligation.sourceVersion !== sides.source.apiVersion) continue;
    if ('expectTemplate' in obligation) {
      for (const { template } of templates) obligation.expectTemplate(template, context);
    } else if (obligation.kinds === 'all' || obligation.kinds.includes(placed.info.kind)) {
      obligation.expect(object, context);
    }
  }
}

export interface OwnedPath {
  readonly pattern: PathPattern;
  readonly id: string;
  readonly sourceVersion?: string | undefined;
}

/** Which obligation answers for which path of a kind; the first that fits. */
export function ownedPaths(info: KindInfo, obligations: readonly Obligation[]): readonly OwnedPath[] {
  return obligations.flatMap((obligation) =>
    rootsOf(obligation, info).flatMap((root) =>
      obligation.paths.map((path) => ({
        pattern: pathPattern(joinPaths(root, path)),
        id: obligation.id,
        sourceVersion: obligation.sourceVersion,
      })),
    ),
  );
}

function rootsOf(obligation: Obligation, info: KindInfo): readonly string[] {
  if ('expectTemplate' in obligation) return info.podTemplates ?? [];
  return obligation.kinds === 'all' || obligation.kinds.includes(info.kind) ? [''] : [];
}
