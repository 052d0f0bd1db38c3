import type { KindInfo } from './kind.js';

/** Named <plural>.<group>; its resources lie at <group>/<plural>/. */
export const customResourceDefinition: KindInfo = {
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
  scope: 'Cluster',
  stored: [
    { since: '1.7', directory: 'apiextensions.k8s.io/customresourcedefinitions', apiVersion: 'apiextensions.k8s.io/v1beta1' },
    { since: '1.22', directory: 'apiextensions.k8s.io/customresourcedefinitions', apiVersion: 'apiextensions.k8s.io/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'apiextensions.k8s.io/v1', since: '1.16', until: '1.22' },
    { apiVersion: 'apiextensions.k8s.io/v1beta1', since: '1.22' },
  ],
  references: [
    { path: 'spec.conversion.webhook.clientConfig.service', to: 'Service', by: 'namespaced-name', strength: 'weak' },
    { path: 'spec.conversion.webhookClientConfig.service', to: 'Service', by: 'namespaced-name', strength: 'weak' },
  ],
  alwaysJson: true,
};
