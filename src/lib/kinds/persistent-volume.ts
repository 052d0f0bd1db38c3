import type { KindInfo } from './kind.js';

/** A claimRef whose uid is not the claim's own reads as released: the controller then applies the reclaim policy. */
export const persistentVolume: KindInfo = {
  kind: 'PersistentVolume',
  plural: 'persistentvolumes',
  scope: 'Cluster',
  stored: [{ since: '1.0', directory: 'persistentvolumes', apiVersion: 'v1' }],
  alsoDecodable: [{ apiVersion: 'v1beta3', since: '1.0', until: '1.1' }],
  references: [
    { path: 'spec.claimRef', to: 'PersistentVolumeClaim', by: 'namespaced-name', strength: 'required' },
    { path: 'spec.storageClassName', to: 'StorageClass', by: 'name', strength: 'weak' },
    { path: 'metadata.annotations["volume.beta.kubernetes.io/storage-class"]', to: 'StorageClass', by: 'name', strength: 'weak' },
    { path: 'spec.cephfs.secretRef', to: 'Secret', by: 'namespaced-name', strength: 'weak' },
    { path: 'spec.rbd.secretRef', to: 'Secret', by: 'namespaced-name', strength: 'weak' },
    { path: 'spec.iscsi.secretRef', to: 'Secret', by: 'namespaced-name', strength: 'weak' },
    { path: 'spec.flexVolume.secretRef', to: 'Secret', by: 'namespaced-name', strength: 'weak' },
    { path: 'spec.scaleIO.secretRef', to: 'Secret', by: 'namespaced-name', strength: 'weak' },
    { path: 'spec.storageos.secretRef', to: 'Secret', by: 'namespaced-name', strength: 'weak' },
    { path: 'spec.csi.controllerPublishSecretRef', to: 'Secret', by: 'namespaced-name', strength: 'weak' },
    { path: 'spec.csi.nodeStageSecretRef', to: 'Secret', by: 'namespaced-name', strength: 'weak' },
    { path: 'spec.csi.nodePublishSecretRef', to: 'Secret', by: 'namespaced-name', strength: 'weak' },
  ],
};
