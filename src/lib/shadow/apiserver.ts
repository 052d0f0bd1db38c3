import { execFile } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { SkepError } from '../errors.js';
import { parseRelease } from '../kinds/release.js';
import type { EtcdApi } from '../ports/store.js';
import { connectApi } from './api-client.js';
import type { ApiClient } from './api-client.js';
import { apiserverArguments, HIDDEN_FLAGS, parseHelp } from './apiserver-flags.js';
import type { ApiserverFlags, ApiserverSetting } from './apiserver-flags.js';
import { startChild } from './child.js';
import type { Child } from './child.js';
import { freePorts } from './loopback-ports.js';

const START_TIMEOUT_MS = 180_000;
const PORT_ATTEMPTS = 3;
const HELP_BYTES = 4 * 1024 * 1024;
/** Where neither the data nor the caller say which range the services' addresses come from. */
export const DEFAULT_SERVICE_RANGE = '10.0.0.0/16';

export interface ScratchApiserverOptions {
  readonly binary: string;
  /** Of the binary, if it was asked already (askApiserver). */
  readonly flags?: ApiserverFlags;
  /** The private scratch directory; keys, tokens and logs come below it. */
  readonly scratch: string;
  /** `127.0.0.1:PORT` of the scratch etcd, and which of its APIs holds the keys. */
  readonly etcdEndpoint: string;
  readonly api: EtcdApi;
  /** The root of the keys, "/registry". */
  readonly etcdPrefix: string;
  readonly serviceClusterIpRange?: string;
  readonly serviceNodePortRange?: string;
  /** A file for --encryption-provider-config. */
  readonly encryptionConfig?: string;
  /** PEM file with the key that signs and verifies service-account tokens; without it a new one is made. */
  readonly serviceAccountKeyFile?: string;
  readonly extraFlags?: readonly string[];
  readonly signal?: AbortSignal;
}

export interface ScratchApiserver {
  readonly client: ApiClient;
  readonly flags: ApiserverFlags;
  /** `https://127.0.0.1:PORT` */
  readonly url: string;
  /** Files for a kubeconfig: the server's certificate as authority, and the token. */
  readonly certificateFile: string;
  readonly serviceAccountKeyFile: string;
  readonly token: string;
  readonly child: Child;
  end(): Promise<void>;
}

/**
 * Asks a kube-apiserver binary for its release and flags.
 * @throws SkepError SHADOW_START when it cannot be run or is no kube-apiserver
 */
export async function askApiserver(binary: string): Promise<ApiserverFlags> {
  const version = await ask(binary, ['--version']);
  const release = parseRelease(/v?(\d+\.\d+)/.exec(version.text)?.[1] ?? '');
  if (release === undefined) {
    throw new SkepError(
      'SHADOW_START',
      `${binary} does not answer --version as a kube-apiserver does: ${version.text.trim().slice(0, 300)}`,
    );
  }
  const described = parseHelp((await ask(binary, ['--help'])).text);
  const hidden = new Set<string>();
  for (const flag of HIDDEN_FLAGS) {
    // pflag reads from left to right: an unknown flag is refused before the help is reached.
    const answer = described.has(flag) ? undefined : await ask(binary, [`--${flag}=0`, '--help']);
    if (answer !== undefined && !/unknown flag/.test(answer.text)) hidden.add(flag);
  }
  return { release, described, accepts: (flag) => described.has(flag) || hidden.has(flag) };
}

async function ask(binary: string, args: readonly string[]): Promise<{ readonly text: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(binary, [...args], {
      env: { PATH: '/usr/bin:/bin', HOME: '/nonexistent' },
      maxBuffer: HELP_BYTES,
      timeout: 60_000,
    });
    return { text: stdout + stderr };
  } catch (error) {
    const said = error as { code?: unknown; stdout?: string; stderr?: string };
    // Old servers end with 2 after --help.
    if (typeof said.code === 'number') return { text: (said.stdout ?? '') + (said.stderr ?? '') };
    throw new SkepError('SHADOW_START', `${binary} cannot be run: ${String(error)}`, {
      cause: error,
      hints: ['give the path of a kube-apiserver that runs on this machine'],
    });
  }
}

