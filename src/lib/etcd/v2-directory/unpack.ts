import { Buffer } from 'node:buffer';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { SkepError, isSkepError } from '../../errors.js';
import { unreadable, unwritable } from '../../files/failures.js';
import { nodeFiles } from '../../files/node-files.js';
import type { Files, OpenFile } from '../../ports/files.js';
import { TarError, type TarEntry, type TarVisitor, readTar } from './tar-reader.js';

export interface Unpacked {
  /** A private directory (0700) with what the archive held. */
  readonly path: string;
  remove(): Promise<void>;
}

export interface UnpackOptions {
  readonly files?: Files;
  readonly temporaryDirectory?: string;
}

const CHUNK_BYTES = 1 << 20;

/** Whether a path is a file, and so a packed directory rather than a directory. */
export async function isPacked(files: Files, path: string): Promise<boolean> {
  return (await files.stat(path).catch(() => undefined))?.isDirectory === false;
}

/**
 * Unpacks a `.tgz` (or plain tar) of an etcd data directory as a stream into a private temporary directory.
 * @throws SkepError STORE_CORRUPT (damaged, cut, or holding links or paths that lead out), STORE_UNREADABLE, STORE_UNWRITABLE
 */
export async function unpackDirectory(path: string, options: UnpackOptions = {}): Promise<Unpacked> {
  const { files = nodeFiles, temporaryDirectory = tmpdir() } = options;
  const target = await mkdtemp(join(temporaryDirectory, 'skep-unpacked-')).catch((error: unknown) => {
    throw unwritable(temporaryDirectory, error);
  });
  try {
    await unpackInto(files, path, target);
  } catch (error) {
    await files.removeDirectory(target);
    throw error;
  }
  return { path: target, remove: () => files.removeDirectory(target) };
}

async function unpackInto(files: Files, path: string, target: string): Promise<void> {
  const archive = await files.open(path, 'r').catch((error: unknown) => {
    throw unreadable(path, error);
  });
  const unpacker = new Unpacker(files, target);
  try {
    await readTar(await tarBytes(archive, path), unpacker);
  } catch (error) {
    if (error instanceof TarError) throw new SkepError('STORE_CORRUPT', `archive ${path}: ${error.message}`, { cause: error });
    throw unwritable(target, error);
  } finally {
    await unpacker.end();
    await archive.close();
  }
}

async function tarBytes(archive: OpenFile, path: string): Promise<AsyncIterable<Buffer>> {
  const magic = Buffer.alloc(2);
  await archive.read(magic, 0);
  return magic[0] === 0x1f && magic[1] === 0x8b ? gunzipped(archive, path) : chunks(archive, path);
}

async function* chunks(archive: OpenFile, path: string): AsyncGenerator<Buffer> {
  for (let position = 0; ; ) {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const length = await archive.read(chunk, position).catch((error: unknown) => {
      throw unreadable(path, error);
    });
    if (length === 0) return;
    position += length;
    yield chunk.subarray(0, length);
  }
}

async function* gunzipped(archive: OpenFile, path: string): AsyncGenerator<Buffer> {
  const compressed = Readable.from(chunks(archive, path), { objectMode: false, highWaterMark: CHUNK_BYTES });
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  compressed.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const chunk of compressed.pipe(gunzip)) yield chunk as Buffer;
  } catch (error) {
    if (isSkepError(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new SkepError('STORE_CORRUPT', `archive ${path}: the gzip stream is damaged (${reason})`, { cause: error });
  } finally {
    compressed.destroy();
    gunzip.destroy();
  }
}

class Unpacker implements TarVisitor {
  readonly #files: Files;
  readonly #target: string;
  #open: OpenFile | undefined;

  constructor(files: Files, target: string) {
    this.#files = files;
    this.#target = target;
  }

  async begin(entry: TarEntry): Promise<void> {
    const path = join(this.#target, entry.name);
    await this.#files.makeDirectory(entry.directory ? path : dirname(path));
    if (!entry.directory) this.#open = await this.#files.open(path, 'wx');
  }

  async data(piece: Buffer): Promise<void> {
    await this.#open?.write(piece);
  }

  async end(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.close();
  }
}
