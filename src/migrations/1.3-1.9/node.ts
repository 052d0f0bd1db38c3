import type { KubeObject } from '../../lib/storage/json.js';
import { embeddedList } from './annotation-json.js';
import { annotationOf, annotationPath, removeAnnotations } from '../annotations.js';
import type { Context13 } from './facts.js';
import { ensureObject, objectsAt, stringAt } from '../fields.js';
import { TAINT } from './pod-shapes.js';
import { RENAMED_TAINTS } from './pod-template.js';

const TAINTS = 'scheduler.alpha.kubernetes.io/taints';

export function migrateNode(node: KubeObject, context: Context13): void {
  moveTaints(node, context);
  for (const taint of objectsAt(ensureObject(node, 'spec'), 'taints')) {
    const renamed = RENAMED_TAINTS[stringAt(taint, 'key') ?? ''];
    if (renamed !== undefined) taint.key = renamed;
  }
}

/** In force up to 1.5; no server ever moved it into the field that 1.6 brought. */
function moveTaints(node: KubeObject, context: Context13): void {
  const text = annotationOf(node, TAINTS);
  if (text === undefined) return;
  if (context.facts.sourceMinor >= 6) {
    context.note({
      code: 'annotation-without-effect',
      severity: 'warning',
      path: annotationPath('', TAINTS),
      message: `had no effect in 1.${context.facts.sourceMinor} and has none in 1.9; it is left as it is`,
    });
    return;
  }
  const taints = text === '' ? undefined : embeddedList({ owner: node, path: '', annotation: TAINTS }, TAINT, context);
  removeAnnotations(node, TAINTS);
  if (taints === undefined || taints.length === 0) return;
  ensureObject(node, 'spec').taints = taints;
  context.note({
    code: 'annotation-became-field',
    severity: 'info',
    path: annotationPath('', TAINTS),
    message: 'stands in spec.taints now',
  });
}
