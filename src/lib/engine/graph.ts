import { SkepError } from '../errors.js';
import type { Step } from './plan.js';

/** How many of a kind of mistake a message names; `details` holds all. */
const NAMED = 10;

/**
 * Steps and what they need, by index instead of by id, in flat arrays: edges of step `i` are `needs[needStart[i]]` up to, not
 * including, `needs[needStart[i + 1]]`. A need that is named twice is an edge twice, in both directions.
 */
export interface StepGraph {
  readonly size: number;
  readonly indexOf: ReadonlyMap<string, number>;
  readonly needStart: Uint32Array;
  readonly needs: Uint32Array;
  readonly dependantStart: Uint32Array;
  readonly dependants: Uint32Array;
  /** Every step behind all that it needs; among equals the plan's order. */
  readonly order: Uint32Array;
}

export type GraphStep = Pick<Step, 'id' | 'needs'>;

/** @throws SkepError PLAN_STEP_DUPLICATE, PLAN_NEED_UNKNOWN, PLAN_CYCLE: each names the steps */
export function buildGraph(steps: readonly GraphStep[]): StepGraph {
  const indexOf = indexIds(steps);
  const { needStart, needs } = indexNeeds(steps, indexOf);
  const { dependantStart, dependants } = turnAround(steps.length, needStart, needs);
  const order = topologicalOrder(steps.length, needStart, dependantStart, dependants);
  const graph = { size: steps.length, indexOf, needStart, needs, dependantStart, dependants, order };
  if (order.length < steps.length) throw cycleError(findCycle(graph).map((index) => steps[index]?.id ?? ''));
  return graph;
}

function indexIds(steps: readonly GraphStep[]): Map<string, number> {
  const indexOf = new Map<string, number>();
  const twice = new Set<string>();
  for (const [index, { id }] of steps.entries()) {
    if (indexOf.has(id)) twice.add(id);
    indexOf.set(id, index);
  }
  if (twice.size > 0) {
    throw new SkepError('PLAN_STEP_DUPLICATE', `the plan has more than one step of the id ${some([...twice])}`, {
      details: { ids: [...twice] },
    });
  }
  return indexOf;
}

function indexNeeds(steps: readonly GraphStep[], indexOf: ReadonlyMap<string, number>): Pick<StepGraph, 'needStart' | 'needs'> {
  const needStart = new Uint32Array(steps.length + 1);
  for (let index = 0; index < steps.length; index++)
    needStart[index + 1] = at(needStart, index) + (steps[index]?.needs.length ?? 0);
  const needs = new Uint32Array(at(needStart, steps.length));
  const unknown: { step: string; need: string }[] = [];
  let edge = 0;
  for (const step of steps) {
    for (const need of step.needs) {
      const index = indexOf.get(need);
      if (index === undefined) unknown.push({ step: step.id, need });
      needs[edge++] = index ?? 0;
    }
  }
  if (unknown.length > 0) {
    const named = some(unknown.map(({ step, need }) => `${step} needs ${need}`));
    throw new SkepError('PLAN_NEED_UNKNOWN', `steps need what is not in the plan: ${named}`, { details: { unknown } });
  }
  return { needStart, needs };
}

function turnAround(size: number, needStart: Uint32Array, needs: Uint32Array): Pick<StepGraph, 'dependantStart' | 'dependants'> {
  const dependantStart = new Uint32Array(size + 1);
  for (const need of needs) dependantStart[need + 1] = at(dependantStart, need + 1) + 1;
  for (let index = 0; index < size; index++)
    dependantStart[index + 1] = at(dependantStart, index + 1) + at(dependantStart, index);
  const next = dependantStart.slice();
  const dependants = new Uint32Array(needs.length);
  for (let index = 0; index < size; index++) {
    for (let edge = at(needStart, index); edge < at(needStart, index + 1); edge++) {
      const need = at(needs, edge);
      const place = at(next, need);
      dependants[place] = index;
      next[need] = place + 1;
    }
  }
  return { dependantStart, dependants };
}

/** Kahn's algorithm. Shorter than `size` when there is a cycle. */
function topologicalOrder(
  size: number,
  needStart: Uint32Array,
  dependantStart: Uint32Array,
  dependants: Uint32Array,
): Uint32Array {
  const open = new Uint32Array(size);
  const order = new Uint32Array(size);
  let known = 0;
  for (let index = 0; index < size; index++) {
    open[index] = at(needStart, index + 1) - at(needStart, index);
    if (open[index] === 0) order[known++] = index;
  }
  for (let done = 0; done < known; done++) {
    const index = at(order, done);
    for (let edge = at(dependantStart, index); edge < at(dependantStart, index + 1); edge++) {
      const dependant = at(dependants, edge);
      open[dependant] = at(open, dependant) - 1;
      if (open[dependant] === 0) order[known++] = dependant;
    }
  }
  return known === size ? order : order.subarray(0, known);
}

/** Of the steps that no order reaches each needs another such step: walking from need to need must come round. */
function findCycle(graph: StepGraph): number[] {
  const ordered = new Uint8Array(graph.size);
  for (const index of graph.order) ordered[index] = 1;
  const walked = new Map<number, number>();
  const walk: number[] = [];
  let index = ordered.indexOf(0);
  while (!walked.has(index)) {
    walked.set(index, walk.length);
    walk.push(index);
    index = openNeed(graph, index, ordered);
  }
  return walk.slice(walked.get(index));
}

function openNeed(graph: StepGraph, index: number, ordered: Uint8Array): number {
  for (let edge = at(graph.needStart, index); edge < at(graph.needStart, index + 1); edge++) {
    const need = at(graph.needs, edge);
    if (ordered[need] === 0) return need;
  }
  throw new SkepError('INTERNAL_BUG', `step ${index} is in no order, but all that it needs is`);
}

function cycleError(cycle: readonly string[]): SkepError {
  const shown =
    cycle.length <= 2 * NAMED ? cycle : [...cycle.slice(0, NAMED), `(${cycle.length - 2 * NAMED} more)`, ...cycle.slice(-NAMED)];
  const round = [...shown, cycle[0] ?? ''].join(' -> ');
  return new SkepError('PLAN_CYCLE', `steps need each other in a circle: ${round}`, { details: { cycle } });
}

function some(names: readonly string[]): string {
  const rest = names.length - NAMED;
  return rest > 0 ? `${names.slice(0, NAMED).join(', ')} and ${rest} more` : names.join(', ');
}

/** What is at a place that is known to be there. */
export function at(array: Uint32Array | Float64Array | Uint8Array, index: number): number {
  return array[index] ?? 0;
}
