import { isSkepError } from '../errors.js';
import type { Json, JsonObject } from '../storage/json.js';
import { SECRET_SHOWN, Secret } from './secret.js';

/** Knows the secrets of a run and takes them out of whatever is kept or shown. */
export interface Redactor {
  /** From now on its value, plain or encoded, is taken out. Values under four bytes cannot be told from other text and are left. */
  learn(secret: Secret<string | Uint8Array>): void;
  text(text: string): string;
  /** The same value with every string, key and number redacted; the very same object when there was nothing to redact. */
  json<T extends Json>(value: T): T;
  /** Does the text hold a known secret in any form? */
  finds(text: string): boolean;
}

/** An error as journals, logs and events show it: without stack, without cause, redacted. */
export interface ShownError extends JsonObject {
  readonly code?: string;
  readonly message: string;
}

/** Shorter ones would be found everywhere. */
const SHORTEST = 4;
/** A line of a key or certificate is found alone, too: programs print such files line by line. */
const SHORTEST_LINE = 12;

/**
 * Forms are found by their first four characters, so that a line costs one look-up a character however many secrets there are.
 * A form stands for the value in plain, JSON, URL, hexadecimal or base64 dress; in base64 at each of the three places that it
 * can take inside a longer text.
 */
export function createRedactor(): Redactor {
  const forms = new Map<string, string[]>();

  function add(form: string): void {
    if (form.length < SHORTEST) return;
    const start = form.slice(0, SHORTEST);
    const known = forms.get(start) ?? [];
    if (known.includes(form)) return;
    known.push(form);
    known.sort((a, b) => b.length - a.length);
    forms.set(start, known);
  }

  function endOfFormAt(text: string, position: number): number {
    const found = forms.get(text.slice(position, position + SHORTEST))?.find((form) => text.startsWith(form, position));
    return found === undefined ? -1 : position + found.length;
  }

  /** Where secrets are, overlapping ones joined: [start, end, start, end, ...]. */
  function places(text: string): number[] {
    const found: number[] = [];
    for (let position = 0; position + SHORTEST <= text.length; position += 1) {
      const end = endOfFormAt(text, position);
      const last = found.at(-1) ?? -1;
      if (end < 0 || end <= last) continue;
      if (position <= last) found[found.length - 1] = end;
      else found.push(position, end);
    }
    return found;
  }

  function redactText(text: string): string {
    if (forms.size === 0) return text;
    const found = places(text);
    if (found.length === 0) return text;
    let shown = '';
    let done = 0;
    for (let index = 0; index < found.length; index += 2) {
      shown += text.slice(done, found[index]) + SECRET_SHOWN;
      done = found[index + 1] ?? done;
    }
    return shown + text.slice(done);
  }

  return {
    learn(secret) {
      for (const form of formsOf(Buffer.from(secret.reveal()))) add(form);
    },
    text: redactText,
    json(value) {
      return forms.size === 0 ? value : (redactJson(value, redactText) as typeof value);
    },
    finds: (text) => forms.size > 0 && places(text).length > 0,
  };
}

export function showError(error: unknown, redactor: Redactor): ShownError {
  const message = redactor.text(error instanceof Error ? error.message : String(error));
  return isSkepError(error) ? { code: error.code, message } : { message };
}

function redactJson(value: Json | undefined, text: (text: string) => string): Json | undefined {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return text(String(value)) === String(value) ? value : SECRET_SHOWN;
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Secret) return SECRET_SHOWN;
  if (isArray(value)) return value.map((item) => redactJson(item, text) ?? null);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [text(key), redactJson(item, text)]));
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function* formsOf(value: Buffer): Generator<string> {
  yield* formsOfPiece(value);
  const lines = value.toString('utf8').split(/\r?\n/);
  if (lines.length < 2) return;
  for (const line of lines) {
    const bare = line.trim();
    // "-----BEGIN ...-----" is in every such file.
    if (bare.length >= SHORTEST_LINE && !bare.startsWith('-----')) yield* formsOfPiece(Buffer.from(bare));
  }
}

function* formsOfPiece(value: Buffer): Generator<string> {
  if (value.length < SHORTEST) return;
  const text = value.toString('utf8');
  if (Buffer.from(text).equals(value)) yield* formsOfText(text);
  const hex = value.toString('hex');
  yield hex;
  yield hex.toUpperCase();
  for (const shift of [0, 1, 2]) {
    const inside = base64Inside(value, shift);
    yield inside;
    yield inside.replaceAll('+', '-').replaceAll('/', '_');
  }
}

function* formsOfText(text: string): Generator<string> {
  yield text;
  yield JSON.stringify(text).slice(1, -1);
  const url = encodeURIComponent(text);
  const form = new URLSearchParams([['', text]]).toString().slice(1);
  for (const encoded of [url, encodeURI(text), form, url.replaceAll(/[!'()*]/g, percent), everyByte(text)]) {
    yield encoded;
    yield encoded.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  }
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function everyByte(text: string): string {
  return Buffer.from(text).toString('hex').toUpperCase().replaceAll(/../g, '%$&');
}

/**
 * The characters of the base64 of any longer text that depend on this value alone, when it begins `shift` bytes behind a group
 * of three. Characters at its ends also hold bits of its neighbours and are left out.
 */
function base64Inside(value: Buffer, shift: number): string {
  const whole = Buffer.concat([Buffer.alloc(shift), value])
    .toString('base64')
    .replaceAll('=', '');
  const bits = (shift + value.length) * 8;
  return whole.slice(Math.ceil((shift * 8) / 6), Math.floor(bits / 6));
}
