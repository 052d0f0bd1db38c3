import { Args, Flags } from '@oclif/core';
import { OUTPUT_FORMATS } from './lib/output/result.js';

const STORE_FORMS =
  'etcd2[s]://HOST:PORT, etcd3[s]://HOST:PORT, FILE.db[.gz], FILE.jsonl[.gz], an etcd data directory, or BACKUP.tgz';

/** A store that is read. */
export const sourceArg = (description: string) => Args.string({ required: true, description: `${description}: ${STORE_FORMS}` });

/** A store that is written. */
export const targetArg = (description: string) =>
  Args.string({
    required: true,
    description: `${description}: etcd2[s]://HOST:PORT, etcd3[s]://HOST:PORT, FILE.db[.gz] or FILE.jsonl[.gz]`,
  });

/** What every command takes. */
export const commonFlags = {
  output: Flags.option({
    char: 'o',
    options: OUTPUT_FORMATS,
    default: 'table' as const,
    description: 'form of the answer on stdout',
    env: 'SKEP_OUTPUT',
    helpGroup: 'OUTPUT',
  })(),
  quiet: Flags.boolean({
    char: 'q',
    description: 'no progress and no chatter on stderr',
    env: 'SKEP_QUIET',
    helpGroup: 'OUTPUT',
  }),
  'no-color': Flags.boolean({ description: 'no colours (NO_COLOR does the same)', helpGroup: 'OUTPUT' }),
  debug: Flags.boolean({ description: 'tell the stack of every error', env: 'SKEP_DEBUG', helpGroup: 'OUTPUT' }),
};

const group = 'CONNECTION';

/** How to reach and read the store that is read; the names and variables are etcdctl's. */
export const sourceFlags = {
  cacert: Flags.file({ description: 'authority of the server certificate (PEM)', env: 'ETCDCTL_CACERT', helpGroup: group }),
  cert: Flags.file({ description: 'client certificate (PEM)', env: 'ETCDCTL_CERT', helpGroup: group }),
  key: Flags.file({ description: 'key of the client certificate (PEM)', env: 'ETCDCTL_KEY', helpGroup: group }),
  user: Flags.string({
    description: 'user name; the password comes from ETCDCTL_PASSWORD',
    env: 'ETCDCTL_USER',
    helpGroup: group,
  }),
  api: Flags.option({
    options: ['v2', 'v3'] as const,
    description: 'which store of a directory that holds both',
    env: 'SKEP_API',
    helpGroup: group,
  })(),
};

/** The same for the other side. */
export const targetFlags = {
  'target-cacert': Flags.file({
    description: 'authority of the other server certificate (PEM)',
    env: 'SKEP_TARGET_CACERT',
    helpGroup: group,
  }),
  'target-cert': Flags.file({
    description: 'client certificate for the other side (PEM)',
    env: 'SKEP_TARGET_CERT',
    helpGroup: group,
  }),
  'target-key': Flags.file({ description: 'key of that client certificate (PEM)', env: 'SKEP_TARGET_KEY', helpGroup: group }),
  'target-user': Flags.string({
    description: 'user name for the other side; the password comes from SKEP_TARGET_PASSWORD',
    env: 'SKEP_TARGET_USER',
    helpGroup: group,
  }),
  'target-api': Flags.option({
    options: ['v2', 'v3'] as const,
    description: 'as --api, for the other side',
    env: 'SKEP_TARGET_API',
    helpGroup: group,
  })(),
};

/** Where the objects lie in the store, as the API server's `--etcd-prefix` says it. */
export const prefixFlag = {
  prefix: Flags.string({ default: '/registry', description: "the API server's --etcd-prefix", env: 'SKEP_PREFIX' }),
};

/** Keys of values that are stored encrypted. */
export const encryptionFlags = {
  'encryption-config': Flags.file({
    description: "the API server's encryption configuration, to read encrypted values",
    env: 'SKEP_ENCRYPTION_CONFIG',
  }),
};

export const targetEncryptionFlags = {
  'target-encryption-config': Flags.file({
    description: 'encryption configuration of the other side',
    env: 'SKEP_TARGET_ENCRYPTION_CONFIG',
  }),
};

export const showSecretsFlag = {
  'show-secrets': Flags.boolean({ description: 'print secret values as they are', env: 'SKEP_SHOW_SECRETS' }),
};

/** "/registry" -> "/registry/": what all keys of the API server start with. */
export function rootOf(prefix: string): string {
  return `/${prefix
    .split('/')
    .filter((part) => part !== '')
    .join('/')}/`.replace('//', '/');
}

/** A key as a person may write it: "pods/a/b" lies below the root, "/x" is a whole key. */
export function wholeKey(key: string, prefix: string): string {
  return key.startsWith('/') ? key : `${rootOf(prefix)}${key}`;
}
