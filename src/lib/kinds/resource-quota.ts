import type { KindInfo } from './kind.js';

export const resourceQuota: KindInfo = {
  kind: 'ResourceQuota',
  plural: 'resourcequotas',
  scope: 'Namespaced',
  stored: [{ since: '1.0', directory: 'resourcequotas', apiVersion: 'v1' }],
  alsoDecodable: [{ apiVersion: 'v1beta3', since: '1.0', until: '1.1' }],
};
