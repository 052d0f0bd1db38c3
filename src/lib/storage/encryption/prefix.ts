import { SkepError } from '../../errors.js';

export type Provider = 'aescbc' | 'aesgcm' | 'secretbox' | 'kms-v1' | 'kms-v2';

/** "k8s:enc:aescbc:v1:key1:" before an encrypted value. */
export interface EncryptedValue {
  readonly provider: Provider;
  /** The key's name; for KMS the name of the plugin. */
  readonly keyName: string;
  /** What stands behind the prefix. */
  readonly payload: Uint8Array;
}

const MAGIC = Buffer.from('k8s:enc:');
const PROVIDERS: Readonly<Record<string, Provider>> = {
  'aescbc:v1': 'aescbc',
  'aesgcm:v1': 'aesgcm',
  'secretbox:v1': 'secretbox',
  'kms:v1': 'kms-v1',
  'kms:v2': 'kms-v2',
};
/** Names longer than this are none of a server's. */
const MAX_PREFIX = 1024;

export function isEncrypted(value: Uint8Array): boolean {
  return value.length >= MAGIC.length && MAGIC.equals(value.subarray(0, MAGIC.length));
}

/** @throws SkepError VALUE_MALFORMED when the prefix is none that Skep knows */
export function readPrefix(key: string, value: Uint8Array): EncryptedValue {
  const head = Buffer.from(value.subarray(MAGIC.length, MAX_PREFIX)).toString('latin1');
  const match = /^([a-z]+:v\d+):([^:]*):/.exec(head);
  const provider = match?.[1] === undefined ? undefined : PROVIDERS[match[1]];
  if (match === null || provider === undefined) {
    throw new SkepError('VALUE_MALFORMED', `${key}: the value is encrypted in a way that is not known`, {
      hints: ['Skep decrypts aescbc, aesgcm and secretbox, and recognises kms v1 and v2.'],
      details: { key },
    });
  }
  const [whole, , name = ''] = match;
  const keyName = Buffer.from(name, 'latin1').toString('utf8');
  return { provider, keyName, payload: value.subarray(MAGIC.length + whole.length) };
}

export function prefixOf(provider: 'aescbc' | 'aesgcm' | 'secretbox', keyName: string): Buffer {
  return Buffer.from(`k8s:enc:${provider}:v1:${keyName}:`);
}
