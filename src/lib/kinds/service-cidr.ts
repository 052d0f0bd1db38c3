import type { KindInfo } from './kind.js';

export const serviceCidr: KindInfo = {
  kind: 'ServiceCIDR',
  plural: 'servicecidrs',
  scope: 'Cluster',
  stored: [
    { since: '1.33', directory: 'servicecidrs', apiVersion: 'networking.k8s.io/v1beta1' },
    { since: '1.34', directory: 'servicecidrs', apiVersion: 'networking.k8s.io/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'networking.k8s.io/v1', since: '1.33', until: '1.34' },
    { apiVersion: 'networking.k8s.io/v1beta1', since: '1.34' },
  ],
};
