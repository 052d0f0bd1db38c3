import type { KindInfo } from './kind.js';

export const auditSink: KindInfo = {
  kind: 'AuditSink',
  plural: 'auditsinks',
  scope: 'Cluster',
  stored: [{ since: '1.13', until: '1.19', directory: 'auditsinks', apiVersion: 'auditregistration.k8s.io/v1alpha1' }],
  references: [{ path: 'spec.webhook.clientConfig.service', to: 'Service', by: 'namespaced-name', strength: 'weak' }],
};
