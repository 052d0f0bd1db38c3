import { at } from './graph.js';

const ABSENT = 0xffffffff;

/**
 * A binary heap of small integers without an object for each. With `capacity` it knows where each integer stands, so that one whose
 * order changed can be moved and any can be removed; every integer is then below `capacity` and in the heap at most once.
 */
export class IntHeap {
  readonly #before: (a: number, b: number) => boolean;
  readonly #places: Uint32Array | undefined;
  readonly #items: number[] = [];

  constructor(before: (a: number, b: number) => boolean, capacity?: number) {
    this.#before = before;
    this.#places = capacity === undefined ? undefined : new Uint32Array(capacity).fill(ABSENT);
  }

  get size(): number {
    return this.#items.length;
  }

  peek(): number | undefined {
    return this.#items[0];
  }

  push(item: number): void {
    this.#items.push(item);
    this.#rise(this.#items.length - 1, item);
  }

  pop(): number | undefined {
    const first = this.#items[0];
    if (first !== undefined) this.#take(0);
    return first;
  }

  /** Puts an integer where it belongs now, whether it was there or not. Needs a capacity. */
  update(item: number): void {
    const place = this.#placeOf(item);
    if (place === ABSENT) this.push(item);
    else this.#settle(place, item);
  }

  /** One that is not there is no error. Needs a capacity. */
  remove(item: number): void {
    const place = this.#placeOf(item);
    if (place !== ABSENT) this.#take(place);
  }

  #take(place: number): void {
    if (this.#places !== undefined) this.#places[this.#item(place)] = ABSENT;
    const last = this.#items.pop();
    if (last !== undefined && place < this.#items.length) this.#settle(place, last);
  }

  #settle(place: number, item: number): void {
    const parent = (place - 1) >>> 1;
    if (place > 0 && this.#before(item, this.#item(parent))) this.#rise(place, item);
    else this.#sink(place, item);
  }

  #rise(from: number, item: number): void {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >>> 1;
      const above = this.#item(parent);
      if (!this.#before(item, above)) break;
      this.#put(place, above);
      place = parent;
    }
    this.#put(place, item);
  }

  #sink(from: number, item: number): void {
    let place = from;
    const size = this.#items.length;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= size) break;
      if (child + 1 < size && this.#before(this.#item(child + 1), this.#item(child))) child++;
      const below = this.#item(child);
      if (!this.#before(below, item)) break;
      this.#put(place, below);
      place = child;
    }
    this.#put(place, item);
  }

  #put(place: number, item: number): void {
    this.#items[place] = item;
    if (this.#places !== undefined) this.#places[item] = place;
  }

  #item(place: number): number {
    return this.#items[place] ?? ABSENT;
  }

  #placeOf(item: number): number {
    return this.#places === undefined ? ABSENT : at(this.#places, item);
  }
}
