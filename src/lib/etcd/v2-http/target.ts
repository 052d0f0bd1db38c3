import { isUtf8 } from 'node:buffer';
import { SkepError } from '../../errors.js';
import type { StoreDescription, StoreTarget, TargetRecord, TargetState, WriteOptions, WriteResult } from '../../ports/store.js';
import type { ConnectionOptions } from '../connection.js';
import {
  connectEtcd2,
  ETCD2_ERROR,
  type Etcd2Address,
  Etcd2AnswerError,
  type Etcd2Client,
  readBody,
  unreachable,
} from './client.js';
import { type Etcd2Node, isHoldable } from './node.js';
import { raiseIndex } from './raise-index.js';
import { openEtcd2Source } from './source.js';

/** The server reads no longer form than this. */
const MAX_FORM_BYTES = 10 * 1024 * 1024;
const MAX_NODE_BYTES = 64 * 1024 * 1024;
/** state() looks no further: v2 has no count, and a target that holds so much is as little empty as one that holds more. */
const COUNT_UP_TO = 10_000;

/**
 * Writes to a live etcd over the v2 API: one PUT a key, only where none is (`prevExist=false`), one at a time, so that the
 * indexes grow in the order of the keys.
 * @throws SkepError USAGE_INVALID for TLS files that cannot be used; nothing is sent yet
 */
export async function openEtcd2Target(address: Etcd2Address, options: ConnectionOptions = {}): Promise<StoreTarget> {
  return new Etcd2Target(address, options, await connectEtcd2(address, options));
}

class Etcd2Target implements StoreTarget {
  readonly description: StoreDescription;
  readonly #address: Etcd2Address;
  readonly #options: ConnectionOptions;
  readonly #client: Etcd2Client;

  constructor(address: Etcd2Address, options: ConnectionOptions, client: Etcd2Client) {
    this.description = { form: 'etcd2', api: 'v2', location: address.location };
    this.#address = address;
    this.#options = options;
    this.#client = client;
  }

  /** `keys` is exact up to 10,000 and "at least so many" above. */
  async state(): Promise<TargetState> {
    const source = await openEtcd2Source(this.#address, this.#options);
    try {
      const { revision = 0 } = await source.head();
      let keys = 0;
      for await (const batch of source.read()) {
        keys += batch.length;
        if (keys >= COUNT_UP_TO) break;
      }
      return { exists: true, keys, revision };
    } finally {
      await source.close();
    }
  }

  async write(records: AsyncIterable<readonly TargetRecord[]>, options: WriteOptions): Promise<WriteResult> {
    if (options.revisions === 'kept') {
      throw this.#cannotHold('a live etcd gives its own indexes and cannot keep others', [
        'write a file (PATH.jsonl or PATH.db)',
      ]);
    }
    const result = { records: 0, bytes: 0, revision: 0 };
    try {
      for await (const piece of records) {
        for (const record of piece) {
          result.revision = await this.#put(record, options.signal);
          result.records++;
          result.bytes += Buffer.byteLength(record.key) + record.value.byteLength;
          options.onDurable?.(result.records);
        }
      }
    } catch (error) {
      throw this.#described(error, result.records);
    }
    if (result.revision === 0) result.revision = (await this.state()).revision;
    return result;
  }

  async raiseRevision(revision: number, signal?: AbortSignal): Promise<void> {
    try {
      await raiseIndex(this.#client, this.description.location, revision, signal);
    } catch (error) {
      throw this.#known(error);
    }
  }

  close(): Promise<void> {
    this.#client.close();
    return Promise.resolve();
  }

  /** @returns the index of the key */
  async #put(record: TargetRecord, signal?: AbortSignal): Promise<number> {
    const form = this.#formOf(record);
    try {
      const { body } = await this.#client.put(record.key, form, signal);
      const node = await this.#node(body);
      return node.modifiedIndex ?? 0;
    } catch (error) {
      if (!(error instanceof Etcd2AnswerError)) throw error;
      if (error.errorCode === ETCD2_ERROR.nodeExists) return await this.#acceptSame(record, signal);
      if (error.errorCode === ETCD2_ERROR.notAFile || error.errorCode === ETCD2_ERROR.notADirectory) {
        const message = `${record.key} cannot be both a key and a directory in v2: ${error.message}`;
        throw this.#cannotHold(message, ['write into a v3 store, which has no directories']);
      }
      throw error;
    }
  }

  #formOf({ key, value, life }: TargetRecord): Record<string, string> {
    if (!isHoldable(key)) {
      const message = `${JSON.stringify(key)} is no key of v2: an absolute path in UTF-8, without empty parts or a slash at the end`;
      throw this.#cannotHold(message, ['write into a v3 store, or drop the key by a rule']);
    }
    if (!isUtf8(value)) {
      const message = `the value of ${key} is not UTF-8, and v2 would give it back changed`;
      throw this.#cannotHold(message, ['write JSON (--encoding json), or into a v3 store']);
    }
    const text = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString();
    if (value.byteLength > MAX_FORM_BYTES / 3 && encodeURIComponent(text).length > MAX_FORM_BYTES) {
      const message = `${key} has a value of ${String(value.byteLength)} bytes, over the request limit of the v2 API`;
      throw this.#cannotHold(message, ['write a file, which has no such limit']);
    }
    return { value: text, prevExist: 'false', ...(life && { ttl: String(life.ttlSeconds) }) };
  }

  /** The key is there: from a run before, or from the first arrival of a request that was sent twice. */
  async #acceptSame(record: TargetRecord, signal?: AbortSignal): Promise<number> {
    const { body } = await this.#client.get(record.key, signal);
    const node = await this.#node(body);
    const sameValue = node.dir !== true && Buffer.from(node.value ?? '').equals(record.value);
    if (sameValue && isSameLife(node.ttl, record.life?.ttlSeconds)) return node.modifiedIndex ?? 0;
    const what = node.dir === true ? 'as a directory' : sameValue ? 'with the same value and another life' : 'with another value';
    throw new SkepError('STORE_NOT_EMPTY', `${this.description.location} holds ${record.key} already, ${what}`, {
      hints: ['write into an empty etcd', 'or resume the run that wrote it'],
      details: { key: record.key, modifiedIndex: node.modifiedIndex },
    });
  }

  async #node(body: Parameters<typeof readBody>[0]): Promise<Etcd2Node> {
    const bytes = await readBody(body, 2 * MAX_NODE_BYTES, this.#client.timeoutMs).catch((error: unknown) => {
      throw unreachable(this.description.location, error);
    });
    return (JSON.parse(bytes.toString()) as { node: Etcd2Node }).node;
  }

  #cannotHold(message: string, hints: readonly string[]): SkepError {
    return new SkepError('STORE_CANNOT_HOLD', `${this.description.location}: ${message}`, { hints });
  }

  /** Says how far a write came before it failed. */
  #described(error: unknown, records: number): unknown {
    const known = this.#known(error);
    if (!(known instanceof SkepError) || records === 0) return known;
    return new SkepError(known.code, `${known.message}, after ${String(records)} records were written`, {
      hints: [...known.hints, 'what was written stays; resume the run to write the rest'],
      details: { ...known.details, records },
      cause: known.cause,
    });
  }

  #known(error: unknown): unknown {
    if (!(error instanceof Etcd2AnswerError)) return error;
    return unreachable(this.description.location, error);
  }
}

/** A life that has run for a while is the same life. */
function isSameLife(present: number | undefined, wanted: number | undefined): boolean {
  if (present === undefined || wanted === undefined) return present === wanted;
  return present <= wanted;
}
