import { SkepError } from '../../errors.js';
import { CIPHERS, derivedNonce, type NonceSource } from './ciphers.js';
import { type EncryptedValue, prefixOf } from './prefix.js';

export { parseEncryptionConfig } from './config.js';

export interface EncryptionKey {
  readonly name: string;
  /** Never printed. */
  readonly secret: Uint8Array;
}

export type ProviderConfig =
  | { readonly type: 'aescbc' | 'aesgcm' | 'secretbox'; readonly keys: readonly EncryptionKey[] }
  | { readonly type: 'identity' }
  | { readonly type: 'kms-v1' | 'kms-v2'; readonly name: string };

/** Providers in order: the first one encrypts, all decrypt. */
export interface ResourceRule {
  /** "secrets", "deployments.apps", "*.apps", "*.", "*.*". */
  readonly resources: readonly string[];
  readonly providers: readonly ProviderConfig[];
}

/** An EncryptionConfig of one side. Plain data: it can be posted to a worker. */
export interface Keyring {
  /** Where it was read from, for messages. */
  readonly source: string;
  readonly rules: readonly ResourceRule[];
  /** The root prefix of the store's keys, with its trailing slash. */
  readonly root: string;
}

/** Built-in resources whose directory in the store is not their name in the API. */
const DIRECTORIES: Readonly<Record<string, string>> = {
  controllers: 'replicationcontrollers',
  minions: 'nodes',
  'services/specs': 'services',
  'services/endpoints': 'endpoints',
  ingress: 'ingresses.networking.k8s.io',
  podsecuritypolicy: 'podsecuritypolicies.policy',
};

/** Groups of the built-in resources outside the core group: the key does not show them. */
const GROUPS: Readonly<Record<string, string>> = {
  daemonsets: 'apps',
  deployments: 'apps',
  replicasets: 'apps',
  statefulsets: 'apps',
  petsets: 'apps',
  controllerrevisions: 'apps',
  jobs: 'batch',
  cronjobs: 'batch',
  horizontalpodautoscalers: 'autoscaling',
  networkpolicies: 'networking.k8s.io',
  ingressclasses: 'networking.k8s.io',
  podsecuritypolicies: 'policy',
  poddisruptionbudgets: 'policy',
  roles: 'rbac.authorization.k8s.io',
  rolebindings: 'rbac.authorization.k8s.io',
  clusterroles: 'rbac.authorization.k8s.io',
  clusterrolebindings: 'rbac.authorization.k8s.io',
  storageclasses: 'storage.k8s.io',
  volumeattachments: 'storage.k8s.io',
  csinodes: 'storage.k8s.io',
  csidrivers: 'storage.k8s.io',
  csistoragecapacities: 'storage.k8s.io',
  certificatesigningrequests: 'certificates.k8s.io',
  priorityclasses: 'scheduling.k8s.io',
  podpresets: 'settings.k8s.io',
  leases: 'coordination.k8s.io',
  endpointslices: 'discovery.k8s.io',
  runtimeclasses: 'node.k8s.io',
  flowschemas: 'flowcontrol.apiserver.k8s.io',
  prioritylevelconfigurations: 'flowcontrol.apiserver.k8s.io',
  mutatingwebhookconfigurations: 'admissionregistration.k8s.io',
  validatingwebhookconfigurations: 'admissionregistration.k8s.io',
  initializerconfigurations: 'admissionregistration.k8s.io',
};

/** Groups that a resource was also configured under while it moved between them. */
const FORMER_GROUPS: Readonly<Record<string, readonly string[]>> = {
  daemonsets: ['extensions'],
  deployments: ['extensions'],
  replicasets: ['extensions'],
  ingresses: ['extensions'],
  networkpolicies: ['extensions'],
  podsecuritypolicies: ['extensions'],
  jobs: ['extensions'],
  horizontalpodautoscalers: ['extensions'],
};

interface Resource {
  readonly name: string;
  readonly groups: readonly string[];
}

