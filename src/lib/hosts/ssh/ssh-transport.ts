import type { Client, ClientChannel } from 'ssh2';
import { SkepError } from '../../errors.js';
import { commandLine } from '../command-line.js';
import type { Channel, ChannelEnd, Transport } from '../transport.js';
import { connectHost } from './connect.js';
import type { ConnectOptions, Connected } from './connect.js';
import { Slots } from './slots.js';
import type { HostAddress } from './ssh-config.js';

/** Thrown when the server opened no channel: the command was not sent. */
class NotSent extends Error {}

/** One reused connection with a bounded number of channels. */
export class SshTransport implements Transport {
  readonly #name: string;
  readonly #options: ConnectOptions & HostAddress;
  readonly #slots: Slots;
  #connection: Promise<Connected> | undefined;
  #closed = false;

  constructor(name: string, options: ConnectOptions & HostAddress, maxChannels: number) {
    this.#name = name;
    this.#options = options;
    this.#slots = new Slots(maxChannels);
  }

  async open(argv: readonly string[], signal?: AbortSignal): Promise<Channel> {
    const line = commandLine(argv);
    while (true) {
      await this.#slots.take(signal);
      try {
        const channel = await this.#exec(line, await this.#connected(signal));
        void channel.closed.then(() => this.#slots.give());
        return channel;
      } catch (error) {
        const others = this.#slots.taken - 1;
        this.#slots.give();
        if (!(error instanceof NotSent)) throw error;
        if (others === 0)
          throw new SkepError('HOST_UNREACHABLE', `${this.#name} opens no channel: ${error.message}`, { cause: error });
        // The server takes fewer sessions than were asked for: wait for one of ours to end.
        this.#slots.shrink(others);
      }
    }
  }

  async openControl(argv: readonly string[]): Promise<Channel> {
    if (!this.#connection) throw new SkepError('HOST_CONNECTION_LOST', `${this.#name}: the connection was lost`);
    return this.#exec(commandLine(argv), await this.#connection);
  }

  async close(): Promise<void> {
    this.#closed = true;
    const connection = this.#connection;
    this.#connection = undefined;
    (await connection?.catch(() => undefined))?.close();
  }

  /** The connection, made when there is none. An abort lets go of the waiting, not of the connection that others may wait for. */
  async #connected(signal: AbortSignal | undefined): Promise<Connected> {
    if (this.#closed) throw new SkepError('HOST_UNREACHABLE', `${this.#name}: the host was closed`);
    this.#connection ??= this.#connect();
    const connection = this.#connection;
    if (!signal) return connection;
    return new Promise((resolve, reject) => {
      const aborted = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
      signal.addEventListener('abort', aborted, { once: true });
      if (signal.aborted) aborted();
      connection.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted));
    });
  }

  #connect(): Promise<Connected> {
    const forget = (): void => {
      if (this.#connection === connection) this.#connection = undefined;
    };
    const connection = connectHost(this.#options, this.#options).then(
      (connected) => {
        connected.client.once('close', () => {
          forget();
          connected.close();
        });
        connected.client.once('end', forget);
        return connected;
      },
      (error: unknown) => {
        forget();
        throw error;
      },
    );
    return connection;
  }

  #exec(line: string, { client }: Connected): Promise<Channel> {
    return new Promise((resolve, reject) => {
      const lost = (): void =>
        reject(
          new SkepError(
            'HOST_CONNECTION_LOST',
            `${this.#name}: the connection was lost while a command was sent; whether it runs is not known`,
          ),
        );
      client.once('close', lost);
      try {
        client.exec(line, (error, channel) => {
          client.off('close', lost);
          if (!error) resolve(channelOf(client, channel));
          else if ('reason' in error) reject(new NotSent(error.message));
          else if (/unable to exec/i.test(error.message)) {
            reject(new SkepError('HOST_UNSUITABLE', `${this.#name}: the server runs no commands for this user`));
          } else lost();
        });
      } catch (error) {
        // Said before anything was written: "Not connected".
        client.off('close', lost);
        reject(new SkepError('HOST_UNREACHABLE', `${this.#name}: the connection is gone`, { cause: error }));
      }
    });
  }
}

function channelOf(client: Client, channel: ClientChannel): Channel {
  let exitCode: number | undefined;
  let told = false;
  const closed = new Promise<ChannelEnd>((resolve) => {
    const broken = (): void => resolve({ exitCode, lost: !told });
    client.once('close', broken);
    channel.once('exit', (code: number | null) => {
      told = true;
      exitCode = code ?? undefined;
    });
    channel.once('close', () => {
      client.off('close', broken);
      // A channel that the server closes always tells how the program ended; one that a lost connection closes does not.
      resolve({ exitCode, lost: !told });
    });
  });
  channel.on('error', () => undefined);
  return {
    stdin: channel,
    stdout: channel,
    stderr: channel.stderr,
    closed,
    destroy: () => {
      channel.resume();
      channel.stderr.resume();
      channel.close();
    },
  };
}
