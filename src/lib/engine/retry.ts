import type { RetryPolicy } from './plan.js';

/**
 * Milliseconds to wait after the failure of attempt `attempt` (1 for the first): `backoffMs`, doubled with each attempt, up to
 * `maxBackoffMs`; of that between half and all, by chance, so that steps that failed together do not come back together.
 * `random` gives at least 0, below 1.
 */
export function backoffDelay(policy: RetryPolicy, attempt: number, random: () => number): number {
  const full = Math.min(policy.maxBackoffMs, policy.backoffMs * 2 ** (attempt - 1));
  return full / 2 + (random() * full) / 2;
}
