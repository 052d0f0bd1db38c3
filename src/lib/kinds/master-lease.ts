import type { KindInfo } from './kind.js';

/** The address of a running apiserver: stored as Endpoints, under a lease, with --endpoint-reconciler-type=lease (default from 1.11). */
export const masterLease: KindInfo = {
  kind: 'MasterLease',
  plural: 'masterleases',
  scope: 'Cluster',
  stored: [{ since: '1.5', directory: 'masterleases', apiVersion: 'v1', kind: 'Endpoints' }],
};
