import { type LabelSelector, matchesSelector } from '../../config/label-selector.js';
import type { MigrationRules } from '../../config/migration-rules.js';
import { fillTemplate } from '../../config/namespace-template.js';
import type { JsonObject } from '../../storage/json.js';
import { asMap, asText } from './json.js';
import type { NamespaceFacts } from './store-facts.js';

/** What the rules make of the namespaces of a store, read both ways. */
export interface NamespacePlan {
  /** Is any namespace renamed? */
  readonly renames: boolean;
  /** The name that a namespace itself gets: the last one, where it becomes several. Others keep theirs. */
  readonly namespaceOf: (namespace: string) => string;
  /** Back to the source's name. */
  readonly sourceOf: (namespace: string) => string;
  /** Every namespace that one becomes, with what goes there; undefined when it is no tenant's. */
  readonly partsOf: (namespace: string) => readonly NamespacePart[] | undefined;
  /** The label that names the tenant, where there are tenants. */
  readonly tenantLabel?: string;
}

export interface NamespacePart {
  readonly namespace: string;
  /** Absent for the last, which takes the rest. */
  readonly selector?: LabelSelector | undefined;
}

export const NO_PLAN: NamespacePlan = {
  renames: false,
  namespaceOf: (namespace) => namespace,
  sourceOf: (namespace) => namespace,
  partsOf: () => undefined,
};

/** `default` and `kube-*` are the platform's own and never renamed. */
export function planNamespaces(
  rules: MigrationRules | undefined,
  namespaces: ReadonlyMap<string, NamespaceFacts>,
): NamespacePlan {
  const tenants = rules?.spec.tenants;
  if (tenants === undefined) return NO_PLAN;
  const pattern = tenants.namePattern === undefined ? undefined : new RegExp(`^(?:${tenants.namePattern})$`);
  const parts = new Map<string, readonly NamespacePart[]>();
  const back = new Map<string, string>();
  for (const [name, { labels }] of namespaces) {
    if (name === 'default' || name.startsWith('kube-')) continue;
    if (pattern?.test(name) === false) continue;
    if (tenants.selector !== undefined && !matchesSelector(tenants.selector, labels as Record<string, string>)) continue;
    const mapped = tenants.mapping?.find((entry) => entry.tenant === name)?.namespaces ?? [{ name: tenants.defaultName }];
    const made = mapped.map((entry) => ({
      namespace: fillTemplate(tenants.namespaceTemplate, { tenant: name, name: entry.name }),
      selector: 'selector' in entry ? entry.selector : undefined,
    }));
    parts.set(name, made);
    for (const { namespace } of made) back.set(namespace, name);
  }
  return {
    renames: parts.size > 0,
    namespaceOf: (namespace) => parts.get(namespace)?.at(-1)?.namespace ?? namespace,
    sourceOf: (namespace) => back.get(namespace) ?? namespace,
    partsOf: (namespace) => parts.get(namespace),
    tenantLabel: tenants.label,
  };
}

/**
 * Where the labels of an object may send it. Looked at are its own and those of its pod template; either may decide where both
 * are there, as long as all pods of a workload go where it goes.
 */
export function placesFor(
  object: JsonObject,
  template: JsonObject | undefined,
  parts: readonly NamespacePart[],
): ReadonlySet<string> {
  const own = labelsOf(object);
  const inner = template === undefined ? {} : labelsOf(template);
  const candidates = template === undefined ? [own] : [{ ...own, ...inner }, { ...inner, ...own }, own, inner];
  return new Set(candidates.map((labels) => placeFor(labels, parts)));
}

function placeFor(labels: Readonly<Record<string, string>>, parts: readonly NamespacePart[]): string {
  const part = parts.find(({ selector }) => selector === undefined || matchesSelector(selector, labels));
  return part?.namespace ?? parts.at(-1)?.namespace ?? '';
}

function labelsOf(object: JsonObject): Record<string, string> {
  const labels = asMap(asMap(object.metadata)?.labels) ?? {};
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, asText(value) ?? '']));
}
