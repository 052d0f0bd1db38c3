import type { KubeObject } from '../../lib/storage/json.js';
import { annotationOf, annotationPath, removeAnnotations } from '../annotations.js';
import type { Context13 } from './facts.js';
import { ensureObject, isAbsent, numberAt, objectAt, stringAt } from '../fields.js';
import { migratePodTemplate } from './pod-template.js';

const SELECTOR_OVERLAP = 'deployment.kubernetes.io/error-selector-overlapping-with';
const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation';

/** ReplicationController, ReplicaSet: nothing but the template changes. */
export function migrateTemplateInSpec(object: KubeObject, context: Context13): void {
  const template = objectAt(objectAt(object, 'spec'), 'template');
  if (template !== undefined) migratePodTemplate(template, 'spec.template', context);
}

/** PodTemplate, which has its template beside the metadata. */
export function migratePodTemplateObject(object: KubeObject, context: Context13): void {
  const template = objectAt(object, 'template');
  if (template !== undefined) migratePodTemplate(template, 'template', context);
}

/** It stays extensions/v1beta1, whose defaults are the same in both releases, so nothing needs to be written out. */
export function migrateDeployment(deployment: KubeObject, context: Context13): void {
  const overlap = annotationOf(deployment, SELECTOR_OVERLAP);
  if (overlap !== undefined) {
    removeAnnotations(deployment, SELECTOR_OVERLAP);
    context.note({
      code: 'overlapping-selector',
      severity: 'warning',
      path: annotationPath('', SELECTOR_OVERLAP),
      message: `its selector overlaps with "${overlap}", for which it was not acted upon; 1.9 will act upon it`,
    });
  }
  migrateTemplateInSpec(deployment, context);
}

/** The generation of the template, which 1.6 brought, counts from 1; up to 1.5 there was no update but by deletion. */
export function migrateDaemonSet(daemonSet: KubeObject, context: Context13): void {
  const spec = ensureObject(daemonSet, 'spec');
  if ((numberAt(spec, 'templateGeneration') ?? 0) < 1) {
    spec.templateGeneration = Math.max(1, Number(annotationOf(daemonSet, TEMPLATE_GENERATION) ?? 1) || 1);
  }
  const strategy = ensureObject(spec, 'updateStrategy');
  if ((stringAt(strategy, 'type') ?? '') === '') strategy.type = 'OnDelete';
  if (isAbsent(spec.revisionHistoryLimit)) spec.revisionHistoryLimit = 10;
  migrateTemplateInSpec(daemonSet, context);
}
