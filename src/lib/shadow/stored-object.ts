import { isSkepError } from '../errors.js';
import { customDefinitionOf, customKinds } from '../kinds/custom.js';
import type { CustomKinds } from '../kinds/custom.js';
import type { StoreRecord, StoreSource } from '../ports/store.js';
import type { Keyring } from '../storage/encryption/keyring.js';
import type { JsonObject, KubeObject } from '../storage/json.js';
import { parseJson } from '../storage/parse-json.js';
import { readValue } from '../storage/value.js';
import { isObject } from './discovery.js';

export interface Reading {
  readonly object?: KubeObject;
  readonly unreadable?: string;
}

/** The object that a record holds; none for text, bytes and values under a key service; `unreadable` says why it is broken. */
export function readObject(record: StoreRecord, keyring: Keyring | undefined): Reading {
  try {
    const { object } = readValue(record.key, record.value, keyring);
    return object === undefined ? {} : { object };
  } catch (error) {
    if (isSkepError(error)) return { unreadable: error.message };
    throw error;
  }
}

/** Third-party data are stored inside an object of the server's own, as base64 text, and are shown as they were given. */
export function shownForm(object: KubeObject): JsonObject {
  if (object.kind !== 'ThirdPartyResourceData' || typeof object.data !== 'string') return object;
  const { value } = parseJson('data', Buffer.from(object.data, 'base64'));
  return isObject(value) ? value : object;
}

/** The custom kinds that the store's definitions make. `root` ends in a slash. */
export async function customKindsOf(source: StoreSource, root: string, keyring: Keyring | undefined): Promise<CustomKinds> {
  const definitions = [];
  for await (const batch of source.read({ prefix: `${root}apiextensions.k8s.io/customresourcedefinitions/` })) {
    for (const record of batch) {
      const { object } = readObject(record, keyring);
      const definition = object === undefined ? undefined : customDefinitionOf(object);
      if (definition !== undefined) definitions.push(definition);
    }
  }
  return customKinds(definitions);
}

/** The range that a stored allocation was made from: "10.0.0.0/16", or "30000-32767". */
export async function allocationRange(source: StoreSource, key: string): Promise<string | undefined> {
  const record = await source.get(key);
  if (record === undefined) return undefined;
  const { object } = readObject(record, undefined);
  return typeof object?.range === 'string' && object.range !== '' ? object.range : undefined;
}