/**
 * Starts a kube-apiserver of any release from 1.3 on over a scratch etcd, and waits until it and what it does at its start are
 * done. It listens on loopback and knows one token, which only this process has.
 * @throws SkepError SHADOW_START with the tail of its log
 */
export async function startScratchApiserver(options: ScratchApiserverOptions): Promise<ScratchApiserver> {
  const flags = options.flags ?? (await askApiserver(options.binary));
  const token = randomBytes(32).toString('hex');
  for (let attempt = 1; ; attempt++) {
    const [securePort = 0, insecurePort = 0] = await freePorts(2);
    const setting = await prepare(options, token, securePort, insecurePort);
    const child = await startChild(options.binary, apiserverArguments(flags, setting), {
      logFile: join(options.scratch, 'kube-apiserver.log'),
      cwd: options.scratch,
    });
    const certificateFile = join(setting.certDirectory, 'apiserver.crt');
    const client = await ready(child, { certificateFile, port: securePort, token }, options.signal);
    if (client !== undefined) {
      return {
        client,
        flags,
        url: `https://127.0.0.1:${String(securePort)}`,
        certificateFile,
        serviceAccountKeyFile: setting.serviceAccountKeyFile,
        token,
        child,
        async end() {
          client.close();
          await child.end();
        },
      };
    }
    await child.end();
    const tail = await child.tail();
    options.signal?.throwIfAborted();
    if (attempt < PORT_ATTEMPTS && tail.includes('address already in use')) continue;
    throw new SkepError(
      'SHADOW_START',
      `kube-apiserver ${flags.release} did not become ready on the copy; its log ends:\n${tail}`,
    );
  }
}

async function prepare(
  options: ScratchApiserverOptions,
  token: string,
  securePort: number,
  insecurePort: number,
): Promise<ApiserverSetting> {
  const certDirectory = join(options.scratch, `pki-${String(securePort)}`);
  await mkdir(certDirectory, { mode: 0o700 });
  const tokenFile = join(certDirectory, 'tokens.csv');
  await writeFile(tokenFile, `${token},skep,skep,"system:masters"\n`, { mode: 0o600 });
  const serviceAccountKeyFile = options.serviceAccountKeyFile ?? join(certDirectory, 'service-account.key');
  if (options.serviceAccountKeyFile === undefined) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    // PKCS #1: the only form that servers before 1.8 read.
    await writeFile(serviceAccountKeyFile, privateKey.export({ type: 'pkcs1', format: 'pem' }), { mode: 0o600 });
  }
  return {
    etcd: options.etcdEndpoint,
    api: options.api,
    etcdPrefix: options.etcdPrefix,
    securePort,
    insecurePort,
    certDirectory,
    tokenFile,
    serviceAccountKeyFile,
    serviceClusterIpRange: options.serviceClusterIpRange ?? DEFAULT_SERVICE_RANGE,
    ...(options.serviceNodePortRange !== undefined && { serviceNodePortRange: options.serviceNodePortRange }),
    ...(options.encryptionConfig !== undefined && { encryptionConfig: options.encryptionConfig }),
    ...(options.extraFlags !== undefined && { extra: options.extraFlags }),
  };
}

/** The client once `/healthz`, which waits for what the server does at its start, says ok; undefined when that does not happen. */
async function ready(
  child: Child,
  at: { readonly certificateFile: string; readonly port: number; readonly token: string },
  signal: AbortSignal | undefined,
): Promise<ApiClient | undefined> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  let client: ApiClient | undefined;
  while (Date.now() < deadline && !child.hasExited() && signal?.aborted !== true) {
    await sleep(100);
    try {
      client ??= connectApi({ port: at.port, token: at.token, certificate: await readFile(at.certificateFile, 'utf8') });
      if ((await client.get('/healthz', signal)).body === 'ok') return client;
    } catch {
      // Not there yet, or a certificate half written: read it again.
      client?.close();
      client = undefined;
    }
  }
  client?.close();
  return undefined;
}
