import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { etcdBinary } from './need.js';

export interface EtcdTls {
  readonly cert: string;
  readonly key: string;
  /** With it the server asks every client for a certificate of this CA. */
  readonly clientCa?: string;
}

export interface StartEtcdOptions {
  /** Kept on stop() when given; otherwise a temporary directory that stop() removes. */
  readonly dataDir?: string;
  readonly extraArgs?: readonly string[];
  readonly tls?: EtcdTls;
  readonly binary?: string;
  /** Client port to listen on, for a server that comes back at its old address. */
  readonly port?: number;
}

export interface RunningEtcd {
  /** `http://127.0.0.1:PORT`, or https with TLS. */
  readonly clientUrl: string;
  /** `127.0.0.1:PORT`, as it stands in `etcd3://...`. */
  readonly endpoints: string;
  readonly port: number;
  readonly dataDir: string;
  readonly pid: number;
  /** Ends the server in order and removes a temporary data directory. Harmless after kill() and when called twice. */
  stop(): Promise<void>;
  /** Ends it as a power cut would; the data directory stays until stop(). */
  kill(): Promise<void>;
}

const PREFIX = 'skep-etcd-';
const START_TIMEOUT_MS = 30_000;

/** Starts a one-member etcd with both APIs on free loopback ports, and waits until it is healthy. It dies with this process. */
export async function startEtcd(options: StartEtcdOptions = {}): Promise<RunningEtcd> {
  const binary = options.binary ?? etcdBinary();
  if (binary === undefined)
    throw new Error('no etcd here: run test/rig/install-debian.sh, or guard the suite with describeWithEtcd');
  removeLeftOvers();
  const directory = options.dataDir ?? mkdtempSync(join(tmpdir(), `${PREFIX}${String(process.pid)}-`));
  let lastError: unknown;
  // A port that was free a moment ago can be taken when etcd asks for it.
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      return await launch(binary, directory, options);
    } catch (error) {
      lastError = error;
      if (!/address already in use/.test(String(error))) break;
    }
  }
  if (options.dataDir === undefined) rmSync(directory, { recursive: true, force: true });
  throw lastError;
}

async function launch(binary: string, dataDir: string, options: StartEtcdOptions): Promise<RunningEtcd> {
  const [freePort = 0, peerPort = 0, healthPort = 0] = await freePorts(3);
  const port = options.port ?? freePort;
  const endpoints = `127.0.0.1:${String(port)}`;
  const clientUrl = `${options.tls ? 'https' : 'http'}://${endpoints}`;
  const child = spawnWithParent(binary, etcdArguments(dataDir, clientUrl, peerPort, healthPort, options));
  const exited = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  let log = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-20_000);
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  };
  try {
    await healthy(child, healthPort);
  } catch (error) {
    await end('SIGKILL');
    throw new Error(`etcd did not start: ${String(error)}\n${log}`);
  }
  return {
    clientUrl,
    endpoints,
    port,
    dataDir,
    pid: child.pid ?? 0,
    async stop() {
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await end('SIGTERM');
      clearTimeout(timer);
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
    kill: () => end('SIGKILL'),
  };
}

function etcdArguments(
  dataDir: string,
  clientUrl: string,
  peerPort: number,
  healthPort: number,
  { tls, extraArgs = [] }: StartEtcdOptions,
): string[] {
  const peerUrl = `http://127.0.0.1:${String(peerPort)}`;
  return [
    ...['--name', 'rig', '--data-dir', dataDir],
    ...['--listen-client-urls', clientUrl, '--advertise-client-urls', clientUrl],
    ...['--listen-peer-urls', peerUrl, '--initial-advertise-peer-urls', peerUrl, '--initial-cluster', `rig=${peerUrl}`],
    // Health is asked over plain HTTP, whatever the clients' side demands.
    ...['--listen-metrics-urls', `http://127.0.0.1:${String(healthPort)}`],
    ...['--enable-v2=true', '--logger', 'zap', '--log-level', 'warn', '--log-outputs', 'stderr'],
    ...(tls ? ['--cert-file', tls.cert, '--key-file', tls.key] : []),
    ...(tls?.clientCa ? ['--client-cert-auth', '--trusted-ca-file', tls.clientCa] : []),
    ...extraArgs,
  ];
}

/** The kernel ends the child when this process dies, however it dies. */
function spawnWithParent(binary: string, args: readonly string[]): ChildProcess {
  const held = existsSync('/usr/bin/setpriv');
  const [command, first] = held ? ['/usr/bin/setpriv', ['--pdeathsig', 'KILL', '--', binary]] : [binary, []];
  // No ETCD_* variable of the person's own may reach the server.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('ETCD')));
  return spawn(command, [...first, ...args], { stdio: ['ignore', 'ignore', 'pipe'], env });
}

async function healthy(child: ChildProcess, port: number): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`it ended with ${String(child.exitCode ?? child.signalCode)}`);
    if (await answersHealthy(port)) return;
    await sleep(30);
  }
  throw new Error('it was not healthy in time');
}

function answersHealthy(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path: '/health', timeout: 2_000 }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      response.on('end', () => {
        resolve(response.statusCode === 200 && body.includes('"true"'));
      });
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => {
      resolve(false);
    });
  });
}

/** Ports that were free at the same moment, so that they differ. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** Directories of rigs whose process was killed before it could tidy up. */
function removeLeftOvers(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
