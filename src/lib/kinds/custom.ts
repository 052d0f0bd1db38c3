import type { JsonObject } from '../storage/json.js';
import type { KindInfo } from './kind.js';

/** The custom kinds of one store, by "<group>/<plural>", which is where their keys begin. */
export type CustomKinds = ReadonlyMap<string, KindInfo>;

/** What makes a custom kind, whoever defines it. */
export interface CustomDefinition {
  readonly group: string;
  /** The version that the store holds it in. */
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
}

/** Gathers custom kinds under their keys; the last of two definitions of the same resource wins. */
export function customKinds(definitions: Iterable<CustomDefinition>): CustomKinds {
  const kinds = new Map<string, KindInfo>();
  for (const definition of definitions) kinds.set(`${definition.group}/${definition.plural}`, customKindInfo(definition));
  return kinds;
}

/** A custom resource as a kind: always JSON, at <group>/<plural>/[namespace/]name, since 1.7. */
export function customKindInfo(definition: CustomDefinition): KindInfo {
  return {
    kind: definition.kind,
    plural: definition.plural,
    scope: definition.scope,
    stored: [
      {
        since: '1.7',
        directory: `${definition.group}/${definition.plural}`,
        apiVersion: `${definition.group}/${definition.version}`,
      },
    ],
    alwaysJson: true,
  };
}

/** Reads a CustomResourceDefinition, v1beta1 or v1; undefined when it lacks what its resources' keys depend on. */
export function customDefinitionOf(crd: JsonObject): CustomDefinition | undefined {
  const spec = asObject(crd.spec);
  const names = asObject(spec?.names);
  const { group, scope } = spec ?? {};
  const { kind, plural } = names ?? {};
  const version = storageVersionOf(spec);
  if (typeof group !== 'string' || typeof kind !== 'string' || typeof plural !== 'string' || version === undefined)
    return undefined;
  return { group, version, kind, plural, scope: scope === 'Cluster' ? 'Cluster' : 'Namespaced' };
}

function storageVersionOf(spec: JsonObject | undefined): string | undefined {
  const versions = Array.isArray(spec?.versions) ? spec.versions : [];
  for (const entry of versions) {
    const version = asObject(entry);
    if (version?.storage === true && typeof version.name === 'string') return version.name;
  }
  return typeof spec?.version === 'string' ? spec.version : undefined;
}

function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}
