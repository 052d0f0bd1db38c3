import type {
  Etcd3,
  ILeaseGrantRequest,
  ILeaseKeepAliveRequest,
  ILeaseKeepAliveResponse,
  ILeaseTimeToLiveResponse,
  IOptions,
  IRangeRequest,
  IRangeResponse,
  ITxnRequest,
  ITxnResponse,
  IWatchCreateRequest,
  IWatchResponse,
} from 'etcd3';
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
} from '../connection.js';
import { EndpointRing, TryElsewhere } from '../endpoint-ring.js';
import { askOnce, followWatch, openWatch } from './streams.js';

/** A page of values is about 8 MiB; it may be more where values grow, or a server was started with a larger request limit. */
export const MAX_MESSAGE_BYTES = 32 * 1024 * 1024;

/** gRPC's status codes as far as they decide something here. */
const STATUS = {
  deadlineExceeded: 4,
  permissionDenied: 7,
  resourceExhausted: 8,
  aborted: 10,
  unavailable: 14,
  unauthenticated: 16,
} as const;

export interface Etcd3Address {
  /** As the user wrote it, for messages. */
  readonly location: string;
  readonly endpoints: readonly Endpoint[];
  readonly tls: boolean;
}

/** An answer of the server that the caller may know how to deal with; everything else is a SkepError already. */
export class EtcdAnswerError extends Error {
  readonly status: number;
  constructor(status: number, message: string, cause: unknown) {
    super(message, { cause });
    this.status = status;
  }
}

/**
 * The few calls that Skep makes to the v3 API, over the etcd3 package: one client an endpoint, each call with a deadline, and
 * repeated elsewhere when a member is away. Every call is harmless to repeat: reads, guarded transactions, grants of a given id.
 */
export interface Etcd3Client {
  range(request: IRangeRequest, signal?: AbortSignal): Promise<IRangeResponse>;
  /** The transaction must be guarded, for it may reach the server twice. */
  txn(request: ITxnRequest, signal?: AbortSignal): Promise<ITxnResponse>;
  leaseGrant(request: ILeaseGrantRequest, signal?: AbortSignal): Promise<void>;
  leaseTimeToLive(id: string, signal?: AbortSignal): Promise<ILeaseTimeToLiveResponse>;
  /** Gives the lease its whole time again. @returns that time in seconds; 0 when there is no such lease any more */
  leaseKeepAlive(id: string, signal?: AbortSignal): Promise<number>;
  /** A lease that is gone already is no error. */
  leaseRevoke(id: string, signal?: AbortSignal): Promise<void>;
  /**
   * Resolves when the server watches. Events come until the signal is aborted; an answer with `canceled` is the last one. When the
   * connection breaks or the ring turns to another member the iteration throws, and whoever wants to know more watches anew.
   */
  watch(request: IWatchCreateRequest, signal: AbortSignal): Promise<AsyncIterable<IWatchResponse>>;
  close(): void;
}

/**
 * Makes a client; nothing is sent before the first call.
 * @throws SkepError USAGE_INVALID for TLS files that cannot be used
 */
export async function connectEtcd3(address: Etcd3Address, options: ConnectionOptions): Promise<Etcd3Client> {
  const { Etcd3: Client } = await import('etcd3');
  const common = await clientOptions(address, options);
  const scheme = address.tls ? 'https' : 'http';
  const clients = address.endpoints.map(
    (endpoint) => new Client({ ...common, hosts: [`${scheme}://${endpointText(endpoint)}`] }),
  );
  const ring = new EndpointRing(address.endpoints);
  const timeoutMs = options.commandTimeoutMs ?? DEFAULT_COMMAND_TIMEOUT_MS;
  const call = <T>(send: (client: Etcd3) => Promise<T>, signal?: AbortSignal): Promise<T> =>
    ring.call(async (index, endpoint) => {
      try {
        return await send(clients[index] as Etcd3);
      } catch (error) {
        throw await translate(error, address.location, endpoint);
      }
    }, signal);
  return {
    range: (request, signal) => call((client) => client.kv.range(request), signal),
    txn: (request, signal) => call((client) => client.kv.txn(request), signal),
    leaseGrant: (request, signal) =>
      call(async (client) => {
        await client.leaseClient.leaseGrant(request);
      }, signal),
    leaseTimeToLive: (id, signal) => call((client) => client.leaseClient.leaseTimeToLive({ ID: id, keys: false }), signal),
    leaseKeepAlive: (id, signal) =>
      call(async (client) => {
        const stream = await client.leaseClient.leaseKeepAlive();
        const { TTL } = await askOnce<ILeaseKeepAliveRequest, ILeaseKeepAliveResponse>(stream, { ID: id });
        return Number(TTL);
      }, signal),
    leaseRevoke: (id, signal) =>
      call(async (client) => {
        await client.leaseClient.leaseRevoke({ ID: id }).catch((error: unknown) => {
          if (!messageOf(error).includes('requested lease not found')) throw error;
        });
      }, signal),
    watch: (request, signal) =>
      ring.call(async (index, endpoint) => {
        const described = (error: unknown): Promise<Error> => translate(error, address.location, endpoint);
        try {
          const opened = await openWatch(() => (clients[index] as Etcd3).watchClient.watch(ENDLESS), request, timeoutMs, signal);
          return followWatch(opened, { described, isCurrent: () => ring.current === index });
        } catch (error) {
          signal.throwIfAborted();
          throw await described(error);
        }
      }, signal),
    close: () => {
      for (const client of clients) client.close();
    },
  };
}

