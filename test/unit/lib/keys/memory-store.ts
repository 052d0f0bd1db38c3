import type { StoreRecord, StoreSource, StoreTarget, TargetRecord, WriteOptions } from '../../../../src/lib/ports/store.js';
import type { Sorter } from '../../../../src/lib/spool/sorter.js';

export function record(key: string, value: string | Uint8Array, more: Partial<StoreRecord> = {}): StoreRecord {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  return { key, value: bytes, createRevision: 1, modRevision: 1, version: 1, ...more };
}

/** A source over a list; its order is the list's, as a file's order is its own. */
export function memorySource(records: readonly StoreRecord[], location = 'memory.db'): StoreSource {
  return {
    description: { form: 'backend', api: 'v3', location },
    head: () => Promise.resolve({ revision: Math.max(0, ...records.map((each) => each.modRevision)) }),
    async *read({ prefix = '' } = {}) {
      const wanted = records.filter((each) => each.key.startsWith(prefix));
      for (let at = 0; at < wanted.length; at += 2) yield wanted.slice(at, at + 2);
    },
    get: (key) => Promise.resolve(records.find((each) => each.key === key)),
    notices: () => [],
    close: () => Promise.resolve(),
  };
}

export function memoryTarget(): StoreTarget & { readonly written: TargetRecord[]; options?: WriteOptions } {
  const target: StoreTarget & { readonly written: TargetRecord[]; options?: WriteOptions } = {
    written: [],
    description: { form: 'backend', api: 'v3', location: 'target.db' },
    state: () => Promise.resolve({ exists: false, keys: 0, revision: 0 }),
    async write(records, options) {
      target.options = options;
      for await (const batch of records)
        target.written.push(...batch.map((each) => ({ ...each, value: Buffer.from(each.value) })));
      return { records: target.written.length, revision: 9, bytes: 1 };
    },
    close: () => Promise.resolve(),
  };
  return target;
}

export function memorySorter(): Sorter {
  const records: { key: Buffer; payload: Buffer }[] = [];
  return {
    add: (key, payload) => {
      records.push({ key: Buffer.from(key), payload: Buffer.from(payload) });
      return Promise.resolve();
    },
    async *sorted() {
      yield records.sort((a, b) => Buffer.compare(a.key, b.key));
    },
    close: () => Promise.resolve(),
  };
}

export const deps = { makeSorter: memorySorter, signal: new AbortController().signal };
