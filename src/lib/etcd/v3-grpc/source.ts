import type { IKeyValue, IRangeRequest, IRangeResponse } from 'etcd3';
import { SkepError } from '../../errors.js';
import type {
  Expiry,
  ReadOptions,
  StoreDescription,
  StoreHead,
  StoreNotice,
  StoreRecord,
  StoreSource,
} from '../../ports/store.js';
import type { ConnectionOptions } from '../connection.js';
import { keyFromBytes } from '../key-text.js';
import { connectEtcd3, type Etcd3Address, type Etcd3Client, EtcdAnswerError, unexpectedAnswer } from './client.js';
import { afterKey, keyBytes, rangeOf } from './range.js';

/**
 * Larger than a batch: for each page etcd 3.4 walks its index over everything that is left of the range, so that many small
 * pages of a large store cost the square of its size.
 */
const PAGE_BYTES = 8 * 1024 * 1024;
const MAX_PAGE_RECORDS = 20_000;
const FIRST_PAGE_RECORDS = 64;
const BATCH_BYTES = 4 * 1024 * 1024;
const BATCH_RECORDS = 1_000;
const LEASES_AT_ONCE = 16;

export interface Etcd3SourceOptions extends ConnectionOptions {
  /** Where head() asks, for a user who may read nothing but this prefix. */
  readonly probeKey?: string;
  /** Epoch milliseconds; for tests. */
  readonly now?: () => number;
}

/**
 * Reads a live etcd over the v3 API: pages of one revision, fixed by the first page.
 * @throws SkepError USAGE_INVALID for TLS files that cannot be used; nothing is sent yet
 */
export async function openEtcd3Source(address: Etcd3Address, options: Etcd3SourceOptions = {}): Promise<StoreSource> {
  return new Etcd3Source(address, options, await connectEtcd3(address, options));
}

class Etcd3Source implements StoreSource {
  readonly description: StoreDescription;
  readonly #client: Etcd3Client;
  readonly #options: Etcd3SourceOptions;
  /** By lease id. Kubernetes puts many keys under one lease, and each lease is asked for once. */
  readonly #leases = new Map<string, Expiry>();

  constructor(address: Etcd3Address, options: Etcd3SourceOptions, client: Etcd3Client) {
    this.description = { form: 'etcd3', api: 'v3', location: address.location };
    this.#options = options;
    this.#client = client;
  }

  async head(): Promise<StoreHead> {
    const { header } = await this.#range({ key: keyBytes(this.#options.probeKey ?? '\0'), keys_only: true });
    return { revision: this.#revision(header.revision), clusterId: clusterIdText(header.cluster_id) };
  }

  async *read(options: ReadOptions = {}): AsyncGenerator<readonly StoreRecord[]> {
    for await (const page of this.#pages(options)) {
      await this.#askForLeases(page.kvs, options.signal);
      for (const kvs of cutToBatches(page.kvs)) yield kvs.map((kv) => this.#record(kv));
    }
  }

  async get(key: string): Promise<StoreRecord | undefined> {
    const { kvs } = await this.#range({ key: keyBytes(key) });
    await this.#askForLeases(kvs);
    return kvs[0] && this.#record(kvs[0]);
  }

  notices(): readonly StoreNotice[] {
    if (this.#options.user === undefined) return [];
    const message = 'this etcd has users and roles; they are no keys, and are not carried along';
    return [{ code: 'auth-enabled', count: 1, examples: [], message }];
  }

  close(): Promise<void> {
    this.#client.close();
    return Promise.resolve();
  }

  /** One page ahead of the reader, so that the server works while the batch before is used. */
  async *#pages({ prefix = '', signal }: ReadOptions): AsyncGenerator<IRangeResponse> {
    const range = rangeOf(keyBytes(prefix));
    let limit = FIRST_PAGE_RECORDS;
    let next: Promise<IRangeResponse> | undefined = this.#page({ ...range, limit }, signal);
    let revision: string | undefined;
    while (next !== undefined) {
      const page: IRangeResponse = await next;
      revision ??= page.header.revision;
      const last = page.kvs.at(-1);
      limit = nextLimit(limit, page.kvs);
      next = page.more && last ? this.#page({ ...range, key: afterKey(last.key), limit, revision }, signal) : undefined;
      // A reader that stops early must not leave a rejection that nobody hears.
      next?.catch(() => undefined);
      yield page;
    }
  }

  async #page(request: IRangeRequest & { limit: number }, signal?: AbortSignal): Promise<IRangeResponse> {
    try {
      return await this.#client.range(request, signal);
    } catch (error) {
      if (!(error instanceof EtcdAnswerError)) throw error;
      if (error.message.includes('has been compacted')) throw this.#compacted(request.revision, error);
      if (isTooLargeAnswer(error) && request.limit > 1)
        return this.#page({ ...request, limit: Math.ceil(request.limit / 8) }, signal);
      throw unexpectedAnswer(this.description.location, error);
    }
  }

  async #range(request: IRangeRequest): Promise<IRangeResponse> {
    try {
      return await this.#client.range(request);
    } catch (error) {
      throw error instanceof EtcdAnswerError ? unexpectedAnswer(this.description.location, error) : error;
    }
  }

