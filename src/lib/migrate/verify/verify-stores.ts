import { dropRuleFor, dropsForeign } from '../../config/drop-rules.js';
import type { MigrationRules } from '../../config/migration-rules.js';
import type { KindInfo } from '../../kinds/kind.js';
import { decodableForms, kindByName } from '../../kinds/registry.js';
import { compareReleases, type Release } from '../../kinds/release.js';
import type { StoreSource } from '../../ports/store.js';
import type { Keyring } from '../../storage/encryption/keyring.js';
import type { KubeObject } from '../../storage/json.js';
import { readValue, writeValue, type StoredValue } from '../../storage/value.js';
import { destinationOf, meetingKeyOf, type Destination, type Placed, type Route } from './destination.js';
import { IsolationCheck } from './isolation-check.js';
import { addRecord, joinedGroups, type JoinedGroup, type JoinedRecord } from './join.js';
import { asList, asMap, asText } from './json.js';
import { LinkCheck } from './links.js';
import { planNamespaces } from './namespace-plan.js';
import { NeighbourCheck } from './neighbours.js';
import { kindShown, PairComparison } from './pair-comparison.js';
import { RangeCheck } from './ranges.js';
import { Ledger, type VerifyReport } from './report.js';
import type { MakeSorter, Sorter } from './sorter.js';
import { gatherFacts } from './store-facts.js';

export interface VerifyInput {
  readonly source: StoreSource;
  readonly target: StoreSource;
  readonly from: Release;
  readonly to: Release;
  /** The root with its slashes: "/registry/". */
  readonly prefix: string;
  /** A parsed MigrationRules document, where the run had one. */
  readonly rules?: unknown;
  /** What the run did with policies that were not in force before 1.7; dropping them is its default. */
  readonly networkPolicies?: 'drop-inactive' | 'keep';
  /** Epoch milliseconds: what had expired then may be missing, and what lives on must have the rest of its life. */
  readonly planTime?: number;
  readonly sourceKeyring?: Keyring;
  readonly targetKeyring?: Keyring;
  readonly makeSorter: MakeSorter;
  readonly signal?: AbortSignal;
  readonly progress?: (progress: VerifyProgress) => void;
}

export interface VerifyProgress {
  readonly phase: 'source' | 'target' | 'compare' | 'references';
  /** Keys done in this phase. */
  readonly keys: number;
}

const PROGRESS_EVERY = 10_000;
/** Leases are granted by the whole minute; the rest of a life may be off by that. */
const LIFE_TOLERANCE_MS = 61_000;

/**
 * Accounts for every key of a migrated store from the two stores alone, by a knowledge of its own: where each source key's
 * successor must be, what it must hold, and that nothing else is there.
 * @throws SkepError when a store cannot be read; what is wrong with single values is a finding, not an error
 */
export async function verifyStores(input: VerifyInput): Promise<VerifyReport> {
  const { source, from, to, prefix: root, signal } = input;
  const facts = await gatherFacts({
    source,
    from,
    root,
    ...(input.sourceKeyring === undefined ? {} : { keyring: input.sourceKeyring }),
    ...(signal === undefined ? {} : { signal }),
  });
  const document = input.rules as MigrationRules | undefined;
  // What a site changes, it changes on the way to 1.3.
  const rules = compareReleases(from, '1.3') < 0 && compareReleases(to, '1.3') >= 0 ? document : undefined;
  const route: Route = {
    from,
    to,
    facts,
    networkPolicies: input.networkPolicies ?? document?.spec.networkPolicies ?? 'drop-inactive',
    namespaces: planNamespaces(rules, facts.namespaces),
    ...(rules === undefined ? {} : { rules }),
  };
  const objects = input.makeSorter('verify-objects');
  const links = new LinkCheck(input.makeSorter('verify-links'));
  const neighbours = new NeighbourCheck(input.makeSorter('verify-neighbours'), route);
  const verification = new Verification(input, route, neighbours);
  try {
    await verification.gather(objects);
    await verification.compare(objects, links);
    await verification.conclude(links);
    return verification.ledger.report();
  } finally {
    await objects.close();
    await links.close();
    await neighbours.close();
  }
}

class Verification {
  readonly ledger = new Ledger();
  readonly #input: VerifyInput;
  readonly #route: Route;
  readonly #pairs: PairComparison;
  readonly #ranges = new RangeCheck();
  readonly #isolation: IsolationCheck;
  readonly #neighbours: NeighbourCheck;

  constructor(input: VerifyInput, route: Route, neighbours: NeighbourCheck) {
    this.#input = input;
    this.#route = route;
    this.#pairs = new PairComparison(route, this.ledger);
    this.#isolation = new IsolationCheck(route);
    this.#neighbours = neighbours;
  }

