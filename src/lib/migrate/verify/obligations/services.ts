import { isIP } from 'node:net';
import type { Json, JsonObject } from '../../../storage/json.js';
import { annotation, asList, asMap, asText, mapAt, removeAnnotation } from '../json.js';
import type { ObjectObligation } from './obligation.js';

const TRAFFIC = ['service.beta.kubernetes.io/external-traffic', 'service.alpha.kubernetes.io/external-traffic'];
const HEALTH_PORT = ['service.beta.kubernetes.io/healthcheck-nodeport', 'service.alpha.kubernetes.io/healthcheck-nodeport'];
const TOLERATE_UNREADY = 'service.alpha.kubernetes.io/tolerate-unready-endpoints';
const POLICIES: Readonly<Record<string, string>> = { OnlyLocal: 'Local', Global: 'Cluster' };

/** The annotations of 1.4 and 1.5 are unknown to 1.9. The health check port must stay what load balancers ask. */
export const externalTraffic: ObjectObligation = {
  id: 'external-traffic',
  kinds: ['Service'],
  paths: [
    'spec.externalTrafficPolicy',
    'spec.healthCheckNodePort',
    ...[...TRAFFIC, ...HEALTH_PORT].map((name) => `metadata.annotations["${name}"]`),
  ],
  expect(service) {
    const spec = mapAt(service, 'spec');
    const policy = POLICIES[firstOf(service, TRAFFIC) ?? ''];
    if (policy !== undefined && asText(spec.externalTrafficPolicy) === undefined) spec.externalTrafficPolicy = policy;
    const port = Number(firstOf(service, HEALTH_PORT) ?? '0');
    if (Number.isInteger(port) && port > 0 && !Number(spec.healthCheckNodePort ?? 0)) spec.healthCheckNodePort = port;
    for (const name of [...TRAFFIC, ...HEALTH_PORT]) removeAnnotation(service, name);
  },
};

function firstOf(service: JsonObject, names: readonly string[]): string | undefined {
  return names.map((name) => annotation(service, name)).find((value) => value !== undefined);
}

/** The endpoints controller of 1.9 still reads the annotation, later ones only the field: both must stand. */
export const unreadyAddresses: ObjectObligation = {
  id: 'unready-addresses',
  kinds: ['Service'],
  paths: ['spec.publishNotReadyAddresses', `metadata.annotations["${TOLERATE_UNREADY}"]`],
  expect(service) {
    if (annotation(service, TOLERATE_UNREADY) === 'true') mapAt(service, 'spec').publishNotReadyAddresses = true;
  },
};

/** The field is gone in 1.7; where both stood, 1.3 used this one. What 1.0 let through and is no address may be left behind. */
export const deprecatedPublicAddresses: ObjectObligation = {
  id: 'deprecated-public-ips',
  kinds: ['Service'],
  paths: ['spec.deprecatedPublicIPs', 'spec.externalIPs'],
  expect(service, { actual }) {
    copyPublicAddresses(service, actual);
    Reflect.deleteProperty(mapAt(service, 'spec'), 'deprecatedPublicIPs');
  },
};

/** 1.3 knows both fields, prefers the old one and writes both. */
export const publicAddressesBeside: ObjectObligation = {
  id: 'deprecated-public-ips-beside',
  kinds: ['Service'],
  paths: ['spec.deprecatedPublicIPs', 'spec.externalIPs'],
  expect: (service, { actual }) => copyPublicAddresses(service, actual),
};

function copyPublicAddresses(service: JsonObject, actual: JsonObject): void {
  const spec = mapAt(service, 'spec');
  const old = asList(spec.deprecatedPublicIPs);
  if (old.length === 0) return;
  const real = old.filter(isAddress);
  const there = asList(asMap(actual.spec)?.externalIPs);
  spec.externalIPs = there.length === real.length ? real : old;
}

function isAddress(value: Json): boolean {
  return typeof value === 'string' && isIP(value) !== 0;
}
