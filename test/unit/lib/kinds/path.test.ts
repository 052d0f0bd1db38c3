import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childPath, compilePath, joinPaths, setAt, valueAt, valuesAt, visit } from '../../../../src/lib/kinds/path.js';
import type { Json, JsonObject } from '../../../../src/lib/storage/json.js';

const pod = (): JsonObject => ({
  metadata: { annotations: { 'a.b/c': '1', plain: '2' } },
  spec: { containers: [{ name: 'x', env: [{ name: 'A' }, { name: 'B' }] }, { name: 'y' }] },
});

describe('paths', () => {
  it('reach elements, quoted keys, values of maps and single indexes', () => {
    expect(valuesAt(pod(), 'spec.containers[].env[].name')).toEqual(['A', 'B']);
    expect(valuesAt(pod(), 'metadata.annotations["a.b/c"]')).toEqual(['1']);
    expect(valuesAt(pod(), 'metadata.annotations.*')).toEqual(['1', '2']);
    expect(valueAt(pod(), 'spec.containers[1].name')).toBe('y');
    expect(valuesAt(pod(), 'spec.containers.name')).toEqual([]);
    expect(valuesAt(pod(), 'spec.nothing[].name')).toEqual([]);
    expect(valuesAt(pod(), '')).toEqual([pod()]);
  });

  it('do not reach inherited members', () => {
    expect(valuesAt({}, 'constructor')).toEqual([]);
  });

  it('give concrete paths to visitors, and each leads back to its value', () => {
    const paths: string[] = [];
    visit(pod(), 'spec.containers[].env[].name', (place) => paths.push(place.path()));
    expect(paths).toEqual(['spec.containers[0].env[0].name', 'spec.containers[0].env[1].name']);
    visit(pod(), 'metadata.annotations.*', (place) => expect(valueAt(pod(), place.path())).toBe(place.value));
  });

  it('set and remove in place', () => {
    const object = pod();
    visit(object, 'metadata.annotations.*', (place) => place.remove());
    expect(object.metadata).toEqual({ annotations: {} });
    visit(object, 'spec.containers[].name', (place) => place.set('z'));
    expect(valuesAt(object, 'spec.containers[].name')).toEqual(['z', 'z']);
    expect(setAt(object, 'spec.template.metadata["x.y"]', 1)).toBe(1);
    expect(valueAt(object, 'spec.template.metadata["x.y"]')).toBe(1);
    expect(setAt(object, 'spec.containers[].image', 'i')).toBe(2);
    expect(setAt(object, 'spec.absent[].image', 'i')).toBe(0);
  });

  it.each(['spec..a', 'spec[x]', 'a["b', '[', 'a b'])('refuse %j', (text) => {
    expect(() => compilePath(text)).toThrow(/malformed/);
  });

  it('join and grow', () => {
    expect(joinPaths('', 'spec')).toBe('spec');
    expect(joinPaths('spec.template', '')).toBe('spec.template');
    expect(joinPaths('data', '["a.b"]')).toBe('data["a.b"]');
    expect(childPath('spec', 0)).toBe('spec[0]');
  });

  it('lead to any key of any map', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), (keys) => {
        const value = keys.reduceRight<Json>((inner, key) => Object.fromEntries([[key, inner]]), 'leaf');
        const path = keys.reduce<string>((parent, key) => childPath(parent, key), '');
        expect(valuesAt(value, path)).toEqual(['leaf']);
      }),
    );
  });
});
