import type { KindInfo } from './kind.js';

/** Until 1.20 leader-election records live here as an annotation. */
export const endpoints: KindInfo = {
  kind: 'Endpoints',
  plural: 'endpoints',
  scope: 'Namespaced',
  stored: [{ since: '1.0', directory: 'services/endpoints', apiVersion: 'v1' }],
  alsoDecodable: [{ apiVersion: 'v1beta3', since: '1.0', until: '1.1' }],
  references: [
    { path: 'subsets[].addresses[].targetRef', to: 'dynamic', by: 'namespaced-name', strength: 'weak' },
    { path: 'subsets[].notReadyAddresses[].targetRef', to: 'dynamic', by: 'namespaced-name', strength: 'weak' },
    { path: 'subsets[].addresses[].nodeName', to: 'Node', by: 'name', strength: 'weak' },
    { path: 'subsets[].notReadyAddresses[].nodeName', to: 'Node', by: 'name', strength: 'weak' },
  ],
};
