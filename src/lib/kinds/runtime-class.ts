import type { KindInfo } from './kind.js';

export const runtimeClass: KindInfo = {
  kind: 'RuntimeClass',
  plural: 'runtimeclasses',
  scope: 'Cluster',
  stored: [
    { since: '1.14', directory: 'runtimeclasses', apiVersion: 'node.k8s.io/v1beta1' },
    { since: '1.22', directory: 'runtimeclasses', apiVersion: 'node.k8s.io/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'node.k8s.io/v1', since: '1.20', until: '1.22' },
    { apiVersion: 'node.k8s.io/v1beta1', since: '1.22' },
  ],
};
