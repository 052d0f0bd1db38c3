import type { KindInfo } from './kind.js';

/** The token controller deletes a token whose service-account.uid is not that of its account. */
export const secret: KindInfo = {
  kind: 'Secret',
  plural: 'secrets',
  scope: 'Namespaced',
  stored: [{ since: '1.0', directory: 'secrets', apiVersion: 'v1' }],
  alsoDecodable: [{ apiVersion: 'v1beta3', since: '1.0', until: '1.1' }],
  references: [
    {
      path: 'metadata.annotations["kubernetes.io/service-account.name"]',
      to: 'ServiceAccount',
      by: 'name',
      strength: 'required',
    },
    { path: 'metadata.annotations["kubernetes.io/service-account.uid"]', to: 'ServiceAccount', by: 'uid', strength: 'required' },
  ],
  secretFields: ['data.*', 'stringData.*', 'metadata.annotations["kubectl.kubernetes.io/last-applied-configuration"]'],
};
