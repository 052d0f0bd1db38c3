import { Buffer } from 'node:buffer';
import { type FileHandle, mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32c } from '../../src/lib/etcd/v2-directory/crc32c.js';
import { readTar } from '../../src/lib/etcd/v2-directory/tar-reader.js';

/** A key to write. The keys must come in the order of a tree walk: `a`, `a/b` and all below `a` together. */
export interface V2Key {
  readonly key: string;
  /** JSON of the value as a string, with its quotes: what JSON.stringify gives. */
  readonly valueJson: string;
  readonly createdIndex: number;
  readonly modifiedIndex: number;
  /** RFC 3339. */
  readonly expiration?: string;
}

export interface V2DirectoryOptions {
  readonly currentIndex: number;
  /** An empty v3 backend file of a real etcd, whose consistent index is at least RAFT_INDEX: etcd 3 does not start without. */
  readonly backend: Buffer;
}

const RAFT_INDEX = 1000;
const RAFT_TERM = 2;
const NODE_ID = 0x5ce9n;
const CLUSTER_ID = 0x5ce9c1n;
const LENGTH_BYTES = 6;
const WRITE_BYTES = 1 << 20;
const NO_TIME = '0001-01-01T00:00:00Z';

/**
 * Writes an etcd data directory whose v2 store holds the given keys, in a snapshot, with a log that continues it. A real etcd
 * (3.4, `--enable-v2=true`) starts from it. Streams: memory does not grow with the number of keys.
 */
export async function writeV2Directory(
  directory: string,
  keys: Iterable<V2Key> | AsyncIterable<V2Key>,
  { currentIndex, backend }: V2DirectoryOptions,
): Promise<{ snapshotPath: string; bytes: number }> {
  const snap = join(directory, 'member', 'snap');
  const wal = join(directory, 'member', 'wal');
  await mkdir(snap, { recursive: true, mode: 0o700 });
  await mkdir(wal, { recursive: true, mode: 0o700 });
  await writeFile(join(snap, 'db'), backend, { mode: 0o600 });
  await writeFile(join(wal, `${hex16(0)}-${hex16(0)}.wal`), logBytes(), { mode: 0o600 });
  const snapshotPath = join(snap, `${hex16(RAFT_TERM)}-${hex16(RAFT_INDEX)}.snap`);
  return { snapshotPath, bytes: await writeSnapshot(snapshotPath, storeJson(keys, currentIndex)) };
}

/** The v3 backend out of a packed `etcdctl backup` of an etcd 3. */
export async function backendOfBackup(tgzBytes: AsyncIterable<Buffer>): Promise<Buffer> {
  let pieces: Buffer[] = [];
  let found: Buffer | undefined;
  let name = '';
  await readTar(tgzBytes, {
    begin: (entry) => {
      name = entry.name;
      pieces = [];
      return Promise.resolve();
    },
    data: (piece) => {
      if (name.endsWith('/snap/db')) pieces.push(piece);
      return Promise.resolve();
    },
    end: () => {
      if (name.endsWith('/snap/db')) found = Buffer.concat(pieces);
      return Promise.resolve();
    },
  });
  if (found === undefined) throw new Error('the backup holds no v3 backend');
  return found;
}

/** Lengths and checksum stand before what they cover: they are written at the end, as numbers of a fixed width. */
async function writeSnapshot(path: string, json: AsyncIterable<string>): Promise<number> {
  const headBytes = 1 + LENGTH_BYTES + 1 + LENGTH_BYTES;
  const file = await open(path, 'w+', 0o600);
  try {
    const innerHead = (length: number): Buffer => Buffer.concat([Buffer.from([0x0a]), varint(BigInt(length), LENGTH_BYTES)]);
    await file.write(Buffer.alloc(headBytes + 1 + LENGTH_BYTES));
    let jsonBytes = 0;
    for await (const text of json) {
      const bytes = Buffer.from(text);
      jsonBytes += bytes.length;
      await file.write(bytes);
    }
    const metadata = snapshotMetadata();
    await file.write(metadata);
    const inner = innerHead(jsonBytes);
    const innerBytes = inner.length + jsonBytes + metadata.length;
    await file.write(inner, 0, inner.length, headBytes);
    const crc = await checksumFrom(file, headBytes);
    const head = [
      Buffer.from([0x08]),
      varint(BigInt(crc), LENGTH_BYTES),
      Buffer.from([0x12]),
      varint(BigInt(innerBytes), LENGTH_BYTES),
    ];
    await file.write(Buffer.concat(head), 0, headBytes, 0);
    return headBytes + innerBytes;
  } finally {
    await file.close();
  }
}

async function checksumFrom(file: FileHandle, start: number): Promise<number> {
  const chunk = Buffer.alloc(WRITE_BYTES);
  let crc = 0;
  for (let position = start; ; ) {
    const { bytesRead } = await file.read(chunk, 0, chunk.length, position);
    if (bytesRead === 0) return crc;
    crc = crc32c(chunk, crc, 0, bytesRead);
    position += bytesRead;
  }
}

