import type { GraphCounts, StepState } from './graph-run.js';
import { at } from './graph.js';

const STATES = [
  'not-started',
  'awaiting-approval',
  'ready',
  'awaiting-locks',
  'running',
  'backing-off',
  'done',
  'failed',
  'blocked',
  'skipped',
  'unknown',
] as const satisfies readonly StepState[];

const CODE_OF = Object.fromEntries(STATES.map((state, code) => [state, code])) as Record<StepState, number>;

/** The state of every step, a byte each, and how many are in each. */
export class StepStates {
  readonly #codes: Uint8Array;
  readonly #counts: Uint32Array;

  constructor(size: number) {
    this.#codes = new Uint8Array(size);
    this.#counts = new Uint32Array(STATES.length);
    this.#counts[CODE_OF['not-started']] = size;
  }

  get(index: number): StepState {
    return STATES[at(this.#codes, index)] ?? 'not-started';
  }

  set(index: number, state: StepState): void {
    const before = at(this.#codes, index);
    const after = CODE_OF[state];
    this.#codes[index] = after;
    this.#counts[before] = at(this.#counts, before) - 1;
    this.#counts[after] = at(this.#counts, after) + 1;
  }

  count(state: StepState): number {
    return at(this.#counts, CODE_OF[state]);
  }

  counts(): GraphCounts {
    return Object.fromEntries(STATES.map((state, code) => [state, at(this.#counts, code)])) as Record<StepState, number>;
  }

  /** What was on its way when the run ended has not been started. */
  settle(): void {
    for (let index = 0; index < this.#codes.length; index++) {
      const state = this.get(index);
      if (state === 'awaiting-approval' || state === 'ready' || state === 'awaiting-locks') this.set(index, 'not-started');
    }
  }
}
