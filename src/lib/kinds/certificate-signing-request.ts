import type { KindInfo } from './kind.js';

export const certificateSigningRequest: KindInfo = {
  kind: 'CertificateSigningRequest',
  plural: 'certificatesigningrequests',
  scope: 'Cluster',
  stored: [
    { since: '1.4', directory: 'certificatesigningrequests', apiVersion: 'certificates.k8s.io/v1alpha1' },
    { since: '1.6', directory: 'certificatesigningrequests', apiVersion: 'certificates.k8s.io/v1beta1' },
    { since: '1.20', directory: 'certificatesigningrequests', apiVersion: 'certificates.k8s.io/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'certificates.k8s.io/v1', since: '1.19', until: '1.20' },
    { apiVersion: 'certificates.k8s.io/v1beta1', since: '1.20' },
  ],
};
