import type { Json, KubeObject } from '../../lib/storage/json.js';
import { annotationOf } from '../annotations.js';
import type { Context13 } from './facts.js';
import { ensureObject, isAbsent, isObject, objectAt, objectsAt, stringAt } from '../fields.js';
import { migrateTemplateInSpec } from './workloads.js';

const CREATED_BY = 'kubernetes.io/created-by';

export function migrateJob(job: KubeObject, context: Context13): void {
  if (job.apiVersion === 'extensions/v1beta1') convertSelectorMode(job);
  migrateTemplateInSpec(job, context);
  if (context.facts.sourceMinor < 8) {
    adoptByScheduledJob(job, context);
    warnOfBackoffLimit(job, context);
  }
}

/** extensions/v1beta1 asks for a generated selector, batch/v1 for one of the user's; either way the selector itself stays. */
function convertSelectorMode(job: KubeObject): void {
  const spec = ensureObject(job, 'spec');
  if (spec.autoSelector === true) delete spec.manualSelector;
  else spec.manualSelector = true;
  delete spec.autoSelector;
}

/**
 * Up to 1.7 the scheduled job told its jobs by an annotation, 1.9 by the controller reference; a running one would count as
 * missing and, with concurrency forbidden, run twice. Not when the parent is gone: the garbage collector would delete the job.
 */
function adoptByScheduledJob(job: KubeObject, context: Context13): void {
  const metadata = ensureObject(job, 'metadata');
  const parent = objectAt(parsed(annotationOf(job, CREATED_BY)), 'reference');
  if (parent?.kind !== 'ScheduledJob' && parent?.kind !== 'CronJob') return;
  const uid = stringAt(parent, 'uid') ?? '';
  const name = context.facts.scheduledJobs.get(uid);
  const owners = objectsAt(metadata, 'ownerReferences');
  if (name === undefined || owners.some((owner) => owner.controller === true || owner.uid === uid)) return;
  metadata.ownerReferences = [...owners, { apiVersion: 'batch/v1beta1', kind: 'CronJob', name, uid, controller: true }];
  context.note({
    code: 'controller-reference-added',
    severity: 'info',
    path: 'metadata.ownerReferences',
    message: `names CronJob ${name}, which 1.9 no longer finds by the annotation ${CREATED_BY}`,
  });
}

function warnOfBackoffLimit(job: KubeObject, context: Context13): void {
  const finished = objectsAt(objectAt(job, 'status'), 'conditions').some(
    (condition) => (condition.type === 'Complete' || condition.type === 'Failed') && condition.status === 'True',
  );
  if (finished || !isAbsent(objectAt(job, 'spec')?.backoffLimit)) return;
  context.note({
    code: 'job-backoff-limit',
    severity: 'info',
    path: 'spec.backoffLimit',
    message: 'the job is not finished and had no limit of retries; 1.9 lets it fail after 6',
  });
}

function parsed(text: string | undefined): KubeObject | undefined {
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? (value as KubeObject) : undefined;
  } catch {
    return undefined;
  }
}
