import { isSkepError, SkepError } from '../errors.js';
import { minorOf, type Release } from '../kinds/release.js';
import { decrypt, encrypt, type Keyring } from './encryption/keyring.js';
import { isEncrypted, type Provider, readPrefix } from './encryption/prefix.js';
import type { Json, JsonObject, KubeObject } from './json.js';
import { type Media, mediaOf } from './media.js';
import { MAX_VALUE_BYTES, parseJson } from './parse-json.js';
import { type DecoderPlans, decodeMessage } from './protobuf/decode.js';
import { Encoder } from './protobuf/encode.js';
import { type Envelope, envelopeHead, readEnvelope } from './protobuf/envelope.js';
import { FIRST_PROTOBUF, refusedBeforeStable } from './protobuf/first-protobuf.js';
import { ValueProblem } from './protobuf/problem.js';
import { groupOf, isBuiltInGroup, isPossible, messageIdOf, messageSchema } from './protobuf/schema.js';
import { isEmpty, type UnknownFields } from './protobuf/unknown-fields.js';
import { stringifyGo } from './stringify-json.js';

export type { Media } from './media.js';
export type { UnknownFields } from './protobuf/unknown-fields.js';

/** What a store holds under one key, read. */
export interface StoredValue {
  readonly media: Media;
  readonly encryption?: { readonly provider: Provider; readonly keyName: string };
  /** Absent for text and binary, for KMS values (their media is 'binary'), and for JSON that is no Kubernetes object. */
  readonly object?: KubeObject;
  /** Wire bytes that Skep does not know; absent when there are none. */
  readonly unknown?: UnknownFields;
  /** Bytes that are no UTF-8 were read as U+FFFD, as Go does: writing the object anew loses them. */
  readonly invalidUtf8?: true;
}

/**
 * Reads one stored value: decrypts it, recognises its form, decodes it.
 * @param key the whole etcd key, root included (aesgcm is bound to it, and messages name it)
 * @throws SkepError VALUE_MALFORMED, VALUE_KIND_UNKNOWN, VALUE_KEY_MISSING, VALUE_DECRYPT_FAILED
 */
export function readValue(key: string, bytes: Uint8Array, keyring?: Keyring): StoredValue {
  if (!isEncrypted(bytes)) return readPlain(key, bytes);
  const encrypted = readPrefix(key, bytes);
  const encryption = { provider: encrypted.provider, keyName: encrypted.keyName };
  if (encrypted.provider.startsWith('kms')) return { media: 'binary', encryption };
  return { ...readPlain(key, decrypt(key, encrypted, keyring)), encryption };
}

function readPlain(key: string, bytes: Uint8Array): StoredValue {
  const media = mediaOf(bytes);
  if (media === 'json') return readJson(key, bytes);
  if (media === 'text' || media === 'binary') return { media };
  if (bytes.length > MAX_VALUE_BYTES) throw malformed(key, `it is ${bytes.length} bytes long`);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return naming(key, () =>
    media === 'protobuf' ? readProtobuf('protobuf', buffer) : readProtobuf('base64-protobuf', unwrapBase64(buffer)),
  );
}

function readJson(key: string, bytes: Uint8Array): StoredValue {
  const { value, invalidUtf8 } = parseJson(key, bytes);
  const flag = invalidUtf8 ? { invalidUtf8: true as const } : {};
  return isKubeObject(value) ? { media: 'json', object: value, ...flag } : { media: 'json', ...flag };
}

function isKubeObject(value: Json): value is KubeObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const object = value as JsonObject;
  return (
    typeof object.apiVersion === 'string' && typeof object.kind === 'string' && object.apiVersion !== '' && object.kind !== ''
  );
}

function unwrapBase64(buffer: Buffer): Buffer {
  const text = buffer.toString('latin1').trimEnd();
  const decoded = Buffer.from(text, 'base64');
  if (decoded.toString('base64').replace(/=+$/, '') !== text.replace(/=+$/, '')) {
    throw new ValueProblem('VALUE_MALFORMED', '', 'it begins as the base64 of protobuf and is no base64');
  }
  return decoded;
}

// Memos of the schema, compiled at first need: the same in every process, so no state that could differ.
const DECODERS: DecoderPlans = new Map();
const FIRST_DECODERS: DecoderPlans = new Map();
const WRITERS = new Map<number, ReleaseWriter>();

interface ReleaseWriter {
  readonly encoder: Encoder;
  /** By apiVersion and kind: the message and what stands before it. */
  readonly kinds: Map<string, { readonly id: string; readonly head: Uint8Array }>;
}

function readProtobuf(media: 'protobuf' | 'base64-protobuf', buffer: Buffer): StoredValue {
  const envelope = readEnvelope(buffer);
  const id = messageOf(envelope, media);
  const { object, unknown, invalidUtf8 } =
    media === 'protobuf'
      ? decodeMessage(id, envelope.raw, DECODERS)
      : decodeMessage(id, envelope.raw, FIRST_DECODERS, FIRST_PROTOBUF);
  return {
    media,
    object: { kind: envelope.kind, apiVersion: envelope.apiVersion, ...object },
    ...(isEmpty(unknown) ? {} : { unknown }),
    ...(invalidUtf8 ? { invalidUtf8: true as const } : {}),
  };
}

function messageOf({ apiVersion, kind }: Envelope, media: Media): string {
  const id = messageIdOf(apiVersion, kind);
  if (id === undefined || (media === 'base64-protobuf' && refusedBeforeStable(id))) {
    const when = media === 'base64-protobuf' ? ' as servers before 1.6 wrote it' : '';
    throw new ValueProblem('VALUE_KIND_UNKNOWN', '', `the protobuf form of ${apiVersion} ${kind}${when} is not known`);
  }
  return id;
}

