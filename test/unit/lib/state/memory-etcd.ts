import type { Entry, Guard, Operation } from '../../../../src/lib/state/etcd/kv.js';

interface Key {
  readonly value: string;
  readonly created: number;
  readonly modified: number;
  readonly lease: string;
}

/** A value: what etcd holds. Every change gives a new one. */
export interface MemoryEtcd {
  readonly revision: number;
  readonly keys: ReadonlyMap<string, Key>;
}

export const EMPTY_ETCD: MemoryEtcd = { revision: 1, keys: new Map() };

/** Carries out a transaction as etcd does; undefined when it was refused. `isLive`: leases that are not gone. */
export function transact(
  etcd: MemoryEtcd,
  guards: readonly Guard[],
  operations: readonly Operation[],
  isLive: (lease: string) => boolean,
): MemoryEtcd | undefined {
  if (!guards.every((guard) => holds(etcd, guard))) return undefined;
  const puts = operations.flatMap(({ request_put }) => (request_put === undefined ? [] : [request_put]));
  if (puts.some(({ lease }) => !isNone(lease) && !isLive(String(lease)))) return undefined;
  const revision = etcd.revision + 1;
  const keys = new Map(etcd.keys);
  for (const { request_delete_range: gone } of operations) if (gone !== undefined) keys.delete(text(gone.key));
  for (const { key, value, lease } of puts) {
    const name = text(key);
    const created = keys.get(name)?.created ?? revision;
    keys.set(name, { value: text(value), created, modified: revision, lease: isNone(lease) ? '' : String(lease) });
  }
  return { revision, keys };
}

/** The lease is gone, and all that was put under it. */
export function expire(etcd: MemoryEtcd, lease: string): MemoryEtcd {
  return { revision: etcd.revision + 1, keys: new Map([...etcd.keys].filter(([, key]) => key.lease !== lease)) };
}

export function entriesOf(etcd: MemoryEtcd): Entry[] {
  return [...etcd.keys]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { value, created, modified }]) => ({ key, value: Buffer.from(value), created, modified }));
}

function holds(etcd: MemoryEtcd, guard: Guard): boolean {
  const from = text(guard.key);
  const end = guard.range_end === undefined ? undefined : text(guard.range_end);
  const inRange = (name: string): boolean => (end === undefined ? name === from : name >= from && name < end);
  const found = [...etcd.keys].filter(([name]) => inRange(name)).map(([, key]) => key);
  // A key that is not there compares as one of revision 0.
  const compared = found.length === 0 ? [{ created: 0, modified: 0 }] : found;
  return compared.every((key) => {
    const [actual, wanted] =
      guard.target === 'Create' ? [key.created, guard.create_revision] : [key.modified, guard.mod_revision];
    if (guard.result === 'Equal') return actual === Number(wanted);
    return guard.result === 'Less' ? actual < Number(wanted) : actual > Number(wanted);
  });
}

function isNone(lease: string | number | undefined): boolean {
  return lease === undefined || String(lease) === '0';
}

function text(bytes: Buffer | undefined): string {
  return bytes?.toString() ?? '';
}