async function clientOptions(address: Etcd3Address, options: ConnectionOptions): Promise<Omit<IOptions, 'hosts'>> {
  const tls = address.tls ? await readTlsMaterial(options) : undefined;
  const timeoutMs = options.commandTimeoutMs ?? DEFAULT_COMMAND_TIMEOUT_MS;
  return {
    ...(tls && {
      credentials: {
        rootCertificate: tls.ca,
        ...(tls.key && { privateKey: tls.key }),
        ...(tls.cert && { certChain: tls.cert }),
      },
    }),
    ...(options.user !== undefined && { auth: { username: options.user, password: options.password ?? '' } }),
    // etcd3's own limit for an answer is 4 MiB, and its retries do not tell a read from a write: both are settled here.
    faultHandling: { global: callOnce, host: () => callOnce },
    defaultCallOptions: () => ({ deadline: Date.now() + timeoutMs }),
    grpcOptions: {
      'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
      'grpc.max_send_message_length': -1,
      // A peer that vanished without a word is noticed. etcd ends connections that ping more often than every five seconds.
      'grpc.keepalive_time_ms': 10_000,
      'grpc.keepalive_timeout_ms': 10_000,
      ...(tls?.serverName !== undefined && {
        'grpc.ssl_target_name_override': tls.serverName,
        'grpc.default_authority': tls.serverName,
      }),
    },
  };
}

type CallPolicy = NonNullable<NonNullable<IOptions['faultHandling']>['global']>;

/** A watch has no end of its own; the deadline of the other calls would be one. */
const ENDLESS = { deadline: Infinity };

const never = new AbortController().signal;
const unheard = { dispose: (): void => undefined };

/** In place of etcd3's circuit breaker and retries: the ring of endpoints decides what is tried again. */
const callOnce = {
  onSuccess: () => unheard,
  onFailure: () => unheard,
  execute: async <T>(send: (context: { signal: AbortSignal }) => PromiseLike<T> | T): Promise<T> => send({ signal: never }),
} as unknown as CallPolicy;

/** What an error of etcd3 means: try the next member, an answer to deal with, or the end. */
async function translate(error: unknown, location: string, endpoint: Endpoint): Promise<Error> {
  // etcd3 turns gRPC's errors into classes of its own and drops the code, which still starts the message: `14 UNAVAILABLE: ...`.
  const [, code = '2', text = messageOf(error)] = /(?:^|: )(\d+) [A-Z_]+: (.*)$/s.exec(messageOf(error)) ?? [];
  const status = Number(code);
  const where = `${location}: ${endpointText(endpoint)}`;
  if (isAuthProblem(status, text)) return authError(where, text, error);
  if (status === STATUS.unavailable && isCertificateProblem(text))
    return certificateError(location, endpoint, new Error(text, { cause: error }));
  if (
    status === STATUS.unavailable ||
    status === STATUS.deadlineExceeded ||
    status === STATUS.aborted ||
    /too many requests|leader changed|no leader/.test(text)
  ) {
    return new TryElsewhere(unreachable(where, text, error));
  }
  return new EtcdAnswerError(status, text, error);
}

function isAuthProblem(status: number, text: string): boolean {
  return (
    status === STATUS.unauthenticated ||
    status === STATUS.permissionDenied ||
    /authentication failed|permission denied|user name is empty|user name not found|authentication is not enabled/.test(text)
  );
}

function authError(where: string, text: string, cause: unknown): SkepError {
  const hint = text.includes('not enabled')
    ? 'this etcd has no users: leave --user out'
    : 'give --user NAME with --password-file FILE or ETCDCTL_PASSWORD (for a target: --target-user, --target-password-file, SKEP_TARGET_PASSWORD); the user must be allowed to read (a target: to write) all keys';
  return new SkepError('STORE_AUTH', `${where} refused the request: ${text}`, { hints: [hint], cause });
}

function unreachable(where: string, text: string, cause: unknown): SkepError {
  return new SkepError('STORE_UNREACHABLE', `${where} does not answer: ${text}`, {
    hints: ['check the address, that etcd runs and has a leader, and whether it wants TLS (etcd3s://)'],
    cause,
  });
}

/** The error for an answer that the caller has no use for. */
export function unexpectedAnswer(location: string, error: EtcdAnswerError): SkepError {
  if (error.message.includes('database space exceeded')) {
    return new SkepError('STORE_FULL', `${location} is full: ${error.message}`, {
      hints: [
        'raise --quota-backend-bytes of the target, then clear the alarm with: etcdctl alarm disarm',
        'the run can be resumed afterwards',
      ],
      cause: error,
    });
  }
  return new SkepError('STORE_UNREACHABLE', `${location} answers with an error: ${error.message}`, { cause: error });
}
