import { SkepError } from '../errors.js';
import type { ClassLimit, Limits } from './graph-run.js';

const UNLIMITED: ClassLimit = {};

/** The limit of a class: its own, else that of its family (what stands before the first colon), else none. */
export function limitOf(className: string, limits: Limits): ClassLimit {
  const family = className.split(':', 1)[0] ?? className;
  return limits.classes?.[className] ?? limits.families?.[family] ?? UNLIMITED;
}

/** @throws SkepError USAGE_INVALID for a limit under which nothing could ever start */
export function refuseBadLimits(limits: Limits): void {
  refuseConcurrency('the run', limits.concurrency);
  for (const [name, limit] of [...Object.entries(limits.classes ?? {}), ...Object.entries(limits.families ?? {})]) {
    refuseConcurrency(name, limit.concurrency ?? 1);
    if (!((limit.ratePerSecond ?? 1) > 0))
      throw invalid(`the rate of ${name} is ${String(limit.ratePerSecond)} a second, it must be above 0`);
    if (!((limit.burst ?? 1) >= 1)) throw invalid(`the burst of ${name} is ${String(limit.burst)}, it must be at least 1`);
  }
}

function refuseConcurrency(name: string, concurrency: number): void {
  if (!(concurrency >= 1)) throw invalid(`the concurrency of ${name} is ${concurrency}, it must be at least 1`);
}

function invalid(message: string): SkepError {
  return new SkepError('USAGE_INVALID', message);
}
