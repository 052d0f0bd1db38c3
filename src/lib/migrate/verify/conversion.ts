import type { JsonObject } from '../../storage/json.js';
import { differences, type Difference } from './difference.js';
import { asMap, asText } from './json.js';
import { labelsOf, selectorOf, selects, textsOf, type Neighbour, type Neighbourhood } from './neighbourhood.js';

/** Deployments tell their ReplicaSets apart by it. */
const HASH_LABEL = 'pod-template-hash';

/**
 * A controller that became a Deployment with a ReplicaSet: both must want what it wanted, of pods that look the same, and
 * select the same ones; anything else deletes or creates pods.
 */
export function checkConversion(hood: Neighbourhood): void {
  const rule = hood.rules.spec.conversion?.replicationControllers;
  if (rule === undefined) return;
  for (const controller of hood.of('source', 'ReplicationController')) {
    if (!selects(rule.selector, controller.object)) continue;
    const name = nameOf(controller);
    const deployment = hood.of('made', 'Deployment').find((made) => nameOf(made) === name);
    const set = hood.of('made', 'ReplicaSet').find((made) => nameOf(made) === name || nameOf(made).startsWith(`${name}-`));
    hood.ledger.end('ReplicationController', deployment !== undefined && set !== undefined ? 'converted' : 'failed');
    if (deployment === undefined) find(hood, controller, 'no Deployment was made of it');
    else checkSame(hood, controller, deployment);
    if (set === undefined) find(hood, controller, 'no ReplicaSet was made that could adopt its pods');
    else checkSame(hood, controller, set);
  }
}

function checkSame(hood: Neighbourhood, controller: Neighbour, made: Neighbour): void {
  hood.explain(made);
  const before = asMap(controller.object.spec);
  const after = asMap(made.object.spec);
  if ((before?.replicas ?? 1) !== (after?.replicas ?? 1)) find(hood, made, 'it wants another number of pods');
  const selected = textsOf(asMap(asMap(after?.selector)?.matchLabels));
  const { [HASH_LABEL]: hash, ...rest } = selected;
  const isSame = differences(selectorOf(controller.object), rest).length === 0;
  const isOwnHash = hash === undefined || hash === labelsOf(asMap(after?.template))[HASH_LABEL];
  if (!isSame || !isOwnHash) find(hood, made, 'it selects other pods');
  const changed = differences(templateOf(before), templateOf(after)).filter((difference) => !isAdded(difference));
  for (const { path } of changed) find(hood, made, "its template differs from the controller's", `spec.template.${path}`);
}

function templateOf(spec: JsonObject | undefined): JsonObject {
  return asMap(spec?.template) ?? {};
}

/** Defaults may be written out, and later obligations fill fields that annotations held; what was there must stay. */
function isAdded({ expected, path }: Difference): boolean {
  return expected === undefined && (path.startsWith('spec') || path === `metadata.labels.${HASH_LABEL}`);
}

function nameOf({ object }: Neighbour): string {
  return asText(asMap(object.metadata)?.name) ?? '';
}

function find(hood: Neighbourhood, about: Neighbour, message: string, path?: string): void {
  hood.ledger.find({
    code: 'conversion',
    kind: about.object.kind,
    key: about.key,
    message,
    ...(path === undefined ? {} : { path }),
  });
}
