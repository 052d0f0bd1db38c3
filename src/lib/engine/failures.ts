import type { StepFailure } from './graph-run.js';
import { at } from './graph.js';
import type { StepGraph } from './graph.js';
import type { Plan, Step } from './plan.js';

interface Failure {
  readonly index: number;
  readonly error: unknown;
  readonly attempts: number;
  readonly hung: boolean;
  readonly blocked: number[];
}

/** The failures of a run: what each blocked, and whether the budget of its group is spent. */
export class Failures {
  readonly #graph: StepGraph;
  readonly #steps: readonly Step[];
  readonly #left: Map<string, number>;
  readonly #failures: Failure[] = [];

  constructor(plan: Pick<Plan, 'steps' | 'budgets'>, graph: StepGraph) {
    this.#graph = graph;
    this.#steps = plan.steps;
    this.#left = new Map((plan.budgets ?? []).map(({ group, failures }) => [group, failures]));
  }

  /**
   * Counts a failure. `block` is asked of everything that needs the step, by however many steps between, and says whether this
   * failure is the first to block it. Returns whether the budget allows the run to go on: a group without one has none to spend.
   */
  add(failure: Omit<Failure, 'blocked'>, block: (index: number) => boolean): boolean {
    this.#failures.push({ ...failure, blocked: this.#blockDependants(failure.index, block) });
    const group = this.#steps[failure.index]?.group;
    const left = group === undefined ? 0 : (this.#left.get(group) ?? 0);
    if (group !== undefined) this.#left.set(group, left - 1);
    return left > 0;
  }

  list(): StepFailure[] {
    return this.#failures.map(({ index, error, attempts, hung, blocked }) => ({
      stepId: this.#idOf(index),
      error,
      attempts,
      hung,
      blocked: blocked.map((one) => this.#idOf(one)),
    }));
  }

  #blockDependants(failed: number, block: (index: number) => boolean): number[] {
    const { dependantStart, dependants } = this.#graph;
    const blocked: number[] = [];
    const reached = [failed];
    for (let index = reached.pop(); index !== undefined; index = reached.pop()) {
      for (let edge = at(dependantStart, index); edge < at(dependantStart, index + 1); edge++) {
        const dependant = at(dependants, edge);
        if (!block(dependant)) continue;
        blocked.push(dependant);
        reached.push(dependant);
      }
    }
    return blocked.sort((a, b) => a - b);
  }

  #idOf(index: number): string {
    return this.#steps[index]?.id ?? '';
  }
}
