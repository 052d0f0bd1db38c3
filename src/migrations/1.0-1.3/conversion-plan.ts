import { createHash } from 'node:crypto';
import { type Labels, matchesPairs, matchesSelector } from '../../lib/config/label-selector.js';
import { type Facts10, type Problem, sorted, type WorkloadFact } from './facts.js';
import { workloadLabels } from './placement.js';

/** What a ReplicationController that is converted will be called. */
export interface Conversion {
  /** Of the ReplicationController, and of the Deployment. */
  readonly name: string;
  readonly uid: string;
  readonly selector: Labels;
  readonly templateLabels: Labels;
  readonly replicaSet: string;
  readonly hash: string;
}

export const HASH_LABEL = 'pod-template-hash';

interface ConversionPlan {
  /** By namespace of the source, sorted by name. */
  readonly conversions: ReadonlyMap<string, readonly Conversion[]>;
  readonly problems: readonly Problem[];
}

/** The ReplicationControllers that the rules convert. */
export function planConversions(facts: Facts10): ConversionPlan {
  const rule = facts.rules?.spec.conversion?.replicationControllers;
  const conversions = new Map<string, Conversion[]>();
  const problems: Problem[] = [];
  for (const [id, fact] of rule === undefined ? [] : sorted(facts.workloads)) {
    const [kind, namespace = '', name = ''] = id.split('/');
    if (kind !== 'ReplicationController' || !matchesSelector(rule?.selector ?? {}, workloadLabels(fact))) continue;
    const key = `controllers/${namespace}/${name}`;
    if (!isConvertible(fact)) {
      problems.push({ key, message: 'is to become a Deployment, and has no template, or one whose pods it does not select' });
      continue;
    }
    const hash = templateHash(fact.uid);
    const { templateLabels } = fact;
    const selector = fact.selector.matchLabels ?? {};
    const conversion = { name, uid: fact.uid, selector, templateLabels, replicaSet: `${name}-${hash}`, hash };
    const others = conversions.get(namespace) ?? [];
    problems.push(...others.filter((other) => overlap(other, conversion)).map((other) => overlapProblem(key, other)));
    conversions.set(namespace, [...others, conversion]);
  }
  return { conversions, problems };
}

/** A Deployment takes over every ReplicaSet that has its labels, and scales down those whose template is not its own. */
function overlap(one: Conversion, other: Conversion): boolean {
  return matchesPairs(one.selector, other.templateLabels) || matchesPairs(other.selector, one.templateLabels);
}

function overlapProblem(key: string, other: Conversion): Problem {
  const message = `is to become a Deployment, as ReplicationController ${other.name} is, and one selects the pods of the other: they would take each other's pods; convert one of them at most`;
  return { key, message };
}

/** Without a template, or a selector that its own pods match, there is nothing that a Deployment could be made of. */
function isConvertible({ hasTemplate, selector, templateLabels }: WorkloadFact): boolean {
  return hasTemplate && Object.keys(selector.matchLabels ?? {}).length > 0 && matchesSelector(selector, templateLabels);
}

/**
 * Stands for the template in names and labels. Any value does that stays the same: the Deployment controller finds its
 * ReplicaSet by comparing templates, with this label left out (EqualIgnoreHash), and keeps the label that it finds. Taken from
 * the uid, it is known to the pods too, without a look at the template.
 */
function templateHash(uid: string): string {
  return BigInt(`0x${createHash('sha256').update(`pod-template-hash ${uid}`).digest('hex').slice(0, 8)}`).toString();
}
