import { mainPart } from '../../lib/config/namespace-names.js';
import { copyJson } from '../../lib/kinds/copy.js';
import type { KubeObject } from '../../lib/storage/json.js';
import { SKEP_ANNOTATIONS, setAnnotation } from '../annotations.js';
import { ensureObject, objectAt, stringAt } from '../fields.js';
import type { Outcome } from '../migration.js';
import { type Context10, nameOf, planTimestamp } from './facts.js';
import { namingOf } from './placement.js';

/** A tenant's namespace gets its new name and the tenant's label, and further ones beside it where the rules say so. */
export function migrateNamespace(namespace: KubeObject, context: Context10): Outcome {
  const old = nameOf(namespace);
  const naming = namingOf(context.facts, old);
  if (naming === undefined) return { objects: [{ object: namespace }] };
  const main = mainPart(naming).name;
  rename(namespace, old, main, context);
  context.note({ code: 'namespace-renamed', severity: 'info', path: 'metadata.name', message: `was ${old}` });
  const others = naming.parts.slice(0, -1).map(({ name }) => beside(namespace, main, name, context));
  if (others.length > 0) {
    const names = naming.parts.map(({ name }) => name).join(', ');
    const message = `becomes ${names}; quotas and limits stay in ${main} alone, and the others have none until they are given some`;
    context.note({ code: 'namespace-split', severity: 'warning', message });
  }
  return { objects: [{ object: namespace }, ...others.map((object) => ({ object }))] };
}

function rename(namespace: KubeObject, old: string, name: string, context: Context10): void {
  const metadata = ensureObject(namespace, 'metadata');
  metadata.name = name;
  const labels = ensureObject(metadata, 'labels');
  // A label that says the name goes on to say it.
  if (labels.name === old) labels.name = name;
  const label = context.facts.rules?.spec.tenants?.label ?? 'tenant';
  const there = stringAt(labels, label);
  if (there !== undefined && there !== old) {
    const message = `was "${there}" and is the tenant now`;
    context.note({ code: 'tenant-label-replaced', severity: 'warning', path: `metadata.labels["${label}"]`, message });
  }
  labels[label] = old;
}

function beside(namespace: KubeObject, main: string, name: string, context: Context10): KubeObject {
  const made = copyJson<KubeObject>(namespace);
  const metadata = ensureObject(made, 'metadata');
  metadata.name = name;
  metadata.uid = context.uid(`namespaces/${name}`);
  metadata.creationTimestamp = planTimestamp(context);
  delete metadata.resourceVersion;
  delete metadata.selfLink;
  const labels = objectAt(metadata, 'labels');
  if (labels?.name === main) labels.name = name;
  setAnnotation(made, SKEP_ANNOTATIONS.madeFrom, `Namespace/${main}`);
  return made;
}
