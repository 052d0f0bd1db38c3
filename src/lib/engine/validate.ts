import { SkepError } from '../errors.js';
import { buildGraph } from './graph.js';
import type { StepGraph } from './graph.js';
import type { Plan } from './plan.js';

/**
 * Refuses a plan that cannot be carried out as it stands, whatever made it; gives the graph of one that can.
 * @throws SkepError PLAN_STEP_DUPLICATE, PLAN_NEED_UNKNOWN, PLAN_CYCLE, PLAN_MALFORMED
 */
export function validatePlan(plan: Pick<Plan, 'steps' | 'budgets' | 'pointOfNoReturn'>): StepGraph {
  const graph = buildGraph(plan.steps);
  const { pointOfNoReturn } = plan;
  if (pointOfNoReturn !== undefined && !graph.indexOf.has(pointOfNoReturn)) {
    throw malformed(`the point of no return is the step ${pointOfNoReturn}, which is not in the plan`);
  }
  const groups = new Set(plan.steps.map((step) => step.group));
  const budgeted = new Set<string>();
  for (const { group } of plan.budgets ?? []) {
    if (!groups.has(group)) throw malformed(`the failure budget of the group ${group} is for no step of the plan`);
    if (budgeted.has(group)) throw malformed(`the group ${group} has more than one failure budget`);
    budgeted.add(group);
  }
  return graph;
}

function malformed(message: string): SkepError {
  return new SkepError('PLAN_MALFORMED', message);
}
