import { randomBytes } from 'node:crypto';
import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { SkepError } from '../errors.js';
import type { HostCommand, HostResult } from '../ports/host.js';
import { MarkerFilter } from './markers.js';
import { OutputKeeper } from './output.js';
import { STOP_SCRIPT } from './scripts.js';
import type { Channel, ChannelEnd, Transport } from './transport.js';

const KEEP_BYTES = 1024 * 1024;
/** How long the last bytes of stdout may stay behind the supervisor's last word on stderr. */
const DRAIN_MS = 5_000;

/** A command and the supervisor's line that runs it. */
export interface Supervised {
  readonly host: string;
  readonly command: HostCommand;
  /** Between the asking (TERM) and the ending (KILL) of a command. */
  readonly graceSeconds: number;
  readonly argv: (nonce: string) => readonly string[];
}

/** How a supervisor ended: its last word and what it said with it. */
export interface Ending {
  readonly word: string;
  readonly rest: string;
  readonly result: HostResult;
}

/**
 * Runs a supervisor to its end. A time-out or an abort asks it to end the command, and then waits until that is done.
 * @throws SkepError HOST_COMMAND_TIMEOUT; HOST_CONNECTION_LOST when nobody knows what became of the command; HOST_UNSUITABLE
 * when no supervisor came up; the signal's reason when it was aborted
 */
export async function runSupervised(transport: Transport, supervised: Supervised): Promise<Ending> {
  const { command } = supervised;
  command.signal?.throwIfAborted();
  const nonce = randomBytes(9).toString('base64url');
  const channel = await transport.open(supervised.argv(nonce), command.signal);
  const reading = new Reading(channel, nonce, command);
  feed(channel, command.stdin);
  const stopping = new AbortController();
  const reason = await Promise.race([reading.done.then(() => 'done' as const), wish(command, stopping.signal)]);
  stopping.abort();
  if (reason === 'done') return reading.ending(supervised);
  const ended = await stop(transport, reading, supervised);
  if (reason === 'aborted') throw command.signal?.reason;
  throw timedOut(supervised, ended);
}

/** Resolves when somebody wishes the command to end. */
async function wish(command: HostCommand, done: AbortSignal): Promise<'timeout' | 'aborted'> {
  const any = command.signal ? AbortSignal.any([command.signal, done]) : done;
  try {
    await sleep(command.timeoutMs, undefined, { signal: any });
    return 'timeout';
  } catch {
    return 'aborted';
  }
}

function feed(channel: Channel, stdin: Uint8Array | undefined): void {
  // A command that does not read its stdin closes it; that is its right.
  channel.stdin.on('error', () => undefined);
  channel.stdin.end(stdin === undefined ? undefined : Buffer.from(stdin));
}

/** Asks the supervisor to end its command; true when it said that the command is gone. */
async function stop(transport: Transport, reading: Reading, { graceSeconds }: Supervised): Promise<boolean> {
  const patience = AbortSignal.timeout(graceSeconds * 1000 + 25_000);
  const gone = new Promise<'late'>((resolve) => patience.addEventListener('abort', () => resolve('late')));
  const asked = (async () => {
    const supervisor = await Promise.race([reading.supervisor, reading.done.then(() => undefined)]);
    if (supervisor) await ask(transport, supervisor);
  })().catch(() => undefined);
  await Promise.race([asked.then(() => reading.done), gone]);
  reading.channel.destroy();
  return reading.stopped;
}

async function ask(transport: Transport, [pid, started]: readonly [string, string]): Promise<void> {
  const channel = await transport.openControl(['sh', '-c', STOP_SCRIPT, 'skep-stop', pid, started]);
  channel.stdin.on('error', () => undefined);
  channel.stdin.end();
  channel.stdout.resume();
  channel.stderr.resume();
  await channel.closed;
}

function timedOut({ host, command, graceSeconds }: Supervised, ended: boolean): SkepError {
  const what = `${host}: ${command.argv[0]} did not end within ${command.timeoutMs / 1000} s`;
  if (ended) return new SkepError('HOST_COMMAND_TIMEOUT', `${what} and was ended`);
  return new SkepError('HOST_COMMAND_TIMEOUT', `${what}, and the host did not confirm that it was ended`, {
    hints: [`look on ${host} whether it still runs; a fenced command is ended by the next newer token (grace ${graceSeconds} s)`],
  });
}

