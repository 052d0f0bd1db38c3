import { describe, expect, it } from 'vitest';
import { overrideSource } from '../../../../src/lib/etcd/override-source.js';
import type { ReadOptions, StoreRecord, StoreSource } from '../../../../src/lib/ports/store.js';

function memorySource(location: string, revision: number, keys: readonly string[]) {
  const records = keys.map(
    (key): StoreRecord => ({ key, value: Buffer.from(location), createRevision: 1, modRevision: 1, version: 1 }),
  );
  const state = { closed: 0 };
  const source: StoreSource = {
    description: { form: 'etcd2', api: 'v2', location },
    head: () => Promise.resolve({ revision, clusterId: location }),
    async *read({ prefix = '' }: ReadOptions = {}) {
      yield await Promise.resolve(records.filter(({ key }) => key.startsWith(prefix)));
    },
    get: (key) => Promise.resolve(records.find((record) => record.key === key)),
    notices: () => [{ code: 'history', count: 1, examples: [], message: 'old' }],
    close: () => {
      state.closed++;
      return Promise.resolve();
    },
  };
  return { source, state };
}

const main = () => memorySource('main', 10, ['/registry/events/stale', '/registry/pods/a', '/registry/eventsx']);
const events = () => memorySource('events', 99, ['/registry/events/ns/e', '/registry/pods/foreign']);

function composed() {
  const [first, second] = [main(), events()];
  const source = overrideSource(first.source, [{ resource: 'events', prefixes: ['/registry/events/'], source: second.source }]);
  const read = async (options?: ReadOptions): Promise<string[]> => {
    const found: string[] = [];
    for await (const batch of source.read(options))
      found.push(...batch.map(({ key, value }) => `${key} ${Buffer.from(value).toString()}`));
    return found;
  };
  return { source, read, closed: () => first.state.closed + second.state.closed };
}

describe('overrideSource', () => {
  it('reads the resource from its own store, and nothing else from there', async () => {
    const { read } = composed();
    expect(await read()).toEqual(['/registry/pods/a main', '/registry/eventsx main', '/registry/events/ns/e events']);
    expect(await read({ prefix: '/registry/events/ns/' })).toEqual(['/registry/events/ns/e events']);
    expect(await read({ prefix: '/registry/pods/' })).toEqual(['/registry/pods/a main']);
  });

  it('gets each key from the store that owns it', async () => {
    const { source } = composed();
    expect(await source.get('/registry/events/stale')).toBeUndefined();
    expect((await source.get('/registry/events/ns/e'))?.value).toEqual(Buffer.from('events'));
    expect(await source.get('/registry/pods/foreign')).toBeUndefined();
  });

  it('stands at the highest revision under the identity of the main store', async () => {
    const { source, closed } = composed();
    expect(await source.head()).toEqual({ revision: 99, clusterId: 'main' });
    expect(source.notices().map(({ message }) => message)).toEqual(['old', 'events (events): old']);
    await source.close();
    expect(closed()).toBe(2);
  });
});
