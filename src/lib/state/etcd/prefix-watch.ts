import type { Etcd3Client } from '../../etcd/v3-grpc/client.js';
import { rangeOf } from '../../etcd/v3-grpc/range.js';
import type { Clock } from '../../ports/clock.js';
import { isAborted } from './patience.js';

/**
 * Says when keys below a prefix may have changed; what they are then, whoever is told reads. After a connection that broke,
 * a member that fell silent or a compaction everybody is told once more, so that nothing that was missed stays unseen.
 */
export interface PrefixWatch {
  /** Calls `told` for changes in that group of keys until the returned function is called. */
  listen(group: string, told: () => void): () => void;
  close(): void;
}

export interface WatchDeps {
  readonly client: Etcd3Client;
  readonly clock: Clock;
}

const PAUSE_MS = 500;
/** A read that fails turns to another member of the cluster, and the watch follows. */
const PROBE_MS = 15_000;

/** Watches only while somebody listens. `groupOf`: the group that a key belongs to. */
export function watchPrefix(deps: WatchDeps, prefix: string, groupOf: (key: string) => string): PrefixWatch {
  const listeners = new Map<string, Set<() => void>>();
  let running: AbortController | undefined;
  const tell = (group: string): void => listeners.get(group)?.forEach((told) => told());
  const tellAll = (): void => listeners.forEach((group) => group.forEach((told) => told()));

  async function follow(stop: AbortSignal): Promise<void> {
    const { key, range_end } = rangeOf(Buffer.from(prefix));
    while (!stop.aborted) {
      try {
        for await (const { created, events } of await deps.client.watch({ key, range_end }, stop)) {
          if (created) tellAll();
          for (const group of new Set(events.map((event) => groupOf(event.kv.key.toString())))) tell(group);
        }
      } catch {
        // Whoever listens asks for itself and is told why there is no answer.
      }
      if (isAborted(stop)) return;
      tellAll();
      await deps.clock.sleep(PAUSE_MS, stop).catch(() => undefined);
    }
  }

  async function probe(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      await deps.clock.sleep(PROBE_MS, stop).catch(() => undefined);
      if (!isAborted(stop)) await deps.client.range({ key: Buffer.from(prefix), keys_only: true }, stop).catch(() => undefined);
    }
  }

  function start(): void {
    running = new AbortController();
    void follow(running.signal);
    void probe(running.signal);
  }

  return {
    listen(group, told) {
      const set = listeners.get(group) ?? new Set();
      listeners.set(group, set.add(told));
      if (running === undefined) start();
      return () => {
        set.delete(told);
        if (set.size === 0 && listeners.get(group) === set) listeners.delete(group);
        if (listeners.size > 0) return;
        running?.abort();
        running = undefined;
      };
    },
    close() {
      listeners.clear();
      running?.abort();
      running = undefined;
    },
  };
}

/** Waits for news of a group, without missing those that come between two waits. */
export interface News {
  /** Resolves when something may have changed since it last resolved, or when the signal is aborted. */
  next(signal: AbortSignal): Promise<void>;
  stop(): void;
}

export function newsOf(watch: PrefixWatch, group: string): News {
  let news = false;
  let wake: (() => void) | undefined;
  const stop = watch.listen(group, () => {
    news = true;
    wake?.();
  });
  return {
    async next(signal) {
      if (!news && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const leave = (): void => {
            signal.removeEventListener('abort', leave);
            wake = undefined;
            resolve();
          };
          wake = leave;
          signal.addEventListener('abort', leave, { once: true });
        });
      }
      news = false;
    },
    stop,
  };
}
