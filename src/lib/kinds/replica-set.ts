import type { KindInfo } from './kind.js';

export const replicaSet: KindInfo = {
  kind: 'ReplicaSet',
  plural: 'replicasets',
  scope: 'Namespaced',
  stored: [
    { since: '1.2', directory: 'replicasets', apiVersion: 'extensions/v1beta1' },
    { since: '1.10', directory: 'replicasets', apiVersion: 'apps/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'apps/v1beta2', since: '1.8' },
    { apiVersion: 'apps/v1', since: '1.9', until: '1.10' },
    { apiVersion: 'extensions/v1beta1', since: '1.10' },
  ],
  podTemplates: ['spec.template'],
};
