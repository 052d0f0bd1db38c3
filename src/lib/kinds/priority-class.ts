import type { KindInfo } from './kind.js';

export const priorityClass: KindInfo = {
  kind: 'PriorityClass',
  plural: 'priorityclasses',
  scope: 'Cluster',
  stored: [
    { since: '1.8', directory: 'priorityclasses', apiVersion: 'scheduling.k8s.io/v1alpha1' },
    { since: '1.12', directory: 'priorityclasses', apiVersion: 'scheduling.k8s.io/v1beta1' },
    { since: '1.15', directory: 'priorityclasses', apiVersion: 'scheduling.k8s.io/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'scheduling.k8s.io/v1beta1', since: '1.11', until: '1.12' },
    { apiVersion: 'scheduling.k8s.io/v1alpha1', since: '1.12', until: '1.36' },
    { apiVersion: 'scheduling.k8s.io/v1', since: '1.14', until: '1.15' },
    { apiVersion: 'scheduling.k8s.io/v1beta1', since: '1.15' },
  ],
};
