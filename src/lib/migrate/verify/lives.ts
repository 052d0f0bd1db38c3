import type { JoinedRecord } from './join.js';

/** Leases are granted by the whole minute; the rest of a life may be off by that. */
const LIFE_TOLERANCE_MS = 61_000;

/** What has expired at the plan's time may be missing. `planTime` is epoch milliseconds; without one it is now. */
export function hasExpired({ expiresAt }: JoinedRecord, planTime: number | undefined): boolean {
  return expiresAt !== undefined && expiresAt <= (planTime ?? Date.now());
}

/** How the life of a successor differs from what it should be; undefined when it is right. */
export function lifeDifference(source: JoinedRecord, target: JoinedRecord, planTime: number | undefined): string | undefined {
  if (source.ttlSeconds === undefined && target.ttlSeconds !== undefined) return 'it expires, and did not in the source';
  if (target.ttlSeconds === undefined)
    return source.ttlSeconds === undefined ? undefined : 'it expires in the source and lives for ever in the target';
  if (source.expiresAt === undefined || planTime === undefined || source.expiresAt <= planTime) return undefined;
  const off = Math.abs(source.expiresAt - planTime - target.ttlSeconds * 1000);
  if (off <= LIFE_TOLERANCE_MS) return undefined;
  return `it has ${target.ttlSeconds} s to live, ${Math.round(off / 1000)} s off the rest of its life in the source`;
}
