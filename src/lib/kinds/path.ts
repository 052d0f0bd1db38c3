import { SkepError } from '../errors.js';
import { type Json, type JsonObject, RawNumber } from '../storage/json.js';

/**
 * Paths into objects: "spec.containers[].env[].valueFrom.secretKeyRef.name". `[]` is every element of an array, `[2]` one,
 * `.*` every value of a map, and keys that hold dots are quoted: `metadata.annotations["a.b/c"]`. '' is the object itself.
 */
export interface CompiledPath {
  readonly text: string;
  readonly steps: readonly PathStep[];
}

export type PathStep =
  | { readonly at: 'key'; readonly key: string }
  | { readonly at: 'index'; readonly index: number }
  | { readonly at: 'elements' }
  | { readonly at: 'values' };

/** Where a value stands. It can be changed there while it is visited. */
export interface Place {
  readonly value: Json;
  /** The concrete path: no wildcards, indexes and keys filled in. */
  path(): string;
  set(value: Json): void;
  /** Takes a map's key away; in an array, puts null. */
  remove(): void;
}

const STEP = /\.?([A-Za-z_$][\w$/-]*|\*)|\[(\d*)\]|\.?\["((?:[^"\\]|\\.)*)"\]/y;

/**
 * Parses a path once; a caller that visits many objects keeps the result.
 * @throws SkepError INTERNAL_BUG when the text is no path
 */
export function compilePath(text: string): CompiledPath {
  const steps: PathStep[] = [];
  const pattern = new RegExp(STEP);
  while (pattern.lastIndex < text.length) {
    const from = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null) throw new SkepError('INTERNAL_BUG', `path ${JSON.stringify(text)} is malformed at character ${from}`);
    steps.push(stepOf(match));
  }
  return { text, steps };
}

function stepOf([, name, index, quoted]: RegExpExecArray): PathStep {
  if (quoted !== undefined) return { at: 'key', key: JSON.parse(`"${quoted}"`) as string };
  if (index !== undefined) return index === '' ? { at: 'elements' } : { at: 'index', index: Number(index) };
  return name === '*' ? { at: 'values' } : { at: 'key', key: name ?? '' };
}

const PLAIN_KEY = /^[A-Za-z_$][\w$/-]*$/;

/** The path of a member: `childPath('spec', 'a.b')` is `spec["a.b"]`, `childPath('spec.ports', 0)` is `spec.ports[0]`. */
export function childPath(parent: string, key: string | number): string {
  if (typeof key === 'number') return `${parent}[${key}]`;
  if (!PLAIN_KEY.test(key)) return `${parent}[${JSON.stringify(key)}]`;
  return parent === '' ? key : `${parent}.${key}`;
}

/** `joinPaths('spec.template', 'spec.nodeName')`; either may be ''. */
export function joinPaths(parent: string, child: string): string {
  if (parent === '' || child === '') return parent + child;
  return child.startsWith('[') ? parent + child : `${parent}.${child}`;
}

/** Every value at the path, in order; absent ones are left out, nulls are not. */
export function valuesAt(object: Json, path: string | CompiledPath): Json[] {
  const found: Json[] = [];
  visit(object, path, (place) => found.push(place.value));
  return found;
}

/** The first value at the path. */
export function valueAt(object: Json, path: string | CompiledPath): Json | undefined {
  return valuesAt(object, path)[0];
}

/** Calls `visitor` for each value that is there. Changing or removing it at once is allowed. */
export function visit(object: Json, path: string | CompiledPath, visitor: (place: Place) => void): void {
  const { steps } = typeof path === 'string' ? compilePath(path) : path;
  if (steps.length === 0) visitor(rootPlace(object));
  else descend(object, steps, 0, [], visitor);
}

/**
 * Sets the value at the path and makes the maps on the way that are missing. Wildcards reach only what is there. Returns how
 * many places were set.
 */
export function setAt(object: JsonObject, path: string | CompiledPath, value: Json): number {
  const { steps } = typeof path === 'string' ? compilePath(path) : path;
  const last = steps.at(-1);
  if (last === undefined) return 0;
  let parents: Json[] = [object];
  for (const [i, step] of steps.slice(0, -1).entries()) {
    const next = steps[i + 1];
    parents = parents.flatMap((parent) =>
      membersOf(parent, step, next?.at === 'key' || next?.at === 'values').map(({ value }) => value),
    );
  }
  let count = 0;
  for (const parent of parents) {
    for (const key of last.at === 'key' && isMap(parent)
      ? [last.key]
      : membersOf(parent, last, false).map((member) => member.key)) {
      assign(parent, key, value);
      count++;
    }
  }
  return count;
}

interface Member {
  readonly key: string | number;
  readonly value: Json;
}

function descend(
  parent: Json,
  steps: readonly PathStep[],
  at: number,
  keys: (string | number)[],
  visitor: (place: Place) => void,
): void {
  const step = steps[at];
  if (step === undefined) return;
  for (const { key, value } of membersOf(parent, step, false)) {
    keys.push(key);
    if (at === steps.length - 1) visitor(placeOf(parent, key, value, keys));
    else descend(value, steps, at + 1, keys, visitor);
    keys.pop();
  }
}

function membersOf(parent: Json, step: PathStep, create: boolean): readonly Member[] {
  switch (step.at) {
    case 'key':
      return memberOf(parent, step.key, create);
    case 'values':
      return isMap(parent) ? Object.entries(parent).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }])) : [];
    case 'index': {
      const value = Array.isArray(parent) ? (parent[step.index] as Json | undefined) : undefined;
      return value === undefined ? [] : [{ key: step.index, value }];
    }
    case 'elements':
      return Array.isArray(parent) ? parent.map((value: Json, key) => ({ key, value })) : [];
  }
}

function memberOf(parent: Json, key: string, create: boolean): readonly Member[] {
  if (!isMap(parent)) return [];
  const value = Object.hasOwn(parent, key) ? parent[key] : undefined;
  if (create && (value === undefined || value === null)) {
    const made: JsonObject = {};
    parent[key] = made;
    return [{ key, value: made }];
  }
  return value === undefined ? [] : [{ key, value }];
}

function placeOf(parent: Json, key: string | number, value: Json, keys: readonly (string | number)[]): Place {
  return {
    value,
    path: () => keys.reduce<string>((path, step) => childPath(path, step), ''),
    set: (next) => assign(parent, key, next),
    remove: () => {
      if (isMap(parent)) Reflect.deleteProperty(parent, key);
      else assign(parent, key, null);
    },
  };
}

function rootPlace(value: Json): Place {
  const refuse = (): never => {
    throw new SkepError('INTERNAL_BUG', 'the root of an object cannot be set by path');
  };
  return { value, path: () => '', set: refuse, remove: refuse };
}

function assign(parent: Json, key: string | number, value: Json): void {
  if (Array.isArray(parent)) (parent as Json[])[Number(key)] = value;
  else if (isMap(parent)) parent[key] = value;
}

function isMap(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof RawNumber);
}
