import { type Json, RawNumber } from './json.js';

/**
 * Compact JSON with a line feed at the end, escaped as Go's encoder does with HTML escaping on (the apiserver's storage form):
 * <, >, & and U+2028/9 as \u escapes, \b and \f as \u0008 and \u000c, halves of surrogate pairs as U+FFFD. Keys keep their order.
 */
export function stringifyGo(value: Json): string {
  return `${compactGo(value)}\n`;
}

/** The same without the line feed, as raw JSON stands inside protobuf. */
export function compactGo(value: Json): string {
  const text = holdsRawNumber(value) ? stringifyExactly(value) : JSON.stringify(value);
  return UNLIKE_GO.test(text) ? text.replace(GO_ESCAPES, escape) : text;
}

const UNLIKE_GO = /[<>&\u2028\u2029]|\\[bfu]/;
// An escaped backslash is matched too, so that what follows it is never taken for an escape.
const GO_ESCAPES = /[<>&\u2028\u2029]|\\(?:[bf\\]|ud[89a-f][0-9a-f]{2})/g;

function escape(found: string): string {
  switch (found) {
    case '\\\\':
      return found;
    case '\\b':
      return '\\u0008';
    case '\\f':
      return '\\u000c';
    default:
      // JSON.stringify escapes only surrogates without their other half.
      return found.startsWith('\\u') ? '\ufffd' : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
  }
}

function holdsRawNumber(value: Json | undefined): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (value instanceof RawNumber) return true;
  if (Array.isArray(value)) return value.some(holdsRawNumber);
  for (const item of Object.values(value)) if (holdsRawNumber(item)) return true;
  return false;
}

function stringifyExactly(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (value instanceof RawNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(stringifyExactly).join(',')}]`;
  const members = Object.entries(value).flatMap(([key, item]) =>
    item === undefined ? [] : [`${JSON.stringify(key)}:${stringifyExactly(item)}`],
  );
  return `{${members.join(',')}}`;
}
