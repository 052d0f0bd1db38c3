import { join } from 'node:path';
import type { Files } from '../ports/files.js';
import { mergeRuns } from './merge.js';
import { RunBuffer, type SpoolRecord } from './run-buffer.js';
import { writeRun } from './run-file.js';

const DEFAULT_MEMORY_BYTES = 32 << 20;

/** Sorts more records than fit into memory, through runs on disk. */
export interface Sorter {
  /** The bytes are copied. */
  add(key: Uint8Array, payload: Uint8Array): Promise<void>;
  /** In the order of the keys' bytes; equal keys in the order in which they were added. Call once, after the last `add`. */
  sorted(): AsyncGenerator<SpoolRecord[]>;
  /** Removes the runs. */
  close(): Promise<void>;
}

/** A sorter with its runs as `<directory>/<name>-<n>.run`; at most `memoryBytes` are held at a time. */
export function createSorter(files: Files, directory: string, name: string, memoryBytes = DEFAULT_MEMORY_BYTES): Sorter {
  const buffer = new RunBuffer(memoryBytes);
  const runs: string[] = [];

  async function flush(): Promise<void> {
    if (buffer.count === 0) return;
    const path = join(directory, `${name}-${String(runs.length).padStart(4, '0')}.run`);
    runs.push(path);
    await writeRun(files, path, buffer);
    buffer.clear();
  }

  return {
    async add(key, payload) {
      if (buffer.add(key, payload)) return;
      await flush();
      if (buffer.add(key, payload)) return;
      await addOversized(files, directory, name, runs, key, payload);
    },
    async *sorted() {
      await flush();
      yield* mergeRuns(files, runs);
    },
    async close() {
      for (const path of runs) await files.remove(path);
    },
  };
}

/** A record larger than the whole buffer becomes a run of its own. */
async function addOversized(
  files: Files,
  directory: string,
  name: string,
  runs: string[],
  key: Uint8Array,
  payload: Uint8Array,
): Promise<void> {
  const single = new RunBuffer(key.length + payload.length + 64);
  single.add(key, payload);
  const path = join(directory, `${name}-${String(runs.length).padStart(4, '0')}.run`);
  runs.push(path);
  await writeRun(files, path, single);
}
