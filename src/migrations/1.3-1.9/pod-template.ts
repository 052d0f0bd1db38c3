import type { Json, JsonObject } from '../../lib/storage/json.js';
import { embeddedList, embeddedObject } from './annotation-json.js';
import { annotationOf, annotationPath, removeAnnotations } from '../annotations.js';
import type { Context13 } from './facts.js';
import { ensureObject, isAbsent, objectAt, objectsAt, stringAt } from '../fields.js';
import { AFFINITY, CONTAINER, TOLERATION } from './pod-shapes.js';

/** 1.4 and 1.5 write both and read the beta form first; 1.3 knows the alpha form. */
export const INIT_CONTAINERS = ['pod.beta.kubernetes.io/init-containers', 'pod.alpha.kubernetes.io/init-containers'] as const;
export const INIT_CONTAINER_STATUSES = [
  'pod.beta.kubernetes.io/init-container-statuses',
  'pod.alpha.kubernetes.io/init-container-statuses',
] as const;
export const INITIALIZED = 'pod.alpha.kubernetes.io/initialized';

const AFFINITY_ANNOTATION = 'scheduler.alpha.kubernetes.io/affinity';
const TOLERATIONS_ANNOTATION = 'scheduler.alpha.kubernetes.io/tolerations';
const SCHEDULER_NAME = 'scheduler.alpha.kubernetes.io/name';
const DNS_LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** Taints that the node controller of 1.6 and 1.7 set, and their names since 1.8. */
export const RENAMED_TAINTS: Readonly<Record<string, string>> = {
  'node.alpha.kubernetes.io/notReady': 'node.kubernetes.io/not-ready',
  'node.alpha.kubernetes.io/unreachable': 'node.kubernetes.io/unreachable',
};

/**
 * Brings a pod, or what a workload makes pods from, to 1.9: annotations become fields. It looks at nothing but the template, so
 * that templates that were equal (a Deployment's and its ReplicaSet's) stay equal, and no rollout starts.
 * @param path of the template in the object; '' for a pod
 */
export function migratePodTemplate(template: JsonObject, path: string, context: Context13): void {
  // A store of millions of pods has mostly such as these.
  if (objectAt(objectAt(template, 'metadata'), 'annotations') !== undefined) {
    moveInitContainers(template, path, context);
    moveAffinity(template, path, context);
    moveTolerations(template, path, context);
    moveSchedulerName(template, path, context);
    moveHostname(template, path, context);
    removeInitialized(template, path, context);
  }
  renameTolerations(template, path, context);
}

/** In 1.6 and 1.7, which write field and annotation, the annotation wins; 1.8 does not read it. */
function moveInitContainers(template: JsonObject, path: string, context: Context13): void {
  const annotation = INIT_CONTAINERS.find((name) => annotationOf(template, name) !== undefined);
  if (annotation === undefined) return;
  if (context.facts.sourceMinor >= 8) {
    noteOutOfForce(annotation, path, context);
    return;
  }
  const containers = embeddedList({ owner: template, path, annotation }, CONTAINER, context);
  setList(ensureObject(template, 'spec'), 'initContainers', containers);
  removeAnnotations(template, ...INIT_CONTAINERS);
  noteMoved(annotation, 'spec.initContainers', path, context);
}

/**
 * In force up to 1.5. In 1.6 and 1.7 a feature gate, which the store does not show, decided whether it counts where there is no
 * field; it is taken as if it did, so that nothing is lost.
 */
function moveAffinity(template: JsonObject, path: string, context: Context13): void {
  const text = annotationOf(template, AFFINITY_ANNOTATION);
  if (text === undefined) return;
  const spec = ensureObject(template, 'spec');
  const minor = context.facts.sourceMinor;
  if (minor >= 8 || (minor >= 6 && !isAbsent(spec.affinity))) {
    noteOutOfForce(AFFINITY_ANNOTATION, path, context);
    return;
  }
  const affinity =
    text === '' ? undefined : embeddedObject({ owner: template, path, annotation: AFFINITY_ANNOTATION }, AFFINITY, context);
  removeAnnotations(template, AFFINITY_ANNOTATION);
  if (affinity === undefined || Object.keys(affinity).length === 0) return;
  warnOfAffinityTerms(affinity, path, context);
  spec.affinity = affinity;
  noteMoved(AFFINITY_ANNOTATION, 'spec.affinity', path, context);
  if (minor < 6) return;
  context.note({
    code: 'affinity-behind-feature-gate',
    severity: 'warning',
    path: annotationPath(path, AFFINITY_ANNOTATION),
    message: `in 1.${minor} it counted only with the feature gate AffinityInAnnotations; it is carried as if that was on`,
  });
}

function moveTolerations(template: JsonObject, path: string, context: Context13): void {
  const text = annotationOf(template, TOLERATIONS_ANNOTATION);
  if (text === undefined) return;
  if (context.facts.sourceMinor >= 6) {
    noteOutOfForce(TOLERATIONS_ANNOTATION, path, context);
    return;
  }
  const tolerations =
    text === '' ? undefined : embeddedList({ owner: template, path, annotation: TOLERATIONS_ANNOTATION }, TOLERATION, context);
  setList(ensureObject(template, 'spec'), 'tolerations', tolerations);
  removeAnnotations(template, TOLERATIONS_ANNOTATION);
  noteMoved(TOLERATIONS_ANNOTATION, 'spec.tolerations', path, context);
}

