import { describe, expect, it } from 'vitest';
import { differencesOf } from '../../../../src/lib/keys/semantic.js';
import { RawNumber } from '../../../../src/lib/storage/json.js';

const paths = (a: object, b: object): string[] => differencesOf(a as never, b as never).map((difference) => difference.path);

describe('what two objects say differently', () => {
  it('takes absent, null and empty collections for the same', () => {
    expect(paths({ a: null, b: [], c: {}, d: { e: [] } }, {})).toEqual([]);
    expect(paths({ a: { b: null } }, { a: {} })).toEqual([]);
  });

  it('does not take empty text, zero or false for absent', () => {
    expect(paths({ storageClassName: '' }, {})).toEqual(['storageClassName']);
    expect(paths({ replicas: 0, paused: false }, {})).toEqual(['paused', 'replicas']);
  });

  it('keeps empty elements of a list apart from an empty list', () => {
    expect(paths({ ingress: [{}] }, { ingress: [] })).toEqual(['ingress[0]']);
    expect(paths({ ingress: [{ from: [] }] }, { ingress: [{}] })).toEqual([]);
  });

  it('names the place, quoting keys with dots', () => {
    expect(paths({ metadata: { annotations: { 'a.b/c': '1' } } }, { metadata: { annotations: { 'a.b/c': '2' } } })).toEqual([
      'metadata.annotations["a.b/c"]',
    ]);
    expect(paths({ spec: { containers: [{ image: 'a' }] } }, { spec: { containers: [{ image: 'b' }, { image: 'c' }] } })).toEqual(
      ['spec.containers[0].image', 'spec.containers[1]'],
    );
  });

  it('leaves out what only servers fill in, and compares exact numbers', () => {
    expect(paths({ metadata: { resourceVersion: '5', selfLink: '/x' } }, { metadata: {} })).toEqual([]);
    expect(paths({ n: new RawNumber('12345678901234567890') }, { n: new RawNumber('12345678901234567891') })).toEqual(['n']);
    expect(paths({ n: new RawNumber('12345678901234567890') }, { n: new RawNumber('12345678901234567890') })).toEqual([]);
  });
});
