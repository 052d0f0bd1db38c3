import type { Release } from '../lib/kinds/release.js';
import type { KubeObject } from '../lib/storage/json.js';

/** Something worth telling about one object. Codes are stable, kebab-case, listed in the guide of the migration. */
export interface Note {
  readonly code: string;
  readonly severity: 'info' | 'warning';
  /** Path within the object, as in kinds/path.ts. */
  readonly path?: string;
  readonly message: string;
}

/** An object with the key, below the root, that it was read from ("pods/default/a"). */
export interface StoredObject {
  readonly key: string;
  readonly object: KubeObject;
}

/** What becomes of one source object. The first of `objects` is its successor; what follows was made because of it. */
export type Outcome =
  | { readonly objects: readonly MigratedObject[] }
  /** `rule` is a stable name that the audit shows and `verify` knows. */
  | { readonly drop: string; readonly reason: string };

export interface MigratedObject {
  readonly object: KubeObject;
  /** Below the root; only where the kind's registry entry cannot say (custom resources). */
  readonly key?: string;
}

export interface MigrationContext<Facts> {
  readonly facts: Facts;
  /** The plan's time, epoch milliseconds: the only clock there is. */
  readonly planTime: number;
  /** A version-5 style uid derived from the plan and the seed: the same for the same plan. */
  uid(seed: string): string;
  /** PEM text; here and not among the facts, because facts are kept on disk for a resumed run. */
  readonly serviceAccountKey?: string;
  note(note: Note): void;
}

/** What a migration is told besides the data. `rules` is the operator's MigrationRules document, parsed. */
export interface MigrationSettings {
  readonly sourceRelease: Release;
  /** 'keep': NetworkPolicies that were not in force before 1.7 are carried all the same, and come into force. */
  readonly networkPolicies?: 'drop-inactive' | 'keep';
  readonly rules?: unknown;
  /** PEM of the key that signs service-account tokens, where the rules want them signed anew. Never written anywhere. */
  readonly serviceAccountKey?: string;
}

/**
 * The step from one release to the next one that Skep knows. Pure: it imports kinds and storage only.
 *
 * `facts` is what has to be known of the whole before one object can be changed: gathered by `observe` in a first pass (in
 * several workers at once, hence `merge`), plain structured-cloneable data, small (namespaces, third-party resources, service
 * addresses - never one entry an object).
 */
export interface Migration<Facts = unknown, Settings = MigrationSettings> {
  readonly from: Release;
  readonly to: Release;
  newFacts(settings: Settings): Facts;
  /** Directories below the root whose objects `observe` wants to see; all when absent. It saves reading the rest twice. */
  readonly observes?: readonly string[];
  observe(facts: Facts, stored: StoredObject): void;
  merge(into: Facts, from: Facts): void;
  /** Problems that only show in the whole (collisions, names too long): each stops the plan. */
  check(facts: Facts): readonly { readonly key: string; readonly message: string }[];
  /**
   * Owns `stored.object` and may change it in place. Throws MigrationRefusal for an object that it must not carry.
   */
  migrate(stored: StoredObject, context: MigrationContext<Facts>): Outcome;
  /** Objects that come of the whole rather than of one source object (the recomputed ranges). */
  conclude(context: MigrationContext<Facts>): readonly MigratedObject[];
}

/** An object that cannot be carried: the plan lists it with its key, or `--quarantine` sets it aside. */
export class MigrationRefusal extends Error {
  readonly code: string;
  readonly hint: string;
  constructor(code: string, message: string, hint: string) {
    super(message);
    this.name = 'MigrationRefusal';
    this.code = code;
    this.hint = hint;
  }
}
