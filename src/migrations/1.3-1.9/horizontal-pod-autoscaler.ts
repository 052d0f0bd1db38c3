import type { JsonObject, KubeObject } from '../../lib/storage/json.js';
import { annotationOf, annotationPath } from '../annotations.js';
import type { Context13 } from './facts.js';
import { ensureObject, numberAt, objectAt, stringAt } from '../fields.js';
import { renameKind } from './renamed-kinds.js';

const CUSTOM_METRICS = 'alpha/target.custom-metrics.podautoscaler.kubernetes.io';

export function migrateHorizontalPodAutoscaler(autoscaler: KubeObject, context: Context13): void {
  const spec = ensureObject(autoscaler, 'spec');
  if (autoscaler.apiVersion === 'extensions/v1beta1') convertSpec(spec);
  const target = objectAt(spec, 'scaleTargetRef');
  if (target !== undefined) renameKind(target);
  if (annotationOf(autoscaler, CUSTOM_METRICS) === undefined) return;
  context.note({
    code: 'custom-metrics-annotation',
    severity: 'warning',
    path: annotationPath('', CUSTOM_METRICS),
    message: 'is kept but not read by 1.9: write the metrics as autoscaling/v2beta1 does, or the autoscaler looks at CPU only',
  });
}

/** extensions/v1beta1 names the target's subresource, which 1.9 finds by itself, and lets the target percentage be 80. */
function convertSpec(spec: JsonObject): void {
  const ref = objectAt(spec, 'scaleRef');
  if (ref !== undefined) {
    const target: JsonObject = { kind: stringAt(ref, 'kind') ?? '', name: stringAt(ref, 'name') ?? '' };
    const apiVersion = stringAt(ref, 'apiVersion');
    if (apiVersion !== undefined) target.apiVersion = apiVersion;
    spec.scaleTargetRef = target;
  }
  spec.targetCPUUtilizationPercentage = numberAt(objectAt(spec, 'cpuUtilization'), 'targetPercentage') ?? 80;
  delete spec.scaleRef;
  delete spec.cpuUtilization;
}
