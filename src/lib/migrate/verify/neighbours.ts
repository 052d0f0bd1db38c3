import type { MigrationRules } from '../../config/migration-rules.js';
import type { KubeObject } from '../../storage/json.js';
import { checkCompletion } from './completion.js';
import { checkConversion } from './conversion.js';
import type { Route } from './destination.js';
import { groupsOf, sortKey } from './join.js';
import { asMap, asText } from './json.js';
import { selects, type Neighbour, type Neighbourhood } from './neighbourhood.js';
import type { Ledger } from './report.js';
import type { Sorter } from './sorter.js';

const SOURCE_KINDS = new Set(['ReplicationController', 'Service', 'Pod']);
const MADE_KINDS = new Set(['Service', 'Endpoints', 'Ingress', 'Deployment', 'ReplicaSet']);

/** Checks what the completion and conversion rules make, one namespace at a time. */
export class NeighbourCheck {
  readonly #sorter: Sorter;
  readonly #route: Route;
  readonly #rules: MigrationRules | undefined;

  constructor(sorter: Sorter, route: Route) {
    this.#sorter = sorter;
    this.#route = route;
    const { rules } = route;
    this.#rules = rules?.spec.completion === undefined && rules?.spec.conversion === undefined ? undefined : rules;
  }

  /** Must this object be looked at with its neighbours? */
  wants(side: Neighbour['side'], kind: string): boolean {
    return this.#rules !== undefined && (side === 'source' ? SOURCE_KINDS : MADE_KINDS).has(kind);
  }

  /** Is this controller one that the rules make a Deployment of? */
  converts(controller: KubeObject): boolean {
    const rule = this.#rules?.spec.conversion?.replicationControllers;
    return rule !== undefined && controller.kind === 'ReplicationController' && selects(rule.selector, controller);
  }

  async add(neighbour: Neighbour): Promise<void> {
    const namespace = asText(asMap(neighbour.object.metadata)?.namespace) ?? '';
    const known = neighbour.side === 'made' ? this.#route.namespaces.sourceOf(namespace) : namespace;
    await this.#sorter.add(
      sortKey(known),
      Buffer.from(JSON.stringify({ namespace: known, ...neighbour, object: slim(neighbour.object) })),
    );
  }

  async check(ledger: Ledger): Promise<void> {
    const rules = this.#rules;
    if (rules === undefined) return;
    for await (const payloads of groupsOf(this.#sorter)) {
      const all = payloads.map((payload) => JSON.parse(payload.toString('utf8')) as Neighbour & { readonly namespace: string });
      const explained = new Set<Neighbour>();
      const neighbourhood: Neighbourhood = {
        namespace: all[0]?.namespace ?? '',
        of: (side, kind) => all.filter((neighbour) => neighbour.side === side && neighbour.object.kind === kind),
        rules,
        route: this.#route,
        ledger,
        explain: (made) => {
          explained.add(made);
          ledger.made(made.object.kind);
        },
      };
      checkConversion(neighbourhood);
      checkCompletion(neighbourhood);
      for (const made of all.filter((neighbour) => neighbour.side === 'made' && !explained.has(neighbour))) {
        ledger.find({
          code: 'unexpected',
          kind: made.object.kind,
          key: made.key,
          message: 'neither a source key nor a rule explains this key',
        });
      }
    }
  }

  async close(): Promise<void> {
    await this.#sorter.close();
  }
}

/** Of pods, the most numerous, only what endpoints are made of. */
function slim(object: KubeObject): KubeObject {
  if (object.kind !== 'Pod') return object;
  const { name, namespace, labels } = asMap(object.metadata) ?? {};
  const { phase, podIP } = asMap(object.status) ?? {};
  return { apiVersion: object.apiVersion, kind: object.kind, metadata: { name, namespace, labels }, status: { phase, podIP } };
}
