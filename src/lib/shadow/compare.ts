import type { Json, JsonObject } from '../storage/json.js';
import { RawNumber } from '../storage/json.js';

export interface Difference {
  /** "spec.containers[0].image" */
  readonly path: string;
  readonly is: 'not-shown' | 'changed';
}

/** More differences than these say no more of one object. */
const ENOUGH = 20;
const QUANTITY = /^([+-]?\d+(?:\.\d*)?|[+-]?\.\d+)(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d+)?$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

const SCALE: ReadonlyMap<string, number> = new Map([
  ['n', 1e-9],
  ['u', 1e-6],
  ['m', 1e-3],
  ['k', 1e3],
  ['M', 1e6],
  ['G', 1e9],
  ['T', 1e12],
  ['P', 1e15],
  ['E', 1e18],
  ['Ki', 2 ** 10],
  ['Mi', 2 ** 20],
  ['Gi', 2 ** 30],
  ['Ti', 2 ** 40],
  ['Pi', 2 ** 50],
  ['Ei', 2 ** 60],
]);

/**
 * Whether all that was stored is shown: every value under its own path, with the same meaning. What the server adds (defaults)
 * is no difference; null, empty and absent are alike, and so are false, 0 and "" where nothing is shown, which Go leaves out.
 */
export function compare(
  stored: JsonObject,
  shown: JsonObject,
  allowed: readonly { readonly path: string }[],
): readonly Difference[] {
  const differences: Difference[] = [];
  const allowedPaths = new Set(allowed.map(({ path }) => path));
  compareObjects(stored, shown, { path: '', general: '', allowedPaths, differences });
  return differences;
}

interface Walk {
  readonly path: string;
  /** The path with `[]` for every index. */
  readonly general: string;
  readonly allowedPaths: ReadonlySet<string>;
  readonly differences: Difference[];
}

function compareObjects(stored: JsonObject, shown: JsonObject, walk: Walk): void {
  for (const name of Object.keys(stored)) {
    if (walk.differences.length >= ENOUGH) return;
    const step = /^[A-Za-z_$][\w$-]*$/.test(name) ? `.${name}` : `["${name}"]`;
    const join = (path: string): string => (path === '' && step.startsWith('.') ? name : path + step);
    const general = join(walk.general);
    if (walk.allowedPaths.has(general)) continue;
    const showing = Object.hasOwn(shown, name) ? shown[name] : undefined;
    compareValues(stored[name], showing, { ...walk, path: join(walk.path), general });
  }
}

function compareValues(stored: Json | undefined, shown: Json | undefined, walk: Walk): void {
  const is = relation(stored, shown);
  if (is === 'same') return;
  if (is !== 'look') {
    walk.differences.push({ path: walk.path, is });
    return;
  }
  if (Array.isArray(stored) && Array.isArray(shown)) {
    compareArrays(stored as readonly Json[], shown as readonly Json[], walk);
  } else {
    compareObjects(stored as JsonObject, (shown ?? {}) as JsonObject, walk);
  }
}

function compareArrays(stored: readonly Json[], shown: readonly Json[], walk: Walk): void {
  if (stored.length !== shown.length) {
    walk.differences.push({ path: walk.path, is: 'changed' });
    return;
  }
  stored.forEach((item, index) => {
    if (walk.differences.length >= ENOUGH) return;
    compareValues(item, shown[index], { ...walk, path: `${walk.path}[${String(index)}]`, general: `${walk.general}[]` });
  });
}

function relation(stored: Json | undefined, shown: Json | undefined): 'same' | 'not-shown' | 'changed' | 'look' {
  if (isEmpty(stored)) return 'same';
  if (shown === undefined || shown === null) {
    if (stored === false || isZero(stored)) return 'same';
    // Into the object, so that what is missing is named (and allowed) by its own path.
    return isScalar(stored) || Array.isArray(stored) ? 'not-shown' : 'look';
  }
  if (isScalar(stored) || isScalar(shown)) return sameScalar(stored, shown) ? 'same' : 'changed';
  return Array.isArray(stored) === Array.isArray(shown) ? 'look' : 'changed';
}

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (value instanceof RawNumber || typeof value !== 'object') return false;
  return Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0;
}

function isScalar(value: Json | undefined): boolean {
  return typeof value !== 'object' || value instanceof RawNumber;
}

function isZero(value: Json | undefined): boolean {
  return numberText(value) !== undefined && Number(numberText(value)) === 0;
}

function sameScalar(stored: Json | undefined, shown: Json): boolean {
  if (stored === shown) return true;
  const left = numberText(stored);
  const right = numberText(shown);
  if (left !== undefined && right !== undefined) return left === right || Number(left) === Number(right);
  return typeof stored === 'string' && typeof shown === 'string' && (sameQuantity(stored, shown) || sameTime(stored, shown));
}

function numberText(value: Json | undefined): string | undefined {
  if (value instanceof RawNumber) return value.text;
  return typeof value === 'number' ? String(value) : undefined;
}

/** A server shows a quantity in its canonical form: "1000m" as "1". */
function sameQuantity(stored: string, shown: string): boolean {
  const left = amount(stored);
  const right = amount(shown);
  return left !== undefined && right !== undefined && Math.abs(left - right) <= Math.abs(left) * 1e-12;
}

function amount(text: string): number | undefined {
  const match = QUANTITY.exec(text);
  if (match === null) return undefined;
  const suffix = match[2] ?? '';
  const scale = SCALE.get(suffix) ?? (suffix === '' ? 1 : 10 ** Number(suffix.slice(1)));
  return Number(match[1]) * scale;
}

function sameTime(stored: string, shown: string): boolean {
  return TIME.test(stored) && TIME.test(shown) && Math.floor(Date.parse(stored) / 1000) === Math.floor(Date.parse(shown) / 1000);
}
