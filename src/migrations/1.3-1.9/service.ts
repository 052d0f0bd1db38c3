import type { JsonObject, KubeObject } from '../../lib/storage/json.js';
import { externalIpProblem } from '../addresses.js';
import { annotationOf, annotationPath, removeAnnotations, SKEP_ANNOTATIONS, setAnnotation } from '../annotations.js';
import type { Context13 } from './facts.js';
import { ensureObject, isAbsent, numberAt, objectAt, stringAt, stringsAt } from '../fields.js';

const EXTERNAL_TRAFFIC = ['service.beta.kubernetes.io/external-traffic', 'service.alpha.kubernetes.io/external-traffic'] as const;
const HEALTH_CHECK_PORT = [
  'service.beta.kubernetes.io/healthcheck-nodeport',
  'service.alpha.kubernetes.io/healthcheck-nodeport',
] as const;
const TOLERATE_UNREADY = 'service.alpha.kubernetes.io/tolerate-unready-endpoints';

/** What Go's ParseBool takes for true. */
const TRUE = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);

export function migrateService(service: KubeObject, context: Context13): void {
  const spec = ensureObject(service, 'spec');
  moveDeprecatedPublicIps(service, spec, context);
  moveExternalTraffic(service, spec, context);
  // The 1.9 endpoints controller still reads the annotation and not the field, so both stay.
  if (TRUE.has(annotationOf(service, TOLERATE_UNREADY) ?? '')) spec.publishNotReadyAddresses = true;
}

/** The node port that the service will hold for health checks in 1.9, from the field or the annotations of 1.4 to 1.7. */
export function healthCheckPortOf(service: KubeObject): number | undefined {
  const spec = objectAt(service, 'spec');
  const policy = policyOf(externalTrafficAnnotation(service)?.value) ?? spec?.externalTrafficPolicy;
  const annotated = spec?.type === 'LoadBalancer' && policy === 'Local' ? annotatedPort(service) : undefined;
  return annotated ?? numberAt(spec, 'healthCheckNodePort');
}

/**
 * Up to 1.6 deprecatedPublicIPs, where present, is what counts and externalIPs is ignored. 1.9 takes only real addresses there;
 * what is none stays readable in an annotation.
 */
function moveDeprecatedPublicIps(service: KubeObject, spec: JsonObject, context: Context13): void {
  const deprecated = stringsAt(spec, 'deprecatedPublicIPs');
  delete spec.deprecatedPublicIPs;
  if (deprecated.length === 0) return;
  const problems = new Map(deprecated.map((entry) => [entry, externalIpProblem(entry)]));
  const usable = [...problems].filter(([, problem]) => problem === undefined).map(([entry]) => entry);
  const unusable = [...problems].filter(([, problem]) => problem !== undefined);
  const ignored = stringsAt(spec, 'externalIPs').filter((entry) => !problems.has(entry));
  if (usable.length > 0) spec.externalIPs = usable;
  else delete spec.externalIPs;
  const path = 'spec.deprecatedPublicIPs';
  context.note({
    code: 'public-ips-moved',
    severity: 'info',
    path,
    message: `${usable.length} addresses stand in spec.externalIPs now`,
  });
  for (const entry of ignored) {
    const message = `${entry} of spec.externalIPs is left out: deprecatedPublicIPs took its place up to 1.6`;
    context.note({ code: 'ignored-external-ip', severity: 'warning', path: 'spec.externalIPs', message });
  }
  if (unusable.length === 0) return;
  setAnnotation(service, SKEP_ANNOTATIONS.deprecatedPublicIps, unusable.map(([entry]) => entry).join(','));
  for (const [entry, problem] of unusable) {
    const message = `"${entry}" ${problem ?? ''}, which 1.9 does not take; kept in the annotation ${SKEP_ANNOTATIONS.deprecatedPublicIps}`;
    context.note({ code: 'unusable-public-ip', severity: 'warning', path, message });
  }
}

/** The annotations of 1.4 to 1.7 win over the fields that 1.7 brought; 1.9 allows either field only where it has a meaning. */
function moveExternalTraffic(service: KubeObject, spec: JsonObject, context: Context13): void {
  const annotation = externalTrafficAnnotation(service);
  const policy = policyOf(annotation?.value);
  const port = annotatedPort(service);
  const exposed = spec.type === 'NodePort' || spec.type === 'LoadBalancer';
  if (annotation !== undefined && (policy === undefined || !exposed)) {
    const message = exposed
      ? `"${annotation.value}" is neither OnlyLocal nor Global; the annotation is left out`
      : `means nothing on a service of type ${stringAt(spec, 'type') ?? 'ClusterIP'}; the annotation is left out`;
    context.note({
      code: 'external-traffic-without-effect',
      severity: 'warning',
      path: annotationPath('', annotation.name),
      message,
    });
  } else if (policy !== undefined) {
    spec.externalTrafficPolicy = policy;
  }
  removeAnnotations(service, ...EXTERNAL_TRAFFIC, ...HEALTH_CHECK_PORT);
  if (port === undefined) return;
  if (spec.type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local') spec.healthCheckNodePort = port;
  else if (isAbsent(spec.healthCheckNodePort)) {
    const message = `health check node port ${port} is left out: only a load balancer with local traffic has one`;
    context.note({ code: 'health-check-port-without-effect', severity: 'warning', path: 'spec.healthCheckNodePort', message });
  }
}

function externalTrafficAnnotation(service: KubeObject): { readonly name: string; readonly value: string } | undefined {
  for (const name of EXTERNAL_TRAFFIC) {
    const value = annotationOf(service, name);
    if (value !== undefined) return { name, value };
  }
  return undefined;
}

function policyOf(value: string | undefined): string | undefined {
  return value === 'OnlyLocal' ? 'Local' : value === 'Global' ? 'Cluster' : undefined;
}

function annotatedPort(service: KubeObject): number | undefined {
  for (const name of HEALTH_CHECK_PORT) {
    const text = annotationOf(service, name);
    if (text !== undefined && /^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) < 65536) return Number(text);
  }
  return undefined;
}
