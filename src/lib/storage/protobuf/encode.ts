import { type Json, type JsonObject, RawNumber } from '../json.js';
import { compactGo } from '../stringify-json.js';
import { parseDuration } from './duration-text.js';
import { ENVELOPE_TAIL } from './envelope.js';
import { ValueProblem } from './problem.js';
import { isQuantity } from './quantity-text.js';
import { type Codec, isKnown, isPossible, type Label, messageAt, messageSchema } from './schema.js';
import { parseTime, ZERO_TIME_SECONDS } from './time-text.js';
import { isEmpty, stepText, type UnknownFields } from './unknown-fields.js';
import { tagBytes, Writer } from './writer.js';

interface FieldPlan {
  readonly number: number;
  readonly json: string;
  readonly inline: boolean;
  readonly label: Label;
  readonly codec: Codec;
  readonly message: string;
  readonly tag: Uint8Array;
  /** Where its value waits while the keys of the object are sorted into fields. */
  readonly slot: number;
  /** Is its zero written? It is for what is no pointer, list, map or bytes, and known to the release. */
  readonly writesZero: boolean;
  /** The bytes of the zero, with the tag. Made at first need: messages may hold each other. */
  zero: Uint8Array | undefined;
  plan: MessagePlan | undefined;
}

interface MessagePlan {
  readonly id: string;
  /** Ascending by number. */
  readonly fields: readonly FieldPlan[];
  /** By JSON name, those of inline messages included. */
  readonly byName: ReadonlyMap<string, FieldPlan>;
  /** By lower-case JSON name: servers up to 1.11 matched keys in any case. */
  readonly byFoldedName: ReadonlyMap<string, FieldPlan>;
  readonly slots: number;
}

/** Compiled messages of one release by id. A memo of what the schema says: filled as messages are met, never changed. */
export type EncoderPlans = Map<string, MessagePlan>;

export interface EncodeOptions {
  /** The minor release that will read it. */
  readonly minor: number;
  readonly plans: EncoderPlans;
}

export interface EncodeExtras {
  readonly unknown?: UnknownFields;
  /** Told every value that the release has no field for, lost wire bytes (as undefined) included; without it they are errors. */
  readonly dropUnknown?: (path: string, value: Json | undefined) => void;
  /** Keys that are no fields of the message (apiVersion and kind of a whole object). */
  readonly skip?: readonly string[];
  /** The head of the envelope to put around it. */
  readonly envelope?: Uint8Array;
}

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;

const MAX_DEPTH = 200;
const FIRST_SIZE = 64 * 1024;
/** Larger buffers are not kept for the next value. */
const KEPT_SIZE = 4 * 1024 * 1024;

function compile(id: string, options: EncodeOptions): MessagePlan {
  const known = options.plans.get(id);
  if (known !== undefined) return known;
  const byName = new Map<string, FieldPlan>();
  const { fields, slots } = compileFields(id, options, 0, byName);
  const byFoldedName = new Map([...byName].map(([name, field]) => [name.toLowerCase(), field]));
  const plan: MessagePlan = { id, fields, byName, byFoldedName, slots };
  options.plans.set(id, plan);
  return plan;
}

/** An inline message takes slots of the message around it: its JSON fields stand in the same object. */
function compileFields(
  id: string,
  options: EncodeOptions,
  firstSlot: number,
  byName: Map<string, FieldPlan>,
): { fields: FieldPlan[]; slots: number } {
  const fields: FieldPlan[] = [];
  let slots = firstSlot;
  for (const field of messageSchema(id).fields) {
    if (!isPossible(field, options.minor)) continue;
    const zeroless = field.pointer || field.label !== 'single' || field.codec === 'bytes';
    const plan: FieldPlan = {
      number: field.number,
      json: field.json,
      inline: field.inline,
      label: field.label,
      codec: field.codec,
      message: messageAt(id, field, options.minor),
      tag: tagBytes(field.number, field.label === 'single' || field.label === 'list' ? wireTypeOf(field.codec) : BYTES),
      slot: slots,
      writesZero: !zeroless && isKnown(field, options.minor),
      zero: undefined,
      plan: undefined,
    };
    fields.push(plan);
    if (field.inline) {
      const inner = compileFields(field.message, options, slots, byName);
      plan.plan = { id: field.message, fields: inner.fields, byName, byFoldedName: byName, slots: 0 };
      slots = inner.slots;
    } else {
      slots++;
      byName.set(field.json, plan);
    }
  }
  return { fields, slots };
}

