import type { KindInfo } from './kind.js';

/** PetSet until 1.4: another kind at another key, which servers from 1.5 on do not see. */
export const statefulSet: KindInfo = {
  kind: 'StatefulSet',
  plural: 'statefulsets',
  scope: 'Namespaced',
  stored: [
    { since: '1.3', directory: 'petsets', apiVersion: 'apps/v1alpha1', kind: 'PetSet' },
    { since: '1.5', directory: 'statefulsets', apiVersion: 'apps/v1beta1' },
    { since: '1.10', directory: 'statefulsets', apiVersion: 'apps/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'apps/v1beta2', since: '1.8' },
    { apiVersion: 'apps/v1', since: '1.9', until: '1.10' },
    { apiVersion: 'apps/v1beta1', since: '1.10' },
  ],
  podTemplates: ['spec.template'],
  references: [
    { path: 'spec.serviceName', to: 'Service', by: 'name', strength: 'weak' },
    { path: 'spec.volumeClaimTemplates[].spec.storageClassName', to: 'StorageClass', by: 'name', strength: 'weak' },
  ],
};
