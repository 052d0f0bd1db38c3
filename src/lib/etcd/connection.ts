import { readFile } from 'node:fs/promises';
import { connect, rootCertificates } from 'node:tls';
import { SkepError } from '../errors.js';

/** How to reach a live etcd, after etcdctl's flags. Files are given by path; the password never comes from the command line. */
export interface ConnectionOptions {
  /** PEM file with the authorities that the server's certificate must come from; without it, those that node trusts. */
  readonly cacert?: string;
  readonly cert?: string;
  readonly key?: string;
  /** The name to expect in the server's certificate instead of the endpoint's host. */
  readonly serverName?: string;
  readonly user?: string;
  readonly password?: string;
  /** Longest wait for one answer, in milliseconds (default 15,000). */
  readonly commandTimeoutMs?: number;
}

export const DEFAULT_COMMAND_TIMEOUT_MS = 15_000;

export interface TlsMaterial {
  readonly ca: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
  readonly serverName?: string;
}

/**
 * Reads the files that `options` names.
 * @throws SkepError USAGE_INVALID when a file cannot be read, or when only one of cert and key is given
 */
export async function readTlsMaterial(options: ConnectionOptions): Promise<TlsMaterial> {
  if ((options.cert === undefined) !== (options.key === undefined)) {
    throw new SkepError('USAGE_INVALID', 'a client certificate needs both --cert and --key', {
      hints: ['give both, or neither'],
    });
  }
  return {
    ca: options.cacert === undefined ? Buffer.from(rootCertificates.join('\n')) : await readPem('--cacert', options.cacert),
    ...(options.cert === undefined ? {} : { cert: await readPem('--cert', options.cert) }),
    ...(options.key === undefined ? {} : { key: await readPem('--key', options.key) }),
    ...(options.serverName === undefined ? {} : { serverName: options.serverName }),
  };
}

async function readPem(flag: string, path: string): Promise<Buffer> {
  let text: Buffer;
  try {
    text = await readFile(path);
  } catch (cause) {
    throw new SkepError('USAGE_INVALID', `${flag} ${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
  if (!text.includes('-----BEGIN ')) throw new SkepError('USAGE_INVALID', `${flag} ${path} is not a PEM file`);
  return text;
}

/**
 * Says whose certificate a server shows, for the message that refuses it: `CN=etcd-1 issued by CN=platform-ca`. Trusts nothing
 * and sends nothing; undefined when the server shows none in two seconds.
 */
export function presentedCertificate(endpoint: Endpoint): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: endpoint.host, port: endpoint.port, rejectUnauthorized: false, timeout: 2_000 });
    const settle = (answer: string | undefined): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerX509Certificate();
      settle(
        certificate &&
          `${oneLine(certificate.subject)} issued by ${oneLine(certificate.issuer)}, valid to ${certificate.validTo}`,
      );
    });
    socket.once('error', () => {
      settle(undefined);
    });
    socket.once('timeout', () => {
      settle(undefined);
    });
  });
}

function oneLine(distinguishedName: string): string {
  return distinguishedName.split('\n').join(', ');
}

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** `HOST:PORT`, with brackets around an IPv6 address. */
export function endpointText({ host, port }: Endpoint): string {
  return `${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What OpenSSL and node say when a certificate is not trusted, expired or of another host. */
export function isCertificateProblem(message: string): boolean {
  return /certificate|self.signed|altnames|CERT_|unable to get (local )?issuer|wrong version number|alert/i.test(message);
}

/** The error for a server whose certificate, or whose opinion of ours, ended the connection. */
export async function certificateError(location: string, endpoint: Endpoint, cause: unknown): Promise<SkepError> {
  const shown = await presentedCertificate(endpoint);
  return new SkepError(
    'STORE_UNREACHABLE',
    `${location}: no trusted connection to ${endpointText(endpoint)}: ${messageOf(cause)}`,
    {
      hints: [
        shown === undefined
          ? 'the server showed no certificate: is it etcd2:// or etcd3:// without TLS?'
          : `the server shows ${shown}`,
        'give the authority that issued it with --cacert FILE, and a client certificate with --cert FILE --key FILE if the server asks for one',
      ],
      details: { endpoint: endpointText(endpoint), ...(shown === undefined ? {} : { certificate: shown }) },
      cause,
    },
  );
}
