import { Buffer } from 'node:buffer';
import { keyFromBytes } from '../key-text.js';
import { WireError, WireReader } from './wire.js';

/** A client's write as the log holds it: etcdserverpb.Request. Paths carry the `/0` or `/1` of their subtree. */
export interface Request {
  readonly what: 'request';
  readonly method: string;
  readonly path: string;
  readonly value: Buffer;
  readonly dir: boolean;
  readonly recursive: boolean;
  readonly prevValue: Buffer;
  readonly prevIndex: number;
  readonly prevExist?: boolean;
  readonly refresh: boolean;
  /** When the key dies, in nanoseconds since 1970; 0n: never. */
  readonly expiration: bigint;
  /** SYNC: what has expired by then goes, in nanoseconds since 1970. */
  readonly time: bigint;
}

/** A change of the cluster's members. */
export interface MemberChange {
  readonly what: 'member-change';
  readonly change: 'add' | 'remove' | 'update';
  /** As etcd writes it in paths: hexadecimal. */
  readonly memberId: string;
  readonly peerUrls: readonly string[];
  readonly promote: boolean;
}

/** An entry that changes nothing in the v2 store: a leader's first entry, a request of the v3 API. */
export interface NoChange {
  readonly what: 'nothing';
}

export type Change = Request | MemberChange | NoChange;

export interface RaftEntry {
  readonly type: number;
  readonly term: number;
  readonly index: number;
  readonly data: Buffer;
}

const ENTRY_NORMAL = 0;
const ENTRY_CONF_CHANGE = 1;
const NOTHING: NoChange = { what: 'nothing' };
const METHODS: ReadonlySet<string> = new Set(['PUT', 'POST', 'DELETE', 'QGET', 'SYNC']);
/** Deeper than any key that a URL can carry, and shallow enough for functions that call themselves. */
export const MAX_DEPTH = 2000;
/** Members of etcd 3.5's InternalRaftRequest that also write into the v2 store. */
const CLUSTER_VERSION_SET = 1300;
const MEMBER_ATTRIBUTES_SET = 1301;

/** @throws WireError */
export function decodeEntry(data: Buffer): RaftEntry {
  let [type, term, index, body] = [0, 0, 0, data.subarray(0, 0)];
  const reader = new WireReader(data);
  while (reader.next()) {
    if (reader.field === 1) type = reader.number;
    else if (reader.field === 2) term = reader.number;
    else if (reader.field === 3) index = reader.number;
    else if (reader.field === 4) body = reader.bytes();
  }
  return { type, term, index, data: body };
}

/** The commit index of a HardState. @throws WireError */
export function decodeCommit(data: Buffer): number {
  const reader = new WireReader(data);
  let commit = 0;
  while (reader.next()) if (reader.field === 3) commit = reader.number;
  return commit;
}

/** The cluster's id, in hexadecimal, out of the log's metadata. @throws WireError */
export function decodeClusterId(data: Buffer): string {
  const reader = new WireReader(data);
  let id = 0n;
  while (reader.next()) if (reader.field === 2) id = BigInt.asUintN(64, reader.big());
  return id.toString(16);
}

/** What an entry does to the v2 store. Views into `entry.data`. @throws WireError */
export function decodeChange(entry: RaftEntry): Change {
  if (entry.data.length === 0) return NOTHING;
  if (entry.type === ENTRY_CONF_CHANGE) return decodeMemberChange(entry.data);
  if (entry.type !== ENTRY_NORMAL) return NOTHING;
  // Field 2 is the method in a v2 request of every etcd, and a whole v2 request in the wrapper of etcd 3.
  const reader = new WireReader(entry.data);
  let wrapped: Change = NOTHING;
  while (reader.next()) {
    if (reader.field === 2) {
      const inner = reader.bytes();
      return inner.length <= 6 && METHODS.has(inner.toString('latin1')) ? decodeRequest(entry.data) : decodeRequest(inner);
    }
    if (reader.field === CLUSTER_VERSION_SET) wrapped = internalSet('/0/version', Buffer.alloc(0));
    if (reader.field === MEMBER_ATTRIBUTES_SET) wrapped = memberAttributesSet(reader.bytes());
  }
  return wrapped;
}

function decodeRequest(data: Buffer): Request {
  const empty = data.subarray(0, 0);
  const request: { -readonly [K in keyof Request]: Request[K] } = {
    ...{ what: 'request', method: '', path: '/', value: empty, dir: false, recursive: false },
    ...{ prevValue: empty, prevIndex: 0, refresh: false, expiration: 0n, time: 0n },
  };
  const reader = new WireReader(data);
  while (reader.next()) {
    if (reader.field === 2) request.method = reader.text();
    else if (reader.field === 3) request.path = pathOf(reader.bytes());
    else if (reader.field === 4) request.value = reader.bytes();
    else if (reader.field === 5) request.dir = reader.number !== 0;
    else if (reader.field === 6) request.prevValue = reader.bytes();
    else if (reader.field === 7) request.prevIndex = reader.number;
    else if (reader.field === 8) request.prevExist = reader.number !== 0;
    else if (reader.field === 9) request.expiration = reader.big();
    else if (reader.field === 12) request.recursive = reader.number !== 0;
    else if (reader.field === 15) request.time = reader.big();
    else if (reader.field === 17) request.refresh = reader.number !== 0;
  }
  return request;
}

function pathOf(bytes: Buffer): string {
  const path = keyFromBytes(bytes);
  const depth = path.split('/').length;
  if (depth > MAX_DEPTH) throw new WireError(`a path of ${String(depth)} components`);
  return path;
}

function internalSet(path: string, value: Buffer): Request {
  return {
    ...{ what: 'request', method: 'PUT', path, value, dir: false, recursive: false },
    ...{ prevValue: Buffer.alloc(0), prevIndex: 0, refresh: false, expiration: 0n, time: 0n },
  };
}

function memberAttributesSet(data: Buffer): Request {
  const reader = new WireReader(data);
  let id = 0n;
  while (reader.next()) if (reader.field === 1) id = BigInt.asUintN(64, reader.big());
  return internalSet(`/0/members/${id.toString(16)}/attributes`, Buffer.alloc(0));
}

const MEMBER_CHANGES: readonly MemberChange['change'][] = ['add', 'remove', 'update', 'add'];

function decodeMemberChange(data: Buffer): Change {
  const reader = new WireReader(data);
  let [type, id, context] = [0, 0n, data.subarray(0, 0)];
  while (reader.next()) {
    if (reader.field === 2) type = reader.number;
    else if (reader.field === 3) id = BigInt.asUintN(64, reader.big());
    else if (reader.field === 4) context = reader.bytes();
  }
  const change = MEMBER_CHANGES[type];
  if (change === undefined || id === 0n) return NOTHING;
  return { what: 'member-change', change, memberId: id.toString(16), ...memberOf(context) };
}

function memberOf(context: Buffer): { peerUrls: readonly string[]; promote: boolean } {
  const member = parseObject(context);
  return { peerUrls: strings(member['peerURLs']), promote: member['isPromote'] === true };
}

/** The peer URLs in a member's stored attributes. */
export function peerUrlsOf(raftAttributes: Buffer): readonly string[] {
  return strings(parseObject(raftAttributes)['peerURLs']);
}

function parseObject(json: Buffer): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(json.toString('utf8'));
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    // A removal has no context; one that cannot be read only decides whether a member's change was refused.
    return {};
  }
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
