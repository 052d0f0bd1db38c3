import { namingProblems, type SourceNamespace } from '../../lib/config/namespace-names.js';
import { type Completions, planCompletions } from './completion-plan.js';
import { type Conversion, planConversions } from './conversion-plan.js';
import { type Facts10, type PodFact, type Problem, sorted } from './facts.js';
import { placeAll } from './placement.js';

/** What follows from the facts of the whole source, the same however they were gathered. */
export interface Whole {
  /** The new namespace of what lies in a namespace that becomes several, by "Kind/namespace/name". */
  readonly places: ReadonlyMap<string, string>;
  readonly completions: Completions;
  /** Sorted by name, by namespace of the source. */
  readonly conversions: ReadonlyMap<string, readonly Conversion[]>;
  /** In the order of their names, by namespace of the source; empty where nothing is completed. */
  readonly pods: ReadonlyMap<string, readonly NamedPod[]>;
  readonly problems: readonly Problem[];
}

export interface NamedPod extends PodFact {
  readonly name: string;
}

/** Computed at first need, once all is observed; each worker does so for itself and comes to the same. */
export function wholeOf(facts: Facts10): Whole {
  facts.whole ??= computeWhole(facts);
  return facts.whole;
}

function computeWhole(facts: Facts10): Whole {
  const namespaces = [...facts.namespaces].map(([name, labels]): SourceNamespace => ({ name, labels }));
  const naming = namingProblems(facts.rules, namespaces).map(({ namespace, message }) => ({
    key: `namespaces/${namespace}`,
    message,
  }));
  const placement = placeAll(facts);
  const completion = planCompletions(facts, placement.places);
  const conversion = planConversions(facts);
  return {
    places: placement.places,
    completions: completion.completions,
    conversions: conversion.conversions,
    pods: completion.completions.made.size === 0 ? new Map() : podsByNamespace(facts),
    problems: [...naming, ...tokenKeyProblem(facts), ...placement.problems, ...completion.problems, ...conversion.problems],
  };
}

function tokenKeyProblem({ rules, hasServiceAccountKey }: Facts10): Problem[] {
  if (rules?.spec.tenants === undefined || rules.spec.serviceAccountTokens !== 'resign' || hasServiceAccountKey) return [];
  return [{ key: 'secrets', message: 'the rules want tokens signed anew, and no key is given: --service-account-key FILE' }];
}

function podsByNamespace(facts: Facts10): Map<string, NamedPod[]> {
  const pods = new Map<string, NamedPod[]>();
  for (const [place, fact] of sorted(facts.pods)) {
    const [namespace = '', name = ''] = place.split('/');
    const there = pods.get(namespace);
    if (there === undefined) pods.set(namespace, [{ name, ...fact }]);
    else there.push({ name, ...fact });
  }
  return pods;
}
