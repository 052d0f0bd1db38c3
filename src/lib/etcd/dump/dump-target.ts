import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { constants, createGzip, gzipSync } from 'node:zlib';
import { SkepError } from '../../errors.js';
import { unwritable } from '../../files/failures.js';
import { nodeFiles } from '../../files/node-files.js';
import type { Files, OpenFile } from '../../ports/files.js';
import type { EtcdApi, StoreTarget, TargetRecord, TargetState, WriteOptions, WriteResult } from '../../ports/store.js';
import { type DumpHeader, type LineFacts, formatDumpLine, formatHeaderLine } from './dump-line.js';

const WRITE_BYTES = 1 << 20;

export interface CreateDumpOptions {
  /** Replace a file that is there. */
  readonly overwrite?: boolean;
  /** Which API's members the lines get; 'v3' when not given. */
  readonly api?: EtcdApi;
  /** v2: what `expiration` is counted from (epoch ms, the plan's time). Without it only `ttl` is written. */
  readonly expiresFrom?: number;
  readonly files?: Files;
}

/** The body's way to the disk: with or without gzip between. */
interface Body {
  write(text: string): Promise<void>;
  end(): Promise<void>;
  abandon(): void;
}

/** A dump to write: `PATH.jsonl`, gzipped when the name ends in `.gz`. The same records always give the same bytes. */
export function createDumpTarget(path: string, options: CreateDumpOptions = {}): StoreTarget {
  const { files = nodeFiles, api = 'v3' } = options;
  return {
    description: { form: 'dump', api, location: path },
    state: () => stateOf(files, path),
    write: (records, writeOptions) => writeDump(files, path, { ...options, api }, records, writeOptions),
    close: () => Promise.resolve(),
  };
}

async function stateOf(files: Files, path: string): Promise<TargetState> {
  const exists = (await files.stat(path)) !== undefined;
  return { exists, keys: exists ? 1 : 0, revision: 0 };
}

async function writeDump(
  files: Files,
  path: string,
  form: CreateDumpOptions & { api: EtcdApi },
  records: AsyncIterable<readonly TargetRecord[]>,
  options: WriteOptions,
): Promise<WriteResult> {
  const stat = await files.stat(path);
  if (stat?.isDirectory === true)
    throw new SkepError('STORE_NOT_A_STORE', `${path} is a directory, not a file to write a dump to`);
  if (stat !== undefined && form.overwrite !== true) throw new SkepError('STORE_NOT_EMPTY', `the file ${path} exists`);
  const partial = `${path}.partial`;
  try {
    const file = await files.open(partial, 'w');
    let written: WriteResult;
    try {
      written = await writeLines(file, path.endsWith('.gz'), form, records, options);
      await file.sync();
    } finally {
      await file.close();
    }
    await files.rename(partial, path);
    await files.syncDirectory(dirname(path));
    options.onDurable?.(written.records);
    return written;
  } catch (error) {
    // What is half-written helps nobody; a failure to remove it must not hide the first reason.
    await files.remove(partial).catch(() => undefined);
    throw unwritable(path, error);
  }
}

async function writeLines(
  file: OpenFile,
  gzip: boolean,
  form: CreateDumpOptions & { api: EtcdApi },
  records: AsyncIterable<readonly TargetRecord[]>,
  options: WriteOptions,
): Promise<WriteResult> {
  const header = (revision: number): Buffer => headerBytes({ ...headOf(form.api, options), revision }, gzip);
  // The revision is known at the end only: the header keeps its length and is written again then.
  await file.write(header(0));
  const body = gzip ? gzippedBody(file) : plainBody(file);
  let count = 0;
  let revision = 0;
  try {
    for await (const batch of records) {
      options.signal?.throwIfAborted();
      let text = '';
      for (const record of batch) {
        const facts = factsOf(record, form, options, count);
        revision = Math.max(revision, facts.modRevision);
        text += formatDumpLine(record.key, record.value, facts);
        count += 1;
        if (text.length < WRITE_BYTES) continue;
        await body.write(text);
        text = '';
      }
      await body.write(text);
    }
    await body.end();
  } catch (error) {
    body.abandon();
    throw error;
  }
  const finalRevision = count === 0 ? Math.max(0, options.firstRevision - 1) : revision;
  await file.write(header(finalRevision), 0);
  return { records: count, revision: finalRevision, bytes: (await file.stat()).size };
}

function headOf(api: EtcdApi, options: WriteOptions): DumpHeader {
  if (api === 'v2' || options.revisions === 'kept') return { api };
  return { api, compactRevision: Math.max(0, options.firstRevision - 1) };
}

/** In a gzipped dump the header is a gzip member of its own, stored without compression, so that its length never changes. */
function headerBytes(header: DumpHeader, gzip: boolean): Buffer {
  const line = Buffer.from(formatHeaderLine(header));
  return gzip ? gzipSync(line, { level: constants.Z_NO_COMPRESSION }) : line;
}

function factsOf(
  record: TargetRecord,
  form: CreateDumpOptions & { api: EtcdApi },
  options: WriteOptions,
  count: number,
): LineFacts {
  const assigned = options.firstRevision + count;
  const kept = options.revisions === 'kept';
  const ttlSeconds = record.life?.ttlSeconds;
  return {
    api: form.api,
    createRevision: kept ? (record.createRevision ?? 0) : assigned,
    modRevision: kept ? (record.modRevision ?? 0) : assigned,
    version: kept ? (record.version ?? 1) : 1,
    ...(ttlSeconds !== undefined && { ttlSeconds }),
    ...(ttlSeconds !== undefined && form.expiresFrom !== undefined && { expiresAt: form.expiresFrom + ttlSeconds * 1000 }),
    ...(record.life !== undefined && record.life.leaseId > 0n && { leaseId: record.life.leaseId }),
  };
}

function plainBody(file: OpenFile): Body {
  return {
    async write(text) {
      if (text.length > 0) await file.write(Buffer.from(text));
    },
    end: () => Promise.resolve(),
    abandon: () => undefined,
  };
}

function gzippedBody(file: OpenFile): Body {
  const gzip = createGzip({ level: 4, chunkSize: 256 << 10 });
  const drained = (async () => {
    for await (const chunk of gzip) await file.write(chunk as Buffer);
  })();
  // Reported by write() or end(), whichever comes first; without this a failure in between would be an unhandled rejection.
  drained.catch(() => undefined);
  return {
    async write(text) {
      if (text.length > 0 && !gzip.write(text)) await Promise.race([once(gzip, 'drain'), drained]);
    },
    async end() {
      gzip.end();
      await drained;
    },
    abandon: () => gzip.destroy(),
  };
}