async function* storeJson(keys: Iterable<V2Key> | AsyncIterable<V2Key>, currentIndex: number): AsyncGenerator<string> {
  const open: string[] = [];
  let text = `{"Root":${directoryStart('/')}"0":${membersJson()},"1":${directoryStart('/1')}`;
  let first = true;
  for await (const key of keys) {
    const names = key.key.split('/').slice(1);
    const parents = names.slice(0, -1);
    const common = commonLength(open, parents);
    while (open.length > common) {
      open.pop();
      text += '}}';
      first = false;
    }
    for (const name of parents.slice(common)) {
      open.push(name);
      text += `${first ? '' : ','}${JSON.stringify(name)}:${directoryStart(`/1/${open.join('/')}`)}`;
      first = true;
    }
    text += `${first ? '' : ','}${JSON.stringify(names.at(-1))}:${leafJson(key)}`;
    first = false;
    if (text.length < WRITE_BYTES) continue;
    yield text;
    text = '';
  }
  yield text + '}}'.repeat(open.length + 2) + storeEnd(currentIndex);
}

/** The history of events is a ring that etcd writes into where it stands: it must have its whole length. */
function storeEnd(currentIndex: number): string {
  const queue = { Events: Array.from({ length: 1000 }, () => null), Size: 0, Front: 0, Back: 0, Capacity: 1000 };
  const history = { Queue: queue, StartIndex: 0, LastIndex: 0 };
  const rest = { WatcherHub: { EventHistory: history }, CurrentIndex: currentIndex, Stats: {}, CurrentVersion: 2 };
  return `,${JSON.stringify(rest).slice(1)}`;
}

function commonLength(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

function directoryStart(path: string): string {
  return `{"Path":${JSON.stringify(path)},"CreatedIndex":1,"ModifiedIndex":1,"ExpireTime":"${NO_TIME}","Value":"","Children":{`;
}

function leafJson({ key, valueJson, createdIndex, modifiedIndex, expiration = NO_TIME }: V2Key): string {
  return `{"Path":${JSON.stringify(`/1${key}`)},"CreatedIndex":${String(createdIndex)},"ModifiedIndex":${String(modifiedIndex)},"ExpireTime":"${expiration}","Value":${valueJson},"Children":null}`;
}

/** Subtree /0: a cluster of one member. */
function membersJson(): string {
  const id = NODE_ID.toString(16);
  const leaf = (path: string, value: unknown): string =>
    leafJson({ key: path, valueJson: JSON.stringify(JSON.stringify(value)), createdIndex: 1, modifiedIndex: 1 }).replace(
      '"/1/0',
      '"/0',
    );
  const attributes = leaf(`/0/members/${id}/attributes`, { name: 'rig', clientURLs: ['http://127.0.0.1:2379'] });
  const raft = leaf(`/0/members/${id}/raftAttributes`, { peerURLs: ['http://127.0.0.1:2380'] });
  const member = `${directoryStart(`/0/members/${id}`)}"attributes":${attributes},"raftAttributes":${raft}}}`;
  return `${directoryStart('/0')}"members":${directoryStart('/0/members')}"${id}":${member}}}}}`;
}

function snapshotMetadata(): Buffer {
  const confState = message([[1, varint(NODE_ID)]]);
  const metadata = Buffer.concat([
    bytesField(1, confState),
    message([
      [2, varint(BigInt(RAFT_INDEX))],
      [3, varint(BigInt(RAFT_TERM))],
    ]),
  ]);
  return bytesField(2, metadata);
}

function logBytes(): Buffer {
  const index = varint(BigInt(RAFT_INDEX));
  const term = varint(BigInt(RAFT_TERM));
  const records: readonly (readonly [number, Buffer])[] = [
    [
      1,
      message([
        [1, varint(NODE_ID)],
        [2, varint(CLUSTER_ID)],
      ]),
    ],
    [
      5,
      message([
        [1, varint(0n)],
        [2, varint(0n)],
      ]),
    ],
    [
      3,
      message([
        [1, term],
        [2, varint(NODE_ID)],
        [3, index],
      ]),
    ],
    [
      5,
      message([
        [1, index],
        [2, term],
      ]),
    ],
  ];
  let crc = 0;
  const frames = [frame(4, 0, Buffer.alloc(0))];
  for (const [type, data] of records) {
    crc = crc32c(data, crc);
    frames.push(frame(type, crc, data));
  }
  return Buffer.concat(frames);
}

/** One record of the log in its frame, padded to eight bytes. */
export function frame(type: number, crc: number, data: Buffer): Buffer {
  const record = Buffer.concat([
    message([
      [1, varint(BigInt(type))],
      [2, varint(BigInt(crc))],
    ]),
    data.length > 0 ? bytesField(3, data) : Buffer.alloc(0),
  ]);
  const padding = (8 - (record.length % 8)) % 8;
  const header = Buffer.alloc(8);
  header.writeUInt32LE(record.length, 0);
  if (padding > 0) header[7] = 0x80 | padding;
  return Buffer.concat([header, record, Buffer.alloc(padding)]);
}

/** A message of varint fields. */
export function message(fields: readonly (readonly [number, Buffer])[]): Buffer {
  return Buffer.concat(fields.flatMap(([field, value]) => [varint(BigInt(field * 8)), value]));
}

export function bytesField(field: number, value: Buffer): Buffer {
  return Buffer.concat([varint(BigInt(field * 8 + 2)), varint(BigInt(value.length)), value]);
}

/** A varint; with `width` of exactly that many bytes, which decoders accept. */
export function varint(value: bigint, width = 1): Buffer {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push(Number(rest & 0x7fn));
    rest >>= 7n;
  } while (rest > 0n || bytes.length < width);
  return Buffer.from(bytes.map((byte, i) => (i < bytes.length - 1 ? byte | 0x80 : byte)));
}

function hex16(number: number): string {
  return number.toString(16).padStart(16, '0');
}
