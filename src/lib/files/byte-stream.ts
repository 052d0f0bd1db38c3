import { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { SkepError, isSkepError } from '../errors.js';
import type { OpenFile } from '../ports/files.js';
import { unreadable } from './failures.js';

const CHUNK_BYTES = 1 << 20;

/**
 * The bytes of a file from its beginning, in pieces of up to 1 MiB, each with memory of its own; unpacked when the file begins
 * as gzip does, whatever its name.
 * @throws SkepError STORE_CORRUPT when the gzip stream is damaged or cut, STORE_UNREADABLE
 */
export async function* fileBytes(file: OpenFile, path: string): AsyncGenerator<Buffer> {
  const magic = Buffer.alloc(2);
  const length = await file.read(magic, 0).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  yield* length === 2 && magic[0] === 0x1f && magic[1] === 0x8b ? gunzipped(file, path) : chunks(file, path);
}

async function* chunks(file: OpenFile, path: string): AsyncGenerator<Buffer> {
  for (let position = 0; ; ) {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const length = await file.read(chunk, position).catch((error: unknown) => {
      throw unreadable(path, error);
    });
    if (length === 0) return;
    position += length;
    yield chunk.subarray(0, length);
  }
}

async function* gunzipped(file: OpenFile, path: string): AsyncGenerator<Buffer> {
  const compressed = Readable.from(chunks(file, path), { objectMode: false, highWaterMark: CHUNK_BYTES });
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  compressed.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const chunk of compressed.pipe(gunzip)) yield chunk as Buffer;
  } catch (error) {
    if (isSkepError(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new SkepError('STORE_CORRUPT', `${path}: the gzip stream is damaged (${reason})`, { cause: error });
  } finally {
    compressed.destroy();
    gunzip.destroy();
  }
}
