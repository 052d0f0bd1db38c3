import type { KindInfo } from './kind.js';

/** glusterfs classes may hold a plain password in their parameters. */
export const storageClass: KindInfo = {
  kind: 'StorageClass',
  plural: 'storageclasses',
  scope: 'Cluster',
  stored: [
    { since: '1.4', directory: 'storageclasses', apiVersion: 'storage.k8s.io/v1beta1' },
    { since: '1.7', directory: 'storageclasses', apiVersion: 'storage.k8s.io/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'storage.k8s.io/v1', since: '1.6', until: '1.7' },
    { apiVersion: 'storage.k8s.io/v1beta1', since: '1.7' },
  ],
  secretFields: ['parameters.restuserkey'],
};
