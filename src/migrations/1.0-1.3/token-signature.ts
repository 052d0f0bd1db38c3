import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { isObject, stringAt } from '../fields.js';
import type { Json, JsonObject } from '../../lib/storage/json.js';

/** What a service-account token says about itself. */
export interface TokenClaims {
  readonly namespace: string;
  readonly account: string;
  readonly uid: string;
}

const CLAIM = 'kubernetes.io/serviceaccount/';

/**
 * The token with another namespace (and uid) in its claims, signed with the same key.
 * @param key PEM of the private key, RSA or EC
 * @returns undefined when the key does not verify the token as it is, or it is no such token
 */
export function resignToken(token: string, key: string, { namespace, account, uid }: TokenClaims): string | undefined {
  const [head = '', body = '', signature = '', ...rest] = token.split('.');
  const algorithm = stringAt(decoded(head), 'alg');
  const claims = decoded(body);
  const privateKey = readKey(key);
  if (rest.length > 0 || claims === undefined || privateKey === undefined || !fits(algorithm, privateKey)) return undefined;
  const given = Buffer.from(signature, 'base64url');
  if (!verify(hashOf(algorithm), Buffer.from(`${head}.${body}`), { key: createPublicKey(privateKey), ...DSA }, given))
    return undefined;
  claims[`${CLAIM}namespace`] = namespace;
  claims[`${CLAIM}service-account.uid`] = uid;
  claims.sub = `system:serviceaccount:${namespace}:${account}`;
  const signed = `${head}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  return `${signed}.${sign(hashOf(algorithm), Buffer.from(signed), { key: privateKey, ...DSA }).toString('base64url')}`;
}

const DSA = { dsaEncoding: 'ieee-p1363' } as const;

function fits(algorithm: string | undefined, { asymmetricKeyType: type }: KeyObject): boolean {
  return (
    (/^RS(?:256|384|512)$/.test(algorithm ?? '') && type === 'rsa') ||
    (/^ES(?:256|384|512)$/.test(algorithm ?? '') && type === 'ec')
  );
}

function hashOf(algorithm: string | undefined): string {
  return `sha${(algorithm ?? '').slice(2)}`;
}

function readKey(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

function decoded(part: string): JsonObject | undefined {
  try {
    const value = JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Json;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
