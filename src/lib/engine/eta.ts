import type { Limits } from './graph-run.js';
import { chainLengths } from './critical-path.js';
import { at } from './graph.js';
import type { StepGraph } from './graph.js';
import { limitOf } from './limits.js';
import type { Step } from './plan.js';

/** What steps of a kind took in earlier runs. */
export interface DurationSample {
  readonly kind: string;
  readonly milliseconds: number;
}

/** What a step of each kind takes, in milliseconds: the median, which one host that hung for an hour does not move. */
export type TypicalDurations = ReadonlyMap<string, number>;

export interface EtaRequest {
  readonly steps: readonly Step[];
  readonly graph: StepGraph;
  readonly limits: Limits;
  readonly typical: TypicalDurations;
  /** Whether a step will not be carried out any more: done, failed, blocked or skipped. */
  readonly isOver: (index: number) => boolean;
  /** For how many milliseconds a step has been running; 0 when it is not. */
  readonly runningFor: (index: number) => number;
}

export interface Eta {
  /** How long it will take at least, were every step to take what is typical. */
  readonly milliseconds: number;
  /** What decides it: a chain of steps, or a limit: "apiserver:prod", or "all" for the global one. */
  readonly bound: { readonly kind: 'chain' } | { readonly kind: 'limit'; readonly name: string };
  /** Kinds that never ran before; the median over all kinds was taken for them. */
  readonly guessed: readonly string[];
}

/** The median by kind. */
export function typicalDurations(samples: Iterable<DurationSample>): TypicalDurations {
  const byKind = new Map<string, number[]>();
  for (const { kind, milliseconds } of samples) {
    const known = byKind.get(kind);
    if (known === undefined) byKind.set(kind, [milliseconds]);
    else known.push(milliseconds);
  }
  return new Map([...byKind].map(([kind, list]) => [kind, median(list)]));
}

/**
 * How long the rest will take: the longest chain of what is left, or what a limit makes of all that is left, whichever is more.
 * Undefined when no kind of step ever ran before. Approvals, locks and retries come on top.
 */
export function estimateRest(request: EtaRequest): Eta | undefined {
  const { steps, graph, typical } = request;
  if (typical.size === 0) return undefined;
  const otherwise = median([...typical.values()]);
  const guessed = new Set<string>();
  const rest = Float64Array.from(steps, (step, index) => {
    if (request.isOver(index)) return 0;
    if (!typical.has(step.kind)) guessed.add(step.kind);
    return Math.max(0, (typical.get(step.kind) ?? otherwise) - request.runningFor(index));
  });
  const chain = chainLengths(graph, (index) => at(rest, index)).reduce((longest, length) => Math.max(longest, length), 0);
  let longest: Pick<Eta, 'milliseconds' | 'bound'> = { milliseconds: chain, bound: { kind: 'chain' } };
  for (const [name, milliseconds] of underLimits(request, rest)) {
    if (milliseconds > longest.milliseconds) longest = { milliseconds, bound: { kind: 'limit', name } };
  }
  return { ...longest, guessed: [...guessed].sort() };
}

/** What every limit alone would make of the rest. A burst is too short to count. */
function underLimits({ steps, limits, isOver, runningFor }: EtaRequest, rest: Float64Array): Map<string, number> {
  const work = new Map<string, number>([['all', 0]]);
  const starts = new Map<string, number>();
  for (const [index, step] of steps.entries()) {
    work.set('all', (work.get('all') ?? 0) + at(rest, index));
    work.set(step.class, (work.get(step.class) ?? 0) + at(rest, index));
    if (!isOver(index) && runningFor(index) === 0) starts.set(step.class, (starts.get(step.class) ?? 0) + 1);
  }
  return new Map(
    [...work].map(([name, milliseconds]) => {
      if (name === 'all') return [name, milliseconds / limits.concurrency];
      const { concurrency = Infinity, ratePerSecond = Infinity } = limitOf(name, limits);
      return [name, Math.max(milliseconds / concurrency, ((starts.get(name) ?? 0) / ratePerSecond) * 1000)];
    }),
  );
}

/** Of two in the middle the mean. The list is not empty. */
function median(list: readonly number[]): number {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length >>> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
