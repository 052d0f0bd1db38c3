import {
  Agent as HttpAgent,
  type ClientRequest,
  type IncomingMessage,
  request as httpRequest,
  type RequestOptions,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { SkepError } from '../../errors.js';
import {
  certificateError,
  type ConnectionOptions,
  DEFAULT_COMMAND_TIMEOUT_MS,
  type Endpoint,
  endpointText,
  isCertificateProblem,
  messageOf,
  readTlsMaterial,
  type TlsMaterial,
} from '../connection.js';
import { EndpointRing, TryElsewhere } from '../endpoint-ring.js';

export interface Etcd2Address {
  /** As the user wrote it, for messages. */
  readonly location: string;
  readonly endpoints: readonly Endpoint[];
  readonly tls: boolean;
}

/** etcd v2's own error codes that are dealt with by name. */
export const ETCD2_ERROR = { keyNotFound: 100, notAFile: 102, notADirectory: 104, nodeExists: 105, unauthorized: 110 } as const;

/** An answer of the v2 API that says no; the caller may know why. */
export class Etcd2AnswerError extends Error {
  readonly errorCode: number;
  readonly answer: Pick<Etcd2Answer, 'index' | 'clusterId'>;
  constructor(errorCode: number, message: string, answer: Pick<Etcd2Answer, 'index' | 'clusterId'>) {
    super(message);
    this.errorCode = errorCode;
    this.answer = answer;
  }
}

export interface Etcd2Answer {
  /** X-Etcd-Index. */
  readonly index: number;
  readonly clusterId?: string;
  /** Not yet read; the caller must read or destroy it. */
  readonly body: IncomingMessage;
}

export interface Etcd2Client {
  /** A linearizable GET of one node; of a directory with its children, but not theirs. Resolves when the headers are there. */
  get(key: string, signal?: AbortSignal): Promise<Etcd2Answer>;
  /** A PUT; it may reach the server twice, so the form must be guarded. */
  put(key: string, form: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<Etcd2Answer>;
  /** Deletes a key; the second arrival of a request finds none. */
  delete(key: string, signal?: AbortSignal): Promise<Etcd2Answer>;
  /** Longest silence that is borne, in milliseconds. */
  readonly timeoutMs: number;
  close(): void;
}

const SOCKETS = 8;
const MAX_ERROR_BYTES = 64 * 1024;

/**
 * Makes a client of the v2 HTTP API; nothing is sent before the first call.
 * @throws SkepError USAGE_INVALID for TLS files that cannot be used
 */
export async function connectEtcd2(address: Etcd2Address, options: ConnectionOptions): Promise<Etcd2Client> {
  const timeoutMs = options.commandTimeoutMs ?? DEFAULT_COMMAND_TIMEOUT_MS;
  const transport = transportOf(address.tls ? await readTlsMaterial(options) : undefined);
  const credentials = options.user === undefined ? {} : { auth: `${options.user}:${options.password ?? ''}` };
  const ring = new EndpointRing(address.endpoints);
  const call = (method: string, path: string, body: string | undefined, signal?: AbortSignal): Promise<Etcd2Answer> =>
    ring.call(async (_, endpoint) => {
      const where = `${address.location}: ${endpointText(endpoint)}`;
      const response = await send(transport, { ...endpoint, ...credentials, method, path }, body, timeoutMs).catch(
        async (error: unknown) => {
          throw isCertificateProblem(messageOf(error))
            ? await certificateError(address.location, endpoint, error)
            : new TryElsewhere(unreachable(where, error));
        },
      );
      return await answerOf(response, where, timeoutMs);
    }, signal);
  return {
    timeoutMs,
    get: (key, signal) => call('GET', `/v2/keys${pathOf(key)}?quorum=true`, undefined, signal),
    put: (key, form, signal) => call('PUT', `/v2/keys${pathOf(key)}`, new URLSearchParams(form).toString(), signal),
    delete: (key, signal) => call('DELETE', `/v2/keys${pathOf(key)}`, undefined, signal),
    close: () => {
      transport.agent.destroy();
    },
  };
}

interface Transport {
  readonly agent: HttpAgent;
  readonly request: (options: RequestOptions) => ClientRequest;
}

function transportOf(tls: TlsMaterial | undefined): Transport {
  const common = { keepAlive: true, maxSockets: SOCKETS };
  if (tls === undefined) {
    const agent = new HttpAgent(common);
    return { agent, request: (options) => httpRequest({ ...options, agent }) };
  }
  const { serverName, ...material } = tls;
  const agent = new HttpsAgent({ ...common, ...material, ...(serverName !== undefined && { servername: serverName }) });
  return { agent, request: (options) => httpsRequest({ ...options, agent }) };
}

function pathOf(key: string): string {
  return key.split('/').map(encodeURIComponent).join('/');
}

/** Resolves with the headers. Afterwards the reader of the body watches for silence, for only he knows when he waits. */
function send(
  transport: Transport,
  options: RequestOptions,
  body: string | undefined,
  timeoutMs: number,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers =
      body === undefined
        ? {}
        : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) };
    const request = transport.request({ ...options, headers });
    const timer = setTimeout(() => request.destroy(new Error(`no answer in ${String(timeoutMs)} ms`)), timeoutMs);
    request.once('response', (response) => {
      clearTimeout(timer);
      resolve(response);
    });
    request.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    request.end(body);
  });
}

