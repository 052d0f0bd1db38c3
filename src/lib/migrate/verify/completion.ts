import type { JsonObject } from '../../storage/json.js';
import { differences } from './difference.js';
import { asList, asMap, asText } from './json.js';
import { isSelectedBy, labelsOf, selectorOf, selects, textsOf, type Neighbour, type Neighbourhood } from './neighbourhood.js';

/** Every controller whose pods no service selects must have got one, with its endpoints and, where asked for, an ingress. */
export function checkCompletion(hood: Neighbourhood): void {
  const rule = hood.rules.spec.completion;
  if (rule === undefined) return;
  const selectors = hood.of('source', 'Service').map(({ object }) => textsOf(asMap(asMap(object.spec)?.selector)));
  for (const controller of hood.of('source', 'ReplicationController')) {
    const labels = labelsOf(asMap(asMap(controller.object.spec)?.template));
    const isServed = selectors.some((selector) => isSelectedBy(selector, labels));
    if (isServed || !selects(rule.services.selector, controller.object) || portsOf(controller.object).length === 0) continue;
    checkMade(hood, controller);
  }
}

function checkMade(hood: Neighbourhood, controller: Neighbour): void {
  const service = serviceFor(hood, controller);
  const name = service === undefined ? '' : nameOf(service);
  if (service === undefined) {
    find(hood, controller, 'no service was made for its pods');
    return;
  }
  hood.explain(service);
  checkService(hood, controller, service);
  checkEndpoints(hood, controller, name);
  if (hood.rules.spec.completion?.ingresses !== undefined) checkIngress(hood, service, name);
}

const LONGEST_SERVICE_NAME = 24;
const SERVICE_NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
/** How much of a name that is too long must be left to know it by. */
const KNOWN_BY = 8;

/** It bears the controller's name, or, where 1.3 would not take that for a service, one that begins like it. */
function serviceFor(hood: Neighbourhood, controller: Neighbour): Neighbour | undefined {
  const name = nameOf(controller);
  const made = hood.of('made', 'Service');
  const exact = made.find((service) => nameOf(service) === name);
  if (exact !== undefined || (name.length <= LONGEST_SERVICE_NAME && SERVICE_NAME.test(name))) return exact;
  return made.find(
    ({ object }) =>
      differences(selectorOf(controller.object), asMap(object.spec)?.selector ?? {}).length === 0 &&
      nameOf({ object }).startsWith(name.slice(0, KNOWN_BY)),
  );
}

function checkService(hood: Neighbourhood, controller: Neighbour, service: Neighbour): void {
  const spec = asMap(service.object.spec);
  const type = hood.rules.spec.completion?.services.type;
  if (differences(selectorOf(controller.object), spec?.selector ?? {}).length > 0)
    find(hood, service, 'it does not select what the controller selects');
  const ports = asList(spec?.ports).map((port) => portOf(asMap(port), 'port'));
  if (!sameSet(ports, portsOf(controller.object))) find(hood, service, 'its ports are not those of the containers');
  if (asText(spec?.type) !== type) find(hood, service, `its type is not ${type ?? ''}`);
  if ((asText(spec?.clusterIP) ?? '') === '') find(hood, service, 'it has no address');
  const lacksPort = type === 'NodePort' && asList(spec?.ports).some((port) => !Number(asMap(port)?.nodePort ?? 0));
  if (lacksPort) find(hood, service, 'it has no port on the nodes');
}

/** An address for each pod that the service selects and that is not at its end. */
function checkEndpoints(hood: Neighbourhood, controller: Neighbour, name: string): void {
  const made = hood.of('made', 'Endpoints').find((endpoints) => nameOf(endpoints) === name);
  const selector = selectorOf(controller.object);
  const wanted = hood
    .of('source', 'Pod')
    .filter(({ object }) => isSelectedBy(selector, labelsOf(object)))
    .map(({ object }) => asMap(object.status))
    .filter((status) => status?.phase !== 'Succeeded' && status?.phase !== 'Failed')
    .flatMap((status) => asText(status?.podIP) ?? []);
  if (made === undefined) {
    find(hood, controller, 'no endpoints were made for its service');
    return;
  }
  hood.explain(made);
  const subsets = asList(made.object.subsets).map(asMap);
  const there = subsets
    .flatMap((subset) => [...asList(subset?.addresses), ...asList(subset?.notReadyAddresses)])
    .flatMap((address) => asText(asMap(address)?.ip) ?? []);
  if (
    !sameSet(
      [...new Set(there)],
      wanted.filter((ip) => ip !== ''),
    )
  )
    find(hood, made, 'its addresses are not those of the pods');
}

function checkIngress(hood: Neighbourhood, service: Neighbour, name: string): void {
  const made = hood.of('made', 'Ingress').find((ingress) => nameOf(ingress) === name);
  if (made === undefined) {
    find(hood, service, 'no ingress was made for it');
    return;
  }
  hood.explain(made);
  const spec = asMap(made.object.spec);
  const rule = asMap(asList(spec?.rules)[0]);
  const namespace = asText(asMap(made.object.metadata)?.namespace) ?? '';
  const values: Record<string, string> = { service: name, namespace, tenant: hood.namespace };
  const template = hood.rules.spec.completion?.ingresses?.hostTemplate ?? '';
  const host = template.replace(/\{(service|namespace|tenant)\}/g, (_, key: string) => values[key] ?? '');
  if (asText(rule?.host) !== host) find(hood, made, `its host is not ${host}`);
  const backend = asMap(asMap(asList(asMap(rule?.http)?.paths)[0])?.backend);
  const port = asMap(asList(asMap(service.object.spec)?.ports)[0]);
  const leadsThere = backend?.serviceName === name && (backend.servicePort === port?.port || backend.servicePort === port?.name);
  if (!leadsThere) find(hood, made, 'it does not lead to the first port of the service');
}

/** "80/TCP" for each port of the containers. */
function portsOf(controller: JsonObject): string[] {
  const spec = asMap(asMap(asMap(controller.spec)?.template)?.spec);
  const ports = asList(spec?.containers).flatMap((container) => asList(asMap(container)?.ports));
  return [...new Set(ports.map((port) => portOf(asMap(port), 'containerPort')))];
}

function portOf(port: JsonObject | undefined, field: 'port' | 'containerPort'): string {
  return `${Number(port?.[field] ?? 0)}/${asText(port?.protocol) ?? 'TCP'}`;
}

function sameSet(left: readonly string[], right: readonly string[]): boolean {
  const wanted = new Set(right);
  return new Set(left).size === wanted.size && left.every((value) => wanted.has(value));
}

function nameOf({ object }: Pick<Neighbour, 'object'>): string {
  return asText(asMap(object.metadata)?.name) ?? '';
}

function find(hood: Neighbourhood, about: Neighbour, message: string): void {
  hood.ledger.find({ code: 'completion', kind: about.object.kind, key: about.key, message });
}
