import type { KindInfo } from './kind.js';

/** extensions/v1beta1 stays decodable to this day, long after it is no longer served. */
export const deployment: KindInfo = {
  kind: 'Deployment',
  plural: 'deployments',
  scope: 'Namespaced',
  stored: [
    { since: '1.1', directory: 'deployments', apiVersion: 'extensions/v1beta1' },
    { since: '1.10', directory: 'deployments', apiVersion: 'apps/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'apps/v1beta1', since: '1.6' },
    { apiVersion: 'apps/v1beta2', since: '1.8' },
    { apiVersion: 'apps/v1', since: '1.9', until: '1.10' },
    { apiVersion: 'extensions/v1beta1', since: '1.10' },
  ],
  podTemplates: ['spec.template'],
};
