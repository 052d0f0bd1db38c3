import { at } from './graph.js';
import type { StepGraph } from './graph.js';

export interface CriticalPath {
  /** In the unit of the durations. */
  readonly length: number;
  /** Indices of the steps, first to last. */
  readonly steps: readonly number[];
}

/**
 * For every step the longest chain that begins with it and leads to the end, itself included, in the unit of `duration`.
 * A duration must not be negative.
 */
export function chainLengths(graph: StepGraph, duration: (index: number) => number): Float64Array {
  const lengths = new Float64Array(graph.size);
  for (let place = graph.size - 1; place >= 0; place--) {
    const index = at(graph.order, place);
    lengths[index] = duration(index) + longestBehind(graph, lengths, index);
  }
  return lengths;
}

/** The chain of steps that decides how long the whole takes when nothing limits it. */
export function criticalPath(graph: StepGraph, duration: (index: number) => number): CriticalPath {
  const lengths = chainLengths(graph, duration);
  let length = 0;
  let next: number | undefined;
  for (const [index, chain] of lengths.entries()) {
    if (next === undefined || chain > length) [next, length] = [index, chain];
  }
  const steps: number[] = [];
  while (next !== undefined) {
    steps.push(next);
    next = longestDependant(graph, lengths, next);
  }
  return { length, steps };
}

function longestBehind(graph: StepGraph, lengths: Float64Array, index: number): number {
  const dependant = longestDependant(graph, lengths, index);
  return dependant === undefined ? 0 : at(lengths, dependant);
}

function longestDependant(graph: StepGraph, lengths: Float64Array, index: number): number | undefined {
  let longest: number | undefined;
  for (let edge = at(graph.dependantStart, index); edge < at(graph.dependantStart, index + 1); edge++) {
    const dependant = at(graph.dependants, edge);
    if (longest === undefined || at(lengths, dependant) > at(lengths, longest)) longest = dependant;
  }
  return longest;
}
