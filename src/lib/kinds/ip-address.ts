import type { KindInfo } from './kind.js';

/** Takes the place of ranges/serviceips from 1.33 on. */
export const ipAddress: KindInfo = {
  kind: 'IPAddress',
  plural: 'ipaddresses',
  scope: 'Cluster',
  stored: [
    { since: '1.33', directory: 'ipaddresses', apiVersion: 'networking.k8s.io/v1beta1' },
    { since: '1.34', directory: 'ipaddresses', apiVersion: 'networking.k8s.io/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'networking.k8s.io/v1', since: '1.33', until: '1.34' },
    { apiVersion: 'networking.k8s.io/v1beta1', since: '1.34' },
  ],
  references: [{ path: 'spec.parentRef', to: 'Service', by: 'namespaced-name', strength: 'weak' }],
};
