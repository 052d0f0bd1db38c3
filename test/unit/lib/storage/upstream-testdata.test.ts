import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { minorOf, type Release } from '../../../../src/lib/kinds/release.js';
import { type Json, type KubeObject, RawNumber } from '../../../../src/lib/storage/json.js';
import { parseJson } from '../../../../src/lib/storage/parse-json.js';
import { Encoder } from '../../../../src/lib/storage/protobuf/encode.js';
import { envelopeHead } from '../../../../src/lib/storage/protobuf/envelope.js';
import { messageIdOf } from '../../../../src/lib/storage/protobuf/schema.js';
import { readValue } from '../../../../src/lib/storage/value.js';

interface Fixture {
  readonly release: Release;
  readonly name: string;
  readonly json: string;
  readonly protobuf: string;
}

const FIXTURES = gunzipSync(readFileSync(join(import.meta.dirname, 'fixtures/upstream-testdata.jsonl.gz')))
  .toString()
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Fixture);

const ALWAYS_JSON = /^(?:apiextensions|apiregistration)/;

/** null and absent are one; the fixtures fill what storage leaves empty. */
function withoutNulls(value: Json | undefined): Json | undefined {
  if (value instanceof RawNumber) return value;
  if (Array.isArray(value)) return value.map((item: Json) => withoutNulls(item) as Json);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== null && item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutNulls(item)]));
}

describe.each(['1.20', '1.36'] as const)('the serialization test data of release %s', (release) => {
  const fixtures = FIXTURES.filter((fixture) => fixture.release === release && !ALWAYS_JSON.test(fixture.name));

  it('covers the stored kinds', () => {
    expect(fixtures.length).toBeGreaterThan(60);
  });

  it.each(fixtures)('$name decodes to its JSON and is written as upstream writes it', ({ name, json, protobuf }) => {
    const { object, unknown } = readValue(name, Buffer.from(protobuf, 'base64'));
    const expected = parseJson(name, Buffer.from(json)).value as KubeObject;
    expect(withoutNulls(object)).toEqual(withoutNulls(expected));
    expect(unknown).toBeUndefined();
    // Not writeValue, which leaves out the resourceVersion and selfLink that the fixtures fill.
    const { apiVersion, kind } = expected;
    const encoder = new Encoder({ minor: minorOf(release), plans: new Map() });
    for (const form of [expected, object as KubeObject]) {
      const extras = { skip: ['apiVersion', 'kind'], envelope: envelopeHead(apiVersion, kind) };
      expect(encoder.encode(messageIdOf(apiVersion, kind) ?? '', form, extras).toString('base64')).toBe(protobuf);
    }
  });
});
