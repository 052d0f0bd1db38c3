import type { KubeObject } from '../../lib/storage/json.js';
import type { Outcome } from '../migration.js';
import { annotationPath, removeAnnotations, SKEP_ANNOTATIONS } from '../annotations.js';
import { type Context13, DENY_POLICY_NAME, nameOf, planTimestamp } from './facts.js';
import { ensureObject, isAbsent, objectAt, stringsAt } from '../fields.js';
import { isIsolated, NETWORK_POLICY_ANNOTATION } from './isolation.js';

export function migrateNamespace(namespace: KubeObject, context: Context13): Outcome {
  ensureFinalizer(namespace);
  // From 1.7 on the annotation is not read: what is isolated there is so by a policy.
  if (!isIsolated(namespace) || context.facts.sourceMinor >= 7) return { objects: [{ object: namespace }] };
  removeAnnotations(namespace, NETWORK_POLICY_ANNOTATION);
  const policy = denyPolicy(nameOf(namespace), context);
  context.note({
    code: 'isolation-became-policy',
    severity: 'info',
    path: annotationPath('', NETWORK_POLICY_ANNOTATION),
    message: `is the NetworkPolicy ${nameOf(policy)} now`,
  });
  return { objects: [{ object: namespace }, { object: policy }] };
}

/** Without it, a deletion would leave what is in the namespace behind. A namespace that is going away has given it up itself. */
function ensureFinalizer(namespace: KubeObject): void {
  const phase = objectAt(namespace, 'status')?.phase;
  if (phase === 'Terminating' || !isAbsent(objectAt(namespace, 'metadata')?.deletionTimestamp)) return;
  const spec = ensureObject(namespace, 'spec');
  const finalizers = stringsAt(spec, 'finalizers');
  if (!finalizers.includes('kubernetes')) spec.finalizers = [...finalizers, 'kubernetes'];
}

function denyPolicy(namespace: string, context: Context13): KubeObject {
  const name = freeName(namespace, context);
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name,
      namespace,
      uid: context.uid(`networkpolicies/${namespace}/${name}`),
      generation: 1,
      creationTimestamp: planTimestamp(context),
      annotations: { [SKEP_ANNOTATIONS.madeFrom]: NETWORK_POLICY_ANNOTATION },
    },
    spec: { podSelector: {}, policyTypes: ['Ingress'] },
  };
}

function freeName(namespace: string, context: Context13): string {
  const taken = context.facts.takenPolicyNames;
  let name = DENY_POLICY_NAME;
  for (let n = 2; taken.has(`${namespace}/${name}`); n++) name = `${DENY_POLICY_NAME}-${n}`;
  return name;
}
