import { createHash } from 'node:crypto';
import { SkepError } from '../errors.js';
import type { FencingToken } from '../ports/fencing.js';
import type { HostCommand, HostResult } from '../ports/host.js';
import { withEnvironment } from './command-line.js';
import { FENCE_SCRIPT, INSTALL_SCRIPT } from './scripts.js';
import { runSupervised } from './supervised.js';
import type { Ending } from './supervised.js';
import type { Transport } from './transport.js';
import { unsuitable } from './unsuitable.js';

const INSTALL_TIMEOUT_MS = 60_000;
const ADOPT_TIMEOUT_MS = 60_000;

export interface FenceOptions {
  readonly host: string;
  readonly transport: Transport;
  readonly stateDirectory: string;
  readonly graceSeconds: number;
}

/** The directory of a lock below the state directory: a digest, because a lock's name may hold anything. */
export function lockDirectory(stateDirectory: string, lock: string): string {
  return `${stateDirectory}/fence/${createHash('sha256').update(lock).digest('hex').slice(0, 40)}`;
}

/** The name of the fence's script on a host: by its content, so that two versions of Skep do not disturb each other. */
export const FENCE_FILE = `fence-${createHash('sha256').update(FENCE_SCRIPT).digest('hex').slice(0, 16)}.sh`;

/** Fenced execution on one host; the protocol stands in scripts.ts. */
export class Fence {
  readonly #options: FenceOptions;
  #installed: Promise<void> | undefined;

  constructor(options: FenceOptions) {
    this.#options = options;
  }

  async run(token: FencingToken, command: HostCommand): Promise<HostResult> {
    const { host } = this.#options;
    const argv = withEnvironment(command.argv, command.env);
    const ending = await this.#supervise('run', token, command, argv);
    const { word, rest, result } = ending;
    if (word === 'ended' || word === 'stopped') return result;
    if (word === 'fenced') throw fenced(host, token, Number(rest));
    if (word === 'unknown') throw unknownAuthority(host, token, rest);
    throw unsuitable(host, ending);
  }

  async adopt(lock: string, authority: string, number: number): Promise<void> {
    const command: HostCommand = { argv: ['true'], timeoutMs: ADOPT_TIMEOUT_MS };
    // The host stores the lowest number that it takes.
    const ending = await this.#supervise('adopt', { lock, authority, number: number + 1 }, command, []);
    if (ending.word !== 'adopted') throw unsuitable(this.#options.host, ending);
  }

  async #supervise(mode: 'run' | 'adopt', token: FencingToken, command: HostCommand, argv: readonly string[]): Promise<Ending> {
    checkToken(token);
    const { host, transport, stateDirectory, graceSeconds } = this.#options;
    command.signal?.throwIfAborted();
    await this.#install();
    const directory = lockDirectory(stateDirectory, token.lock);
    const patience = String(Math.ceil(Math.min(command.timeoutMs, 24 * 3600_000) / 1000));
    try {
      return await runSupervised(transport, {
        host,
        command,
        graceSeconds,
        argv: (nonce) => [
          ...['sh', `${stateDirectory}/${FENCE_FILE}`, nonce, String(graceSeconds), mode],
          ...[directory, token.authority, String(token.number), patience, token.lock],
          ...argv,
        ],
      });
    } catch (error) {
      // The script may have been removed meanwhile: the next command puts it there again.
      this.#installed = undefined;
      throw error;
    }
  }

  /** Puts the script on the host, once. */
  #install(): Promise<void> {
    this.#installed ??= this.#put().catch((error: unknown) => {
      this.#installed = undefined;
      throw error;
    });
    return this.#installed;
  }

  async #put(): Promise<void> {
    const { host, transport, stateDirectory } = this.#options;
    const channel = await transport.open(['sh', '-c', INSTALL_SCRIPT, 'skep-install', stateDirectory, FENCE_FILE]);
    const timer = setTimeout(() => channel.destroy(), INSTALL_TIMEOUT_MS);
    channel.stdin.on('error', () => undefined);
    channel.stdin.end(FENCE_SCRIPT);
    channel.stdout.resume();
    let said = '';
    channel.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(0, 500)));
    const end = await channel.closed;
    clearTimeout(timer);
    if (end.exitCode === 0) return;
    if (end.lost) throw new SkepError('HOST_CONNECTION_LOST', `${host}: the connection was lost while the fence was put there`);
    throw new SkepError('HOST_UNSUITABLE', `${host}: ${stateDirectory} cannot hold the fence: ${said.trim()}`, {
      hints: [
        `on ${host}, as root: install -d -m 700 -o USER ${stateDirectory}`,
        'or name another state directory that the user may write, on a local disk',
      ],
    });
  }
}

/** @throws SkepError USAGE_INVALID: what stands in the host's files must be one plain word */
function checkToken({ authority, number }: FencingToken): void {
  if (!/^[A-Za-z0-9._:-]{1,200}$/.test(authority)) {
    throw new SkepError('USAGE_INVALID', `"${authority}" cannot be the id of an authority`);
  }
  if (!Number.isSafeInteger(number) || number < 0) throw new SkepError('USAGE_INVALID', `${number} cannot be a fencing number`);
}

function fenced(host: string, { lock, number }: FencingToken, stored: number): SkepError {
  return new SkepError('FENCED', `${host} refuses number ${number} of lock ${lock}: it takes numbers from ${stored} on`, {
    hints: [`another run has taken the lock; see who: skep lock show ${lock}`],
    details: { host, lock, number, stored },
  });
}

function unknownAuthority(host: string, { lock, authority, number }: FencingToken, stored: string): SkepError {
  const knows = stored === '-' ? 'knows none' : `knows ${stored}`;
  return new SkepError('AUTHORITY_UNKNOWN', `${host} does not know the authority ${authority} for lock ${lock}: it ${knows}`, {
    hints: [`if this state store is the right one: skep lock adopt ${lock}`],
    details: { host, lock, authority, number, ...(stored !== '-' && { stored }) },
  });
}
