import type { KindInfo } from './kind.js';

export const externalAdmissionHookConfiguration: KindInfo = {
  kind: 'ExternalAdmissionHookConfiguration',
  plural: 'externaladmissionhookconfigurations',
  scope: 'Cluster',
  stored: [
    {
      since: '1.7',
      until: '1.9',
      directory: 'externaladmissionhookconfigurations',
      apiVersion: 'admissionregistration.k8s.io/v1alpha1',
    },
  ],
  references: [{ path: 'externalAdmissionHooks[].clientConfig.service', to: 'Service', by: 'namespaced-name', strength: 'weak' }],
};