/** The resource that a key belongs to, as an encryption configuration names it. */
function resourceOf(key: string, root: string): Resource {
  const relative = key.startsWith(root) ? key.slice(root.length) : key.replace(/^\//, '');
  const [first = '', second = ''] = relative.split('/');
  // A dot in the first step is a group: custom resources, CRDs and APIServices carry it in the key.
  if (first.includes('.')) return { name: second, groups: [first] };
  const full = DIRECTORIES[`${first}/${second}`] ?? DIRECTORIES[first] ?? first;
  const dot = full.indexOf('.');
  const name = dot < 0 ? full : full.slice(0, dot);
  const group = dot < 0 ? (GROUPS[name] ?? '') : full.slice(dot + 1);
  return { name, groups: [group, ...(FORMER_GROUPS[name] ?? [])] };
}

function matches(pattern: string, resource: Resource): boolean {
  if (pattern === '*.*' || pattern === '*') return true;
  const dot = pattern.indexOf('.');
  const name = dot < 0 ? pattern : pattern.slice(0, dot);
  const group = dot < 0 ? '' : pattern.slice(dot + 1);
  return (name === '*' || name === resource.name) && resource.groups.includes(group);
}

/** The providers for a key, in order; the first rule that matches it counts, as in the server. Undefined: stored plainly. */
export function providersFor(keyring: Keyring, key: string): readonly ProviderConfig[] | undefined {
  const resource = resourceOf(key, keyring.root);
  return keyring.rules.find((rule) => rule.resources.some((pattern) => matches(pattern, resource)))?.providers;
}

/**
 * @param key the whole etcd key, root included: aesgcm is bound to it
 * @throws SkepError VALUE_KEY_MISSING, VALUE_DECRYPT_FAILED
 */
export function decrypt(key: string, value: EncryptedValue, keyring: Keyring | undefined): Uint8Array {
  const { provider } = value;
  if (provider === 'kms-v1' || provider === 'kms-v2') {
    throw new SkepError(
      'VALUE_KEY_MISSING',
      `${key}: only the KMS plugin ${JSON.stringify(value.keyName)} can decrypt the value`,
      {
        details: { key, provider, keyName: value.keyName },
      },
    );
  }
  const secrets = secretsFor(key, value, keyring);
  for (const secret of secrets) {
    try {
      return CIPHERS[provider].open(value.payload, secret, key);
    } catch {
      // What the libraries say tells nothing more than that it does not verify.
    }
  }
  throw new SkepError(
    'VALUE_DECRYPT_FAILED',
    `${key}: the value does not decrypt with the ${provider} key ${JSON.stringify(value.keyName)}`,
    {
      hints: [
        'The key of that name is another one than the server used, or the value was changed.',
        ...(provider === 'aesgcm'
          ? ['aesgcm values are bound to their etcd key: was the value moved, or is the prefix another one?']
          : []),
      ],
      details: { key, provider, keyName: value.keyName },
    },
  );
}

/** The key of that name from the rule of the resource; a name may be there twice while keys are rotated. */
function secretsFor(key: string, value: EncryptedValue, keyring: Keyring | undefined): Uint8Array[] {
  const named = (providers: readonly ProviderConfig[]): Uint8Array[] =>
    providers.flatMap((provider) =>
      'keys' in provider && provider.type === value.provider
        ? provider.keys.filter(({ name }) => name === value.keyName).map(({ secret }) => secret)
        : [],
    );
  const found = keyring === undefined ? [] : named(providersFor(keyring, key) ?? []);
  if (found.length > 0) return found;
  throw new SkepError(
    'VALUE_KEY_MISSING',
    `${key}: the value is encrypted with the ${value.provider} key ${JSON.stringify(value.keyName)}, which ${
      keyring === undefined ? 'needs an encryption configuration' : `${keyring.source} does not give for this resource`
    }`,
    {
      hints: ['Give the configuration of the server that wrote it: --encryption-config FILE'],
      details: { key, provider: value.provider, keyName: value.keyName },
    },
  );
}

/**
 * Encrypts with the first provider of the resource; a resource without a rule, or with identity first, stays plain.
 * @param key the whole etcd key that the value will be stored under
 * @throws SkepError VALUE_KEY_MISSING when the first provider is a KMS plugin
 */
export function encrypt(key: string, plain: Uint8Array, keyring: Keyring, nonces: NonceSource = derivedNonce): Uint8Array {
  const first = providersFor(keyring, key)?.[0];
  if (first === undefined || first.type === 'identity') return plain;
  if ('name' in first) {
    throw new SkepError(
      'VALUE_KEY_MISSING',
      `${key}: ${keyring.source} encrypts it with the KMS plugin ${JSON.stringify(first.name)}`,
      {
        hints: ['Put another provider first for the migration; the server encrypts with KMS again at the next update.'],
        details: { key, provider: first.type, keyName: first.name },
      },
    );
  }
  const [encryptionKey] = first.keys;
  if (encryptionKey === undefined)
    throw new SkepError('VALUE_KEY_MISSING', `${key}: ${keyring.source} has no ${first.type} key for it`, { details: { key } });
  return Buffer.concat([
    prefixOf(first.type, encryptionKey.name),
    CIPHERS[first.type].seal(plain, encryptionKey.secret, key, nonces),
  ]);
}
