import { kindByName } from '../../kinds/registry.js';
import type { KindInfo } from '../../kinds/kind.js';
import { podTemplatesOf } from '../../kinds/pod-template.js';
import { isSecretPath, redactedText } from '../../kinds/secret-fields.js';
import type { Json, JsonObject, KubeObject } from '../../storage/json.js';
import { writeValue, type StoredValue } from '../../storage/value.js';
import { defaultsOf, isDefault, type CompiledDefault } from './defaults.js';
import type { Placed, Route } from './destination.js';
import { differences, type Difference } from './difference.js';
import { expectedObject, ownedPaths, type OwnedPath } from './expected.js';
import { asMap, asText } from './json.js';
import type { Obligation } from './obligations/obligation.js';
import { obligationsBetween } from './obligations/table.js';
import { placesFor } from './namespace-plan.js';
import { matchesPath } from './path-pattern.js';
import { shown, type Finding, type Ledger } from './report.js';

/** Holds target objects against what their source objects must have become. What is known of a kind is worked out once. */
export class PairComparison {
  readonly #route: Route;
  readonly #ledger: Ledger;
  readonly #obligations: readonly Obligation[];
  readonly #defaults = new Map<string, readonly CompiledDefault[]>();
  readonly #owned = new Map<string, readonly OwnedPath[]>();

  constructor(route: Route, ledger: Ledger) {
    this.#route = route;
    this.#ledger = ledger;
    this.#obligations = obligationsBetween(route.from, route.to);
  }

