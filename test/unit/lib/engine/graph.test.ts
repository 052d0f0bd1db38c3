import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { criticalPath } from '../../../../src/lib/engine/critical-path.js';
import { buildGraph } from '../../../../src/lib/engine/graph.js';
import type { GraphStep } from '../../../../src/lib/engine/graph.js';
import { isSkepError } from '../../../../src/lib/errors.js';

const step = (id: string, ...needs: string[]): GraphStep => ({ id, needs });

describe('buildGraph', () => {
  it('orders every step behind what it needs, else by the plan', () => {
    const graph = buildGraph([step('d', 'b', 'c'), step('b', 'a'), step('c', 'a'), step('a'), step('e')]);
    expect([...graph.order].map((index) => 'dbcae'[index]).join('')).toBe('aebcd');
  });

  it('takes the empty plan and a need named twice', () => {
    expect(buildGraph([]).order).toHaveLength(0);
    expect([...buildGraph([step('a'), step('b', 'a', 'a')]).order]).toEqual([0, 1]);
  });

  it('names all ids that are there twice', () => {
    expect(() => buildGraph([step('a'), step('b'), step('a'), step('b'), step('a')])).toThrow(
      expect.objectContaining({ code: 'PLAN_STEP_DUPLICATE', message: 'the plan has more than one step of the id a, b' }),
    );
  });

  it('names step and need when the need is not in the plan', () => {
    expect(() => buildGraph([step('a', 'x'), step('b', 'a', 'y')])).toThrow(
      expect.objectContaining({ code: 'PLAN_NEED_UNKNOWN', message: 'steps need what is not in the plan: a needs x, b needs y' }),
    );
  });

  it('names the steps of a cycle in the order in which they need each other', () => {
    const steps = [step('start'), step('a', 'c', 'start'), step('b', 'a'), step('c', 'b'), step('behind', 'c')];
    expect(() => buildGraph(steps)).toThrow(
      expect.objectContaining({ code: 'PLAN_CYCLE', message: 'steps need each other in a circle: a -> c -> b -> a' }),
    );
    expect(() => buildGraph([step('a', 'a')])).toThrow('steps need each other in a circle: a -> a');
  });

  it('folds a long cycle', () => {
    const ring = Array.from({ length: 1000 }, (_, index) => step(`s${index}`, `s${(index + 1) % 1000}`));
    expect(() => buildGraph(ring)).toThrow(/s0 -> .* -> s9 -> \(980 more\) -> s990 -> .* -> s999 -> s0$/);
  });

  it('of any graph finds an order, or a true cycle', () => {
    const graphs = fc
      .integer({ min: 1, max: 12 })
      .chain((size) => fc.array(fc.array(fc.nat(size - 1), { maxLength: 2 }), { minLength: size, maxLength: size }));
    fc.assert(
      fc.property(graphs, (needs) => {
        const steps = needs.map((list, index) => ({ id: `s${index}`, needs: list.map((need) => `s${need}`) }));
        const outcome = orderOrCycle(steps);
        if ('order' in outcome) {
          const place = new Map(outcome.order.map((id, index) => [id, index]));
          expect(place.size).toBe(steps.length);
          for (const { id, needs: all } of steps) for (const need of all) expect(place.get(need)).toBeLessThan(place.get(id)!);
        } else {
          expect(outcome.cycle.length).toBeGreaterThan(0);
          for (const [index, id] of outcome.cycle.entries()) {
            const next = outcome.cycle[(index + 1) % outcome.cycle.length]!;
            expect(steps.find((one) => one.id === id)?.needs).toContain(next);
          }
        }
      }),
    );
  });
});

function orderOrCycle(steps: readonly GraphStep[]): { order: string[] } | { cycle: string[] } {
  try {
    return { order: [...buildGraph(steps).order].map((index) => steps[index]!.id) };
  } catch (error) {
    if (!isSkepError(error)) throw error;
    return { cycle: error.details['cycle'] as string[] };
  }
}

describe('criticalPath', () => {
  it('is the longest chain by duration, not by count', () => {
    const graph = buildGraph([step('a'), step('b', 'a'), step('c', 'b'), step('long', 'a'), step('end', 'c', 'long')]);
    const durations = [1, 1, 1, 5, 1];
    expect(criticalPath(graph, (index) => durations[index]!)).toEqual({ length: 7, steps: [0, 3, 4] });
  });

  it('is empty for nothing', () => {
    expect(criticalPath(buildGraph([]), () => 1)).toEqual({ length: 0, steps: [] });
  });
});
