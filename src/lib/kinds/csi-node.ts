import type { KindInfo } from './kind.js';

export const csiNode: KindInfo = {
  kind: 'CSINode',
  plural: 'csinodes',
  scope: 'Cluster',
  stored: [
    { since: '1.14', directory: 'csinodes', apiVersion: 'storage.k8s.io/v1beta1' },
    { since: '1.18', directory: 'csinodes', apiVersion: 'storage.k8s.io/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'storage.k8s.io/v1', since: '1.17', until: '1.18' },
    { apiVersion: 'storage.k8s.io/v1beta1', since: '1.18' },
  ],
};
