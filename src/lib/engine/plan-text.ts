import { criticalPath } from './critical-path.js';
import { at } from './graph.js';
import type { StepGraph } from './graph.js';
import type { Plan, Step } from './plan.js';
import { validatePlan } from './validate.js';

/** Of a group with more steps than this only the first are told, and those at which something is to be known. */
const DEFAULT_FOLD = 5;

const LONGEST_VALUE = 100;

export interface PlanTextOptions {
  /** How many steps of a group are told; Infinity: all. 5 by default. */
  readonly fold?: number;
}

/**
 * The plan for a person to read: what it is for, what holds it back, and its steps by group, each group in an order in which they
 * may run. Steps that ask for an approval, and the point of no return, are never folded away. Ends with a newline.
 * @throws SkepError as validatePlan does
 */
export function planText(plan: Plan, options: PlanTextOptions = {}): string {
  const graph = validatePlan(plan);
  const fold = options.fold ?? DEFAULT_FOLD;
  const sections = [
    head(plan),
    facts(plan, graph),
    ...groups(plan, graph).map(([name, steps]) => group(name, steps, plan, fold)),
  ];
  return `${sections.map((lines) => lines.map(oneLine).join('\n')).join('\n\n')}\n`;
}

function head(plan: Plan): string[] {
  const wanted = Object.entries(plan.wanted).filter(([, value]) => value !== undefined);
  const lines = wanted.map(([name, value]) => `  ${name}: ${shortened(JSON.stringify(value))}`).sort();
  return [
    `${plan.kind}: ${plan.target}`,
    `made ${new Date(plan.createdAt).toISOString()} by Skep ${plan.skepVersion}, plan ${plan.id}, hash ${plan.hash}`,
    ...(lines.length === 0 ? [] : ['wanted:', ...lines]),
  ];
}

function facts(plan: Plan, graph: StepGraph): string[] {
  const { steps, pointOfNoReturn } = plan;
  const lines = [
    `${counted(steps.length, 'step')}, the longest chain has ${counted(criticalPath(graph, () => 1).length, 'step')}`,
  ];
  const told: readonly (readonly [string, readonly string[]])[] = [
    ['observed', Object.keys(plan.fingerprint)],
    ['loads', distinct(steps.map((step) => step.class))],
    ['locks', distinct(steps.flatMap((step) => step.locks))],
    ['approvals', steps.filter((step) => step.approval !== undefined).map(({ id }) => id)],
    ['may fail', (plan.budgets ?? []).map(({ group, failures }) => `${failures} of ${group}`)],
  ];
  for (const [name, names] of told) if (names.length > 0) lines.push(`${name}: ${someOf(names)}`);
  if (pointOfNoReturn !== undefined) {
    const before = reached(graph, pointOfNoReturn, graph.needStart, graph.needs);
    const after = reached(graph, pointOfNoReturn, graph.dependantStart, graph.dependants);
    lines.push(
      `point of no return: ${pointOfNoReturn}, with ${counted(before, 'step')} before it and ${counted(after, 'step')} after it`,
    );
  }
  return lines;
}

/** In the order in which the groups come first. Steps of no group stand under their kind. */
function groups(plan: Plan, graph: StepGraph): [string, Step[]][] {
  const found = new Map<string, Step[]>();
  for (const index of graph.order) {
    const step = plan.steps[index];
    if (step === undefined) continue;
    const name = step.group ?? step.kind;
    const known = found.get(name);
    if (known === undefined) found.set(name, [step]);
    else known.push(step);
  }
  return [...found];
}

function group(name: string, steps: readonly Step[], plan: Plan, fold: number): string[] {
  const lines = [`${name} (${counted(steps.length, 'step')})`];
  let folded = 0;
  for (const [index, step] of steps.entries()) {
    // A fold of one line would take as much room as the line.
    const isTold = index < fold || steps.length <= fold + 1 || step.approval !== undefined || step.id === plan.pointOfNoReturn;
    if (!isTold) {
      folded++;
      continue;
    }
    if (folded > 0) lines.push(foldLine(folded));
    folded = 0;
    lines.push(...stepLines(step, plan));
  }
  return folded > 0 ? [...lines, foldLine(folded)] : lines;
}

function stepLines(step: Step, plan: Plan): string[] {
  const notes = [
    ...(step.needs.length > 0 ? [`after ${someOf(step.needs)}`] : []),
    ...(step.locks.length > 0 ? [`locks ${someOf(step.locks)}`] : []),
    ...(step.retry.attempts > 1 ? [`up to ${step.retry.attempts} attempts`] : []),
    ...(step.priority === 0 ? [] : [`priority ${step.priority}`]),
  ];
  return [
    ...(step.id === plan.pointOfNoReturn
      ? ['  ---- point of no return: once the next step has started, nothing is undone ----']
      : []),
    `  ${step.id}: ${step.title}`,
    ...(step.approval === undefined ? [] : [`      waits for an approval: ${step.approval}`]),
    ...(notes.length === 0 ? [] : [`      ${notes.join('; ')}`]),
  ];
}

function foldLine(count: number): string {
  return `  ... ${counted(count, 'more step')}`;
}

/** How many steps are reached from one along the edges, itself not counted. */
function reached(graph: StepGraph, id: string, start: Uint32Array, edges: Uint32Array): number {
  const first = graph.indexOf.get(id) ?? 0;
  const seen = new Set([first]);
  const open = [first];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    for (let edge = at(start, index); edge < at(start, index + 1); edge++) {
      const next = at(edges, edge);
      if (!seen.has(next)) open.push(next);
      seen.add(next);
    }
  }
  return seen.size - 1;
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

function someOf(names: readonly string[]): string {
  const most = 4;
  return names.length > most ? `${names.slice(0, most).join(', ')} and ${names.length - most} more` : names.join(', ');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function shortened(text: string): string {
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}... (${text.length} characters)`;
}

/** What a plan says can neither break a line nor steer a terminal. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
