import type { Expiry, StoreRecord } from '../../ports/store.js';
import { isPlainKey } from '../key-text.js';

/** A node as the v2 API writes it. */
export interface Etcd2Node {
  readonly key: string;
  readonly dir?: boolean;
  readonly value?: string;
  readonly createdIndex?: number;
  readonly modifiedIndex?: number;
  readonly ttl?: number;
  /** RFC 3339, with nanoseconds. */
  readonly expiration?: string;
}

/** When a node dies; a node of a directory that dies, dies with it. */
export function expiryOf(node: Etcd2Node, directory?: Expiry): Expiry | undefined {
  if (node.expiration === undefined) return directory;
  const own: Expiry = { ttlSeconds: node.ttl ?? 0, expiresAt: Date.parse(node.expiration) };
  return directory?.expiresAt !== undefined && directory.expiresAt < (own.expiresAt ?? 0) ? directory : own;
}

export function recordOf(node: Etcd2Node, expiry: Expiry | undefined): StoreRecord {
  return {
    key: node.key,
    value: Buffer.from(node.value ?? '', 'utf8'),
    createRevision: node.createdIndex ?? 0,
    modRevision: node.modifiedIndex ?? 0,
    version: 1,
    ...(expiry && { expiry }),
  };
}

/** Whether v2 can hold this key: an absolute path in UTF-8, without empty parts, dots or a slash at the end. */
export function isHoldable(key: string): boolean {
  if (!key.startsWith('/') || !isPlainKey(key)) return false;
  return key
    .slice(1)
    .split('/')
    .every((part) => part !== '' && part !== '.' && part !== '..');
}
