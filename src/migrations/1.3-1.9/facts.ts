import { minorOf } from '../../lib/kinds/release.js';
import type { KubeObject } from '../../lib/storage/json.js';
import type { MigrationContext, MigrationSettings, StoredObject } from '../migration.js';
import { type CustomFacts, mergeCustomFacts, newCustomFacts, observeCustom } from './custom-resource-facts.js';
import { objectAt, stringAt } from '../fields.js';
import { isIsolated } from './isolation.js';
import { MOVED_DIRECTORIES, observeAuthoritativeKey } from './moved-keys.js';
import { mergeServiceAddresses, newServiceAddresses, observeService, type ServiceAddresses } from './service-addresses.js';

/** What has to be known of the whole store; structured-cloneable. */
export interface Facts13 {
  /** The minor number of the release whose servers wrote the store last, 3 to 8. It decides which annotations were in force. */
  readonly sourceMinor: number;
  /**
   * What becomes of a NetworkPolicy in a namespace that was not isolated. Before 1.7 it had no effect there, and would cut
   * traffic in 1.9.
   */
  readonly networkPolicies: 'drop-inactive' | 'keep';
  /** Namespaces whose annotation isolates their pods (in force before 1.7). */
  readonly isolatedNamespaces: Set<string>;
  /** "namespace/name" of the policies whose names could clash with one that is made. */
  readonly takenPolicyNames: Set<string>;
  /** Keys, in their 1.9 form, that hold an object which the source's own release reads. See moved-keys.ts. */
  readonly authoritativeKeys: Set<string>;
  /** Names of scheduled jobs by uid: the jobs that they made tell their parent by an annotation only. */
  readonly scheduledJobs: Map<string, string>;
  readonly addresses: ServiceAddresses;
  readonly custom: CustomFacts;
}

export type Context13 = MigrationContext<Facts13>;

export const DENY_POLICY_NAME = 'default-deny';
const DENY_POLICY_NAMES = /^default-deny(?:-\d+)?$/;

/** Directories of all that `observe` looks at. */
export const OBSERVED_DIRECTORIES: readonly string[] = [
  'namespaces',
  'networkpolicies',
  'services/specs',
  'thirdpartyresources',
  'ThirdPartyResourceData',
  'apiextensions.k8s.io/customresourcedefinitions',
  ...MOVED_DIRECTORIES,
];

export function newFacts(settings: MigrationSettings): Facts13 {
  return {
    // An older store comes here as the migration before this one has left it.
    sourceMinor: Math.max(3, minorOf(settings.sourceRelease)),
    networkPolicies: settings.networkPolicies ?? 'drop-inactive',
    isolatedNamespaces: new Set(),
    takenPolicyNames: new Set(),
    authoritativeKeys: new Set(),
    scheduledJobs: new Map(),
    addresses: newServiceAddresses(),
    custom: newCustomFacts(),
  };
}

export function observe(facts: Facts13, stored: StoredObject): void {
  const { object } = stored;
  observeAuthoritativeKey(facts, stored.key);
  switch (object.kind) {
    case 'Namespace':
      if (isIsolated(object)) facts.isolatedNamespaces.add(nameOf(object));
      break;
    case 'NetworkPolicy':
      if (DENY_POLICY_NAMES.test(nameOf(object))) facts.takenPolicyNames.add(`${namespaceOf(object)}/${nameOf(object)}`);
      break;
    case 'ScheduledJob':
    case 'CronJob':
      facts.scheduledJobs.set(stringAt(objectAt(object, 'metadata'), 'uid') ?? '', nameOf(object));
      break;
    case 'Service':
      observeService(facts.addresses, object);
      break;
    case 'ThirdPartyResource':
    case 'ThirdPartyResourceData':
    case 'CustomResourceDefinition':
      observeCustom(facts.custom, stored);
      break;
  }
}

export function merge(into: Facts13, from: Facts13): void {
  for (const name of from.isolatedNamespaces) into.isolatedNamespaces.add(name);
  for (const name of from.takenPolicyNames) into.takenPolicyNames.add(name);
  for (const key of from.authoritativeKeys) into.authoritativeKeys.add(key);
  for (const [uid, name] of from.scheduledJobs) into.scheduledJobs.set(uid, name);
  mergeServiceAddresses(into.addresses, from.addresses);
  mergeCustomFacts(into.custom, from.custom);
}

export function nameOf(object: KubeObject): string {
  return stringAt(objectAt(object, 'metadata'), 'name') ?? '';
}

export function namespaceOf(object: KubeObject): string {
  return stringAt(objectAt(object, 'metadata'), 'namespace') ?? '';
}

/** The plan's time as Kubernetes writes times: RFC 3339 in whole seconds. */
export function planTimestamp(context: MigrationContext<unknown>): string {
  return new Date(context.planTime).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
