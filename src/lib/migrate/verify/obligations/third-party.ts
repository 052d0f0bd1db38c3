import type { CustomDefinition } from '../../../kinds/custom.js';
import type { JsonObject, KubeObject } from '../../../storage/json.js';
import { asMap, asText, isEmpty } from '../json.js';

/**
 * A complete definition, as a server would have finished it: names accepted, established, its version among the stored ones.
 * Times of conditions are not compared.
 */
export function expectedDefinition(resource: JsonObject, definition: CustomDefinition, actual: JsonObject): JsonObject {
  const names = {
    plural: definition.plural,
    singular: definition.kind.toLowerCase(),
    kind: definition.kind,
    listKind: `${definition.kind}List`,
  };
  return {
    apiVersion: asText(actual.apiVersion),
    kind: 'CustomResourceDefinition',
    metadata: { ...asMap(resource.metadata), name: `${definition.plural}.${definition.group}`, namespace: undefined },
    spec: { group: definition.group, version: definition.version, scope: definition.scope, names },
    status: {
      conditions: ['NamesAccepted', 'Established'].map((type) => ({ type, status: 'True' })),
      acceptedNames: names,
      storedVersions: [definition.version],
    },
  };
}

/** The user's own JSON, with the identity that the server kept beside it. Undefined when the payload is no JSON object. */
export function expectedCustomResource(datum: JsonObject, definition: CustomDefinition): JsonObject | undefined {
  const payload = payloadOf(datum);
  if (payload === undefined) return undefined;
  const kept = Object.entries(asMap(datum.metadata) ?? {}).filter(([, value]) => !isEmpty(value));
  return {
    ...payload,
    apiVersion: asText(payload.apiVersion) ?? `${definition.group}/${definition.version}`,
    kind: asText(payload.kind) ?? definition.kind,
    metadata: { ...asMap(payload.metadata), ...Object.fromEntries(kept) },
  };
}

function payloadOf(datum: JsonObject): JsonObject | undefined {
  const data = asText(datum.data);
  if (data === undefined) return undefined;
  try {
    return asMap(JSON.parse(Buffer.from(data, 'base64').toString('utf8')) as KubeObject);
  } catch {
    return undefined;
  }
}
