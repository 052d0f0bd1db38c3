import type { JsonObject, KubeObject } from '../../lib/storage/json.js';
import { MigrationRefusal, type Outcome, type StoredObject } from '../migration.js';
import { definitionFor } from './custom-resource-facts.js';
import type { Context13 } from './facts.js';
import { isAbsent, isObject, objectAt, stringAt } from '../fields.js';
import { rawResource } from './raw-resource.js';

/**
 * A datum becomes a custom resource: the user's own JSON with the metadata that the server kept of it, at
 * <group>/<plural>/<namespace>/<name>.
 */
export function migrateThirdPartyResourceData(stored: StoredObject, context: Context13): Outcome {
  const [, group = '', plural = '', ...place] = stored.key.split('/');
  const { custom, from } = definitionFor(context.facts.custom, group, plural);
  if (from === 'copied') {
    return {
      drop: 'third-party-data-already-copied',
      reason: `the server copied it to CustomResourceDefinition ${plural}.${group} when the ThirdPartyResource was deleted; what it left is not read`,
    };
  }
  const raw = rawResource(stored.object);
  if (raw === undefined) {
    throw new MigrationRefusal(
      'malformed-third-party-data',
      `${stored.key} does not hold a JSON object in "data"`,
      'remove it from the source, or set it aside with --quarantine',
    );
  }
  const apiVersion = `${custom.group}/${custom.version}`;
  if (raw.apiVersion !== apiVersion) {
    context.note({
      code: 'custom-resource-version',
      severity: 'warning',
      path: 'apiVersion',
      message: `was ${stringAt(raw, 'apiVersion') ?? 'absent'} and is ${apiVersion}, the only one that 1.9 serves`,
    });
  }
  const metadata = mergedMetadata(raw, stored);
  const object: KubeObject = { ...raw, apiVersion, kind: stringAt(raw, 'kind') ?? custom.kind, metadata };
  return { objects: [{ object, key: [group, plural, ...place].join('/') }] };
}

/** What the server kept counts; of the user's own only what the server did not keep, and what it did not assign itself. */
function mergedMetadata(raw: JsonObject, stored: StoredObject): JsonObject {
  const own = isAbsent(raw.metadata) ? {} : raw.metadata;
  if (!isObject(own)) {
    throw new MigrationRefusal(
      'malformed-third-party-data',
      `${stored.key} holds a resource whose metadata is no object`,
      'correct it in the source, or set it aside with --quarantine',
    );
  }
  const kept = objectAt(stored.object, 'metadata') ?? {};
  const merged: JsonObject = { ...own, ...Object.fromEntries(Object.entries(kept).filter(([, value]) => !isAbsent(value))) };
  delete merged.resourceVersion;
  delete merged.selfLink;
  return merged;
}
