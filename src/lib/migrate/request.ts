import type { Release } from '../kinds/release.js';
import type { Files } from '../ports/files.js';
import type { StoreSource, StoreTarget } from '../ports/store.js';
import type { MigrationSettings } from '../../migrations/migration.js';
import type { MigrationPlan } from './plan.js';
import type { TransformPool } from './pipeline/pool.js';
import type { MigrationProgress } from './progress.js';

/** What the operator wants, the same for a plan and a run. */
export interface MigrateRequest {
  readonly source: StoreSource;
  readonly from: Release;
  readonly to: Release;
  /** "/registry" in most clusters; `--etcd-prefix` of the API server. */
  readonly prefix: string;
  readonly encoding: 'protobuf' | 'json';
  readonly keepExpired: boolean;
  readonly networkPolicies?: MigrationSettings['networkPolicies'];
  /** The parsed MigrationRules document, and the digest of its text. */
  readonly rules?: unknown;
  readonly rulesDigest?: string;
  /** Absolute path of the module that the rules name; its text is part of the digest. */
  readonly modulePath?: string;
  /** PEM text of the key that signs service-account tokens, for rules that want tokens signed anew. */
  readonly serviceAccountKey?: string;
  /** Texts of EncryptionConfig documents. */
  readonly sourceEncryption?: string;
  readonly targetEncryption?: string;
  /** What a value and twice its key may take in the target, in bytes; objects over it are problems before anything is written. */
  readonly maxValueBytes?: number;
  readonly signal?: AbortSignal;
}

export interface MigrateDeps {
  readonly files: Files;
  /** Makes the workers; called once, closed by the use case. */
  readonly createPool: () => TransformPool;
  readonly now: () => number;
  /** Memory that a sorted run is gathered in, in bytes; 32 MiB by default. */
  readonly runBytes?: number;
  readonly progress: (progress: MigrationProgress) => void;
}

export interface RunRequest extends MigrateRequest {
  readonly target: StoreTarget;
  /** Holds what a killed run needs to go on; beside a file target as `<target>.skep`. */
  readonly stateDirectory: string;
  /** Finish the unfinished run in the state directory; without it an unfinished run is refused. */
  readonly resume: boolean;
  /** A saved plan to carry out; its time is the run's. Without one the run plans for itself, now. A resumed run keeps its time. */
  readonly plan?: MigrationPlan;
  readonly auditPath?: string;
  /** Objects that cannot be carried are written here, one file each, instead of stopping the run. */
  readonly quarantineDirectory?: string;
  readonly firstRevision?: number;
  readonly acceptLowerRevisions?: boolean;
  /** The target may hold keys already. */
  readonly overwrite?: boolean;
}
