import type { Json, JsonObject } from '../../lib/storage/json.js';
import { isAbsent, isList, isObject } from '../fields.js';

/**
 * The form of a piece of Kubernetes JSON that was kept as text inside an annotation, where no codec ever put it in order: it may
 * have keys in another case (Go matched them so) and keys that nobody reads.
 */
export type Shape = 'string' | 'boolean' | 'integer' | 'int-or-string' | 'quantity' | MapShape | ListShape | FieldsShape;

interface MapShape {
  readonly mapOf: Shape;
}

interface ListShape {
  readonly listOf: Shape;
}

export interface FieldsShape {
  readonly fields: Readonly<Record<string, Shape>>;
}

/** What `conform` found that it could not carry. */
export interface Conformed {
  readonly value: Json | undefined;
  /** Paths of fields that no release knows; they never had a meaning. */
  readonly unknown: readonly string[];
}

/** The value does not have the shape: `message` names the place and what stands there. */
export class ShapeMismatch extends Error {}

/**
 * Brings a value into the exact shape: canonical field names, no nulls, no unknown fields.
 * @throws ShapeMismatch for a value of a wrong type
 */
export function conform(value: Json, shape: Shape): Conformed {
  const unknown: string[] = [];
  return { value: conformed(value, shape, '', unknown), unknown };
}

function conformed(value: Json | undefined, shape: Shape, path: string, unknown: string[]): Json | undefined {
  if (isAbsent(value)) return undefined;
  if (typeof shape === 'string') return scalar(value, shape, path);
  if ('listOf' in shape) {
    if (!isList(value)) throw mismatch(path, 'a list', value);
    return value.map((entry, i) => conformed(entry, shape.listOf, `${path}[${i}]`, unknown) ?? emptyOf(shape.listOf));
  }
  if (!isObject(value)) throw mismatch(path, 'an object', value);
  return 'mapOf' in shape ? conformMap(value, shape, path, unknown) : conformFields(value, shape, path, unknown);
}

function conformMap(value: JsonObject, shape: MapShape, path: string, unknown: string[]): JsonObject {
  const result: JsonObject = {};
  for (const [key, entry] of Object.entries(value)) {
    const inner = conformed(entry, shape.mapOf, `${path}["${key}"]`, unknown);
    if (inner !== undefined) result[key] = inner;
  }
  return result;
}

function conformFields(value: JsonObject, shape: FieldsShape, path: string, unknown: string[]): JsonObject {
  const result: JsonObject = {};
  for (const [key, entry] of Object.entries(value)) {
    const field = fieldOf(shape, key);
    const fieldShape = field === undefined ? undefined : shape.fields[field];
    if (field === undefined || fieldShape === undefined) {
      unknown.push(join(path, key));
      continue;
    }
    // The exact spelling wins over one in another case, wherever it stands.
    if (field !== key && !isAbsent(value[field])) continue;
    const inner = conformed(entry, fieldShape, join(path, field), unknown);
    if (inner !== undefined) result[field] = inner;
  }
  return result;
}

function fieldOf(shape: FieldsShape, key: string): string | undefined {
  if (Object.hasOwn(shape.fields, key)) return key;
  const lower = key.toLowerCase();
  return Object.keys(shape.fields).find((field) => field.toLowerCase() === lower);
}

function scalar(value: Json, shape: 'string' | 'boolean' | 'integer' | 'int-or-string' | 'quantity', path: string): Json {
  switch (shape) {
    case 'string':
      if (typeof value === 'string') return value;
      break;
    case 'boolean':
      if (typeof value === 'boolean') return value;
      break;
    case 'integer':
      if (Number.isInteger(value)) return value;
      break;
    case 'int-or-string':
      if (typeof value === 'string' || Number.isInteger(value)) return value;
      break;
    case 'quantity':
      if (typeof value === 'string') return value;
      if (typeof value === 'number') return String(value);
      break;
  }
  throw mismatch(path, shape === 'integer' ? 'an integer' : `a ${shape}`, value);
}

function emptyOf(shape: Shape): Json {
  if (typeof shape === 'object') return 'listOf' in shape ? [] : {};
  return shape === 'boolean' ? false : shape === 'integer' || shape === 'int-or-string' ? 0 : '';
}

function join(path: string, field: string): string {
  return path === '' ? field : `${path}.${field}`;
}

function mismatch(path: string, wanted: string, value: Json): ShapeMismatch {
  const found = value === null ? 'null' : isList(value) ? 'a list' : `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`;
  return new ShapeMismatch(`${path === '' ? 'the whole' : path} should be ${wanted} and is ${found}`);
}
