import type { Json } from '../storage/json.js';
import type { Plan, Step } from './plan.js';

/** What is other in plan B than in plan A. */
export interface PlanDiff {
  /** The two would do the same: they have one hash. */
  readonly same: boolean;
  /** Ids, in B's order. */
  readonly added: readonly string[];
  /** Ids, in A's order. */
  readonly removed: readonly string[];
  readonly changed: readonly { readonly id: string; readonly changes: readonly ValueChange[] }[];
  /** Parts of the observed world that moved; a part that one plan has not looked at has no digest there. */
  readonly fingerprint: readonly { readonly part: string; readonly before?: string; readonly after?: string }[];
  readonly wanted: readonly ValueChange[];
  /** Everything else that the hash covers: kind, target, planTime, skepVersion, pointOfNoReturn, budgets. */
  readonly plan: readonly ValueChange[];
  /** Nothing of the above, but steps, needs or locks stand in another order, which decides between equals. */
  readonly reordered: boolean;
}

/** A value that is in both, or in one alone: then the other member is absent. */
export interface ValueChange {
  /** "input.files[2].mode"; names that are no words are quoted: input["a.b"]. */
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** Compares what two plans would do; ids, times of making and hashes do not count. */
export function diffPlans(a: Plan, b: Plan): PlanDiff {
  const { added, removed, changed } = diffSteps(a.steps, b.steps);
  const fingerprint = diffFingerprints(a, b);
  const wanted = diffJson(a.wanted, b.wanted);
  const plan = diffJson(frame(a), frame(b));
  const alike = [added, removed, changed, fingerprint, wanted, plan].every((list) => list.length === 0);
  const same = a.hash === b.hash;
  return { same, added, removed, changed, fingerprint, wanted, plan, reordered: alike && !same };
}

/** The differences between two JSON values, by path. Lists are compared place by place. */
export function diffJson(before: unknown, after: unknown, path = ''): ValueChange[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, index) => diffJson(before[index], after[index], `${path}[${index}]`)).flat();
  }
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return names.flatMap((name) => diffJson(before[name], after[name], join(path, name)));
  }
  if (Object.is(before, after)) return [];
  const sides = { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
  return [{ path, ...sides } as ValueChange];
}

function diffSteps(a: readonly Step[], b: readonly Step[]): Pick<PlanDiff, 'added' | 'removed' | 'changed'> {
  const before = new Map(a.map((step) => [step.id, step]));
  const after = new Map(b.map((step) => [step.id, step]));
  const changed = a.flatMap((step) => {
    const other = after.get(step.id);
    const changes = other === undefined ? [] : diffJson(comparable(step), comparable(other));
    return changes.length === 0 ? [] : [{ id: step.id, changes }];
  });
  return {
    added: b.filter(({ id }) => !before.has(id)).map(({ id }) => id),
    removed: a.filter(({ id }) => !after.has(id)).map(({ id }) => id),
    changed,
  };
}

/** Needs and locks are sets: as objects they are compared by name, so that a new first one does not move all others. */
function comparable(step: Step): object {
  const asSet = (names: readonly string[]): object => Object.fromEntries(names.map((name) => [name, true]));
  return { ...step, needs: asSet(step.needs), locks: asSet(step.locks) };
}

function diffFingerprints(a: Plan, b: Plan): PlanDiff['fingerprint'] {
  const parts = [...new Set([...Object.keys(a.fingerprint), ...Object.keys(b.fingerprint)])].sort();
  return parts.flatMap((part) => {
    const before = a.fingerprint[part];
    const after = b.fingerprint[part];
    if (before === after) return [];
    return [{ part, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
  });
}

function frame(plan: Plan): object {
  const budgets = Object.fromEntries((plan.budgets ?? []).map(({ group, failures }) => [group, failures]));
  const { kind, target, planTime, skepVersion, pointOfNoReturn } = plan;
  return { kind, target, planTime, skepVersion, pointOfNoReturn, budgets };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function join(path: string, name: string): string {
  if (!/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === '' ? name : `${path}.${name}`;
}
