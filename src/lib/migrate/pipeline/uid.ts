import { createHash } from 'node:crypto';

/** A uid in the form of RFC 4122 version 5, from the plan and a seed: the same plan gives the same uid, on any machine. */
export function deriveUid(planSeed: string, seed: string): string {
  const digest = createHash('sha1').update(`${planSeed}\0uid\0${seed}`).digest();
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = digest.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
