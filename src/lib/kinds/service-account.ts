import type { KindInfo } from './kind.js';

export const serviceAccount: KindInfo = {
  kind: 'ServiceAccount',
  plural: 'serviceaccounts',
  scope: 'Namespaced',
  stored: [{ since: '1.0', directory: 'serviceaccounts', apiVersion: 'v1' }],
  alsoDecodable: [{ apiVersion: 'v1beta3', since: '1.0', until: '1.1' }],
  references: [
    { path: 'secrets[]', to: 'Secret', by: 'namespaced-name', strength: 'weak' },
    { path: 'imagePullSecrets[].name', to: 'Secret', by: 'name', strength: 'weak' },
  ],
};
