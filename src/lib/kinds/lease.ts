import type { KindInfo } from './kind.js';

export const lease: KindInfo = {
  kind: 'Lease',
  plural: 'leases',
  scope: 'Namespaced',
  stored: [
    { since: '1.12', directory: 'leases', apiVersion: 'coordination.k8s.io/v1beta1' },
    { since: '1.22', directory: 'leases', apiVersion: 'coordination.k8s.io/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'coordination.k8s.io/v1', since: '1.14', until: '1.22' },
    { apiVersion: 'coordination.k8s.io/v1beta1', since: '1.22' },
  ],
};
