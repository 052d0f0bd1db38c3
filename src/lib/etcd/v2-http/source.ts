import { isSkepError, SkepError } from '../../errors.js';
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
import { childrenOf } from './children.js';
import {
  chunksOf,
  connectEtcd2,
  ETCD2_ERROR,
  type Etcd2Address,
  type Etcd2Answer,
  Etcd2AnswerError,
  type Etcd2Client,
  readBody,
  unreachable,
} from './client.js';
import { type Etcd2Node, expiryOf, isHoldable, recordOf } from './node.js';

const BATCH_BYTES = 3 * 1024 * 1024;
const BATCH_RECORDS = 1_000;
/** Directories asked for ahead of the one that is read. Their answers wait in the sockets. */
const AHEAD = 4;
const MAX_NODE_BYTES = 64 * 1024 * 1024;
const MAX_EXAMPLES = 10;

export interface Etcd2SourceOptions extends ConnectionOptions {
  /** Where head() asks, for a user who may not read the root. */
  readonly probeKey?: string;
}

/**
 * Reads a live etcd over the v2 API, directory by directory: one answer for the whole tree would need the memory for it, in
 * the server and here. There is no snapshot: what changes meanwhile is seen by reading again (`modRevision` tells).
 * @throws SkepError USAGE_INVALID for TLS files that cannot be used; nothing is sent yet
 */
export async function openEtcd2Source(address: Etcd2Address, options: Etcd2SourceOptions = {}): Promise<StoreSource> {
  return new Etcd2Source(address, options, await connectEtcd2(address, options));
}

interface Directory {
  readonly path: string;
  readonly expiry?: Expiry;
}

class Etcd2Source implements StoreSource {
  readonly description: StoreDescription;
  readonly #client: Etcd2Client;
  readonly #probeKey: string;
  #emptyDirectories = 0;
  #emptyExamples: string[] = [];

  constructor(address: Etcd2Address, options: Etcd2SourceOptions, client: Etcd2Client) {
    this.description = { form: 'etcd2', api: 'v2', location: address.location };
    this.#probeKey = options.probeKey ?? '/';
    this.#client = client;
  }

  async head(): Promise<StoreHead> {
    const { index, clusterId } = await this.#probe();
    return { revision: index, ...(clusterId !== undefined && { clusterId }) };
  }

