import type { Json, JsonObject, KubeObject } from '../../storage/json.js';

/** What pairs of objects must agree on, gathered from the migrated objects so that it can be checked before anything is written. */
export interface Links {
  /** 53-bit hashes of the uids of all objects. */
  uids: number[];
  owners: { readonly key: string; readonly uid: string; readonly name: string; readonly kind: string }[];
  claims: { readonly id: string; readonly uid: string }[];
  volumes: VolumeLink[];
  accounts: { readonly id: string; readonly uid: string }[];
  tokens: { readonly key: string; readonly account: string; readonly uid: string }[];
  jobs: { readonly key: string; readonly message: string }[];
  workloads: WorkloadLink[];
}

/** What a workload selects and what its pods carry, each as sorted lines "name=value". Selectors with expressions are left out. */
export interface WorkloadLink {
  readonly key: string;
  readonly selector: string;
  /** Absent where the pods carry just what is selected, as nearly all do: a store has many workloads. */
  readonly labels?: string;
}

export interface VolumeLink {
  readonly key: string;
  readonly claim: string;
  readonly uid: string;
  readonly policy: string;
}

export function newLinks(): Links {
  return { uids: [], owners: [], claims: [], volumes: [], accounts: [], tokens: [], jobs: [], workloads: [] };
}

export function appendLinks(into: Links, from: Links): void {
  into.uids.push(...from.uids);
  into.owners.push(...from.owners);
  into.claims.push(...from.claims);
  into.volumes.push(...from.volumes);
  into.accounts.push(...from.accounts);
  into.tokens.push(...from.tokens);
  into.jobs.push(...from.jobs);
  into.workloads.push(...from.workloads);
}

const SERVICE_ACCOUNT_UID = 'kubernetes.io/service-account.uid';
const SERVICE_ACCOUNT_NAME = 'kubernetes.io/service-account.name';

export function collectLinks(links: Links, key: string, object: KubeObject): void {
  const metadata = asObject(object['metadata']);
  const uid = asText(metadata['uid']);
  const id = `${asText(metadata['namespace'])}/${asText(metadata['name'])}`;
  // Nothing is owned by an event, and half of a store is events.
  if (uid !== '' && object.kind !== 'Event') links.uids.push(hashText(uid));
  collectOwners(links, key, metadata);
  switch (object.kind) {
    case 'PersistentVolumeClaim':
      links.claims.push({ id, uid });
      break;
    case 'PersistentVolume':
      collectVolume(links, key, object);
      break;
    case 'ServiceAccount':
      links.accounts.push({ id, uid });
      break;
    case 'Secret':
      collectToken(links, key, object, metadata);
      break;
    case 'Job':
      collectJob(links, key, object, uid);
      break;
    case 'ReplicationController':
    case 'ReplicaSet':
    case 'Deployment':
    case 'DaemonSet':
    case 'StatefulSet':
      collectWorkload(links, key, object);
      break;
  }
}

function collectOwners(links: Links, key: string, metadata: JsonObject): void {
  const owners = metadata['ownerReferences'];
  if (!Array.isArray(owners)) return;
  for (const entry of owners as readonly Json[]) {
    const owner = asObject(entry);
    links.owners.push({ key, uid: asText(owner['uid']), name: asText(owner['name']), kind: asText(owner['kind']) });
  }
}

/**
 * Only a volume in use counts: the volume controller takes a Bound volume whose claim is missing or has another uid for
 * released, and applies the reclaim policy. (A Released or Failed one has lost its claim already.)
 */
function collectVolume(links: Links, key: string, object: KubeObject): void {
  const spec = asObject(object['spec']);
  const claim = asObject(spec['claimRef']);
  if (asText(claim['name']) === '' || asText(asObject(object['status'])['phase']) !== 'Bound') return;
  const policy = asText(spec['persistentVolumeReclaimPolicy']) || 'Retain';
  links.volumes.push({ key, claim: `${asText(claim['namespace'])}/${asText(claim['name'])}`, uid: asText(claim['uid']), policy });
}

function collectToken(links: Links, key: string, object: KubeObject, metadata: JsonObject): void {
  if (object['type'] !== 'kubernetes.io/service-account-token') return;
  const annotations = asObject(metadata['annotations']);
  const account = `${asText(metadata['namespace'])}/${asText(annotations[SERVICE_ACCOUNT_NAME])}`;
  links.tokens.push({ key, account, uid: asText(annotations[SERVICE_ACCOUNT_UID]) });
}

/** A generated job selector is `controller-uid = <the job's uid>`; with another uid the job loses its pods and starts afresh. */
function collectJob(links: Links, key: string, object: KubeObject, uid: string): void {
  const selector = asObject(asObject(asObject(object['spec'])['selector'])['matchLabels'])['controller-uid'];
  if (typeof selector === 'string' && selector !== uid) {
    links.jobs.push({ key, message: `selector controller-uid ${selector} is not the job's uid ${uid}` });
  }
}

function collectWorkload(links: Links, key: string, object: KubeObject): void {
  const spec = asObject(object['spec']);
  const labels = asObject(asObject(asObject(spec['template'])['metadata'])['labels']);
  const given = asObject(spec['selector']);
  if (Array.isArray(given['matchExpressions']) && given['matchExpressions'].length > 0) return;
  const matched = object.kind === 'ReplicationController' ? given : asObject(given['matchLabels']);
  // An absent selector means the template's own labels, in every version that allows it to be absent.
  const selector = linesOf(Object.keys(matched).length > 0 ? matched : labels);
  const carried = linesOf(labels);
  links.workloads.push({ key, selector, ...(carried === selector ? {} : { labels: carried }) });
}

function linesOf(labels: JsonObject): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${asText(value)}`)
    .sort()
    .join('\n');
}

/** FNV-like 53-bit hash (two 32-bit lanes): enough to tell a million uids apart; a hit is confirmed by text where it matters. */
export function hashText(text: string): number {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 2654435761);
    high = Math.imul(high ^ code, 1597334677);
  }
  return joinLanes(low, high);
}

export function hashBytes(bytes: Uint8Array): number {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let index = 0; index < bytes.length; index += 1) {
    const code = bytes[index] ?? 0;
    low = Math.imul(low ^ code, 2654435761);
    high = Math.imul(high ^ code, 1597334677);
  }
  return joinLanes(low, high);
}

function joinLanes(a: number, b: number): number {
  let low = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  let high = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  low >>>= 0;
  high >>>= 0;
  return 4294967296 * (2097151 & high) + low;
}

export function asObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

export function asText(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
