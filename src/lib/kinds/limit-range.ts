import type { KindInfo } from './kind.js';

export const limitRange: KindInfo = {
  kind: 'LimitRange',
  plural: 'limitranges',
  scope: 'Namespaced',
  stored: [{ since: '1.0', directory: 'limitranges', apiVersion: 'v1' }],
  alsoDecodable: [{ apiVersion: 'v1beta3', since: '1.0', until: '1.1' }],
};
