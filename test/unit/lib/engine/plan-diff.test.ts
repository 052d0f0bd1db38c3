import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffJson, diffPlans } from '../../../../src/lib/engine/plan-diff.js';
import { aPlan, aStep } from './plan-fixtures.js';

describe('diffPlans', () => {
  const before = aPlan(
    [aStep('a', { input: { mode: 1, list: [1, 2] } }), aStep('gone'), aStep('kept', { needs: ['a', 'gone'] })],
    {
      fingerprint: { store: 'x', hosts: 'y', old: 'z' },
      wanted: { to: '1.9' },
      budgets: [],
      pointOfNoReturn: 'a',
    },
  );

  it('finds nothing between a plan and the same made later', () => {
    const again = aPlan(before.steps, { ...before, id: 'other', createdAt: 1 });
    expect(diffPlans(before, again)).toEqual({
      same: true,
      added: [],
      removed: [],
      changed: [],
      fingerprint: [],
      wanted: [],
      plan: [],
      reordered: false,
    });
  });

  it('names what came, what went, what changed and where, and what moved', () => {
    const after = aPlan(
      [aStep('a', { input: { mode: 2, list: [1, 2, 3] } }), aStep('new'), aStep('kept', { needs: ['new', 'a'] })],
      {
        fingerprint: { store: 'x2', hosts: 'y', young: 'w' },
        wanted: { to: '1.10', from: '1.9' },
      },
    );
    expect(diffPlans(before, after)).toEqual({
      same: false,
      added: ['new'],
      removed: ['gone'],
      changed: [
        {
          id: 'a',
          changes: [
            { path: 'input.list[2]', after: 3 },
            { path: 'input.mode', before: 1, after: 2 },
          ],
        },
        {
          id: 'kept',
          changes: [
            { path: 'needs.gone', before: true },
            { path: 'needs.new', after: true },
          ],
        },
      ],
      fingerprint: [
        { part: 'old', before: 'z' },
        { part: 'store', before: 'x', after: 'x2' },
        { part: 'young', after: 'w' },
      ],
      wanted: [
        { path: 'from', after: '1.9' },
        { path: 'to', before: '1.9', after: '1.10' },
      ],
      plan: [{ path: 'pointOfNoReturn', before: 'a' }],
      reordered: false,
    });
  });

  it('tells when only the order is another', () => {
    const [a, b] = [aStep('a'), aStep('b')];
    expect(diffPlans(aPlan([a, b]), aPlan([b, a]))).toMatchObject({ same: false, changed: [], reordered: true });
  });
});

describe('diffJson', () => {
  it('quotes names that are no words', () => {
    expect(diffJson({ 'a.b': 1, '': { 'x y': 2 } }, { '': {} })).toEqual([
      { path: '[""]["x y"]', before: 2 },
      { path: '["a.b"]', before: 1 },
    ]);
  });

  it('tells null from nothing, and a list from an object', () => {
    expect(diffJson({ a: null }, {})).toEqual([{ path: 'a', before: null }]);
    expect(diffJson([1], { 0: 1 })).toEqual([{ path: '', before: [1], after: { 0: 1 } }]);
  });

  it('is empty exactly for equal values', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(diffJson(a, structuredClone(a))).toEqual([]);
        expect(diffJson(a, b).length === 0).toBe(isEqual(a, b));
      }),
    );
  });
});

function isEqual(a: unknown, b: unknown): boolean {
  try {
    expect(a).toStrictEqual(b);
    return true;
  } catch {
    return false;
  }
}
