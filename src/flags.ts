import { Args, Flags } from '@oclif/core';
import { SkepError } from './lib/errors.js';
import { assertBareUser } from './lib/etcd/credentials.js';
import type { Release } from './lib/kinds/release.js';
import { NEWEST_RELEASE, OLDEST_RELEASE, parseRelease } from './lib/kinds/release.js';
import { OUTPUT_FORMATS } from './lib/output/result.js';

const STORE_FORMS =
  'etcd2[s]://HOST:PORT, etcd3[s]://HOST:PORT, FILE.db[.gz], FILE.jsonl[.gz], an etcd data directory, or BACKUP.tgz';

/** A store that is read. Without `ignoreStdin` the framework would take an argument from standard input, where a password may come. */
export const sourceArg = (description: string) =>
  Args.string({ ignoreStdin: true, required: true, description: `${description}: ${STORE_FORMS}` });

/** A second store that is read. */
export const otherSourceArg = (description: string) => Args.string({ ignoreStdin: true, required: true, description });

/** A store that is written. */
export const targetArg = (description: string) =>
  Args.string({
    ignoreStdin: true,
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
  cacert: Flags.file({
    helpValue: 'FILE',
    description: 'authority of the server certificate (PEM)',
    env: 'ETCDCTL_CACERT',
    helpGroup: group,
  }),
  cert: Flags.file({ helpValue: 'FILE', description: 'client certificate (PEM)', env: 'ETCDCTL_CERT', helpGroup: group }),
  key: Flags.file({
    helpValue: 'FILE',
    description: 'key of the client certificate (PEM)',
    env: 'ETCDCTL_KEY',
    helpGroup: group,
  }),
  user: Flags.string({
    helpValue: 'NAME',
    description: 'user name (default: ETCDCTL_USER, which may be NAME:PASSWORD)',
    parse: (text) => Promise.resolve(assertBareUser('user', text, 'ETCDCTL_PASSWORD')),
    helpGroup: group,
  }),
  'password-file': Flags.string({
    helpValue: 'FILE',
    description: 'file with the password, or - for standard input (default: ETCDCTL_PASSWORD)',
    helpGroup: group,
  }),
  api: Flags.option({
    options: ['v2', 'v3'] as const,
    description: 'which store of a directory that holds both',
    env: 'SKEP_API',
    helpGroup: group,
  })(),
  'max-read-rate': Flags.integer({
    min: 1,
    helpValue: 'KEYS/s',
    description: 'read stores no faster than this, to spare production',
    env: 'SKEP_MAX_READ_RATE',
    helpGroup: group,
  }),
};

/** On every command that changes something. */
export const readOnlyFlag = {
  'read-only': Flags.boolean({
    default: false,
    description: 'refuse to change anything (exit code 6)',
    env: 'SKEP_READ_ONLY',
    helpGroup: 'SAFETY',
  }),
};

/** The same for the other side. */
export const targetFlags = {
  'target-cacert': Flags.file({
    helpValue: 'FILE',
    description: 'authority of the other server certificate (PEM)',
    env: 'SKEP_TARGET_CACERT',
    helpGroup: group,
  }),
  'target-cert': Flags.file({
    helpValue: 'FILE',
    description: 'client certificate for the other side (PEM)',
    env: 'SKEP_TARGET_CERT',
    helpGroup: group,
  }),
  'target-key': Flags.file({
    helpValue: 'FILE',
    description: 'key of that client certificate (PEM)',
    env: 'SKEP_TARGET_KEY',
    helpGroup: group,
  }),
  'target-user': Flags.string({
    helpValue: 'NAME',
    description: 'user name for the other side (default: SKEP_TARGET_USER, which may be NAME:PASSWORD)',
    parse: (text) => Promise.resolve(assertBareUser('target-user', text, 'SKEP_TARGET_PASSWORD')),
    helpGroup: group,
  }),
  'target-password-file': Flags.string({
    helpValue: 'FILE',
    description: 'file with its password, or - for standard input (default: SKEP_TARGET_PASSWORD)',
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
  prefix: Flags.string({
    default: '/registry',
    helpValue: 'PATH',
    description: "the API server's --etcd-prefix",
    env: 'SKEP_PREFIX',
  }),
};

/** Keys of values that are stored encrypted. */
export const encryptionFlags = {
  'encryption-config': Flags.file({
    helpValue: 'FILE',
    description: "the API server's encryption configuration, to read encrypted values",
    env: 'SKEP_ENCRYPTION_CONFIG',
  }),
};

export const targetEncryptionFlags = {
  'target-encryption-config': Flags.file({
    helpValue: 'FILE',
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

const releaseFlag = Flags.custom<Release>({ helpValue: '1.N', parse: (text) => Promise.resolve(releaseOf(text)) });

/** The release that is wanted. */
export const toFlag = { to: releaseFlag({ required: true, description: 'Kubernetes release that is to read the target' }) };

/** The same where it need not be given. */
export const optionalToFlag = { to: releaseFlag({ description: 'also tell what becomes of it on the way to this release' }) };

/** Resources that are kept in stores of their own. */
export const overrideFlag = {
  override: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    default: [],
    helpValue: 'RESOURCE=SOURCE[,TARGET]',
    description: 'a resource that is kept in another store, as in --etcd-servers-overrides; may be given several times',
  }),
};

/** What decides how a store is carried: the same for plan, run and verify. */
export const migrationFlags = {
  from: releaseFlag({ description: 'release that wrote the source (default: found out; doubt is an error)' }),
  rules: Flags.file({ helpValue: 'FILE', description: 'MigrationRules document of this site', env: 'SKEP_RULES' }),
  'network-policies': Flags.option({
    options: ['drop-inactive', 'keep'] as const,
    description: 'what becomes of NetworkPolicies that no DefaultDeny annotation put in force (default: as the rules say)',
  })(),
  'service-account-key': Flags.file({
    helpValue: 'FILE',
    description: 'key that signs service-account tokens (PEM), for rules that want tokens signed anew',
    env: 'SKEP_SERVICE_ACCOUNT_KEY',
  }),
  ...prefixFlag,
  ...encryptionFlags,
  ...targetEncryptionFlags,
};

/** How values are written; plan and run must agree on it. */
export const writingFlags = {
  encoding: Flags.option({
    options: ['protobuf', 'json'] as const,
    default: 'protobuf' as const,
    description: 'form of the values written, where the release knows both',
  })(),
  'keep-expired': Flags.boolean({ description: 'give what has expired its full time again, instead of dropping it' }),
  'max-request-bytes': Flags.integer({
    min: 65_536,
    helpValue: 'BYTES',
    description: 'request limit of a live v3 target: refuse larger objects before anything is written (default there: 1572864)',
  }),
};

/** What only a run takes. */
export const runFlags = {
  plan: Flags.file({ helpValue: 'FILE', description: 'carry out this saved plan; refused when the source has moved since' }),
  resume: Flags.boolean({ description: 'finish the unfinished run' }),
  audit: Flags.file({ helpValue: 'FILE.jsonl', description: 'what became of every key, one a line' }),
  report: Flags.file({ helpValue: 'FILE.html', description: 'the whole run for a browser, in one file' }),
  quarantine: Flags.directory({ helpValue: 'DIR', description: 'set objects that cannot be carried aside here, and go on' }),
  'state-dir': Flags.directory({
    helpValue: 'DIR',
    description: 'what --resume needs (default for a file: TARGET.skep; a live target needs one)',
  }),
  'first-revision': Flags.integer({ min: 1, description: 'first revision in a target file (default: one above the source)' }),
  'accept-lower-revisions': Flags.boolean({ description: 'write into a live etcd whose revision is far below the source' }),
  overwrite: Flags.boolean({ description: 'the target may be there already' }),
};

/** @throws SkepError USAGE_INVALID */
export function releaseOf(text: string): Release {
  const release = parseRelease(text);
  if (release !== undefined) return release;
  throw new SkepError('USAGE_INVALID', `${text} is no Kubernetes release from ${OLDEST_RELEASE} to ${NEWEST_RELEASE}`, {
    hints: ['write it as 1.9'],
  });
}
