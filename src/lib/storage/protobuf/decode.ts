import { isUtf8 } from 'node:buffer';
import { type Json, type JsonObject, RawNumber } from '../json.js';
import { parseJson, setOwn } from '../parse-json.js';
import { compactGo } from '../stringify-json.js';
import { formatDuration } from './duration-text.js';
import { hasEnvelope, readEnvelope } from './envelope.js';
import { ValueProblem } from './problem.js';
import { type Codec, type FieldSchema, type Label, messageIdOf, messageSchema } from './schema.js';
import { formatTime, ZERO_TIME_SECONDS } from './time-text.js';
import { type Spelling, stepText, type UnknownFields } from './unknown-fields.js';

export interface DecodedMessage {
  readonly object: JsonObject;
  readonly unknown: UnknownFields;
  /** Text that is no UTF-8 was read with U+FFFD in place of the stray bytes. */
  readonly invalidUtf8: boolean;
}

/** A field, ready for decoding. */
interface FieldPlan {
  readonly number: number;
  readonly json: string;
  readonly inline: boolean;
  readonly label: Label;
  readonly codec: Codec;
  readonly message: string;
  /** Left out of the JSON when it is zero. */
  readonly omitZero: boolean;
  /** Its bit among the fields that the JSON shows as null when they are nil; 0 for all others. */
  readonly shownBit: number;
  plan: MessagePlan | undefined;
}

export interface MessagePlan {
  /** By field number. */
  readonly fields: readonly (FieldPlan | undefined)[];
  readonly shown: readonly FieldPlan[];
  readonly allShown: number;
}

/** Compiled messages by id. A memo of what the schema says: filled as messages are met, never changed. */
export type DecoderPlans = Map<string, MessagePlan>;

/** The fields of older servers that the table no longer has, by message id. */
export type Overlay = Readonly<Record<string, readonly FieldSchema[]>>;

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

/** Kubernetes' own messages nest some twenty levels; a schema of a CRD more. */
const MAX_DEPTH = 200;
/** Bounds the memory that a value of two-byte messages could claim. */
const MAX_MESSAGES = 1_000_000;

/**
 * Decodes one message into the JSON that an apiserver of its apiVersion shows: zero omitempty scalars left out, nil lists, maps
 * and pointers shown as null where they are no omitempty, times in RFC 3339. A plain scalar or embedded message that is not on
 * the wire was written by a server that does not have it (all others write their zeros): it is not shown. Fields that no
 * release knows go to `unknown`.
 * @throws ValueProblem
 */
export function decodeMessage(id: string, bytes: Buffer, plans: DecoderPlans, overlay?: Overlay): DecodedMessage {
  return new Decoder(bytes, plans, overlay).run(id);
}

function compile(id: string, plans: DecoderPlans, overlay: Overlay | undefined): MessagePlan {
  const known = plans.get(id);
  if (known !== undefined) return known;
  const fields: (FieldPlan | undefined)[] = [];
  const shown: FieldPlan[] = [];
  let allShown = 0;
  for (const field of [...messageSchema(id).fields, ...(overlay?.[id] ?? [])]) {
    const isMessage = wireTypeOf(field.codec) === BYTES && field.codec !== 'string' && field.codec !== 'bytes';
    const mustShow = !field.omitEmpty && !field.inline && (field.pointer || field.label !== 'single');
    // Beyond 31 such fields the last bit is shared, which only costs a look at each of them.
    const bit = mustShow ? 1 << Math.min(shown.length, 30) : 0;
    const plan: FieldPlan = {
      number: field.number,
      json: field.json,
      inline: field.inline,
      label: field.label,
      codec: field.codec,
      message: field.message,
      omitZero: field.label === 'single' && !isMessage && field.omitEmpty && !field.pointer,
      shownBit: bit,
      plan: undefined,
    };
    fields[field.number] = plan;
    if (mustShow) {
      shown.push(plan);
      allShown |= bit;
    }
  }
  const plan: MessagePlan = { fields, shown, allShown: shown.length > 31 ? -1 : allShown };
  plans.set(id, plan);
  return plan;
}

