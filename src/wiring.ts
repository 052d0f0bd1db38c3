import { createReadStream, createWriteStream } from 'node:fs';
import { access, constants, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { isSkepError, SkepError } from './lib/errors.js';
import type { ConnectionOptions } from './lib/etcd/connection.js';
import { readCredentials } from './lib/etcd/credentials.js';
import { parseStoreLocation, type StoreLocation } from './lib/etcd/location.js';
import { headOf } from './lib/etcd/open.js';
import { locationsOf, openOverriddenSource, openOverriddenTarget, placeOverrides } from './lib/etcd/open-overridden.js';
import { assertDifferentStores } from './lib/etcd/same-store.js';
import { isFull, unwritable } from './lib/files/failures.js';
import { nodeFiles } from './lib/files/node-files.js';
import { createPool } from './lib/migrate/pipeline/pool.js';
import type { MigrateDeps } from './lib/migrate/request.js';
import { decideColor } from './lib/output/color.js';
import type { NodeOutput } from './lib/output/node-stream.js';
import { textStream } from './lib/output/node-stream.js';
import type { Progress } from './lib/output/progress.js';
import { SILENT_PROGRESS, streamProgress } from './lib/output/progress.js';
import type { EtcdApi, StoreSource, StoreTarget } from './lib/ports/store.js';
import type { Terminal } from './lib/ports/terminal.js';
import { createSorter, type Sorter } from './lib/spool/sorter.js';
import { parseEncryptionConfig, type Keyring } from './lib/storage/encryption/keyring.js';

/** The flags that decide how a command talks. */
export interface SessionFlags {
  readonly quiet: boolean;
  readonly 'no-color': boolean;
}

export interface SideFlags {
  readonly cacert?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly user?: string | undefined;
  readonly 'password-file'?: string | undefined;
  readonly api?: EtcdApi | undefined;
  /** Whose variables tell user and password where the flags do not. */
  readonly variables: 'source' | 'target' | 'none';
}

const CREDENTIAL_VARIABLES = {
  source: { user: 'ETCDCTL_USER', password: 'ETCDCTL_PASSWORD' },
  target: { user: 'SKEP_TARGET_USER', password: 'SKEP_TARGET_PASSWORD' },
  none: { user: '', password: '' },
} as const;

export interface TargetSide extends SideFlags {
  /** Replace a file that is there. */
  readonly overwrite?: boolean;
  readonly maxRequestBytes?: number | undefined;
}

/** `--override RESOURCE=SOURCE[,TARGET]`, as often as it was given. */
export interface Overrides {
  readonly texts: readonly string[];
  /** Whether what is read is the source of a migration (the default) or its target. */
  readonly side?: 'source' | 'target';
  /** What all keys of the API server start with: "/registry/". */
  readonly root: string;
}

export interface SidedLocation {
  readonly location: string;
  readonly side: SideFlags;
}

/** Everything real that one command needs. Whatever it opened is closed when the command ends. */
export interface Session {
  readonly terminal: Terminal;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly now: () => number;
  /** With the stores of overridden resources, where the command takes `--override`. */
  readonly openSource: (location: string, side: SideFlags, overrides?: Overrides) => Promise<StoreSource>;
  readonly openTarget: (location: string, side: TargetSide, overrides?: Overrides) => Promise<StoreTarget>;
  /** Where an unfinished run into this target lies. @throws SkepError USAGE_INVALID for a live target without a directory */
  readonly stateDirectory: (target: string, given: string | undefined) => string;
  /** `root` is what all keys of the API server start with: "/registry/". */
  readonly readKeyring: (path: string | undefined, root: string) => Promise<Keyring | undefined>;
  readonly readText: (path: string) => Promise<string>;
  readonly makeSorter: (name: string) => Sorter;
  /** A path below a directory that is removed when the command ends. */
  readonly scratchPath: (name: string) => string;
  /** Writes beside and renames, so that the name never shows half a file. */
  readonly writeFile: (path: string, pieces: AsyncIterable<string> | Iterable<string>) => Promise<void>;
  readonly readLines: (path: string) => AsyncIterable<string>;
  /** @throws SkepError STORE_SAME */
  readonly assertDifferent: (source: SidedLocation, target: SidedLocation, overrides?: Overrides) => Promise<void>;
  readonly migrateDeps: MigrateDeps;
  /** The given path, or the first executable of that name on PATH. @throws SkepError PROGRAM_NOT_FOUND */
  readonly findProgram: (name: string, given: string | undefined) => Promise<string>;
  /** Where directories for large temporary files are made. */
  readonly scratchBase: string;
}

/**
 * Runs one command with real clients. The first SIGINT, SIGTERM or SIGHUP aborts `session.signal`, the second ends the process.
 * @throws SkepError RUN_INTERRUPTED or RUN_TERMINATED in place of whatever the abort made fail
 */
export async function withSession<T>(flags: SessionFlags, use: (session: Session) => Promise<T>): Promise<T> {
  const interruption = new Interruption();
  const closers: (() => Promise<void>)[] = [];
  const terminal = processTerminal(flags['no-color']);
  const progress = flags.quiet ? SILENT_PROGRESS : streamProgress(terminal.err, Date.now);
  const spoolDirectory = await mkdtemp(join(tmpdir(), 'skep-')).catch((error: unknown) => {
    throw unwritable(tmpdir(), error);
  });
  closers.push(() => rm(spoolDirectory, { recursive: true, force: true }));
  const readPassword = passwordReader();
  const closing = <S extends { close(): Promise<void> }>(store: S): S => {
    closers.push(() => store.close());
    return store;
  };
  try {
    return await use({
      terminal,
      progress,
      signal: interruption.signal,
      now: Date.now,
      openSource: async (location, side, overrides) => {
        const options = { ...(await openOptions(side, readPassword)), signal: interruption.signal };
        const placed = placeOverrides(overrides?.texts ?? [], overrides?.root ?? '');
        return closing(await openOverriddenSource(location, placed, overrides?.side ?? 'source', options));
      },
      openTarget: async (location, side, overrides) => {
        const { overwrite = false, maxRequestBytes } = side;
        const limit = maxRequestBytes === undefined ? {} : { maxRequestBytes };
        const options = { ...(await openOptions(side, readPassword)), ...limit, overwrite, signal: interruption.signal };
        const placed = placeOverrides(overrides?.texts ?? [], overrides?.root ?? '');
        return closing(await openOverriddenTarget(location, placed, options));
      },
      readKeyring: async (path, root) =>
        path === undefined ? undefined : parseEncryptionConfig(await readDocument(path), path, root),
      readText: readDocument,
      makeSorter: (name) => createSorter(nodeFiles, spoolDirectory, name),
      stateDirectory,
      findProgram,
      scratchBase: tmpdir(),
      scratchPath: (name) => join(spoolDirectory, name),
      writeFile: writeWhole,
      readLines,
      assertDifferent: async (source, target, overrides) => {
        const placed = placeOverrides(overrides?.texts ?? [], overrides?.root ?? '');
        const sideOf = async (name: 'source' | 'target', { location, side }: SidedLocation) => {
          const options = await openOptions(side, readPassword);
          return { locations: locationsOf(location, placed, name), ask: (at: StoreLocation) => headOf(at, options) };
        };
        await assertDifferentStores(await sideOf('source', source), await sideOf('target', target));
      },
      migrateDeps: {
        files: nodeFiles,
        createPool: () => createPool(workerThreads(), WORKER),
        now: Date.now,
        progress: ({ stage, records, total }) =>
          progress.update({ doing: STAGES[stage], done: records, unit: 'keys', ...(total === undefined ? {} : { total }) }),
      },
    });
  } catch (error) {
    // Stores and runs name their own files; what has no room besides is what lies here for the while.
    throw interruption.replacing(isFull(error) ? unwritable(spoolDirectory, error) : error);
  } finally {
    progress.stop();
    interruption.release();
    for (const close of closers.reverse()) await close();
  }
}

const STAGES = {
  copy: 'copying the source',
  observe: 'looking through the source',
  transform: 'carrying objects',
  write: 'writing the target',
} as const;

/** The compiled worker; run from TypeScript (tests) there is none, and batches are transformed inline. */
const WORKER = import.meta.url.endsWith('.js') ? new URL('./lib/migrate/pipeline/worker.js', import.meta.url) : undefined;

function workerThreads(): number {
  return availableParallelism();
}

function stateDirectory(target: string, given: string | undefined): string {
  if (given !== undefined) return given;
  const location = parseStoreLocation(target);
  if (location.kind !== 'live') return `${location.path}.skep`;
  throw new SkepError('USAGE_INVALID', `a run into ${target} needs --state-dir DIR, or it could not be resumed`, {
    hints: ['add --state-dir and the path of a directory that survives a restart of this machine'],
  });
}

async function findProgram(name: string, given: string | undefined): Promise<string> {
  const candidates =
    given === undefined ? (process.env['PATH'] ?? '').split(delimiter).map((directory) => join(directory, name)) : [given];
  for (const path of candidates) {
    const isExecutable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isExecutable) return path;
  }
  throw new SkepError(
    'PROGRAM_NOT_FOUND',
    given === undefined ? `there is no ${name} on PATH` : `${given} is no program that can be run`,
    {
      hints: [`give the path of ${name} with --${name.replace('kube-', '')}`],
      details: { program: name },
    },
  );
}

