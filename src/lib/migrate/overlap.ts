import type { WorkloadLink } from './pipeline/links.js';
import type { KeyedNote } from './pipeline/transform.js';

/**
 * Workloads of one kind whose selector matches the pods of another one. Before 1.6 each controller kept to the pods it had made;
 * from 1.6 on controllers adopt by selector, so two of these take pods from each other (kubernetes #42175, #42080).
 * Deployments' ReplicaSets share their selectors by design and differ by pod-template-hash, which the match takes into account.
 */
export function findOverlaps(workloads: readonly WorkloadLink[]): KeyedNote[] {
  const bySelector = new Map<string, WorkloadLink[]>();
  for (const workload of workloads) {
    const [first] = workload.selector.split('\n');
    if (first === undefined || first === '') continue;
    const bucket = `${groupOf(workload)}\0${first}`;
    const there = bySelector.get(bucket);
    if (there === undefined) bySelector.set(bucket, [workload]);
    else there.push(workload);
  }
  const notes: KeyedNote[] = [];
  for (const workload of workloads) {
    const labels = (workload.labels ?? workload.selector).split('\n');
    const carried = new Set(labels);
    for (const other of labels.flatMap((label) => bySelector.get(`${groupOf(workload)}\0${label}`) ?? [])) {
      if (other === workload || !other.selector.split('\n').every((pair) => carried.has(pair))) continue;
      const message = `its selector also matches the pods of ${workload.key}: from 1.6 on the two adopt each other's pods`;
      notes.push({ key: other.key, code: 'selectors-overlap', severity: 'warning', message });
    }
  }
  return notes.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

/** Only controllers of one kind and namespace compete, and their keys share all but the name. */
function groupOf({ key }: WorkloadLink): string {
  return key.slice(0, key.lastIndexOf('/'));
}