function wireTypeOf(codec: Codec): number {
  if (codec === 'bool' || codec === 'int32' || codec === 'int64') return VARINT;
  return codec === 'double' ? FIXED64 : BYTES;
}

/**
 * Encodes messages as gogo's generated code of a release does: fields in ascending order, every non-pointer scalar and embedded
 * message that the release knows, map entries by the bytes of their keys, unknown bytes at the end of their message. One encoder
 * serves many values, one after the other.
 */
export class Encoder {
  private readonly options: EncodeOptions;
  private writer = new Writer(FIRST_SIZE);
  private readonly values: (Json | undefined)[] = [];
  private top = 0;
  private readonly steps: (string | number)[] = [];
  private depth = 0;
  private unknown: UnknownFields | undefined;
  private readonly used = new Set<string>();
  private dropUnknown: EncodeExtras['dropUnknown'];

  constructor(options: EncodeOptions) {
    this.options = options;
  }

  /**
   * The bytes of one message, or with `envelope` (envelope.ts) those of a whole stored value.
   * @throws ValueProblem VALUE_FIELD_INVALID or VALUE_FIELD_UNKNOWN
   */
  encode(id: string, object: JsonObject, extras: EncodeExtras = {}): Buffer {
    this.unknown = extras.unknown === undefined || isEmpty(extras.unknown) ? undefined : extras.unknown;
    this.dropUnknown = extras.dropUnknown;
    this.used.clear();
    this.top = 0;
    this.depth = 0;
    this.writer.reset();
    if (extras.envelope !== undefined) this.writer.bytes(ENVELOPE_TAIL);
    const end = this.writer.length;
    this.message(compile(id, this.options), object, extras.skip);
    if (extras.envelope !== undefined) this.writer.close(end, extras.envelope);
    if (this.unknown !== undefined) this.refuseLostBytes(this.unknown);
    const bytes = this.writer.finish();
    if (this.writer.buffer.length > KEPT_SIZE) this.writer = new Writer(FIRST_SIZE);
    return bytes;
  }

  private refuseLostBytes(unknown: UnknownFields): void {
    for (const path of unknown.wire.keys()) {
      if (this.used.has(path)) continue;
      if (this.dropUnknown === undefined) {
        throw new ValueProblem(
          'VALUE_FIELD_UNKNOWN',
          path,
          'protobuf fields that Skep does not know stood here, and the place is gone',
        );
      }
      this.dropUnknown(path, undefined);
    }
  }

  private path(last?: string | number): string {
    const steps = this.steps.slice(0, this.depth);
    if (last !== undefined) steps.push(last);
    return steps
      .map((step) => (typeof step === 'string' && step.startsWith('(') ? step : stepText(step)))
      .join('')
      .replace(/^\./, '');
  }

  private invalid(reason: string): ValueProblem {
    return new ValueProblem('VALUE_FIELD_INVALID', this.path(), reason);
  }

  private enter(step: string | number): void {
    if (this.depth >= MAX_DEPTH) throw this.invalid(`it nests deeper than ${MAX_DEPTH} levels`);
    this.steps[this.depth++] = step;
  }

  private message(plan: MessagePlan, object: JsonObject, skip?: readonly string[]): void {
    const base = this.top;
    const values = this.values;
    this.top = base + plan.slots;
    while (values.length < this.top) values.push(undefined);
    for (let slot = base; slot < this.top; slot++) values[slot] = undefined;
    for (const key in object) {
      const value = object[key];
      if (value === undefined) continue;
      const field = plan.byName.get(key);
      if (field !== undefined) values[base + field.slot] = value;
      else if (skip?.includes(key) !== true) this.foreignKey(plan, object, key, value, base);
    }
    this.fields(plan, base);
    this.top = base;
  }

