import { createHash } from 'node:crypto';
import type { LeaseGrant } from '../ports/store.js';

const MINUTE_MS = 60_000;

interface Life {
  readonly ttlSeconds?: number;
  readonly expiresAt?: number;
}

/**
 * How long a key has to live from the plan's time on, in whole minutes (rounded up, so that nothing dies early); 0 for a key
 * that does not expire. `keepExpired` gives what has expired its full TTL again. Where the store knows no moment of death (a
 * v3 file), the whole TTL is left, which is what etcd itself gives after a restart.
 */
export function lifeMinutes(life: Life, planTime: number, keepExpired: boolean): number | 'expired' {
  if (life.ttlSeconds === undefined && life.expiresAt === undefined) return 0;
  const full = Math.max(1, Math.ceil((life.ttlSeconds ?? 60) / 60));
  if (life.expiresAt === undefined) return full;
  const left = life.expiresAt - planTime;
  if (left > 0) return Math.ceil(left / MINUTE_MS);
  return keepExpired ? full : 'expired';
}

/**
 * One lease per distinct minute. The id is derived from the plan, so that a resumed run names the same lease; it is positive
 * and never 0, which in etcd means "no lease".
 */
export function leaseFor(planSeed: string, minutes: number): LeaseGrant {
  const digest = createHash('sha256')
    .update(`${planSeed}\0lease\0${String(minutes)}`)
    .digest();
  const id = digest.readBigUInt64BE(0) & 0x7fff_ffff_ffff_ffffn;
  return { id: id === 0n ? 1n : id, ttlSeconds: minutes * 60 };
}
