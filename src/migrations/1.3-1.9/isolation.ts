import type { Json, JsonObject, KubeObject } from '../../lib/storage/json.js';
import { annotationOf } from '../annotations.js';
import { isObject, objectAt } from '../fields.js';

/** Before 1.7 it isolated the pods of a namespace: {"ingress": {"isolation": "DefaultDeny"}}. */
export const NETWORK_POLICY_ANNOTATION = 'net.beta.kubernetes.io/network-policy';

/** Does the namespace's annotation ask for isolation? Text that is no JSON did not isolate anything. */
export function isIsolated(namespace: KubeObject): boolean {
  const text = annotationOf(namespace, NETWORK_POLICY_ANNOTATION);
  if (text === undefined) return false;
  return objectAt(parsed(text), 'ingress')?.isolation === 'DefaultDeny';
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
