import { sealPlan } from '../../../../src/lib/engine/seal-plan.js';
import type { PlanDraft } from '../../../../src/lib/engine/seal-plan.js';
import type { Plan, Step } from '../../../../src/lib/engine/plan.js';

/** A step of no effect; what the test is about is overridden. */
export function aStep(id: string, overrides: Partial<Step> = {}): Step {
  return {
    id,
    kind: 'noop',
    kindVersion: 1,
    title: `do ${id}`,
    needs: [],
    locks: [],
    class: 'host:any',
    priority: 0,
    timeoutMs: 60_000,
    retry: { attempts: 1, backoffMs: 0, maxBackoffMs: 0 },
    input: {},
    ...overrides,
  };
}

export function aDraft(steps: readonly Step[], overrides: Partial<PlanDraft> = {}): PlanDraft {
  return {
    id: 'plan-1',
    kind: 'test',
    target: 'nowhere',
    createdAt: Date.UTC(2026, 0, 2),
    planTime: Date.UTC(2026, 0, 2),
    skepVersion: '0.1.0',
    wanted: {},
    fingerprint: {},
    steps,
    ...overrides,
  };
}

export function aPlan(steps: readonly Step[], overrides: Partial<PlanDraft> = {}): Plan {
  return sealPlan(aDraft(steps, overrides));
}
