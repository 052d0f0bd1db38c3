import type { KindInfo } from './kind.js';

export const apiService: KindInfo = {
  kind: 'APIService',
  plural: 'apiservices',
  scope: 'Cluster',
  stored: [
    { since: '1.7', directory: 'apiregistration.k8s.io/apiservices', apiVersion: 'apiregistration.k8s.io/v1beta1' },
    { since: '1.22', directory: 'apiregistration.k8s.io/apiservices', apiVersion: 'apiregistration.k8s.io/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'apiregistration.k8s.io/v1', since: '1.10', until: '1.22' },
    { apiVersion: 'apiregistration.k8s.io/v1beta1', since: '1.22' },
  ],
  references: [{ path: 'spec.service', to: 'Service', by: 'namespaced-name', strength: 'weak' }],
  alwaysJson: true,
};
