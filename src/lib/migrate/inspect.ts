import { parseKey, parseStrayKey } from '../kinds/registry.js';
import type { Release } from '../kinds/release.js';
import type { StoreNotice, StoreSource } from '../ports/store.js';
import type { Keyring } from '../storage/encryption/keyring.js';
import { readValue, type Media } from '../storage/value.js';
import { asObject, asText } from './pipeline/links.js';

/** What lies under one kind in one stored version and form. */
export interface KindCount {
  readonly kind: string;
  readonly apiVersion: string;
  readonly media: Media | 'unreadable';
  readonly encryption?: string;
  keys: number;
  bytes: number;
  expiring: number;
}

export interface TenantCount {
  /** The value of the namespace's tenant label; in a store of 1.0, where a namespace is a tenant, the namespace. */
  readonly tenant: string;
  readonly namespaces: string[];
  keys: number;
  bytes: number;
}

export interface Inspection {
  readonly kinds: readonly KindCount[];
  readonly tenants: readonly TenantCount[];
  readonly foreign: { readonly keys: number; readonly bytes: number; readonly roots: readonly string[] };
  readonly notices: readonly StoreNotice[];
  readonly revision: number | undefined;
}

/** How many roots of foreign keys are named. */
const ROOTS_NAMED = 10;

/** Counts what a store holds by kind, stored version and tenant, in one pass. */
export async function inspectStore(
  source: StoreSource,
  options: { readonly prefix: string; readonly release: Release; readonly keyring?: Keyring; readonly signal?: AbortSignal },
): Promise<Inspection> {
  const root = options.prefix.endsWith('/') ? options.prefix : `${options.prefix}/`;
  const kinds = new Map<string, KindCount>();
  const namespaces = new Map<string, { tenant: string; keys: number; bytes: number }>();
  const roots = new Set<string>();
  let foreignKeys = 0;
  let foreignBytes = 0;
  for await (const batch of source.read(options.signal === undefined ? {} : { signal: options.signal })) {
    for (const record of batch) {
      const size = record.value.length;
      if (!record.key.startsWith(root)) {
        foreignKeys += 1;
        foreignBytes += size;
        if (roots.size < ROOTS_NAMED) roots.add(record.key.split('/').slice(0, 2).join('/'));
        continue;
      }
      const relative = record.key.slice(root.length);
      const parsed = parseKey(relative, options.release) ?? parseStrayKey(relative, options.release);
      const seen = lookAt(record.key, record.value, options.keyring);
      const entry = countOf(kinds, seen.kind ?? parsed?.info.kind ?? 'unknown', seen);
      entry.keys += 1;
      entry.bytes += size;
      if (record.expiry !== undefined) entry.expiring += 1;
      const name = seen.kind === 'Namespace' ? parsed?.name : parsed?.namespace;
      if (name === undefined) continue;
      const tenancy = namespaces.get(name) ?? { tenant: name, keys: 0, bytes: 0 };
      tenancy.keys += 1;
      tenancy.bytes += size;
      if (seen.tenant !== undefined) tenancy.tenant = seen.tenant;
      namespaces.set(name, tenancy);
    }
  }
  const head = await source.head();
  return {
    kinds: [...kinds.values()].sort((a, b) => compare(a.kind, b.kind) || compare(a.apiVersion, b.apiVersion)),
    tenants: byTenant(namespaces),
    foreign: { keys: foreignKeys, bytes: foreignBytes, roots: [...roots].sort() },
    notices: source.notices(),
    revision: head.revision,
  };
}

interface Seen {
  readonly kind?: string;
  readonly apiVersion: string;
  readonly media: KindCount['media'];
  readonly encryption?: string;
  readonly tenant?: string;
}

function lookAt(key: string, value: Uint8Array, keyring: Keyring | undefined): Seen {
  try {
    const stored = readValue(key, value, keyring);
    const encryption =
      stored.encryption === undefined ? {} : { encryption: `${stored.encryption.provider}:${stored.encryption.keyName}` };
    if (stored.object === undefined) return { apiVersion: '', media: stored.media, ...encryption };
    const { object } = stored;
    const tenant = object.kind === 'Namespace' ? asText(asObject(asObject(object['metadata'])['labels'])['tenant']) : '';
    return {
      kind: object.kind,
      apiVersion: object.apiVersion,
      media: stored.media,
      ...encryption,
      ...(tenant === '' ? {} : { tenant }),
    };
  } catch {
    return { apiVersion: '', media: 'unreadable' };
  }
}

function countOf(kinds: Map<string, KindCount>, kind: string, seen: Seen): KindCount {
  const id = [kind, seen.apiVersion, seen.media, seen.encryption ?? ''].join('\0');
  const known = kinds.get(id);
  if (known !== undefined) return known;
  const encryption = seen.encryption === undefined ? {} : { encryption: seen.encryption };
  const fresh: KindCount = {
    kind,
    apiVersion: seen.apiVersion,
    media: seen.media,
    ...encryption,
    keys: 0,
    bytes: 0,
    expiring: 0,
  };
  kinds.set(id, fresh);
  return fresh;
}

function byTenant(namespaces: ReadonlyMap<string, { tenant: string; keys: number; bytes: number }>): TenantCount[] {
  const tenants = new Map<string, TenantCount>();
  for (const [name, { tenant, keys, bytes }] of namespaces) {
    const entry = tenants.get(tenant) ?? { tenant, namespaces: [], keys: 0, bytes: 0 };
    entry.namespaces.push(name);
    entry.keys += keys;
    entry.bytes += bytes;
    tenants.set(tenant, entry);
  }
  for (const entry of tenants.values()) entry.namespaces.sort(compare);
  return [...tenants.values()].sort((a, b) => compare(a.tenant, b.tenant));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
