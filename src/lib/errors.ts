/** Stable exit codes of the program. The table with meanings is generated into docs/exit-codes.md. */
export const EXIT = {
  ok: 0,
  failure: 1,
  findings: 2,
  declined: 3,
  auth: 4,
  lockHeld: 5,
  refused: 6,
  timeout: 7,
  partial: 8,
  usage: 64,
  config: 78,
  unknownCommand: 127,
  interrupted: 130,
  terminated: 143,
} as const;

/** What each exit code says, for the page and the help topic. */
export const EXIT_MEANINGS: Readonly<Record<keyof typeof EXIT, string>> = {
  ok: 'Done. Also what was already so, and a reader of stdout that went away.',
  failure: 'It failed; the error says what and where.',
  findings: 'It worked, and found something: differences, unaccounted objects, objects that a server cannot read.',
  declined: 'Somebody was asked and said no.',
  auth: 'A server refused who we are.',
  lockHeld: 'Another run holds what this one needs.',
  refused: 'A precondition does not hold: the target is not empty, the plan does not match the world any more.',
  timeout: 'Something did not happen in time.',
  partial: 'Part of it is done; the command that goes on is printed.',
  usage: 'The command line is wrong.',
  config: 'A document that was given is wrong.',
  unknownCommand: 'There is no such command.',
  interrupted: 'Ctrl-C (SIGINT).',
  terminated: 'SIGTERM or SIGHUP.',
};

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Who has to act: the person at the keyboard, the world around the program, or we. */
export type ErrorSource = 'user' | 'environment' | 'bug';

interface ErrorKind {
  readonly exitCode: ExitCode;
  readonly source: ErrorSource;
  /** One sentence for docs/errors.md: when it happens. */
  readonly when: string;
}

/**
 * Every error the program can end with, by its stable code (`AREA_REASON`). docs/errors.md is generated from it.
 * Keep it sorted; a code, once released, keeps its meaning.
 */
