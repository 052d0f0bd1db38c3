/** An etcd v3 backend file as a target: what `etcdctl snapshot save` would have written, ready for `snapshot restore`. */
import { Buffer } from 'node:buffer';
import { dirname } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { isSkepError, SkepError } from '../../errors.js';
import { nodeFiles } from '../../files/node-files.js';
import type { Files, OpenFile } from '../../ports/files.js';
import type { StoreTarget, TargetRecord, TargetState, WriteOptions, WriteResult } from '../../ports/store.js';
import { BackendWriter, type WrittenPages } from './backend-writer.js';
import { isPageSize } from './format.js';
import { digestOf } from './open-file.js';
import { unreadable, unwritable } from '../../files/failures.js';
import { readFully } from './store-file.js';

const DEFAULT_PAGE_SIZE = 4096;
const COPY_CHUNK = 1024 * 1024;

export interface BackendTargetOptions {
  /** Replace a file that is there. */
  readonly overwrite?: boolean;
  /** A power of two from 512 to 65536; etcd's own is that of the machine's memory pages. */
  readonly pageSize?: number;
  readonly files?: Files;
}

/**
 * A target that writes one snapshot file; a `path` ending in `.gz` is packed. The same records make the same bytes. While it
 * is written, `<path>.partial` (and for `.gz` also `<path>.partial.db`) stand beside it; a failure removes them.
 *
 * The compaction stands at `firstRevision - 1`. With `revisions: 'kept'` give the source's revision plus one, because a file
 * holds no history: every watch from an older revision is then told so.
 * @throws SkepError USAGE_INVALID on an impossible page size; write(): STORE_NOT_EMPTY, STORE_UNWRITABLE, STORE_CANNOT_HOLD
 */
export function createBackendTarget(path: string, options: BackendTargetOptions = {}): StoreTarget {
  const pageSize = options.pageSize ?? DEFAULT_PAGE_SIZE;
  if (!isPageSize(pageSize))
    throw new SkepError('USAGE_INVALID', `page size ${String(pageSize)}: not a power of two from 512 to 65536`);
  return new BackendTarget(path, pageSize, options.overwrite ?? false, options.files ?? nodeFiles);
}

class BackendTarget implements StoreTarget {
  readonly description;
  readonly #path: string;
  readonly #pageSize: number;
  readonly #overwrite: boolean;
  readonly #files: Files;

  constructor(path: string, pageSize: number, overwrite: boolean, files: Files) {
    this.description = { form: 'backend', api: 'v3', location: path } as const;
    this.#path = path;
    this.#pageSize = pageSize;
    this.#overwrite = overwrite;
    this.#files = files;
  }

  async state(): Promise<TargetState> {
    const exists = (await this.#stat()) !== undefined;
    return { exists, keys: exists ? 1 : 0, revision: 0 };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async write(records: AsyncIterable<readonly TargetRecord[]>, options: WriteOptions): Promise<WriteResult> {
    await this.#refuseExisting();
    const isPacked = this.#path.endsWith('.gz');
    const partial = `${this.#path}.partial`;
    const unpacked = isPacked ? `${partial}.db` : partial;
    try {
      const written = await this.#writeSnapshot(unpacked, records, options);
      if (isPacked) await this.#pack(unpacked, partial, options.signal);
      const bytes = await this.#moveInPlace(partial);
      options.onDurable?.(written.records);
      return { records: written.records, revision: written.revision, bytes };
    } catch (error) {
      await this.#removeQuietly(unpacked, partial);
      throw error;
    }
  }

  async #writeSnapshot(
    partial: string,
    records: AsyncIterable<readonly TargetRecord[]>,
    options: WriteOptions,
  ): Promise<WrittenPages> {
    const file = await this.#create(partial);
    try {
      const writer = new BackendWriter(file, this.#path, this.#pageSize, options);
      for await (const batch of records) {
        options.signal?.throwIfAborted();
        await writer.add(batch);
      }
      const written = await writer.finish();
      const digest = await this.#digest(partial, written.length, options.signal);
      await this.#writing(file.write(digest, written.length));
      await this.#writing(file.sync());
      return written;
    } finally {
      await file.close();
    }
  }

  /** The meta pages stand first and are known last, so the hash needs a second reading; it comes from the page cache. */
  async #digest(partial: string, length: number, signal: AbortSignal | undefined): Promise<Buffer> {
    const file = await this.#openForReading(partial);
    try {
      return await digestOf({ location: this.#path, file, length }, signal);
    } finally {
      await file.close();
    }
  }

  async #pack(unpacked: string, partial: string, signal: AbortSignal | undefined): Promise<void> {
    const source = await this.#openForReading(unpacked);
    try {
      const target = await this.#create(partial);
      try {
        const sink = new Writable({
          write: (chunk: Buffer, _encoding, done) => {
            this.#writing(target.write(chunk)).then(() => {
              done();
            }, done);
          },
        });
        const chunks = Readable.from(chunksOf(this.#path, source), { objectMode: false });
        await pipeline(chunks, createGzip(), sink, signal === undefined ? {} : { signal });
        await this.#writing(target.sync());
      } finally {
        await target.close();
      }
    } finally {
      await source.close();
    }
    await this.#writing(this.#files.remove(unpacked));
  }

  async #moveInPlace(partial: string): Promise<number> {
    await this.#refuseExisting();
    await this.#writing(this.#files.rename(partial, this.#path));
    await this.#writing(this.#files.syncDirectory(dirname(this.#path)));
    return (await this.#stat())?.size ?? 0;
  }

  async #refuseExisting(): Promise<void> {
    const stat = await this.#stat();
    if (stat === undefined || (this.#overwrite && !stat.isDirectory)) return;
    throw new SkepError(
      'STORE_NOT_EMPTY',
      `${this.#path}: ${stat.isDirectory ? 'a directory of this name is there' : 'the file exists'}`,
      {
        hints: ['name another target, or move this one away'],
      },
    );
  }

  async #create(path: string): Promise<OpenFile> {
    await this.#writing(this.#files.remove(path));
    return this.#writing(this.#files.open(path, 'wx', 0o600));
  }

  async #openForReading(path: string): Promise<OpenFile> {
    try {
      return await this.#files.open(path, 'r');
    } catch (error) {
      throw unreadable(path, error);
    }
  }

  async #stat() {
    try {
      return await this.#files.stat(this.#path);
    } catch (error) {
      throw unreadable(this.#path, error);
    }
  }

  async #writing<T>(operation: Promise<T>): Promise<T> {
    try {
      return await operation;
    } catch (error) {
      throw isSkepError(error) ? error : unwritable(this.#path, error);
    }
  }

  /** What failed is told already; that the rest cannot be removed either adds nothing. */
  async #removeQuietly(...paths: readonly string[]): Promise<void> {
    await Promise.allSettled(paths.map((path) => this.#files.remove(path)));
  }
}

async function* chunksOf(location: string, file: OpenFile): AsyncGenerator<Buffer, void> {
  for (let at = 0; ; ) {
    // A new buffer each time: the stream behind holds on to what it has not used yet.
    const chunk = Buffer.allocUnsafeSlow(COPY_CHUNK);
    const count = await readFully({ location, file }, chunk, at);
    if (count === 0) return;
    yield chunk.subarray(0, count);
    at += count;
  }
}
