import { podTemplatesOf } from '../../lib/kinds/pod-template.js';
import type { KindInfo } from '../../lib/kinds/kind.js';
import type { Json, JsonObject, KubeObject } from '../../lib/storage/json.js';
import { ensureObject, isAbsent, isObject, objectAt, objectsAt } from '../fields.js';
import { type MigrationContext, MigrationRefusal } from '../migration.js';

/**
 * Brings an object that a server before 1.0 wrote (v1beta3) to v1, in place. A 1.0 server reads v1beta3 only when it is told to
 * (KUBE_API_VERSIONS), and ends at its sight otherwise. Field names may stand in any case, as Go read them.
 */
export function convertOldVersion(object: KubeObject, info: KindInfo, context: MigrationContext<unknown>): void {
  lowerFields(object, ['metadata', 'spec', 'status', 'template', 'subsets']);
  if (info.kind === 'Service') convertService(ensureObject(object, 'spec'));
  if (info.kind === 'ReplicationController') convertReplicas(ensureObject(object, 'spec'));
  if (info.kind === 'Pod') convertStatus(objectAt(object, 'status'));
  for (const { template, path } of podTemplatesOf(object, info)) convertPodSpec(template, path);
  object.apiVersion = 'v1';
  context.note({ code: 'v1beta3-converted', severity: 'info', path: 'apiVersion', message: 'was v1beta3, from before 1.0' });
}

function convertService(spec: JsonObject): void {
  rename(spec, 'portalIP', 'clusterIP');
  rename(spec, 'publicIPs', 'deprecatedPublicIPs');
  const external = take(spec, 'createExternalLoadBalancer');
  if (isAbsent(spec.type) || spec.type === '') spec.type = external === true ? 'LoadBalancer' : 'ClusterIP';
}

/** An absent number was none; in v1 it is one. */
function convertReplicas(spec: JsonObject): void {
  lowerFields(spec, ['replicas', 'selector', 'template']);
  spec.replicas ??= 0;
}

function convertStatus(status: JsonObject | undefined): void {
  if (status === undefined) return;
  rename(status, 'Condition', 'conditions');
  lowerFields(status, ['containerStatuses']);
  for (const container of objectsAt(status, 'containerStatuses')) {
    lowerFields(container, ['state', 'lastState']);
    for (const field of ['state', 'lastState']) {
      const state = objectAt(container, field);
      if (state !== undefined) rename(state, 'termination', 'terminated');
    }
  }
}

function convertPodSpec(template: JsonObject, path: string): void {
  lowerFields(template, ['metadata', 'spec']);
  const spec = objectAt(template, 'spec');
  if (spec === undefined) return;
  rename(spec, 'host', 'nodeName');
  rename(spec, 'serviceAccount', 'serviceAccountName');
  lowerFields(spec, ['containers']);
  objectsAt(spec, 'containers').forEach((container, index) => {
    moveSecurity(container, `${path === '' ? '' : `${path}.`}spec.containers[${index}]`);
    lowerFields(container, ['env']);
    for (const variable of objectsAt(container, 'env')) {
      const reference = objectAt(objectAt(variable, 'valueFrom'), 'fieldRef');
      if (reference !== undefined) reference.apiVersion = 'v1';
    }
  });
}

/** 1.0 refuses to read an object in which both stand and differ. */
function moveSecurity(container: JsonObject, path: string): void {
  const privileged = take(container, 'privileged');
  const capabilities = take(container, 'capabilities');
  lowerFields(container, ['securityContext']);
  for (const [field, old] of [
    ['privileged', privileged],
    ['capabilities', capabilities],
  ] as const) {
    if (isAbsent(old)) continue;
    const security = ensureObject(container, 'securityContext');
    const there = security[field];
    if (!isAbsent(there) && JSON.stringify(there) !== JSON.stringify(old) && old !== false) {
      throw new MigrationRefusal(
        'v1beta3-security-differs',
        `${path}.${field} is ${JSON.stringify(old)} and ${path}.securityContext.${field} is ${JSON.stringify(there)}: no server reads an object that says both`,
        'correct one of them in the source, or set the object aside with --quarantine',
      );
    }
    security[field] = isAbsent(there) ? old : there;
  }
}

/** Takes a field away, whatever its case, and gives its value. */
function take(object: JsonObject, field: string): Json | undefined {
  const written = spelling(object, field);
  if (written === undefined) return undefined;
  const value = object[written];
  Reflect.deleteProperty(object, written);
  return value;
}

/** What stands under the new name already wins. */
function rename(object: JsonObject, from: string, to: string): void {
  const value = take(object, from);
  const there = spelling(object, to);
  if (!isAbsent(value) && (there === undefined || isAbsent(object[there]))) object[to] = value;
}

/** The fields that this file itself steps through; all others are respelt with those of v1. */
function lowerFields(object: JsonObject, fields: readonly string[]): void {
  for (const field of fields) {
    const written = spelling(object, field);
    if (written === undefined || written === field) continue;
    const value = take(object, field);
    if (isObject(value) || !isAbsent(value)) object[field] = value;
  }
}

function spelling(object: JsonObject, field: string): string | undefined {
  if (Object.hasOwn(object, field)) return field;
  const lower = field.toLowerCase();
  return Object.keys(object).find((key) => key.toLowerCase() === lower);
}
