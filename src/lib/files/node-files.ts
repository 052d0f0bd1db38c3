import type { Stats } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { FileStat, Files, OpenFile } from '../ports/files.js';

/** The Files port over the machine's own file system. */
export const nodeFiles: Files = {
  async open(path, flags, mode = 0o600) {
    return openFile(await open(path, flags, mode));
  },
  rename,
  async remove(path) {
    await rm(path, { force: true });
  },
  async makeDirectory(path) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  async removeDirectory(path) {
    await rm(path, { recursive: true, force: true });
  },
  async syncDirectory(path) {
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  async stat(path) {
    try {
      return fileStat(await stat(path));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
  async list(path) {
    return (await readdir(path)).sort();
  },
};

function openFile(handle: FileHandle): OpenFile {
  return {
    async read(buffer, position) {
      return (await handle.read(buffer, 0, buffer.length, position)).bytesRead;
    },
    async write(buffer, position) {
      // A single write may be short (a full disk, a signal): go on until all is written or the next one says why not.
      let done = 0;
      while (done < buffer.length) {
        const at = position === undefined ? null : position + done;
        done += (await handle.write(buffer, done, buffer.length - done, at)).bytesWritten;
      }
    },
    async truncate(length) {
      await handle.truncate(length);
    },
    async sync() {
      await handle.sync();
    },
    async stat() {
      return fileStat(await handle.stat());
    },
    async close() {
      await handle.close();
    },
  };
}

function fileStat(stats: Stats): FileStat {
  return {
    size: stats.size,
    mtimeMs: stats.mtimeMs,
    inode: stats.ino,
    device: stats.dev,
    isDirectory: stats.isDirectory(),
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
