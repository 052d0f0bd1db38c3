import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../../../src/lib/storage/json.js';
import { setOwn } from '../../../../../src/lib/storage/parse-json.js';
import { type DecoderPlans, decodeMessage } from '../../../../../src/lib/storage/protobuf/decode.js';
import { Encoder } from '../../../../../src/lib/storage/protobuf/encode.js';
import { codecOf, isPossible, messageIds, messageSchema } from '../../../../../src/lib/storage/protobuf/schema.js';
import { choicesFrom, randomObject } from './random-object.js';

const PLANS: DecoderPlans = new Map();
const MINORS = [9, 12, 20, 36];
const ENCODERS = new Map(MINORS.map((minor) => [minor, new Encoder({ minor, plans: new Map() })]));
/** Messages that have an object as their JSON; the others stand in their fields. */
const MESSAGES = messageIds().filter((id) => codecOf(id) === 'message' && !id.startsWith('runtime.'));

const encode = (
  minor: number,
  id: string,
  ...rest: Parameters<Encoder['encode']> extends [string, ...infer R] ? R : never
): Buffer => {
  const encoder = ENCODERS.get(minor);
  if (encoder === undefined) throw new Error(`no encoder for 1.${minor}`);
  return encoder.encode(id, ...rest);
};

describe('every message of the table', () => {
  it('survives encoding and decoding, in old and new releases', () => {
    expect(MESSAGES.length).toBeGreaterThan(1300);
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(...MINORS), (seed, minor) => {
        for (const id of MESSAGES) {
          if (!messageSchema(id).fields.some((field) => isPossible(field, minor))) continue;
          const object = randomObject(id, minor, choicesFrom(seed), 2);
          const { object: decoded, unknown } = decodeMessage(id, encode(minor, id, object), PLANS);
          expect(unknown.wire.size, id).toBe(0);
          expect(withoutNulls(decoded), id).toEqual(withoutNulls(object));
        }
      }),
      { numRuns: 6 },
    );
  }, 60_000);

  it('keeps unknown fields byte for byte at the end of their message', () => {
    const kinds = MESSAGES.filter((id) =>
      /\.(?:Pod|Deployment|Node|Secret|PodSpec|ControllerRevision|Event|Ingress|ManagedFieldsEntry)$/.test(id),
    );
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.integer(), fc.integer(), (id, seed, where) => {
        const plain = encode(36, id, randomObject(id, 36, choicesFrom(seed)));
        const { bytes, count } = withStrays(id, plain, choicesFrom(where));
        const { object, unknown } = decodeMessage(id, bytes, PLANS);
        expect(unknown.wire.size > 0).toBe(count > 0);
        expect(encode(36, id, object, { unknown }).toString('hex')).toBe(bytes.toString('hex'));
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});

/** null and absent are one: what is nil shows as null where the newest release has no omitempty. */
function withoutNulls(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item: Json) => withoutNulls(item) as Json);
  if (typeof value !== 'object' || value === null) return value;
  const result: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    if (item !== null && item !== undefined) setOwn(result, key, withoutNulls(item) as Json);
  }
  return result;
}

/** Fields that nobody knows, of every wire type. */
const STRAYS = ['e03e05', 'e13e0102030405060708', 'e23e03616263', 'e53e01020304'].map((hex) => Buffer.from(hex, 'hex'));

/** Puts unknown fields at the end of messages of any depth, special ones (times, quantities, map entries) included. */
function withStrays(id: string, bytes: Buffer, choices: ReturnType<typeof choicesFrom>): { bytes: Buffer; count: number } {
  let count = 0;
  const rewrite = (message: string | undefined, input: Buffer): Buffer => {
    const parts: Buffer[] = [];
    const fields = message === undefined ? [] : messageSchema(message).fields;
    let at = 0;
    while (at < input.length) {
      const start = at;
      let tag: number;
      [tag, at] = varint(input, at);
      const field = fields.find(({ number }) => number === tag >>> 3);
      if ((tag & 7) === 0) [, at] = varint(input, at);
      else if ((tag & 7) === 1) at += 8;
      else {
        const [length, next] = varint(input, at);
        at = next + length;
        const content = input.subarray(next, at);
        const inner = field === undefined ? content : descend(field.label, field.codec, field.message, content);
        parts.push(input.subarray(start, next - (next - start - tagSize(tag))), size(inner.length), inner);
        continue;
      }
      parts.push(input.subarray(start, at));
    }
    if (choices.below(4) === 0) {
      count++;
      parts.push(STRAYS[choices.below(STRAYS.length)] ?? Buffer.alloc(0));
    }
    return Buffer.concat(parts);
  };
  const descend = (label: string, codec: string, message: string, content: Buffer): Buffer => {
    if (label === 'map') return rewrite(undefined, content);
    if (codec === 'message') return rewrite(message, content);
    // An empty time is no message with fields but the zero time.
    if (content.length > 0 && ['time', 'micro-time', 'quantity', 'int-or-string', 'raw-json', 'string-list'].includes(codec)) {
      return rewrite(undefined, content);
    }
    return content;
  };
  return { bytes: rewrite(id, bytes), count };
}

function tagSize(tag: number): number {
  return tag < 0x80 ? 1 : tag < 0x4000 ? 2 : 3;
}

function varint(bytes: Buffer, from: number): [number, number] {
  let value = 0;
  let at = from;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
}

function size(length: number): Buffer {
  const bytes: number[] = [];
  let rest = length;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}
