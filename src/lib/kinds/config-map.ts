import type { KindInfo } from './kind.js';

export const configMap: KindInfo = {
  kind: 'ConfigMap',
  plural: 'configmaps',
  scope: 'Namespaced',
  stored: [{ since: '1.2', directory: 'configmaps', apiVersion: 'v1' }],
};
