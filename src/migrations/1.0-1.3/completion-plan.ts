import { matchesPairs, matchesSelector } from '../../lib/config/label-selector.js';
import { completedServiceName } from '../../lib/config/service-names.js';
import { addressAllocator, type Allocator, portAllocator } from './free-addresses.js';
import { type Facts10, type PortFact, type Problem, sorted, type WorkloadFact } from './facts.js';
import { namingOf, newNamespace, workloadLabels } from './placement.js';

/** What completion adds, and what it takes from the ranges. */
export interface Completions {
  /** By "namespace/name" of the ReplicationController in the source. */
  readonly made: ReadonlyMap<string, Completion>;
  /** ReplicationControllers that would get a Service and have no ports. */
  readonly withoutPorts: ReadonlySet<string>;
  /** Bits to set, by the name of the range. */
  readonly taken: ReadonlyMap<string, readonly number[]>;
}

export interface Completion {
  readonly service: string;
  readonly clusterIp: string;
  readonly ports: readonly CompletedPort[];
  /** Where an Ingress is wanted. */
  readonly host?: string;
}

export interface CompletedPort extends PortFact {
  /** 0 where the type has none. */
  readonly nodePort: number;
}

interface CompletionPlan {
  readonly completions: Completions;
  readonly problems: readonly Problem[];
}

/** Which workloads get a Service, under which name and address: in the order of their keys, the lowest free address first. */
export function planCompletions(facts: Facts10, places: ReadonlyMap<string, string>): CompletionPlan {
  const rule = facts.rules?.spec.completion;
  const made = new Map<string, Completion>();
  const withoutPorts = new Set<string>();
  if (rule === undefined) return { completions: { made, withoutPorts, taken: new Map() }, problems: [] };
  const problems: Problem[] = [];
  const addresses = addressAllocator(facts);
  const nodePorts = rule.services.type === 'NodePort' ? portAllocator(facts) : undefined;
  const services = servicesByNamespace(facts);
  const hosts = new Map<string, string>();
  for (const [id, fact] of sorted(facts.workloads)) {
    const [kind, namespace = '', name = ''] = id.split('/');
    if (kind !== 'ReplicationController' || !matchesSelector(rule.services.selector, workloadLabels(fact))) continue;
    const there = services.get(namespace) ?? new Map<string, Readonly<Record<string, string>>>();
    if (isServed(fact, there)) continue;
    const place = `${namespace}/${name}`;
    if (fact.ports.length === 0) {
      withoutPorts.add(place);
      continue;
    }
    const key = `controllers/${place}`;
    const service = completedServiceName(name, new Set(there.keys()));
    const clusterIp = addresses?.next();
    const ports = completedPorts(fact.ports, rule.services.type === 'NodePort' ? nodePorts : 'none');
    if (clusterIp === undefined || ports === undefined) {
      const what = clusterIp === undefined ? 'address in ranges/serviceips' : 'port in ranges/servicenodeports';
      problems.push({ key, message: `is to get a Service, and there is no free ${what}` });
      continue;
    }
    there.set(service, fact.selector.matchLabels ?? {});
    services.set(namespace, there);
    const host = hostOf(facts, rule.ingresses?.hostTemplate, {
      service,
      namespace,
      place: newNamespace(facts, places, kind, namespace, name),
    });
    if (host !== undefined) problems.push(...hostProblems(host, key, hosts));
    made.set(place, { service, clusterIp, ports, ...(host === undefined ? {} : { host }) });
  }
  const taken = new Map([
    ['serviceips', addresses?.given ?? []],
    ['servicenodeports', nodePorts?.given ?? []],
  ]);
  return { completions: { made, withoutPorts, taken }, problems };
}

type Selectors = Map<string, Readonly<Record<string, string>>>;

function servicesByNamespace(facts: Facts10): Map<string, Selectors> {
  const byNamespace = new Map<string, Selectors>();
  for (const [place, { selector }] of facts.services) {
    const [namespace = '', name = ''] = place.split('/');
    const there = byNamespace.get(namespace) ?? new Map<string, Readonly<Record<string, string>>>();
    there.set(name, selector);
    byNamespace.set(namespace, there);
  }
  return byNamespace;
}

function isServed({ templateLabels }: WorkloadFact, services: Selectors): boolean {
  return [...services.values()].some((selector) => Object.keys(selector).length > 0 && matchesPairs(selector, templateLabels));
}

/** One for each port and protocol; several must have names. Undefined when the node ports are used up. */
function completedPorts(ports: readonly PortFact[], nodePorts: Allocator | 'none' | undefined): CompletedPort[] | undefined {
  const distinct = ports.filter(
    ({ port, protocol }, index) => ports.findIndex((other) => other.port === port && other.protocol === protocol) === index,
  );
  const completed: CompletedPort[] = [];
  for (const [index, { name, port, protocol }] of distinct.entries()) {
    const nodePort = nodePorts === 'none' ? 0 : Number(nodePorts?.next() ?? NaN);
    if (Number.isNaN(nodePort)) return undefined;
    const isFree = name !== '' && distinct.findIndex((other) => other.name === name) === index;
    const shown = isFree ? name : distinct.length > 1 ? `${protocol.toLowerCase()}-${port}` : '';
    completed.push({ name: shown, port, protocol, nodePort });
  }
  return completed;
}

interface Hosted {
  readonly service: string;
  readonly namespace: string;
  /** The new namespace. */
  readonly place: string;
}

function hostOf(facts: Facts10, template: string | undefined, { service, namespace, place }: Hosted): string | undefined {
  const tenant = namingOf(facts, namespace)?.tenant ?? namespace;
  return template?.replaceAll('{service}', service).replaceAll('{namespace}', place).replaceAll('{tenant}', tenant);
}

const HOST = /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)*$/;

function hostProblems(host: string, key: string, hosts: Map<string, string>): Problem[] {
  const other = hosts.get(host);
  hosts.set(host, other ?? key);
  if (!HOST.test(host)) return [{ key, message: `is to get an Ingress for "${host}", which is no host name` }];
  return other === undefined
    ? []
    : [{ key, message: `is to get an Ingress for ${host}, as ${other} is: tell them apart in the hostTemplate` }];
}
