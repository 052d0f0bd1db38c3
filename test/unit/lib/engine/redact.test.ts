import fc from 'fast-check';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { type JournalEvent, decodeRecord, encodeRecord } from '../../../../src/lib/engine/journal.js';
import { createRedactor, showError } from '../../../../src/lib/engine/redact.js';
import { Secret, isSameSecret, referToSecret } from '../../../../src/lib/engine/secret.js';
import type { Json } from '../../../../src/lib/storage/json.js';

const WORD = 'k3y-of-the-Käse/+?';

describe('a secret', () => {
  const secret = new Secret('env:PASSWORD', WORD);

  test.each([
    ['a string', String(secret)],
    ['a template', `it is ${secret as unknown as string}`],
    ['a sum', 'it is '.concat(secret as unknown as string)],
    ['JSON', JSON.stringify({ secret })],
    ['inspect', inspect({ secret }, { showHidden: true, depth: 9 })],
    ['a copy', JSON.stringify(Object.assign({}, secret))],
    ['its entries', JSON.stringify(Object.entries(secret))],
    ['a structured clone', JSON.stringify(structuredClone(Object.assign({}, secret)))],
    ['a number', String(Number(secret))],
  ])('does not show in %s', (_where, shown) => {
    expect(shown).not.toContain(WORD);
  });

  test('is only had on purpose', () => {
    expect(secret.reveal()).toBe(WORD);
  });

  test('has one reference, by which a changed one is known', async () => {
    const reference = await referToSecret(secret);
    expect(reference).toEqual(await referToSecret(new Secret('env:PASSWORD', WORD)));
    expect(JSON.stringify(reference)).not.toContain(WORD);
    expect(await isSameSecret(reference, secret)).toBe(true);
    expect(await isSameSecret(reference, new Secret('env:PASSWORD', 'another'))).toBe(false);
    expect(await isSameSecret(reference, new Secret('env:OTHER', WORD))).toBe(false);
  });
});

/** Ways in which programs print a value, alone or in the midst of something. */
const DRESSES: Readonly<Record<string, (value: string) => string>> = {
  plain: (value) => value,
  'in JSON': (value) => JSON.stringify({ password: value }),
  base64: (value) => Buffer.from(value).toString('base64'),
  base64url: (value) => Buffer.from(value).toString('base64url'),
  'base64 behind a user': (value) => Buffer.from(`anna:${value}`).toString('base64'),
  'base64 between, shifted by one': (value) => Buffer.from(`a${value}zz`).toString('base64'),
  'base64 between, shifted by two': (value) => Buffer.from(`ab${value}z`).toString('base64'),
  hex: (value) => Buffer.from(value).toString('hex'),
  HEX: (value) => Buffer.from(value).toString('hex').toUpperCase(),
  url: (value) => encodeURIComponent(value),
  'url, lower case': (value) => encodeURIComponent(value).replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
  'a whole address': (value) => encodeURI(value),
  form: (value) => new URLSearchParams({ value }).toString().slice('value='.length),
};

const secretValue = fc
  .string({ minLength: 8, maxLength: 40, unit: 'grapheme' })
  .filter((value) => Buffer.from(value).toString() === value && !/[\n\r]/.test(value));
const dress = fc.constantFrom(...Object.keys(DRESSES));
const around = fc.string({ maxLength: 12 });

/** Does the text still hold enough of the value to have it? The ends of a base64 piece belong to its neighbours. */
function betrays(text: string, value: string): boolean {
  return Object.values(DRESSES).some((wear) => {
    const worn = wear(value);
    return worn.length >= 8 && text.includes(worn);
  });
}

