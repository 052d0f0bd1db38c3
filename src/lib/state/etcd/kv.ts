import { SkepError, isSkepError } from '../../errors.js';
import { type Etcd3Client, EtcdAnswerError } from '../../etcd/v3-grpc/client.js';
import { rangeOf } from '../../etcd/v3-grpc/range.js';

type Txn = Parameters<Etcd3Client['txn']>[0];
type Guards = NonNullable<Txn['compare']>;
type Operations = NonNullable<Txn['success']>;
type Found = Awaited<ReturnType<Etcd3Client['range']>>['kvs'][number];

/** A key that is there. */
export interface Entry {
  readonly key: string;
  readonly value: Buffer;
  /** The revision at which the key came to be; a key that is deleted and made again has another. */
  readonly created: number;
  readonly modified: number;
}

export interface Listing {
  readonly entries: readonly Entry[];
  readonly more: boolean;
  /** Of the whole store when the entries were read. */
  readonly revision: number;
}

export interface ListOptions {
  /** The first key; by default the first with the prefix. */
  readonly from?: string;
  /** The first key that is not wanted any more. */
  readonly before?: string;
  readonly limit?: number;
  readonly descending?: boolean;
  readonly keysOnly?: boolean;
}

/** What must hold for a transaction to change anything. */
export type Guard = Guards[number];
export type Operation = Operations[number];

/** Revision 0: there is no such key. */
export function createdAt(key: string, revision: number): Guard {
  return { key: Buffer.from(key), target: 'Create', result: 'Equal', create_revision: String(revision) };
}

export function modifiedAt(key: string, revision: number): Guard {
  return { key: Buffer.from(key), target: 'Mod', result: 'Equal', mod_revision: String(revision) };
}

export function present(key: string): Guard {
  return { key: Buffer.from(key), target: 'Create', result: 'Greater', create_revision: '0' };
}

/** No key of that prefix was put after the revision. */
export function unchangedSince(prefix: string, revision: number): Guard {
  return { ...rangeOf(Buffer.from(prefix)), target: 'Mod', result: 'Less', mod_revision: String(revision + 1) };
}

export function put(key: string, value: string | Buffer, lease = '0'): Operation {
  return { request_put: { key: Buffer.from(key), value: typeof value === 'string' ? Buffer.from(value) : value, lease } };
}

/** The value stays, and outlives the lease under which it was put. */
export function keepForEver(key: string): Operation {
  return { request_put: { key: Buffer.from(key), lease: '0', ignore_value: true } };
}

export function remove(key: string): Operation {
  return { request_delete_range: { key: Buffer.from(key) } };
}

export function look(key: string, keysOnly = false): Operation {
  return { request_range: { key: Buffer.from(key), keys_only: keysOnly } };
}

export interface Outcome {
  readonly succeeded: boolean;
  readonly revision: number;
  /** What the n-th operation, a look, found. */
  found(index: number): Entry | undefined;
}

/** The part of etcd that runs are kept in: reads of the newest state, and guarded transactions. */
export interface Kv {
  get(key: string): Promise<Entry | undefined>;
  list(prefix: string, options?: ListOptions, signal?: AbortSignal): Promise<Listing>;
  /** It may reach the server twice: the guards must tell. */
  change(guards: readonly Guard[], then: readonly Operation[], otherwise?: readonly Operation[]): Promise<Outcome>;
  /** As the stores that a run changes name themselves. */
  clusterId(): Promise<string>;
}

/** @throws from every call: SkepError STORE_UNREACHABLE, STORE_AUTH, STATE_UNWRITABLE, STATE_UNREADABLE */
export function etcdKv(client: Etcd3Client, location: string, root: string): Kv {
  return {
    async get(key) {
      const { kvs } = await reading(location, () => client.range({ key: Buffer.from(key) }));
      return kvs[0] && entryOf(kvs[0]);
    },
    async list(prefix, options = {}, signal) {
      const { key, range_end } = rangeOf(Buffer.from(prefix));
      const request = {
        key: options.from === undefined ? key : Buffer.from(options.from),
        range_end: options.before === undefined ? range_end : Buffer.from(options.before),
        limit: options.limit ?? 0,
        keys_only: options.keysOnly ?? false,
        sort_target: 'Key',
        sort_order: options.descending === true ? 'Descend' : 'Ascend',
      } as const;
      const { kvs, more, header } = await reading(location, () => client.range(request, signal));
      return { entries: kvs.map(entryOf), more, revision: Number(header.revision) };
    },
    async change(guards, then, otherwise = []) {
      const request = { compare: [...guards], success: [...then], failure: [...otherwise] };
      const { succeeded, header, responses } = await writing(location, () => client.txn(request));
      return {
        succeeded,
        revision: Number(header.revision),
        found(index) {
          const entry = responses[index]?.response_range.kvs[0];
          return entry && entryOf(entry);
        },
      };
    },
    async clusterId() {
      const { header } = await reading(location, () => client.range({ key: Buffer.from(root), keys_only: true }));
      return BigInt(header.cluster_id).toString(16);
    },
  };
}

/** Was a lease named that is not there any more? */
export function isLeaseGone(error: unknown): boolean {
  return (
    isSkepError(error) && error.cause instanceof EtcdAnswerError && error.cause.message.includes('requested lease not found')
  );
}

export function isUnreachable(error: unknown): boolean {
  return isSkepError(error) && error.code === 'STORE_UNREACHABLE';
}

function entryOf({ key, value, create_revision, mod_revision }: Found): Entry {
  return { key: key.toString(), value, created: Number(create_revision), modified: Number(mod_revision) };
}

export async function reading<T>(location: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw described(location, error, 'STATE_UNREADABLE', 'cannot be read');
  }
}

export async function writing<T>(location: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw described(location, error, 'STATE_UNWRITABLE', 'cannot be written');
  }
}

/** The same error in the words of the run state. */
function described(location: string, error: unknown, code: 'STATE_UNREADABLE' | 'STATE_UNWRITABLE', what: string): unknown {
  if (error instanceof EtcdAnswerError) {
    const full = error.message.includes('database space exceeded');
    return new SkepError(code, `run state ${location}: ${what}: ${error.message}`, {
      cause: error,
      hints: full
        ? ['make room in that etcd (compact, defragment), clear the alarm: etcdctl alarm disarm', 'then resume the run']
        : [],
    });
  }
  if (!isSkepError(error)) return error;
  if (error.code === 'STORE_AUTH') {
    return new SkepError('STORE_AUTH', `run state: ${error.message}`, {
      cause: error,
      hints: ['its user needs to read and write keys that start with /skep/: docs/guides/shared-state.md'],
    });
  }
  return new SkepError(error.code, `run state: ${error.message}`, { cause: error, hints: error.hints, details: error.details });
}
