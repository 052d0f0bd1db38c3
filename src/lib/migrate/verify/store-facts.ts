import { customDefinitionOf, customKinds, type CustomDefinition, type CustomKinds } from '../../kinds/custom.js';
import { parseKey } from '../../kinds/registry.js';
import type { Release } from '../../kinds/release.js';
import type { StoreSource } from '../../ports/store.js';
import type { Keyring } from '../../storage/encryption/keyring.js';
import type { JsonObject } from '../../storage/json.js';
import { readValue } from '../../storage/value.js';
import { annotation, asList, asMap, asText, embeddedJson } from './json.js';

/** What has to be known of a whole source before the fate of one key is. A few entries a namespace, never one an object. */
export interface StoreFacts {
  /** Namespaces of the source whose DefaultDeny annotation isolates them. */
  readonly isolated: ReadonlySet<string>;
  readonly namespaces: ReadonlyMap<string, NamespaceFacts>;
  /** By "<group>/<plural>": what third-party resources become. */
  readonly thirdParty: ReadonlyMap<string, CustomDefinition>;
  /** Custom resources that the source already has. */
  readonly custom: CustomKinds;
}

export interface NamespaceFacts {
  readonly labels: JsonObject;
  readonly annotations: JsonObject;
}

export const ISOLATION = 'net.beta.kubernetes.io/network-policy';

export interface FactsInput {
  readonly source: StoreSource;
  readonly from: Release;
  /** With its trailing slash: "/registry/". */
  readonly root: string;
  readonly keyring?: Keyring;
  readonly signal?: AbortSignal;
}

/** Reads the few kinds that decide over others. What does not decode is left to the comparison, which names it. */
export async function gatherFacts(input: FactsInput): Promise<StoreFacts> {
  const isolated = new Set<string>();
  const namespaces = new Map<string, NamespaceFacts>();
  const thirdParty = new Map<string, CustomDefinition>();
  const definitions: CustomDefinition[] = [];
  for await (const object of objectsOf(input, 'namespaces/', 'Namespace')) {
    const metadata = asMap(object.metadata);
    const name = asText(metadata?.name) ?? '';
    namespaces.set(name, { labels: asMap(metadata?.labels) ?? {}, annotations: asMap(metadata?.annotations) ?? {} });
    if (isIsolated(object)) isolated.add(name);
  }
  for await (const object of objectsOf(input, 'thirdpartyresources/', 'ThirdPartyResource')) {
    const definition = definitionOfThirdParty(object);
    if (definition !== undefined) thirdParty.set(`${definition.group}/${definition.plural}`, definition);
  }
  for await (const object of objectsOf(input, 'apiextensions.k8s.io/customresourcedefinitions/', 'CustomResourceDefinition')) {
    const definition = customDefinitionOf(object);
    if (definition !== undefined) definitions.push(definition);
  }
  return { isolated, namespaces, thirdParty, custom: customKinds(definitions) };
}

async function* objectsOf(input: FactsInput, directory: string, kind: string): AsyncGenerator<JsonObject> {
  const { root, source, signal } = input;
  for await (const batch of source.read({ prefix: root + directory, ...(signal === undefined ? {} : { signal }) })) {
    for (const record of batch) {
      if (parseKey(record.key.slice(root.length), input.from)?.info.kind !== kind) continue;
      const object = tryRead(record.key, record.value, input.keyring);
      if (object !== undefined) yield object;
    }
  }
}

function tryRead(key: string, value: Uint8Array, keyring: Keyring | undefined): JsonObject | undefined {
  try {
    return readValue(key, value, keyring).object;
  } catch {
    return undefined;
  }
}

function isIsolated(namespace: JsonObject): boolean {
  const policy = asMap(embeddedJson(annotation(namespace, ISOLATION)));
  return asMap(policy?.ingress)?.isolation === 'DefaultDeny';
}

/**
 * The name says it all: "cron-tab.example.com" is kind CronTab of group example.com, whose plural is blindly "crontabs".
 */
export function definitionOfThirdParty(object: JsonObject): CustomDefinition | undefined {
  const name = asText(asMap(object.metadata)?.name) ?? '';
  const dot = name.indexOf('.');
  if (dot <= 0) return undefined;
  const kind = name
    .slice(0, dot)
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
  const version = asText(asMap(asList(object.versions)[0])?.name) ?? 'v1';
  return { group: name.slice(dot + 1), version, kind, plural: `${kind.toLowerCase()}s`, scope: 'Namespaced' };
}
