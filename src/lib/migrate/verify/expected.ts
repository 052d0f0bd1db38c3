import type { KindInfo } from '../../kinds/kind.js';
import { copyJson } from '../../kinds/copy.js';
import { joinPaths } from '../../kinds/path.js';
import { podTemplatesOf } from '../../kinds/pod-template.js';
import type { JsonObject, KubeObject } from '../../storage/json.js';
import type { Placed, Route } from './destination.js';
import { asMap } from './json.js';
import { renameNamespaces } from './namespaces.js';
import type { Obligation, ObligationContext } from './obligations/obligation.js';
import { expectedCustomResource, expectedDefinition } from './obligations/third-party.js';
import { pathPattern, type PathPattern } from './path-pattern.js';

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
    if (resource !== undefined) renameNamespaces(resource, placed.target.info, route.namespaceOf);
    return resource;
  }
  renameNamespaces(object, placed.info, route.namespaceOf);
  meetObligations(object, { source, actual }, placed, route, obligations);
  object.apiVersion = placed.target.apiVersion;
  object.kind = placed.target.kind;
  if (placed.info.kind === 'RangeAllocation') object.data = actual.data;
  return object;
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
  for (const obligation of obligations) {
    if ('expectTemplate' in obligation) {
      for (const { template } of podTemplatesOf(object, placed.info)) obligation.expectTemplate(template, context);
    } else if (obligation.kinds === 'all' || obligation.kinds.includes(placed.info.kind)) {
      obligation.expect(object, context);
    }
  }
}

export interface OwnedPath {
  readonly pattern: PathPattern;
  readonly id: string;
}

/** Which obligation answers for which path of a kind; the first that fits. */
export function ownedPaths(info: KindInfo, obligations: readonly Obligation[]): readonly OwnedPath[] {
  return obligations.flatMap((obligation) =>
    rootsOf(obligation, info).flatMap((root) =>
      obligation.paths.map((path) => ({ pattern: pathPattern(joinPaths(root, path)), id: obligation.id })),
    ),
  );
}

function rootsOf(obligation: Obligation, info: KindInfo): readonly string[] {
  if ('expectTemplate' in obligation) return info.podTemplates ?? [];
  return obligation.kinds === 'all' || obligation.kinds.includes(info.kind) ? [''] : [];
}
