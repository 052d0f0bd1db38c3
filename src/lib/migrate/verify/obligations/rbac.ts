import type { Json, JsonObject } from '../../../storage/json.js';
import { asList, asMap } from '../json.js';
import type { ObjectObligation } from './obligation.js';

const GROUP = 'rbac.authorization.k8s.io';

export const bindings: ObjectObligation = {
  id: 'rbac-bindings',
  sourceVersion: `${GROUP}/v1alpha1`,
  kinds: ['RoleBinding', 'ClusterRoleBinding'],
  paths: ['roleRef', 'subjects'],
  expect(binding) {
    const roleRef = asMap(binding.roleRef);
    binding.roleRef = { apiGroup: GROUP, kind: roleRef?.kind, name: roleRef?.name };
    binding.subjects = asList(binding.subjects).map(subjectOf);
  },
};

/** In v1alpha1 the user "*" is everyone who has proved who he is; in v1 it would be one user of that name. */
function subjectOf(entry: Json): Json {
  const { kind, name, namespace } = asMap(entry) ?? {};
  if (kind === 'User' && name === '*') return { kind: 'Group', apiGroup: GROUP, name: 'system:authenticated' };
  const subject: JsonObject = { kind, name, namespace };
  return kind === 'ServiceAccount' ? subject : { ...subject, apiGroup: GROUP };
}

export const rules: ObjectObligation = {
  id: 'rbac-rules',
  kinds: ['Role', 'ClusterRole'],
  paths: ['rules'],
  expect(role) {
    for (const rule of asList(role.rules).map(asMap)) {
      if (rule !== undefined) Reflect.deleteProperty(rule, 'attributeRestrictions');
    }
  },
};
