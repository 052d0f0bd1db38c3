import { keyFromBytes } from '../etcd/key-text.js';
import { valueAt } from '../kinds/path.js';
import { kindByName } from '../kinds/registry.js';
import { redactSecrets } from '../kinds/secret-fields.js';
import type { StoreRecord, StoreSource } from '../ports/store.js';
import type { SpoolRecord } from '../spool/run-buffer.js';
import type { Sorter } from '../spool/sorter.js';
import type { Keyring } from '../storage/encryption/keyring.js';
import type { KubeObject } from '../storage/json.js';
import type { StoredValue } from '../storage/value.js';
import { readValue } from '../storage/value.js';
import type { KeysDeps } from './order.js';
import { sortByKey } from './order.js';
import type { FieldDifference } from './semantic.js';
import { differencesOf } from './semantic.js';

export interface KeyDifference {
  readonly key: string;
  readonly change: 'only-in-a' | 'only-in-b' | 'differs';
  /** Empty for keys of one side. A path in parentheses is no field: "(life)", "(bytes)". */
  readonly fields: readonly FieldDifference[];
}

export interface DiffSide {
  readonly source: StoreSource;
  readonly keyring?: Keyring | undefined;
}

export interface DiffOptions {
  readonly prefix: string;
  readonly showSecrets: boolean;
}

/**
 * What two stores say differently, by key. Values are compared decoded: JSON, protobuf and encrypted forms of the same object are
 * the same, revisions do not count, and of the life of a key only whether it ends. Values wait on disk, so memory is bounded.
 */
export async function* diffStores(a: DiffSide, b: DiffSide, options: DiffOptions, deps: KeysDeps): AsyncGenerator<KeyDifference> {
  const sorters = [deps.makeSorter('a'), deps.makeSorter('b')] as const;
  try {
    const read = { a: 0, b: 0 };
    await sortByKey(
      a.source,
      sorters[0],
      { ...deps, onRead: (keys) => deps.onRead?.((read.a = keys)) },
      { ...options, payloadOf },
    );
    await sortByKey(b.source, sorters[1], { ...deps, onRead: (keys) => deps.onRead?.(read.a + keys) }, { ...options, payloadOf });
    for await (const pair of pairs(...sorters)) {
      deps.signal.throwIfAborted();
      const difference = compared(pair, { a, b, showSecrets: options.showSecrets });
      if (difference !== undefined) yield difference;
    }
  } finally {
    for (const sorter of sorters) await sorter.close();
  }
}

/** One byte that says whether the key has a life, then the value. */
function payloadOf({ value, expiry }: StoreRecord): Uint8Array {
  const payload = Buffer.allocUnsafe(value.byteLength + 1);
  payload[0] = expiry === undefined ? 0 : 1;
  payload.set(value, 1);
  return payload;
}

interface Pair {
  readonly key: Buffer;
  readonly a?: Buffer;
  readonly b?: Buffer;
}

/** Walks both sorted sides at once. */
async function* pairs(sorterA: Sorter, sorterB: Sorter): AsyncGenerator<Pair> {
  const sideB = records(sorterB);
  let b = await sideB.next();
  for await (const a of records(sorterA)) {
    while (b.done !== true && Buffer.compare(b.value.key, a.key) < 0) {
      yield { key: b.value.key, b: b.value.payload };
      b = await sideB.next();
    }
    if (b.done !== true && b.value.key.equals(a.key)) {
      yield { key: a.key, a: a.payload, b: b.value.payload };
      b = await sideB.next();
    } else yield { key: a.key, a: a.payload };
  }
  for (; b.done !== true; b = await sideB.next()) yield { key: b.value.key, b: b.value.payload };
}

async function* records(sorter: Sorter): AsyncGenerator<SpoolRecord> {
  for await (const batch of sorter.sorted()) yield* batch;
}

interface Comparison {
  readonly a: DiffSide;
  readonly b: DiffSide;
  readonly showSecrets: boolean;
}

function compared({ key: keyBytes, a, b }: Pair, comparison: Comparison): KeyDifference | undefined {
  const key = keyFromBytes(keyBytes);
  if (a === undefined) return { key, change: 'only-in-b', fields: [] };
  if (b === undefined) return { key, change: 'only-in-a', fields: [] };
  if (a.equals(b)) return undefined;
  const fields = [...lifeDifference(a, b), ...valueDifferences(key, a.subarray(1), b.subarray(1), comparison)];
  return fields.length === 0 ? undefined : { key, change: 'differs', fields };
}

function lifeDifference(a: Buffer, b: Buffer): readonly FieldDifference[] {
  if (a[0] === b[0]) return [];
  return [{ path: '(life)', a: a[0] === 1 ? 'ends' : 'stays', b: b[0] === 1 ? 'ends' : 'stays' }];
}

function valueDifferences(key: string, a: Buffer, b: Buffer, comparison: Comparison): readonly FieldDifference[] {
  if (a.equals(b)) return [];
  const left = readValue(key, a, comparison.a.keyring);
  const right = readValue(key, b, comparison.b.keyring);
  if (left.object === undefined || right.object === undefined) {
    return [{ path: '(bytes)', a: `${left.media}, ${a.length} bytes`, b: `${right.media}, ${b.length} bytes` }];
  }
  const fields = differencesOf(left.object, right.object);
  return [...(comparison.showSecrets ? fields : hiding(fields, left.object, right.object)), ...unknownDifference(left, right)];
}

/** Fields that Skep does not know are compared as the wire bytes that they are. */
function unknownDifference(a: StoredValue, b: StoredValue): readonly FieldDifference[] {
  const text = (value: StoredValue): string => (value.unknown === undefined ? '' : JSON.stringify(value.unknown));
  if (text(a) === text(b)) return [];
  return [{ path: '(unknown fields)', a: `${text(a).length} bytes`, b: `${text(b).length} bytes` }];
}

/** The same places, shown as they look in objects whose secret values are hidden (a whole `data` may be on one side only). */
function hiding(fields: readonly FieldDifference[], left: KubeObject, right: KubeObject): readonly FieldDifference[] {
  const [hiddenLeft, hiddenRight] = [hidden(left), hidden(right)];
  if (hiddenLeft === left && hiddenRight === right) return fields;
  return fields.map(({ path, a, b }) => ({
    path,
    ...(a === undefined ? {} : { a: valueAt(hiddenLeft, path) ?? HIDDEN }),
    ...(b === undefined ? {} : { b: valueAt(hiddenRight, path) ?? HIDDEN }),
  }));
}

const HIDDEN = '<redacted>';

function hidden(object: KubeObject): KubeObject {
  const info = kindByName(object.kind, object.apiVersion) ?? kindByName(object.kind);
  return info === undefined ? object : redactSecrets(object, info);
}
