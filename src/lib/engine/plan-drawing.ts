import { buildGraph } from './graph.js';
import type { Plan, Step } from './plan.js';

/** What control characters, which would break a line or a terminal, are drawn as. */
const CONTROL = /\p{Cc}+/gu;

type Drawn = Pick<Plan, 'kind' | 'target' | 'steps' | 'pointOfNoReturn'>;

/** The plan as a Graphviz digraph: an arrow from what is needed to what needs it, a box of broken lines around each group. */
export function planDot(plan: Drawn): string {
  const names = nodeNames(plan.steps);
  const lines = [
    'digraph plan {',
    `  label=${dotText(`${plan.kind} of ${plan.target}`)};`,
    '  rankdir=LR;',
    '  node [shape=box];',
  ];
  let cluster = 0;
  for (const [group, steps] of byGroup(plan.steps)) {
    const nodes = steps.map((step) => `${names.get(step.id) ?? ''} [${dotAttributes(step, plan).join(', ')}];`);
    if (group === undefined) lines.push(...nodes.map((node) => `  ${node}`));
    else {
      lines.push(
        `  subgraph cluster_${cluster++} {`,
        `    label=${dotText(group)};`,
        '    style=dashed;',
        ...nodes.map((node) => `    ${node}`),
        '  }',
      );
    }
  }
  lines.push(...edges(plan.steps, names).map(([need, step]) => `  ${need} -> ${step};`), '}');
  return `${lines.join('\n')}\n`;
}

/** The plan as a Mermaid flow chart, drawn as `planDot` draws. */
export function planMermaid(plan: Drawn): string {
  const names = nodeNames(plan.steps);
  const lines = ['flowchart LR'];
  let cluster = 0;
  for (const [group, steps] of byGroup(plan.steps)) {
    const nodes = steps.map((step) => mermaidNode(names.get(step.id) ?? '', step));
    if (group === undefined) lines.push(...nodes.map((node) => `  ${node}`));
    else lines.push(`  subgraph g${cluster++}[${mermaidText(group)}]`, ...nodes.map((node) => `    ${node}`), '  end');
  }
  lines.push(...edges(plan.steps, names).map(([need, step]) => `  ${need} --> ${step}`));
  const noReturn = plan.pointOfNoReturn === undefined ? undefined : names.get(plan.pointOfNoReturn);
  if (noReturn !== undefined) lines.push('  classDef noReturn stroke-width:4px', `  class ${noReturn} noReturn`);
  return `${lines.join('\n')}\n`;
}

/** Nodes are called by number: nothing that a plan says can become syntax. */
function nodeNames(steps: readonly Step[]): ReadonlyMap<string, string> {
  return new Map(steps.map(({ id }, index) => [id, `s${index}`]));
}

function byGroup(steps: readonly Step[]): ReadonlyMap<string | undefined, readonly Step[]> {
  const groups = new Map<string | undefined, Step[]>();
  for (const step of steps) {
    const known = groups.get(step.group);
    if (known === undefined) groups.set(step.group, [step]);
    else known.push(step);
  }
  return groups;
}

/** @throws SkepError as buildGraph does */
function edges(steps: readonly Step[], names: ReadonlyMap<string, string>): (readonly [string, string])[] {
  buildGraph(steps);
  return steps.flatMap(({ id, needs }) =>
    [...new Set(needs)].map((need) => [names.get(need) ?? '', names.get(id) ?? ''] as const),
  );
}

function dotAttributes(step: Step, plan: Drawn): string[] {
  const attributes = [`label=${dotText(`${step.id}\n${step.title}`)}`];
  if (step.approval !== undefined) attributes.push('shape=octagon');
  if (step.id === plan.pointOfNoReturn) attributes.push('penwidth=4', `xlabel=${dotText('point of no return')}`);
  return attributes;
}

/** A dot string: quotes and backslashes are escaped, a line break is its own escape, and an ampersand would begin an entity. */
function dotText(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(CONTROL, ' ').replace(/["\\]/g, '\\$&').replace(/&/g, '&amp;'));
  return `"${lines.join('\\n')}"`;
}

function mermaidNode(name: string, step: Step): string {
  const text = mermaidText(`${step.id}: ${step.title}`);
  return step.approval === undefined ? `${name}[${text}]` : `${name}{{${text}}}`;
}

/** Mermaid has no escape inside quotes, but numeric entities; what could end the text, be markup, or start an entity becomes one. */
function mermaidText(text: string): string {
  const escaped = text.replace(CONTROL, ' ').replace(/["#&;<>`\\[\]{}()|]/g, (character) => `#${character.charCodeAt(0)};`);
  return `"${escaped}"`;
}
