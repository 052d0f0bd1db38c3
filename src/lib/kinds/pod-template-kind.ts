import type { KindInfo } from './kind.js';

export const podTemplate: KindInfo = {
  kind: 'PodTemplate',
  plural: 'podtemplates',
  scope: 'Namespaced',
  stored: [{ since: '1.0', directory: 'podtemplates', apiVersion: 'v1' }],
  alsoDecodable: [{ apiVersion: 'v1beta3', since: '1.0', until: '1.1' }],
  podTemplates: ['template'],
};
