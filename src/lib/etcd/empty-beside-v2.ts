import type { StoreNotice, StoreSource } from '../ports/store.js';

/**
 * A v3 source that, read to its end without a key, asks the v2 API of the same etcd: an API server that was switched to v3
 * before its keys were migrated finds nothing, and what is missed lies there. An etcd that does not answer says nothing.
 */
export function noticingEmpty(source: StoreSource, openV2: () => Promise<StoreSource>): StoreSource {
  let found: StoreNotice[] = [];
  return {
    description: source.description,
    head: () => source.head(),
    get: (key) => source.get(key),
    async *read(options) {
      // Of a part of the store, its emptiness says nothing.
      let isEmpty = (options?.prefix ?? '') === '';
      for await (const batch of source.read(options)) {
        isEmpty = false;
        yield batch;
      }
      found = isEmpty && (await holdsObjects(openV2)) ? [notice(source.description.location)] : [];
    },
    notices: () => [...found, ...source.notices()],
    close: () => source.close(),
  };
}

async function holdsObjects(openV2: () => Promise<StoreSource>): Promise<boolean> {
  try {
    const v2 = await openV2();
    try {
      for await (const batch of v2.read({ prefix: '/registry/' })) if (batch.length > 0) return true;
      return false;
    } finally {
      await v2.close();
    }
  } catch {
    return false;
  }
}

function notice(location: string): StoreNotice {
  const message = `the v3 store of ${location} is empty, while its v2 store holds /registry: read it as ${location.replace('etcd3', 'etcd2')}`;
  return { code: 'empty-beside-v2', count: 1, examples: [location], message };
}
