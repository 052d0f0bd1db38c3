import type { KindInfo } from './kind.js';

/** Services and endpoints share the directory "services". */
export const service: KindInfo = {
  kind: 'Service',
  plural: 'services',
  scope: 'Namespaced',
  stored: [{ since: '1.0', directory: 'services/specs', apiVersion: 'v1' }],
  alsoDecodable: [{ apiVersion: 'v1beta3', since: '1.0', until: '1.1' }],
};
