import { createReadStream, createWriteStream } from 'node:fs';
import { access, constants, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { availableParallelism, homedir, hostname, tmpdir, userInfo } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { systemClock } from './lib/clock.js';
import { parseSettings, type Settings } from './lib/config/settings.js';
import { isSkepError, SkepError } from './lib/errors.js';
import type { ConnectionOptions } from './lib/etcd/connection.js';
import { readCredentials } from './lib/etcd/credentials.js';
import { parseStoreLocation, type StoreLocation } from './lib/etcd/location.js';
import { headOf } from './lib/etcd/open.js';
import { locationsOf, openOverriddenSource, openOverriddenTarget, placeOverrides } from './lib/etcd/open-overridden.js';
import { assertDifferentStores } from './lib/etcd/same-store.js';
import { throttledSource } from './lib/etcd/throttled-source.js';
import { isFull, unwritable } from './lib/files/failures.js';
import { nodeFiles } from './lib/files/node-files.js';
import { createPool } from './lib/migrate/pipeline/pool.js';
import type { MigrateDeps } from './lib/migrate/request.js';
import { decideColor } from './lib/output/color.js';
import type { NodeOutput } from './lib/output/node-stream.js';
import { textStream } from './lib/output/node-stream.js';
import type { Progress } from './lib/output/progress.js';
import { SILENT_PROGRESS, streamProgress } from './lib/output/progress.js';
import type { RunOutline } from './lib/output/run/board.js';
import { ndjsonRenderer } from './lib/output/run/ndjson.js';
import { plainRenderer } from './lib/output/run/plain.js';
import type { RunRenderer } from './lib/output/run/renderer.js';
import type { Host } from './lib/ports/host.js';
import type { StateStore } from './lib/ports/state-store.js';
import type { EtcdApi, StoreSource, StoreTarget } from './lib/ports/store.js';
import type { Terminal } from './lib/ports/terminal.js';
import { createSorter, type Sorter } from './lib/spool/sorter.js';
import { directoryState } from './lib/state/directory/directory-state.js';
import { setAsideJournal } from './lib/state/directory/set-aside.js';
import { mirroredState } from './lib/state/mirrored.js';
import { parseEncryptionConfig, type Keyring } from './lib/storage/encryption/keyring.js';

/** The flags that decide how a command talks. */
export interface SessionFlags {
  readonly quiet: boolean;
  readonly 'no-color': boolean;
  /** Only commands that change something have it. */
  readonly 'read-only'?: boolean;
  /** Changes nothing, so that it is allowed even then. */
  readonly 'dry-run'?: boolean;
}

export interface SessionOptions {
  /** What a signal does: end the command, or first stop what it carries out (`session.stop`) and then end it. */
  readonly onSignal?: 'abort' | 'stop-then-abort';
}

export interface StateFlags {
  readonly 'state-dir'?: string | undefined;
  readonly config?: string | undefined;
}

export interface SideFlags {
  readonly cacert?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly user?: string | undefined;
  readonly 'password-file'?: string | undefined;
  readonly api?: EtcdApi | undefined;
  /** Keys a second. */
  readonly 'max-read-rate'?: number | undefined;
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
  /** The first signal, of a command whose steps are to finish: aborted before `signal`. */
  readonly stop: AbortSignal;
  readonly now: () => number;
  /** Resolves early, too, when the signal is aborted. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** This process, for who meets its locks and runs: "anna@bastion-1, pid 4711". */
  readonly who: string;
  /** What holds for this machine. @throws SkepError CONFIG_INVALID */
  readonly readSettings: (flags: StateFlags) => Promise<Settings>;
  /** Where runs and locks live, by flag, settings or habit. */
  readonly openState: (flags: StateFlags) => Promise<StateStore>;
  /** "localhost", "node-1" or "root@node-1" as ssh knows it; it connects with the first command. */
  readonly openHost: (name: string) => Promise<Host>;
  /** Node, platform and what of the environment says where things lie; no values that could be secrets. */
  readonly surroundings: () => Readonly<Record<string, string>>;
  /** How a run is shown, by what stderr is. */
  readonly runRenderer: (outline: RunOutline, form: 'people' | 'ndjson') => Promise<RunRenderer>;
  /** With the stores of overridden resources, where the command takes `--override`. */
  readonly openSource: (location: string, side: SideFlags, overrides?: Overrides) => Promise<StoreSource>;
  readonly openTarget: (location: string, side: TargetSide, overrides?: Overrides) => Promise<StoreTarget>;
  /** Where an unfinished run into this target lies. @throws SkepError USAGE_INVALID for a live target without a directory */
  readonly stateDirectory: (target: string, given: string | undefined) => string;
  /** `root` is what all keys of the API server start with: "/registry/". */
  readonly readKeyring: (path: string | undefined, root: string) => Promise<Keyring | undefined>;
  readonly readText: (path: string) => Promise<string>;
  /** The URL that is told of a run: from the file, else from SKEP_WEBHOOK. */
  readonly webhookUrl: (file: string | undefined) => Promise<string | undefined>;
  readonly makeSorter: (name: string) => Sorter;
  /** A path below a directory that is removed when the command ends. */
  readonly scratchPath: (name: string) => string;
  /** Writes beside and renames, so that the name never shows half a file. */
  readonly writeFile: (path: string, pieces: AsyncIterable<string> | Iterable<string | Uint8Array>) => Promise<void>;
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
 * Runs one command with real clients. The first SIGINT, SIGTERM or SIGHUP aborts `session.signal` (with
 * `stop-then-abort`: `session.stop`, and the second `session.signal`), the next ends the process.
 * @throws SkepError RUN_INTERRUPTED or RUN_TERMINATED in place of whatever the abort made fail
 */
export async function withSession<T>(
  flags: SessionFlags,
  use: (session: Session) => Promise<T>,
  { onSignal = 'abort' }: SessionOptions = {},
): Promise<T> {
  if (flags['read-only'] === true && flags['dry-run'] !== true) throw readOnly('--read-only or SKEP_READ_ONLY');
  const interruption = new Interruption(onSignal);
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
      stop: interruption.stop,
      now: Date.now,
      sleep: (milliseconds, signal) => systemClock.sleep(milliseconds, signal).catch(() => undefined),
      who: whoAmI(),
      readSettings,
      openState: async (stateFlags) => {
        const settings = await readSettings(stateFlags);
        if (settings.readOnly === true && flags['read-only'] !== undefined && flags['dry-run'] !== true) {
          throw readOnly(`readOnly in ${settingsPath(stateFlags)}`);
        }
        return closing(await openStateStore(stateFlags, settings));
      },
      openHost: async (name) => closing(await hostNamed(name)),
      surroundings: () => ({
        node: process.version,
        platform: `${process.platform}-${process.arch}`,
        processors: String(availableParallelism()),
        variables: Object.keys(process.env)
          .filter((variable) => /^(SKEP|ETCDCTL|XDG)_/.test(variable))
          .sort()
          .join(' '),
      }),
      runRenderer: async (outline, form) => {
        if (form === 'ndjson') return ndjsonRenderer(terminal.out, outline, Date.now);
        if (flags.quiet || !process.stderr.isTTY || process.env['TERM'] === 'dumb')
          return plainRenderer({ stream: terminal.err, outline, now: Date.now, quiet: flags.quiet });
        // Loaded when it is needed: most commands draw no tree.
        const { treeRenderer } = await import('./lib/output/run/tree.js');
        return treeRenderer({ output: process.stderr, stream: terminal.err, outline, now: Date.now });
      },
      openSource: async (location, side, overrides) => {
        const options = { ...(await openOptions(side, readPassword)), signal: interruption.signal };
        const placed = placeOverrides(overrides?.texts ?? [], overrides?.root ?? '');
        const source = closing(await openOverriddenSource(location, placed, overrides?.side ?? 'source', options));
        const rate = side['max-read-rate'];
        return rate === undefined ? source : throttledSource(source, rate, systemClock);
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
      webhookUrl: async (file) => (file === undefined ? process.env['SKEP_WEBHOOK'] || undefined : readDocument(file)),
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

async function writeWhole(path: string, pieces: AsyncIterable<string> | Iterable<string | Uint8Array>): Promise<void> {
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
  readonly 'max-read-rate'?: number | undefined;
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
    'max-read-rate': flags['max-read-rate'],
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

function readOnly(because: string): SkepError {
  return new SkepError('READ_ONLY', `nothing may be changed: ${because}`, {
    hints: ['take it away where it was set, or look with --dry-run where the command has it'],
  });
}

function whoAmI(): string {
  const job = process.env['CI_JOB_URL'] ?? process.env['BUILD_URL'];
  if (job !== undefined && job !== '') return job;
  return `${userInfo().username}@${hostname()}, pid ${process.pid}`;
}

async function hostNamed(name: string): Promise<Host> {
  const environment = Object.fromEntries(
    Object.entries(process.env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
  // Loaded when they are needed: ssh takes long to load.
  if (name === 'localhost') {
    const { localHost } = await import('./lib/hosts/local/local-host.js');
    return localHost({ environment });
  }
  const { sshHost } = await import('./lib/hosts/ssh/ssh-host.js');
  const at = name.lastIndexOf('@');
  const agentSocket = process.env['SSH_AUTH_SOCK'];
  return sshHost({
    host: name.slice(at + 1),
    ...(at === -1 ? {} : { user: name.slice(0, at) }),
    home: homedir(),
    environment,
    ...(agentSocket === undefined ? {} : { agentSocket }),
  });
}

function xdg(variable: string, ...otherwise: readonly string[]): string {
  const given = process.env[variable];
  // The specification wants relative paths ignored.
  return given !== undefined && isAbsolute(given) ? given : join(homedir(), ...otherwise);
}

function settingsPath(flags: StateFlags): string {
  return flags.config ?? join(xdg('XDG_CONFIG_HOME', '.config'), 'skep', 'settings.yaml');
}

async function readSettings(flags: StateFlags): Promise<Settings> {
  const path = settingsPath(flags);
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere && flags.config === undefined) return { apiVersion: 'skep.io/v1', kind: 'Settings' };
  return parseSettings(await readDocument(path), path);
}

/** A directory that was named goes before an etcd of the settings: somebody meant it now. */
async function openStateStore(flags: StateFlags, settings: Settings): Promise<StateStore> {
  const root = flags['state-dir'] ?? join(xdg('XDG_STATE_HOME', '.local', 'state'), 'skep');
  const shared = settings.state?.etcd;
  const local = directoryState({ root, files: nodeFiles, clock: systemClock });
  if (flags['state-dir'] !== undefined || shared === undefined) return local;
  // Loaded when it is needed: gRPC takes longer than most commands.
  const { openEtcdState } = await import('./lib/state/etcd/etcd-state.js');
  const { store, passwordFile, ...side } = shared;
  const options = await openOptions({ ...side, 'password-file': passwordFile, variables: 'none' }, passwordReader());
  const remote = await openEtcdState(store, options);
  return mirroredState({ local, remote, setAsideLocal: (runId) => setAsideJournal(nodeFiles, root, runId) });
}

/** Turns signals into a stop and an abort, and what fails because of them into the error of that signal. */
class Interruption {
  readonly #stop = new AbortController();
  readonly #controller = new AbortController();
  readonly #stages: readonly AbortController[];
  #signalName: NodeJS.Signals | undefined;
  #heardCount = 0;
  readonly #heard = (name: NodeJS.Signals): void => {
    const stage = this.#stages[this.#heardCount];
    this.#heardCount += 1;
    if (stage === undefined) process.exit(name === 'SIGINT' ? 130 : 143);
    this.#signalName ??= name;
    stage.abort(new SkepError(name === 'SIGINT' ? 'RUN_INTERRUPTED' : 'RUN_TERMINATED', `stopped by ${name}`));
  };

  constructor(onSignal: 'abort' | 'stop-then-abort') {
    this.#stages = onSignal === 'abort' ? [this.#controller] : [this.#stop, this.#controller];
    for (const name of SIGNALS) process.on(name, this.#heard);
  }

  get stop(): AbortSignal {
    return this.#stop.signal;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  replacing(error: unknown): unknown {
    if (this.#signalName === undefined) return error;
    const code = this.#signalName === 'SIGINT' ? 'RUN_INTERRUPTED' : 'RUN_TERMINATED';
    const told = isSkepError(error) ? { hints: error.hints, details: error.details } : {};
    const about = isSkepError(error) && error.hints.length > 0 ? `: ${error.message}` : '';
    return new SkepError(code, `stopped by ${this.#signalName}${about}`, { ...told, cause: error });
  }

  release(): void {
    for (const name of SIGNALS) process.off(name, this.#heard);
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
