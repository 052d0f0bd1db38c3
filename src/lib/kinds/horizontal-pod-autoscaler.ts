import type { KindInfo } from './kind.js';

export const horizontalPodAutoscaler: KindInfo = {
  kind: 'HorizontalPodAutoscaler',
  plural: 'horizontalpodautoscalers',
  scope: 'Namespaced',
  stored: [
    { since: '1.1', directory: 'horizontalpodautoscalers', apiVersion: 'extensions/v1beta1' },
    { since: '1.3', directory: 'horizontalpodautoscalers', apiVersion: 'autoscaling/v1' },
    { since: '1.24', directory: 'horizontalpodautoscalers', apiVersion: 'autoscaling/v2' },
  ],
  alsoDecodable: [
    { apiVersion: 'extensions/v1beta1', since: '1.3', until: '1.6' },
    { apiVersion: 'autoscaling/v2alpha1', since: '1.6', until: '1.8' },
    { apiVersion: 'autoscaling/v2beta1', since: '1.8', until: '1.36' },
    { apiVersion: 'autoscaling/v2beta2', since: '1.12', until: '1.36' },
    { apiVersion: 'autoscaling/v2', since: '1.23', until: '1.24' },
    { apiVersion: 'autoscaling/v1', since: '1.24' },
  ],
  references: [
    { path: 'spec.scaleTargetRef', to: 'dynamic', by: 'namespaced-name', strength: 'weak' },
    { path: 'spec.scaleRef', to: 'dynamic', by: 'namespaced-name', strength: 'weak' },
  ],
};
