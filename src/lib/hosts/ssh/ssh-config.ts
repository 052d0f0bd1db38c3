import { execFile } from 'node:child_process';
import { SkepError } from '../../errors.js';

/** What OpenSSH's own configuration says about a host. */
export interface SshConfig {
  /** The name as it was given. */
  readonly name: string;
  readonly hostname: string;
  readonly port: number;
  readonly user: string;
  readonly identityFiles: readonly string[];
  readonly identitiesOnly: boolean;
  /** `IdentityAgent`: a socket, `none`, or undefined for the caller's own agent. */
  readonly identityAgent?: string;
  /** `[user@]host[:port]` or `ssh://...`, the first one is connected to first. */
  readonly proxyJump: readonly string[];
  readonly knownHostsFiles: readonly string[];
  readonly hostKeyAlias?: string;
  readonly revokedHostKeys?: string;
  readonly connectTimeoutMs: number;
  readonly keepaliveMs: number;
  readonly keepaliveCount: number;
}

export interface ResolveOptions {
  /** The ssh program; `ssh` by default. */
  readonly program?: string;
  /** Instead of ~/.ssh/config. */
  readonly configFile?: string;
  readonly home: string;
  /** For the ssh program: PATH, HOME, and what `Match exec` needs. */
  readonly environment: Readonly<Record<string, string>>;
}

/** What is given for one host and goes before its configuration. */
export interface HostAddress {
  readonly host: string;
  readonly user?: string;
  readonly port?: number;
}

const CONNECT_TIMEOUT_MS = 30_000;
const KEEPALIVE_MS = 15_000;

/** Asks `ssh -G`, so that Host and Match blocks mean what they mean to ssh. @throws SkepError CONFIG_INVALID, USAGE_INVALID, PROGRAM_NOT_FOUND */
export async function resolveSshConfig(address: HostAddress, options: ResolveOptions): Promise<SshConfig> {
  const { host, user, port } = address;
  if (host === '' || host.startsWith('-') || /\s/.test(host))
    throw new SkepError('USAGE_INVALID', `"${host}" cannot be the name of a host`);
  const argv = [
    '-G',
    ...(options.configFile === undefined ? [] : ['-F', options.configFile]),
    ...(user === undefined ? [] : ['-l', user]),
    ...(port === undefined ? [] : ['-p', String(port)]),
    host,
  ];
  const text = await runSsh(options, argv, host);
  return parseSshConfig(host, text, options.home);
}

function runSsh({ program = 'ssh', environment }: ResolveOptions, argv: readonly string[], host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, argv, { env: { ...environment }, timeout: 30_000 }, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else if (error.code === 'ENOENT') {
        reject(
          new SkepError('PROGRAM_NOT_FOUND', `${program} is not there: OpenSSH's client reads the configuration of hosts`, {
            hints: ['apt-get install openssh-client'],
          }),
        );
      } else reject(new SkepError('CONFIG_INVALID', `ssh -G ${host}: ${stderr.trim() || error.message}`));
    });
  });
}

/** The answer of `ssh -G`: one lower-case option and its value a line, some options several times. */
export function parseSshConfig(name: string, text: string, home: string): SshConfig {
  const options = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const space = line.indexOf(' ');
    if (space < 0) continue;
    const key = line.slice(0, space);
    options.set(key, [...(options.get(key) ?? []), line.slice(space + 1)]);
  }
  const one = (key: string): string | undefined => options.get(key)?.[0];
  const set = (key: string): string | undefined => (one(key) === 'none' ? undefined : one(key));
  const seconds = (key: string): number => Number(set(key) ?? 0);
  if (set('proxycommand') !== undefined) {
    throw new SkepError('CONFIG_INVALID', `${name}: ProxyCommand is not supported`, {
      hints: ['use ProxyJump in the ssh configuration'],
    });
  }
  const expand = expander({ home, hostname: one('hostname') ?? name, name, port: one('port') ?? '22', user: one('user') ?? '' });
  const agent = one('identityagent');
  const alias = set('hostkeyalias');
  const revoked = set('revokedhostkeys');
  return {
    name,
    hostname: one('hostname') ?? name,
    port: Number(one('port') ?? 22),
    user: one('user') ?? '',
    identityFiles: (options.get('identityfile') ?? []).filter((file) => file !== 'none').map(expand),
    identitiesOnly: one('identitiesonly') === 'yes',
    ...(agent !== undefined && agent !== 'SSH_AUTH_SOCK' && { identityAgent: expand(agent) }),
    proxyJump: set('proxyjump')?.split(',') ?? [],
    knownHostsFiles: ['userknownhostsfile', 'globalknownhostsfile']
      .flatMap((key) => (set(key) ?? '').split(/\s+/))
      .filter((file) => file !== '')
      .map(expand),
    ...(alias !== undefined && { hostKeyAlias: alias }),
    ...(revoked !== undefined && { revokedHostKeys: expand(revoked) }),
    connectTimeoutMs: seconds('connecttimeout') * 1000 || CONNECT_TIMEOUT_MS,
    keepaliveMs: seconds('serveraliveinterval') * 1000 || KEEPALIVE_MS,
    keepaliveCount: Number(one('serveralivecountmax') ?? 3),
  };
}

/** ssh -G leaves `~` and most %-tokens of file names as they were written. */
function expander(facts: { home: string; hostname: string; name: string; port: string; user: string }): (path: string) => string {
  const tokens: Readonly<Record<string, string>> = {
    '%': '%',
    d: facts.home,
    h: facts.hostname,
    n: facts.name,
    p: facts.port,
    r: facts.user,
  };
  return (path) => path.replace(/^~(?=\/|$)/, facts.home).replace(/%(.)/g, (whole, token: string) => tokens[token] ?? whole);
}

/** One hop of ProxyJump: `[user@]host[:port]`, `[user@][v6]:port` or `ssh://...`. @throws SkepError CONFIG_INVALID */
export function parseJump(text: string): HostAddress {
  const match = /^(?:ssh:\/\/)?(?:(?<user>[^@]+)@)?(?:\[(?<v6>[^\]]+)\]|(?<host>[^:@/]+))(?::(?<port>\d{1,5}))?\/?$/.exec(
    text.trim(),
  );
  const { user, v6, host, port } = match?.groups ?? {};
  const name = v6 ?? host;
  if (name === undefined) throw new SkepError('CONFIG_INVALID', `ProxyJump: "${text}" is not of the form [user@]host[:port]`);
  return { host: name, ...(user !== undefined && { user }), ...(port !== undefined && { port: Number(port) }) };
}
