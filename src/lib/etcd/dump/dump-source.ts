import type { Buffer } from 'node:buffer';
import { SkepError, isSkepError } from '../../errors.js';
import { unreadable } from '../../files/failures.js';
import { nodeFiles } from '../../files/node-files.js';
import type { Files, OpenFile } from '../../ports/files.js';
import type { EtcdApi, ReadOptions, StoreHead, StoreRecord, StoreSource } from '../../ports/store.js';
import { type DumpHeader, DumpLineError, apiOf, headerOf, parseDumpLine, recordOf } from './dump-line.js';
import { dumpLines } from './dump-lines.js';
import { KeySet } from './key-set.js';

const BATCH_BYTES = 4 << 20;
const BATCH_RECORDS = 1000;

export interface OpenDumpOptions {
  readonly files?: Files;
}

interface Dump {
  readonly path: string;
  readonly api: EtcdApi;
  readonly header?: DumpHeader;
  /** What an `expiration` without `ttl` is counted from. */
  readonly writtenAtMs: number;
}

/**
 * Opens `PATH.jsonl` or `PATH.jsonl.gz` (told by content) as a store: one key a line, docs/guides/dump-format.md.
 * @throws SkepError STORE_NOT_FOUND, STORE_NOT_A_STORE (a directory), STORE_CORRUPT (the first line is no line of a dump)
 */
export async function openDumpSource(path: string, { files = nodeFiles }: OpenDumpOptions = {}): Promise<StoreSource> {
  const stat = await files.stat(path);
  if (stat === undefined) throw new SkepError('STORE_NOT_FOUND', `there is no file ${path}`);
  if (stat.isDirectory) throw new SkepError('STORE_NOT_A_STORE', `${path} is a directory, not a dump`);
  const file = await files.open(path, 'r').catch((error: unknown) => {
    throw unreadable(path, error);
  });
  try {
    const dump: Dump = { path, writtenAtMs: stat.mtimeMs, ...(await firstLine(file, path)) };
    return dumpSource(dump, file);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function firstLine(file: OpenFile, path: string): Promise<{ api: EtcdApi; header?: DumpHeader }> {
  for await (const lines of dumpLines(file, path)) {
    const line = lines.find((candidate) => candidate.length > 0);
    if (line === undefined) continue;
    return named(path, 1, () => {
      const members = parseDumpLine(line);
      const header = headerOf(members);
      // A bare line, with key and value alone, says nothing: such dumps come from etcd v2, whose values are text.
      return header === undefined ? { api: apiOf(members) ?? 'v2' } : { api: header.api, header };
    });
  }
  return { api: 'v2' };
}

function dumpSource(dump: Dump, file: OpenFile): StoreSource {
  const read = (options: ReadOptions = {}): AsyncIterable<readonly StoreRecord[]> => readDump(dump, file, options);
  return {
    description: { form: 'dump', api: dump.api, location: dump.path },
    head: () => Promise.resolve(headOf(dump)),
    read,
    async get(key) {
      for await (const batch of read({ prefix: key })) {
        const found = batch.find((record) => record.key === key);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    notices: () => [],
    close: () => file.close(),
  };
}

function headOf({ header }: Dump): StoreHead {
  return {
    ...(header?.revision !== undefined && { revision: header.revision }),
    ...(header?.compactRevision !== undefined && { compactRevision: header.compactRevision }),
  };
}

async function* readDump(dump: Dump, file: OpenFile, { prefix = '', signal }: ReadOptions): AsyncGenerator<StoreRecord[]> {
  const seen = new KeySet();
  let lineNumber = 0;
  let batch: StoreRecord[] = [];
  let batchBytes = 0;
  for await (const lines of dumpLines(file, dump.path)) {
    signal?.throwIfAborted();
    for (const line of lines) {
      lineNumber += 1;
      const record = recordAt(dump, lineNumber, line, seen);
      if (record === undefined || !record.key.startsWith(prefix)) continue;
      batch.push(record);
      batchBytes += line.length;
      if (batch.length < BATCH_RECORDS && batchBytes < BATCH_BYTES) continue;
      yield batch;
      batch = [];
      batchBytes = 0;
    }
  }
  if (batch.length > 0) yield batch;
}

/** undefined for the header and for empty lines. */
function recordAt(dump: Dump, lineNumber: number, line: Buffer, seen: KeySet): StoreRecord | undefined {
  if (line.length === 0) return undefined;
  return named(dump.path, lineNumber, () => {
    const members = parseDumpLine(line);
    if (headerOf(members) !== undefined) {
      if (lineNumber === 1) return undefined;
      throw new DumpLineError('it is a header, which belongs into line 1');
    }
    const record = recordOf(members, dump.api, dump.writtenAtMs);
    if (!seen.add(record.key)) throw new DumpLineError(`the key ${JSON.stringify(record.key)} stands here for the second time`);
    return record;
  });
}

function named<T>(path: string, lineNumber: number, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (isSkepError(error) || !(error instanceof DumpLineError)) throw error;
    throw new SkepError('STORE_CORRUPT', `${path} line ${String(lineNumber)}: ${error.message}`, { cause: error });
  }
}