/** What comes back from a supervisor, taken apart. */
class Reading {
  readonly channel: Channel;
  /** Process id and start time, once it said so. */
  readonly supervisor: Promise<readonly [string, string]>;
  /** When nothing more is to come. */
  readonly done: Promise<void>;
  readonly #stdout: OutputKeeper;
  readonly #stderr: OutputKeeper;
  #word: readonly string[] | undefined;
  #end: ChannelEnd | undefined;
  #here = false;

  constructor(channel: Channel, nonce: string, { keepBytes = KEEP_BYTES, onLine }: HostCommand) {
    this.channel = channel;
    this.#stdout = new OutputKeeper(keepBytes, onLine && ((line) => onLine('stdout', line)));
    this.#stderr = new OutputKeeper(keepBytes, onLine && ((line) => onLine('stderr', line)));
    let outEnded = (): void => undefined;
    let said = (): void => undefined;
    let present = (_supervisor: readonly [string, string]): void => undefined;
    const stdoutDone = new Promise<void>((resolve) => (outEnded = resolve));
    const lastWord = new Promise<void>((resolve) => (said = resolve));
    this.supervisor = new Promise((resolve) => (present = resolve));
    const streams = [
      read(channel.stdout, this.#stdout, new MarkerFilter(nonce, outEnded)),
      read(
        channel.stderr,
        this.#stderr,
        new MarkerFilter(nonce, (words) => {
          const [word = '', first = '', second = ''] = words;
          if (word === 'here') {
            this.#here = true;
            present([first, second]);
          } else {
            this.#word ??= words;
            said();
          }
        }),
      ),
    ];
    // A process that the command left behind may hold the streams open for ever; the supervisor's word is enough.
    const told = lastWord.then(() => Promise.race([stdoutDone, sleep(DRAIN_MS, undefined, { ref: false })]));
    const closed = channel.closed.then(async (end) => {
      this.#end = end;
      await Promise.race([Promise.all(streams), sleep(DRAIN_MS, undefined, { ref: false })]);
    });
    this.done = Promise.race([told, closed]).then(() => {
      this.#stdout.end();
      this.#stderr.end();
    });
  }

  get stopped(): boolean {
    return this.#word !== undefined && this.#word[0] !== 'stuck';
  }

  ending({ host, command }: Supervised): Ending {
    const [word, ...rest] = this.#word ?? [];
    this.channel.destroy();
    if (word === undefined) throw this.#silence(host, command);
    return { word, rest: rest.join(' '), result: this.#result(Number(rest[0])) };
  }

  #result(code: number): HostResult {
    const endedBy = code > 128 ? SIGNAL_NAMES.get(code - 128) : undefined;
    return {
      exitCode: endedBy === undefined ? code : undefined,
      ...(endedBy !== undefined && { endedBy }),
      stdout: this.#stdout.bytes,
      stderr: this.#stderr.bytes,
      truncated: this.#stdout.truncated || this.#stderr.truncated,
    };
  }

  #silence(host: string, command: HostCommand): SkepError {
    const program = command.argv[0];
    if (this.#end?.lost === true || this.#here) {
      const why = this.#end?.lost === true ? 'the connection was lost' : 'its supervisor on the host was ended';
      return new SkepError(
        'HOST_CONNECTION_LOST',
        `${host}: ${why} while ${program} ran; whether it was carried out is not known`,
        {
          hints: [`check what ${program} was to change on ${host} before it is run again`],
        },
      );
    }
    const said = Buffer.from(this.#stderr.bytes).toString().trim().slice(0, 500);
    return new SkepError('HOST_UNSUITABLE', `${host}: ${program} was not started${said === '' ? '' : `: ${said}`}`, {
      hints: ['the login shell of the user must be a POSIX shell that runs commands'],
      details: { exitCode: this.#end?.exitCode },
    });
  }
}

async function read(stream: AsyncIterable<unknown>, keeper: OutputKeeper, filter: MarkerFilter): Promise<void> {
  try {
    for await (const chunk of stream) keeper.push(filter.push(chunk as Buffer));
  } catch {
    // The channel's end says what happened.
  }
  keeper.push(filter.end());
}

/** Signals that end a process, by number; a shell tells them as 128 + number. */
const SIGNAL_NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(constants.signals)
    .filter(([name]) => !['SIGCHLD', 'SIGCONT', 'SIGURG', 'SIGWINCH', 'SIGIOT', 'SIGPOLL'].includes(name))
    .map(([name, number]) => [number, name]),
);
