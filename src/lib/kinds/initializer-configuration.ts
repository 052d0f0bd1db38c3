import type { KindInfo } from './kind.js';

export const initializerConfiguration: KindInfo = {
  kind: 'InitializerConfiguration',
  plural: 'initializerconfigurations',
  scope: 'Cluster',
  stored: [
    { since: '1.7', until: '1.14', directory: 'initializerconfigurations', apiVersion: 'admissionregistration.k8s.io/v1alpha1' },
  ],
};
