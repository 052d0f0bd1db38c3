import { SkepError } from '../errors.js';
import { kindByName } from '../kinds/registry.js';
import { redactSecrets } from '../kinds/secret-fields.js';
import type { StoreRecord, StoreSource } from '../ports/store.js';
import type { Keyring } from '../storage/encryption/keyring.js';
import type { KubeObject } from '../storage/json.js';
import type { StoredValue } from '../storage/value.js';
import { readValue } from '../storage/value.js';
import { closestKeys } from './near.js';

export interface GetOptions {
  readonly key: string;
  readonly keyring?: Keyring;
  /** Leave secret values readable. */
  readonly showSecrets: boolean;
  readonly signal: AbortSignal;
}

/** One key with its value decoded as far as it can be. */
export interface ShownValue {
  readonly key: string;
  readonly createRevision: number;
  readonly modRevision: number;
  readonly version: number;
  readonly ttlSeconds?: number;
  readonly valueBytes: number;
  readonly media: StoredValue['media'];
  readonly encryption?: NonNullable<StoredValue['encryption']>;
  /** Wire bytes of fields that Skep does not know are there (they stay with the object when it is written again). */
  readonly hasUnknownFields?: true;
  readonly redacted?: true;
  /** One of the three: the object, plain text, or bytes. */
  readonly object?: KubeObject;
  readonly text?: string;
  readonly base64?: string;
}

/**
 * Reads and decodes one key.
 * @throws SkepError KEY_NOT_FOUND with keys that look alike; VALUE_* when the value does not decode
 */
export async function getKey(source: StoreSource, options: GetOptions): Promise<ShownValue> {
  const record = await source.get(options.key);
  if (record === undefined) {
    throw new SkepError('KEY_NOT_FOUND', `${source.description.location} has no key ${options.key}`, {
      hints: await closestKeys(source, options.key, options.signal),
      details: { key: options.key },
    });
  }
  return {
    ...revisionsOf(record),
    ...shownValue(record, readValue(record.key, record.value, options.keyring), options.showSecrets),
  };
}

function revisionsOf(
  record: StoreRecord,
): Pick<ShownValue, 'key' | 'createRevision' | 'modRevision' | 'version' | 'ttlSeconds' | 'valueBytes'> {
  const { key, createRevision, modRevision, version, expiry, value } = record;
  const ttl = expiry === undefined ? {} : { ttlSeconds: expiry.ttlSeconds };
  return { key, createRevision, modRevision, version, ...ttl, valueBytes: value.byteLength };
}

function shownValue(
  record: StoreRecord,
  value: StoredValue,
  showSecrets: boolean,
): Omit<ShownValue, keyof ReturnType<typeof revisionsOf>> {
  const common = {
    media: value.media,
    ...(value.encryption === undefined ? {} : { encryption: value.encryption }),
    ...(value.unknown === undefined ? {} : { hasUnknownFields: true as const }),
  };
  if (value.object === undefined) {
    const bytes = Buffer.from(record.value);
    return value.media === 'text' ? { ...common, text: bytes.toString('utf8') } : { ...common, base64: bytes.toString('base64') };
  }
  const info = kindByName(value.object.kind, value.object.apiVersion) ?? kindByName(value.object.kind);
  if (showSecrets || info === undefined) return { ...common, object: value.object };
  const object = redactSecrets(value.object, info);
  return { ...common, object, ...(object === value.object ? {} : { redacted: true as const }) };
}
