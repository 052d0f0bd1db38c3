import type { KindInfo } from './kind.js';

/** An object is gone only when spec.finalizers is empty. */
export const namespace: KindInfo = {
  kind: 'Namespace',
  plural: 'namespaces',
  scope: 'Cluster',
  stored: [{ since: '1.0', directory: 'namespaces', apiVersion: 'v1' }],
  alsoDecodable: [{ apiVersion: 'v1beta3', since: '1.0', until: '1.1' }],
};
