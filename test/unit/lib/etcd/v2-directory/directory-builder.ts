import { Buffer } from 'node:buffer';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32c } from '../../../../../src/lib/etcd/v2-directory/crc32c.js';
import { bytesField, frame, message, varint } from '../../../../bench/v2-snapshot-writer.js';

export interface Put {
  readonly method?: string;
  readonly path: string;
  readonly value?: string | Buffer;
  readonly prevIndex?: number;
  readonly prevValue?: string;
  readonly prevExist?: boolean;
  readonly dir?: boolean;
  readonly recursive?: boolean;
  /** Nanoseconds since 1970. */
  readonly expiration?: bigint;
  readonly time?: bigint;
}

export interface Entry {
  readonly index: number;
  readonly term?: number;
  readonly type?: number;
  readonly data: Buffer;
}

/** A v2 request, as every etcd writes it: fields of proto2 are there even when they hold nothing. */
export function request(put: Put): Buffer {
  const flag = (field: number, on: boolean | undefined): Buffer =>
    on === undefined ? Buffer.alloc(0) : message([[field, varint(on ? 1n : 0n)]]);
  return Buffer.concat([
    message([[1, varint(77n)]]),
    bytesField(2, Buffer.from(put.method ?? 'PUT')),
    bytesField(3, Buffer.from(put.path)),
    bytesField(4, Buffer.from(put.value ?? '')),
    flag(5, put.dir === true),
    bytesField(6, Buffer.from(put.prevValue ?? '')),
    message([[7, varint(BigInt(put.prevIndex ?? 0))]]),
    flag(8, put.prevExist),
    message([[9, varint(put.expiration ?? 0n)]]),
    flag(12, put.recursive === true),
    message([[15, varint(put.time ?? 0n)]]),
  ]);
}

export function addMember(id: bigint, url: string): Buffer {
  const context = Buffer.from(JSON.stringify({ id: Number(id), peerURLs: [url], name: '' }));
  return Buffer.concat([
    message([
      [1, varint(1n)],
      [2, varint(0n)],
      [3, varint(id)],
    ]),
    bytesField(4, context),
  ]);
}

/** A log of one file; every entry is committed unless `commit` says otherwise. */
export class LogBuilder {
  #crc: number;
  readonly #frames: Buffer[];
  #last = 0;

  constructor(before = 0) {
    this.#crc = before;
    this.#frames = [frame(4, before, Buffer.alloc(0))];
    this.record(
      1,
      message([
        [1, varint(5n)],
        [2, varint(0xabcn)],
      ]),
    );
  }

  get crc(): number {
    return this.#crc;
  }

  record(type: number, data: Buffer): this {
    this.#crc = crc32c(data, this.#crc);
    this.#frames.push(frame(type, this.#crc, data));
    return this;
  }

  entry({ index, term = 1, type = 0, data }: Entry): this {
    this.#last = Math.max(this.#last, index);
    const head = message([
      [1, varint(BigInt(type))],
      [2, varint(BigInt(term))],
      [3, varint(BigInt(index))],
    ]);
    return this.record(2, Buffer.concat([head, bytesField(4, data)]));
  }

  /** The bytes so far, ending with the state that commits. */
  bytes(commit = this.#last): Buffer {
    this.record(
      3,
      message([
        [1, varint(1n)],
        [2, varint(5n)],
        [3, varint(BigInt(commit))],
      ]),
    );
    return this.soFar();
  }

  soFar(): Buffer {
    return Buffer.concat(this.#frames);
  }
}

/** The log of a cluster of one that then does these requests; the first of them gets etcd index 2 (the member's own is 1). */
export function logOf(puts: readonly Put[]): LogBuilder {
  const log = new LogBuilder();
  log.entry({ index: 1, type: 1, data: addMember(5n, 'http://127.0.0.1:2380') });
  for (const [i, put] of puts.entries()) log.entry({ index: i + 2, data: request(put) });
  return log;
}

export function snapshotBytes(json: string, index: number, term = 1): Buffer {
  const metadata = bytesField(
    2,
    message([
      [2, varint(BigInt(index))],
      [3, varint(BigInt(term))],
    ]),
  );
  const inner = Buffer.concat([bytesField(1, Buffer.from(json)), metadata]);
  return Buffer.concat([message([[1, varint(BigInt(crc32c(inner)))]]), bytesField(2, inner)]);
}

const hex16 = (number: number): string => number.toString(16).padStart(16, '0');

/** Writes `member/wal` and `member/snap` of a data directory. */
export async function writeDirectory(
  path: string,
  logs: readonly { readonly index: number; readonly bytes: Buffer }[],
  snapshots: readonly { readonly index: number; readonly bytes: Buffer }[] = [],
): Promise<string> {
  await mkdir(join(path, 'member', 'wal'), { recursive: true });
  await mkdir(join(path, 'member', 'snap'), { recursive: true });
  for (const [i, log] of logs.entries())
    await writeFile(join(path, 'member', 'wal', `${hex16(i)}-${hex16(log.index)}.wal`), log.bytes);
  for (const snapshot of snapshots) {
    await writeFile(join(path, 'member', 'snap', `${hex16(1)}-${hex16(snapshot.index)}.snap`), snapshot.bytes);
  }
  return path;
}

interface TreeNode {
  readonly [name: string]: string | TreeNode;
}

/** The JSON of a v2 store with this tree under `/1`; all its indexes are 3. */
export function storeJson(tree: TreeNode, currentIndex = 10): string {
  const facts = { CreatedIndex: 3, ModifiedIndex: 3, ExpireTime: '0001-01-01T00:00:00Z' };
  const node = (path: string, content: string | TreeNode): unknown =>
    typeof content === 'string'
      ? { Path: path, ...facts, Value: content, Children: null }
      : {
          Path: path,
          ...facts,
          Value: '',
          Children: Object.fromEntries(Object.entries(content).map(([name, below]) => [name, node(`${path}/${name}`, below)])),
        };
  return JSON.stringify({
    Root: node('', { '0': {}, '1': tree }),
    WatcherHub: { EventHistory: { Queue: [1, null, { a: '}' }] } },
    CurrentIndex: currentIndex,
    Stats: {},
  });
}
