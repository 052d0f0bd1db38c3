import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePath, setAt, valueAt } from '../../../../../src/lib/kinds/path.js';
import { differences } from '../../../../../src/lib/migrate/verify/difference.js';
import { type Json, type JsonObject, RawNumber } from '../../../../../src/lib/storage/json.js';

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;

describe('differences', () => {
  it('none between a value and itself, and as many both ways', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(differences(value, JSON.parse(JSON.stringify(value)) as Json)).toEqual([]);
      }),
    );
    fc.assert(
      fc.property(json, json, (left, right) => {
        expect(differences(left, right).length > 0).toBe(differences(right, left).length > 0);
      }),
    );
  });

  it('a changed leaf is found at its path', () => {
    const name = fc.stringMatching(/^[a-m]{1,3}$/);
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), (keys) => {
        const path = keys.join('.');
        const make = (leaf: string): JsonObject => {
          const object: JsonObject = { kept: [1, { a: 'b' }] };
          setAt(object, path, leaf);
          return object;
        };
        const found = differences(make('x'), make('y'));
        expect(found).toEqual([{ path, expected: 'x', actual: 'y' }]);
        expect(valueAt(make('y'), compilePath(found[0]!.path))).toBe('y');
      }),
    );
  });

  it.each<[string, Json, Json]>([
    ['null and nothing', { a: null }, {}],
    ['an empty list and null', { a: [] }, { a: null }],
    ['an empty map in a map and nothing', { securityContext: {} }, {}],
    ['a zero that does not count', { hostNetwork: false, restartCount: 0, message: '' }, {}],
    ['one moment in two zones', { at: '2026-01-01T01:00:00+01:00' }, { at: '2026-01-01T00:00:00Z' }],
    ['embedded JSON in another order', { annotations: { a: '{"x":1,"y":[]}' } }, { annotations: { a: '{"y": [], "x": 1}\n' } }],
    [
      'field names in another case',
      { containers: [{ ImagePullPolicy: 'Always' }] },
      { containers: [{ imagePullPolicy: 'Always' }] },
    ],
    ['numbers kept as text', { a: new RawNumber('12345678901234567890') }, { a: new RawNumber('12345678901234567890') }],
  ])('%s are one', (_, left, right) => {
    expect(differences(left, right)).toEqual([]);
    expect(differences(right, left)).toEqual([]);
  });

  it.each<[string, Json, Json]>([
    ['a zero that counts', { replicas: 0 }, {}],
    ['an empty storage class', { storageClassName: '' }, {}],
    ['a label without value', { labels: { a: '' } }, {}],
    ['an empty element', { from: [{}] }, { from: [] }],
    ['a selector that selects all', { podAffinityTerm: { labelSelector: {} } }, { podAffinityTerm: {} }],
    ['a container that runs', { state: { running: { startedAt: null } } }, { state: {} }],
    ['labels in another case', { labels: { A: '1' } }, { labels: { a: '1' } }],
    ['another type', { a: 1 }, { a: '1' }],
    ['a map for a list', { a: { b: 1 } }, { a: [1] }],
    ['another big number', { a: new RawNumber('12345678901234567890') }, { a: new RawNumber('12345678901234567891') }],
    ['another order', { a: [1, 2] }, { a: [2, 1] }],
  ])('%s is a difference', (_, left, right) => {
    expect(differences(left, right)).not.toEqual([]);
    expect(differences(right, left)).not.toEqual([]);
  });
});