  /** Hands both stores to the sorter, each source record under the key where its successor must be. */
  async gather(sorter: Sorter): Promise<void> {
    const { source, target } = this.#input;
    this.ledger.sourceKeys = await this.#addAll(sorter, 'source', source, (key) => this.#meetingKey(key));
    this.ledger.targetKeys = await this.#addAll(sorter, 'target', target, (key) => this.#targetMeetingKey(key));
  }

  async compare(sorter: Sorter, links: LinkCheck): Promise<void> {
    let keys = 0;
    for await (const group of joinedGroups(sorter)) {
      this.#input.signal?.throwIfAborted();
      await this.#compareGroup(group, links);
      this.#tick('compare', (keys += group.sources.length + group.targets.length), group.sources.length + group.targets.length);
    }
  }

  async conclude(links: LinkCheck): Promise<void> {
    this.#ranges.check(this.ledger);
    this.#isolation.check(this.#input.prefix, this.ledger);
    this.#input.progress?.({ phase: 'references', keys: 0 });
    await links.check(this.ledger);
    await this.#neighbours.check(this.ledger);
  }

  async #addAll(sorter: Sorter, side: 'source' | 'target', store: StoreSource, keyOf: (key: string) => string): Promise<number> {
    let keys = 0;
    const { signal } = this.#input;
    for await (const batch of store.read(signal === undefined ? {} : { signal })) {
      for (const record of batch) await addRecord(sorter, side, keyOf(record.key), record);
      this.#tick(side, (keys += batch.length), batch.length);
    }
    return keys;
  }

  #tick(phase: VerifyProgress['phase'], keys: number, step: number): void {
    if (Math.floor(keys / PROGRESS_EVERY) !== Math.floor((keys - step) / PROGRESS_EVERY)) this.#input.progress?.({ phase, keys });
  }

  #meetingKey(key: string): string {
    const destination = this.#destinationOf(key);
    return destination.to === 'key' ? this.#input.prefix + destination.key : key;
  }

  #targetMeetingKey(key: string): string {
    const root = this.#input.prefix;
    return key.startsWith(root) ? root + meetingKeyOf(key.slice(root.length), this.#route) : key;
  }

  #destinationOf(key: string): Destination {
    const root = this.#input.prefix;
    return key.startsWith(root) ? destinationOf(key.slice(root.length), this.#route) : { to: 'foreign' };
  }

  async #compareGroup(group: JoinedGroup, links: LinkCheck): Promise<void> {
    const [source] = group.sources;
    const target = source === undefined ? undefined : this.#successorOf(source, group.targets);
    for (const other of group.targets) if (other !== target) await this.#otherTarget(source, other, links);
    if (source === undefined) return;
    for (const other of group.sources.slice(1)) {
      this.ledger.end(this.#kindOf(other), 'failed');
      this.ledger.find({
        code: 'two-sources',
        kind: this.#kindOf(other),
        key: other.key,
        message: `${source.key} leads to the same key of the target`,
      });
    }
    const destination = this.#destinationOf(source.key);
    if (destination.to === 'foreign') this.#compareForeign(source, target);
    else if (destination.to === 'nowhere') this.#nowhere(source, target, destination.info.kind);
    else await this.#compareKnown(source, target, destination, links);
  }

  /** Where a namespace became several, more than one key of the target may meet the source's: the one that kept the uid counts. */
  #successorOf(source: JoinedRecord, targets: readonly JoinedRecord[]): JoinedRecord | undefined {
    if (targets.length < 2) return targets[0];
    const uid = uidIn(this.#tryRead(source, 'source'));
    return targets.find((target) => uidIn(this.#tryRead(target, 'target')) === uid) ?? targets[0];
  }

  #kindOf(source: JoinedRecord): string {
    const destination = this.#destinationOf(source.key);
    return destination.to === 'foreign' ? 'foreign' : destination.info.kind;
  }

  #compareForeign(source: JoinedRecord, target: JoinedRecord | undefined): void {
    const { rules } = this.#route;
    if (rules !== undefined && dropsForeign(rules, source.key)) {
      this.#dropped(source, target, 'foreign', 'foreign');
      return;
    }
    const same = target !== undefined && Buffer.from(source.value).equals(target.value);
    if (target === undefined && this.#hasExpired(source)) {
      this.ledger.end('foreign', 'dropped', 'expired');
      return;
    }
    this.ledger.end('foreign', same ? 'foreign' : 'failed');
    if (same) return;
    const message =
      target === undefined
        ? 'the key is not in the target'
        : `${target.value.length} bytes stand where ${source.value.length} were`;
    this.ledger.find({ code: 'foreign-changed', kind: 'foreign', key: source.key, message });
  }

  #nowhere(source: JoinedRecord, target: JoinedRecord | undefined, kind: string): void {
    this.ledger.end(kind, 'failed');
    const message = `${this.#route.to} does not store ${kind}, and no rule carries it${target === undefined ? '' : '; the key is still there'}`;
    this.ledger.find({ code: 'kind-gone', kind, key: source.key, message });
  }

  async #compareKnown(source: JoinedRecord, target: JoinedRecord | undefined, placed: Placed, links: LinkCheck): Promise<void> {
    const kind = placed.info.kind;
    const before = this.#read(source, 'source');
    const expired = target === undefined && this.#hasExpired(source) ? 'expired' : undefined;
    const dropped = placed.dropped ?? this.#ruleThatDrops(before?.object) ?? expired;
    if (before?.object !== undefined) {
      const key = this.#input.prefix + placed.key;
      const { sourceOf } = this.#route.namespaces;
      await links.add({
        side: 'source',
        object: before.object,
        info: placed.info,
        key,
        sourceOf,
        dropped: dropped !== undefined,
      });
    }
    const object = before?.object;
    if (object !== undefined && dropped === undefined && this.#neighbours.wants('source', object.kind)) {
      await this.#neighbours.add({ side: 'source', key: source.key, object });
    }
    if (dropped !== undefined) this.#dropped(source, target, kind, dropped);
    else if (target === undefined && object !== undefined && this.#neighbours.converts(object)) return;
    else if (target === undefined) {
      this.ledger.end(kind, 'failed');
      this.ledger.find({
        code: 'missing',
        kind,
        key: source.key,
        message: `its successor ${this.#input.prefix}${placed.key} is not in the target`,
      });
    } else if (before === undefined) this.ledger.end(kind, 'failed');
    else {
      this.ledger.end(kind, placed.fate);
      await this.#compareValues({ source, target, before, placed, links });
    }
  }

  #ruleThatDrops(object: KubeObject | undefined): string | undefined {
    const { rules } = this.#route;
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
    this.ledger.end(kind, 'dropped', rule);
    if (target === undefined) return;
    this.ledger.find({
      code: rule,
      kind,
      key: target.key,
      message: `${source.key} must not be in force in ${this.#route.to}, and is in the target`,
    });
  }

  async #compareValues(pair: {
    readonly source: JoinedRecord;
    readonly target: JoinedRecord;
    readonly before: StoredValue;
    readonly placed: Placed;
    readonly links: LinkCheck;
  }): Promise<void> {
    const { source, target, before, placed, links } = pair;
    this.#compareLives(source, target, placed);
    if (before.object === undefined) {
      // What a key management service has wrapped: nobody can look inside, so that only a copy is right.
      if (before.encryption === undefined) this.#noObject(target, placed);
      else if (!Buffer.from(source.value).equals(target.value)) this.#changed(target, placed.info.kind);
      return;
    }
    const after = this.#read(target, 'target');
    if (after === undefined) return;
    if (after.object === undefined) {
      this.#noObject(target, placed);
      return;
    }
    this.#checkSchema(target.key, { ...after, object: after.object }, placed);
    this.#pairs.compare(before.object, { ...after, object: after.object }, target.key, placed);
    await this.#observeTarget(target.key, after.object, links, placed.target.info);
  }

  /** JSON is only as good as its reading: a number where text belongs fails every LIST of the kind. */
  #checkSchema(key: string, value: StoredValue & { readonly object: KubeObject }, placed: Placed): void {
    const { object, media } = value;
    const known = decodableForms(placed.target.info, this.#route.to).some((form) => form.apiVersion === object.apiVersion);
    if (media !== 'json' || !known || placed.target.info.alwaysJson === true) return;
    try {
      writeValue(object, { release: this.#route.to, encoding: 'protobuf', dropUnknownJson: () => undefined });
    } catch (error) {
      this.ledger.find({ code: 'undecodable', kind: placed.target.info.kind, key, message: messageOf(error) });
    }
  }

  /** Accounts and their tokens stand in every part of a split namespace: running pods mount them by name. */
  async #otherTarget(source: JoinedRecord | undefined, target: JoinedRecord, links: LinkCheck): Promise<void> {
    const placed = source === undefined ? undefined : this.#destinationOf(source.key);
    const before = source === undefined ? undefined : this.#tryRead(source, 'source');
    const isCopied = placed?.to === 'key' && placed.renamed !== undefined && COPIED_KINDS.has(placed.info.kind);
    if (!isCopied || before === undefined) {
      await this.#targetAlone(target, links);
      return;
    }
    const after = this.#read(target, 'target');
    if (after?.object === undefined) return;
    this.ledger.made(placed.info.kind);
    this.#pairs.compare(before, { ...after, object: after.object }, target.key, placed, 'copy');
    await this.#observeTarget(target.key, after.object, links, placed.target.info);
  }

  async #targetAlone(target: JoinedRecord, links: LinkCheck): Promise<void> {
    const value = this.#read(target, 'target');
    const object = value?.object;
    if (object !== undefined && (this.#isolation.accepts(object) || this.#isMadeNamespace(object))) {
      this.ledger.made(kindShown(object));
      return;
    }
    const info = object === undefined ? undefined : kindByName(object.kind);
    if (object !== undefined && info !== undefined) await this.#observeTarget(target.key, object, links, info);
    if (object !== undefined && this.#neighbours.wants('made', object.kind)) {
      await this.#neighbours.add({ side: 'made', key: target.key, object });
      return;
    }
    const kind = object === undefined ? 'foreign' : kindShown(object);
    this.ledger.find({ code: 'unexpected', kind, key: target.key, message: 'neither a source key nor a rule explains this key' });
  }

  /** One of several that a tenant's namespace became, beside the one that is its successor. */
  #isMadeNamespace(object: KubeObject): boolean {
    if (object.kind !== 'Namespace') return false;
    const { namespaces } = this.#route;
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

  async #observeTarget(key: string, object: KubeObject, links: LinkCheck, info: KindInfo): Promise<void> {
    if (object.kind === 'Service' && object.apiVersion === 'v1') this.#ranges.addService(key, object);
    if (object.kind === 'RangeAllocation') this.#ranges.addRange(key, object);
    await links.add({
      side: 'target',
      object,
      info,
      key: this.#targetMeetingKey(key),
      sourceOf: this.#route.namespaces.sourceOf,
    });
  }

  #compareLives(source: JoinedRecord, target: JoinedRecord, placed: Placed): void {
    const { planTime } = this.#input;
    const find = (message: string): void => {
      this.ledger.find({ code: 'life-changed', kind: placed.info.kind, key: target.key, message });
    };
    if ((source.ttlSeconds === undefined) !== (target.ttlSeconds === undefined)) {
      find(
        source.ttlSeconds === undefined
          ? 'it expires, and did not in the source'
          : 'it expires in the source and lives for ever in the target',
      );
    } else if (
      source.expiresAt !== undefined &&
      target.ttlSeconds !== undefined &&
      planTime !== undefined &&
      source.expiresAt > planTime
    ) {
      const off = Math.abs(source.expiresAt - planTime - target.ttlSeconds * 1000);
      if (off > LIFE_TOLERANCE_MS)
        find(`it has ${target.ttlSeconds} s to live, ${Math.round(off / 1000)} s off the rest of its life in the source`);
    }
  }

  #hasExpired(source: JoinedRecord): boolean {
    return source.expiresAt !== undefined && source.expiresAt <= (this.#input.planTime ?? Date.now());
  }

  #changed(target: JoinedRecord, kind: string): void {
    this.ledger.find({
      code: 'field-changed',
      kind,
      key: target.key,
      message: 'a value that cannot be read has other bytes than in the source',
    });
  }

  /** One such value fails every LIST of its kind. */
  #noObject(target: JoinedRecord, placed: Placed): void {
    const message = 'the value is no Kubernetes object';
    this.ledger.find({ code: 'undecodable', kind: placed.info.kind, key: target.key, message });
  }

  #tryRead(record: JoinedRecord, side: 'source' | 'target'): KubeObject | undefined {
    const keyring = side === 'source' ? this.#input.sourceKeyring : this.#input.targetKeyring;
    try {
      return readValue(record.key, record.value, keyring).object;
    } catch {
      return undefined;
    }
  }

  #read(record: JoinedRecord, side: 'source' | 'target'): StoredValue | undefined {
    const keyring = side === 'source' ? this.#input.sourceKeyring : this.#input.targetKeyring;
    try {
      return readValue(record.key, record.value, keyring);
    } catch (error) {
      const code = side === 'source' ? 'source-unreadable' : 'undecodable';
      this.ledger.find({ code, kind: this.#kindOf(record), key: record.key, message: messageOf(error) });
      return undefined;
    }
  }
}

const COPIED_KINDS = new Set(['Secret', 'ServiceAccount']);

function uidIn(object: KubeObject | undefined): string | undefined {
  return asText(asMap(object?.metadata)?.uid);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
