import { randomBytes } from 'node:crypto';
import type { Clock } from '../../ports/clock.js';
import { SkepError } from '../../errors.js';
import { type Etcd3Client, EtcdAnswerError } from '../../etcd/v3-grpc/client.js';
import { writing } from './kv.js';

/** What this process holds in etcd is held under one lease, as long as it renews it. */
export interface Lease {
  readonly id: string;
  /** Aborted when it ran out, or could not be renewed for its whole time: then another may have what was held under it. */
  readonly lost: AbortSignal;
}

export interface Leases {
  /** The lease of this process; a new one when there is none yet, or the last was lost. */
  current(): Promise<Lease>;
  /** etcd says that it is gone. */
  disown(lease: Lease): void;
  close(): Promise<void>;
}

export interface LeaseDeps {
  readonly client: Etcd3Client;
  readonly clock: Clock;
  readonly location: string;
  readonly ttlSeconds: number;
}

const PAUSE_MS = 250;

export function leases(deps: LeaseDeps): Leases {
  const kept = new Map<string, { readonly lease: Lease; readonly lose: (why: string) => void; readonly stop: AbortController }>();
  let newest: Promise<Lease> | undefined;

  async function make(): Promise<Lease> {
    const { client, clock, ttlSeconds } = deps;
    const id = randomLeaseId();
    const asked = clock.monotonic();
    await writing(deps.location, () => grant(client, id, ttlSeconds));
    const lost = new AbortController();
    const stop = new AbortController();
    const lease = { id, lost: lost.signal };
    const lose = (why: string): void => {
      if (stop.signal.aborted) return;
      kept.delete(id);
      stop.abort();
      lost.abort(new SkepError('STATE_OWNERSHIP_LOST', `the lease at ${deps.location} was lost: ${why}`));
    };
    kept.set(id, { lease, lose, stop });
    void keepAlive(deps, id, asked, lose, stop.signal);
    return lease;
  }

  return {
    async current() {
      newest ??= make();
      const asked = newest;
      const lease = await asked.catch((error: unknown) => error);
      if (isLease(lease) && !lease.lost.aborted) return lease;
      if (newest === asked) newest = undefined;
      if (!isLease(lease)) throw lease;
      return this.current();
    },
    disown: (lease) => kept.get(lease.id)?.lose('etcd does not know it any more'),
    async close() {
      newest = undefined;
      for (const [id, { stop }] of [...kept]) {
        kept.delete(id);
        stop.abort();
        // Unsaid, it runs out by itself.
        await deps.client.leaseRevoke(id).catch(() => undefined);
      }
    },
  };
}

/**
 * Renews the lease every third of its time. It counts as lost once its time has passed since the last renewal was asked for: the
 * server counts from later on, so that nobody else has what was held under it before this process knows.
 */
async function keepAlive(
  { client, clock, ttlSeconds }: LeaseDeps,
  id: string,
  granted: number,
  lose: (why: string) => void,
  stop: AbortSignal,
): Promise<void> {
  const ttlMs = ttlSeconds * 1_000;
  let validUntil = granted + ttlMs;
  const watchdog = async (): Promise<void> => {
    while (clock.monotonic() < validUntil) await clock.sleep(validUntil - clock.monotonic(), stop);
    lose(`it was not renewed for ${String(ttlSeconds)} s`);
  };
  watchdog().catch(() => undefined);
  try {
    await clock.sleep(ttlMs / 3, stop);
    for (;;) {
      const asked = clock.monotonic();
      // An etcd that is away may come back in time: the watchdog decides.
      const left = await client.leaseKeepAlive(id, stop).catch(() => undefined);
      if (left === 0) {
        lose('it ran out');
        return;
      }
      if (left !== undefined) validUntil = asked + left * 1_000;
      await clock.sleep(left === undefined ? PAUSE_MS : ttlMs / 3, stop);
    }
  } catch {
    // Told to stop.
  }
}

function isLease(value: unknown): value is Lease {
  return typeof value === 'object' && value !== null && 'lost' in value;
}

async function grant(client: Etcd3Client, id: string, ttlSeconds: number): Promise<void> {
  try {
    await client.leaseGrant({ ID: id, TTL: ttlSeconds });
  } catch (error) {
    // The id is ours alone: an earlier arrival of the same request granted it.
    if (!(error instanceof EtcdAnswerError) || !error.message.includes('lease already exists')) throw error;
  }
}

/** A positive int64, by chance: etcd's ids have no order, and two processes must never share one. */
function randomLeaseId(): string {
  return String((randomBytes(8).readBigUInt64BE() >> 1n) | 1n);
}