  /** An absent key's answer tells the index as well. */
  async #probe(): Promise<Pick<Etcd2Answer, 'index' | 'clusterId'>> {
    try {
      const answer = await this.#get(this.#probeKey);
      answer.body.destroy();
      return answer;
    } catch (error) {
      if (isAbsent(error)) return error.answer;
      throw error;
    }
  }

  async *read({ prefix = '', signal }: ReadOptions = {}): AsyncGenerator<readonly StoreRecord[]> {
    this.#emptyDirectories = 0;
    this.#emptyExamples = [];
    if (prefix !== '' && !prefix.startsWith('/')) return;
    let batch: StoreRecord[] = [];
    let bytes = 0;
    for await (const records of this.#leaves(prefix, signal)) {
      for (const record of records) {
        batch.push(record);
        bytes += record.value.length;
        if (batch.length < BATCH_RECORDS && bytes < BATCH_BYTES) continue;
        yield batch;
        [batch, bytes] = [[], 0];
      }
    }
    if (batch.length > 0) yield batch;
  }

  async get(key: string): Promise<StoreRecord | undefined> {
    if (!isHoldable(key)) return undefined;
    try {
      const { body } = await this.#client.get(key);
      const answer = JSON.parse((await readBody(body, MAX_NODE_BYTES, this.#client.timeoutMs)).toString()) as { node: Etcd2Node };
      return answer.node.dir === true ? undefined : recordOf(answer.node, expiryOf(answer.node));
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw this.#described(error, key);
    }
  }

  notices(): readonly StoreNotice[] {
    const invisible: StoreNotice = {
      code: 'hidden-nodes-invisible',
      count: 0,
      examples: [],
      message:
        'nodes whose name starts with _ are not listed by the v2 API; read the data directory or an etcdctl backup to see them',
    };
    if (this.#emptyDirectories === 0) return [invisible];
    const message = 'directories without keys; v3 has no directories, and they are not carried along';
    return [invisible, { code: 'directories', count: this.#emptyDirectories, examples: this.#emptyExamples, message }];
  }

  close(): Promise<void> {
    this.#client.close();
    return Promise.resolve();
  }

  /** Breadth first, so that the directories asked for ahead are the ones that are read next. */
  async *#leaves(prefix: string, signal?: AbortSignal): AsyncGenerator<readonly StoreRecord[]> {
    const root = prefix.slice(0, prefix.lastIndexOf('/')) || '/';
    const queue = new DirectoryQueue({ path: root }, ({ path }) => this.#get(path, signal));
    try {
      for (let next = await queue.next(); next !== undefined; next = await queue.next()) {
        const { directory, answer } = next;
        if (answer === undefined) continue; // deleted since its parent was read
        let children = 0;
        for await (const nodes of this.#childrenOf(directory.path, answer)) {
          children += nodes.length;
          yield sortOut(nodes, directory, prefix, queue);
        }
        if (children === 0 && directory.path !== '/') this.#noteEmpty(directory.path);
      }
    } finally {
      queue.dispose();
    }
  }

  async *#childrenOf(path: string, answer: Etcd2Answer): AsyncGenerator<readonly Etcd2Node[]> {
    try {
      yield* childrenOf(chunksOf(answer.body, this.#client.timeoutMs), `${this.description.location}: ${path}`);
    } catch (error) {
      throw this.#described(error, path);
    }
  }

  async #get(path: string, signal?: AbortSignal): Promise<Etcd2Answer> {
    try {
      return await this.#client.get(path, signal);
    } catch (error) {
      if (isAbsent(error)) throw error;
      throw this.#described(error, path);
    }
  }

  #noteEmpty(path: string): void {
    this.#emptyDirectories++;
    if (this.#emptyExamples.length < MAX_EXAMPLES) this.#emptyExamples.push(path);
  }

  #described(error: unknown, path: string): unknown {
    if (isSkepError(error) || (error instanceof Error && error.name === 'AbortError')) return error;
    if (error instanceof Etcd2AnswerError) {
      return new SkepError('STORE_UNREACHABLE', `${this.description.location}: ${path}: ${error.message}`, { cause: error });
    }
    return unreachable(`${this.description.location}: ${path}`, error);
  }
}

/** The keys among a directory's children as records; its directories go to the queue. */
function sortOut(nodes: readonly Etcd2Node[], directory: Directory, prefix: string, queue: DirectoryQueue): StoreRecord[] {
  const records: StoreRecord[] = [];
  for (const node of nodes) {
    const expiry = expiryOf(node, directory.expiry);
    if (node.dir !== true) {
      if (node.key.startsWith(prefix)) records.push(recordOf(node, expiry));
    } else if (isOnTheWay(node.key, prefix)) queue.add({ path: node.key, ...(expiry && { expiry }) });
  }
  return records;
}

interface AnsweredDirectory {
  readonly directory: Directory;
  /** Absent when the directory is not there any more. */
  readonly answer: Etcd2Answer | undefined;
}

/** Directories to read, in order, with the requests for the next few under way. */
class DirectoryQueue {
  readonly #ask: (directory: Directory) => Promise<Etcd2Answer>;
  #waiting: Directory[];
  #head = 0;
  readonly #asked: { readonly directory: Directory; readonly answer: Promise<Etcd2Answer | undefined> }[] = [];

  constructor(root: Directory, ask: (directory: Directory) => Promise<Etcd2Answer>) {
    this.#waiting = [root];
    this.#ask = ask;
  }

  add(directory: Directory): void {
    this.#waiting.push(directory);
  }

  async next(): Promise<AnsweredDirectory | undefined> {
    this.#askAhead();
    const first = this.#asked.shift();
    return first && { directory: first.directory, answer: await first.answer };
  }

  dispose(): void {
    for (const { answer } of this.#asked.splice(0)) void answer.then((it) => it?.body.destroy()).catch(() => undefined);
  }

  #askAhead(): void {
    while (this.#asked.length < AHEAD) {
      const directory = this.#waiting[this.#head];
      if (directory === undefined) break;
      this.#head++;
      const answer = this.#ask(directory).catch((error: unknown) => {
        if (isAbsent(error)) return undefined;
        throw error;
      });
      answer.catch(() => undefined); // heard when its turn comes
      this.#asked.push({ directory, answer });
    }
    // What was taken is given back in large pieces: shifting an array of 100,000 directories one by one is slow.
    if (this.#head >= 1_024) {
      this.#waiting = this.#waiting.slice(this.#head);
      this.#head = 0;
    }
  }
}

function isAbsent(error: unknown): error is Etcd2AnswerError {
  return (
    error instanceof Etcd2AnswerError &&
    (error.errorCode === ETCD2_ERROR.keyNotFound || error.errorCode === ETCD2_ERROR.notADirectory)
  );
}

/** Whether a directory can hold keys that start with `prefix`. */
function isOnTheWay(path: string, prefix: string): boolean {
  return path.startsWith(prefix) || prefix.startsWith(`${path}/`);
}
