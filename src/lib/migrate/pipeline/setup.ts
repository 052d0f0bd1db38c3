import type { Release } from '../../kinds/release.js';
import { parseEncryptionConfig } from '../../storage/encryption/config.js';
import type { MigrationSettings } from '../../../migrations/migration.js';
import { findChain, targetsFrom } from '../../../migrations/registry.js';
import { SkepError } from '../../errors.js';
import type { MigrationRules } from '../../config/migration-rules.js';
import type { CarrySettings } from './carry.js';
import type { SiteModule } from './site-module.js';

/** All that a worker thread needs to carry records: plain data, from which each thread makes its own settings. */
export interface CarrySetup {
  readonly from: Release;
  readonly to: Release;
  readonly root: string;
  readonly encoding: 'protobuf' | 'json';
  readonly planTime: number;
  readonly planSeed: string;
  readonly keepExpired: boolean;
  readonly migration: MigrationSettings;
  /** Texts of EncryptionConfig documents; they hold keys and are never written anywhere. */
  readonly sourceEncryption?: string;
  readonly targetEncryption?: string;
  readonly maxValueBytes?: number;
  /** Absolute path of the module that the rules name. */
  readonly modulePath?: string;
}

/** @throws SkepError MIGRATION_NO_PATH */
export function carrySettings(setup: CarrySetup, facts: readonly unknown[], module?: SiteModule): CarrySettings {
  const chain = findChain(setup.from, setup.to);
  if (chain === undefined) {
    const targets = targetsFrom(setup.from);
    throw new SkepError('MIGRATION_NO_PATH', `no migration leads from Kubernetes ${setup.from} to ${setup.to}`, {
      hints: [
        targets.length === 0
          ? `no migration starts at ${setup.from} yet: is --from right?`
          : `a store of ${setup.from} can be carried to ${targets.join(' or ')}`,
      ],
    });
  }
  return {
    ...setup,
    chain,
    facts,
    ...(setup.migration.serviceAccountKey === undefined ? {} : { serviceAccountKey: setup.migration.serviceAccountKey }),
    ...(setup.migration.rules === undefined ? {} : { rules: setup.migration.rules as MigrationRules }),
    ...(module === undefined ? {} : { module }),
    ...(setup.sourceEncryption === undefined
      ? {}
      : { sourceKeyring: parseEncryptionConfig(setup.sourceEncryption, 'the source encryption config', setup.root) }),
    ...(setup.targetEncryption === undefined
      ? {}
      : { targetKeyring: parseEncryptionConfig(setup.targetEncryption, 'the target encryption config', setup.root) }),
  };
}

/** Facts of every migration of the chain before anything was observed. */
export function emptyFacts(setup: CarrySetup): unknown[] {
  return carrySettings(setup, []).chain.map((migration) => migration.newFacts(setup.migration));
}
