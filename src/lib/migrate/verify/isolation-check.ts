import { compareReleases } from '../../kinds/release.js';
import type { KubeObject } from '../../storage/json.js';
import type { Route } from './destination.js';
import { differences } from './difference.js';
import { annotation, asMap, asText } from './json.js';
import type { Ledger } from './report.js';
import { ISOLATION } from './store-facts.js';

const MADE_FROM = 'skep.io/made-from';
const NAME = /^default-deny(?:-\d+)?$/;

/** Demands one all-selecting policy without rules for each namespace that an annotation isolated before 1.7. */
export class IsolationCheck {
  readonly #wanted: Set<string>;

  constructor(route: Route) {
    const due = compareReleases(route.from, '1.7') < 0 && compareReleases(route.to, '1.7') >= 0;
    this.#wanted = new Set(due ? [...route.facts.isolated].map((namespace) => route.namespaces.namespaceOf(namespace)) : []);
  }

  /** Is this object of the target, which has no source, the policy that a namespace needs? */
  accepts(object: KubeObject): boolean {
    const metadata = asMap(object.metadata);
    const namespace = asText(metadata?.namespace) ?? '';
    if (object.kind !== 'NetworkPolicy' || annotation(object, MADE_FROM) !== ISOLATION) return false;
    const spec = { podSelector: {}, policyTypes: ['Ingress'] };
    const right = NAME.test(asText(metadata?.name) ?? '') && differences(spec, object.spec ?? {}).length === 0;
    return right && this.#wanted.delete(namespace);
  }

  check(root: string, ledger: Ledger): void {
    for (const namespace of this.#wanted) {
      ledger.find({
        code: 'namespace-isolation',
        kind: 'Namespace',
        key: `${root}namespaces/${namespace}`,
        message: `no policy "default-deny" keeps the isolation that the annotation ${ISOLATION} gave it`,
      });
    }
  }
}
