import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSkepError } from '../../../../src/lib/errors.js';
import type { Json, KubeObject } from '../../../../src/lib/storage/json.js';
import { readValue, writeValue } from '../../../../src/lib/storage/value.js';

const CORPUS = gunzipSync(readFileSync(join(import.meta.dirname, 'fixtures/upstream-testdata.jsonl.gz')))
  .toString()
  .trimEnd()
  .split('\n')
  .filter((_, index) => index % 7 === 0)
  .map((line) => JSON.parse(line) as { json: string; protobuf: string })
  .flatMap(({ json, protobuf }) => [Buffer.from(json), Buffer.from(protobuf, 'base64'), Buffer.from(protobuf)]);

/** Reads, and writes what could be read. Anything but a SkepError escapes. */
function surviveReading(bytes: Uint8Array): void {
  let object: KubeObject | undefined;
  try {
    const stored = readValue('/registry/pods/default/a', bytes);
    object = stored.object;
    if (object !== undefined) {
      writeValue(object, {
        release: '1.20',
        encoding: 'protobuf',
        ...(stored.unknown && { unknown: stored.unknown }),
        dropUnknownJson: () => undefined,
      });
    }
  } catch (error) {
    if (!isSkepError(error)) throw error;
    expect(error.code).toMatch(/^VALUE_/);
    expect(error.message.length).toBeLessThan(2000);
  }
}

describe('no value whatever', () => {
  it('escapes as another error than a SkepError: random bytes', () => {
    const prefix = fc.constantFrom(
      Buffer.from('k8s\0'),
      Buffer.from('k8s\0\n\x0b\n\x02v1\x12\x05Event\x12\x7f', 'latin1'),
      Buffer.from('k8s:enc:aescbc:v1:'),
      Buffer.from('k8s:enc:'),
      Buffer.from('azhzA'),
      Buffer.from('{'),
      Buffer.alloc(0),
    );
    fc.assert(
      fc.property(prefix, fc.uint8Array({ maxLength: 300 }), (start, rest) => {
        surviveReading(Buffer.concat([start, rest]));
      }),
      { numRuns: 2000 },
    );
  }, 60_000);

  it('escapes as another error than a SkepError: damaged real values', () => {
    const damage = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      byte: fc.integer({ min: 0, max: 255 }),
      kind: fc.constantFrom('set', 'cut', 'insert'),
    });
    fc.assert(
      fc.property(fc.constantFrom(...CORPUS), fc.array(damage, { minLength: 1, maxLength: 4 }), (value, damages) => {
        let bytes = Buffer.from(value);
        for (const { at, byte, kind } of damages) {
          const place = Math.floor(at * (bytes.length - 1));
          if (kind === 'set') bytes[place] = byte;
          else if (kind === 'cut') bytes = bytes.subarray(0, Math.max(place, 1));
          else bytes = Buffer.concat([bytes.subarray(0, place), Buffer.from([byte]), bytes.subarray(place)]);
        }
        surviveReading(bytes);
      }),
      { numRuns: 1500 },
    );
  }, 60_000);

  it('escapes as another error than a SkepError: objects of wrong shapes', () => {
    const anything = fc.anything({
      maxDepth: 3,
      key: fc.constantFrom('name', 'containers', 'ports', 'labels', '__proto__', 'x'),
    });
    fc.assert(
      fc.property(fc.constantFrom('Pod', 'Service', 'Secret', 'Node'), anything, anything, (kind, metadata, spec) => {
        const object = { apiVersion: 'v1', kind, metadata: plain(metadata), spec: plain(spec), data: plain(spec) } as KubeObject;
        try {
          writeValue(object, { release: '1.9', encoding: 'protobuf' });
        } catch (error) {
          if (!isSkepError(error)) throw error;
        }
      }),
      { numRuns: 1000 },
    );
  }, 60_000);
});

describe('hostile values', () => {
  const envelope = (raw: Buffer, apiVersion = 'v1', kind = 'Pod'): Buffer => {
    const type = field(1, Buffer.concat([field(1, Buffer.from(apiVersion)), field(2, Buffer.from(kind))]));
    return Buffer.concat([Buffer.from('k8s\0'), type, field(2, raw), Buffer.from([0x1a, 0, 0x22, 0])]);
  };
  const size = (length: number): Buffer => {
    const bytes: number[] = [];
    let rest = length;
    for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
    return Buffer.from([...bytes, rest]);
  };
  const field = (number: number, content: Buffer): Buffer =>
    Buffer.concat([size((number << 3) | 2), size(content.length), content]);
  const failureOf = (bytes: Uint8Array): string => {
    try {
      readValue('k', bytes);
    } catch (error) {
      if (isSkepError(error)) return error.message;
      throw error;
    }
    return 'none';
  };

  it('does not follow protobuf into endless depth', () => {
    // A schema (in `not`) of a schema: JSONSchemaProps is the only message that holds itself.
    let schema: Buffer = Buffer.alloc(0);
    for (let level = 0; level < 400; level++) schema = field(27, schema);
    const crd = field(2, field(5, field(1, schema)));
    expect(failureOf(envelope(crd, 'apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition'))).toContain(
      'nests deeper than 200 levels',
    );
  });

  it('does not make a million objects of two bytes each', () => {
    const containers = Buffer.alloc(2_400_000);
    for (let at = 0; at < containers.length; at += 2) containers[at] = 0x12;
    expect(failureOf(envelope(field(2, containers)))).toContain('holds more than 1000000 messages');
  });

  it('does not read a value beyond any that etcd holds', () => {
    expect(failureOf(Buffer.alloc(17 * 1024 * 1024, '{'))).toContain('it is 17825792 bytes long');
    expect(failureOf(envelope(Buffer.alloc(17 * 1024 * 1024)))).toContain('bytes long');
  });
});

/** What JSON could hold of it. */
function plain(value: unknown): Json | undefined {
  const text = JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? Number(item) : item)) as
    | string
    | undefined;
  return text === undefined ? undefined : (JSON.parse(text) as Json);
}
