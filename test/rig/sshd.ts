import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe } from 'vitest';
import { freePorts } from './etcd.js';
import { findBinary } from './need.js';

export interface SshRigOptions {
  readonly hosts: readonly string[];
  /** Hosts that the configuration reaches through others: `{ inner: 'bastion' }`. */
  readonly proxyJump?: Readonly<Record<string, string>>;
  /** More lines for a host's sshd_config. */
  readonly sshdConfig?: Readonly<Record<string, readonly string[]>>;
}

export interface RigHost {
  readonly name: string;
  readonly port: number;
  /** The public host key as it stands in known_hosts: type and base64. */
  readonly hostKey: string;
  /** The sshd processes that carry connections at this moment. */
  sessions(): number[];
  /** What its sshd has logged so far. */
  log(): string;
  stop(): Promise<void>;
  start(): Promise<void>;
}

export interface SshRig {
  readonly directory: string;
  readonly user: string;
  /** The private key that all hosts let in. */
  readonly userKey: string;
  readonly configFile: string;
  readonly knownHosts: string;
  host(name: string): RigHost;
  /** Makes a key pair below the directory and returns the private one's path. */
  makeKey(name: string, passphrase?: string): string;
  /** Lets a public key in on every host. */
  authorize(privateKey: string): void;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 20_000;

export function sshdBinary(): string | undefined {
  return existsSync('/usr/sbin/sshd') ? '/usr/sbin/sshd' : findBinary('sshd', 'SKEP_TEST_SSHD');
}

/** `describe` for suites that need a real sshd; skipped, with the reason in its name, where it is missing. */
export function describeWithSshd(name: string, suite: () => void): void {
  if (sshdBinary() !== undefined) describe(name, suite);
  else describe.skip(`${name} (skipped: needs the Debian packages openssh-server and openssh-client)`, suite);
}

/** Starts Debian's sshd on free loopback ports, one a host, each with a key of its own; as root or as a plain user. They die with this process. */
export async function startSshRig(options: SshRigOptions): Promise<SshRig> {
  const directory = mkdtempSync(join(tmpdir(), 'skep-sshd-'));
  const user = userInfo().username;
  const makeKey = (name: string, passphrase = ''): string => {
    const path = join(directory, name);
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-C', name, '-f', path]);
    return path;
  };
  const authorizedKeys = join(directory, 'authorized_keys');
  const authorize = (key: string): void => appendFileSync(authorizedKeys, readFileSync(`${key}.pub`));
  const userKey = makeKey('user_key');
  authorize(userKey);
  const ports = await freePorts(options.hosts.length);
  const hosts = options.hosts.map((name, index) => {
    const extra = options.sshdConfig?.[name] ?? [];
    return new Sshd({ name, port: ports[index] ?? 0, directory, key: makeKey(`host_${name}`), authorizedKeys, extra });
  });
  const knownHosts = join(directory, 'known_hosts');
  writeFileSync(knownHosts, hosts.map((host) => `[127.0.0.1]:${host.port} ${host.hostKey}\n`).join(''));
  const configFile = join(directory, 'ssh_config');
  writeFileSync(
    configFile,
    hosts.map((host) => hostBlock(host, user, userKey, knownHosts, options.proxyJump?.[host.name])).join('\n'),
  );
  await Promise.all(hosts.map((host) => host.start()));
  return {
    directory,
    user,
    userKey,
    configFile,
    knownHosts,
    makeKey,
    authorize,
    host(name) {
      const host = hosts.find((one) => one.name === name);
      if (!host) throw new Error(`no host ${name} in the rig`);
      return host;
    },
    async stop() {
      await Promise.all(hosts.map((host) => host.stop()));
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function hostBlock(host: RigHost, user: string, key: string, knownHosts: string, jump: string | undefined): string {
  return [
    `Host ${host.name}`,
    '  HostName 127.0.0.1',
    `  Port ${host.port}`,
    `  User ${user}`,
    `  IdentityFile ${key}`,
    '  IdentitiesOnly yes',
    `  UserKnownHostsFile ${knownHosts}`,
    '  GlobalKnownHostsFile /dev/null',
    '  ConnectTimeout 20',
    ...(jump === undefined ? [] : [`  ProxyJump ${jump}`]),
    '',
  ].join('\n');
}

interface SshdSettings {
  readonly name: string;
  readonly port: number;
  readonly directory: string;
  readonly key: string;
  readonly authorizedKeys: string;
  readonly extra: readonly string[];
}

class Sshd implements RigHost {
  readonly name: string;
  readonly port: number;
  readonly hostKey: string;
  readonly #config: string;
  #child: ChildProcess | undefined;
  #log = '';

  constructor({ name, port, directory, key, authorizedKeys, extra }: SshdSettings) {
    this.name = name;
    this.port = port;
    this.hostKey = readFileSync(`${key}.pub`, 'utf8').trim().split(' ').slice(0, 2).join(' ');
    this.#config = join(directory, `sshd_${name}`);
    const lines = [
      ...extra,
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${key}`,
      `AuthorizedKeysFile ${authorizedKeys}`,
      ...['PidFile none', 'UsePAM no', 'StrictModes no', 'PasswordAuthentication no', 'KbdInteractiveAuthentication no'],
      ...['PermitRootLogin yes', 'AllowTcpForwarding yes', 'MaxStartups 100', 'LogLevel VERBOSE', 'Subsystem sftp internal-sftp'],
    ];
    writeFileSync(this.#config, `${lines.join('\n')}\n`);
  }

  async start(): Promise<void> {
    // sshd wants its empty directory when it runs as root; Debian's service would make it.
    if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
    const held = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL', '--'] : [];
    const args = [...held, sshdBinary() ?? 'sshd', '-D', '-e', '-f', this.#config];
    this.#child = spawn(args[0] ?? '', args.slice(1), { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#log = (this.#log + chunk.toString()).slice(-200_000);
    });
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (!(await answers(this.port))) {
      if (this.#child.exitCode !== null || Date.now() > deadline)
        throw new Error(`sshd ${this.name} did not start:\n${this.#log}`);
      await sleep(30);
    }
  }

  log(): string {
    return this.#log;
  }

  sessions(): number[] {
    return childrenOf(this.#child?.pid ?? -1);
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    for (const pid of this.sessions()) kill(pid);
    child.kill('SIGKILL');
    await exited;
  }
}

/** The processes whose parent is this one. */
export function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent);
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
    socket.setTimeout(2_000, () => {
      socket.destroy();
      resolve(false);
    });
  });
}
