import { SkepError } from '../errors.js';
import type { Json, JsonObject } from '../storage/json.js';
import type { ApiClient } from './api-client.js';

/** A resource that the server lists. */
export interface ServedResource {
  /** '' for the core group. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** Where its list is: "/apis/apps/v1/deployments". */
  readonly path: string;
}

export interface Discovery {
  /** Every listable resource of every version. */
  readonly resources: readonly ServedResource[];
  /** Group -> its preferred version. */
  readonly preferred: ReadonlyMap<string, string>;
  /** Group versions that are announced and do not answer: served by another server, which a rehearsal does not have. */
  readonly silent: readonly { readonly groupVersion: string; readonly message: string }[];
}

/** Listed, but made up at the moment of asking rather than stored. */
const NEVER_STORED = new Set(['componentstatuses']);

/** Asks the server for every resource of every group and version. @throws SkepError SHADOW_START when it does not tell */
export async function discover(client: ApiClient, signal?: AbortSignal): Promise<Discovery> {
  const groups = await groupsOf(client, signal);
  const resources: ServedResource[] = [];
  const silent: { groupVersion: string; message: string }[] = [];
  for (const { group, versions } of groups) {
    for (const version of versions) {
      const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
      const { status, body } = await client.get(root, signal);
      if (status === 200) resources.push(...listable(body, group, version, root));
      else silent.push({ groupVersion: group === '' ? version : `${group}/${version}`, message: statusMessage(body) });
    }
  }
  return { resources, preferred: new Map(groups.map(({ group, preferred }) => [group, preferred])), silent };
}

interface Group {
  readonly group: string;
  readonly versions: readonly string[];
  readonly preferred: string;
}

async function groupsOf(client: ApiClient, signal: AbortSignal | undefined): Promise<readonly Group[]> {
  const core = await client.get('/api', signal);
  const named = await client.get('/apis', signal);
  if (core.status !== 200 || named.status !== 200) {
    const failed = core.status === 200 ? named : core;
    throw new SkepError('SHADOW_START', `the scratch kube-apiserver does not tell what it serves: ${statusMessage(failed.body)}`);
  }
  const versions = strings(field(core.body, 'versions'));
  return [{ group: '', versions, preferred: versions[0] ?? 'v1' }, ...objects(field(named.body, 'groups')).flatMap(namedGroup)];
}

function namedGroup(entry: JsonObject): readonly Group[] {
  const versions = objects(entry.versions).flatMap(({ version }) => (typeof version === 'string' ? [version] : []));
  const preferred = field(entry.preferredVersion, 'version');
  if (typeof entry.name !== 'string') return [];
  return [{ group: entry.name, versions, preferred: typeof preferred === 'string' ? preferred : (versions[0] ?? '') }];
}

function listable(body: Json, group: string, version: string, root: string): readonly ServedResource[] {
  return objects(field(body, 'resources')).flatMap(({ name, kind, namespaced, verbs }) => {
    if (typeof name !== 'string' || typeof kind !== 'string' || name.includes('/') || NEVER_STORED.has(name)) return [];
    // Servers before 1.4 do not tell the verbs: what cannot be listed shows by its answer.
    if (verbs !== undefined && !strings(verbs).includes('list')) return [];
    return [{ group, version, plural: name, kind, namespaced: namespaced === true, path: `${root}/${name}` }];
  });
}

/** What a Status, or any other answer, says. */
export function statusMessage(body: Json): string {
  const message = field(body, 'message');
  if (typeof message === 'string') return message;
  return typeof body === 'string' ? body.trim().slice(0, 500) : JSON.stringify(body).slice(0, 500);
}

export function field(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) ? value[name] : undefined;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objects(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];
}

function strings(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter((item) => typeof item === 'string') : [];
}
