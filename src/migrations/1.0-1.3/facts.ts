import type { MigrationRules } from '../../lib/config/migration-rules.js';
import type { Labels, LabelSelector } from '../../lib/config/label-selector.js';
import type { TenantNamespaces } from '../../lib/config/namespace-names.js';
import { kindByName } from '../../lib/kinds/registry.js';
import { referenceReader, referencesOf } from '../../lib/kinds/references.js';
import type { Release } from '../../lib/kinds/release.js';
import type { JsonObject, KubeObject } from '../../lib/storage/json.js';
import { annotationOf } from '../annotations.js';
import { isAbsent, isObject, numberAt, objectAt, objectsAt, stringAt } from '../fields.js';
import type { MigrationContext, MigrationSettings, StoredObject } from '../migration.js';
import type { Whole } from './whole.js';

/**
 * What has to be known of the whole store; structured-cloneable. Without rules it stays empty: only what they ask for is gathered,
 * and then it may hold an entry for each pod. Keys are "namespace/name" as in the source, unless something else is said.
 */
export interface Facts10 {
  readonly sourceRelease: Release;
  readonly rules?: MigrationRules;
  /** PEM, for the rule that signs tokens anew. */
  readonly hasServiceAccountKey: boolean;
  readonly namespaces: Map<string, Labels>;
  readonly services: Map<string, ServiceFact>;
  /** By "Kind/namespace/name". */
  readonly workloads: Map<string, WorkloadFact>;
  readonly pods: Map<string, PodFact>;
  /** What goes by its own labels into one of several namespaces, by "Kind/namespace/name". */
  readonly labelled: Map<string, Labels>;
  /** Secrets and config maps of namespaces that are split: "Kind/namespace/name". Of service-account tokens only: true. */
  readonly configuration: Map<string, 'token' | 'other'>;
  readonly clusterIps: string[];
  readonly nodePorts: number[];
  /** The two ranges by their names, serviceips and servicenodeports. */
  readonly ranges: Map<string, RangeFact>;
  /** Filled while objects are carried. */
  readonly namings: Map<string, TenantNamespaces | undefined>;
  /** What follows from the above; computed once, when all of it is there. */
  whole?: Whole;
}

export type Context10 = MigrationContext<Facts10>;

export interface ServiceFact {
  /** Empty for a Service whose endpoints somebody else writes. */
  readonly selector: Labels;
  readonly labels: Labels;
}

export interface WorkloadFact {
  readonly uid: string;
  readonly labels: Labels;
  readonly templateLabels: Labels;
  readonly selector: LabelSelector;
  readonly hasTemplate: boolean;
  readonly ports: readonly PortFact[];
  /** "Kind/namespace/name" of what its pods need; only where the namespace is split. */
  readonly needs: readonly string[];
}

export interface PortFact {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
}

export interface PodFact {
  readonly uid: string;
  readonly labels: Labels;
  /** '' while it has none. */
  readonly ip: string;
  readonly isReady: boolean;
  /** Neither finished nor going away. */
  readonly isLive: boolean;
  /** The uid of the controller that the created-by annotation names. */
  readonly creator: string;
  readonly needs: readonly string[];
}

export interface RangeFact {
  readonly range: string;
  readonly data: string;
}

/** What stops the plan. */
export interface Problem {
  /** Below the root. */
  readonly key: string;
  readonly message: string;
}

/** Directories of all that `observe` looks at. */
export const OBSERVED_DIRECTORIES: readonly string[] = [
  'namespaces',
  'controllers',
  'replicasets',
  'deployments',
  'daemonsets',
  'jobs',
  'pods',
  'podtemplates',
  'services/specs',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'ranges',
];

const WORKLOADS: ReadonlySet<string> = new Set(['ReplicationController', 'ReplicaSet', 'Deployment', 'DaemonSet', 'Job']);
const NEEDED: ReadonlySet<string> = new Set(['Secret', 'ConfigMap', 'PersistentVolumeClaim', 'Endpoints']);

