import type { Fingerprint, Plan } from './lib/engine/plan.js';
import type { StepKind, StepKindRegistry } from './lib/engine/step-kind.js';
import type { Session } from './wiring.js';

/** What the engine must ask of a capability whose plan it carries out. */
export interface PlanKind {
  /** Looks at the world again; absent: the plan's fingerprint is empty, or its steps look for themselves. */
  readonly reobserve?: (plan: Plan) => Promise<Fingerprint>;
  /** Identities of the stores that a plan changes: "etcd:<cluster id>". */
  readonly changes?: (plan: Plan) => Promise<readonly string[]>;
}

export interface Capabilities {
  readonly steps: StepKindRegistry;
  /** By `Plan.kind`. */
  readonly plans: ReadonlyMap<string, PlanKind>;
}

/**
 * All that this Skep can plan and carry out: the only place that knows every kind of step. Nothing is opened before a step asks.
 */
export function capabilities(_session: Session): Capabilities {
  const steps: readonly StepKind[] = [];
  return { steps: new Map(steps.map((kind) => [kind.kind, kind])), plans: new Map() };
}
