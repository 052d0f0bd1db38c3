import type { KubeObject } from '../../lib/storage/json.js';
import { embeddedList } from './annotation-json.js';
import { annotationOf, removeAnnotations } from '../annotations.js';
import type { Context13 } from './facts.js';
import { ensureObject } from '../fields.js';
import { CONTAINER_STATUS } from './pod-shapes.js';
import { INIT_CONTAINER_STATUSES, migratePodTemplate } from './pod-template.js';

export function migratePod(pod: KubeObject, context: Context13): void {
  moveInitContainerStatuses(pod, context);
  migratePodTemplate(pod, '', context);
}

/** Without them the kubelet would run the init containers of a pod that is past them once more. */
function moveInitContainerStatuses(pod: KubeObject, context: Context13): void {
  const annotation = INIT_CONTAINER_STATUSES.find((name) => annotationOf(pod, name) !== undefined);
  if (annotation === undefined || context.facts.sourceMinor >= 8) return;
  const statuses = embeddedList({ owner: pod, path: '', annotation }, CONTAINER_STATUS, context);
  if (statuses !== undefined && statuses.length > 0) ensureObject(pod, 'status').initContainerStatuses = statuses;
  removeAnnotations(pod, ...INIT_CONTAINER_STATUSES);
}
