import type { KindInfo } from './kind.js';

/** 1.4 moved the key to the singular; what stands at the plural is invisible from then on. */
export const podSecurityPolicy: KindInfo = {
  kind: 'PodSecurityPolicy',
  plural: 'podsecuritypolicies',
  scope: 'Cluster',
  stored: [
    { since: '1.2', directory: 'podsecuritypolicies', apiVersion: 'extensions/v1beta1' },
    { since: '1.4', directory: 'podsecuritypolicy', apiVersion: 'extensions/v1beta1' },
    { since: '1.11', until: '1.25', directory: 'podsecuritypolicy', apiVersion: 'policy/v1beta1' },
  ],
  alsoDecodable: [
    { apiVersion: 'policy/v1beta1', since: '1.10', until: '1.11' },
    { apiVersion: 'extensions/v1beta1', since: '1.11', until: '1.25' },
  ],
};