async function answerOf(response: IncomingMessage, where: string, timeoutMs: number): Promise<Etcd2Answer> {
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) return { ...headOf(response, where), body: response };
  const text = (await readBody(response, MAX_ERROR_BYTES, timeoutMs)).toString();
  const { errorCode, message } = parseError(text);
  if (status === 401 || (status === 403 && (errorCode === ETCD2_ERROR.unauthorized || errorCode === undefined)))
    throw authError(where, message);
  if (status >= 500) throw new TryElsewhere(unreachable(where, new Error(`HTTP ${String(status)}: ${message}`)));
  if (errorCode === undefined) throw notEtcd2(where, `HTTP ${String(status)}`);
  throw new Etcd2AnswerError(errorCode, message, headOf(response, where));
}

function headOf(response: IncomingMessage, where: string): Pick<Etcd2Answer, 'index' | 'clusterId'> {
  const index = Number(response.headers['x-etcd-index']);
  if (!Number.isSafeInteger(index)) throw notEtcd2(where, 'no X-Etcd-Index');
  const clusterId = response.headers['x-etcd-cluster-id'];
  return { index, ...(typeof clusterId === 'string' && { clusterId }) };
}

function notEtcd2(where: string, observed: string): SkepError {
  return new SkepError('STORE_UNREACHABLE', `${where} answers, but not as an etcd with the v2 API does (${observed})`, {
    hints: ['etcd 3.4 and 3.5 serve it only with --enable-v2=true; try etcd3:// for the v3 API'],
  });
}

function parseError(text: string): { errorCode?: number; message: string } {
  try {
    const { errorCode, message, cause } = JSON.parse(text) as { errorCode?: unknown; message?: unknown; cause?: unknown };
    const said = [message, cause].filter((part) => typeof part === 'string' && part !== '').join(': ');
    return { ...(typeof errorCode === 'number' && { errorCode }), message: said };
  } catch {
    return { message: text.slice(0, 200).trim() };
  }
}

/**
 * The pieces of a body, as they come; a silence of `timeoutMs` while one is waited for ends it with an error. A reader that
 * stops early closes the connection.
 */
export async function* chunksOf(body: IncomingMessage, timeoutMs: number): AsyncGenerator<Buffer> {
  const iterator = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  try {
    for (;;) {
      const timer = setTimeout(() => body.destroy(new Error(`no data for ${String(timeoutMs)} ms`)), timeoutMs);
      const next = await iterator.next().finally(() => {
        clearTimeout(timer);
      });
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    if (!body.readableEnded) body.destroy();
  }
}

/** A whole body of at most `maxBytes`. */
export async function readBody(body: IncomingMessage, maxBytes: number, timeoutMs: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunksOf(body, timeoutMs)) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new Error(`an answer of more than ${String(maxBytes)} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function authError(where: string, message: string): SkepError {
  return new SkepError('STORE_AUTH', `${where} refused the request: ${message}`, {
    hints: [
      'give --user NAME with --password-file FILE or ETCDCTL_PASSWORD (for a target: --target-user, --target-password-file, SKEP_TARGET_PASSWORD); the user must be allowed to read (a target: to write) all keys',
    ],
  });
}

/** The error for a member that cannot be talked to. */
export function unreachable(where: string, cause: unknown): SkepError {
  return new SkepError('STORE_UNREACHABLE', `${where} does not answer: ${messageOf(cause)}`, {
    hints: ['check the address, that etcd runs and has a leader, and whether it wants TLS (etcd2s://)'],
    cause,
  });
}
