import { Buffer, isUtf8 } from 'node:buffer';
import type { EtcdApi, Expiry, StoreRecord } from '../../ports/store.js';
import { isKeyText, isPlainKey, keyFromBytes, keyToBytes } from '../key-text.js';

/** The first line of a dump that Skep writes. */
export interface DumpHeader {
  readonly api: EtcdApi;
  readonly revision?: number;
  readonly compactRevision?: number;
}

/** What is wrong with a line, in words that follow "line 12: ". */
export class DumpLineError extends Error {}

const MEMBERS: ReadonlySet<string> = new Set([
  ...['key', 'keyBase64', 'value', 'valueBase64'],
  ...['createdIndex', 'modifiedIndex', 'createRevision', 'modRevision', 'version', 'ttl', 'expiration', 'lease'],
]);
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.(\d{1,9})\d*)?(?:Z|[+-]\d\d:\d\d)$/;
const MAX_LEASE = 2n ** 63n - 1n;

type Members = Readonly<Record<string, unknown>>;

/**
 * The members of one line's JSON object.
 * @throws DumpLineError
 */
export function parseDumpLine(line: Buffer): Members {
  if (!isUtf8(line)) throw new DumpLineError('it is not UTF-8');
  let parsed: unknown;
  try {
    parsed = JSON.parse(line.toString('utf8'));
  } catch (error) {
    throw new DumpLineError(`it is not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new DumpLineError('it is not a JSON object');
  return parsed as Members;
}

/**
 * The header that a line is, or undefined when it is a record.
 * @throws DumpLineError
 */
export function headerOf(members: Members): DumpHeader | undefined {
  if (!Object.hasOwn(members, 'skepDump')) return undefined;
  if (members['skepDump'] !== 1) {
    throw new DumpLineError(`it is a dump of format ${JSON.stringify(members['skepDump'])}, and this Skep knows format 1`);
  }
  const api = members['api'];
  if (api !== 'v2' && api !== 'v3') throw new DumpLineError(`its api is ${JSON.stringify(api)}, not "v2" or "v3"`);
  const revision = revisionOf(members, 'revision');
  const compactRevision = revisionOf(members, 'compactRevision');
  return { api, ...(revision !== undefined && { revision }), ...(compactRevision !== undefined && { compactRevision }) };
}

/** Which API a line's members show, or undefined for a bare line. */
export function apiOf(members: Members): EtcdApi | undefined {
  const v2 = 'createdIndex' in members || 'modifiedIndex' in members || 'expiration' in members;
  const v3 = 'createRevision' in members || 'modRevision' in members || 'lease' in members;
  if (v2 && v3) throw new DumpLineError('it mixes the members of etcd v2 (indexes, expiration) and v3 (revisions, lease)');
  return v2 ? 'v2' : v3 ? 'v3' : undefined;
}

/**
 * The record that a line's members are.
 * @param readAtMs what a lacking `ttl` is counted from
 * @throws DumpLineError
 */
export function recordOf(members: Members, api: EtcdApi, readAtMs: number): StoreRecord {
  for (const name in members) {
    if (!MEMBERS.has(name)) throw new DumpLineError(`${JSON.stringify(name)} is no member of a dump's line`);
  }
  const shown = apiOf(members);
  if (shown !== undefined && shown !== api) throw new DumpLineError(`it is of the ${shown} API in a dump of the ${api} API`);
  const key = keyOf(members);
  const expiry = expiryOf(members, readAtMs);
  const record = {
    key,
    value: valueOf(members),
    createRevision: revisionOf(members, api === 'v2' ? 'createdIndex' : 'createRevision') ?? 0,
    modRevision: revisionOf(members, api === 'v2' ? 'modifiedIndex' : 'modRevision') ?? 0,
    version: revisionOf(members, 'version') ?? 1,
  };
  return expiry === undefined ? record : { ...record, expiry };
}

function keyOf(members: Members): string {
  const { key, keyBase64 } = members;
  if (key !== undefined && keyBase64 !== undefined) throw new DumpLineError('it has both key and keyBase64');
  if (keyBase64 !== undefined) {
    const decoded = keyFromBytes(base64('keyBase64', keyBase64));
    if (decoded === '') throw new DumpLineError('its key is empty');
    return decoded;
  }
  if (typeof key !== 'string')
    throw new DumpLineError(key === undefined ? 'it has neither key nor keyBase64' : 'its key is not a string');
  if (key === '') throw new DumpLineError('its key is empty');
  if (!isKeyText(key)) throw new DumpLineError('its key holds a lone surrogate; bytes that are not UTF-8 belong into keyBase64');
  return key;
}

function valueOf(members: Members): Buffer {
  const { value, valueBase64 } = members;
  if (value !== undefined && valueBase64 !== undefined) throw new DumpLineError('it has both value and valueBase64');
  if (valueBase64 !== undefined) return base64('valueBase64', valueBase64);
  if (typeof value !== 'string') {
    throw new DumpLineError(value === undefined ? 'it has neither value nor valueBase64' : 'its value is not a string');
  }
  if (!isPlainKey(value))
    throw new DumpLineError('its value holds a lone surrogate; bytes that are not UTF-8 belong into valueBase64');
  return Buffer.from(value, 'utf8');
}

function base64(name: string, text: unknown): Buffer {
  if (typeof text !== 'string' || !BASE64.test(text)) throw new DumpLineError(`its ${name} is not base64`);
  return Buffer.from(text, 'base64');
}

function revisionOf(members: Members, name: string): number | undefined {
  const number = members[name];
  if (number === undefined) return undefined;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 0) {
    throw new DumpLineError(`its ${name} is ${JSON.stringify(number)}, not a whole number from 0 to 2^53-1`);
  }
  return number;
}

