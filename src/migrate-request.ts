import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { rootOf } from './flags.js';
import {
  type MigrationRules,
  parseMigrationRules,
  parseNamespaceMapping,
  withNamespaceMapping,
} from './lib/config/migration-rules.js';
import { largestValue } from './lib/etcd/v3-grpc/transaction-batches.js';
import type { Release } from './lib/kinds/release.js';
import type { MigrateRequest, RunRequest } from './lib/migrate/index.js';
import { decodePlan, detectRelease } from './lib/migrate/index.js';
import type { VerifyInput } from './lib/migrate/verify/verify-stores.js';
import type { StoreSource, StoreTarget } from './lib/ports/store.js';
import type { Session } from './wiring.js';

interface MigrationFlagValues {
  readonly to: Release;
  readonly from?: Release | undefined;
  readonly rules?: string | undefined;
  readonly prefix: string;
  readonly 'encryption-config'?: string | undefined;
  readonly 'target-encryption-config'?: string | undefined;
  readonly encoding?: 'protobuf' | 'json';
  readonly 'keep-expired'?: boolean;
  readonly 'max-request-bytes'?: number | undefined;
  readonly 'network-policies'?: MigrateRequest['networkPolicies'] | undefined;
  readonly 'service-account-key'?: string | undefined;
}

/** What the operator wants, from the flags that plan, run and verify share: reads the documents and finds out the release. */
export async function migrateRequestOf(
  session: Session,
  source: StoreSource,
  flags: MigrationFlagValues,
): Promise<MigrateRequest> {
  const textOf = (path: string | undefined): Promise<string | undefined> =>
    path === undefined ? Promise.resolve(undefined) : session.readText(path);
  const sourceEncryption = await textOf(flags['encryption-config']);
  const targetEncryption = await textOf(flags['target-encryption-config']);
  const serviceAccountKey = await textOf(flags['service-account-key']);
  const rulesText = await textOf(flags.rules);
  const rules = rulesText === undefined ? {} : await rulesOf(session, rulesText, flags.rules ?? '');
  const networkPolicies = flags['network-policies'] ?? rules.rules?.spec.networkPolicies;
  return {
    source,
    from: flags.from ?? (await foundRelease(session, source, flags)),
    to: flags.to,
    prefix: rootOf(flags.prefix).slice(0, -1),
    encoding: flags.encoding ?? 'protobuf',
    keepExpired: flags['keep-expired'] ?? false,
    signal: session.signal,
    ...rules,
    ...(flags['max-request-bytes'] === undefined ? {} : { maxValueBytes: largestValue(flags['max-request-bytes']) }),
    ...(networkPolicies === undefined ? {} : { networkPolicies }),
    ...(serviceAccountKey === undefined ? {} : { serviceAccountKey }),
    ...(sourceEncryption === undefined ? {} : { sourceEncryption }),
    ...(targetEncryption === undefined ? {} : { targetEncryption }),
  };
}

/** The document, and its digest together with the module that it names, which is found relative to it. */
async function rulesOf(
  session: Session,
  text: string,
  path: string,
): Promise<{ readonly rules?: MigrationRules; readonly rulesDigest?: string; readonly modulePath?: string }> {
  const { rules, mappingText } = await withMappingFile(session, parseMigrationRules(text, path), path);
  const { module } = rules.spec;
  const digest = createHash('sha256').update(text).update(mappingText);
  if (module === undefined) return { rules, rulesDigest: digest.digest('hex') };
  const modulePath = resolve(dirname(path), module);
  return { rules, modulePath, rulesDigest: digest.update(await session.readText(modulePath)).digest('hex') };
}

/** The namespaces of a mappingFile, which is found relative to the rules, stand in the rules themselves from here on. */
async function withMappingFile(
  session: Session,
  rules: MigrationRules,
  path: string,
): Promise<{ readonly rules: MigrationRules; readonly mappingText: string }> {
  const file = rules.spec.tenants?.mappingFile;
  if (file === undefined) return { rules, mappingText: '' };
  const mappingPath = resolve(dirname(path), file);
  const mappingText = await session.readText(mappingPath);
  return { rules: withNamespaceMapping(rules, parseNamespaceMapping(mappingText, mappingPath), mappingPath), mappingText };
}

interface RunFlagValues extends MigrationFlagValues {
  readonly resume: boolean;
  readonly overwrite: boolean;
  readonly 'accept-lower-revisions': boolean;
  readonly plan?: string | undefined;
  readonly quarantine?: string | undefined;
  readonly 'first-revision'?: number | undefined;
}

interface RunPlaces {
  readonly source: StoreSource;
  readonly target: StoreTarget;
  readonly stateDirectory: string;
  readonly auditPath: string | undefined;
}

/** The same for a run, with what only a run has. */
export async function runRequestOf(session: Session, places: RunPlaces, flags: RunFlagValues): Promise<RunRequest> {
  const { auditPath, target, stateDirectory } = places;
  return {
    ...(await migrateRequestOf(session, places.source, flags)),
    ...(target.maxValueBytes === undefined ? {} : { maxValueBytes: target.maxValueBytes }),
    target,
    stateDirectory,
    resume: flags.resume,
    overwrite: flags.overwrite,
    acceptLowerRevisions: flags['accept-lower-revisions'],
    ...(flags.plan === undefined ? {} : { plan: decodePlan(await session.readText(flags.plan), flags.plan) }),
    ...(auditPath === undefined ? {} : { auditPath }),
    ...(flags.quarantine === undefined ? {} : { quarantineDirectory: flags.quarantine }),
    ...(flags['first-revision'] === undefined ? {} : { firstRevision: flags['first-revision'] }),
  };
}

const VERIFY_PHASES = {
  source: 'reading the source',
  target: 'reading the target',
  compare: 'comparing',
  references: 'following references',
} as const;

/** What the verifier is to check; `plan` says what had expired when the run was planned. */
export async function verifyInputOf(
  session: Session,
  stores: { readonly source: StoreSource; readonly target: StoreSource },
  flags: MigrationFlagValues & { readonly plan?: string | undefined },
): Promise<VerifyInput> {
  const { from, to, rules, networkPolicies } = await migrateRequestOf(session, stores.source, flags);
  const prefix = rootOf(flags.prefix);
  const sourceKeyring = await session.readKeyring(flags['encryption-config'], prefix);
  const targetKeyring = await session.readKeyring(flags['target-encryption-config'], prefix);
  return {
    ...stores,
    from,
    to,
    prefix,
    makeSorter: session.makeSorter,
    signal: session.signal,
    progress: ({ phase, keys }) => session.progress.update({ doing: VERIFY_PHASES[phase], done: keys, unit: 'keys' }),
    ...(rules === undefined ? {} : { rules }),
    ...(networkPolicies === undefined ? {} : { networkPolicies }),
    ...(flags.plan === undefined ? {} : { planTime: decodePlan(await session.readText(flags.plan), flags.plan).planTime }),
    ...(sourceKeyring === undefined ? {} : { sourceKeyring }),
    ...(targetKeyring === undefined ? {} : { targetKeyring }),
  };
}

/** The release that wrote the source. @throws SkepError MIGRATION_RELEASE_UNCLEAR */
export async function foundRelease(
  session: Session,
  source: StoreSource,
  flags: { readonly prefix: string; readonly 'encryption-config'?: string | undefined },
): Promise<Release> {
  const root = rootOf(flags.prefix);
  const { release } = await detectRelease(source, root, await session.readKeyring(flags['encryption-config'], root));
  return release;
}