function wireTypeOf(codec: Codec): number {
  switch (codec) {
    case 'bool':
    case 'int32':
    case 'int64':
      return VARINT;
    case 'double':
      return FIXED64;
    default:
      return BYTES;
  }
}

class Decoder {
  private readonly buffer: Buffer;
  private readonly plans: DecoderPlans;
  private readonly overlay: Overlay | undefined;
  private readonly wire = new Map<string, Uint8Array>();
  private readonly spelling = new Map<string, Spelling>();
  private invalidUtf8 = false;
  private at = 0;
  /** The upper and lower half of the varint just read. */
  private high = 0;
  private low = 0;
  /** Where we are, for errors and unknown fields: by depth. Only texts and numbers are stored while decoding. */
  private readonly steps: (string | number)[] = [];
  private depth = 0;
  private messages = 0;

  constructor(buffer: Buffer, plans: DecoderPlans, overlay: Overlay | undefined) {
    this.buffer = buffer;
    this.plans = plans;
    this.overlay = overlay;
  }

  run(id: string): DecodedMessage {
    const object: JsonObject = {};
    this.message(compile(id, this.plans, this.overlay), this.buffer.length, object);
    return { object, unknown: { wire: this.wire, spelling: this.spelling }, invalidUtf8: this.invalidUtf8 };
  }

  private path(): string {
    return this.steps
      .slice(0, this.depth)
      .map((step) => (typeof step === 'string' && step.startsWith('(') ? step : stepText(step)))
      .join('')
      .replace(/^\./, '');
  }

  private problem(reason: string): ValueProblem {
    return new ValueProblem('VALUE_MALFORMED', this.path(), `the protobuf is malformed at byte ${this.at}: ${reason}`);
  }

  private enter(step: string | number): void {
    if (this.depth >= MAX_DEPTH) throw this.problem(`it nests deeper than ${MAX_DEPTH} levels`);
    this.steps[this.depth++] = step;
  }

  private message(plan: MessagePlan, end: number, out: JsonObject): void {
    if (++this.messages > MAX_MESSAGES) throw this.problem(`it holds more than ${MAX_MESSAGES} messages`);
    let seen = 0;
    while (this.at < end) {
      const start = this.at;
      const tag = this.tag(end);
      const field = plan.fields[tag >>> 3];
      if (field === undefined) {
        this.unknown(start, tag, end);
        continue;
      }
      seen |= field.shownBit;
      this.field(field, tag & 7, end, out);
    }
    if (seen !== plan.allShown) this.showNulls(plan, out);
  }

  private showNulls(plan: MessagePlan, out: JsonObject): void {
    for (const field of plan.shown) if (out[field.json] === undefined) out[field.json] = null;
  }

  private planOf(field: FieldPlan): MessagePlan {
    field.plan ??= compile(field.message, this.plans, this.overlay);
    return field.plan;
  }

  private field(field: FieldPlan, wireType: number, end: number, out: JsonObject): void {
    if (field.inline) {
      this.expect(wireType, BYTES, field);
      const inner = this.block(end);
      this.enter(`(${field.number})`);
      this.message(this.planOf(field), inner, out);
      this.depth--;
      return;
    }
    if (field.label === 'map') {
      this.expect(wireType, BYTES, field);
      this.mapEntry(field, this.block(end), out);
      return;
    }
    if (field.label === 'list') {
      this.listItems(field, wireType, end, out);
      return;
    }
    const value = this.single(field, field.json, wireType, end);
    if (field.omitZero && (value === '' || value === 0 || value === false)) return;
    out[field.json] = value;
  }

