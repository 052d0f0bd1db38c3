import { copyJson } from '../../lib/kinds/copy.js';
import type { JsonObject, KubeObject } from '../../lib/storage/json.js';
import { annotationOf, SKEP_ANNOTATIONS, setAnnotation } from '../annotations.js';
import { ensureObject, objectAt, objectsAt, stringAt } from '../fields.js';
import { MigrationRefusal, type MigratedObject, type Outcome } from '../migration.js';
import { type Context10, type Facts10, nameOf, namespaceOf, planTimestamp, TOKEN_TYPE } from './facts.js';
import { namingOf } from './placement.js';
import { resignToken } from './token-signature.js';

const ACCOUNT_NAME = 'kubernetes.io/service-account.name';
const ACCOUNT_UID = 'kubernetes.io/service-account.uid';

/**
 * An account, or a token of one, whose namespace has got its new name already. Where a namespace becomes several, each gets
 * copies of both: running pods mount the token by its name, and say the account's name.
 * @param old the namespace as the source calls it
 */
export function migrateAccountOrToken(object: KubeObject, old: string, context: Context10): Outcome {
  const copies = otherNamespaces(context.facts, old).map((namespace) => copyInto(object, namespace, context));
  if (isToken(object)) {
    const renewed = namespaceOf(object) !== old;
    if (renewed) renewToken(object, context);
    for (const copy of copies) renewToken(copy, context);
  }
  if (copies.length > 0) {
    const message = `running pods name it, so that copies are made in ${copies.map(namespaceOf).join(', ')}`;
    context.note({ code: 'account-copied', severity: 'info', message });
  }
  return { objects: [{ object }, ...copies.map((copy): MigratedObject => ({ object: copy }))] };
}

export function isToken(object: KubeObject): boolean {
  return object.kind === 'Secret' && object.type === TOKEN_TYPE;
}

function otherNamespaces(facts: Facts10, old: string): string[] {
  return (namingOf(facts, old)?.parts ?? []).slice(0, -1).map(({ name }) => name);
}

function copyInto(object: KubeObject, namespace: string, context: Context10): KubeObject {
  const made = copyJson<KubeObject>(object);
  const metadata = ensureObject(made, 'metadata');
  const directory = object.kind === 'Secret' ? 'secrets' : 'serviceaccounts';
  metadata.namespace = namespace;
  metadata.uid = context.uid(`${directory}/${namespace}/${nameOf(object)}`);
  metadata.creationTimestamp = planTimestamp(context);
  delete metadata.resourceVersion;
  delete metadata.selfLink;
  setAnnotation(made, SKEP_ANNOTATIONS.madeFrom, `${object.kind}/${namespaceOf(object)}/${nameOf(object)}`);
  if (object.kind === 'Secret') {
    const account = annotationOf(made, ACCOUNT_NAME) ?? '';
    setAnnotation(made, ACCOUNT_UID, context.uid(`serviceaccounts/${namespace}/${account}`));
  } else keepTokensOnly(made, context.facts, metadata);
  return made;
}

/** Other secrets stay in the main namespace, so that the copy must not name them. */
function keepTokensOnly(account: KubeObject, facts: Facts10, metadata: JsonObject): void {
  const tokens = new Set(
    [...facts.configuration].filter(([, kind]) => kind === 'token').map(([place]) => place.slice(place.lastIndexOf('/') + 1)),
  );
  account.secrets = objectsAt(account, 'secrets')
    .filter((secret) => tokens.has(stringAt(secret, 'name') ?? ''))
    .map((secret) => ('namespace' in secret ? { ...secret, namespace: metadata.namespace } : secret));
  delete account.imagePullSecrets;
}

/** A token says its namespace, in its claims and beside it. */
function renewToken(secret: KubeObject, context: Context10): void {
  const data = objectAt(secret, 'data');
  if (data === undefined) return;
  const namespace = namespaceOf(secret);
  if (data.namespace !== undefined) data.namespace = Buffer.from(namespace).toString('base64');
  const token = stringAt(data, 'token') ?? '';
  if (token === '') return;
  if (context.facts.rules?.spec.serviceAccountTokens === 'resign') {
    data.token = Buffer.from(resigned(secret, Buffer.from(token, 'base64').toString('utf8'), context)).toString('base64');
    context.note({ code: 'token-resigned', severity: 'info', path: 'data.token', message: `says namespace ${namespace} now` });
    return;
  }
  delete data.token;
  const message = `said its old namespace and is taken out; the token controller fills it in again. Until then pods that start cannot reach the API`;
  context.note({ code: 'token-cleared', severity: 'warning', path: 'data.token', message });
}

function resigned(secret: KubeObject, token: string, { serviceAccountKey = '' }: Context10): string {
  const claims = {
    namespace: namespaceOf(secret),
    account: annotationOf(secret, ACCOUNT_NAME) ?? '',
    uid: annotationOf(secret, ACCOUNT_UID) ?? '',
  };
  const fresh = resignToken(token, serviceAccountKey, claims);
  if (fresh !== undefined) return fresh;
  throw new MigrationRefusal(
    'token-not-of-this-key',
    `the token in Secret ${namespaceOf(secret)}/${nameOf(secret)} was not signed with the key that is given`,
    'give the key that the controller manager signs with (--service-account-private-key-file), or say serviceAccountTokens: clear',
  );
}