  /** 'copy': one more of an object that every part of a split namespace needs; it is the same but for its identity. */
  compare(
    source: KubeObject,
    target: StoredValue & { readonly object: KubeObject },
    targetKey: string,
    placed: Placed,
    as: 'successor' | 'copy' = 'successor',
  ): void {
    const actual = target.object;
    if (!this.#formIsRight(actual, targetKey, placed)) return;
    this.#checkPlace(source, actual, targetKey, placed);
    const expected = expectedObject(source, actual, placed, this.#route, this.#obligations);
    if (expected === undefined) {
      this.#find(placed, targetKey, 'source-unreadable', 'the payload of the third-party datum is no JSON object');
      return;
    }
    const found = differences(expected, actual).filter((difference) => {
      const isOwn = as === 'copy' && COPY_OWN.has(difference.path);
      return !isOwn && !this.#isExplained(difference, actual, placed.target.info);
    });
    const unknown = found.length > 0 && target.media === 'protobuf' ? this.#withoutField(expected) : new Set<string>();
    for (const difference of found) {
      if (!unknown.has(difference.path)) this.#report(difference, source.apiVersion, targetKey, placed);
    }
  }

  #formIsRight(actual: KubeObject, key: string, placed: Placed): boolean {
    const { apiVersion, kind } = placed.target;
    if (actual.kind !== kind || !this.#versionIsRight(actual, placed)) {
      this.#ledger.find({
        code: 'wrong-form',
        kind: placed.target.info.kind,
        key,
        message: `${this.#route.to} stores ${apiVersion} ${kind} here`,
        expected: `${apiVersion} ${kind}`,
        actual: `${actual.apiVersion} ${actual.kind}`,
      });
      return false;
    }
    const metadata = asMap(actual.metadata);
    if (metadata?.resourceVersion !== undefined || metadata?.selfLink !== undefined) {
      this.#find(
        placed,
        key,
        'server-set-metadata',
        'metadata.resourceVersion and metadata.selfLink come from the store and must not be in the value',
      );
    }
    return true;
  }

  #checkPlace(source: KubeObject, actual: KubeObject, key: string, placed: Placed): void {
    const { info } = placed.target;
    // Single keys and master leases carry no name of their own, or another.
    if (info.kind === 'RangeAllocation' || info.kind === 'MasterLease') return;
    const metadata = asMap(actual.metadata);
    const namespace = placed.namespace === undefined ? '' : (key.split('/').at(-2) ?? '');
    const right = asText(metadata?.name) === placed.name && (asText(metadata?.namespace) ?? '') === namespace;
    if (!right) this.#find(placed, key, 'wrong-place', 'metadata.name or metadata.namespace are not those of the key');
    const parts = placed.renamed === undefined ? undefined : this.#route.namespaces.partsOf(placed.renamed);
    if (parts === undefined) return;
    const [template] = podTemplatesOf(source, placed.info);
    const allowed = FOLLOWS_LABELS.has(placed.info.kind)
      ? placesFor(source, template?.template, parts)
      : new Set(parts.map((part) => part.namespace));
    if (!allowed.has(namespace)) this.#find(placed, key, 'wrong-namespace', `the rules send it to ${[...allowed].join(' or ')}`);
  }

  /** Data of a third-party resource keep the version that their users wrote; its definition may be written in either version. */
  #versionIsRight(actual: KubeObject, placed: Placed): boolean {
    const { definition, target } = placed;
    if (definition !== undefined && placed.info.kind === 'ThirdPartyResourceData')
      return actual.apiVersion.startsWith(`${definition.group}/`);
    return actual.apiVersion === target.apiVersion;
  }

  #isExplained(difference: Difference, actual: JsonObject, info: KindInfo): boolean {
    if (difference.expected === undefined && difference.path.startsWith('metadata.annotations["skep.io/')) return true;
    if (info.kind === 'CustomResourceDefinition' && isOwnChoice(difference)) return true;
    if (this.#isSibling(difference) || this.#isRewrittenName(difference)) return true;
    if (info.kind === 'Pod' && this.#isAdoption(difference)) return true;
    let defaults = this.#defaults.get(info.kind);
    if (defaults === undefined) {
      defaults = defaultsOf(info);
      this.#defaults.set(info.kind, defaults);
    }
    return isDefault(difference, actual, defaults);
  }

  /** A reference into a namespace that became several: it may lead to any of them, as long as its object is there. */
  #isSibling({ path, expected, actual }: Difference): boolean {
    const { namespaces } = this.#route;
    if (!namespaces.renames || !/(?:\.namespace|\.namespaces\[\d+\])$/.test(path)) return false;
    if (typeof expected !== 'string' || typeof actual !== 'string') return false;
    const source = namespaces.sourceOf(expected);
    return namespaces.partsOf(source)?.some(({ namespace }) => namespace === actual) === true;
  }

  /** A pod that a ReplicaSet takes over from its controller says so; the links see to it that the ReplicaSet is there. */
  #isAdoption({ path, expected }: Difference): boolean {
    if (this.#route.rules?.spec.conversion === undefined) return false;
    if (path === 'metadata.annotations["kubernetes.io/created-by"]') return true;
    return expected === undefined && (path === 'metadata.labels.pod-template-hash' || path === 'metadata.ownerReferences');
  }

  /** Where the rules say so, names of services in DNS follow their namespace. */
  #isRewrittenName({ path, expected, actual }: Difference): boolean {
    const { namespaces, rules } = this.#route;
    if (rules?.spec.serviceDns !== 'rewrite' || typeof expected !== 'string' || typeof actual !== 'string') return false;
    if (!/containers\[\d+\]\.(?:env\[\d+\]\.value|command\[\d+\]|args\[\d+\])$/i.test(path)) return false;
    return actual.replace(/[a-z0-9-]+/g, (label) => namespaces.sourceOf(label)) === expected;
  }

  /** Paths of values that no server of the target release has a field for: it would drop them on its first write, too. */
  #withoutField(expected: JsonObject): Set<string> {
    const paths = new Set<string>();
    try {
      const dropUnknownJson = (path: string): void => void paths.add(path);
      writeValue(expected as KubeObject, { release: this.#route.to, encoding: 'protobuf', dropUnknownJson });
    } catch {
      // What cannot be encoded at all is a finding of its own already.
    }
    return paths;
  }

  #report(difference: Difference, version: string, key: string, placed: Placed): void {
    const info = placed.target.info;
    const { expected, actual, path } = difference;
    const show = (value: Json): string => (isSecretPath(path, info) ? redactedText(value) : shown(value));
    this.#ledger.find({
      code: this.#codeOf(difference, version, placed.info),
      kind: info.kind,
      key,
      path,
      message: messageOf(difference),
      ...(expected === undefined ? {} : { expected: show(expected) }),
      ...(actual === undefined ? {} : { actual: show(actual) }),
    });
  }

  #codeOf(difference: Difference, version: string, info: KindInfo): string {
    let owned = this.#owned.get(info.kind);
    if (owned === undefined) {
      owned = ownedPaths(info, this.#obligations);
      this.#owned.set(info.kind, owned);
    }
    const owner = owned.find(
      ({ pattern, sourceVersion }) => (sourceVersion ?? version) === version && matchesPath(difference.path, pattern, 'below'),
    );
    if (owner !== undefined) return owner.id;
    if (difference.path === 'metadata.uid') return 'uid-changed';
    if (difference.path.startsWith('metadata')) return 'metadata-changed';
    if (info.kind === 'ThirdPartyResource') return 'third-party-definition';
    if (difference.expected === undefined) return 'field-added';
    return difference.actual === undefined ? 'field-lost' : 'field-changed';
  }

  #find(placed: Placed, key: string, code: Finding['code'], message: string): void {
    this.#ledger.find({ code, kind: placed.target.info.kind, key, message });
  }
}

/** What a copy has of its own. The links see to it that a token and its account name each other. */
const COPY_OWN = new Set([
  'metadata.uid',
  'metadata.creationTimestamp',
  'metadata.annotations["kubernetes.io/service-account.uid"]',
]);

/** Kinds whose labels decide where they go; others go where what they belong to goes. */
const FOLLOWS_LABELS = new Set(['Pod', 'ReplicationController', 'PodTemplate']);

/** A definition may say more than it must: when its conditions came true, further versions, what server defaults add. */
function isOwnChoice({ path, expected }: Difference): boolean {
  if (expected !== undefined) return false;
  if (path === 'metadata.generation') return true;
  return (
    /^status\.conditions\[\d+\]\.(?:lastTransitionTime|reason|message)$/.test(path) ||
    path === 'spec.versions' ||
    path === 'spec.conversion'
  );
}

function messageOf({ expected, actual }: Difference): string {
  if (expected === undefined) return 'the target has a value here that nothing explains';
  return actual === undefined ? 'the value is not in the target' : 'the value is another one';
}

/** The kind of an object that no key explained. */
export function kindShown(object: KubeObject): string {
  return kindByName(object.kind)?.kind ?? object.kind;
}