function expiryOf(members: Members, readAtMs: number): Expiry | undefined {
  const { expiration, lease } = members;
  const ttl = members['ttl'];
  if (ttl === undefined && expiration === undefined) {
    if (lease === undefined) return undefined;
    throw new DumpLineError('it has a lease and no ttl');
  }
  if (ttl !== undefined && (typeof ttl !== 'number' || !Number.isSafeInteger(ttl))) {
    throw new DumpLineError(`its ttl is ${JSON.stringify(ttl)}, not a whole number of seconds`);
  }
  const expiresAt = expiration === undefined ? undefined : instant(expiration);
  const ttlSeconds = ttl ?? Math.max(1, Math.ceil(((expiresAt ?? 0) - readAtMs) / 1000));
  return {
    ttlSeconds,
    ...(expiresAt !== undefined && { expiresAt }),
    ...(lease !== undefined && { leaseId: leaseId(lease) }),
  };
}

function instant(expiration: unknown): number {
  const ms = typeof expiration === 'string' && RFC3339.test(expiration) ? Date.parse(expiration) : Number.NaN;
  if (Number.isNaN(ms)) throw new DumpLineError(`its expiration is ${JSON.stringify(expiration)}, not an RFC 3339 time`);
  return ms;
}

function leaseId(lease: unknown): bigint {
  if (typeof lease === 'string' && /^\d{1,19}$/.test(lease)) {
    const id = BigInt(lease);
    if (id > 0n && id <= MAX_LEASE) return id;
  }
  throw new DumpLineError(`its lease is ${JSON.stringify(lease)}, not the decimal number of a lease as a string`);
}

/** What a written line says besides key and value. */
export interface LineFacts {
  readonly api: EtcdApi;
  readonly createRevision: number;
  readonly modRevision: number;
  readonly version: number;
  readonly ttlSeconds?: number;
  /** v2 only: epoch milliseconds. */
  readonly expiresAt?: number;
  /** v3 only. */
  readonly leaseId?: bigint;
}

/** One line, with its newline; the same record always gives the same bytes. */
export function formatDumpLine(key: string, value: Uint8Array, facts: LineFacts): string {
  const keyMember = isPlainKey(key)
    ? `"key":${JSON.stringify(key)}`
    : `"keyBase64":"${Buffer.from(keyToBytes(key)).toString('base64')}"`;
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  const valueMember = isUtf8(bytes)
    ? `"value":${JSON.stringify(bytes.toString('utf8'))}`
    : `"valueBase64":"${bytes.toString('base64')}"`;
  return `{${keyMember},${valueMember}${factMembers(facts)}}\n`;
}

function factMembers(facts: LineFacts): string {
  const v2 = facts.api === 'v2';
  let text = `,"${v2 ? 'createdIndex' : 'createRevision'}":${String(facts.createRevision)}`;
  text += `,"${v2 ? 'modifiedIndex' : 'modRevision'}":${String(facts.modRevision)}`;
  if (!v2) text += `,"version":${String(facts.version)}`;
  if (facts.ttlSeconds !== undefined) text += `,"ttl":${String(facts.ttlSeconds)}`;
  if (v2 && facts.expiresAt !== undefined) text += `,"expiration":"${new Date(facts.expiresAt).toISOString()}"`;
  if (!v2 && facts.leaseId !== undefined) text += `,"lease":"${String(facts.leaseId)}"`;
  return text;
}

/** Room for the longest header, so that the line can be written first and completed in place at the end. */
export const HEADER_LINE_BYTES = 96;

/** The header line, with its newline, always of the same length. */
export function formatHeaderLine(header: DumpHeader): string {
  const text = JSON.stringify({ skepDump: 1, ...header });
  return `${text.padEnd(HEADER_LINE_BYTES - 1)}\n`;
}
