import type { KindInfo } from './kind.js';

export const ingressClass: KindInfo = {
  kind: 'IngressClass',
  plural: 'ingressclasses',
  scope: 'Cluster',
  stored: [
    { since: '1.18', directory: 'ingressclasses', apiVersion: 'networking.k8s.io/v1beta1' },
    { since: '1.22', directory: 'ingressclasses', apiVersion: 'networking.k8s.io/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'networking.k8s.io/v1', since: '1.19', until: '1.22' },
    { apiVersion: 'networking.k8s.io/v1beta1', since: '1.22' },
  ],
};
