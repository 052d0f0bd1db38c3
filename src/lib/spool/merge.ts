import type { Files } from '../ports/files.js';
import type { SpoolRecord } from './run-buffer.js';
import { RunReader } from './run-file.js';

const BATCH_RECORDS = 512;

/**
 * All records of several sorted runs in one order. Records of the same key come in the order of the runs. Memory is one
 * read-ahead buffer a run. A record's bytes stay valid as long as it is held.
 */
export async function* mergeRuns(files: Files, paths: readonly string[], signal?: AbortSignal): AsyncGenerator<SpoolRecord[]> {
  const readers: RunReader[] = [];
  try {
    for (const path of paths) readers.push(await RunReader.open(files, path));
    const heap = new ReaderHeap(readers);
    let batch: SpoolRecord[] = [];
    for (let first = heap.first; first?.current !== undefined; first = heap.first) {
      batch.push(first.current);
      if (!first.advanceInMemory()) await first.advance();
      heap.firstMoved();
      if (batch.length === BATCH_RECORDS) {
        signal?.throwIfAborted();
        yield batch;
        batch = [];
      }
    }
    if (batch.length > 0) yield batch;
  } finally {
    for (const reader of readers) await reader.close();
  }
}

interface Entry {
  readonly reader: RunReader;
  readonly run: number;
}

/** A binary heap of runs by their front record; an exhausted run leaves it. */
class ReaderHeap {
  readonly #entries: Entry[] = [];

  constructor(readers: readonly RunReader[]) {
    for (const [run, reader] of readers.entries()) if (reader.current !== undefined) this.#entries.push({ reader, run });
    for (let index = this.#entries.length >> 1; index >= 0; index -= 1) this.#sink(index);
  }

  get first(): RunReader | undefined {
    return this.#entries[0]?.reader;
  }

  firstMoved(): void {
    if (this.#entries[0]?.reader.current === undefined) {
      const last = this.#entries.pop();
      if (last === undefined || this.#entries.length === 0) return;
      this.#entries[0] = last;
    }
    this.#sink(0);
  }

  #sink(from: number): void {
    const entries = this.#entries;
    let index = from;
    for (;;) {
      let least = index;
      for (const child of [2 * index + 1, 2 * index + 2])
        if (child < entries.length && isBefore(entries[child], entries[least])) least = child;
      if (least === index) return;
      const entry = entries[index];
      const other = entries[least];
      if (entry === undefined || other === undefined) return;
      entries[index] = other;
      entries[least] = entry;
      index = least;
    }
  }
}

function isBefore(a: Entry | undefined, b: Entry | undefined): boolean {
  const left = a?.reader.current;
  const right = b?.reader.current;
  if (a === undefined || b === undefined || left === undefined || right === undefined) return false;
  const order = Buffer.compare(left.key, right.key);
  return order === 0 ? a.run < b.run : order < 0;
}
