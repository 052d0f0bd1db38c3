import type { KindInfo } from './kind.js';

export const volumeAttachment: KindInfo = {
  kind: 'VolumeAttachment',
  plural: 'volumeattachments',
  scope: 'Cluster',
  stored: [
    { since: '1.9', directory: 'volumeattachments', apiVersion: 'storage.k8s.io/v1alpha1' },
    { since: '1.10', directory: 'volumeattachments', apiVersion: 'storage.k8s.io/v1beta1' },
    { since: '1.14', directory: 'volumeattachments', apiVersion: 'storage.k8s.io/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'storage.k8s.io/v1alpha1', since: '1.10', until: '1.24' },
    { apiVersion: 'storage.k8s.io/v1', since: '1.13', until: '1.14' },
    { apiVersion: 'storage.k8s.io/v1beta1', since: '1.14' },
  ],
  references: [
    { path: 'spec.nodeName', to: 'Node', by: 'name', strength: 'weak' },
    { path: 'spec.source.persistentVolumeName', to: 'PersistentVolume', by: 'name', strength: 'weak' },
  ],
};
