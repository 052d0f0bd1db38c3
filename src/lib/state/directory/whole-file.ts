import type { Files } from '../../ports/files.js';
import { systemCode } from './failures.js';

/** Writes a new file and makes its bytes, not yet its name, durable. */
export async function writeWhole(files: Files, path: string, bytes: Uint8Array): Promise<void> {
  const file = await files.open(path, 'w');
  try {
    if (bytes.length > 0) await file.write(bytes, 0);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** All bytes of a file; undefined when there is none of that name. */
export async function readWhole(files: Files, path: string): Promise<Buffer | undefined> {
  try {
    const file = await files.open(path, 'r');
    try {
      const bytes = Buffer.alloc((await file.stat()).size);
      let done = 0;
      while (done < bytes.length) {
        const came = await file.read(bytes.subarray(done), done);
        if (came === 0) break;
        done += came;
      }
      return bytes.subarray(0, done);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Names in a directory; none when it is not there. */
export async function listNames(files: Files, path: string): Promise<readonly string[]> {
  try {
    return await files.list(path);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

export function isMissing(error: unknown): boolean {
  const code = systemCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** Did a rename of a directory find another one with something in it under the wanted name? */
export function isTaken(error: unknown): boolean {
  const code = systemCode(error);
  return code === 'ENOTEMPTY' || code === 'EEXIST';
}
