import type { KubeObject } from '../../lib/storage/json.js';
import type { Context13 } from './facts.js';
import { ensureObject, isAbsent, objectAt, objectsAt, stringAt } from '../fields.js';
import { migratePodTemplate } from './pod-template.js';
import { renameKind } from './renamed-kinds.js';

/** ScheduledJob (1.4) and CronJob: the same fields under another name. */
export function migrateCronJob(cronJob: KubeObject, context: Context13): void {
  const spec = ensureObject(cronJob, 'spec');
  if (isAbsent(spec.suspend)) spec.suspend = false;
  if ((stringAt(spec, 'concurrencyPolicy') ?? '') === '') spec.concurrencyPolicy = 'Allow';
  const template = objectAt(objectAt(objectAt(spec, 'jobTemplate'), 'spec'), 'template');
  if (template !== undefined) migratePodTemplate(template, 'spec.jobTemplate.spec.template', context);
  for (const active of objectsAt(objectAt(cronJob, 'status'), 'active')) renameKind(active);
  const unlimited = ['successfulJobsHistoryLimit', 'failedJobsHistoryLimit'].filter((field) => isAbsent(spec[field]));
  if (context.facts.sourceMinor >= 8 || unlimited.length === 0) return;
  context.note({
    code: 'cron-job-history-limit',
    severity: 'warning',
    path: 'spec',
    message: `${unlimited.join(' and ')} not set, which kept all finished jobs; 1.9 keeps 3 successful and 1 failed`,
  });
}