  private listItems(field: FieldPlan, wireType: number, end: number, out: JsonObject): void {
    let list = out[field.json] as Json[] | undefined;
    if (list === undefined) {
      list = [];
      out[field.json] = list;
    }
    const own = wireTypeOf(field.codec);
    if (wireType === BYTES && own !== BYTES) {
      // Packed: no apiserver writes it, every reader must take it.
      const inner = this.block(end);
      while (this.at < inner) list.push(this.single(field, list.length, own, inner));
      return;
    }
    this.enter(field.json);
    list.push(this.single(field, list.length, wireType, end));
    this.depth--;
  }

  private mapEntry(field: FieldPlan, end: number, out: JsonObject): void {
    let map = out[field.json] as JsonObject | undefined;
    if (map === undefined) {
      map = {};
      out[field.json] = map;
    }
    let key = '';
    let value: Json | undefined;
    const strays: Uint8Array[] = [];
    this.enter(field.json);
    while (this.at < end) {
      const start = this.at;
      const tag = this.tag(end);
      if (tag === 0x0a) {
        key = this.text(this.block(end));
      } else if (tag >>> 3 === 2) {
        value = this.single(field, key, tag & 7, end);
      } else {
        this.skipField(tag, end);
        strays.push(this.buffer.subarray(start, this.at));
      }
    }
    setOwn(map, key, value ?? this.mapZero(field));
    // The entry itself is a message, too; its key may have come after what is unknown in it.
    for (const stray of strays) this.remember(`${this.path()}${stepText(key)}(entry)`, stray);
    this.depth--;
  }

  /** Go's zero value: what an entry without a value has. */
  private mapZero(field: FieldPlan): Json {
    switch (field.codec) {
      case 'message': {
        const object: JsonObject = {};
        this.message(this.planOf(field), this.at, object);
        return object;
      }
      case 'quantity':
        return '0';
      case 'string':
      case 'bytes':
        return '';
      default:
        return null;
    }
  }

  private expect(wireType: number, wanted: number, field: FieldPlan): void {
    if (wireType !== wanted) {
      throw this.problem(
        `field ${field.number} (${field.json === '' ? 'inline' : field.json}) has wire type ${wireType} instead of ${wanted}`,
      );
    }
  }

  /** One value of a field; `step` is its place below the current one. */
  private single(field: FieldPlan, step: string | number, wireType: number, end: number): Json {
    this.expect(wireType, wireTypeOf(field.codec), field);
    switch (field.codec) {
      case 'string':
        return this.text(this.block(end));
      case 'int32':
        this.varint(end);
        return this.low | 0;
      case 'int64':
        this.varint(end);
        return this.int64();
      case 'bool':
        this.varint(end);
        return (this.low | this.high) !== 0;
      case 'bytes': {
        const inner = this.block(end);
        const text = this.buffer.toString('base64', this.at, inner);
        this.at = inner;
        return text;
      }
      case 'double':
        return this.double(end);
      default: {
        const inner = this.block(end);
        this.enter(step);
        const value = this.structured(field, inner);
        this.depth--;
        return value;
      }
    }
  }

  private structured(field: FieldPlan, end: number): Json {
    switch (field.codec) {
      case 'message': {
        const object: JsonObject = {};
        this.message(this.planOf(field), end, object);
        return object;
      }
      case 'time':
      case 'micro-time':
        return this.time(end, field.codec);
      case 'quantity': {
        const text = this.parts(end, 1)[1] ?? '';
        if (typeof text !== 'string') throw this.problem('a quantity is no text');
        return text === '' ? '0' : text;
      }
      case 'int-or-string':
        return this.intOrString(end);
      case 'raw-json':
        return this.rawJson(end);
      case 'string-list':
        return this.stringList(end);
      case 'duration': {
        const value = this.parts(end, 1)[1] ?? 0;
        if (typeof value !== 'number' && !(value instanceof RawNumber)) throw this.problem('a duration is no number');
        return formatDuration(BigInt(value instanceof RawNumber ? value.text : value));
      }
      default:
        return this.schemaOr(field, end);
    }
  }

