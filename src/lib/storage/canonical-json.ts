import { type Json, type JsonObject, type KubeObject, RawNumber } from './json.js';
import { type FieldSchema, messageIdOf, messageSchema } from './protobuf/schema.js';

/** A number that a field of 32 bits cannot hold, or that is no integer. */
export interface MisfitNumber {
  readonly path: string;
  /** As it is written. */
  readonly value: string;
}

/** What `canonicalise` met. */
export interface Canonicalised {
  readonly misfits: readonly MisfitNumber[];
  /** Paths of fields that were spelt in another case, now as they should be. */
  readonly respelt: readonly string[];
}

interface Shape {
  /** By exact name. */
  readonly fields: ReadonlyMap<string, Shaped>;
  readonly byLowerCase: ReadonlyMap<string, string>;
}

interface Shaped {
  readonly label: FieldSchema['label'];
  readonly codec: FieldSchema['codec'];
  readonly message: string;
}

// A memo of the schema, filled at first need: the same in every process.
const SHAPES = new Map<string, Shape>();

/**
 * Brings the field names of an object into their exact spelling, in place: servers up to 1.10 read them in any case. Fields that
 * the schema does not know are left as they are. Reports numbers that do not fit their field (before 1.1, `int` had 64 bits).
 */
export function canonicalise(object: KubeObject): Canonicalised {
  const id = messageIdOf(object.apiVersion, object.kind);
  const found: { misfits: MisfitNumber[]; respelt: string[] } = { misfits: [], respelt: [] };
  if (id !== undefined) walkMessage(object, id, '', found);
  return found;
}

function walkMessage(object: JsonObject, id: string, path: string, found: { misfits: MisfitNumber[]; respelt: string[] }): void {
  const shape = shapeOf(id);
  for (const written of Object.keys(object)) {
    const name = shape.fields.has(written) ? written : (shape.byLowerCase.get(written.toLowerCase()) ?? written);
    const field = shape.fields.get(name);
    if (field === undefined) continue;
    if (name !== written) respell(object, written, name, path, found.respelt);
    const value = object[name];
    if (value !== undefined && value !== null) walkField(value, field, path === '' ? name : `${path}.${name}`, found);
  }
}

/** The exact spelling wins where both stand. */
function respell(object: JsonObject, written: string, name: string, path: string, respelt: string[]): void {
  if (object[name] === undefined || object[name] === null) object[name] = object[written];
  Reflect.deleteProperty(object, written);
  respelt.push(path === '' ? name : `${path}.${name}`);
}

function walkField(value: Json, field: Shaped, path: string, found: { misfits: MisfitNumber[]; respelt: string[] }): void {
  if (field.codec !== 'message' && field.codec !== 'int32') return;
  if (field.label === 'single') walkValue(value, field, path, found);
  else if (Array.isArray(value))
    value.forEach((entry: Json, index) => {
      walkValue(entry, field, `${path}[${index}]`, found);
    });
  else if (field.label === 'map' && isMap(value)) {
    for (const [key, entry] of Object.entries(value)) {
      if (entry !== undefined) walkValue(entry, field, `${path}[${JSON.stringify(key)}]`, found);
    }
  }
}

function walkValue(value: Json, field: Shaped, path: string, found: { misfits: MisfitNumber[]; respelt: string[] }): void {
  if (field.codec === 'message') {
    if (isMap(value)) walkMessage(value, field.message, path, found);
  } else if (value instanceof RawNumber) found.misfits.push({ path, value: value.text });
  else if (typeof value === 'number' && (!Number.isInteger(value) || value > 0x7fffffff || value < -0x80000000)) {
    found.misfits.push({ path, value: String(value) });
  }
}

function shapeOf(id: string): Shape {
  const known = SHAPES.get(id);
  if (known !== undefined) return known;
  const fields = new Map<string, Shaped>();
  for (const field of messageSchema(id).fields) {
    if (field.inline) for (const [name, inner] of shapeOf(field.message).fields) fields.set(name, inner);
    else fields.set(field.json, { label: field.label, codec: field.codec, message: field.message });
  }
  const shape = { fields, byLowerCase: new Map([...fields.keys()].map((name) => [name.toLowerCase(), name])) };
  SHAPES.set(id, shape);
  return shape;
}

function isMap(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof RawNumber);
}
