import { KINDS } from '../kinds/registry.js';
import type { StoreSource } from '../ports/store.js';
import type { KeysDeps } from './order.js';

/** How a value is stored, told from its first bytes alone. */
export type Encoding = 'json' | 'protobuf' | 'base64-protobuf' | 'encrypted' | 'other';

export interface KindStats {
  /** The kind's newest name; for keys that are no object of a known kind, the directory that they lie in. */
  readonly kind: string;
  readonly isKnown: boolean;
  readonly keys: number;
  readonly keyBytes: number;
  readonly valueBytes: number;
  readonly largestBytes: number;
  readonly encodings: Readonly<Partial<Record<Encoding, number>>>;
}

export interface LargestObject {
  readonly key: string;
  readonly valueBytes: number;
}

export interface StoreStats {
  readonly keys: number;
  readonly keyBytes: number;
  readonly valueBytes: number;
  readonly expiring: number;
  /** Largest share first. */
  readonly kinds: readonly KindStats[];
  readonly largest: readonly LargestObject[];
}

export interface StatsOptions {
  /** Where the objects lie: "/registry/". */
  readonly root: string;
  /** How many of the largest objects to name. */
  readonly top: number;
}

/** Sizes by kind and the largest objects, in one pass that decodes nothing. */
export async function storeStats(
  source: StoreSource,
  options: StatsOptions,
  deps: Omit<KeysDeps, 'makeSorter'>,
): Promise<StoreStats> {
  const directories = kindsByDirectory();
  const kinds = new Map<string, KindCount>();
  const largest: LargestObject[] = [];
  let expiring = 0;
  let keys = 0;
  for await (const batch of source.read({ signal: deps.signal })) {
    for (const { key, value, expiry } of batch) {
      const { kind, isKnown } = kindOfKey(key, options.root, directories);
      const count = kinds.get(kind) ?? newCount(kind, isKnown);
      kinds.set(kind, count);
      addTo(count, key, value);
      keepLargest(largest, { key, valueBytes: value.byteLength }, options.top);
      if (expiry !== undefined) expiring += 1;
    }
    keys += batch.length;
    deps.onRead?.(keys);
  }
  const sorted = [...kinds.values()].sort((a, b) => b.valueBytes - a.valueBytes || (a.kind < b.kind ? -1 : 1));
  const sum = (of: (count: KindCount) => number): number => sorted.reduce((total, count) => total + of(count), 0);
  return {
    keys,
    keyBytes: sum((count) => count.keyBytes),
    valueBytes: sum((count) => count.valueBytes),
    expiring,
    kinds: sorted,
    largest,
  };
}

interface KindCount extends KindStats {
  keys: number;
  keyBytes: number;
  valueBytes: number;
  largestBytes: number;
  encodings: Partial<Record<Encoding, number>>;
}

function newCount(kind: string, isKnown: boolean): KindCount {
  return { kind, isKnown, keys: 0, keyBytes: 0, valueBytes: 0, largestBytes: 0, encodings: {} };
}

function addTo(count: KindCount, key: string, value: Uint8Array): void {
  const encoding = encodingOf(value);
  count.keys += 1;
  count.keyBytes += Buffer.byteLength(key);
  count.valueBytes += value.byteLength;
  count.largestBytes = Math.max(count.largestBytes, value.byteLength);
  count.encodings[encoding] = (count.encodings[encoding] ?? 0) + 1;
}

function keepLargest(largest: LargestObject[], entry: LargestObject, top: number): void {
  if (top === 0) return;
  const last = largest.at(-1);
  if (largest.length === top && last !== undefined && !isLarger(entry, last)) return;
  const at = largest.findIndex((other) => isLarger(entry, other));
  largest.splice(at === -1 ? largest.length : at, 0, entry);
  if (largest.length > top) largest.pop();
}

/** Equal sizes are ordered by key, so that the same store always names the same objects. */
function isLarger(a: LargestObject, b: LargestObject): boolean {
  return a.valueBytes > b.valueBytes || (a.valueBytes === b.valueBytes && a.key < b.key);
}

/** Directories of all releases: a store that is looked at may be of any. */
function kindsByDirectory(): ReadonlyMap<string, string> {
  return new Map(KINDS.flatMap((info) => info.stored.map((form) => [form.directory, info.kind] as const)));
}

const DEEPEST_DIRECTORY = 2;

function kindOfKey(
  key: string,
  root: string,
  directories: ReadonlyMap<string, string>,
): { readonly kind: string; readonly isKnown: boolean } {
  if (!key.startsWith(root)) return { kind: `/${key.split('/').filter((part) => part !== '')[0] ?? ''}/`, isKnown: false };
  const parts = key.slice(root.length).split('/');
  for (let length = DEEPEST_DIRECTORY; length > 0; length -= 1) {
    const kind = parts.length >= length ? directories.get(parts.slice(0, length).join('/')) : undefined;
    if (kind !== undefined) return { kind, isKnown: true };
  }
  // Custom resources lie in GROUP/PLURAL, and a group has a dot.
  const isGroup = parts[0]?.includes('.') === true && parts.length > 2;
  return { kind: `${parts.slice(0, isGroup ? 2 : 1).join('/')}${parts.length > 1 ? '/' : ''}`, isKnown: false };
}

const ENCRYPTED = Buffer.from('k8s:enc:');
const PROTOBUF = Buffer.from('k8s\0');
/** "k8s\0" in base64; the fourth byte is shared with what follows. */
const BASE64_PROTOBUF = Buffer.from('azhzA');

function encodingOf(value: Uint8Array): Encoding {
  if (startsWith(value, PROTOBUF)) return 'protobuf';
  if (value[0] === 0x7b) return 'json';
  if (startsWith(value, ENCRYPTED)) return 'encrypted';
  return startsWith(value, BASE64_PROTOBUF) ? 'base64-protobuf' : 'other';
}

function startsWith(value: Uint8Array, start: Uint8Array): boolean {
  return value.byteLength >= start.byteLength && start.every((byte, index) => value[index] === byte);
}
