import { createHash } from 'node:crypto';
import { type Labels, matchesSelector } from '../../lib/config/label-selector.js';
import { type Facts10, sorted, type WorkloadFact } from './facts.js';
import { workloadLabels } from './placement.js';

/** What a ReplicationController that is converted will be called. */
export interface Conversion {
  /** Of the ReplicationController, and of the Deployment. */
  readonly name: string;
  readonly uid: string;
  readonly selector: Labels;
  readonly replicaSet: string;
  readonly hash: string;
}

export const HASH_LABEL = 'pod-template-hash';

/** The ReplicationControllers that the rules convert. */
export function planConversions(facts: Facts10): Map<string, readonly Conversion[]> {
  const rule = facts.rules?.spec.conversion?.replicationControllers;
  const planned = new Map<string, Conversion[]>();
  if (rule === undefined) return planned;
  for (const [id, fact] of sorted(facts.workloads)) {
    const [kind, namespace = '', name = ''] = id.split('/');
    if (kind !== 'ReplicationController' || !isConvertible(fact) || !matchesSelector(rule.selector, workloadLabels(fact)))
      continue;
    const hash = templateHash(fact.uid);
    const conversion = { name, uid: fact.uid, selector: fact.selector.matchLabels ?? {}, replicaSet: `${name}-${hash}`, hash };
    planned.set(namespace, [...(planned.get(namespace) ?? []), conversion]);
  }
  return planned;
}

/** Without a template, or a selector that its own pods match, there is nothing that a Deployment could be made of. */
export function isConvertible({ hasTemplate, selector, templateLabels }: WorkloadFact): boolean {
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
