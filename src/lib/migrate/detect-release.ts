import { SkepError } from '../errors.js';
import { kindByName } from '../kinds/registry.js';
import { compareReleases, minorOf, type Release } from '../kinds/release.js';
import type { EtcdApi, StoreSource } from '../ports/store.js';
import type { KubeObject } from '../storage/json.js';
import type { Keyring } from '../storage/encryption/keyring.js';
import { readValue } from '../storage/value.js';
import { asObject } from './pipeline/links.js';

export interface DetectedRelease {
  /** The oldest release that can have written all that was seen. */
  readonly release: Release;
  /** The key and the reason that speak for it. */
  readonly evidence: readonly { readonly key: string; readonly says: Release; readonly because: string }[];
}

interface Evidence {
  readonly says: Release;
  readonly because: string;
}

/**
 * Which release wrote a store, from its keys, versions and fields. A store keeps objects of every release that it has lived
 * under, so the newest trace decides.
 * @throws SkepError MIGRATION_RELEASE_UNCLEAR when nothing in the store tells 1.0 from a later release
 */
export async function detectRelease(source: StoreSource, prefix: string, keyring?: Keyring): Promise<DetectedRelease> {
  const root = prefix.endsWith('/') ? prefix : `${prefix}/`;
  const best = new Map<Release, { key: string; because: string }>();
  for await (const batch of source.read({ prefix: root })) {
    for (const record of batch) {
      const evidence = evidenceOf(record.key.slice(root.length), record.key, record.value, source.description.api, keyring);
      if (evidence !== undefined && !best.has(evidence.says))
        best.set(evidence.says, { key: record.key, because: evidence.because });
    }
  }
  const releases = [...best.keys()].sort((a, b) => compareReleases(b, a));
  const [release] = releases;
  if (release === undefined) throw unclear(source.description.location);
  return { release, evidence: releases.map((says) => ({ says, ...(best.get(says) ?? { key: '', because: '' }) })) };
}

function evidenceOf(
  relative: string,
  key: string,
  value: Uint8Array,
  api: EtcdApi,
  keyring: Keyring | undefined,
): Evidence | undefined {
  const object = readQuietly(key, value, keyring);
  if (object === undefined) return undefined;
  const info = kindByName(object.kind, object.apiVersion);
  const form = info?.stored.find((entry) => entry.apiVersion === object.apiVersion && (entry.kind ?? info.kind) === object.kind);
  const since = form?.since;
  const because = `${object.apiVersion} ${object.kind} is stored so since`;
  if (since !== undefined && minorOf(since) > 3 && relative.startsWith(`${form?.directory ?? ''}/`))
    return { says: since, because: `${because} ${since}` };
  if (api === 'v3' && since !== undefined) return { says: '1.6', because: 'etcd v3 is the store of Kubernetes since 1.6' };
  if (since !== undefined && minorOf(since) > 0)
    return { says: '1.3', because: `${because} ${since}${since === '1.3' ? '' : '; 1.1 to 1.3 are carried alike'}` };
  return podEvidence(object);
}

/** Every pod spec written by 1.1 or later has a securityContext, if only an empty one; 1.0 knew no such field. */
function podEvidence(object: KubeObject): Evidence | undefined {
  const spec =
    object.kind === 'Pod' ? asObject(object['spec']) : asObject(asObject(asObject(object['spec'])['template'])['spec']);
  if (!Array.isArray(spec['containers'])) return undefined;
  if (spec['securityContext'] !== undefined)
    return { says: '1.3', because: 'its pod spec has a securityContext, which 1.0 does not know' };
  return { says: '1.0', because: 'its pod spec has no securityContext, which every later release writes' };
}

/** What cannot be read is no evidence; the plan reports it as a problem. */
function readQuietly(key: string, value: Uint8Array, keyring: Keyring | undefined): KubeObject | undefined {
  try {
    return readValue(key, value, keyring).object;
  } catch {
    return undefined;
  }
}

function unclear(location: string): SkepError {
  return new SkepError('MIGRATION_RELEASE_UNCLEAR', `nothing in ${location} tells which Kubernetes release wrote it`, {
    hints: ['name it: --from 1.0 or --from 1.3', 'a store with another root than /registry needs --prefix'],
  });
}
