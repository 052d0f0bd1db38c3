import type { KindInfo } from './kind.js';

/** A generated selector names the uid of the job itself. */
export const job: KindInfo = {
  kind: 'Job',
  plural: 'jobs',
  scope: 'Namespaced',
  stored: [
    { since: '1.1', directory: 'jobs', apiVersion: 'extensions/v1beta1' },
    { since: '1.3', directory: 'jobs', apiVersion: 'batch/v1' },
  ],
  alsoDecodable: [{ apiVersion: 'extensions/v1beta1', since: '1.3', until: '1.6' }],
  podTemplates: ['spec.template'],
  references: [
    {
      path: 'metadata.annotations["kubernetes.io/created-by"]',
      to: 'dynamic',
      by: 'namespaced-name',
      strength: 'weak',
      embedded: 'serialized-reference',
    },
  ],
};
