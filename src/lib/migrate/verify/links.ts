import type { KindInfo } from '../../kinds/kind.js';
import { referenceReader, referencesOf, type ReferenceReader } from '../../kinds/references.js';
import { kindByName } from '../../kinds/registry.js';
import type { KubeObject } from '../../storage/json.js';
import { groupsOf, sortKey } from './join.js';
import { asMap, asText } from './json.js';
import type { FindingCode, Ledger } from './report.js';
import type { Sorter } from './sorter.js';

/** Who bears a uid, or names one. Namespaces are called as in the source, so that both sides can be held against each other. */
interface Link {
  readonly side: 'source' | 'target';
  readonly does: 'bear' | 'name';
  readonly kind: string;
  readonly id: string;
  readonly key: string;
  readonly path?: string;
  /** Of a source object that a rule dropped. */
  readonly dropped?: true;
}

export interface LinkedObject {
  readonly side: 'source' | 'target';
  readonly object: KubeObject;
  readonly info: KindInfo;
  /** The target's key of the object, on both sides. */
  readonly key: string;
  /** Back to the source's name of a namespace. */
  readonly sourceOf: (namespace: string) => string;
  readonly dropped?: boolean;
}

/**
 * Gathers every uid with its bearers and those who must find it, sorted by uid, so that "once in the source, once in the
 * target, and found by the same" is checked in bounded memory.
 */
export class LinkCheck {
  readonly #sorter: Sorter;
  readonly #readers = new Map<string, ReferenceReader>();

  constructor(sorter: Sorter) {
    this.#sorter = sorter;
  }

  async add(linked: LinkedObject): Promise<void> {
    const { object, side, key } = linked;
    const metadata = asMap(object.metadata);
    const uid = asText(metadata?.uid) ?? '';
    const id = idOf(asText(metadata?.namespace), asText(metadata?.name), linked);
    const flag = linked.dropped === true ? { dropped: true as const } : {};
    if (uid !== '') await this.#put(uid, { side, does: 'bear', kind: kindOf(object.kind), id, key, ...flag });
    for (const reference of referencesOf(object, this.#reader(linked.info))) {
      if (reference.uid === undefined || reference.strength !== 'required') continue;
      const named = idOf(reference.namespace, reference.name, linked);
      const base = { side, does: 'name' as const, kind: kindOf(reference.to), key, path: reference.path, ...flag };
      await this.#put(reference.uid, { ...base, id: reference.name === undefined ? '' : named });
    }
  }

  async check(ledger: Ledger): Promise<void> {
    for await (const payloads of groupsOf(this.#sorter)) {
      checkUid(
        payloads.map((payload) => JSON.parse(payload.toString('utf8')) as Link & { readonly uid: string }),
        ledger,
      );
    }
  }

  async close(): Promise<void> {
    await this.#sorter.close();
  }

  async #put(uid: string, link: Link): Promise<void> {
    await this.#sorter.add(sortKey(uid), Buffer.from(JSON.stringify({ uid, ...link })));
  }

  #reader(info: KindInfo): ReferenceReader {
    let reader = this.#readers.get(info.kind);
    if (reader === undefined) {
      reader = referenceReader(info);
      this.#readers.set(info.kind, reader);
    }
    return reader;
  }
}

function kindOf(kind: string): string {
  const known = kindByName(kind)?.kind ?? kind;
  return known === 'ThirdPartyResource' ? 'CustomResourceDefinition' : known;
}

function idOf(namespace: string | undefined, name: string | undefined, { side, sourceOf }: LinkedObject): string {
  const place = namespace === undefined ? '' : side === 'target' ? sourceOf(namespace) : namespace;
  return `${place}/${name ?? ''}`;
}

type Named = Link & { readonly uid: string };

function checkUid(links: readonly Named[], ledger: Ledger): void {
  const bearers = (side: Link['side']): Named[] => links.filter((link) => link.side === side && link.does === 'bear');
  const before = bearers('source').filter((link) => link.dropped !== true);
  const after = bearers('target');
  for (const lost of before.slice(after.length)) {
    ledger.find({ code: 'uid-lost', kind: lost.kind, key: lost.key, message: `no object of the target has the uid ${lost.uid}` });
  }
  for (const extra of before.length === 0 ? after.slice(1) : after.slice(before.length)) {
    const message = `the uid ${extra.uid} belongs to ${after[0]?.key ?? 'another object'} already`;
    ledger.find({ code: 'uid-doubled', kind: extra.kind, key: extra.key, message });
  }
  const named = links.filter((link) => link.does === 'name');
  for (const link of named.filter(({ side }) => side === 'target')) {
    if (after.some((bearer) => agrees(link, bearer))) continue;
    const same = named.find((other) => other.side === 'source' && other.key === link.key && other.path === link.path);
    // What led nowhere before may lead nowhere now: an owner that is gone, an account that was deleted.
    if (same !== undefined && !bearers('source').some((bearer) => agrees(same, bearer))) continue;
    ledger.find({
      code: codeFor(link.kind),
      kind: kindByKey(link),
      key: link.key,
      path: link.path ?? '',
      message: `${link.kind} ${link.id} with the uid ${link.uid} is not in the target`,
    });
  }
}

function agrees(link: Link, bearer: Link): boolean {
  if (link.kind !== bearer.kind) return false;
  return link.id === '' || link.id === bearer.id;
}

function codeFor(kind: string): FindingCode {
  if (kind === 'PersistentVolumeClaim') return 'claim-uid';
  return kind === 'ServiceAccount' ? 'account-uid' : 'owner-uid';
}

function kindByKey(link: Link): string {
  if (link.kind === 'PersistentVolumeClaim') return 'PersistentVolume';
  return link.kind === 'ServiceAccount' ? 'Secret' : 'owned object';
}
