import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSkepError } from '../../../../src/lib/errors.js';
import { type Json, type JsonObject, RawNumber } from '../../../../src/lib/storage/json.js';
import { MAX_JSON_DEPTH, parseJson } from '../../../../src/lib/storage/parse-json.js';
import { stringifyGo } from '../../../../src/lib/storage/stringify-json.js';

const parse = (text: string): Json => parseJson('pods/default/a', Buffer.from(text)).value;

function failure(work: () => unknown): { code: string; message: string; details: Readonly<Record<string, unknown>> } {
  try {
    work();
  } catch (error) {
    if (isSkepError(error)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('parseJson', () => {
  it('reads what JSON.parse reads, and writes it back', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        expect(JSON.parse(stringifyGo(parse(text)))).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    '{"a":9007199254740993}',
    '{"a":-9223372036854775808,"b":18446744073709551615}',
    '[1.0,1e3,-0,0.10,1E400,123456789012345678901234567890.123]',
  ])('gives the exact text of %s back', (text) => {
    expect(stringifyGo(parse(text))).toBe(`${text}\n`);
  });

  it('makes a RawNumber only of what a number would change', () => {
    const object = parse('{"a":9007199254740993,"b":9007199254740992,"c":1.5,"d":"9007199254740993"}') as JsonObject;
    expect(object.a).toBeInstanceOf(RawNumber);
    expect(object).toMatchObject({ b: 9007199254740992, c: 1.5, d: '9007199254740993' });
  });

  it('takes the last of two equal keys, with and without exact numbers', () => {
    expect(parse('{"a":1,"a":2}')).toEqual({ a: 2 });
    expect(parse('{"a":1.0,"a":2}')).toEqual({ a: 2 });
  });

  it.each(['{"__proto__":{"x":1},"n":1}', '{"__proto__":{"x":1},"n":1.0}'])(
    'keeps __proto__ a key like any other in %s',
    (text) => {
      const object = parse(text);
      expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
      expect(Object.keys(object as JsonObject)).toEqual(['__proto__', 'n']);
      expect(stringifyGo(object)).toBe(`${text}\n`);
    },
  );

  it('reads each stray byte as one U+FFFD, as Go does, and says so', () => {
    const bytes = Buffer.concat([
      Buffer.from('{"a":"'),
      Buffer.from([0xe2, 0x82, 0x20, 0xff, 0xc3, 0xbc, 0xed, 0xa0, 0x80]),
      Buffer.from('"}'),
    ]);
    expect(parseJson('k', bytes)).toEqual({ value: { a: '\ufffd\ufffd \ufffdü\ufffd\ufffd\ufffd' }, invalidUtf8: true });
    expect(parseJson('k', Buffer.from('{"a":"ü"}')).invalidUtf8).toBe(false);
  });

  it('limits the depth', () => {
    const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    expect(() => parse(nested(MAX_JSON_DEPTH))).not.toThrow();
    expect(failure(() => parse(nested(MAX_JSON_DEPTH + 1))).message).toContain('nests deeper than 512 levels');
    expect(() => parse(`"${'['.repeat(2000)}"`)).not.toThrow();
  });

  it.each([
    ['{"a":', 5, 'it ends too early'],
    ['{"a" 1}', 5, "':' is expected"],
    ['{"ä":1,}', 8, 'a key in quotes is expected'],
    ['{"a":1}x', 7, 'more text follows the value'],
    ['{"a":"b', 7, 'a string does not end'],
    ['{"a":"\\x"}', 5, 'a string holds a wrong escape'],
    ['{"a":nul}', 5, 'a value is expected'],
    ['{"a":"b\nc"}', 7, 'a control character stands in a string'],
    ['[1 2]', 3, "',' or ']' is expected"],
    ['', 0, 'it ends too early'],
  ])('says of %j that at byte %i %s', (text, offset, reason) => {
    const error = failure(() => parse(text));
    expect(error.code).toBe('VALUE_MALFORMED');
    expect(error.message).toBe(`pods/default/a: the JSON is malformed at byte ${offset}: ${reason}`);
    expect(error.details).toEqual({ key: 'pods/default/a', offset, reason });
  });

  it('never quotes the value, which may be a secret', () => {
    expect(failure(() => parse('{"data":{"password":"hunter2" "x"}}')).message).not.toContain('hunter2');
  });
});

describe('stringifyGo', () => {
  it('escapes as Go does', () => {
    expect(stringifyGo({ a: '<a>&\u2028\u2029\b\f\n\t\r"\\b\\u0008/ü\u007f' })).toBe(
      '{"a":"\\u003ca\\u003e\\u0026\\u2028\\u2029\\u0008\\u000c\\n\\t\\r\\"\\\\b\\\\u0008/ü\u007f"}\n',
    );
  });

  it('replaces half a surrogate pair, and only that', () => {
    expect(stringifyGo(['\ud800', '𝄞', '\\ud800'])).toBe('["\ufffd","𝄞","\\\\ud800"]\n');
  });

  it('leaves out what is undefined, exact numbers or not', () => {
    expect(stringifyGo({ a: undefined, b: 1 })).toBe('{"b":1}\n');
    expect(stringifyGo({ a: undefined, b: new RawNumber('1.0') })).toBe('{"b":1.0}\n');
  });
});
