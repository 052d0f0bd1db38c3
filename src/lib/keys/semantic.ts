import { childPath } from '../kinds/path.js';
import type { Json, JsonObject } from '../storage/json.js';
import { RawNumber } from '../storage/json.js';

/** One place at which two objects differ; a side is absent where it has nothing there. */
export interface FieldDifference {
  readonly path: string;
  readonly a?: Json;
  readonly b?: Json;
}

/** Servers fill these on read; what is stored of them means nothing. */
const NOT_STORED: readonly string[] = ['metadata.resourceVersion', 'metadata.selfLink'];

/**
 * Where two objects differ in meaning, in the order of the paths. A field that is absent, null, an empty list or an empty object
 * says the same; "" and 0 do not. Elements of lists are compared by their place.
 */
export function differencesOf(a: JsonObject, b: JsonObject): readonly FieldDifference[] {
  const found: FieldDifference[] = [];
  compare('', a, b, found);
  return found.filter(({ path }) => !NOT_STORED.includes(path));
}

function compare(path: string, a: Json | undefined, b: Json | undefined, found: FieldDifference[]): void {
  if (isEmpty(a) && isEmpty(b)) return;
  if (isObject(a) && isObject(b)) {
    for (const name of namesOf(a, b)) compare(childPath(path, name), a[name], b[name], found);
    return;
  }
  if (isList(a) && isList(b)) {
    for (let index = 0; index < Math.max(a.length, b.length); index += 1)
      compareElement(childPath(path, index), a, b, index, found);
    return;
  }
  if (sameScalar(a, b)) return;
  found.push({ path, ...(isEmpty(a) ? {} : { a: a ?? null }), ...(isEmpty(b) ? {} : { b: b ?? null }) });
}

/** An empty element is still an element: `ingress: [{}]` allows all, `ingress: []` allows nothing. */
function compareElement(path: string, a: readonly Json[], b: readonly Json[], index: number, found: FieldDifference[]): void {
  const inA = index < a.length;
  const inB = index < b.length;
  if (inA && inB) compare(path, a[index], b[index], found);
  else found.push({ path, ...(inA ? { a: a[index] ?? null } : {}), ...(inB ? { b: b[index] ?? null } : {}) });
}

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (isList(value)) return value.length === 0;
  return isObject(value) && Object.values(value).every((member) => isEmpty(member));
}

/** Numbers of any size may be carried as objects of their own (RawNumber); their text decides. */
function sameScalar(a: Json | undefined, b: Json | undefined): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value) && !(value instanceof RawNumber);
}

function namesOf(a: JsonObject, b: JsonObject): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
}