  /** The scalar fields of a small message by number up to `highest`, varints as int64 and blocks as text. */
  private parts(end: number, highest: number): (Json | undefined)[] {
    const found: (Json | undefined)[] = [];
    while (this.at < end) {
      const start = this.at;
      const tag = this.tag(end);
      const number = tag >>> 3;
      if (number > highest || ((tag & 7) !== VARINT && (tag & 7) !== BYTES)) {
        this.unknown(start, tag, end);
      } else if ((tag & 7) === BYTES) {
        found[number] = this.text(this.block(end));
      } else {
        this.varint(end);
        found[number] = this.int64();
      }
    }
    return found;
  }

  private time(end: number, codec: 'time' | 'micro-time'): Json {
    if (this.at === end) return null;
    const [, seconds = 0, nanos = 0] = this.parts(end, 2);
    if (typeof seconds !== 'number' || typeof nanos !== 'number' || nanos < 0 || nanos > 999_999_999) {
      throw this.problem('its time is out of range');
    }
    if (seconds === ZERO_TIME_SECONDS && nanos === 0) return null;
    // A server stores whole seconds in Time; what is finer is shown rather than lost.
    const text = formatTime(seconds, nanos, codec === 'time' ? (nanos === 0 ? 0 : 9) : nanos % 1000 === 0 ? 6 : 9);
    if (text === undefined) throw this.problem('its time is out of range');
    return text;
  }

  private intOrString(end: number): Json {
    const [, type = 0, number = 0, text = ''] = this.parts(end, 3);
    if (type === 1 && typeof text === 'string') return text;
    if (type === 0 && typeof number === 'number' && (number | 0) === number) return number;
    throw this.problem('it is neither an int32 nor a text');
  }

  private stringList(end: number): Json {
    const list: string[] = [];
    while (this.at < end) {
      const start = this.at;
      const tag = this.tag(end);
      if (tag === 0x0a) list.push(this.text(this.block(end)));
      else this.unknown(start, tag, end);
    }
    return list;
  }

  private rawJson(end: number): Json {
    let raw: Buffer | undefined;
    while (this.at < end) {
      const start = this.at;
      const tag = this.tag(end);
      if (tag === 0x0a) {
        const inner = this.block(end);
        raw = this.buffer.subarray(this.at, inner);
        this.at = inner;
      } else {
        this.unknown(start, tag, end);
      }
    }
    if (raw === undefined || raw.length === 0) return null;
    const value = this.embedded(raw);
    if (value !== null) {
      const content = compactGo(value);
      if (!raw.equals(Buffer.from(content))) this.spelling.set(this.path(), { bytes: Uint8Array.from(raw), content });
    }
    return value;
  }

  /** What stands in a RawExtension: JSON, or a whole object in an envelope of its own. */
  private embedded(raw: Buffer): Json {
    if (!hasEnvelope(raw)) {
      const { value, invalidUtf8 } = parseJson(this.path(), raw);
      this.invalidUtf8 ||= invalidUtf8;
      return value;
    }
    const envelope = readEnvelope(raw);
    const id = messageIdOf(envelope.apiVersion, envelope.kind);
    if (id === undefined) throw this.problem(`its embedded ${envelope.apiVersion} ${envelope.kind} is no kind that Skep knows`);
    const inner = decodeMessage(id, envelope.raw, this.plans, this.overlay);
    this.invalidUtf8 ||= inner.invalidUtf8;
    return { kind: envelope.kind, apiVersion: envelope.apiVersion, ...inner.object };
  }

