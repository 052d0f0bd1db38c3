import { dropRuleFor, dropsForeign } from '../../config/drop-rules.js';
import { decodableForms } from '../../kinds/registry.js';
import type { KubeObject } from '../../storage/json.js';
import { type StoredValue, writeValue } from '../../storage/value.js';
import type { Placed, Route } from './destination.js';
import type { JoinedGroup, JoinedRecord } from './join.js';
import { asMap, asText } from './json.js';
import type { KeyMeeting } from './key-meeting.js';
import { hasExpired, lifeDifference } from './lives.js';
import type { PairComparison } from './pair-comparison.js';
import type { Ledger } from './report.js';
import { messageOf, type ValueReader } from './value-reader.js';
import type { WholeChecks } from './whole-checks.js';

export interface SourceKeysDeps {
  readonly route: Route;
  /** The root with its slashes: "/registry/". */
  readonly root: string;
  readonly planTime: number | undefined;
  readonly meeting: KeyMeeting;
  readonly reader: ValueReader;
  readonly pairs: PairComparison;
  readonly whole: WholeChecks;
  readonly ledger: Ledger;
}

/** Says of each source key how it ended, by what the target holds where its successor must be. */
export class SourceKeys {
  readonly #deps: SourceKeysDeps;

  constructor(deps: SourceKeysDeps) {
    this.#deps = deps;
  }

  /** Where a namespace became several, more than one key of the target may meet the source's: the one that kept the uid counts. */
  successorOf(source: JoinedRecord, targets: readonly JoinedRecord[]): JoinedRecord | undefined {
    const { reader } = this.#deps;
    if (targets.length < 2) return targets[0];
    const uid = uidIn(reader.tryRead(source, 'source'));
    return targets.find((target) => uidIn(reader.tryRead(target, 'target')) === uid) ?? targets[0];
  }

  /** More than one source key that leads to the same key of the target is a finding for each but the first. */
  async account({ sources }: JoinedGroup, target: JoinedRecord | undefined): Promise<void> {
    const [source, ...others] = sources;
    if (source === undefined) return;
    const { meeting, ledger } = this.#deps;
    for (const { key } of others) {
      const kind = meeting.kindOf(key);
      ledger.end(kind, 'failed');
      ledger.find({ code: 'two-sources', kind, key, message: `${source.key} leads to the same key of the target` });
    }
    const destination = meeting.destinationOf(source.key);
    if (destination.to === 'foreign') this.#compareForeign(source, target);
    else if (destination.to === 'nowhere') this.#nowhere(source, target, destination.info.kind);
    else await this.#compareKnown(source, target, destination);
  }

  #compareForeign(source: JoinedRecord, target: JoinedRecord | undefined): void {
    const { rules } = this.#deps.route;
    if (rules !== undefined && dropsForeign(rules, source.key)) {
      this.#dropped(source, target, 'foreign', 'foreign');
      return;
    }
    const same = target !== undefined && Buffer.from(source.value).equals(target.value);
    if (target === undefined && hasExpired(source, this.#deps.planTime)) {
      this.#deps.ledger.end('foreign', 'dropped', 'expired');
      return;
    }
    this.#deps.ledger.end('foreign', same ? 'foreign' : 'failed');
    if (same) return;
    const message =
      target === undefined
        ? 'the key is not in the target'
        : `${target.value.length} bytes stand where ${source.value.length} were`;
    this.#deps.ledger.find({ code: 'foreign-changed', kind: 'foreign', key: source.key, message });
  }

