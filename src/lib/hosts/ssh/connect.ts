import { connect as connectTcp } from 'node:net';
import type { Duplex } from 'node:stream';
import ssh2 from 'ssh2';
import type { Client, ConnectConfig } from 'ssh2';
import { SkepError, isSkepError } from '../../errors.js';
import { hostKeyPolicy } from './host-key.js';
import { gatherIdentities } from './identities.js';
import type { Identities } from './identities.js';
import { parseJump, resolveSshConfig } from './ssh-config.js';
import type { HostAddress, ResolveOptions, SshConfig } from './ssh-config.js';

export interface ConnectOptions extends ResolveOptions {
  /** SSH_AUTH_SOCK of the caller. */
  readonly agentSocket?: string;
}

/** One logged-in connection, and the bastions that carry it. */
export interface Connected {
  readonly client: Client;
  readonly config: SshConfig;
  close(): void;
}

/** More bastions in a row than anybody has; a configuration that jumps in a circle ends here. */
const MAX_HOPS = 8;

/**
 * Connects and logs in, through the bastions that the ssh configuration names; every hop shows its own key and is checked by its
 * own known_hosts entry. @throws SkepError HOST_UNREACHABLE, HOST_KEY_UNKNOWN, HOST_KEY_CHANGED, HOST_AUTH, CONFIG_INVALID
 */
export async function connectHost(address: HostAddress, options: ConnectOptions): Promise<Connected> {
  const hops = await chain(address, options, []);
  const clients: Client[] = [];
  const close = (): void => clients.toReversed().forEach((client) => client.destroy());
  try {
    let last: { client: Client; config: SshConfig } | undefined;
    for (const config of hops) {
      const client = await login(config, last, options.agentSocket);
      clients.push(client);
      last = { client, config };
    }
    if (!last) throw new SkepError('INTERNAL_BUG', `no way to ${address.host}`);
    return { ...last, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** The hosts to go through, the wanted one last. As in ssh, only the first bastion may have bastions of its own. */
async function chain(address: HostAddress, options: ResolveOptions, seen: readonly string[]): Promise<SshConfig[]> {
  if (seen.length >= MAX_HOPS || seen.includes(address.host)) {
    throw new SkepError('CONFIG_INVALID', `ProxyJump leads in a circle: ${[...seen, address.host].join(' -> ')}`);
  }
  const config = await resolveSshConfig(address, options);
  const [first, ...others] = config.proxyJump.map(parseJump);
  if (!first) return [config];
  const before = await chain(first, options, [...seen, address.host]);
  const between = await Promise.all(others.map((hop) => resolveSshConfig(hop, options)));
  return [...before, ...between, config];
}

async function login(
  config: SshConfig,
  through: { client: Client; config: SshConfig } | undefined,
  agentSocket: string | undefined,
): Promise<Client> {
  const policy = await hostKeyPolicy(config, through?.config.name);
  const identities = await gatherIdentities(config, agentSocket);
  const sock = through ? await tunnel(through, config) : await tcp(config);
  let refusal: SkepError | undefined;
  const settings: ConnectConfig = {
    sock: sock,
    username: config.user,
    readyTimeout: config.connectTimeoutMs,
    keepaliveInterval: config.keepaliveMs,
    keepaliveCountMax: config.keepaliveCount,
    algorithms: {
      serverHostKey: [...policy.algorithms] as NonNullable<NonNullable<ConnectConfig['algorithms']>['serverHostKey']>,
    },
    hostVerifier: (key: Buffer) => {
      refusal = policy.refusal(key);
      return refusal === undefined;
    },
    authHandler: [...identities.methods],
  };
  const client = new ssh2.Client();
  // Every channel listens for the end of its connection.
  client.setMaxListeners(0);
  return new Promise((resolve, reject) => {
    const failed = (error: unknown): void => {
      client.destroy();
      reject(refusal ?? loginError(config, identities, error));
    };
    client.once('ready', () => {
      client.off('error', failed);
      // Errors of a connection that is up are seen by its end; without a listener they would end the process.
      client.on('error', () => undefined);
      resolve(client);
    });
    client.on('error', failed);
    client.once('close', () => failed(new Error('the connection was closed')));
    client.connect(settings);
  });
}

function loginError(config: SshConfig, { notes, hints }: Identities, error: unknown): SkepError {
  if (isSkepError(error)) return error;
  const { message = String(error), level } = error as { message?: string; level?: string };
  if (level === 'client-authentication' || /too many authentication/i.test(message)) {
    return new SkepError('HOST_AUTH', `${config.name} does not let in ${config.user} (${notes.join('; ')})`, {
      hints: [
        ...hints,
        `see what ssh says: ssh -v -l ${config.user} -p ${config.port} ${config.name} true`,
        ...(/too many/i.test(message) ? ['set IdentitiesOnly and IdentityFile for the host in the ssh configuration'] : []),
      ],
      details: { host: config.name, user: config.user },
      cause: error,
    });
  }
  return unreachable(config, message, error);
}

function unreachable(config: SshConfig, why: string, cause: unknown): SkepError {
  return new SkepError('HOST_UNREACHABLE', `${config.name} (${config.hostname} port ${config.port}): ${why}`, {
    hints: [`ssh -v -p ${config.port} ${config.name} true`],
    cause,
  });
}

function tcp(config: SshConfig): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp({ host: config.hostname, port: config.port });
    const timer = setTimeout(
      () => socket.destroy(new Error(`no connection within ${config.connectTimeoutMs / 1000} s`)),
      config.connectTimeoutMs,
    );
    const failed = (error: Error): void => {
      clearTimeout(timer);
      reject(unreachable(config, error.message === '' ? 'no address of it answers' : error.message, error));
    };
    socket.once('error', failed);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.off('error', failed);
      socket.setNoDelay(true);
      resolve(socket);
    });
  });
}

function tunnel(through: { client: Client; config: SshConfig }, config: SshConfig): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    through.client.once('close', () => reject(unreachable(config, `the connection to ${through.config.name} broke`, undefined)));
    through.client.forwardOut('127.0.0.1', 0, config.hostname, config.port, (error, stream) => {
      if (error) reject(unreachable(config, `${through.config.name} cannot reach it: ${error.message}`, error));
      else resolve(stream);
    });
  });
}
