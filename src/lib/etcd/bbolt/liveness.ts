/**
 * Which entries of the bucket `key` are current. The bucket is in revision order and holds a key once for every revision that
 * compaction has not removed, deletions too, so what is current is known only at its end.
 */
import { randomBytes } from 'node:crypto';

/** Four words a slot: 96 bits of hash, then the entry's number plus one (0: free). */
const SLOT = 4;
const FIRST_SLOTS = 1024;
const MAX_LOAD = 0.8;
const MAX_ENTRIES = 0xffff_fffe;

/**
 * The number of the latest entry of every key, at 20 to 40 bytes a key. Keys are told apart by 96 bits of a hash, which for a
 * million keys meet by chance once in 10^17 stores; the seed is new each time, so that a second reading would show it. What
 * comes out does not depend on the seed.
 */
export class LatestEntries {
  #slots = new Uint32Array(FIRST_SLOTS * SLOT);
  #mask = FIRST_SLOTS - 1;
  #used = 0;
  readonly #seeds = new Uint32Array(3);
  readonly #hash = new Uint32Array(3);

  constructor() {
    this.#seeds.set(new Uint32Array(Uint8Array.from(randomBytes(12)).buffer));
  }

  /** Number of distinct keys. */
  get size(): number {
    return this.#used;
  }

  /** Remembers `entry` as the latest of the key bytes[start, end); returns the one before it, or -1. */
  replace(bytes: Uint8Array, start: number, end: number, entry: number): number {
    if (this.#used >= (this.#mask + 1) * MAX_LOAD) this.#grow();
    hashKey(bytes, start, end, this.#seeds, this.#hash);
    const at = this.#find(this.#hash);
    const previous = (this.#slots[at + 3] ?? 0) - 1;
    if (previous < 0) {
      this.#slots.set(this.#hash, at);
      this.#used += 1;
    }
    this.#slots[at + 3] = entry + 1;
    return previous;
  }

  /** The latest entry of a key, or -1. */
  find(bytes: Uint8Array): number {
    hashKey(bytes, 0, bytes.length, this.#seeds, this.#hash);
    return (this.#slots[this.#find(this.#hash) + 3] ?? 0) - 1;
  }

  /** Where the key of this hash is, or the free slot where it belongs. */
  #find(hash: Uint32Array): number {
    const slots = this.#slots;
    const [a = 0, b = 0, c = 0] = hash;
    for (let slot = a & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const at = slot * SLOT;
      if (slots[at + 3] === 0) return at;
      if (slots[at] === a && slots[at + 1] === b && slots[at + 2] === c) return at;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    this.#mask = this.#mask * 2 + 1;
    for (let at = 0; at < old.length; at += SLOT) {
      if (old[at + 3] !== 0) this.#slots.set(old.subarray(at, at + SLOT), this.#find(old.subarray(at, at + 3)));
    }
  }
}

/** A bit for every entry in revision order: set when a later revision of its key, or its own being a deletion, outdates it. */
export class OutdatedEntries {
  #bits = new Uint8Array(4096);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(entry: number): void {
    if (entry > MAX_ENTRIES) throw new RangeError('more than 2^32-2 revisions');
    const byte = Math.floor(entry / 8);
    if (byte >= this.#bits.length) this.#grow(entry);
    const bit = 1 << (entry % 8);
    if (((this.#bits[byte] ?? 0) & bit) !== 0) return;
    this.#bits[byte] = (this.#bits[byte] ?? 0) | bit;
    this.#count += 1;
  }

  has(entry: number): boolean {
    return ((this.#bits[Math.floor(entry / 8)] ?? 0) & (1 << (entry % 8))) !== 0;
  }

  #grow(entry: number): void {
    const bits = new Uint8Array(Math.max(this.#bits.length * 2, Math.floor(entry / 8) + 1));
    bits.set(this.#bits);
    this.#bits = bits;
  }
}

/** Three lanes of the murmur3 kind over the same words, each with its own seed and multipliers. */
function hashKey(bytes: Uint8Array, start: number, end: number, seeds: Uint32Array, out: Uint32Array): void {
  let a = seeds[0] ?? 0;
  let b = seeds[1] ?? 0;
  let c = seeds[2] ?? 0;
  for (let at = start; at < end; at += 4) {
    // Bytes past the end read as 0; the length, mixed in below, tells "a" from "a\0".
    const word =
      (bytes[at] ?? 0) |
      (at + 1 < end ? (bytes[at + 1] ?? 0) << 8 : 0) |
      (at + 2 < end ? (bytes[at + 2] ?? 0) << 16 : 0) |
      (at + 3 < end ? (bytes[at + 3] ?? 0) << 24 : 0);
    a = Math.imul(rotate(a ^ Math.imul(rotate(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593), 13), 5) + 0xe6546b64;
    b = Math.imul(rotate(b ^ Math.imul(rotate(Math.imul(word, 0x239b961b), 16), 0xab0e9789), 17), 9) + 0x561ccd1b;
    c = Math.imul(rotate(c ^ Math.imul(rotate(Math.imul(word, 0x38b34ae5), 17), 0xa1e38b93), 19), 3) + 0x0bcaa747;
  }
  const length = end - start;
  a ^= length;
  b ^= length;
  c ^= length;
  out[0] = finish(a + Math.imul(b, 3) + c);
  out[1] = finish(b + Math.imul(a, 5));
  out[2] = finish(c + Math.imul(b, 7));
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function finish(hash: number): number {
  let word = hash;
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return word ^ (word >>> 16);
}