describe('a redactor', () => {
  test('takes a value out in whatever dress and wherever it stands', () => {
    fc.assert(
      fc.property(secretValue, dress, around, around, (value, name, before, after) => {
        const redactor = createRedactor();
        redactor.learn(new Secret('s', value));
        const shown = redactor.text(`${before}${DRESSES[name]?.(value) ?? ''}${after}`);
        expect(betrays(shown, value)).toBe(false);
        expect(shown).toContain('<secret>');
      }),
      { numRuns: 500 },
    );
  });

  test('takes values out of any JSON, of keys and numbers too', () => {
    const tree = (leaf: fc.Arbitrary<Json>) =>
      fc.letrec<{ json: Json }>((tie) => ({
        json: fc.oneof(
          { depthSize: 'small' },
          leaf,
          fc.array(tie('json'), { maxLength: 4 }),
          fc.dictionary(fc.string(), tie('json'), { maxKeys: 4 }),
        ),
      })).json;
    const planted = fc.tuple(secretValue, dress, around, around).chain(([value, name, before, after]) => {
      const text = `${before}${DRESSES[name]?.(value) ?? ''}${after}`;
      const leaf: fc.Arbitrary<Json> = fc.oneof(
        fc.constant(text),
        fc.constant({ [text]: text }),
        fc.integer(),
        fc.boolean(),
        fc.string({ maxLength: 6 }),
      );
      return fc.tuple(fc.constant(value), tree(leaf));
    });
    fc.assert(
      fc.property(planted, ([value, json]) => {
        const redactor = createRedactor();
        redactor.learn(new Secret('s', value));
        const event: JournalEvent = { type: 'step-skipped', step: 's', record: redactor.json(json) };
        const line = encodeRecord(event, 1);
        expect(betrays(line, value)).toBe(false);
        expect(redactor.finds(line)).toBe(false);
        // What is written can be read, whatever was in it.
        expect(decodeRecord({ number: 0, line })).toMatchObject({ type: 'step-skipped' });
      }),
      { numRuns: 300 },
    );
  });

  test('takes secrets out that lie in an object as themselves', () => {
    const secret = new Secret('s', WORD);
    expect(createRedactor().json({ deep: [secret as unknown as Json] })).toSatisfy(
      (value) => !JSON.stringify(value).includes(WORD),
    );
  });

  test('takes out numbers that are secrets', () => {
    const redactor = createRedactor();
    redactor.learn(new Secret('pin', '84127733'));
    expect(redactor.json({ pin: 84127733, other: 84127734 })).toEqual({ pin: '<secret>', other: 84127734 });
  });

  test('takes a key out that is printed line by line', () => {
    const redactor = createRedactor();
    redactor.learn(new Secret('key', '-----BEGIN KEY-----\nMIIEvQIBADANBgkqhki\nG9w0BAQEFAASCBKcw\n-----END KEY-----\n'));
    expect(redactor.text('read MIIEvQIBADANBgkqhki ...')).toBe('read <secret> ...');
    expect(redactor.text('-----BEGIN KEY-----')).toBe('-----BEGIN KEY-----');
  });

  test('knows bytes that are no text', () => {
    const redactor = createRedactor();
    const bytes = Buffer.from('ff00fe01fd02fc03fb', 'hex');
    redactor.learn(new Secret('key', bytes));
    expect(redactor.text(`key ${bytes.toString('base64')} ${bytes.toString('hex')}`)).toBe('key <secret> <secret>');
  });

  test('joins secrets that overlap', () => {
    const redactor = createRedactor();
    redactor.learn(new Secret('a', 'abcdefgh'));
    redactor.learn(new Secret('b', 'efghijkl'));
    expect(redactor.text('..abcdefghijkl..')).toBe('..<secret>..');
  });

  test('gives back what holds no secret as it is', () => {
    const redactor = createRedactor();
    redactor.learn(new Secret('a', WORD));
    const value = { list: [1, 'two', null, { three: true }] };
    expect(redactor.json(value)).toEqual(value);
    expect(redactor.text('nothing here')).toBe('nothing here');
  });

  test('takes secrets out of errors, and leaves their stack and cause behind', () => {
    const redactor = createRedactor();
    redactor.learn(new Secret('a', WORD));
    const error = new Error(`login with ${WORD} failed`, { cause: new Error(WORD) });
    expect(showError(error, redactor)).toEqual({ message: 'login with <secret> failed' });
    expect(showError(WORD, redactor)).toEqual({ message: '<secret>' });
  });
});