  private foreignKey(plan: MessagePlan, object: JsonObject, key: string, value: Json, base: number): void {
    const folded = plan.byFoldedName.get(key.toLowerCase());
    if (folded !== undefined && object[folded.json] === undefined) {
      this.values[base + folded.slot] = value;
      return;
    }
    if (value === null) return;
    const path = this.path(key);
    if (this.dropUnknown === undefined) {
      throw new ValueProblem('VALUE_FIELD_UNKNOWN', path, `release 1.${this.options.minor} has no such field`);
    }
    this.dropUnknown(path, value);
  }

  private fields(plan: MessagePlan, base: number): void {
    const writer = this.writer;
    if (this.unknown !== undefined) this.strays(this.path());
    for (let index = plan.fields.length - 1; index >= 0; index--) {
      const field = plan.fields[index] as FieldPlan;
      if (field.inline) {
        const end = writer.length;
        this.enter(`(${field.number})`);
        this.fields(field.plan as MessagePlan, base);
        this.depth--;
        writer.close(end, field.tag);
        continue;
      }
      const value = this.values[base + field.slot];
      if (value === undefined || value === null) {
        if (field.writesZero) writer.bytes(field.zero ?? this.zeroOf(field));
      } else if (field.label === 'single') {
        this.single(field, field.json, value);
        writer.bytes(field.tag);
      } else if (field.label === 'list') {
        this.list(field, value);
      } else {
        this.map(field, value);
      }
    }
  }

  private strays(path: string): void {
    const bytes = this.unknown?.wire.get(path);
    if (bytes === undefined) return;
    this.used.add(path);
    this.writer.bytes(bytes);
  }

  private planOf(field: FieldPlan): MessagePlan {
    field.plan ??= compile(field.message, this.options);
    return field.plan;
  }

  private zeroOf(field: FieldPlan): Uint8Array {
    const other = new Encoder(this.options);
    other.single(field, field.json, zeroJson(field.codec));
    other.writer.bytes(field.tag);
    field.zero = Uint8Array.from(other.writer.finish());
    return field.zero;
  }

  private list(field: FieldPlan, value: Json): void {
    this.enter(field.json);
    if (!Array.isArray(value)) throw this.invalid(`a list is expected, not ${nameOf(value)}`);
    const items = value as readonly Json[];
    for (let index = items.length - 1; index >= 0; index--) {
      this.single(field, index, items[index] ?? zeroJson(field.codec));
      this.writer.bytes(field.tag);
    }
    this.depth--;
  }

  private map(field: FieldPlan, value: Json): void {
    const writer = this.writer;
    this.enter(field.json);
    if (!isObject(value)) throw this.invalid(`a map is expected, not ${nameOf(value)}`);
    const keys = sortedKeys(value);
    for (let index = keys.length - 1; index >= 0; index--) {
      const key = keys[index] as string;
      const item = value[key];
      if (item === undefined) continue;
      const end = writer.length;
      if (this.unknown !== undefined) this.strays(`${this.path()}${stepText(key)}(entry)`);
      if (item !== null || field.codec !== 'bytes') {
        this.single(field, key, item ?? zeroJson(field.codec));
        writer.byte(MAP_VALUE | wireTypeOf(field.codec));
      }
      const keyEnd = writer.length;
      writer.text(key);
      writer.varint(writer.length - keyEnd);
      writer.byte(MAP_KEY);
      writer.close(end, field.tag);
    }
    this.depth--;
  }

  /** One value with its length, without its tag. `step` is its place below the current one. */
  private single(field: FieldPlan, step: string | number, value: Json): void {
    const writer = this.writer;
    switch (field.codec) {
      case 'string': {
        if (typeof value !== 'string') throw this.mismatch(step, 'a text', value);
        const end = writer.length;
        writer.text(value);
        writer.varint(writer.length - end);
        return;
      }
      case 'int32':
        if (typeof value === 'number' && value >= 0 && (value | 0) === value) writer.varint(value);
        else writer.int64(this.integer(step, value, 32));
        return;
      case 'int64':
        if (typeof value === 'number' && value >= 0 && Number.isSafeInteger(value)) writer.varint(value);
        else writer.int64(this.integer(step, value, 64));
        return;
      case 'bool':
        if (typeof value !== 'boolean') throw this.mismatch(step, 'true or false', value);
        writer.byte(value ? 1 : 0);
        return;
      case 'double': {
        const number = value instanceof RawNumber ? Number(value.text) : value;
        if (typeof number !== 'number' || !Number.isFinite(number)) throw this.mismatch(step, 'a number', value);
        writer.double(number);
        return;
      }
      case 'bytes': {
        const end = writer.length;
        writer.bytes(this.base64(step, value));
        writer.varint(writer.length - end);
        return;
      }
      default: {
        const end = writer.length;
        this.enter(step);
        this.structured(field, value);
        this.depth--;
        writer.varint(writer.length - end);
      }
    }
  }

