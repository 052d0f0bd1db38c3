import type { ReadOptions, StoreHead, StoreNotice, StoreRecord, StoreSource } from '../ports/store.js';

export interface SourceOverride {
  readonly resource: string;
  /** The resource's directories, with the root prefix and a slash at the end: `/registry/events/`. */
  readonly prefixes: readonly string[];
  readonly source: StoreSource;
}

/**
 * One source out of several, as an API server with --etcd-servers-overrides sees it: keys under an overridden directory come
 * from that store alone, all others from the main one. Each store has a revision counter of its own; the head is the highest.
 */
export function overrideSource(main: StoreSource, overrides: readonly SourceOverride[]): StoreSource {
  const all = [main, ...overrides.map(({ source }) => source)];
  const ownerOf = (key: string): StoreSource =>
    overrides.find(({ prefixes }) => prefixes.some((prefix) => key.startsWith(prefix)))?.source ?? main;
  // What is live in part can change like what is live as a whole, and no stat of a file tells.
  const live = all.find(({ description: { form } }) => form === 'etcd2' || form === 'etcd3') ?? main;
  return {
    description: { ...main.description, form: live.description.form },
    head: async () => joinHeads(await Promise.all(all.map((source) => source.head()))),
    read: (options = {}) => readAll(main, overrides, ownerOf, options),
    get: (key) => ownerOf(key).get(key),
    notices: (): readonly StoreNotice[] => [
      ...main.notices(),
      ...overrides.flatMap(({ resource, source }) =>
        source
          .notices()
          .map((notice) => ({ ...notice, message: `${resource} (${source.description.location}): ${notice.message}` })),
      ),
    ],
    close: async () => {
      await Promise.all(all.map((source) => source.close()));
    },
  };
}

async function* readAll(
  main: StoreSource,
  overrides: readonly SourceOverride[],
  ownerOf: (key: string) => StoreSource,
  options: ReadOptions,
): AsyncGenerator<readonly StoreRecord[]> {
  for await (const batch of main.read(options)) {
    const own = batch.filter(({ key }) => ownerOf(key) === main);
    if (own.length > 0) yield own;
  }
  const wanted = options.prefix ?? '';
  for (const { prefixes, source } of overrides) {
    for (const prefix of prefixes) {
      if (prefix.startsWith(wanted)) yield* source.read({ ...options, prefix });
      else if (wanted.startsWith(prefix)) yield* source.read(options);
    }
  }
}

/** The main store's identity; of the revisions the highest, above which everything new must lie. */
function joinHeads(heads: readonly StoreHead[]): StoreHead {
  const revisions = heads.flatMap(({ revision }) => (revision === undefined ? [] : [revision]));
  return { ...heads[0], ...(revisions.length > 0 && { revision: Math.max(...revisions) }) };
}
