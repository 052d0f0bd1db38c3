import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare } from '../../../../src/lib/shadow/compare.js';
import type { JsonObject } from '../../../../src/lib/storage/json.js';
import { RawNumber } from '../../../../src/lib/storage/json.js';

const paths = (stored: JsonObject, shown: JsonObject, allowed: readonly string[] = []): readonly string[] =>
  compare(
    stored,
    shown,
    allowed.map((path) => ({ path })),
  ).map(({ path, is }) => `${path} ${is}`);

describe('compare', () => {
  it('takes what the server adds for no difference', () => {
    expect(
      paths({ spec: { containers: [{ name: 'a' }] } }, { spec: { containers: [{ name: 'a', tty: false }], dnsPolicy: 'X' } }),
    ).toEqual([]);
  });

  it('names a value that is not shown, and one that is shown otherwise', () => {
    expect(paths({ spec: { a: 1, b: 'x', c: { d: true } } }, { spec: { a: 2, c: {} } })).toEqual([
      'spec.a changed',
      'spec.b not-shown',
      'spec.c.d not-shown',
    ]);
  });

  it('quotes keys that are no names', () => {
    expect(paths({ metadata: { labels: { 'a.b/c': 'x' } } }, { metadata: { labels: {} } })).toEqual([
      'metadata.labels["a.b/c"] not-shown',
    ]);
  });

  it.each([
    ['null', { a: null }, {}],
    ['an empty text', { a: '' }, {}],
    ['an empty list', { a: [] }, {}],
    ['an empty object', { a: {} }, {}],
    ['nested emptiness', { a: { b: { c: [] } } }, {}],
    ['false', { a: false }, {}],
    ['zero', { a: 0 }, {}],
    ['an exact zero', { a: new RawNumber('0.0') }, {}],
  ])('takes %s and nothing for the same', (_, stored, shown) => {
    expect(paths(stored, shown)).toEqual([]);
  });

  it('does not take zero or false for a default that is another', () => {
    expect(paths({ replicas: 0, mounted: false }, { replicas: 1, mounted: true })).toEqual([
      'replicas changed',
      'mounted changed',
    ]);
  });

  it('does not take true, a number or an object with content for nothing', () => {
    expect(paths({ a: true, b: 3, c: { d: 'x' }, e: ['x'] }, {})).toEqual([
      'a not-shown',
      'b not-shown',
      'c.d not-shown',
      'e not-shown',
    ]);
  });

  it('counts list items', () => {
    expect(paths({ a: [1, 2] }, { a: [1, 2, 3] })).toEqual(['a changed']);
    expect(paths({ a: [1, 2] }, { a: [2, 1] })).toEqual(['a[0] changed', 'a[1] changed']);
  });

  it('knows quantities and times by their meaning', () => {
    expect(
      paths(
        { cpu: '1000m', memory: '1024Mi', at: '2016-01-02T03:04:05.000000Z' },
        { cpu: '1', memory: '1Gi', at: '2016-01-02T03:04:05Z' },
      ),
    ).toEqual([]);
    expect(paths({ cpu: '100m', memory: '1Gi' }, { cpu: '1', memory: '1G' })).toEqual(['cpu changed', 'memory changed']);
  });

  it('does not take texts that only look alike for the same', () => {
    expect(paths({ a: '1.2.3', b: 'x1', c: '80' }, { a: '1.2', b: 'x2', c: 80 })).toEqual([
      'a changed',
      'b changed',
      'c changed',
    ]);
  });

  it('leaves out what is allowed, at any index and below', () => {
    expect(paths({ a: [{ b: { c: 1 }, d: 1 }] }, { a: [{ d: 2 }] }, ['a[].b'])).toEqual(['a[0].d changed']);
  });

  it('is not misled by names that every object inherits', () => {
    expect(paths({ constructor: 'x' }, {})).toEqual(['constructor not-shown']);
  });

  it('finds no difference between anything and itself', () => {
    fc.assert(
      fc.property(fc.object({ withBigInt: false }), (object) => {
        const plain = JSON.parse(JSON.stringify(object)) as JsonObject;
        expect(compare(plain, structuredClone(plain), [])).toEqual([]);
      }),
    );
  });
});