/** The file is opened when the first line is asked for: readline loses what it reads before somebody iterates. */
async function* readLines(path: string): AsyncGenerator<string> {
  yield* createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
}

async function writeWhole(path: string, pieces: AsyncIterable<string> | Iterable<string>): Promise<void> {
  const beside = `${path}.partial`;
  try {
    await pipeline(Readable.from(pieces), createWriteStream(beside, { mode: 0o600 }));
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true });
    if (isSkepError(cause)) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SkepError('FILE_UNWRITABLE', `${path} cannot be written: ${reason}`, { details: { path }, cause });
  }
}

/** The terminal alone, for commands that touch no store. */
export function processTerminal(noColor: boolean): Terminal {
  const stream = (output: NodeOutput) =>
    textStream(output, decideColor({ isTTY: output.isTTY === true, env: process.env, refused: noColor }));
  return { out: stream(process.stdout), err: stream(process.stderr) };
}

/** Side flags from parsed flags: those of the store that is read. */
export function sourceSide(flags: Omit<SideFlags, 'variables'>): SideFlags {
  return { ...flags, variables: 'source' };
}

interface TargetSideFlags {
  readonly 'target-cacert'?: string | undefined;
  readonly 'target-cert'?: string | undefined;
  readonly 'target-key'?: string | undefined;
  readonly 'target-user'?: string | undefined;
  readonly 'target-password-file'?: string | undefined;
  readonly 'target-api'?: EtcdApi | undefined;
}

