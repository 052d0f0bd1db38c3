import { nodeFiles } from '../../src/lib/files/node-files.js';
import type { Files, OpenFile } from '../../src/lib/ports/files.js';

/** Counts every operation that changes the disk, and kills this very process at one of them. */
export interface DyingFiles {
  readonly files: Files;
  /** How many changing operations there were so far. */
  count(): number;
}

/**
 * `dieAt` n: SIGKILL at the n-th changing operation, counted from 1; a write dies with half of its bytes on disk, everything
 * else before it happens. 0: never.
 */
export function dyingFiles(dieAt: number): DyingFiles {
  let count = 0;

  function due(): boolean {
    count += 1;
    return count === dieAt;
  }

  async function before<T>(operation: () => Promise<T>): Promise<T> {
    if (due()) die();
    return operation();
  }

  function dyingFile(file: OpenFile): OpenFile {
    return {
      read: (buffer, position) => file.read(buffer, position),
      async write(buffer, position) {
        if (due()) {
          await file.write(buffer.subarray(0, buffer.length >> 1), position);
          die();
        }
        await file.write(buffer, position);
      },
      truncate: (length) => before(() => file.truncate(length)),
      sync: () => before(() => file.sync()),
      stat: () => file.stat(),
      close: () => file.close(),
    };
  }

  const files: Files = {
    async open(path, flags, mode) {
      return dyingFile(
        flags === 'r' ? await nodeFiles.open(path, flags, mode) : await before(() => nodeFiles.open(path, flags, mode)),
      );
    },
    rename: (from, to) => before(() => nodeFiles.rename(from, to)),
    remove: (path) => before(() => nodeFiles.remove(path)),
    makeDirectory: (path) => before(() => nodeFiles.makeDirectory(path)),
    removeDirectory: (path) => before(() => nodeFiles.removeDirectory(path)),
    syncDirectory: (path) => before(() => nodeFiles.syncDirectory(path)),
    stat: (path) => nodeFiles.stat(path),
    list: (path) => nodeFiles.list(path),
  };
  return { files, count: () => count };
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal is delivered before the next operation of this thread; nothing may come after it.
  for (;;);
}
