import type { StoreNode } from './store-tree.js';

interface Waiting {
  readonly expires: bigint;
  readonly node: StoreNode;
}

/** Nodes that die by themselves, soonest first. A node whose expiry changed is pushed again; the old place is passed over. */
export class ExpiryHeap {
  readonly #heap: Waiting[] = [];

  push(node: StoreNode): void {
    const heap = this.#heap;
    let at = heap.length;
    const waiting = { expires: node.expires, node };
    heap.push(waiting);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || above.expires <= waiting.expires) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = waiting;
  }

  /** Takes out the node that expires next, if it does so by `until`. */
  popExpired(until: bigint): StoreNode | undefined {
    for (let top = this.#heap[0]; top !== undefined && top.expires <= until; top = this.#heap[0]) {
      this.#removeTop();
      if (top.node.attached && top.node.expires === top.expires) return top.node;
    }
    return undefined;
  }

  #removeTop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      const right = heap[child + 1];
      let lower = heap[child];
      if (lower === undefined) break;
      if (right !== undefined && right.expires < lower.expires) {
        child += 1;
        lower = right;
      }
      if (lower.expires >= last.expires) break;
      heap[at] = lower;
      at = child;
    }
    heap[at] = last;
  }
}
