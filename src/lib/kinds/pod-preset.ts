import type { KindInfo } from './kind.js';

export const podPreset: KindInfo = {
  kind: 'PodPreset',
  plural: 'podpresets',
  scope: 'Namespaced',
  stored: [{ since: '1.6', until: '1.20', directory: 'podpresets', apiVersion: 'settings.k8s.io/v1alpha1' }],
  references: [
    { path: 'spec.env[].valueFrom.secretKeyRef.name', to: 'Secret', by: 'name', strength: 'weak' },
    { path: 'spec.env[].valueFrom.configMapKeyRef.name', to: 'ConfigMap', by: 'name', strength: 'weak' },
    { path: 'spec.envFrom[].secretRef.name', to: 'Secret', by: 'name', strength: 'weak' },
    { path: 'spec.envFrom[].configMapRef.name', to: 'ConfigMap', by: 'name', strength: 'weak' },
    { path: 'spec.volumes[].secret.secretName', to: 'Secret', by: 'name', strength: 'weak' },
    { path: 'spec.volumes[].configMap.name', to: 'ConfigMap', by: 'name', strength: 'weak' },
    { path: 'spec.volumes[].persistentVolumeClaim.claimName', to: 'PersistentVolumeClaim', by: 'name', strength: 'weak' },
  ],
};
