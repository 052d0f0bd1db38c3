import type { KindInfo } from './kind.js';

export const validatingWebhookConfiguration: KindInfo = {
  kind: 'ValidatingWebhookConfiguration',
  plural: 'validatingwebhookconfigurations',
  scope: 'Cluster',
  stored: [
    { since: '1.9', directory: 'validatingwebhookconfigurations', apiVersion: 'admissionregistration.k8s.io/v1beta1' },
    { since: '1.22', directory: 'validatingwebhookconfigurations', apiVersion: 'admissionregistration.k8s.io/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'admissionregistration.k8s.io/v1', since: '1.16', until: '1.22' },
    { apiVersion: 'admissionregistration.k8s.io/v1beta1', since: '1.22' },
  ],
  references: [{ path: 'webhooks[].clientConfig.service', to: 'Service', by: 'namespaced-name', strength: 'weak' }],
};
