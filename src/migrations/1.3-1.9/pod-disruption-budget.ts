import type { KubeObject } from '../../lib/storage/json.js';
import { ensureObject, isAbsent } from '../fields.js';

/** policy/v1alpha1 stands at the same key, where a single one makes 1.9 fail every list of the kind. */
export function migratePodDisruptionBudget(budget: KubeObject): void {
  if (budget.apiVersion !== 'policy/v1alpha1') return;
  const spec = ensureObject(budget, 'spec');
  // Not a pointer in v1alpha1: absent meant 0, and v1beta1 wants to be told.
  if (isAbsent(spec.minAvailable)) spec.minAvailable = 0;
  const status = ensureObject(budget, 'status');
  // Whatever it says holds only until the disruption controller of 1.9 has counted.
  status.disruptionsAllowed = status.disruptionAllowed === true ? 1 : 0;
  status.disruptedPods = {};
  status.observedGeneration = 0;
  for (const count of ['currentHealthy', 'desiredHealthy', 'expectedPods']) status[count] ??= 0;
  delete status.disruptionAllowed;
}
