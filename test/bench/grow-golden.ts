import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { StoreRecord } from '../../src/lib/ports/store.js';

const GOLDEN = new URL('../golden/1.3/etcd-v2.jsonl.gz', import.meta.url);
const UID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
/** Once a store, whatever its size: they have no tenant. */
const SINGLE =
  /^\/registry\/(?:minions|podsecuritypolicies|thirdpartyresources|clusterroles|clusterrolebindings|ranges|namespaces\/(?:default|kube-system)$|.*\/(?:default|kube-system)\/)/;

interface GoldenLine {
  readonly key: string;
  readonly value: string;
  readonly createdIndex: number;
  readonly modifiedIndex: number;
}

interface Template {
  readonly key: readonly string[];
  readonly value: readonly string[];
  readonly single: boolean;
}

/**
 * As many keys as wanted, grown from the golden 1.3 store: copy after copy with new tenants, namespaces, uids and volume names, so
 * that all that must agree within a copy (claims and volumes, tokens and accounts) still does. Services lose their cluster IPs'
 * uniqueness from the second copy on, and their node ports: a range has room for one store only.
 * Events come without TTL, so that every key must be carried.
 */
export function* growGolden(count: number): Generator<StoreRecord> {
  const lines = gunzipSync(readFileSync(GOLDEN))
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as GoldenLine);
  const tenants = new Set(lines.flatMap((line) => /"tenant\\?":\\?"([0-9a-f]{32})/.exec(line.value)?.[1] ?? []));
  const volumes = lines.flatMap((line) => /^\/registry\/persistentvolumes\/(.+)$/.exec(line.key)?.[1] ?? []);
  const names = [...tenants].flatMap((tenant) => [tenant, tenant.slice(0, 20)]);
  const token = new RegExp(`(${UID.source}|${names.join('|')}|(?<=[/"])(?:${volumes.join('|')})(?=["]|$))`);
  const templates = lines.map(
    (line): Template => ({ key: line.key.split(token), value: line.value.split(token), single: SINGLE.test(line.key) }),
  );
  let made = 0;
  for (let copy = 0; made < count; copy += 1) {
    for (const template of templates) {
      if (made === count) return;
      if (copy > 0 && template.single) continue;
      made += 1;
      yield recordOf(template, copy, made);
    }
  }
}

function recordOf(template: Template, copy: number, index: number): StoreRecord {
  const value = template.value.map((part, position) => (position % 2 === 0 ? part : renamed(part, copy))).join('');
  const text = copy === 0 ? value : value.replace(/"nodePort":\d+/g, '"nodePort":0');
  return {
    key: template.key.map((part, position) => (position % 2 === 0 ? part : renamed(part, copy))).join(''),
    value: Buffer.from(text),
    createRevision: index,
    modRevision: index,
    version: 1,
  };
}

function renamed(part: string, copy: number): string {
  if (copy === 0) return part;
  const number = copy.toString(16).padStart(8, '0');
  if (UID.test(part))
    return `${((Number.parseInt(part.slice(0, 8), 16) ^ (copy * 0x9e3779b1)) >>> 0).toString(16).padStart(8, '0')}${part.slice(8, 24)}${number}${part.slice(32)}`;
  if (/^[0-9a-f]{20}/.test(part)) return `${number}${part.slice(8)}`;
  return `${part}-${String(copy)}`;
}
