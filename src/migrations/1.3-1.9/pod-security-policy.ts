import type { KubeObject } from '../../lib/storage/json.js';
import type { Context13 } from './facts.js';
import { ensureObject, isAbsent } from '../fields.js';

/** The field came with 1.8; before, nothing kept a process from gaining privileges. */
export function migratePodSecurityPolicy(policy: KubeObject, context: Context13): void {
  const spec = ensureObject(policy, 'spec');
  if (isAbsent(spec.allowPrivilegeEscalation) || context.facts.sourceMinor < 8) spec.allowPrivilegeEscalation = true;
  if (spec.allowPrivilegeEscalation !== false) return;
  context.note({
    code: 'privilege-escalation-forbidden',
    severity: 'warning',
    path: 'spec.allowPrivilegeEscalation',
    message: 'is false, which 1.8.0 also wrote on its own account: check that it is meant, and apply the policy again if not',
  });
}
