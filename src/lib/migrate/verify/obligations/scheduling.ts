import type { Json, JsonObject } from '../../../storage/json.js';
import { annotation, asMap, asText, mapAt, removeAnnotation, takeJson } from '../json.js';
import type { ObjectObligation, TemplateObligation } from './obligation.js';

const AFFINITY = 'scheduler.alpha.kubernetes.io/affinity';
const TOLERATIONS = 'scheduler.alpha.kubernetes.io/tolerations';
const SCHEDULER = 'scheduler.alpha.kubernetes.io/name';
const TAINTS = 'scheduler.alpha.kubernetes.io/taints';

export const affinity: TemplateObligation = {
  id: 'affinity',
  paths: ['spec.affinity', `metadata.annotations["${AFFINITY}"]`],
  expectTemplate(template) {
    const written = takeJson(template, AFFINITY, 'map');
    const spec = mapAt(template, 'spec');
    if (written !== undefined && asMap(spec.affinity) === undefined) spec.affinity = written;
  },
};

export const tolerations: TemplateObligation = {
  id: 'tolerations',
  paths: ['spec.tolerations', `metadata.annotations["${TOLERATIONS}"]`],
  expectTemplate(template) {
    const written = takeJson(template, TOLERATIONS, 'list');
    const spec = mapAt(template, 'spec');
    if (written !== undefined && !Array.isArray(spec.tolerations)) spec.tolerations = written;
  },
};

export const schedulerName: TemplateObligation = {
  id: 'scheduler-name',
  paths: ['spec.schedulerName', `metadata.annotations["${SCHEDULER}"]`],
  expectTemplate(template) {
    const name = annotation(template, SCHEDULER);
    const spec = mapAt(template, 'spec');
    if (name !== undefined && name !== '' && asText(spec.schedulerName) === undefined) spec.schedulerName = name;
    removeAnnotation(template, SCHEDULER);
  },
};

/** Keys that the node controller of 1.6 to 1.8 used, and what 1.9 looks for. */
export const RENAMED_TAINTS: Readonly<Record<string, string>> = {
  'node.alpha.kubernetes.io/notReady': 'node.kubernetes.io/not-ready',
  'node.alpha.kubernetes.io/unreachable': 'node.kubernetes.io/unreachable',
};

export const taints: ObjectObligation = {
  id: 'taints',
  kinds: ['Node'],
  paths: ['spec.taints', `metadata.annotations["${TAINTS}"]`],
  expect(node) {
    const written = takeJson(node, TAINTS, 'list');
    const spec = mapAt(node, 'spec');
    if (written !== undefined && !Array.isArray(spec.taints)) spec.taints = written;
    if (Array.isArray(spec.taints)) spec.taints = (spec.taints as readonly Json[]).map(renamed);
  },
};

function renamed(entry: Json): Json {
  const taint = asMap(entry);
  const key = asText(taint?.key) ?? '';
  return taint === undefined || !Object.hasOwn(RENAMED_TAINTS, key)
    ? entry
    : ({ ...taint, key: RENAMED_TAINTS[key] } satisfies JsonObject);
}
