import type { Buffer } from 'node:buffer';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SkepError } from '../../errors.js';
import { fileBytes } from '../../files/byte-stream.js';
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
    await readTar(fileBytes(archive, path), unpacker);
  } catch (error) {
    if (error instanceof TarError) throw new SkepError('STORE_CORRUPT', `archive ${path}: ${error.message}`, { cause: error });
    throw unwritable(target, error);
  } finally {
    await unpacker.end();
    await archive.close();
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
