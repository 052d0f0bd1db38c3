import type { KindInfo } from './kind.js';

/** One v1alpha1 object left at the key breaks every LIST from 1.5 on (k8s #37862). */
export const podDisruptionBudget: KindInfo = {
  kind: 'PodDisruptionBudget',
  plural: 'poddisruptionbudgets',
  scope: 'Namespaced',
  stored: [
    { since: '1.3', directory: 'poddisruptionbudgets', apiVersion: 'policy/v1alpha1' },
    { since: '1.5', directory: 'poddisruptionbudgets', apiVersion: 'policy/v1beta1' },
    { since: '1.22', directory: 'poddisruptionbudgets', apiVersion: 'policy/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'policy/v1', since: '1.21', until: '1.22' },
    { apiVersion: 'policy/v1beta1', since: '1.22' },
  ],
};
