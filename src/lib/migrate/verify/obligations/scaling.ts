import { asMap } from '../json.js';
import type { ObjectObligation } from './obligation.js';

/** extensions/v1beta1 -> autoscaling/v1. The subresource is always "scale" and has no field any more; no target means 80. */
export const autoscalers: ObjectObligation = {
  id: 'autoscaler-form',
  sourceVersion: 'extensions/v1beta1',
  kinds: ['HorizontalPodAutoscaler'],
  paths: ['spec.scaleRef', 'spec.scaleTargetRef', 'spec.cpuUtilization', 'spec.targetCPUUtilizationPercentage'],
  expect(autoscaler) {
    const spec = asMap(autoscaler.spec);
    const scaleRef = asMap(spec?.scaleRef);
    if (spec === undefined || scaleRef === undefined) return;
    const { kind, name, apiVersion } = scaleRef;
    spec.scaleTargetRef = { kind, name, apiVersion };
    spec.targetCPUUtilizationPercentage = asMap(spec.cpuUtilization)?.targetPercentage ?? 80;
    Reflect.deleteProperty(spec, 'scaleRef');
    Reflect.deleteProperty(spec, 'cpuUtilization');
  },
};

/** extensions/v1beta1 -> batch/v1: a selector that nobody generated must be said to be manual. */
export const jobs: ObjectObligation = {
  id: 'job-form',
  sourceVersion: 'extensions/v1beta1',
  kinds: ['Job'],
  paths: ['spec.autoSelector', 'spec.manualSelector', 'spec.selector'],
  expect(job) {
    const spec = asMap(job.spec);
    if (spec === undefined) return;
    if (spec.autoSelector !== true) spec.manualSelector = true;
    Reflect.deleteProperty(spec, 'autoSelector');
  },
};
