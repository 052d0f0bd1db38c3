import type { KindInfo } from './kind.js';

export const clusterRole: KindInfo = {
  kind: 'ClusterRole',
  plural: 'clusterroles',
  scope: 'Cluster',
  stored: [
    { since: '1.3', directory: 'clusterroles', apiVersion: 'rbac.authorization.k8s.io/v1alpha1' },
    { since: '1.6', directory: 'clusterroles', apiVersion: 'rbac.authorization.k8s.io/v1beta1' },
    { since: '1.9', directory: 'clusterroles', apiVersion: 'rbac.authorization.k8s.io/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'rbac.authorization.k8s.io/v1alpha1', since: '1.6' },
    { apiVersion: 'rbac.authorization.k8s.io/v1beta1', since: '1.9' },
    { apiVersion: 'rbac.authorization.k8s.io/v1', since: '1.8', until: '1.9' },
  ],
};
