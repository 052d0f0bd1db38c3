import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';
import { PLAN_FORMAT } from './plan.js';
import type { Plan } from './plan.js';
import { validatePlan } from './validate.js';

export type PlanDraft = Omit<Plan, 'format' | 'hash'>;

/**
 * Makes a plan of a draft: checked, and with its hash.
 * @throws SkepError PLAN_STEP_DUPLICATE, PLAN_NEED_UNKNOWN, PLAN_CYCLE, PLAN_MALFORMED
 */
export function sealPlan(draft: PlanDraft): Plan {
  validatePlan(draft);
  const plan = { ...draft, format: PLAN_FORMAT } as const;
  return { ...plan, hash: planHash(plan) };
}

/**
 * SHA-256, hex, over the canonical JSON of the plan without id, createdAt and hash: two plans that would do the same have the same.
 * @throws SkepError PLAN_MALFORMED for what has no canonical JSON
 */
export function planHash(plan: Omit<Plan, 'hash'> | Plan): string {
  const hashed = { ...plan, id: undefined, createdAt: undefined, hash: undefined };
  return createHash('sha256').update(canonicalJson(hashed)).digest('hex');
}
