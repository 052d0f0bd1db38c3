import type { KindInfo } from './kind.js';

export const persistentVolumeClaim: KindInfo = {
  kind: 'PersistentVolumeClaim',
  plural: 'persistentvolumeclaims',
  scope: 'Namespaced',
  stored: [{ since: '1.0', directory: 'persistentvolumeclaims', apiVersion: 'v1' }],
  alsoDecodable: [{ apiVersion: 'v1beta3', since: '1.0', until: '1.1' }],
  references: [
    { path: 'spec.volumeName', to: 'PersistentVolume', by: 'name', strength: 'required' },
    { path: 'spec.storageClassName', to: 'StorageClass', by: 'name', strength: 'weak' },
    { path: 'metadata.annotations["volume.beta.kubernetes.io/storage-class"]', to: 'StorageClass', by: 'name', strength: 'weak' },
  ],
};
