import type { KindInfo } from './kind.js';

/** Subjects of kind User and Group are no objects. */
export const clusterRoleBinding: KindInfo = {
  kind: 'ClusterRoleBinding',
  plural: 'clusterrolebindings',
  scope: 'Cluster',
  stored: [
    { since: '1.3', directory: 'clusterrolebindings', apiVersion: 'rbac.authorization.k8s.io/v1alpha1' },
    { since: '1.6', directory: 'clusterrolebindings', apiVersion: 'rbac.authorization.k8s.io/v1beta1' },
    { since: '1.9', directory: 'clusterrolebindings', apiVersion: 'rbac.authorization.k8s.io/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'rbac.authorization.k8s.io/v1alpha1', since: '1.6' },
    { apiVersion: 'rbac.authorization.k8s.io/v1beta1', since: '1.9' },
    { apiVersion: 'rbac.authorization.k8s.io/v1', since: '1.8', until: '1.9' },
  ],
  references: [
    { path: 'roleRef', to: 'dynamic', by: 'namespaced-name', strength: 'weak' },
    { path: 'subjects[]', to: 'dynamic', by: 'namespaced-name', strength: 'weak' },
  ],
};