/** Side flags from parsed flags: those of the other store. */
export function targetSide(flags: TargetSideFlags): SideFlags {
  return {
    cacert: flags['target-cacert'],
    cert: flags['target-cert'],
    key: flags['target-key'],
    user: flags['target-user'],
    'password-file': flags['target-password-file'],
    api: flags['target-api'],
    variables: 'target',
  };
}

async function openOptions(
  side: SideFlags,
  readPassword: (path: string) => Promise<string>,
): Promise<ConnectionOptions & { readonly api?: EtcdApi }> {
  const variables = CREDENTIAL_VARIABLES[side.variables];
  const credentials = await readCredentials(
    {
      user: side.user,
      passwordFile: side['password-file'],
      userVariable: process.env[variables.user],
      passwordVariable: process.env[variables.password],
    },
    readPassword,
  );
  return {
    ...credentials,
    ...(side.cacert === undefined ? {} : { cacert: side.cacert }),
    ...(side.cert === undefined ? {} : { cert: side.cert }),
    ...(side.key === undefined ? {} : { key: side.key }),
    ...(side.api === undefined ? {} : { api: side.api }),
  };
}

/** Reads each file once: standard input can be read no second time. */
function passwordReader(): (path: string) => Promise<string> {
  const read = new Map<string, Promise<string>>();
  return (path) => {
    const password = read.get(path) ?? (path === '-' ? textOf(process.stdin) : readDocument(path));
    read.set(path, password);
    return password;
  };
}

async function readDocument(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SkepError('FILE_UNREADABLE', `${path} cannot be read: ${reason}`, { details: { path }, cause });
  }
}

/** Turns signals into an abort, and what fails because of it into the error of that signal. */
class Interruption {
  readonly #controller = new AbortController();
  #signalName: NodeJS.Signals | undefined;
  readonly #heard = (name: NodeJS.Signals): void => {
    if (this.#signalName !== undefined) process.exit(name === 'SIGINT' ? 130 : 143);
    this.#signalName = name;
    this.#controller.abort();
  };

  constructor() {
    for (const name of SIGNALS) process.on(name, this.#heard);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  replacing(error: unknown): unknown {
    if (this.#signalName === undefined) return error;
    const code = this.#signalName === 'SIGINT' ? 'RUN_INTERRUPTED' : 'RUN_TERMINATED';
    return new SkepError(code, `stopped by ${this.#signalName}`, { cause: error });
  }

  release(): void {
    for (const name of SIGNALS) process.off(name, this.#heard);
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
