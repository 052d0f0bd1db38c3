import type { KindInfo } from './kind.js';

export const csiDriver: KindInfo = {
  kind: 'CSIDriver',
  plural: 'csidrivers',
  scope: 'Cluster',
  stored: [
    { since: '1.14', directory: 'csidrivers', apiVersion: 'storage.k8s.io/v1beta1' },
    { since: '1.19', directory: 'csidrivers', apiVersion: 'storage.k8s.io/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'storage.k8s.io/v1', since: '1.18', until: '1.19' },
    { apiVersion: 'storage.k8s.io/v1beta1', since: '1.19' },
  ],
};