export const ERROR_KINDS = {
  AUTHORITY_UNKNOWN: {
    exitCode: EXIT.refused,
    source: 'environment',
    when: 'A host does not know the state store that gave a lock; an operator adopts it once.',
  },
  COMMAND_UNKNOWN: { exitCode: EXIT.unknownCommand, source: 'user', when: 'The command line names no command of Skep.' },
  CONFIG_INVALID: {
    exitCode: EXIT.config,
    source: 'user',
    when: 'A document that a person wrote has mistakes; each is listed with line, column and what to do.',
  },
  CONFIG_KIND_UNKNOWN: {
    exitCode: EXIT.config,
    source: 'user',
    when: 'A document is of no kind that Skep knows, or does not say its kind.',
  },
  CONFIG_PATH_UNKNOWN: { exitCode: EXIT.usage, source: 'user', when: 'A document kind has no field of the name to explain.' },
  ENCRYPTION_CONFIG_INVALID: {
    exitCode: EXIT.config,
    source: 'user',
    when: 'An encryption configuration is malformed; line and column are named, never a secret.',
  },
  FENCED: {
    exitCode: EXIT.lockHeld,
    source: 'environment',
    when: 'A host refuses a command because it has seen a newer holder of the lock.',
  },
  FILE_UNREADABLE: {
    exitCode: EXIT.usage,
    source: 'user',
    when: 'A file that a flag or argument names (not a store) cannot be read.',
  },
  FILE_UNWRITABLE: {
    exitCode: EXIT.failure,
    source: 'environment',
    when: 'A file that a flag names (a report, a plan) cannot be written.',
  },
  HOST_AUTH: {
    exitCode: EXIT.auth,
    source: 'user',
    when: 'A host refuses the user: no key of the agent or of the key files is let in.',
  },
  HOST_COMMAND_TIMEOUT: {
    exitCode: EXIT.timeout,
    source: 'environment',
    when: 'A command on a host did not end in its time, or one that had to end first does not.',
  },
  HOST_CONNECTION_LOST: {
    exitCode: EXIT.failure,
    source: 'environment',
    when: 'The connection to a host broke while a command ran, so that nobody knows whether it was carried out.',
  },
  HOST_KEY_CHANGED: {
    exitCode: EXIT.auth,
    source: 'environment',
    when: 'A host shows another key than the one that known_hosts has for it, or a revoked one.',
  },
  HOST_KEY_UNKNOWN: {
    exitCode: EXIT.auth,
    source: 'user',
    when: 'A host shows a key that no known_hosts file vouches for.',
  },
  HOST_UNREACHABLE: {
    exitCode: EXIT.failure,
    source: 'environment',
    when: 'A host, or a bastion before it, cannot be connected to.',
  },
  HOST_UNSUITABLE: {
    exitCode: EXIT.refused,
    source: 'environment',
    when: 'A host lacks what Skep needs there: a POSIX shell, /proc, flock, setsid, a state directory that can be written.',
  },
  INTERNAL_BUG: { exitCode: EXIT.failure, source: 'bug', when: 'Skep itself is wrong; the stack is worth reporting.' },
  JOURNAL_NEWER: {
    exitCode: EXIT.refused,
    source: 'environment',
    when: "A run's journal holds records that a newer Skep wrote.",
  },
  JOURNAL_OTHER_PLAN: {
    exitCode: EXIT.refused,
    source: 'environment',
    when: "A run's journal was written for another plan than the one that lies beside it.",
  },
  JOURNAL_UNREADABLE: {
    exitCode: EXIT.failure,
    source: 'environment',
    when: "A record of a run's journal is not what Skep writes; its number is named.",
  },
  KEY_NOT_FOUND: { exitCode: EXIT.failure, source: 'user', when: 'The store has no key of that name.' },
  LOCK_LOST: {
    exitCode: EXIT.lockHeld,
    source: 'environment',
    when: 'A lock that running steps needed was broken or its lease ran out; they were stopped.',
  },
  LOCK_NOT_HELD: {
    exitCode: EXIT.usage,
    source: 'user',
    when: 'A lock is to be broken that nobody holds.',
  },
  MIGRATION_NO_PATH: {
    exitCode: EXIT.usage,
    source: 'user',
    when: 'No chain of migrations leads from the one release to the other.',
  },
  MIGRATION_OBJECTS_REFUSED: {
    exitCode: EXIT.refused,
    source: 'environment',
    when: 'Objects of the source cannot be carried; all of them are listed, and nothing was written.',
  },
  MIGRATION_PLAN_STALE: {
    exitCode: EXIT.refused,
    source: 'environment',
    when: 'A saved plan whose source, rules or hash are no longer what they were.',
  },
  MIGRATION_RELEASE_UNCLEAR: {
    exitCode: EXIT.usage,
    source: 'user',
    when: 'The source could have been written by more than one release, and --from does not say which.',
  },
  MIGRATION_REVISION_GAP: {
    exitCode: EXIT.refused,
    source: 'environment',
    when: 'A live target stands so far below the source that raising its revision would take too long.',
  },
  MIGRATION_RUN_EXISTS: {
    exitCode: EXIT.refused,
    source: 'environment',
    when: 'An unfinished run for this target was found; it is resumed or removed, never overwritten.',
  },
  MIGRATION_RUN_LOCKED: {
    exitCode: EXIT.lockHeld,
    source: 'environment',
    when: 'Another run is writing the same target at this moment.',
  },
  PLAN_CYCLE: {
    exitCode: EXIT.refused,
    source: 'bug',
    when: 'Steps of a plan need each other in a circle; its steps are named in order.',
  },
  PLAN_EDITED: {
    exitCode: EXIT.refused,
    source: 'user',
    when: 'A saved plan was changed after it was made: its hash does not match.',
  },
  PLAN_FORMAT_NEWER: { exitCode: EXIT.refused, source: 'user', when: 'A saved plan comes from a newer Skep.' },
  PLAN_HOLDS_SECRET: {
    exitCode: EXIT.failure,
    source: 'bug',
    when: 'A plan holds the value of a secret instead of a reference to it; nothing was saved.',
  },
  PLAN_MALFORMED: {
    exitCode: EXIT.refused,
    source: 'user',
    when: 'A file that is no plan, or a plan whose parts do not fit together; the path inside it is named.',
  },
  PLAN_NEED_UNKNOWN: { exitCode: EXIT.refused, source: 'bug', when: 'A step of a plan needs a step that is not in the plan.' },
  PLAN_STALE: {
    exitCode: EXIT.refused,
    source: 'environment',
    when: 'A saved plan whose world has moved since: the parts that changed are named.',
  },
  PLAN_STEP_DUPLICATE: { exitCode: EXIT.refused, source: 'bug', when: 'Two steps of a plan have one id.' },
  PLAN_STEP_KIND_UNKNOWN: {
    exitCode: EXIT.refused,
    source: 'user',
    when: 'A saved plan has a step of a kind that this Skep cannot carry out.',
  },
  PLAN_STEP_KIND_VERSION: {
    exitCode: EXIT.refused,
    source: 'user',
    when: 'A saved plan has a step for another version of the code that would carry it out.',
  },
  PROGRAM_NOT_FOUND: {
    exitCode: EXIT.usage,
    source: 'user',
    when: 'A program that a command starts (etcd, kube-apiserver) is not there.',
  },
  READ_ONLY: {
    exitCode: EXIT.refused,
    source: 'user',
    when: 'A command that changes something was called with --read-only, SKEP_READ_ONLY or readOnly in the settings.',
  },
  REHEARSAL_RELEASE: {
    exitCode: EXIT.usage,
    source: 'user',
    when: 'The kube-apiserver given for a rehearsal is of another release than the one that was named.',
  },
  RULES_MODULE: {
    exitCode: EXIT.config,
    source: 'user',
    when: 'The JavaScript module that migration rules name cannot be used.',
  },
  RUN_ABANDONED: {
    exitCode: EXIT.refused,
    source: 'user',
    when: 'A run that was abandoned is to be resumed or undone.',
  },
  RUN_STEPS_FAILED: {
    exitCode: EXIT.partial,
    source: 'environment',
    when: 'Steps of a run failed; root causes and what they blocked are listed, and what was done stays done.',
  },
  RUN_STEPS_UNKNOWN: {
    exitCode: EXIT.partial,
    source: 'environment',
    when: 'A run was stopped at once; how far its running steps came is not known until it is resumed.',
  },
  RUN_UNDO_BEGUN: {
    exitCode: EXIT.refused,
    source: 'user',
    when: 'A run whose undo has begun is to be resumed; only the undo can go on.',
  },
  STATE_CORRUPT: {
    exitCode: EXIT.failure,
    source: 'environment',
    when: 'A file of the run state is damaged other than by a crash; line and byte are named.',
  },
  STATE_IS_TARGET: {
    exitCode: EXIT.refused,
    source: 'user',
    when: 'The state would be kept in the very store that the run changes.',
  },
  STATE_NEWER: {
    exitCode: EXIT.refused,
    source: 'environment',
    when: 'The run state in an etcd was laid out by a newer Skep.',
  },
  STATE_OWNERSHIP_LOST: {
    exitCode: EXIT.lockHeld,
    source: 'environment',
    when: 'Another process took over a run while this one was writing its journal, or the etcd of the run state was away for too long.',
  },
  STATE_RUN_EXISTS: {
    exitCode: EXIT.refused,
    source: 'user',
    when: 'A run of that name exists already.',
  },
  STATE_RUN_OWNED: {
    exitCode: EXIT.lockHeld,
    source: 'environment',
    when: 'Another living process owns the run; it is named.',
  },
  STATE_RUN_UNKNOWN: {
    exitCode: EXIT.usage,
    source: 'user',
    when: 'There is no run of that name.',
  },
  STATE_UNREADABLE: {
    exitCode: EXIT.failure,
    source: 'environment',
    when: 'The run state cannot be read: permissions, a failing disk.',
  },
  STATE_UNWRITABLE: {
    exitCode: EXIT.failure,
    source: 'environment',
    when: 'The run state cannot be written: a full disk, a read-only directory, permissions. The run stops.',
  },
  STORE_AUTH: {
    exitCode: EXIT.auth,
    source: 'user',
    when: 'A live etcd refuses the user, the password or the client certificate, or the user may not do what is asked.',
  },
  STORE_BEHIND_LOG: {
    exitCode: EXIT.refused,
    source: 'environment',
    when: 'An etcd data directory holds changes of v3 keys in its write-ahead log alone: its etcd was killed, or runs.',
  },
  STORE_CANNOT_HOLD: {
    exitCode: EXIT.refused,
    source: 'environment',
    when: 'A key or value that the form of the target cannot hold: over the request limit, not UTF-8 in v2, revisions kept in a live etcd.',
  },
  RUN_INTERRUPTED: { exitCode: EXIT.interrupted, source: 'user', when: 'Ctrl-C (SIGINT) ended the command before it was done.' },
  RUN_TERMINATED: {
    exitCode: EXIT.terminated,
    source: 'environment',
    when: 'SIGTERM or SIGHUP ended the command before it was done.',
  },
  SHADOW_START: {
    exitCode: EXIT.failure,
    source: 'environment',
    when: 'A scratch etcd or kube-apiserver did not start or answer; the end of its log is shown.',
  },
  STEP_HUNG: {
    exitCode: EXIT.timeout,
    source: 'environment',
    when: 'A step went on after its time was up and it was told to stop; what it does is unknown, and its place stays taken.',
  },
  STEP_TIMEOUT: { exitCode: EXIT.timeout, source: 'environment', when: 'A step took longer than its plan allows.' },
  STORE_CHANGED: {
    exitCode: EXIT.refused,
    source: 'environment',
    when: 'A source whose keys without TTL changed while it was read.',
  },
  STORE_COMPACTED: {
    exitCode: EXIT.failure,
    source: 'environment',
    when: 'A live etcd v3 compacted the revision at which it was being read.',
  },
  STORE_CORRUPT: {
    exitCode: EXIT.failure,
    source: 'environment',
    when: 'A store file is truncated, fails a checksum, or breaks its own format; the place is named.',
  },
  STORE_FULL: {
    exitCode: EXIT.failure,
    source: 'environment',
    when: 'A live target has no space left under its quota.',
  },
  STORE_NOT_A_STORE: {
    exitCode: EXIT.usage,
    source: 'user',
    when: 'What was given as a source or target is none of the forms that Skep knows.',
  },
  STORE_NOT_EMPTY: {
    exitCode: EXIT.refused,
    source: 'environment',
    when: 'A target already holds keys, or a target file exists, and nobody said that this is meant.',
  },
  STORE_NOT_FOUND: { exitCode: EXIT.usage, source: 'user', when: 'The file or directory named as a store does not exist.' },
  STORE_REVISIONS_UNKNOWN: {
    exitCode: EXIT.refused,
    source: 'environment',
    when: 'Revisions are to be kept, and the source (a bare dump) does not say them.',
  },
  STORE_SAME: { exitCode: EXIT.usage, source: 'user', when: 'Source and target are one store, perhaps under two names.' },
  STORE_UNREACHABLE: {
    exitCode: EXIT.failure,
    source: 'environment',
    when: 'A live etcd does not answer, or answers behind a certificate that is not trusted.',
  },
  STORE_UNREADABLE: {
    exitCode: EXIT.failure,
    source: 'environment',
    when: 'A store file cannot be opened or read: permissions, a failing disk.',
  },
  STORE_UNWRITABLE: {
    exitCode: EXIT.failure,
    source: 'environment',
    when: 'A target file cannot be written: a full disk, permissions, a failing disk. Nothing is left under its name.',
  },
  UNDO_FAILED: {
    exitCode: EXIT.partial,
    source: 'environment',
    when: 'Steps of a run could not be taken back; the others were, and undo can be tried again.',
  },
  UNDO_INCOMPLETE: {
    exitCode: EXIT.refused,
    source: 'user',
    when: 'Steps of a run cannot be undone; they are listed, and nothing was undone without --partial.',
  },
  UNDO_NO_RETURN: {
    exitCode: EXIT.refused,
    source: 'user',
    when: 'A run has passed its point of no return, after which nothing is undone.',
  },
  USAGE_INVALID: { exitCode: EXIT.usage, source: 'user', when: 'A flag or argument is missing, unknown or malformed.' },
  VALUE_DECRYPT_FAILED: {
    exitCode: EXIT.failure,
    source: 'environment',
    when: 'A stored value does not decrypt: the key of that name is another one, or the value was changed or moved.',
  },
  VALUE_FIELD_INVALID: {
    exitCode: EXIT.failure,
    source: 'environment',
    when: 'A field holds what its type cannot: text for a number, a number outside its range, a malformed time, quantity or base64.',
  },
  VALUE_FIELD_UNKNOWN: {
    exitCode: EXIT.failure,
    source: 'environment',
    when: 'An object holds a field that the release it is written for does not know, so that writing would lose it.',
  },
  VALUE_KEY_MISSING: {
    exitCode: EXIT.config,
    source: 'user',
    when: 'A stored value is encrypted under a key that the encryption configuration does not hold, or none was given.',
  },
  VALUE_KIND_UNKNOWN: {
    exitCode: EXIT.refused,
    source: 'environment',
    when: 'The protobuf form of a kind, or of a kind in that release, is not known.',
  },
  VALUE_MALFORMED: {
    exitCode: EXIT.failure,
    source: 'environment',
    when: 'A stored value is cut short or breaks its own format (JSON, protobuf, base64, the encryption prefix); the place is named.',
  },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERROR_KINDS;

/** What to do where the place that throws knows nothing better. */
const USUAL_HINTS: Partial<Readonly<Record<ErrorCode, readonly string[]>>> = {
  STORE_CORRUPT: ['copy the file again, or make it anew: a damaged store is never read in part'],
  STORE_NOT_A_STORE: ['give what etcdctl snapshot save wrote as FILE.db, a dump as FILE.jsonl, or a data directory'],
  STORE_NOT_FOUND: ['check the path'],
  STORE_UNREADABLE: ['check the permissions of the file, and the disk that it is on'],
  STORE_UNWRITABLE: ['free some space or mend the permissions, then run again: an unfinished migration goes on with --resume'],
};

export interface SkepErrorOptions {
  /** What to do next; each line can be pasted or followed as it is. */
  readonly hints?: readonly string[];
  /** Machine-readable facts for `-o json`; never a secret. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

const MARK: unique symbol = Symbol.for('skep.error');

/**
 * The one error class. The message says what failed, on which object, with the observed value; it starts in lower case and
 * has no final period. Recognise one by `isSkepError` (a symbol), which survives two copies of this module.
 */
export class SkepError extends Error {
  readonly code: ErrorCode;
  readonly hints: readonly string[];
  readonly details: Readonly<Record<string, unknown>>;
  readonly [MARK] = true;

  constructor(code: ErrorCode, message: string, options: SkepErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'SkepError';
    this.code = code;
    this.hints = options.hints ?? USUAL_HINTS[code] ?? [];
    this.details = options.details ?? {};
  }

  get exitCode(): ExitCode {
    return ERROR_KINDS[this.code].exitCode;
  }

  get source(): ErrorSource {
    return ERROR_KINDS[this.code].source;
  }

  /** oclif reads the exit code here in text mode; `--json` reads `exitCode`. Both must be set. */
  get oclif(): { exit: number } {
    return { exit: this.exitCode };
  }
}

export function isSkepError(error: unknown): error is SkepError {
  return typeof error === 'object' && error !== null && MARK in error;
}