export function newFacts(settings: MigrationSettings): Facts10 {
  return {
    sourceRelease: settings.sourceRelease,
    // The document has been through its parser; MigrationSettings does not know its type.
    ...(settings.rules === undefined ? {} : { rules: settings.rules as MigrationRules }),
    hasServiceAccountKey: settings.serviceAccountKey !== undefined,
    namespaces: new Map(),
    services: new Map(),
    workloads: new Map(),
    pods: new Map(),
    labelled: new Map(),
    configuration: new Map(),
    clusterIps: [],
    nodePorts: [],
    ranges: new Map(),
    namings: new Map(),
  };
}

export function observe(facts: Facts10, { key, object }: StoredObject): void {
  const { rules } = facts;
  if (rules === undefined) return;
  const namespace = namespaceOf(object);
  const place = `${namespace}/${nameOf(object)}`;
  const isSplit = mayBeSplit(rules, namespace);
  const { tenants, completion, conversion } = rules.spec;
  if (object.kind === 'Namespace') {
    if (tenants !== undefined) facts.namespaces.set(nameOf(object), labelsOf(object));
  } else if (object.kind === 'Service') {
    if (tenants !== undefined || completion !== undefined) observeService(facts, place, object);
  } else if (object.kind === 'RangeAllocation') {
    if (completion !== undefined) observeRange(facts, key, object);
  } else if (object.kind === 'Pod') {
    if (isSplit || completion !== undefined) facts.pods.set(place, podFact(object, isSplit));
  } else if (WORKLOADS.has(object.kind)) {
    const isController = object.kind === 'ReplicationController';
    const isWanted = isSplit || (isController && (completion !== undefined || conversion !== undefined));
    if (isWanted) facts.workloads.set(`${object.kind}/${place}`, workloadFact(object, isSplit));
  } else if (isSplit) observeOther(facts, place, object);
}

function observeService(facts: Facts10, place: string, service: KubeObject): void {
  const spec = objectAt(service, 'spec');
  facts.services.set(place, { selector: stringsOf(objectAt(spec, 'selector')), labels: labelsOf(service) });
  if (facts.rules?.spec.completion === undefined) return;
  const address = stringAt(spec, 'clusterIP') ?? stringAt(spec, 'portalIP') ?? '';
  if (address !== '' && address !== 'None') facts.clusterIps.push(address);
  for (const port of objectsAt(spec, 'ports').map((entry) => numberAt(entry, 'nodePort') ?? 0)) {
    if (port !== 0) facts.nodePorts.push(port);
  }
}

function observeRange(facts: Facts10, key: string, range: KubeObject): void {
  facts.ranges.set(key.slice(key.lastIndexOf('/') + 1), {
    range: stringAt(range, 'range') ?? '',
    data: stringAt(range, 'data') ?? '',
  });
}

function observeOther(facts: Facts10, place: string, object: KubeObject): void {
  if (object.kind === 'Secret') {
    const isToken = object.type === TOKEN_TYPE;
    facts.configuration.set(`Secret/${place}`, isToken ? 'token' : 'other');
  } else if (object.kind === 'ConfigMap') facts.configuration.set(`ConfigMap/${place}`, 'other');
  else if (object.kind === 'PersistentVolumeClaim' || object.kind === 'PodTemplate') {
    facts.labelled.set(`${object.kind}/${place}`, labelsOf(object));
  }
}

export const TOKEN_TYPE = 'kubernetes.io/service-account-token';

function podFact(pod: KubeObject, withNeeds: boolean): PodFact {
  const status = objectAt(pod, 'status');
  const phase = stringAt(status, 'phase');
  return {
    uid: uidOf(pod),
    labels: labelsOf(pod),
    ip: stringAt(status, 'podIP') ?? '',
    isReady: [...objectsAt(status, 'conditions'), ...objectsAt(status, 'Condition')].some(
      (condition) => condition.type === 'Ready' && condition.status === 'True',
    ),
    isLive: phase !== 'Succeeded' && phase !== 'Failed' && isAbsent(objectAt(pod, 'metadata')?.deletionTimestamp),
    creator: creatorOf(pod),
    needs: withNeeds ? needsOf(pod) : [],
  };
}

