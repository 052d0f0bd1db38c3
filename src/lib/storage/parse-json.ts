import { isUtf8 } from 'node:buffer';
import { SkepError } from '../errors.js';
import { type Json, type JsonObject, RawNumber } from './json.js';

/** Deeper than any object of Kubernetes (a CRD's schema may have some dozens) and far from the end of a stack. */
export const MAX_JSON_DEPTH = 512;

/** etcd takes 1.5 MiB by default and at most what --max-request-bytes says; beyond this it is no value of a control plane. */
export const MAX_VALUE_BYTES = 16 * 1024 * 1024;

export interface ParsedJson {
  readonly value: Json;
  /** Bytes that are not UTF-8 were read as U+FFFD each, as Go's decoder does: writing gives other bytes than were there. */
  readonly invalidUtf8: boolean;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Reads one JSON text as Go's decoder does: the last of two equal keys wins, stray bytes become U+FFFD. A number that a
 * JavaScript number would change comes as a RawNumber.
 * @throws SkepError VALUE_MALFORMED naming `key`, the byte offset and the reason
 */
export function parseJson(key: string, bytes: Uint8Array): ParsedJson {
  if (bytes.length > MAX_VALUE_BYTES) throw malformed(key, MAX_VALUE_BYTES, `it is ${bytes.length} bytes long`);
  const needsExact = survey(key, bytes);
  const invalidUtf8 = !isUtf8(bytes);
  const text = invalidUtf8 ? decodeAsGo(bytes) : asBuffer(bytes).toString('utf8');
  if (!needsExact) {
    try {
      return { value: JSON.parse(text) as Json, invalidUtf8 };
    } catch {
      // The engine's own messages quote the text, which may be a secret; the parser below finds the place again.
    }
  }
  return { value: new ExactParser(key, text).parse(), invalidUtf8 };
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function malformed(key: string, offset: number, reason: string): SkepError {
  return new SkepError('VALUE_MALFORMED', `${key}: the JSON is malformed at byte ${offset}: ${reason}`, {
    details: { key, offset, reason },
  });
}

/** One pass over the bytes, before anything recurses: limits the depth and says whether a number needs the exact parser. */
function survey(key: string, bytes: Uint8Array): boolean {
  const length = bytes.length;
  let depth = 0;
  let needsExact = false;
  for (let at = 0; at < length; at++) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) {
      at++;
      while (at < length) {
        const inside = bytes[at] as number;
        if (inside === QUOTE) break;
        at += inside === BACKSLASH ? 2 : 1;
      }
    } else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > MAX_JSON_DEPTH) throw malformed(key, at, `it nests deeper than ${MAX_JSON_DEPTH} levels`);
    } else if (byte === 0x7d || byte === 0x5d) {
      depth--;
    } else if ((byte >= 0x30 && byte <= 0x39) || byte === 0x2d) {
      const start = at;
      while (at + 1 < length && isNumberByte(bytes[at + 1] as number)) at++;
      needsExact ||= mayLoseDigits(bytes, start, at + 1);
    }
  }
  return needsExact;
}

function isNumberByte(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x2e || byte === 0x65 || byte === 0x45 || byte === 0x2b || byte === 0x2d;
}

function mayLoseDigits(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > 15) return true;
  const first = bytes[start] as number;
  if (first === 0x2d && bytes[start + 1] === 0x30) return true;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === 0x2e || byte === 0x65 || byte === 0x45) return true;
  }
  return false;
}

/** UTF-8 to text as Go decodes it: every byte that is no part of a valid sequence becomes one U+FFFD. */
function decodeAsGo(bytes: Uint8Array): string {
  const buffer = asBuffer(bytes);
  const parts: string[] = [];
  let good = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    parts.push(buffer.toString('utf8', good, at), '\ufffd');
    good = ++at;
  }
  parts.push(buffer.toString('utf8', good));
  return parts.join('');
}

/** The length of the valid UTF-8 sequence at `at`, 0 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] as number;
  if (lead < 0x80) return 1;
  const length = lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  return length > 0 && isUtf8(bytes.subarray(at, at + length)) && at + length <= bytes.length ? length : 0;
}

/** A plain recursive parser: exact about numbers and about where the text is wrong. `survey` has limited the depth. */
class ExactParser {
  private readonly key: string;
  private readonly text: string;
  private at = 0;

  constructor(key: string, text: string) {
    this.key = key;
    this.text = text;
  }

  parse(): Json {
    const value = this.value();
    this.space();
    if (this.at < this.text.length) throw this.error('more text follows the value');
    return value;
  }

  private error(reason: string): SkepError {
    return malformed(this.key, Buffer.byteLength(this.text.slice(0, this.at)), reason);
  }

  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at++;
    }
  }

  private value(): Json {
    this.space();
    const char = this.text[this.at];
    if (char === '{') return this.object();
    if (char === '[') return this.array();
    if (char === '"') return this.string();
    if (this.take('true')) return true;
    if (this.take('false')) return false;
    if (this.take('null')) return null;
    return this.number();
  }

  private take(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  private object(): JsonObject {
    const object: JsonObject = {};
    this.at++;
    this.space();
    if (this.take('}')) return object;
    for (;;) {
      this.space();
      if (this.text[this.at] !== '"')
        throw this.error(this.at < this.text.length ? 'a key in quotes is expected' : 'it ends too early');
      const name = this.string();
      this.space();
      if (!this.take(':')) throw this.error("':' is expected");
      setOwn(object, name, this.value());
      this.space();
      if (this.take('}')) return object;
      if (!this.take(',')) throw this.error(this.at < this.text.length ? "',' or '}' is expected" : 'it ends too early');
    }
  }

  private array(): Json[] {
    const array: Json[] = [];
    this.at++;
    this.space();
    if (this.take(']')) return array;
    for (;;) {
      array.push(this.value());
      this.space();
      if (this.take(']')) return array;
      if (!this.take(',')) throw this.error(this.at < this.text.length ? "',' or ']' is expected" : 'it ends too early');
    }
  }

  private string(): string {
    const start = this.at++;
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (Number.isNaN(code)) throw this.error('a string does not end');
      if (code === QUOTE) break;
      if (code < 0x20) throw this.error('a control character stands in a string');
      this.at += code === BACKSLASH ? 2 : 1;
    }
    this.at++;
    try {
      return JSON.parse(this.text.slice(start, this.at)) as string;
    } catch {
      this.at = start;
      throw this.error('a string holds a wrong escape');
    }
  }

  private number(): number | RawNumber {
    const pattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    pattern.lastIndex = this.at;
    const text = pattern.exec(this.text)?.[0];
    if (text === undefined) throw this.error(this.at < this.text.length ? 'a value is expected' : 'it ends too early');
    this.at += text.length;
    const number = Number(text);
    return JSON.stringify(number) === text ? number : new RawNumber(text);
  }
}

/** `object[name] = value`, also for `__proto__`, which plain assignment would take for the prototype. */
export function setOwn(object: JsonObject, name: string, value: Json): void {
  if (name === '__proto__') Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
  else object[name] = value;
}
