import type { KubeObject } from '../../lib/storage/json.js';
import { annotationOf, annotationPath, SKEP_ANNOTATIONS, setAnnotation } from '../annotations.js';
import type { Context13 } from './facts.js';
import { ensureObject, isAbsent, objectAt, objectsAt, stringAt } from '../fields.js';
import { migrateClaim } from './persistent-volume-claim.js';
import { INITIALIZED } from './pod-template.js';
import { migrateTemplateInSpec } from './workloads.js';

/** A PetSet becomes a StatefulSet at another key; pods, claims and uids stay what they are. */
export function migrateStatefulSet(set: KubeObject, context: Context13): void {
  const spec = ensureObject(set, 'spec');
  keepInitialized(set, context);
  migrateTemplateInSpec(set, context);
  for (const [i, claim] of objectsAt(spec, 'volumeClaimTemplates').entries()) {
    migrateClaim(claim, `spec.volumeClaimTemplates[${i}]`, context);
    const status = ensureObject(claim, 'status');
    if ((stringAt(status, 'phase') ?? '') === '') status.phase = 'Pending';
  }
  if ((stringAt(spec, 'podManagementPolicy') ?? '') === '') spec.podManagementPolicy = 'OrderedReady';
  const strategy = ensureObject(spec, 'updateStrategy');
  if ((stringAt(strategy, 'type') ?? '') === '') strategy.type = 'OnDelete';
  if (isAbsent(spec.revisionHistoryLimit)) spec.revisionHistoryLimit = 10;
}

/**
 * A PetSet whose template does not say "true" stopped after its first pod until a person said so on the pod. A StatefulSet takes
 * absent for true (1.5 to 1.7) or does not look (1.8), so the set goes on; what it said is kept.
 */
function keepInitialized(set: KubeObject, context: Context13): void {
  if (context.facts.sourceMinor >= 8) return;
  const template = objectAt(objectAt(set, 'spec'), 'template') ?? {};
  const value = annotationOf(template, INITIALIZED);
  if (value === 'true' || (value === undefined && set.kind !== 'PetSet')) return;
  setAnnotation(set, SKEP_ANNOTATIONS.petSetInitialized, value ?? 'absent');
  context.note({
    code: 'paused-pet-set',
    severity: 'warning',
    path: annotationPath('spec.template', INITIALIZED),
    message: `is ${value === undefined ? 'absent' : `"${value}"`}, which held the set back; a StatefulSet of 1.9 goes on`,
  });
}
