const WORDS = 3;
const FIRST_CAPACITY = 1 << 12;

/**
 * Remembers which keys were seen, by 96 bits of hash: 12 to 34 bytes a key, whatever the keys' lengths. With a million keys
 * the chance that two different keys are taken for one is below 1e-16.
 */
export class KeySet {
  #capacity = FIRST_CAPACITY;
  #slots = new Uint32Array(FIRST_CAPACITY * WORDS);
  #size = 0;

  /** Adds the key; false when it was there already. */
  add(key: string): boolean {
    let a = 0x9e3779b9;
    let b = 0x85ebca6b;
    let c = 0xc2b2ae35;
    for (let i = 0; i < key.length; i++) {
      const unit = key.charCodeAt(i);
      a = Math.imul(a ^ unit, 0x01000193);
      b = Math.imul(b + unit, 0x5bd1e995) ^ (b >>> 15);
      c = Math.imul((c << 5) ^ (c >>> 27) ^ unit, 0x2545f491);
    }
    // A slot of three zeros is an empty one, so the last word is never zero.
    if (!this.#insert(this.#slots, this.#capacity, mix(a ^ b), mix(b + c), mix(c ^ key.length) | 1)) return false;
    this.#size += 1;
    if (this.#size * 10 > this.#capacity * 7) this.#grow();
    return true;
  }

  #insert(slots: Uint32Array, capacity: number, x: number, y: number, z: number): boolean {
    const mask = capacity - 1;
    for (let at = x & mask; ; at = (at + 1) & mask) {
      const base = at * WORDS;
      if (slots[base + 2] === 0) {
        slots[base] = x;
        slots[base + 1] = y;
        slots[base + 2] = z;
        return true;
      }
      if (slots[base] === x >>> 0 && slots[base + 1] === y >>> 0 && slots[base + 2] === z >>> 0) return false;
    }
  }

  #grow(): void {
    const capacity = this.#capacity * 2;
    const slots = new Uint32Array(capacity * WORDS);
    for (let base = 0; base < this.#slots.length; base += WORDS) {
      const z = this.#slots[base + 2] ?? 0;
      if (z !== 0) this.#insert(slots, capacity, this.#slots[base] ?? 0, this.#slots[base + 1] ?? 0, z);
    }
    this.#slots = slots;
    this.#capacity = capacity;
  }
}

/** Spreads every input bit over the whole word (the finaliser of MurmurHash3). */
function mix(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
