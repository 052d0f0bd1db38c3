import { isUtf8 } from 'node:buffer';
import { hasEnvelope } from './protobuf/envelope.js';

/**
 * How a value is written: one JSON object, a protobuf envelope, the same as base64 text (what 1.3 to 1.5 put into etcd v2), other
 * text (compact_rev_key holds digits), anything else.
 */
export type Media = 'json' | 'protobuf' | 'base64-protobuf' | 'text' | 'binary';

/** "azhzA" is how the base64 of the envelope's magic begins, whatever follows it. */
const BASE64_MAGIC = Buffer.from('azhzA');

/** Says what a value is from how it begins, as the apiserver's own recognisers do. Encrypted values must be decrypted first. */
export function mediaOf(bytes: Uint8Array): Media {
  if (hasEnvelope(bytes)) return 'protobuf';
  let at = 0;
  while (at < bytes.length && isBlank(bytes[at] as number)) at++;
  if (bytes[at] === 0x7b) return 'json';
  if (BASE64_MAGIC.equals(bytes.subarray(0, BASE64_MAGIC.length))) return 'base64-protobuf';
  return isUtf8(bytes) && !bytes.includes(0) ? 'text' : 'binary';
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
