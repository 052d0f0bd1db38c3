import { matchesSelector } from '../../lib/config/label-selector.js';
import type { JsonObject, KubeObject } from '../../lib/storage/json.js';
import { SKEP_ANNOTATIONS } from '../annotations.js';
import { stringAt } from '../fields.js';
import type { MigratedObject } from '../migration.js';
import { withBits } from './bitmap.js';
import type { CompletedPort, Completion } from './completion-plan.js';
import { type Context10, labelsOf, nameOf, namespaceOf, planTimestamp } from './facts.js';
import { newNamespace } from './placement.js';
import { type NamedPod, wholeOf } from './whole.js';

/** The Service, Endpoints and Ingress that a ReplicationController (as the source has it) gets because of the rules. */
export function complete(controller: KubeObject, context: Context10): MigratedObject[] {
  const { facts } = context;
  const place = `${namespaceOf(controller)}/${nameOf(controller)}`;
  const { completions, places } = wholeOf(facts);
  if (completions.withoutPorts.has(place)) {
    const message = 'no Service selects its pods, and none is made: its containers name no ports';
    context.note({ code: 'workload-without-ports', severity: 'warning', path: 'spec.template.spec.containers', message });
  }
  const completion = completions.made.get(place);
  const fact = facts.workloads.get(`ReplicationController/${place}`);
  if (completion === undefined || fact === undefined) return [];
  noteMade(controller, completion, context);
  const namespace = newNamespace(facts, places, controller.kind, namespaceOf(controller), nameOf(controller));
  const pods = (wholeOf(facts).pods.get(namespaceOf(controller)) ?? []).filter(({ labels }) =>
    matchesSelector(fact.selector, labels),
  );
  const made = { controller, completion, namespace, context };
  const objects = [serviceOf(made, fact.selector.matchLabels ?? {}), endpointsOf(made, pods)];
  if (completion.host !== undefined) objects.push(ingressOf(made, completion.host));
  return objects.map((object) => ({ object }));
}

function noteMade(controller: KubeObject, { service, clusterIp, host }: Completion, context: Context10): void {
  const ingress = host === undefined ? '' : ` and Ingress ${host}`;
  const message = `no Service selects its pods: Service ${service} at ${clusterIp}${ingress} is made`;
  context.note({ code: 'service-made', severity: 'info', message });
  if (service === nameOf(controller)) return;
  const reason = `the Service is called ${service}: its own name is taken, or none that a Service may have (24 small letters, digits and "-", a letter first)`;
  context.note({ code: 'service-name-shortened', severity: 'warning', path: 'metadata.name', message: reason });
}

interface Made {
  readonly controller: KubeObject;
  readonly completion: Completion;
  /** The new one. */
  readonly namespace: string;
  readonly context: Context10;
}

function metadataOf({ controller, completion, namespace, context }: Made, directory: string, annotations = {}): JsonObject {
  const labels = { ...labelsOf(controller), ...context.facts.rules?.spec.completion?.services.labels };
  return {
    name: completion.service,
    namespace,
    uid: context.uid(`${directory}/${namespace}/${completion.service}`),
    creationTimestamp: planTimestamp(context),
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    annotations: { ...annotations, [SKEP_ANNOTATIONS.madeFrom]: `ReplicationController/${nameOf(controller)}` },
  };
}

function serviceOf(made: Made, selector: Readonly<Record<string, string>>): KubeObject {
  const { ports, clusterIp } = made.completion;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(made, 'services'),
    spec: {
      ports: ports.map((port) => ({
        ...portOf(port),
        targetPort: port.port,
        ...(port.nodePort === 0 ? {} : { nodePort: port.nodePort }),
      })),
      selector: { ...selector },
      clusterIP: clusterIp,
      type: made.context.facts.rules?.spec.completion?.services.type ?? 'ClusterIP',
      sessionAffinity: 'None',
    },
    status: { loadBalancer: {} },
  };
}

function portOf({ name, port, protocol }: CompletedPort): JsonObject {
  return { ...(name === '' ? {} : { name }), protocol, port };
}

/** As the endpoints controller computes them, so that it finds nothing to do: pods with an address, ready ones apart. */
function endpointsOf(made: Made, pods: readonly NamedPod[]): KubeObject {
  const live = pods.filter(({ ip, isLive }) => ip !== '' && isLive);
  const address = ({ ip, name, uid }: { ip: string; name: string; uid: string }): JsonObject => ({
    ip,
    targetRef: { kind: 'Pod', namespace: made.namespace, name, uid },
  });
  const ready = live.filter(({ isReady }) => isReady).map(address);
  const notReady = live.filter(({ isReady }) => !isReady).map(address);
  const subset: JsonObject = {
    ...(ready.length === 0 ? {} : { addresses: ready }),
    ...(notReady.length === 0 ? {} : { notReadyAddresses: notReady }),
    ports: made.completion.ports.map(portOf),
  };
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: metadataOf(made, 'endpoints'),
    subsets: live.length === 0 ? [] : [subset],
  };
}

function ingressOf(made: Made, host: string): KubeObject {
  const [first] = made.completion.ports;
  const backend = { serviceName: made.completion.service, servicePort: first?.port ?? 0 };
  return {
    apiVersion: 'extensions/v1beta1',
    kind: 'Ingress',
    metadata: {
      ...metadataOf(made, 'ingresses', made.context.facts.rules?.spec.completion?.ingresses?.annotations),
      generation: 1,
    },
    spec: { rules: [{ host, http: { paths: [{ backend }] } }] },
    status: { loadBalancer: {} },
  };
}

/** What was given to the Services made is written back, or the server would give it out a second time. */
export function markTaken(key: string, range: KubeObject, context: Context10): void {
  const taken = wholeOf(context.facts).completions.taken.get(key.slice(key.lastIndexOf('/') + 1)) ?? [];
  if (taken.length === 0) return;
  range.data = withBits(stringAt(range, 'data') ?? '', taken);
  context.note({
    code: 'range-extended',
    severity: 'info',
    path: 'data',
    message: `${taken.length} were given to Services that the rules made`,
  });
}
