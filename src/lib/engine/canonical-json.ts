import { SkepError } from '../errors.js';

/** Deeper than any plan; a value that contains itself ends here too. */
const DEEPEST = 200;

/** With the u flag a surrogate is only found where it stands alone. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * The one canonical text of a JSON value (RFC 8785): object members ordered by the UTF-16 code units of their names, no white space,
 * numbers and strings as ECMAScript writes them. Members that are undefined are left out, as JSON.stringify does.
 * @throws SkepError PLAN_MALFORMED for what has no canonical text: NaN, infinities, lone surrogates, and what is not JSON at all
 */
export function canonicalJson(value: unknown): string {
  return write(value, '', 0);
}

function write(value: unknown, path: string, depth: number): string {
  if (depth > DEEPEST) throw refused(path, `is nested deeper than ${DEEPEST} levels`);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return writeNumber(value, path);
  if (typeof value === 'string') return writeString(value, path);
  if (Array.isArray(value)) return writeArray(value, path, depth);
  if (typeof value === 'object' && isPlain(value)) return writeObject(value, path, depth);
  throw refused(path, `is no JSON value (${typeof value === 'object' ? 'an object of a class' : typeof value})`);
}

function writeNumber(value: number, path: string): string {
  if (!Number.isFinite(value)) throw refused(path, `is ${value}, which JSON cannot hold`);
  return JSON.stringify(value);
}

function writeString(value: string, path: string): string {
  if (LONE_SURROGATE.test(value)) throw refused(path, 'holds half of a surrogate pair, which UTF-8 cannot hold');
  return JSON.stringify(value);
}

function writeArray(values: readonly unknown[], path: string, depth: number): string {
  let text = '[';
  for (let index = 0; index < values.length; index++) {
    if (index > 0) text += ',';
    text += write(values[index], `${path}[${index}]`, depth + 1);
  }
  return `${text}]`;
}

function writeObject(value: Readonly<Record<string, unknown>>, path: string, depth: number): string {
  let text = '{';
  // The default order of sort() is that of UTF-16 code units.
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member === undefined) continue;
    const memberPath = path === '' ? name : `${path}.${name}`;
    if (text.length > 1) text += ',';
    text += `${writeString(name, memberPath)}:${write(member, memberPath, depth + 1)}`;
  }
  return `${text}}`;
}

function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function refused(path: string, what: string): SkepError {
  return new SkepError('PLAN_MALFORMED', `${path === '' ? 'the value' : path} ${what}`, { details: { path } });
}
