import { visit } from '../../../kinds/path.js';
import type { JsonObject } from '../../../storage/json.js';
import { asList, asMap, mapAt } from '../json.js';
import type { ObjectObligation, TemplateObligation } from './obligation.js';

/** Objects that a server before 1.0 wrote, and which a 1.0 server reads only if it is told to. */
const OLD = 'v1beta3';

function rename(map: JsonObject | undefined, from: string, to: string): void {
  if (map === undefined || !(from in map)) return;
  if (map[to] === undefined) map[to] = map[from];
  Reflect.deleteProperty(map, from);
}

export const oldServices: ObjectObligation = {
  id: 'v1beta3-service',
  sourceVersion: OLD,
  kinds: ['Service'],
  paths: ['spec.portalIP', 'spec.clusterIP', 'spec.publicIPs', 'spec.createExternalLoadBalancer', 'spec.type'],
  expect(service) {
    const spec = mapAt(service, 'spec');
    rename(spec, 'portalIP', 'clusterIP');
    rename(spec, 'publicIPs', 'deprecatedPublicIPs');
    if (spec.createExternalLoadBalancer === true) spec.type = 'LoadBalancer';
    Reflect.deleteProperty(spec, 'createExternalLoadBalancer');
  },
};

/** An absent number meant none in v1beta3, and means one in v1. */
export const oldReplicas: ObjectObligation = {
  id: 'v1beta3-replicas',
  sourceVersion: OLD,
  kinds: ['ReplicationController'],
  paths: ['spec.replicas'],
  expect(controller) {
    const spec = mapAt(controller, 'spec');
    spec.replicas ??= 0;
  },
};

export const oldPodStatus: ObjectObligation = {
  id: 'v1beta3-status',
  sourceVersion: OLD,
  kinds: ['Pod'],
  paths: ['status'],
  expect(pod) {
    const status = asMap(pod.status);
    rename(status, 'Condition', 'conditions');
    for (const container of asList(status?.containerStatuses).map(asMap)) {
      for (const state of ['state', 'lastState']) rename(asMap(container?.[state]), 'termination', 'terminated');
    }
  },
};

export const oldPodSpecs: TemplateObligation = {
  id: 'v1beta3-pod',
  sourceVersion: OLD,
  paths: ['spec.host', 'spec.nodeName', 'spec.serviceAccount', 'spec.serviceAccountName', 'spec.containers'],
  expectTemplate(template) {
    const spec = mapAt(template, 'spec');
    rename(spec, 'host', 'nodeName');
    rename(spec, 'serviceAccount', 'serviceAccountName');
    for (const container of asList(spec.containers).map(asMap)) moveSecurity(container);
    visit(template, 'spec.containers[].env[].valueFrom.fieldRef', ({ value }) => {
      const reference = asMap(value);
      if (reference !== undefined) reference.apiVersion = 'v1';
    });
  },
};

function moveSecurity(container: JsonObject | undefined): void {
  if (container === undefined) return;
  for (const field of ['privileged', 'capabilities']) {
    if (!(field in container)) continue;
    const context = mapAt(container, 'securityContext');
    context[field] ??= container[field];
    Reflect.deleteProperty(container, field);
  }
}