  private mismatch(step: string | number, wanted: string, value: Json): ValueProblem {
    return new ValueProblem('VALUE_FIELD_INVALID', this.path(step), `${wanted} is expected, not ${nameOf(value)}`);
  }

  private integer(step: string | number, value: Json, bits: 32 | 64): bigint {
    const text = value instanceof RawNumber ? value.text : typeof value === 'number' ? String(value) : undefined;
    if (text === undefined) throw this.mismatch(step, 'a whole number', value);
    const whole = /^-?\d+$/.test(text) ? BigInt(text) : Number.isSafeInteger(Number(text)) ? BigInt(Number(text)) : undefined;
    if (whole === undefined) throw this.mismatch(step, 'a whole number', value);
    if (BigInt.asIntN(bits, whole) !== whole) {
      throw new ValueProblem('VALUE_FIELD_INVALID', this.path(step), `${text} does not fit into int${bits}`);
    }
    return whole;
  }

  private base64(step: string | number, value: Json): Buffer {
    if (typeof value !== 'string') throw this.mismatch(step, 'base64 text', value);
    // Go's decoder skips line ends, and nothing else.
    const text = value.includes('\n') || value.includes('\r') ? value.replace(/[\r\n]/g, '') : value;
    const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
    const bytes = Buffer.from(text, 'base64');
    if (text.length % 4 !== 0 || bytes.length !== (text.length / 4) * 3 - padding || /[-_]/.test(text)) {
      throw new ValueProblem('VALUE_FIELD_INVALID', this.path(step), 'its base64 is malformed');
    }
    return bytes;
  }

  private structured(field: FieldPlan, value: Json): void {
    switch (field.codec) {
      case 'message':
        if (!isObject(value)) throw this.invalid(`an object is expected, not ${nameOf(value)}`);
        this.message(this.planOf(field), value);
        return;
      case 'time':
      case 'micro-time':
        this.ownStrays();
        this.time(value, field.codec);
        return;
      case 'quantity':
        this.ownStrays();
        this.quantity(value);
        return;
      case 'int-or-string':
        this.ownStrays();
        this.intOrString(value);
        return;
      case 'raw-json':
        this.ownStrays();
        this.rawJson(value);
        return;
      case 'string-list':
        this.ownStrays();
        this.stringList(value);
        return;
      case 'duration':
        this.ownStrays();
        this.duration(value);
        return;
      default:
        this.ownStrays();
        this.schemaOr(field, value);
    }
  }

  private ownStrays(): void {
    if (this.unknown !== undefined) this.strays(this.path());
  }

  private time(value: Json, codec: 'time' | 'micro-time'): void {
    if (value === null) return;
    const moment = typeof value === 'string' ? parseTime(value) : undefined;
    if (moment === undefined) throw this.invalid('an RFC 3339 time is expected');
    if (moment.seconds === ZERO_TIME_SECONDS && moment.nanos === 0) return;
    this.varintPart(codec === 'micro-time' || moment.nanos !== 0 ? moment.nanos : 0, 0x10);
    this.varintPart(moment.seconds, 0x08);
  }

  private varintPart(value: number, tag: number): void {
    if (value < 0) this.writer.int64(BigInt(value));
    else this.writer.varint(value);
    this.writer.byte(tag);
  }

  private textPart(text: string, tag: number): void {
    const end = this.writer.length;
    this.writer.text(text);
    this.writer.varint(this.writer.length - end);
    this.writer.byte(tag);
  }

