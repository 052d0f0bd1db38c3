/**
 * The StateStore port: where runs and locks live. Types only. One contract suite holds for the local directory and for etcd.
 *
 * A run is a saved plan and a journal: numbered lines that are only ever appended. What a line means is the engine's matter;
 * the store keeps bytes, in order, and tells a torn end from damage in the middle.
 */
export interface StateStore {
  /** Unique to the store for ever; the authority of its fencing tokens. */
  authority(): Promise<string>;
  /** Which store this is, in the words of `Store` identities, when a run could change it ("etcd:<cluster id>"). Absent: none could. */
  identity?(): Promise<string>;
  /** Where two stores can have one identity: puts something that a connection to the very same store can see. */
  leaveMark?(): Promise<StateMark>;
  /** Makes a run; its plan is durable when this resolves. @throws SkepError STATE_RUN_EXISTS */
  createRun(run: NewRun): Promise<void>;
  /** Newest first. */
  listRuns(): AsyncIterable<RunHead>;
  readPlan(runId: string): Promise<Uint8Array>;
  /**
   * All lines from number `from` (0) on. A torn last line is left out; one that is damaged in the middle is an error with its place.
   * @throws SkepError STATE_CORRUPT, STATE_RUN_UNKNOWN
   */
  readJournal(runId: string, from?: number): AsyncIterable<JournalEntry>;
  /**
   * Opens a run's journal for appending, which only one holder can do at a time.
   * @throws SkepError STATE_RUN_OWNED naming the holder, STATE_CORRUPT, STATE_RUN_UNKNOWN
   */
  openJournal(runId: string, holder: Holder): Promise<JournalWriter>;
  /** Lines as they are appended, by whomever, from number `from` on, until the signal is aborted. */
  followJournal(runId: string, from: number, signal: AbortSignal): AsyncIterable<JournalEntry>;
  /** A request to the owner of a run from another terminal (pause, resume, approve, yield, stop). */
  sendSignal(runId: string, signal: RunSignal): Promise<void>;
  /** For the owner alone. Each is removed once the next is asked for; one that the owner died over comes again. */
  followSignals(runId: string, signal: AbortSignal): AsyncIterable<RunSignal>;
  readonly locks: LockStore;
  close(): Promise<void>;
}

export interface StateMark {
  readonly key: string;
  remove(): Promise<void>;
}

export interface NewRun {
  readonly id: string;
  readonly plan: Uint8Array;
  readonly head: RunHead;
}

export interface RunHead {
  readonly id: string;
  readonly kind: string;
  readonly target: string;
  readonly planHash: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly createdBy: string;
}

export interface JournalEntry {
  readonly number: number;
  /** One JSON value without line breaks. */
  readonly line: string;
}

export interface JournalWriter {
  /** The number of the next line. */
  readonly next: number;
  /** Resolves when the line is durable. Lines appended together are synced together. @throws SkepError STATE_OWNERSHIP_LOST, STATE_UNWRITABLE */
  append(line: string): Promise<void>;
  /** Aborted when another took the run over, or the lease was lost. */
  readonly lost: AbortSignal;
  close(): Promise<void>;
}

/** Who holds something, for the person who waits for it. */
export interface Holder {
  /** "anna@bastion-1, pid 4711", or the CI job's address. */
  readonly who: string;
  readonly runId: string;
  readonly reason: string;
}

export interface RunSignal {
  readonly kind: 'pause' | 'resume' | 'approve' | 'yield' | 'stop';
  /** approve: the step. */
  readonly stepId?: string;
  readonly by: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface LockStore {
  /**
   * Takes a free lock, or joins its queue and waits: by priority, then age. The fencing number is higher than every number
   * that the lock ever had. @throws the signal's reason when it is aborted while waiting
   */
  acquire(request: LockRequest, signal: AbortSignal): Promise<HeldLock>;
  list(): Promise<readonly LockState[]>;
  /** Takes the lock from a holder that is known to be dead; a new holder gets a higher number, so that the old one is fenced off. */
  break(lock: string, by: string): Promise<LockState>;
}

export interface LockRequest {
  readonly lock: string;
  readonly holder: Holder;
  readonly priority: number;
  /** Told once when it has to wait, and again when the holder changes. */
  readonly onWait?: (state: LockState) => void;
}

export interface HeldLock {
  readonly lock: string;
  readonly number: number;
  /** Aborted when the lock is lost: broken, or its lease ran out. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

export interface LockState {
  readonly lock: string;
  readonly holder?: Holder;
  readonly number: number;
  /** Epoch milliseconds. */
  readonly since: number;
  readonly waiting: readonly { readonly holder: Holder; readonly priority: number; readonly since: number }[];
}
