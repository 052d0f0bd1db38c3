/**
 * The Store port: what holds keys. Types only. Every form (live etcd v2 and v3, backend file, dump, v2 directory) is read as a
 * `StoreSource`; all but the v2 directory can be written as a `StoreTarget`. One contract suite runs against all of them.
 *
 * Keys are strings. A key whose bytes are not UTF-8 is carried losslessly: each stray byte 0x80-0xFF stands as the lone
 * surrogate U+DC80-U+DCFF (see src/lib/etcd/key-text.ts). Order always means the order of the key's bytes.
 *
 * Revisions (v2: indexes) are numbers; a store whose revision exceeds 2^53-1 is refused as corrupt.
 */

export type StoreForm = 'etcd2' | 'etcd3' | 'backend' | 'dump' | 'v2-directory';

/** Which etcd API the keys belong to: it decides what a key's life (TTL or lease) and its revisions mean. */
export type EtcdApi = 'v2' | 'v3';

export interface StoreDescription {
  readonly form: StoreForm;
  readonly api: EtcdApi;
  /** As the user wrote it, without any password. */
  readonly location: string;
}

/** A key that dies by itself. */
export interface Expiry {
  /** v2: the TTL as the store last told it; v3: the TTL that the lease was granted, in seconds. */
  readonly ttlSeconds: number;
  /** Epoch milliseconds, where the store knows it (v2 always; v3 live: now + remaining TTL at the read; v3 file: unknown). */
  readonly expiresAt?: number;
  /** v3 only. */
  readonly leaseId?: bigint;
}

export interface StoreRecord {
  readonly key: string;
  readonly value: Uint8Array;
  /** v2 createdIndex, v3 create_revision. 0 when the store (a bare dump) does not say. */
  readonly createRevision: number;
  /** v2 modifiedIndex, v3 mod_revision. 0 when the store (a bare dump) does not say. */
  readonly modRevision: number;
  /** v3: how often the key was written since it was made. 1 in v2, which does not count. */
  readonly version: number;
  readonly expiry?: Expiry;
}

export interface StoreHead {
  /** X-Etcd-Index or the v3 store revision; undefined for a dump that does not carry one. */
  readonly revision?: number;
  /** v3: the revision up to which history is gone. */
  readonly compactRevision?: number;
  /** etcd's own identity where it has one; tells two stores apart and one store from itself under two addresses. */
  readonly clusterId?: string;
}

/** What a store has besides keys and values, worth telling the operator: counts with up to ten examples each. */
export interface StoreNotice {
  readonly code:
    | 'directories'
    | 'hidden-nodes'
    | 'hidden-nodes-invisible'
    | 'empty-beside-v2'
    | 'history'
    | 'auth-enabled'
    | 'snapshot-damaged'
    | 'log-torn';
  readonly count: number;
  readonly examples: readonly string[];
  readonly message: string;
}

export interface ReadOptions {
  /** Only keys that start with this; a plain byte prefix. */
  readonly prefix?: string;
  /** A hint: keys that start with none of these are not needed, and a source for which it is cheaper may leave them out. */
  readonly needed?: readonly string[];
  readonly signal?: AbortSignal;
}

export interface StoreSource {
  readonly description: StoreDescription;
  head(): Promise<StoreHead>;
  /**
   * Every current key once, in batches of at most about 4 MiB or 1,000 records, all as of one moment (live v2, which has no
   * snapshots, reads piece by piece). The order is the store's own: deterministic for a file, not necessarily by key.
   * Values must not be kept past the batch unless copied.
   * @throws SkepError STORE_CORRUPT, STORE_UNREACHABLE
   */
  read(options?: ReadOptions): AsyncIterable<readonly StoreRecord[]>;
  get(key: string): Promise<StoreRecord | undefined>;
  /** Complete once `read()` has been drained; before that what is known so far. */
  notices(): readonly StoreNotice[];
  close(): Promise<void>;
}

/** A record to write. Without revisions the target gives them (see WriteOptions.firstRevision). */
export interface TargetRecord {
  readonly key: string;
  readonly value: Uint8Array;
  /** Whole seconds left to live, and the lease to write it under in v3 (one of WriteOptions.leases). */
  readonly life?: { readonly ttlSeconds: number; readonly leaseId: bigint };
  /** Only for `revisions: 'kept'`. */
  readonly createRevision?: number;
  readonly modRevision?: number;
  readonly version?: number;
}

export interface LeaseGrant {
  readonly id: bigint;
  readonly ttlSeconds: number;
}

export interface WriteOptions {
  /**
   * 'assigned': records come in ascending key order; the n-th gets main revision firstRevision + n of its own, version 1.
   * 'kept': records come in ascending modRevision order and keep their revisions (files only; records that share a
   * modRevision become sub-revisions of one transaction).
   */
  readonly revisions: 'assigned' | 'kept';
  /** File, v3: the first main revision. Live targets take what the server gives and ignore it. */
  readonly firstRevision: number;
  /** Every lease that a record may name. Must be known before the first record is written. */
  readonly leases: readonly LeaseGrant[];
  readonly signal?: AbortSignal;
  /** Called after each piece that is durable, with the number of records durable so far. */
  readonly onDurable?: (records: number) => void;
}

export interface WriteResult {
  readonly records: number;
  /** The store's revision after the last record. */
  readonly revision: number;
  readonly bytes: number;
}

export interface TargetState {
  readonly exists: boolean;
  /** How many keys are there already (live: a count; file: 0 or 1 for "there is a file"). */
  readonly keys: number;
  readonly revision: number;
}

export interface StoreTarget {
  readonly description: StoreDescription;
  /** Where a request has a limit: what a value and twice its key may take together, in bytes. */
  readonly maxValueBytes?: number;
  state(): Promise<TargetState>;
  /**
   * Files are written beside the target as `<target>.partial`, fsynced and renamed, so that the target name never shows a
   * half-written file. Live targets write guarded transactions: a key that already holds the same value is left as it is
   * (so that a resumed run or a client's own retry is harmless), one that holds another value is STORE_NOT_EMPTY.
   */
  write(records: AsyncIterable<readonly TargetRecord[]>, options: WriteOptions): Promise<WriteResult>;
  /**
   * Live stores only: brings the store's revision up to `revision` by writes to a key that is gone afterwards, so that what is
   * written next gets higher revisions than its readers have seen. One write a revision: for gaps of up to some 100,000.
   */
  raiseRevision?(revision: number, signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