  /** JSONSchemaPropsOr...: a schema, or what stands in its place. */
  private schemaOr(field: FieldPlan, end: number): Json {
    const id = field.message.replace(/JSONSchemaPropsOr\w+$/, 'JSONSchemaProps');
    const list: Json[] = [];
    let schema: JsonObject | undefined;
    let allows = false;
    while (this.at < end) {
      const start = this.at;
      const tag = this.tag(end);
      const number = tag >>> 3;
      const isSchema = number === (field.codec === 'schema-or-bool' ? 2 : 1);
      if ((tag & 7) === VARINT && field.codec === 'schema-or-bool' && number === 1) {
        this.varint(end);
        allows = this.low !== 0;
      } else if ((tag & 7) !== BYTES || number > 2 || number === 0) {
        this.unknown(start, tag, end);
      } else if (isSchema || field.codec === 'schema-or-array') {
        const inner = this.block(end);
        const object: JsonObject = {};
        if (!isSchema) this.enter(list.length);
        this.message(compile(id, this.plans, this.overlay), inner, object);
        if (!isSchema) this.depth--;
        if (isSchema) schema = object;
        else list.push(object);
      } else {
        list.push(this.text(this.block(end)));
      }
    }
    if (field.codec === 'schema-or-bool') return schema ?? allows;
    return list.length > 0 ? list : (schema ?? null);
  }

  private unknown(start: number, tag: number, end: number): void {
    this.skipField(tag, end);
    this.remember(this.path(), this.buffer.subarray(start, this.at));
  }

  private remember(path: string, bytes: Uint8Array): void {
    const before = this.wire.get(path);
    this.wire.set(path, before === undefined ? Uint8Array.from(bytes) : new Uint8Array(Buffer.concat([before, bytes])));
  }

  private skipField(tag: number, end: number): void {
    switch (tag & 7) {
      case VARINT:
        this.varint(end);
        break;
      case FIXED64:
        this.skip(8, end);
        break;
      case FIXED32:
        this.skip(4, end);
        break;
      case BYTES:
        this.at = this.block(end);
        break;
      default:
        throw this.problem(`wire type ${tag & 7} is none that Kubernetes uses`);
    }
  }

  private skip(length: number, end: number): void {
    if (this.at + length > end) throw this.problem('it is cut short');
    this.at += length;
  }

  private tag(end: number): number {
    this.varint(end);
    if (this.high !== 0 || this.low >>> 3 === 0) throw this.problem('a field has no valid number');
    return this.low >>> 0;
  }

  /** Reads a length; returns where its block ends. */
  private block(end: number): number {
    this.varint(end);
    const stop = this.at + this.low;
    if (this.high !== 0 || this.low < 0 || stop > end) throw this.problem('it is cut short');
    return stop;
  }

  private varint(end: number): void {
    const buffer = this.buffer;
    let at = this.at;
    if (at < end) {
      const byte = buffer[at] as number;
      if (byte < 0x80) {
        this.low = byte;
        this.high = 0;
        this.at = at + 1;
        return;
      }
    }
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (at >= end) throw this.problem('it is cut short');
      const byte = buffer[at++] as number;
      if (shift < 28) low |= (byte & 0x7f) << shift;
      else if (shift === 28) {
        low |= (byte & 0x0f) << 28;
        high |= (byte & 0x70) >>> 4;
      } else high |= (byte & 0x7f) << (shift - 32);
      if (byte < 0x80) {
        this.low = low;
        this.high = high;
        this.at = at;
        return;
      }
    }
    throw this.problem('a number has more than ten bytes');
  }

  private int64(): number | RawNumber {
    if (this.high === 0) return this.low >>> 0;
    const value = this.high * 0x1_0000_0000 + (this.low >>> 0);
    if (Number.isSafeInteger(value)) return value;
    const text = String((BigInt(this.high) << 32n) | BigInt(this.low >>> 0));
    return String(Number(text)) === text ? Number(text) : new RawNumber(text);
  }

  private double(end: number): number {
    if (this.at + 8 > end) throw this.problem('it is cut short');
    const value = this.buffer.readDoubleLE(this.at);
    this.at += 8;
    if (!Number.isFinite(value)) throw this.problem('a number is infinite or none');
    return value;
  }

  private text(end: number): string {
    const start = this.at;
    this.at = end;
    if (end === start) return '';
    const text = this.buffer.toString('utf8', start, end);
    if (text.includes('\ufffd')) this.invalidUtf8 ||= !isUtf8(this.buffer.subarray(start, end));
    return text;
  }
}
