import type { MigrationRules } from '../../config/migration-rules.js';
import type { Json, JsonObject, KubeObject } from '../../storage/json.js';
import { differences } from './difference.js';
import { asMap, asText, embeddedJson } from './json.js';

/** Where a token says which namespace its account is in. */
const NAMESPACE_CLAIM = 'kubernetes.io/serviceaccount/namespace';
const NAME_CLAIM = 'kubernetes.io/serviceaccount/service-account.name';

/**
 * The token of an account in a renamed namespace names the old one, and 1.3 would refuse it: it must be gone, or signed anew
 * with nothing else changed. The other data follow.
 */
export function expectToken(
  expected: JsonObject,
  actual: KubeObject,
  namespace: string,
  how: MigrationRules['spec']['serviceAccountTokens'],
): void {
  if (expected.type !== 'kubernetes.io/service-account-token') return;
  const data = asMap(expected.data);
  if (data === undefined) return;
  if (data.namespace !== undefined) data.namespace = Buffer.from(namespace).toString('base64');
  const there = asMap(actual.data)?.token;
  if (how === 'clear') Reflect.deleteProperty(data, 'token');
  else if (there !== undefined && isSignedAnew(data.token, there, namespace)) data.token = there;
  else data.token = 'a token that differs from the old one in its namespace and signature alone';
}

function isSignedAnew(before: Json | undefined, after: Json, namespace: string): boolean {
  const old = claimsOf(before);
  const anew = claimsOf(after);
  if (old === undefined || anew === undefined) return false;
  const wanted = {
    ...old,
    [NAMESPACE_CLAIM]: namespace,
    sub: `system:serviceaccount:${namespace}:${asText(old[NAME_CLAIM]) ?? ''}`,
  };
  return differences(wanted, anew).length === 0;
}

function claimsOf(token: Json | undefined): JsonObject | undefined {
  const payload = Buffer.from(asText(token) ?? '', 'base64')
    .toString('latin1')
    .split('.')[1];
  return payload === undefined ? undefined : asMap(embeddedJson(Buffer.from(payload, 'base64url').toString('utf8')));
}
