import type { Json, JsonObject } from '../../../../../src/lib/storage/json.js';
import { setOwn } from '../../../../../src/lib/storage/parse-json.js';
import { type FieldSchema, isPossible, messageAt, messageSchema } from '../../../../../src/lib/storage/protobuf/schema.js';

/** A source of choices: fast-check's own generator drives it, so that a failure shrinks to its seed. */
export interface Choices {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
}

/** Numbers from a seed (mulberry32). */
export function choicesFrom(seed: number): Choices {
  let state = seed >>> 0;
  return {
    below(limit) {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
    },
  };
}

const TEXTS = ['a', 'web-1', 'kubernetes.io/x', 'größe', '日本', '𝄞', ' blank', '<&>', 'x'.repeat(200)];
const NAMES = ['a', 'b.c/d', '0', 'Z', 'ü', '__proto__', 'constructor', '𝄞', '\uffee'];

/**
 * A JSON object as an apiserver shows a message of this type: no zero omitempty scalars, every embedded message and every zero
 * that is written. What decode(encode(object)) must give back.
 */
export function randomObject(id: string, minor: number, choices: Choices, depth = 0, into: JsonObject = {}): JsonObject {
  for (const listed of messageSchema(id).fields) {
    if (!isPossible(listed, minor)) continue;
    const field = { ...listed, message: messageAt(id, listed, minor) };
    if (field.inline) {
      randomObject(field.message, minor, choices, depth, into);
      continue;
    }
    const value = randomField(field, minor, choices, depth);
    if (value !== undefined) into[field.json] = value;
  }
  return into;
}

function randomField(field: FieldSchema, minor: number, choices: Choices, depth: number): Json | undefined {
  const isAbsent = choices.below(3) === 0 || depth > 6 || (depth > 3 && choices.below(8) > 0);
  if (field.label !== 'single') {
    if (isAbsent) return field.omitEmpty ? undefined : null;
    const size = 1 + choices.below(2);
    if (field.label === 'list') return Array.from({ length: size }, () => randomValue(field, minor, choices, depth));
    const map: JsonObject = {};
    for (let count = 0; count < size; count++) {
      setOwn(map, NAMES[choices.below(NAMES.length)] ?? 'a', randomValue(field, minor, choices, depth));
    }
    return map;
  }
  if (field.pointer) {
    // A pointer to the zero time cannot be told from none in JSON.
    const value = isAbsent ? null : randomValue(field, minor, choices, depth);
    return value === null && field.omitEmpty ? undefined : value;
  }
  if (field.codec === 'bytes') return isAbsent ? undefined : Buffer.from(`x${choices.below(1000)}`).toString('base64');
  const value = randomValue(field, minor, choices, depth);
  const isZero = value === '' || value === 0 || value === false;
  return isZero && field.omitEmpty && SCALARS.has(field.codec) ? undefined : value;
}

const SCALARS = new Set(['string', 'bool', 'int32', 'int64', 'double']);

function randomValue(field: FieldSchema, minor: number, choices: Choices, depth: number): Json {
  const pick = <T>(items: readonly T[]): T => items[choices.below(items.length)] as T;
  switch (field.codec) {
    case 'string':
      return pick(TEXTS);
    case 'bytes':
      return Buffer.from(pick(TEXTS)).toString('base64');
    case 'bool':
      return choices.below(2) === 1;
    case 'int32':
      return pick([0, 1, 80, 127, 128, 30000, 2147483647, -1, -2147483648]);
    case 'int64':
      return pick([0, 1, 2147483648, 4294967295, 4294967296, Number.MAX_SAFE_INTEGER, -1, -30, Number.MIN_SAFE_INTEGER]);
    case 'double':
      return pick([1, 0.5, -1e300]);
    case 'time':
      return pick(['2016-07-01T10:20:30Z', '1970-01-01T00:00:00Z', '1969-12-31T23:59:59Z', '9999-12-31T23:59:59Z', null]);
    case 'micro-time':
      return pick(['2017-11-22T19:20:30.123456Z', '2017-11-22T19:20:30.000000Z', null]);
    case 'duration':
      return pick(['1m30s', '0s', '1.5ms', '2h0m0.000000001s', '-1s']);
    case 'quantity':
      return pick(['0', '100m', '1Gi', '1500', '1e3', '-5']);
    case 'int-or-string':
      return pick<Json>([80, 'http', 0, '', -1, '50%']);
    case 'raw-json':
      return pick<Json>([{ a: [1, { b: '<x>' }] }, [], 'text', 5, { 'f:metadata': { '.': {} } }]);
    case 'string-list':
      return pick<Json>([['a', 'ö'], ['']]);
    case 'schema-or-bool':
      return choices.below(2) === 0 ? choices.below(2) === 0 : randomObject(schemaOf(field), minor, choices, depth + 3);
    case 'schema-or-array':
    case 'schema-or-strings':
      if (choices.below(2) === 0) return randomObject(schemaOf(field), minor, choices, depth + 3);
      return field.codec === 'schema-or-strings' ? ['p', 'q'] : [randomObject(schemaOf(field), minor, choices, depth + 3)];
    default:
      return randomObject(field.message, minor, choices, depth + 1);
  }
}

function schemaOf(field: FieldSchema): string {
  return field.message.replace(/JSONSchemaPropsOr\w+$/, 'JSONSchemaProps');
}
