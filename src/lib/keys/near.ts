import type { StoreSource } from '../ports/store.js';

const EXAMPLES = 3;

/** Commands that show what lies beside a key that is not there. Reads at most one batch of the store. */
export async function closestKeys(source: StoreSource, key: string, signal: AbortSignal): Promise<readonly string[]> {
  const { location } = source.description;
  for (const prefix of parents(key)) {
    for await (const batch of source.read({ prefix, signal })) {
      const keys = batch.slice(0, EXAMPLES).map((record) => record.key);
      if (keys.length > 0)
        return [`skep etcd ls ${location} ${prefix}`, ...keys.map((near) => `skep etcd get ${location} ${near}`)];
    }
  }
  return [`skep etcd ls ${location}`];
}

/** "/registry/pods/a/b" -> "/registry/pods/a/", "/registry/pods/", "/registry/". */
function parents(key: string): readonly string[] {
  const found: string[] = [];
  for (let end = key.lastIndexOf('/'); end > 0; end = key.lastIndexOf('/', end - 1)) found.push(key.slice(0, end + 1));
  return found;
}
