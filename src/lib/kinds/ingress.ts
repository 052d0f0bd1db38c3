import type { KindInfo } from './kind.js';

/** The singular directory is deliberate; only the pre-releases of 1.4 wrote "ingresses" (k8s #32255). */
export const ingress: KindInfo = {
  kind: 'Ingress',
  plural: 'ingresses',
  scope: 'Namespaced',
  stored: [
    { since: '1.1', directory: 'ingress', apiVersion: 'extensions/v1beta1' },
    { since: '1.15', directory: 'ingress', apiVersion: 'networking.k8s.io/v1beta1' },
    { since: '1.22', directory: 'ingress', apiVersion: 'networking.k8s.io/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'networking.k8s.io/v1beta1', since: '1.14', until: '1.15' },
    { apiVersion: 'networking.k8s.io/v1', since: '1.19', until: '1.22' },
    { apiVersion: 'extensions/v1beta1', since: '1.15' },
    { apiVersion: 'networking.k8s.io/v1beta1', since: '1.22' },
  ],
  strays: [{ directory: 'ingresses', apiVersion: 'extensions/v1beta1', since: '1.4', until: '1.5' }],
  references: [
    { path: 'spec.backend.serviceName', to: 'Service', by: 'name', strength: 'weak' },
    { path: 'spec.rules[].http.paths[].backend.serviceName', to: 'Service', by: 'name', strength: 'weak' },
    { path: 'spec.defaultBackend.service.name', to: 'Service', by: 'name', strength: 'weak' },
    { path: 'spec.rules[].http.paths[].backend.service.name', to: 'Service', by: 'name', strength: 'weak' },
    { path: 'spec.tls[].secretName', to: 'Secret', by: 'name', strength: 'weak' },
    { path: 'spec.ingressClassName', to: 'IngressClass', by: 'name', strength: 'weak' },
  ],
};