  #nowhere(source: JoinedRecord, target: JoinedRecord | undefined, kind: string): void {
    this.#deps.ledger.end(kind, 'failed');
    const message = `${this.#deps.route.to} does not store ${kind}, and no rule carries it${target === undefined ? '' : '; the key is still there'}`;
    this.#deps.ledger.find({ code: 'kind-gone', kind, key: source.key, message });
  }

  async #compareKnown(source: JoinedRecord, target: JoinedRecord | undefined, placed: Placed): Promise<void> {
    const { ledger, reader, root, whole, planTime } = this.#deps;
    const kind = placed.info.kind;
    const before = reader.read(source, 'source');
    const object = before?.object;
    const expired = target === undefined && hasExpired(source, planTime) ? 'expired' : undefined;
    const dropped = placed.dropped ?? this.#ruleThatDrops(object) ?? expired;
    if (object !== undefined) await whole.addSource(object, source.key, root + placed.key, placed, dropped !== undefined);
    if (dropped !== undefined) this.#dropped(source, target, kind, dropped);
    else if (target === undefined && object !== undefined && whole.neighbours.converts(object)) return;
    else if (target === undefined) {
      ledger.end(kind, 'failed');
      const message = `its successor ${root}${placed.key} is not in the target`;
      ledger.find({ code: 'missing', kind, key: source.key, message });
    } else if (before === undefined) ledger.end(kind, 'failed');
    else {
      ledger.end(kind, placed.fate);
      await this.#compareValues({ source, target, before, placed });
    }
  }

  #ruleThatDrops(object: KubeObject | undefined): string | undefined {
    const { rules } = this.#deps.route;
    if (rules === undefined || object === undefined) return undefined;
    const metadata = asMap(object.metadata);
    const namespace = asText(metadata?.namespace);
    const labels = Object.fromEntries(
      Object.entries(asMap(metadata?.labels) ?? {}).map(([key, value]) => [key, asText(value) ?? '']),
    );
    const { kind, apiVersion } = object;
    const name = asText(metadata?.name) ?? '';
    return dropRuleFor(rules, { kind, apiVersion, name, labels, ...(namespace === undefined ? {} : { namespace }) })?.name;
  }

  #dropped(source: JoinedRecord, target: JoinedRecord | undefined, kind: string, rule: string): void {
    this.#deps.ledger.end(kind, 'dropped', rule);
    if (target === undefined) return;
    this.#deps.ledger.find({
      code: rule,
      kind,
      key: target.key,
      message: `${source.key} must not be in force in ${this.#deps.route.to}, and is in the target`,
    });
  }

  async #compareValues(pair: {
    readonly source: JoinedRecord;
    readonly target: JoinedRecord;
    readonly before: StoredValue;
    readonly placed: Placed;
  }): Promise<void> {
    const { source, target, before, placed } = pair;
    const { ledger, pairs, planTime, reader, whole } = this.#deps;
    const life = lifeDifference(source, target, planTime);
    if (life !== undefined) ledger.find({ code: 'life-changed', kind: placed.info.kind, key: target.key, message: life });
    if (before.object === undefined) {
      this.#compareSealed(source, target, before, placed);
      return;
    }
    const after = reader.read(target, 'target');
    if (after === undefined) return;
    if (after.object === undefined) {
      this.#noObject(target, placed);
      return;
    }
    this.#checkSchema(target.key, { ...after, object: after.object }, placed);
    pairs.compare(before.object, { ...after, object: after.object }, target.key, placed);
    await whole.addTarget(after.object, target.key, placed.target.info);
  }

  /** What a key management service has wrapped: nobody can look inside, so that only a copy is right. */
  #compareSealed(source: JoinedRecord, target: JoinedRecord, before: StoredValue, placed: Placed): void {
    if (before.encryption === undefined) {
      this.#noObject(target, placed);
      return;
    }
    if (Buffer.from(source.value).equals(target.value)) return;
    const message = 'a value that cannot be read has other bytes than in the source';
    this.#deps.ledger.find({ code: 'field-changed', kind: placed.info.kind, key: target.key, message });
  }

  /** JSON is only as good as its reading: a number where text belongs fails every LIST of the kind. */
  #checkSchema(key: string, value: StoredValue & { readonly object: KubeObject }, placed: Placed): void {
    const { object, media } = value;
    const known = decodableForms(placed.target.info, this.#deps.route.to).some((form) => form.apiVersion === object.apiVersion);
    if (media !== 'json' || !known || placed.target.info.alwaysJson === true) return;
    try {
      writeValue(object, { release: this.#deps.route.to, encoding: 'protobuf', dropUnknownJson: () => undefined });
    } catch (error) {
      this.#deps.ledger.find({ code: 'undecodable', kind: placed.target.info.kind, key, message: messageOf(error) });
    }
  }

  /** One such value fails every LIST of its kind. */
  #noObject(target: JoinedRecord, placed: Placed): void {
    const message = 'the value is no Kubernetes object';
    this.#deps.ledger.find({ code: 'undecodable', kind: placed.info.kind, key: target.key, message });
  }
}

function uidIn(object: KubeObject | undefined): string | undefined {
  return asText(asMap(object?.metadata)?.uid);
}
