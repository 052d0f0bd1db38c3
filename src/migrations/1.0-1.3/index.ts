import type { KindInfo } from '../../lib/kinds/kind.js';
import { kindByName } from '../../lib/kinds/registry.js';
import type { KubeObject } from '../../lib/storage/json.js';
import { objectAt } from '../fields.js';
import { type MigratedObject, type Migration, MigrationRefusal, type Outcome, type StoredObject } from '../migration.js';
import { complete, markTaken } from './completion.js';
import { adopterOf, conversionOf, convertController, labelAdopted } from './conversion.js';
import { correct } from './corrections.js';
import { type Context10, type Facts10, merge, nameOf, namespaceOf, newFacts, OBSERVED_DIRECTORIES, observe } from './facts.js';
import { migrateNamespace } from './namespace.js';
import { followInPayload, followNames, namespaceFor, renamesAnything } from './naming.js';
import { isToken, migrateAccountOrToken } from './service-account.js';
import { followServiceNames } from './service-dns.js';
import { keepVersion } from './versions.js';
import { wholeOf } from './whole.js';

export type { Facts10 } from './facts.js';

/**
 * From what a server of 1.0 to 1.2 stored to what a server of 1.3 reads, and to the namespaces, services and controllers that the
 * rules ask for. Without rules only what the releases demand is changed.
 */
export const migration10to13: Migration<Facts10> = {
  from: '1.0',
  to: '1.3',
  newFacts,
  observes: OBSERVED_DIRECTORIES,
  observe,
  merge,
  check: (facts) => wholeOf(facts).problems,
  migrate,
  conclude: () => [],
};

function migrate(stored: StoredObject, context: Context10): Outcome {
  const { key, object } = stored;
  const info = infoOf(stored);
  keepVersion(object, info, key, context);
  // Planned from the object as it is in the source, before its name changes.
  const made = object.kind === 'ReplicationController' ? complete(object, context) : [];
  correct(object, info, key, context);
  if (object.kind === 'RangeAllocation') {
    markTaken(key, object, context);
    return { objects: [{ object, key }] };
  }
  if (object.kind === 'Namespace') return migrateNamespace(object, context);
  const outcome = renamesAnything(context.facts) ? follow(stored, info, context) : { objects: [{ object }] };
  return made.length === 0 || !('objects' in outcome) ? outcome : { objects: [...outcome.objects, ...made] };
}

function infoOf({ key, object }: StoredObject): KindInfo {
  // Master leases are Endpoints, and no release before 1.9 has them.
  const info = kindByName(object.kind, object.apiVersion);
  if (info !== undefined) return info;
  throw new MigrationRefusal(
    kindByName(object.kind) === undefined ? 'unknown-kind' : 'unknown-version',
    `${key} holds ${object.apiVersion} ${object.kind}, which no release from 1.0 to 1.2 stores`,
    'remove it from the source, drop it by a rule, or set it aside with --quarantine',
  );
}

/** Lets the object follow its namespace, and what it names. */
function follow(stored: StoredObject, info: KindInfo, context: Context10): Outcome {
  const { object } = stored;
  const { facts } = context;
  const old = namespaceOf(object);
  const name = nameOf(object);
  const namespace = namespaceFor(object, facts);
  const conversion = object.kind === 'ReplicationController' ? conversionOf(facts, old, name) : undefined;
  const adopter = object.kind === 'Pod' ? adopterOf(facts, object) : undefined;
  followNames(object, info, facts);
  if (facts.rules?.spec.tenants !== undefined) followServiceNames(object, info, context);
  followInPayload(object, facts);
  setNamespace(object, namespace);
  if (adopter !== undefined) labelAdopted(object, adopter, context);
  if (conversion !== undefined) return { objects: convertController(object, conversion, context) };
  if (object.kind === 'ServiceAccount' || isToken(object)) return migrateAccountOrToken(object, old, context);
  return { objects: [carried(stored, old, namespace)] };
}

function setNamespace(object: KubeObject, namespace: string): void {
  const metadata = objectAt(object, 'metadata');
  if (metadata !== undefined && namespace !== '') metadata.namespace = namespace;
}

/** The key of third-party data says more than the object does. */
function carried({ key, object }: StoredObject, old: string, namespace: string): MigratedObject {
  if (object.kind !== 'ThirdPartyResourceData') return { object };
  const [directory = '', group = '', plural = '', place = '', ...name] = key.split('/');
  return { object, key: [directory, group, plural, place === old ? namespace : place, ...name].join('/') };
}
