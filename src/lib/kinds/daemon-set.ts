import type { KindInfo } from './kind.js';

export const daemonSet: KindInfo = {
  kind: 'DaemonSet',
  plural: 'daemonsets',
  scope: 'Namespaced',
  stored: [
    { since: '1.1', directory: 'daemonsets', apiVersion: 'extensions/v1beta1' },
    { since: '1.10', directory: 'daemonsets', apiVersion: 'apps/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'apps/v1beta2', since: '1.8' },
    { apiVersion: 'apps/v1', since: '1.9', until: '1.10' },
    { apiVersion: 'extensions/v1beta1', since: '1.10' },
  ],
  podTemplates: ['spec.template'],
};
