import type { JsonObject, KubeObject } from '../../lib/storage/json.js';
import { type Context13, namespaceOf } from './facts.js';
import { ensureObject, isAbsent, objectsAt, stringAt, stringsAt } from '../fields.js';

const GROUP = 'rbac.authorization.k8s.io';

/** Resources that have another name, or stand in another group only, in 1.9: "group/resource". */
const RENAMED_RESOURCES: ReadonlyMap<string, string> = new Map([
  ['apps/petsets', 'apps/statefulsets'],
  ['batch/scheduledjobs', 'batch/cronjobs'],
  ['extensions/jobs', 'batch/jobs'],
  ['extensions/horizontalpodautoscalers', 'autoscaling/horizontalpodautoscalers'],
  ['extensions/thirdpartyresources', 'apiextensions.k8s.io/customresourcedefinitions'],
]);

/** Role and ClusterRole. attributeRestrictions were never evaluated by any authorizer; v1beta1 left them out. */
export function migrateRole(role: KubeObject, context: Context13): void {
  if (!Array.isArray(role.rules)) role.rules = [];
  for (const [i, rule] of objectsAt(role, 'rules').entries()) {
    if (!isAbsent(rule.attributeRestrictions)) {
      context.note({
        code: 'attribute-restrictions',
        severity: 'warning',
        path: `rules[${i}].attributeRestrictions`,
        message: 'is left out: no release evaluated it, so the rule grants what it granted before',
      });
    }
    delete rule.attributeRestrictions;
    noteRenamedResources(rule, `rules[${i}]`, context);
  }
}

/** What a role grants is not widened on its own: the operator is told where it names what is gone. */
function noteRenamedResources(rule: JsonObject, path: string, context: Context13): void {
  const groups = stringsAt(rule, 'apiGroups');
  const resources = stringsAt(rule, 'resources');
  for (const [former, current] of RENAMED_RESOURCES) {
    const [formerGroup = '', formerResource = ''] = former.split('/');
    const [currentGroup = '', currentResource = ''] = current.split('/');
    const named = groups.includes(formerGroup) && resources.includes(formerResource);
    if (!named || (groups.includes(currentGroup) && resources.includes(currentResource))) continue;
    context.note({
      code: 'role-names-former-resource',
      severity: 'warning',
      path,
      message: `grants ${former}, which is ${current} in 1.9; the rule is left as it is`,
    });
  }
}

/** RoleBinding and ClusterRoleBinding. */
export function migrateRoleBinding(binding: KubeObject, context: Context13): void {
  const alpha = binding.apiVersion === `${GROUP}/v1alpha1`;
  if (!Array.isArray(binding.subjects)) binding.subjects = [];
  for (const [i, subject] of objectsAt(binding, 'subjects').entries()) {
    completeSubject(subject);
    if (!alpha || subject.kind !== 'User' || subject.name !== '*') continue;
    subject.kind = 'Group';
    subject.name = 'system:authenticated';
    context.note({
      code: 'user-wildcard',
      severity: 'info',
      path: `subjects[${i}]`,
      message: 'User "*" is the group system:authenticated since 1.6, which leaves out anonymous requests',
    });
  }
  convertRoleRef(binding, context);
}

function completeSubject(subject: JsonObject): void {
  const group = (stringAt(subject, 'apiVersion') ?? '').split('/');
  switch (subject.kind) {
    case 'ServiceAccount':
      subject.apiGroup = '';
      break;
    case 'User':
    case 'Group':
      subject.apiGroup = GROUP;
      break;
    default:
      subject.apiGroup ??= group.length > 1 ? (group[0] ?? '') : '';
  }
  delete subject.apiVersion;
}

/** v1alpha1 of 1.3 has a whole object reference there. A role of another namespace could be named but was never granted. */
function convertRoleRef(binding: KubeObject, context: Context13): void {
  const ref = ensureObject(binding, 'roleRef');
  const namespace = stringAt(ref, 'namespace') ?? '';
  if (ref.kind === 'Role' && namespace !== '' && namespace !== namespaceOf(binding)) {
    context.note({
      code: 'role-of-another-namespace',
      severity: 'warning',
      path: 'roleRef',
      message: `named a role of namespace ${namespace}, which granted nothing; in 1.9 it names the role of the binding's own namespace`,
    });
  }
  binding.roleRef = { apiGroup: GROUP, kind: stringAt(ref, 'kind') ?? '', name: stringAt(ref, 'name') ?? '' };
}