function moveSchedulerName(template: JsonObject, path: string, context: Context13): void {
  const name = annotationOf(template, SCHEDULER_NAME);
  if (name === undefined) return;
  if (context.facts.sourceMinor >= 6) {
    noteOutOfForce(SCHEDULER_NAME, path, context);
    return;
  }
  if (name !== '') ensureObject(template, 'spec').schedulerName = name;
  removeAnnotations(template, SCHEDULER_NAME);
  noteMoved(SCHEDULER_NAME, 'spec.schedulerName', path, context);
}

/** The field wins where both are there; text that is no DNS label never named a host. */
function moveHostname(template: JsonObject, path: string, context: Context13): void {
  for (const field of ['hostname', 'subdomain'] as const) {
    const annotation = `pod.beta.kubernetes.io/${field}`;
    const value = annotationOf(template, annotation);
    if (value === undefined) continue;
    const spec = ensureObject(template, 'spec');
    if ((stringAt(spec, field) ?? '') !== '') {
      removeAnnotations(template, annotation);
    } else if (DNS_LABEL.test(value)) {
      spec[field] = value;
      removeAnnotations(template, annotation);
      noteMoved(annotation, `spec.${field}`, path, context);
    } else {
      noteOutOfForce(annotation, path, context);
    }
  }
}

/** A PetSet waited for it; a StatefulSet of 1.8 and later does not. What a PetSet's template said is kept by stateful-set.ts. */
function removeInitialized(template: JsonObject, path: string, context: Context13): void {
  const value = annotationOf(template, INITIALIZED);
  if (value === undefined) return;
  removeAnnotations(template, INITIALIZED);
  if (value === 'true' || path !== '') return;
  context.note({
    code: 'pet-not-initialized',
    severity: 'warning',
    path: annotationPath(path, INITIALIZED),
    message: `the pod held back its set with "${value}"; a StatefulSet of 1.9 goes on without waiting for it`,
  });
}

/** Tolerations must follow the taints that they are for (node.ts), or the pods are evicted. */
function renameTolerations(template: JsonObject, path: string, context: Context13): void {
  if (context.facts.sourceMinor < 6) return;
  const spec = objectAt(template, 'spec');
  for (const toleration of objectsAt(spec, 'tolerations')) {
    const key = stringAt(toleration, 'key') ?? '';
    const renamed = RENAMED_TAINTS[key];
    if (renamed === undefined) continue;
    const message = `the taint ${key} is called ${renamed} since 1.8`;
    context.note({ code: 'toleration-renamed', severity: 'info', path: within(path, 'spec.tolerations'), message });
    toleration.key = renamed;
  }
}

function warnOfAffinityTerms(affinity: JsonObject, path: string, context: Context13): void {
  for (const term of podAffinityTerms(affinity)) {
    if (Array.isArray(term.namespaces) && term.namespaces.length === 0) {
      context.note({
        code: 'affinity-all-namespaces',
        severity: 'warning',
        path: within(path, 'spec.affinity'),
        message: 'an empty list of namespaces meant all of them; in 1.9 it means the namespace of the pod',
      });
    }
    if ((stringAt(term, 'topologyKey') ?? '') === '') {
      context.note({
        code: 'affinity-without-topology-key',
        severity: 'warning',
        path: within(path, 'spec.affinity'),
        message: 'a term without topology key meant several topologies at once; 1.9 refuses it when the object is next written',
      });
    }
  }
}

function podAffinityTerms(affinity: JsonObject): JsonObject[] {
  const terms: JsonObject[] = [];
  for (const side of [objectAt(affinity, 'podAffinity'), objectAt(affinity, 'podAntiAffinity')]) {
    terms.push(...objectsAt(side, 'requiredDuringSchedulingIgnoredDuringExecution'));
    for (const preferred of objectsAt(side, 'preferredDuringSchedulingIgnoredDuringExecution')) {
      const term = objectAt(preferred, 'podAffinityTerm');
      if (term !== undefined) terms.push(term);
    }
  }
  return terms;
}

function setList(owner: JsonObject, field: string, list: readonly Json[] | undefined): void {
  if (list === undefined || list.length === 0) Reflect.deleteProperty(owner, field);
  else owner[field] = list;
}

function noteMoved(annotation: string, field: string, path: string, context: Context13): void {
  context.note({
    code: 'annotation-became-field',
    severity: 'info',
    path: annotationPath(path, annotation),
    message: `stands in ${within(path, field)} now`,
  });
}

function noteOutOfForce(annotation: string, path: string, context: Context13): void {
  context.note({
    code: 'annotation-without-effect',
    severity: 'warning',
    path: annotationPath(path, annotation),
    message: `had no effect in 1.${context.facts.sourceMinor} and has none in 1.9; it is left as it is`,
  });
}

function within(path: string, field: string): string {
  return path === '' ? field : `${path}.${field}`;
}
