import { kindByName } from '../../kinds/registry.js';
import type { KubeObject } from '../../storage/json.js';
import type { Route } from './destination.js';
import type { JoinedRecord } from './join.js';
import { asList, asMap, asText } from './json.js';
import type { KeyMeeting } from './key-meeting.js';
import { kindShown, type PairComparison } from './pair-comparison.js';
import type { Ledger } from './report.js';
import type { ValueReader } from './value-reader.js';
import type { WholeChecks } from './whole-checks.js';

/** Accounts and their tokens stand in every part of a split namespace: running pods mount them by name. */
const COPIED_KINDS = new Set(['Secret', 'ServiceAccount']);

export interface MadeObjectsDeps {
  readonly route: Route;
  readonly meeting: KeyMeeting;
  readonly reader: ValueReader;
  readonly pairs: PairComparison;
  readonly whole: WholeChecks;
  readonly ledger: Ledger;
}

/** What stands in the target and is the successor of no source key: made by a rule, or not accounted for. */
export class MadeObjects {
  readonly #deps: MadeObjectsDeps;

  constructor(deps: MadeObjectsDeps) {
    this.#deps = deps;
  }

  /** `source` is the one whose successor stands under the same key, if any. */
  async account(source: JoinedRecord | undefined, target: JoinedRecord): Promise<void> {
    const { meeting, reader, ledger, pairs, whole } = this.#deps;
    const placed = source === undefined ? undefined : meeting.destinationOf(source.key);
    const before = source === undefined ? undefined : reader.tryRead(source, 'source');
    const isCopied = placed?.to === 'key' && placed.renamed !== undefined && COPIED_KINDS.has(placed.info.kind);
    if (!isCopied || before === undefined) {
      await this.#accountAlone(target);
      return;
    }
    const after = reader.read(target, 'target');
    if (after?.object === undefined) return;
    ledger.made(placed.info.kind);
    pairs.compare(before, { ...after, object: after.object }, target.key, placed, 'copy');
    await whole.addTarget(after.object, target.key, placed.target.info);
  }

  async #accountAlone(target: JoinedRecord): Promise<void> {
    const { reader, ledger, whole } = this.#deps;
    const object = reader.read(target, 'target')?.object;
    if (object !== undefined && (whole.isolation.accepts(object) || this.#isPartOfTenant(object))) {
      ledger.made(kindShown(object));
      return;
    }
    const info = object === undefined ? undefined : kindByName(object.kind);
    if (object !== undefined && info !== undefined) await whole.addTarget(object, target.key, info);
    if (object !== undefined && whole.neighbours.wants('made', object.kind)) {
      await whole.neighbours.add({ side: 'made', key: target.key, object });
      return;
    }
    const kind = object === undefined ? 'foreign' : kindShown(object);
    ledger.find({ code: 'unexpected', kind, key: target.key, message: 'neither a source key nor a rule explains this key' });
  }

  /** One of several namespaces that a tenant's became, beside the one that is its successor. */
  #isPartOfTenant(object: KubeObject): boolean {
    if (object.kind !== 'Namespace') return false;
    const { namespaces } = this.#deps.route;
    const metadata = asMap(object.metadata);
    const name = asText(metadata?.name) ?? '';
    const tenant = namespaces.sourceOf(name);
    const isPart = namespaces.partsOf(tenant)?.some(({ namespace }) => namespace === name) === true;
    const label = namespaces.tenantLabel ?? '';
    return (
      isPart &&
      asText(asMap(metadata?.labels)?.[label]) !== undefined &&
      asList(asMap(object.spec)?.finalizers).includes('kubernetes')
    );
  }
}
