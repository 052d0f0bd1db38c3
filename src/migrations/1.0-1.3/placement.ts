import { type Labels, matchesPairs, matchesSelector } from '../../lib/config/label-selector.js';
import { mainPart, partFor, tenantNamespaces, type TenantNamespaces } from '../../lib/config/namespace-names.js';
import { keyOf, kindByName } from '../../lib/kinds/registry.js';
import { type Facts10, type PodFact, type Problem, type ServiceFact, sorted, type WorkloadFact } from './facts.js';

export interface Placement {
  readonly places: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/** What the rules make of a namespace of the source; undefined when it keeps its name. */
export function namingOf(facts: Facts10, namespace: string): TenantNamespaces | undefined {
  if (facts.rules?.spec.tenants === undefined || namespace === '') return undefined;
  if (!facts.namings.has(namespace)) {
    const labels = facts.namespaces.get(namespace) ?? {};
    facts.namings.set(namespace, tenantNamespaces(facts.rules, { name: namespace, labels }));
  }
  return facts.namings.get(namespace);
}

/** The new namespace of an object, or of what a reference names. What nothing else decides stays in the tenant's main one. */
export function newNamespace(
  facts: Facts10,
  places: ReadonlyMap<string, string>,
  kind: string,
  namespace: string,
  name: string,
): string {
  const naming = namingOf(facts, namespace);
  if (naming === undefined) return namespace;
  if (naming.parts.length === 1) return mainPart(naming).name;
  // Endpoints bear the name of their Service and go where it goes.
  return places.get(`${kind === 'Endpoints' ? 'Service' : kind}/${namespace}/${name}`) ?? mainPart(naming).name;
}

/** Labels by which a selector of the rules looks at a workload: those of its pods, and its own, which win. */
export function workloadLabels({ labels, templateLabels }: WorkloadFact): Labels {
  return { ...templateLabels, ...labels };
}

/**
 * Where everything goes that lies in a namespace that becomes several. What belongs together is not torn apart: pods go with
 * their controller, services with what they select. What cannot be kept together is a problem.
 */
export function placeAll(facts: Facts10): Placement {
  const places = new Map<string, string>();
  const problems: Problem[] = [];
  const inSplit = (place: string): TenantNamespaces | undefined => {
    const naming = namingOf(facts, place.slice(0, place.indexOf('/')));
    return (naming?.parts.length ?? 0) > 1 ? naming : undefined;
  };
  const workloads = sorted(facts.workloads).flatMap(([id, fact]) => {
    const place = id.slice(id.indexOf('/') + 1);
    const naming = inSplit(place);
    if (naming === undefined) return [];
    const namespace = partFor(naming, workloadLabels(fact)).name;
    places.set(id, namespace);
    return [{ from: namespaceIn(place), fact, namespace }];
  });
  for (const [place, fact] of sorted(facts.pods)) {
    const naming = inSplit(place);
    if (naming === undefined) continue;
    const workload = workloads.find(
      (entry) => entry.from === namespaceIn(place) && matchesSelector(entry.fact.selector, fact.labels),
    );
    places.set(`Pod/${place}`, workload?.namespace ?? partFor(naming, fact.labels).name);
  }
  for (const [place, fact] of sorted(facts.services)) {
    const naming = inSplit(place);
    if (naming === undefined) continue;
    const selected = selectedNamespaces(fact, namespaceIn(place), workloads, facts, places);
    if (selected.length > 1) problems.push(tornService(place, selected));
    places.set(`Service/${place}`, selected[0] ?? partFor(naming, fact.labels).name);
  }
  for (const [id, labels] of sorted(facts.labelled)) {
    const naming = inSplit(id.slice(id.indexOf('/') + 1));
    if (naming !== undefined) places.set(id, partFor(naming, labels).name);
  }
  return { places, problems: [...problems, ...tornNeeds(facts, places)] };
}

interface PlacedWorkload {
  readonly from: string;
  readonly fact: WorkloadFact;
  readonly namespace: string;
}

function selectedNamespaces(
  { selector }: ServiceFact,
  namespace: string,
  workloads: readonly PlacedWorkload[],
  facts: Facts10,
  places: ReadonlyMap<string, string>,
): string[] {
  if (Object.keys(selector).length === 0) return [];
  const ofWorkloads = workloads
    .filter(({ from, fact }) => from === namespace && matchesPairs(selector, fact.templateLabels))
    .map((entry) => entry.namespace);
  const ofPods = [...facts.pods]
    .filter(([place, { labels }]) => namespaceIn(place) === namespace && matchesPairs(selector, labels))
    .map(([place]) => places.get(`Pod/${place}`) ?? '');
  return [...new Set([...ofWorkloads, ...ofPods])].sort();
}

function tornService(place: string, namespaces: readonly string[]): Problem {
  return {
    key: keyIn('Service', place),
    message: `selects pods that would go to ${namespaces.join(' and ')}: a Service reaches one namespace; let the rules keep them together`,
  };
}

/** A pod finds its secrets, config maps and claims in its own namespace only. Service accounts and tokens are copied instead. */
function tornNeeds(facts: Facts10, places: ReadonlyMap<string, string>): Problem[] {
  const users: [string, WorkloadFact | PodFact][] = [
    ...sorted(facts.workloads),
    ...sorted(facts.pods).map(([place, fact]): [string, PodFact] => [`Pod/${place}`, fact]),
  ];
  return users.flatMap(([id, { needs }]) => {
    const own = places.get(id);
    if (own === undefined) return [];
    return needs.flatMap((need) => {
      const there = placeOfNeed(facts, places, need);
      if (there === undefined || there === own) return [];
      const [kind = '', namespace = '', name = ''] = id.split('/');
      const what = need.replace(/\/.*\//, ' ');
      const message = `would go to ${own}, and the ${what} that its pods need to ${there}: let the rules keep them together`;
      return [{ key: keyIn(kind, `${namespace}/${name}`), message }];
    });
  });
}

/** Undefined for what does not exist, and for what every part has. */
function placeOfNeed(facts: Facts10, places: ReadonlyMap<string, string>, need: string): string | undefined {
  const [kind = '', namespace = '', name = ''] = need.split('/');
  if (kind === 'Secret' || kind === 'ConfigMap') {
    if (facts.configuration.get(need) !== 'other') return undefined;
  } else if (kind === 'Endpoints' ? !facts.services.has(`${namespace}/${name}`) : !facts.labelled.has(need)) return undefined;
  return newNamespace(facts, places, kind, namespace, name);
}

function namespaceIn(place: string): string {
  return place.slice(0, place.indexOf('/'));
}

function keyIn(kind: string, place: string): string {
  const info = kindByName(kind);
  const [namespace = '', name = ''] = place.split('/');
  return info === undefined ? place : keyOf(info, '1.3', name, namespace);
}
