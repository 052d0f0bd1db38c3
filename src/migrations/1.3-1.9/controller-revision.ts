import type { Json, KubeObject } from '../../lib/storage/json.js';
import type { Context13 } from './facts.js';
import { isList, isObject, objectAt } from '../fields.js';
import { migratePodTemplate } from './pod-template.js';

/** A revision holds a template as JSON; it has to change as the set's own does, or the set looks as if it had a new revision. */
export function migrateControllerRevision(revision: KubeObject, context: Context13): void {
  const template = objectAt(objectAt(objectAt(revision, 'data'), 'spec'), 'template');
  if (template === undefined) return;
  const before = JSON.stringify(template);
  migratePodTemplate(template, 'data.spec.template', context);
  // Revisions are compared as bytes, which Go writes with sorted keys; what did not change keeps its own.
  if (JSON.stringify(template) !== before) revision.data = sorted(revision.data ?? null);
}

function sorted(value: Json): Json {
  if (isList(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key] ?? null)]));
}
