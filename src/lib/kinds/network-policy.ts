import type { KindInfo } from './kind.js';

/** Before 1.7 in force only where the namespace carries a DefaultDeny annotation. */
export const networkPolicy: KindInfo = {
  kind: 'NetworkPolicy',
  plural: 'networkpolicies',
  scope: 'Namespaced',
  stored: [
    { since: '1.3', directory: 'networkpolicies', apiVersion: 'extensions/v1beta1' },
    { since: '1.9', directory: 'networkpolicies', apiVersion: 'networking.k8s.io/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'networking.k8s.io/v1', since: '1.7', until: '1.9' },
    { apiVersion: 'extensions/v1beta1', since: '1.9' },
  ],
};
