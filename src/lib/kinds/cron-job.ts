import type { KindInfo } from './kind.js';

/** ScheduledJob in 1.4: another kind at another key. 1.5 to 1.7 still serve the old name, but store at the new key. */
export const cronJob: KindInfo = {
  kind: 'CronJob',
  plural: 'cronjobs',
  scope: 'Namespaced',
  stored: [
    { since: '1.4', directory: 'scheduledjobs', apiVersion: 'batch/v2alpha1', kind: 'ScheduledJob' },
    { since: '1.5', directory: 'cronjobs', apiVersion: 'batch/v2alpha1' },
    { since: '1.8', directory: 'cronjobs', apiVersion: 'batch/v1beta1' },
    { since: '1.22', directory: 'cronjobs', apiVersion: 'batch/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'batch/v2alpha1', since: '1.8', until: '1.21' },
    { apiVersion: 'batch/v1', since: '1.21', until: '1.22' },
    { apiVersion: 'batch/v1beta1', since: '1.22' },
  ],
  podTemplates: ['spec.jobTemplate.spec.template'],
  references: [{ path: 'status.active[]', to: 'Job', by: 'namespaced-name', strength: 'weak' }],
};
