import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../../src/lib/engine/canonical-json.js';

describe('canonicalJson', () => {
  it('writes the example of RFC 8785, section 3.2', () => {
    const value = {
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('orders names by UTF-16 code units, not by code points (RFC 8785, section 3.2.3)', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(Object.values(JSON.parse(canonicalJson(value)) as object)).toHaveLength(7);
    expect([...canonicalJson(value).matchAll(/:(\d)/g)].map((match) => match[1])).toEqual(['2', '4', '6', '7', '1', '5', '3']);
  });

  it('writes numbers as ECMAScript does', () => {
    expect(canonicalJson([-0, 1e21, 1e-7, 5e-324, 9007199254740993, 1.7976931348623157e308])).toBe(
      '[0,1e+21,1e-7,5e-324,9007199254740992,1.7976931348623157e+308]',
    );
  });

  it.each([
    [{ a: [1, Number.NaN] }, /^a\[1\] is NaN/],
    [{ a: Number.POSITIVE_INFINITY }, /^a is Infinity/],
    ['\ud800', /^the value holds half of a surrogate pair/],
    [{ a: { '\udc00b': 1 } }, /half of a surrogate pair/],
    [{ a: 1n }, /^a is no JSON value \(bigint\)/],
    [{ a: new Date(0) }, /^a is no JSON value \(an object of a class\)/],
    [[undefined], /^\[0\] is no JSON value \(undefined\)/],
    [() => 1, /^the value is no JSON value \(function\)/],
  ])('refuses %o', (value, message) => {
    expect(() => canonicalJson(value)).toThrow(message);
    expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ code: 'PLAN_MALFORMED' }));
  });

  it('refuses what contains itself instead of overflowing', () => {
    const value: Record<string, unknown> = {};
    value['self'] = value;
    expect(() => canonicalJson(value)).toThrow(/nested deeper than 200/);
  });

  it('is the same for every order of members, and reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(reversed(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}
