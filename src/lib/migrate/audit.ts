import { redactSecrets } from '../kinds/secret-fields.js';
import { kindByName } from '../kinds/registry.js';
import type { KubeObject } from '../storage/json.js';
import type { Carried } from './pipeline/carry.js';

/** One line of the audit: what became of one source key, or (without `key`) what was made from the whole. */
export interface AuditRow {
  readonly key?: string;
  readonly fate: Carried['fate'];
  readonly kind: string;
  readonly namespace?: string;
  /** The keys that came of it, its successor first. */
  readonly to?: readonly string[];
  readonly rule?: string;
  readonly reason?: string;
  readonly notes?: readonly {
    readonly code: string;
    readonly severity: string;
    readonly path?: string;
    readonly message: string;
  }[];
  /** What a rule dropped, as it was; values of secrets are left out. */
  readonly object?: KubeObject;
}

export function auditRow(carried: Carried): AuditRow {
  const { problem } = carried;
  return {
    ...(carried.source === undefined ? {} : { key: carried.source }),
    fate: carried.fate,
    kind: carried.kind,
    ...(carried.namespace === undefined ? {} : { namespace: carried.namespace }),
    ...(carried.written.length === 0 ? {} : { to: carried.written.map((written) => written.key) }),
    ...(carried.rule === undefined ? {} : { rule: carried.rule }),
    ...(carried.reason === undefined ? {} : { reason: carried.reason }),
    ...(problem === undefined ? {} : { rule: problem.code, reason: problem.message }),
    ...(carried.notes.length === 0 ? {} : { notes: carried.notes }),
    ...(carried.dropped === undefined ? {} : { object: withoutSecrets(carried.dropped) }),
  };
}

function withoutSecrets(object: KubeObject): KubeObject {
  const info = kindByName(object.kind, object.apiVersion);
  return info === undefined ? object : redactSecrets(object, info);
}
