import type { KindInfo } from './kind.js';

export const csiStorageCapacity: KindInfo = {
  kind: 'CSIStorageCapacity',
  plural: 'csistoragecapacities',
  scope: 'Namespaced',
  stored: [
    { since: '1.19', directory: 'csistoragecapacities', apiVersion: 'storage.k8s.io/v1alpha1' },
    { since: '1.21', directory: 'csistoragecapacities', apiVersion: 'storage.k8s.io/v1beta1' },
    { since: '1.25', directory: 'csistoragecapacities', apiVersion: 'storage.k8s.io/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'storage.k8s.io/v1', since: '1.24', until: '1.25' },
    { apiVersion: 'storage.k8s.io/v1alpha1', since: '1.21', until: '1.24' },
    { apiVersion: 'storage.k8s.io/v1beta1', since: '1.25', until: '1.27' },
  ],
  references: [{ path: 'storageClassName', to: 'StorageClass', by: 'name', strength: 'weak' }],
};