export interface WriteValueOptions {
  /** Whose server will read it. Releases before 1.9 get the protobuf of 1.9. */
  readonly release: Release;
  readonly encoding: 'protobuf' | 'json';
  /** What `readValue` gave for the object. */
  readonly unknown?: UnknownFields;
  /**
   * Protobuf holds nothing that the release has no field for. Each such value is given here, with its path, and left out; without
   * this it is an error. (undefined: unknown wire bytes whose place in the object is gone.) JSON carries everything.
   */
  readonly dropUnknownJson?: (path: string, value: Json | undefined) => void;
}

/**
 * Writes one object as an apiserver of the release stores it: protobuf, or compact JSON and a line feed. Always JSON: custom
 * resources, CRDs and APIServices. metadata.resourceVersion and metadata.selfLink are left out (they come from the store).
 * @throws SkepError VALUE_FIELD_INVALID, VALUE_FIELD_UNKNOWN or VALUE_KIND_UNKNOWN naming the object and the path
 */
export function writeValue(object: KubeObject, options: WriteValueOptions): Uint8Array {
  const stripped = withoutStoreFields(object);
  if (options.encoding === 'json' || isAlwaysJson(object.apiVersion)) return Buffer.from(stringifyGo(stripped));
  return naming(nameOf(object), () => writeProtobuf(stripped, options));
}

/** Objects of these groups have codecs of their own in every server, and custom resources have no protobuf form. */
function isAlwaysJson(apiVersion: string): boolean {
  const group = groupOf(apiVersion);
  return group === 'apiextensions.k8s.io' || group === 'apiregistration.k8s.io' || !isBuiltInGroup(group);
}

function withoutStoreFields(object: KubeObject): KubeObject {
  const metadata = object.metadata;
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) return object;
  const fields = metadata as JsonObject;
  if (fields.resourceVersion === undefined && fields.selfLink === undefined) return object;
  // Not by `delete`, which would make a slow object of it.
  const rest: JsonObject = {};
  for (const [key, value] of Object.entries(fields)) if (key !== 'resourceVersion' && key !== 'selfLink') rest[key] = value;
  return { ...object, metadata: rest };
}

const TYPE_KEYS = ['apiVersion', 'kind'];

function writeProtobuf(object: KubeObject, options: WriteValueOptions): Uint8Array {
  const { encoder, kinds } = writerOf(options.release);
  const name = `${object.apiVersion} ${object.kind}`;
  let kind = kinds.get(name);
  if (kind === undefined) {
    kind = { id: storedMessage(object, options.release), head: envelopeHead(object.apiVersion, object.kind) };
    kinds.set(name, kind);
  }
  return encoder.encode(kind.id, object, {
    ...(options.unknown === undefined ? {} : { unknown: options.unknown }),
    ...(options.dropUnknownJson === undefined ? {} : { dropUnknown: options.dropUnknownJson }),
    skip: TYPE_KEYS,
    envelope: kind.head,
  });
}

function storedMessage({ apiVersion, kind }: KubeObject, release: Release): string {
  const id = messageIdOf(apiVersion, kind);
  if (id === undefined)
    throw new ValueProblem('VALUE_KIND_UNKNOWN', '', `the protobuf form of ${apiVersion} ${kind} is not known`);
  const [first] = messageSchema(id).fields;
  if (first === undefined || !isPossible(first, minorOf(release))) {
    throw new ValueProblem('VALUE_KIND_UNKNOWN', '', `release ${release} does not know ${apiVersion} ${kind}`);
  }
  return id;
}

function writerOf(release: Release): ReleaseWriter {
  const minor = minorOf(release);
  let writer = WRITERS.get(minor);
  if (writer === undefined) {
    writer = { encoder: new Encoder({ minor, plans: new Map() }), kinds: new Map() };
    WRITERS.set(minor, writer);
  }
  return writer;
}

/**
 * Encrypts a written value with the first provider that the configuration has for the key's resource.
 * @param key the whole etcd key that it will be stored under
 * @throws SkepError VALUE_KEY_MISSING when that is a KMS plugin
 */
export function encryptValue(key: string, plain: Uint8Array, keyring: Keyring): Uint8Array {
  return encrypt(key, plain, keyring);
}

function nameOf({ apiVersion, kind, metadata }: KubeObject): string {
  const { namespace, name } = (typeof metadata === 'object' && metadata !== null ? metadata : {}) as JsonObject;
  const prefix = typeof namespace === 'string' && namespace !== '' ? `${namespace}/` : '';
  return `${apiVersion} ${kind} ${prefix}${typeof name === 'string' ? name : ''}`.trimEnd();
}

/** Turns a problem of the codecs into the error that names the object. */
function naming<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ValueProblem) {
      const place = error.path === '' ? '' : ` at ${error.path}`;
      throw new SkepError(error.code, `${name}${place}: ${error.message}`, {
        details: { object: name, path: error.path },
        cause: error,
      });
    }
    if (isSkepError(error) && error.code === 'VALUE_MALFORMED')
      throw new SkepError(error.code, `${name}: in ${error.message}`, { details: { object: name }, cause: error });
    throw error;
  }
}

function malformed(key: string, reason: string): SkepError {
  return new SkepError('VALUE_MALFORMED', `${key}: ${reason}`, { details: { key, reason } });
}
