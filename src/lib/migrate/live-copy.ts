import { SkepError } from '../errors.js';
import type { Files, OpenFile } from '../ports/files.js';
import type { StoreHead, StoreRecord, StoreSource } from '../ports/store.js';
import { Fingerprint } from './fingerprint.js';
import { packBatch, unpackBatch } from './pipeline/record-batch.js';

/** How many changed keys an error names. */
const NAMED = 20;

export interface LiveCopyOptions {
  readonly files: Files;
  /** Where the copy lies; one that is there already was made whole by an earlier attempt, and is used. */
  readonly path: string;
  readonly signal: AbortSignal | undefined;
  readonly onRead: (records: number) => void;
}

/**
 * A live store, read once into a file, so that every pass over it sees the same bytes and a resumed run does not need it any
 * more. Afterwards the store is looked at again: one that changed meanwhile is refused with the names of the keys.
 * @throws SkepError STORE_CHANGED
 */
export async function copyLiveStore(source: StoreSource, options: LiveCopyOptions): Promise<StoreSource> {
  const { files, path } = options;
  if ((await files.stat(path)) === undefined) {
    const before = await writeCopy(source, options);
    const after = new Fingerprint();
    for await (const batch of source.read(readOptions(options))) for (const record of batch) after.add(record);
    if (before !== after.text()) throw await changed(source, options);
    await files.rename(`${path}.partial`, path);
  }
  return openCopy(source, path, await files.open(path, 'r'));
}

async function writeCopy(source: StoreSource, options: LiveCopyOptions): Promise<string> {
  const head = await source.head();
  const fingerprint = new Fingerprint();
  const file = await options.files.open(`${options.path}.partial`, 'w');
  let records = 0;
  try {
    await file.write(frame(Buffer.from(JSON.stringify(head))));
    for await (const batch of source.read(readOptions(options))) {
      for (const record of batch) fingerprint.add(record);
      await file.write(frame(Buffer.from(packBatch(batch))));
      records += batch.length;
      options.onRead(records);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return fingerprint.text();
}

function openCopy(source: StoreSource, path: string, file: OpenFile): StoreSource {
  const read = async function* (): AsyncGenerator<StoreRecord[]> {
    for await (const bytes of frames(file, path)) yield recordsOf(bytes);
  };
  return {
    description: source.description,
    async head() {
      for await (const bytes of frames(file, path, true)) return JSON.parse(bytes.toString()) as StoreHead;
      return {};
    },
    read,
    async get(key) {
      for await (const batch of read()) for (const record of batch) if (record.key === key) return record;
      return undefined;
    },
    notices: () => source.notices(),
    close: () => file.close(),
  };
}

async function* frames(file: OpenFile, path: string, onlyHead = false): AsyncGenerator<Buffer> {
  let position = 0;
  for (let index = 0; ; index += 1) {
    const length = Buffer.alloc(4);
    if ((await file.read(length, position)) < 4) return;
    const size = length.readUInt32LE(0);
    position += 4;
    if (index === 0 && !onlyHead) {
      position += size;
      continue;
    }
    const bytes = Buffer.from(new ArrayBuffer(size));
    let filled = 0;
    while (filled < size) {
      const count = await file.read(bytes.subarray(filled), position + filled);
      if (count === 0)
        throw new SkepError('STORE_CORRUPT', `the copy of the source ${path} is cut short`, {
          hints: ['give the run up and start it again'],
        });
      filled += count;
    }
    position += size;
    yield bytes;
    if (onlyHead) return;
  }
}

function recordsOf(bytes: Buffer): StoreRecord[] {
  const records: StoreRecord[] = [];
  for (const { ttlSeconds, expiresAt, ...record } of unpackBatch(bytes.buffer as ArrayBuffer)) {
    const expiry = ttlSeconds === undefined ? undefined : { ttlSeconds, ...(expiresAt === undefined ? {} : { expiresAt }) };
    records.push({ ...record, version: 1, ...(expiry === undefined ? {} : { expiry }) });
  }
  return records;
}

function frame(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length, 0);
  return Buffer.concat([length, bytes]);
}

/** Only now that something changed are both sides held in memory, to name what did. */
async function changed(source: StoreSource, options: LiveCopyOptions): Promise<SkepError> {
  const copy = openCopy(source, options.path, await options.files.open(`${options.path}.partial`, 'r'));
  const revisions = new Map<string, number>();
  for await (const batch of copy.read())
    for (const record of batch) if (record.expiry === undefined) revisions.set(record.key, record.modRevision);
  await copy.close();
  const keys: string[] = [];
  for await (const batch of source.read(readOptions(options))) {
    for (const record of batch) {
      if (record.expiry === undefined && revisions.get(record.key) !== record.modRevision) keys.push(record.key);
      revisions.delete(record.key);
    }
  }
  keys.push(...revisions.keys());
  const named = keys.sort().slice(0, NAMED);
  return new SkepError(
    'STORE_CHANGED',
    `the source ${source.description.location} changed while it was read: ${named.join(', ')}`,
    {
      hints: ['stop the API servers and everything else that writes to it, then run again'],
      details: { keys: named, count: keys.length },
    },
  );
}

function readOptions(options: LiveCopyOptions): { signal?: AbortSignal } {
  return options.signal === undefined ? {} : { signal: options.signal };
}
