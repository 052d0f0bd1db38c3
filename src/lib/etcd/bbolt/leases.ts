import type { Buffer } from 'node:buffer';
import { MalformedValueError, readLease } from './key-value.js';
import { PageReader } from './page-reader.js';
import { corrupt } from './store-file.js';
import { type Bucket, leavesOf, type Tree } from './tree.js';

const FIRST_CAPACITY = 64;

/** The leases of a store in two plain arrays, because a store whose events have a lease each holds as many as events. */
export class Leases {
  #ids = new BigUint64Array(FIRST_CAPACITY);
  #ttls = new Float64Array(FIRST_CAPACITY);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Ids come in ascending order, as the bucket has them. */
  add(id: bigint, ttlSeconds: number): void {
    if (this.#count === this.#ids.length) this.#grow();
    this.#ids[this.#count] = id;
    this.#ttls[this.#count] = ttlSeconds;
    this.#count += 1;
  }

  /** The TTL that the lease was granted, in seconds; undefined when there is no such lease. */
  ttlOf(id: bigint): number | undefined {
    const wanted = BigInt.asUintN(64, id);
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ids[middle] ?? 0n) < wanted) low = middle + 1;
      else high = middle;
    }
    return low < this.#count && this.#ids[low] === wanted ? this.#ttls[low] : undefined;
  }

  #grow(): void {
    const ids = new BigUint64Array(this.#ids.length * 2);
    const ttls = new Float64Array(this.#ttls.length * 2);
    ids.set(this.#ids);
    ttls.set(this.#ttls);
    this.#ids = ids;
    this.#ttls = ttls;
  }
}

/** Reads the bucket `lease`. @throws SkepError STORE_CORRUPT */
export async function readLeases(tree: Tree, bucket: Bucket | undefined): Promise<Leases> {
  const leases = new Leases();
  if (bucket === undefined) return leases;
  for await (const leaf of leavesOf(tree, new PageReader(tree.store), bucket)) {
    for (let i = 0; i < leaf.count; i++) {
      const { key, lease } = leaseAt(tree, leaf.key(i), leaf.value(i), `${leaf.place}: element ${String(i)} of the bucket lease`);
      leases.add(key, lease.ttlSeconds);
    }
  }
  return leases;
}

function leaseAt(tree: Tree, key: Buffer, value: Buffer, place: string): { key: bigint; lease: { ttlSeconds: number } } {
  if (key.length !== 8) throw corrupt(tree.store.location, `${place}: a key of ${String(key.length)} bytes is no lease id`);
  try {
    return { key: key.readBigUInt64BE(0), lease: readLease(value) };
  } catch (error) {
    if (!(error instanceof MalformedValueError)) throw error;
    throw corrupt(tree.store.location, `${place}: ${error.message}`, error);
  }
}
