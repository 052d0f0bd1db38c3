import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { SkepError } from '../../errors.js';
import type { Host } from '../../ports/host.js';
import { checkArguments } from '../command-line.js';
import { hostOver } from '../host.js';
import type { HostOptions } from '../host.js';
import type { Channel, ChannelEnd, Transport } from '../transport.js';

export interface LocalHostOptions extends HostOptions {
  readonly name?: string;
  /** The environment of the commands; it must have a PATH. */
  readonly environment: Readonly<Record<string, string>>;
}

/** This very machine. Commands get no signals from the terminal and end when Skep ends. */
export function localHost({ name = 'localhost', environment, ...options }: LocalHostOptions): Host {
  return hostOver(name, new LocalTransport(name, environment), options);
}

class LocalTransport implements Transport {
  readonly #name: string;
  readonly #environment: Readonly<Record<string, string>>;

  constructor(name: string, environment: Readonly<Record<string, string>>) {
    this.#name = name;
    this.#environment = environment;
  }

  open(argv: readonly string[]): Promise<Channel> {
    checkArguments(argv);
    const [program = '', ...rest] = argv;
    // A session of its own: Ctrl-C at the terminal is for Skep, which decides what becomes of its commands.
    const child = spawn(program, rest, { env: { ...this.#environment }, stdio: 'pipe', detached: true });
    return new Promise((resolve, reject) => {
      child.once('error', (error) =>
        reject(
          new SkepError('HOST_UNREACHABLE', `${this.#name}: ${program} cannot be started: ${error.message}`, { cause: error }),
        ),
      );
      child.once('spawn', () => resolve(channelOf(child)));
    });
  }

  openControl(argv: readonly string[]): Promise<Channel> {
    return this.open(argv);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function channelOf(child: ChildProcess & { stdin: Channel['stdin'] | null }): Channel {
  const { stdin, stdout, stderr } = child;
  if (!stdin || !stdout || !stderr) throw new SkepError('INTERNAL_BUG', 'a local command was started without pipes');
  const closed = new Promise<ChannelEnd>((resolve) =>
    child.once('exit', (code) => resolve({ exitCode: code ?? undefined, lost: false })),
  );
  return {
    stdin,
    stdout,
    stderr,
    closed,
    destroy() {
      stdin.destroy();
      stdout.destroy();
      stderr.destroy();
    },
  };
}
