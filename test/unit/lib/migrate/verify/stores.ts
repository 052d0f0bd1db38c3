import type { StoreRecord, StoreSource } from '../../../../../src/lib/ports/store.js';
import type { MakeSorter, Sorter } from '../../../../../src/lib/migrate/verify/sorter.js';
import { verifyStores, type VerifyInput } from '../../../../../src/lib/migrate/verify/verify-stores.js';
import type { VerifyReport } from '../../../../../src/lib/migrate/verify/report.js';

/** What a store holds, by key below the root: an object, or text. */
export type Content = Readonly<Record<string, object | string>>;

export const ROOT = '/registry/';

export function memoryStore(records: readonly StoreRecord[]): StoreSource {
  return {
    description: { form: 'dump', api: 'v2', location: 'memory' },
    head: async () => ({}),
    async *read(options = {}) {
      yield records.filter((record) => record.key.startsWith(options.prefix ?? ''));
    },
    get: async (key) => records.find((record) => record.key === key),
    notices: () => [],
    close: async () => undefined,
  };
}

export function record(key: string, value: object | string, expiry?: StoreRecord['expiry']): StoreRecord {
  const bytes = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  const base = { key, value: bytes, createRevision: 1, modRevision: 1, version: 1 };
  return expiry === undefined ? base : { ...base, expiry };
}

export function store(content: Content): StoreSource {
  return memoryStore(Object.entries(content).map(([key, value]) => record(ROOT + key, value)));
}

export const makeSorter: MakeSorter = () => {
  const held: { key: Buffer; payload: Buffer }[] = [];
  const sorter: Sorter = {
    add: async (key, payload) => {
      held.push({ key: Buffer.from(key), payload: Buffer.from(payload) });
    },
    async *sorted() {
      yield [...held].sort((a, b) => Buffer.compare(a.key, b.key));
    },
    close: async () => undefined,
  };
  return sorter;
};

export async function verify(
  source: Content | StoreSource,
  target: Content | StoreSource,
  options: Partial<VerifyInput> = {},
): Promise<VerifyReport> {
  const from = options.from ?? '1.3';
  const to = options.to ?? '1.9';
  const asStore = (content: Content | StoreSource): StoreSource =>
    'read' in content ? (content as StoreSource) : store(content);
  return verifyStores({ prefix: ROOT, makeSorter, ...options, from, to, source: asStore(source), target: asStore(target) });
}

/** Codes of the findings, sorted, each once. */
export function codes(report: VerifyReport): string[] {
  return Object.keys(report.findingsByCode).sort();
}

type Metadata = Readonly<Record<string, unknown>>;

/** An object with a uid of its own, made from where it stands. */
export function object(apiVersion: string, kind: string, name: string, rest: object = {}, metadata: Metadata = {}): object {
  return { apiVersion, kind, metadata: { name, namespace: 'ns', uid: `uid-${kind}-${name}`, ...metadata }, ...rest };
}

export function clusterObject(
  apiVersion: string,
  kind: string,
  name: string,
  rest: object = {},
  metadata: Metadata = {},
): object {
  return { apiVersion, kind, metadata: { name, uid: `uid-${kind}-${name}`, ...metadata }, ...rest };
}
