import type { KubeObject } from '../../lib/storage/json.js';
import type { Outcome } from '../migration.js';
import { type Context13, namespaceOf } from './facts.js';
import { ensureObject, objectsAt, stringsAt } from '../fields.js';

/**
 * networking.k8s.io/v1 has the same fields, but another meaning of a policy: up to 1.6 it let traffic into an isolated
 * namespace and did nothing in any other; since 1.7 it isolates the pods that it selects.
 */
export function migrateNetworkPolicy(policy: KubeObject, context: Context13): Outcome {
  const { facts } = context;
  const inactive = facts.sourceMinor < 7 && !facts.isolatedNamespaces.has(namespaceOf(policy));
  if (inactive && facts.networkPolicies === 'drop-inactive') {
    return {
      drop: 'inactive-network-policy',
      reason: `namespace ${namespaceOf(policy)} was not isolated, so the policy had no effect; in 1.9 it would cut traffic`,
    };
  }
  if (inactive) {
    const message = `namespace ${namespaceOf(policy)} was not isolated, so the policy had no effect; from now on it cuts traffic`;
    context.note({ code: 'network-policy-activated', severity: 'warning', message });
  }
  const spec = ensureObject(policy, 'spec');
  ensureObject(spec, 'podSelector');
  if (stringsAt(spec, 'policyTypes').length === 0) {
    spec.policyTypes = objectsAt(spec, 'egress').length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
  }
  return { objects: [{ object: policy }] };
}
