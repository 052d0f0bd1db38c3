import { asMap } from '../json.js';
import type { ObjectObligation } from './obligation.js';

/** v1alpha1 says whether one pod may go, v1beta1 how many. */
export const disruptions: ObjectObligation = {
  id: 'disruptions-allowed',
  kinds: ['PodDisruptionBudget'],
  paths: ['status.disruptionAllowed', 'status.disruptionsAllowed'],
  expect(budget) {
    const status = asMap(budget.status);
    if (status === undefined || !('disruptionAllowed' in status)) return;
    status.disruptionsAllowed = status.disruptionAllowed === true ? 1 : 0;
    Reflect.deleteProperty(status, 'disruptionAllowed');
  },
};