/** The uid in kubernetes.io/created-by; '' where there is none that reads. */
export function creatorOf(pod: KubeObject): string {
  try {
    const written = JSON.parse(annotationOf(pod, 'kubernetes.io/created-by') ?? 'null') as JsonObject | null;
    return stringAt(objectAt(written ?? undefined, 'reference'), 'uid') ?? '';
  } catch {
    return '';
  }
}

function workloadFact(workload: KubeObject, withNeeds: boolean): WorkloadFact {
  const spec = objectAt(workload, 'spec');
  const template = objectAt(spec, 'template');
  const templateLabels = stringsOf(objectAt(objectAt(template, 'metadata'), 'labels'));
  return {
    uid: uidOf(workload),
    labels: labelsOf(workload),
    templateLabels,
    selector: selectorOf(workload, templateLabels),
    hasTemplate: template !== undefined,
    ports: objectsAt(objectAt(template, 'spec'), 'containers').flatMap(portFacts),
    needs: withNeeds ? needsOf(workload) : [],
  };
}

/** One that is missing is defaulted from the template, in every release. */
function selectorOf(workload: KubeObject, templateLabels: Labels): LabelSelector {
  const selector = objectAt(objectAt(workload, 'spec'), 'selector');
  if (workload.kind === 'ReplicationController') {
    const pairs = stringsOf(selector);
    return { matchLabels: Object.keys(pairs).length === 0 ? templateLabels : pairs };
  }
  return selector === undefined ? { matchLabels: templateLabels } : selector;
}

function portFacts(container: JsonObject): PortFact[] {
  return objectsAt(container, 'ports').flatMap((entry) => {
    const port = numberAt(entry, 'containerPort') ?? 0;
    if (port === 0) return [];
    return [{ name: stringAt(entry, 'name') ?? '', port, protocol: (stringAt(entry, 'protocol') ?? '') || 'TCP' }];
  });
}

function needsOf(object: KubeObject): string[] {
  const info = kindByName(object.kind);
  if (info === undefined) return [];
  const needs = referencesOf(object, referenceReader(info)).flatMap(({ to, by, namespace, name }) =>
    by === 'name' && NEEDED.has(to) && namespace !== undefined && name !== undefined ? [`${to}/${namespace}/${name}`] : [],
  );
  return [...new Set(needs)];
}

export function merge(into: Facts10, from: Facts10): void {
  mergeMap(into.namespaces, from.namespaces);
  mergeMap(into.services, from.services);
  mergeMap(into.workloads, from.workloads);
  mergeMap(into.pods, from.pods);
  mergeMap(into.labelled, from.labelled);
  mergeMap(into.configuration, from.configuration);
  mergeMap(into.ranges, from.ranges);
  for (const address of from.clusterIps) into.clusterIps.push(address);
  for (const port of from.nodePorts) into.nodePorts.push(port);
}

function mergeMap<T>(into: Map<string, T>, from: ReadonlyMap<string, T>): void {
  for (const [key, value] of from) into.set(key, value);
}

/** May the namespace become several? Known from the rules alone, before any namespace was seen. */
function mayBeSplit(rules: MigrationRules, namespace: string): boolean {
  const mapped = rules.spec.tenants?.mapping?.find(({ tenant }) => tenant === namespace);
  return (mapped?.namespaces.length ?? 0) > 1;
}

export function nameOf(object: KubeObject): string {
  return stringAt(objectAt(object, 'metadata'), 'name') ?? '';
}

export function namespaceOf(object: KubeObject): string {
  return stringAt(objectAt(object, 'metadata'), 'namespace') ?? '';
}

export function uidOf(object: KubeObject): string {
  return stringAt(objectAt(object, 'metadata'), 'uid') ?? '';
}

export function labelsOf(object: JsonObject): Labels {
  return stringsOf(objectAt(objectAt(object, 'metadata'), 'labels'));
}

/** A map with its values that are text. */
export function stringsOf(map: JsonObject | undefined): Labels {
  if (map === undefined || !isObject(map)) return {};
  return Object.fromEntries(Object.entries(map).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}

/** The plan's time as Kubernetes writes times: RFC 3339 in whole seconds. */
export function planTimestamp(context: MigrationContext<unknown>): string {
  return new Date(context.planTime).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** Entries in the order of their keys, whatever the order in which workers have brought them. */
export function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
