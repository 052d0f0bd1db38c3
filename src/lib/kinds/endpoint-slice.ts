import type { KindInfo } from './kind.js';

export const endpointSlice: KindInfo = {
  kind: 'EndpointSlice',
  plural: 'endpointslices',
  scope: 'Namespaced',
  stored: [
    { since: '1.16', directory: 'endpointslices', apiVersion: 'discovery.k8s.io/v1alpha1' },
    { since: '1.17', directory: 'endpointslices', apiVersion: 'discovery.k8s.io/v1beta1' },
    { since: '1.22', directory: 'endpointslices', apiVersion: 'discovery.k8s.io/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'discovery.k8s.io/v1alpha1', since: '1.17', until: '1.21' },
    { apiVersion: 'discovery.k8s.io/v1', since: '1.21', until: '1.22' },
    { apiVersion: 'discovery.k8s.io/v1beta1', since: '1.22' },
  ],
  references: [
    { path: 'endpoints[].targetRef', to: 'dynamic', by: 'namespaced-name', strength: 'weak' },
    { path: 'endpoints[].nodeName', to: 'Node', by: 'name', strength: 'weak' },
  ],
};