  private quantity(value: Json): void {
    const text =
      typeof value === 'string'
        ? value.trim()
        : value instanceof RawNumber
          ? value.text
          : typeof value === 'number'
            ? String(value)
            : undefined;
    if (text === undefined || !isQuantity(text)) throw this.invalid('a quantity ("500m", "1Gi") is expected');
    this.textPart(text, 0x0a);
  }

  private intOrString(value: Json): void {
    if (typeof value === 'string') {
      this.textPart(value, 0x1a);
      this.varintPart(0, 0x10);
      this.varintPart(1, 0x08);
      return;
    }
    if (typeof value !== 'number' || (value | 0) !== value) throw this.invalid('an int32 or a text is expected');
    this.textPart('', 0x1a);
    this.varintPart(value, 0x10);
    this.varintPart(0, 0x08);
  }

  private rawJson(value: Json): void {
    if (value === null) return;
    const content = compactGo(value);
    const spelling = this.unknown?.spelling.get(this.path());
    const end = this.writer.length;
    if (spelling?.content === content) this.writer.bytes(spelling.bytes);
    else this.writer.text(content);
    this.writer.varint(this.writer.length - end);
    this.writer.byte(0x0a);
  }

  private stringList(value: Json): void {
    if (value === null) return;
    if (!Array.isArray(value)) throw this.invalid(`a list is expected, not ${nameOf(value)}`);
    const items = value as readonly Json[];
    for (let index = items.length - 1; index >= 0; index--) {
      const item = items[index] ?? '';
      if (typeof item !== 'string') throw this.mismatch(index, 'a text', item);
      this.textPart(item, 0x0a);
    }
  }

  private duration(value: Json): void {
    const nanoseconds = typeof value === 'string' ? parseDuration(value) : undefined;
    if (nanoseconds === undefined) throw this.invalid('a duration ("1m30s") is expected');
    this.writer.int64(nanoseconds);
    this.writer.byte(0x08);
  }

  private schemaOr(field: FieldPlan, value: Json): void {
    const plan = compile(field.message.replace(/JSONSchemaPropsOr\w+$/, 'JSONSchemaProps'), this.options);
    const schema = (item: Json, tag: number): void => {
      if (!isObject(item)) throw this.invalid(`a schema is expected, not ${nameOf(item)}`);
      const end = this.writer.length;
      this.message(plan, item);
      this.writer.varint(this.writer.length - end);
      this.writer.byte(tag);
    };
    if (field.codec === 'schema-or-bool') {
      if (typeof value !== 'boolean') schema(value, 0x12);
      this.varintPart(value === false ? 0 : 1, 0x08);
    } else if (!Array.isArray(value)) {
      if (value !== null) schema(value, 0x0a);
    } else if (field.codec === 'schema-or-strings') {
      for (const item of (value as readonly Json[]).toReversed()) {
        if (typeof item !== 'string') throw this.invalid(`a list of texts is expected, not of ${nameOf(item)}`);
        this.textPart(item, 0x12);
      }
    } else {
      const items = value as readonly Json[];
      for (let index = items.length - 1; index >= 0; index--) {
        this.enter(index);
        schema(items[index] ?? {}, 0x12);
        this.depth--;
      }
    }
  }
}

const MAP_KEY = 0x0a;
const MAP_VALUE = 0x10;

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof RawNumber);
}

function nameOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof RawNumber) return `the number ${value.text}`;
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'number' ? `the number ${String(value)}` : String(value);
}

function zeroJson(codec: Codec): Json {
  switch (codec) {
    case 'string':
    case 'bytes':
      return '';
    case 'bool':
      return false;
    case 'int32':
    case 'int64':
    case 'double':
    case 'int-or-string':
      return 0;
    case 'quantity':
      return '0';
    case 'duration':
      return '0s';
    case 'message':
      return {};
    default:
      return null;
  }
}

/** By the bytes of their UTF-8: where all are ASCII that is the order of their code units. */
function sortedKeys(map: JsonObject): string[] {
  const keys = Object.keys(map);
  if (keys.length < 2) return keys;
  keys.sort();
  if (keys.some((key) => /[\ud800-\udfff]/.test(key))) keys.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return keys;
}
