import { ValueProblem } from './problem.js';

/** `runtime.Unknown` behind the magic: what the apiserver wraps every protobuf object in. */
export interface Envelope {
  readonly apiVersion: string;
  readonly kind: string;
  /** The message, without apiVersion and kind. A view of the bytes that were read. */
  readonly raw: Buffer;
}

const MAGIC = Buffer.from([0x6b, 0x38, 0x73, 0x00]);

/** Field 3 and 4 (contentEncoding, contentType): always written, always empty in storage. */
export const ENVELOPE_TAIL: Uint8Array = Uint8Array.of(0x1a, 0x00, 0x22, 0x00);

/** Fields 1 to 4, as bits. */
const ALWAYS_WRITTEN = 0b11110;

export function hasEnvelope(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && bytes[0] === 0x6b && bytes[1] === 0x38 && bytes[2] === 0x73 && bytes[3] === 0x00;
}

/** @throws ValueProblem when it is cut short or holds what storage never does */
export function readEnvelope(buffer: Buffer): Envelope {
  let apiVersion = '';
  let kind = '';
  let raw = buffer.subarray(0, 0);
  let seen = 0;
  for (const { number, start, end } of blocks(buffer, MAGIC.length, buffer.length)) {
    seen |= 1 << number;
    if (number === 1) {
      for (const inner of blocks(buffer, start, end)) {
        const text = buffer.toString('utf8', inner.start, inner.end);
        if (inner.number === 1) apiVersion = text;
        else if (inner.number === 2) kind = text;
      }
    } else if (number === 2) {
      raw = buffer.subarray(start, end);
    } else if (start !== end) {
      const name = number === 3 ? 'contentEncoding' : number === 4 ? 'contentType' : `field ${number}`;
      throw malformed(start, `its envelope has a ${name}, which storage never has`);
    }
  }
  if ((seen & ALWAYS_WRITTEN) !== ALWAYS_WRITTEN) throw malformed(buffer.length, 'it is cut short');
  if (apiVersion === '' || kind === '') throw malformed(MAGIC.length, 'its envelope names no apiVersion and kind');
  return { apiVersion, kind, raw };
}

/** What stands before the length of the message: the magic, the type, the message's tag. */
export function envelopeHead(apiVersion: string, kind: string): Uint8Array {
  const version = Buffer.from(apiVersion);
  const name = Buffer.from(kind);
  const type = Buffer.concat([block(0x0a, version.length), version, block(0x12, name.length), name]);
  return Uint8Array.from(Buffer.concat([MAGIC, block(0x0a, type.length), type, Buffer.from([0x12])]));
}

function block(tag: number, length: number): Buffer {
  const bytes = [tag];
  let rest = length;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}

function malformed(at: number, reason: string): ValueProblem {
  return new ValueProblem('VALUE_MALFORMED', '', `the protobuf is malformed at byte ${at}: ${reason}`);
}

/** The envelope and its type hold nothing but length-delimited fields with one-byte tags. */
function* blocks(buffer: Buffer, from: number, to: number): Generator<{ number: number; start: number; end: number }> {
  let at = from;
  while (at < to) {
    const tag = buffer[at] as number;
    if ((tag & 7) !== 2 || tag > 0x7f || tag < 8) throw malformed(at, 'its envelope holds a field that is none');
    let length = 0;
    let shift = 0;
    let byte: number;
    do {
      byte = buffer[++at] ?? -1;
      if (at >= to || shift > 28) throw malformed(at, 'it is cut short');
      length += (byte & 0x7f) * 2 ** shift;
      shift += 7;
    } while (byte > 0x7f);
    const start = at + 1;
    at = start + length;
    if (at > to) throw malformed(start, 'it is cut short');
    yield { number: tag >>> 3, start, end: at };
  }
}
