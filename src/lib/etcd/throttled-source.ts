import type { Clock } from '../ports/clock.js';
import type { StoreSource } from '../ports/store.js';

/**
 * A source that is read no faster than `keysPerSecond` on average, so that a production etcd has room for its own clients. After
 * each batch it waits as long as the batch should have taken; time that the reader takes counts.
 */
export function throttledSource(source: StoreSource, keysPerSecond: number, clock: Clock): StoreSource {
  return {
    description: source.description,
    head: () => source.head(),
    get: (key) => source.get(key),
    notices: () => source.notices(),
    close: () => source.close(),
    async *read(options) {
      const started = clock.monotonic();
      let keys = 0;
      for await (const batch of source.read(options)) {
        yield batch;
        keys += batch.length;
        const early = (keys / keysPerSecond) * 1000 - (clock.monotonic() - started);
        if (early > 0) await clock.sleep(early, options?.signal);
      }
    },
  };
}
