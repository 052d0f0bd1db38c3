import { execFile } from 'node:child_process';
import { access, constants, stat } from 'node:fs/promises';
import { get } from 'node:http';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { SkepError } from '../errors.js';
import type { EtcdApi } from '../ports/store.js';
import { startChild } from './child.js';
import type { Child } from './child.js';
import { freePorts } from './loopback-ports.js';

const START_TIMEOUT_MS = 60_000;
const PORT_ATTEMPTS = 3;
const GIB = 1024 ** 3;
/** Restoring happens offline; the peer address only has to agree with the one that the server is started with. */
const MEMBER = 'skep';

export interface ScratchEtcd {
  /** `127.0.0.1:PORT`, as it stands in `etcd3://...`. */
  readonly endpoint: string;
  readonly child: Child;
  end(): Promise<void>;
}

export interface ScratchEtcdOptions {
  readonly binary: string;
  /** The private scratch directory; the data come into `etcd` below it. */
  readonly scratch: string;
  readonly api: EtcdApi;
  /**
   * An unpacked backend file, or a saved snapshot, to start from with its own revisions. Needs an `etcdctl` or `etcdutl`
   * beside the etcd; see restoreToolBeside.
   */
  readonly restore?: { readonly file: string; readonly tool: string };
  readonly signal?: AbortSignal;
}

/** The `etcdutl` or `etcdctl` in the directory of the etcd binary, whichever can restore a snapshot. */
export async function restoreToolBeside(etcd: string): Promise<string | undefined> {
  for (const name of ['etcdutl', 'etcdctl']) {
    const path = join(dirname(etcd), name);
    try {
      await access(path, constants.X_OK);
      return path;
    } catch {
      // The next one.
    }
  }
  return undefined;
}

/**
 * Starts a one-member etcd on loopback below the scratch directory: empty, or restored from a snapshot.
 * @throws SkepError SHADOW_START with the tail of the log
 */
export async function startScratchEtcd(options: ScratchEtcdOptions): Promise<ScratchEtcd> {
  const dataDir = join(options.scratch, 'etcd');
  if (options.restore !== undefined) await restore(options.restore, dataDir, options.scratch);
  for (let attempt = 1; ; attempt++) {
    const [client = 0, peer = 0] = await freePorts(2);
    const endpoint = `127.0.0.1:${String(client)}`;
    const child = await startChild(options.binary, etcdArguments(options.api, dataDir, endpoint, peer), {
      logFile: join(options.scratch, 'etcd.log'),
      cwd: options.scratch,
    });
    if (await healthy(child, endpoint, options.signal)) return { endpoint, child, end: () => child.end() };
    await child.end();
    const tail = await child.tail();
    options.signal?.throwIfAborted();
    if (attempt < PORT_ATTEMPTS && tail.includes('address already in use')) continue;
    throw new SkepError('SHADOW_START', `the scratch etcd ${options.binary} did not become healthy; its log ends:\n${tail}`);
  }
}

function etcdArguments(api: EtcdApi, dataDir: string, endpoint: string, peerPort: number): readonly string[] {
  const peer = `http://127.0.0.1:${String(peerPort)}`;
  return [
    `--name=${MEMBER}`,
    `--data-dir=${dataDir}`,
    `--listen-client-urls=http://${endpoint}`,
    `--advertise-client-urls=http://${endpoint}`,
    `--listen-peer-urls=${peer}`,
    // Only read when there are no data yet; a restored store keeps the peer address that it was given, which one member never dials.
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=${MEMBER}=${peer}`,
    ...(api === 'v2' ? ['--enable-v2=true'] : [`--quota-backend-bytes=${String(8 * GIB)}`, '--max-request-bytes=33554432']),
  ];
}

async function restore(restore: { readonly file: string; readonly tool: string }, dataDir: string, cwd: string): Promise<void> {
  const { size } = await stat(restore.file);
  // A saved snapshot ends in a SHA-256 of 32 bytes after the last page; a copied backend has none to check.
  const hashed = size % 512 === 32;
  const args = ['snapshot', 'restore', restore.file, `--data-dir=${dataDir}`, `--name=${MEMBER}`];
  args.push(`--initial-cluster=${MEMBER}=http://127.0.0.1:1`, '--initial-advertise-peer-urls=http://127.0.0.1:1');
  if (!hashed) args.push('--skip-hash-check=true');
  try {
    await promisify(execFile)(restore.tool, args, { cwd, env: { PATH: '/usr/bin:/bin', ETCDCTL_API: '3' } });
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim().slice(-2000) ?? String(error);
    throw new SkepError('SHADOW_START', `${restore.tool} could not restore ${restore.file}: ${said}`, { cause: error });
  }
}

async function healthy(child: Child, endpoint: string, signal: AbortSignal | undefined): Promise<boolean> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline && !child.hasExited() && signal?.aborted !== true) {
    if ((await answer(`http://${endpoint}/health`)).includes('"true"')) return true;
    await sleep(50);
  }
  return false;
}

function answer(url: string): Promise<string> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: 2000 }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => {
        resolve(body);
      });
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => {
      resolve('');
    });
  });
}
