import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SkepError } from './lib/errors.js';
import type { ConnectionOptions } from './lib/etcd/connection.js';
import { openSource, openTarget } from './lib/etcd/open.js';
import { nodeFiles } from './lib/files/node-files.js';
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
  readonly api?: EtcdApi | undefined;
  /** From the environment only, so that it is in no process list. */
  readonly passwordVariable: 'ETCDCTL_PASSWORD' | 'SKEP_TARGET_PASSWORD';
}

/** Everything real that one command needs. Whatever it opened is closed when the command ends. */
export interface Session {
  readonly terminal: Terminal;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly openSource: (location: string, side: SideFlags) => Promise<StoreSource>;
  readonly openTarget: (location: string, side: SideFlags) => Promise<StoreTarget>;
  readonly readKeyring: (path: string | undefined) => Promise<Keyring | undefined>;
  readonly readText: (path: string) => Promise<string>;
  readonly makeSorter: (name: string) => Sorter;
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
  const spoolDirectory = await mkdtemp(join(tmpdir(), 'skep-'));
  closers.push(() => rm(spoolDirectory, { recursive: true, force: true }));
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
      openSource: async (location, side) => closing(await openSource(location, openOptions(side))),
      openTarget: async (location, side) => closing(await openTarget(location, openOptions(side))),
      readKeyring: async (path) => (path === undefined ? undefined : parseEncryptionConfig(await readDocument(path))),
      readText: readDocument,
      makeSorter: (name) => createSorter(nodeFiles, spoolDirectory, name),
    });
  } catch (error) {
    throw interruption.replacing(error);
  } finally {
    progress.stop();
    interruption.release();
    for (const close of closers.reverse()) await close();
  }
}

/** The terminal alone, for commands that touch no store. */
export function processTerminal(noColor: boolean): Terminal {
  const stream = (output: NodeOutput) =>
    textStream(output, decideColor({ isTTY: output.isTTY === true, env: process.env, refused: noColor }));
  return { out: stream(process.stdout), err: stream(process.stderr) };
}

/** Side flags from parsed flags: those of the store that is read. */
export function sourceSide(flags: Omit<SideFlags, 'passwordVariable'>): SideFlags {
  return { ...flags, passwordVariable: 'ETCDCTL_PASSWORD' };
}

interface TargetSideFlags {
  readonly 'target-cacert'?: string | undefined;
  readonly 'target-cert'?: string | undefined;
  readonly 'target-key'?: string | undefined;
  readonly 'target-user'?: string | undefined;
  readonly 'target-api'?: EtcdApi | undefined;
}

/** Side flags from parsed flags: those of the other store. */
export function targetSide(flags: TargetSideFlags): SideFlags {
  return {
    cacert: flags['target-cacert'],
    cert: flags['target-cert'],
    key: flags['target-key'],
    user: flags['target-user'],
    api: flags['target-api'],
    passwordVariable: 'SKEP_TARGET_PASSWORD',
  };
}

function openOptions(side: SideFlags): ConnectionOptions & { readonly api?: EtcdApi } {
  const password = process.env[side.passwordVariable];
  return {
    ...(side.cacert === undefined ? {} : { cacert: side.cacert }),
    ...(side.cert === undefined ? {} : { cert: side.cert }),
    ...(side.key === undefined ? {} : { key: side.key }),
    ...(side.user === undefined ? {} : userAndPassword(side.user)),
    ...(password === undefined || password === '' ? {} : { password }),
    ...(side.api === undefined ? {} : { api: side.api }),
  };
}

/** etcdctl also takes NAME:PASSWORD, which scripts keep in ETCDCTL_USER. */
function userAndPassword(user: string): { readonly user: string; readonly password?: string } {
  const colon = user.indexOf(':');
  return colon === -1 ? { user } : { user: user.slice(0, colon), password: user.slice(colon + 1) };
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
