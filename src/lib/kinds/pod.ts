import type { KindInfo } from './kind.js';

/** A binding is written into the pod: Binding objects are never stored. */
export const pod: KindInfo = {
  kind: 'Pod',
  plural: 'pods',
  scope: 'Namespaced',
  stored: [{ since: '1.0', directory: 'pods', apiVersion: 'v1' }],
  alsoDecodable: [{ apiVersion: 'v1beta3', since: '1.0', until: '1.1' }],
  podTemplates: [''],
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
