import { at } from './graph.js';
import { IntHeap } from './int-heap.js';

/**
 * The steps that could start, best first, over many classes of which only the open ones are asked: a full class costs nothing,
 * however many of its steps wait.
 */
export class ReadyQueue {
  readonly #classOf: Uint32Array;
  readonly #queues: readonly IntHeap[];
  readonly #open: Uint8Array;
  /** The open classes that have a step, by their best step. */
  readonly #classes: IntHeap;

  /** `classOf`: of each step. `before`: whether step a goes before step b; it must not change while they wait. */
  constructor(classOf: Uint32Array, classCount: number, before: (a: number, b: number) => boolean) {
    this.#classOf = classOf;
    this.#queues = Array.from({ length: classCount }, () => new IntHeap(before));
    this.#open = new Uint8Array(classCount).fill(1);
    this.#classes = new IntHeap((a, b) => before(this.#best(a), this.#best(b)), classCount);
  }

  push(step: number): void {
    const className = at(this.#classOf, step);
    this.#queues[className]?.push(step);
    this.#place(className);
  }

  /** Takes the best step of the open classes. */
  take(): number | undefined {
    const className = this.#classes.peek();
    if (className === undefined) return undefined;
    const step = this.#queues[className]?.pop();
    this.#place(className);
    return step;
  }

  setOpen(className: number, open: boolean): void {
    if ((this.#open[className] === 1) === open) return;
    this.#open[className] = open ? 1 : 0;
    this.#place(className);
  }

  waiting(className: number): number {
    return this.#queues[className]?.size ?? 0;
  }

  #place(className: number): void {
    if (this.#open[className] === 1 && this.waiting(className) > 0) this.#classes.update(className);
    else this.#classes.remove(className);
  }

  #best(className: number): number {
    return this.#queues[className]?.peek() ?? 0;
  }
}