  #compacted(revision: string | number | undefined, cause: Error): SkepError {
    const message = `${this.description.location}: revision ${String(revision)}, at which it was being read, was compacted meanwhile`;
    return new SkepError('STORE_COMPACTED', message, {
      hints: [
        'stop the API servers (each compacts every five minutes) and any --auto-compaction-retention of etcd, then run again',
        'or read a snapshot: etcdctl snapshot save FILE.db',
      ],
      cause,
    });
  }

  async #askForLeases(kvs: readonly IKeyValue[], signal?: AbortSignal): Promise<void> {
    const unknown = new Set(kvs.map((kv) => kv.lease).filter((id) => id !== '0' && !this.#leases.has(id)));
    const queue = unknown.values();
    const worker = async (): Promise<void> => {
      for (const id of queue) this.#leases.set(id, await this.#expiry(id, signal));
    };
    await Promise.all(Array.from({ length: Math.min(LEASES_AT_ONCE, unknown.size) }, worker));
  }

  async #expiry(id: string, signal?: AbortSignal): Promise<Expiry> {
    const now = this.#options.now ?? Date.now;
    try {
      const { TTL, grantedTTL } = await this.#client.leaseTimeToLive(id, signal);
      // A TTL of -1: the lease ended after the revision that is being read, and its keys are about to go.
      return {
        ttlSeconds: Math.max(0, Number(grantedTTL)),
        expiresAt: now() + Math.max(0, Number(TTL)) * 1000,
        leaseId: BigInt(id),
      };
    } catch (error) {
      throw error instanceof EtcdAnswerError ? unexpectedAnswer(this.description.location, error) : error;
    }
  }

  #record(kv: IKeyValue): StoreRecord {
    const expiry = this.#leases.get(kv.lease);
    return {
      key: keyFromBytes(kv.key),
      value: kv.value,
      createRevision: this.#revision(kv.create_revision),
      modRevision: this.#revision(kv.mod_revision),
      version: this.#revision(kv.version),
      ...(expiry && { expiry }),
    };
  }

  #revision(text: string): number {
    const revision = Number(text);
    if (Number.isSafeInteger(revision)) return revision;
    throw new SkepError('STORE_CORRUPT', `${this.description.location}: revision ${text} is over 2^53-1`);
  }
}

/** Cuts a page into what is handed on at once. */
function cutToBatches(kvs: readonly IKeyValue[]): (readonly IKeyValue[])[] {
  const batches: (readonly IKeyValue[])[] = [];
  let start = 0;
  let bytes = 0;
  for (const [index, { value }] of kvs.entries()) {
    if (index - start === BATCH_RECORDS || (index > start && bytes + value.length > BATCH_BYTES)) {
      batches.push(kvs.slice(start, index));
      [start, bytes] = [index, 0];
    }
    bytes += value.length;
  }
  if (start < kvs.length) batches.push(kvs.slice(start));
  return batches;
}

function clusterIdText(decimal: string): string {
  return BigInt(decimal).toString(16);
}

/** As many records as fit into a page by the size of those just read; growing gently, for the next ones may be larger. */
function nextLimit(limit: number, kvs: readonly IKeyValue[]): number {
  if (kvs.length === 0) return limit;
  const bytes = kvs.reduce((sum, kv) => sum + kv.key.length + kv.value.length + 32, 0);
  const fitting = Math.floor((PAGE_BYTES * kvs.length) / bytes);
  return Math.max(1, Math.min(fitting, limit * 4, MAX_PAGE_RECORDS));
}

function isTooLargeAnswer(error: EtcdAnswerError): boolean {
  return /larger than max/i.test(error.message);
}
