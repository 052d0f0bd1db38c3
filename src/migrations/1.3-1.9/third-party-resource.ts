import type { JsonObject, KubeObject } from '../../lib/storage/json.js';
import { type MigratedObject, MigrationRefusal, type Outcome, type StoredObject } from '../migration.js';
import { SKEP_ANNOTATIONS, setAnnotation } from '../annotations.js';
import { type CustomKind, customKindOf, definitionFor, thirdPartyName } from './custom-resource-facts.js';
import { type Context13, type Facts13, nameOf, planTimestamp } from './facts.js';
import { objectAt, stringAt } from '../fields.js';

/** A ThirdPartyResource becomes the CustomResourceDefinition of the same kind, with its uid. */
export function migrateThirdPartyResource(stored: StoredObject, context: Context13): Outcome {
  const { object } = stored;
  const resource = context.facts.custom.resources.get(stored.key);
  const custom = resource === undefined ? undefined : customKindOf(context.facts.custom, resource);
  if (resource === undefined || custom === undefined) {
    throw new MigrationRefusal(
      'malformed-third-party-resource',
      `ThirdPartyResource "${nameOf(object)}" names no group: it should be kind.group`,
      'remove it from the source, or set it aside with --quarantine',
    );
  }
  if (context.facts.custom.definitions.has(`${custom.plural}.${custom.group}`)) {
    return {
      drop: 'third-party-resource-already-defined',
      reason: `the CustomResourceDefinition ${custom.plural}.${custom.group} is there already, and is carried`,
    };
  }
  noteVersions(resource.versions, custom, context);
  noteGroup(custom, context);
  const metadata = { ...objectAt(object, 'metadata') };
  delete metadata.namespace;
  const definition = customResourceDefinition(custom, metadata, context);
  const description = stringAt(object, 'description') ?? '';
  if (description !== '') setAnnotation(definition, SKEP_ANNOTATIONS.description, description);
  return { objects: [{ object: definition }] };
}

/** Definitions for data whose ThirdPartyResource is gone: without one, nobody could read what is carried. */
export function definitionsOfOrphans(context: Context13): MigratedObject[] {
  return [...context.facts.custom.data.keys()].sort().flatMap((place) => {
    const [group = '', plural = ''] = place.split('/');
    const { custom, from } = definitionFor(context.facts.custom, group, plural);
    if (from !== 'made') return [];
    const name = `${plural}.${group}`;
    context.note({
      code: 'third-party-data-without-resource',
      severity: 'warning',
      message: `ThirdPartyResourceData/${place} holds data whose ThirdPartyResource is gone; CustomResourceDefinition ${name} is made for it`,
    });
    const metadata = {
      uid: context.uid(`customresourcedefinitions/${name}`),
      creationTimestamp: planTimestamp(context),
      annotations: { [SKEP_ANNOTATIONS.madeFrom]: `ThirdPartyResourceData/${place}` },
    };
    return [{ object: customResourceDefinition(custom, metadata, context) }];
  });
}

/**
 * Complete as a server stores it once names are accepted, so that 1.9 and 1.20 serve it at once. Only `version` is written: 1.9
 * has no list of versions, and later releases make it from this one. They do want to see the stored versions.
 */
function customResourceDefinition(custom: CustomKind, metadata: JsonObject, context: Context13): KubeObject {
  const names = {
    plural: custom.plural,
    singular: custom.kind.toLowerCase(),
    kind: custom.kind,
    listKind: `${custom.kind}List`,
  };
  return {
    apiVersion: 'apiextensions.k8s.io/v1beta1',
    kind: 'CustomResourceDefinition',
    metadata: { generation: 1, ...metadata, name: `${custom.plural}.${custom.group}` },
    spec: { group: custom.group, version: custom.version, names, scope: 'Namespaced' },
    status: {
      conditions: [
        condition('NamesAccepted', 'NoConflicts', 'no conflicts found', context),
        condition('Established', 'InitialNamesAccepted', 'the initial names have been accepted', context),
      ],
      acceptedNames: { ...names },
      storedVersions: [custom.version],
    },
  };
}

function condition(type: string, reason: string, message: string, context: Context13): JsonObject {
  return { type, status: 'True', lastTransitionTime: planTimestamp(context), reason, message };
}

function noteVersions(versions: readonly string[], custom: CustomKind, context: Context13): void {
  if (versions.length === 1) return;
  context.note({
    code: versions.length === 0 ? 'third-party-resource-without-version' : 'third-party-resource-versions',
    severity: 'warning',
    path: 'versions',
    message:
      versions.length === 0
        ? `names no version, so no server served it; the definition serves ${custom.version}`
        : `1.9 serves one version of a custom resource: ${custom.version} of ${versions.join(', ')}; all data are carried in it`,
  });
}

function noteGroup(custom: CustomKind, context: Context13): void {
  if (custom.group.includes('.')) return;
  context.note({
    code: 'group-without-dot',
    severity: 'warning',
    path: 'metadata.name',
    message: `the group "${custom.group}" has no dot, which 1.9 refuses when the definition is next written`,
  });
}

/** Two resources that would become the same definition: the names differ, but not in what they mean. */
export function checkThirdPartyResources(facts: Facts13): readonly { readonly key: string; readonly message: string }[] {
  const problems: { key: string; message: string }[] = [];
  const first = new Map<string, string>();
  for (const [key, resource] of [...facts.custom.resources].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const parts = thirdPartyName(resource.name);
    if (parts === undefined) continue;
    const name = `${parts.plural}.${parts.group}`;
    const other = first.get(name);
    if (other === undefined) first.set(name, key);
    else
      problems.push({ key, message: `would become the CustomResourceDefinition ${name}, as ${other} would: remove one of them` });
  }
  return problems;
}
