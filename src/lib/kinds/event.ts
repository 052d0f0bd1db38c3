import type { KindInfo } from './kind.js';

/** Lives by a TTL or a lease (--event-ttl, one hour); events.k8s.io shares the directory and is stored as core v1. */
export const event: KindInfo = {
  kind: 'Event',
  plural: 'events',
  scope: 'Namespaced',
  stored: [{ since: '1.0', directory: 'events', apiVersion: 'v1' }],
  alsoDecodable: [
    { apiVersion: 'v1beta3', since: '1.0', until: '1.1' },
    { apiVersion: 'events.k8s.io/v1beta1', since: '1.9', until: '1.25' },
    { apiVersion: 'events.k8s.io/v1', since: '1.19' },
  ],
  references: [
    { path: 'involvedObject', to: 'dynamic', by: 'namespaced-name', strength: 'weak' },
    { path: 'related', to: 'dynamic', by: 'namespaced-name', strength: 'weak' },
  ],
};
