import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackendSource } from '../../../../src/lib/etcd/bbolt/source.js';
import type { Json, JsonObject, KubeObject } from '../../../../src/lib/storage/json.js';
import { readValue, type StoredValue, writeValue } from '../../../../src/lib/storage/value.js';

const GOLDEN = join(import.meta.dirname, '../../../golden/1.9');

interface GoldenRecord {
  readonly key: string;
  readonly bytes: Buffer;
  readonly stored: StoredValue;
  readonly object: KubeObject;
}

/** What a 1.9 server puts into its answers and not into the store: by kind, path (indexes left out) and what it says there. */
const ADDED_ON_READ: readonly {
  readonly kinds: RegExp;
  readonly path: RegExp;
  readonly shown: (shown: Json, object: KubeObject) => boolean;
  readonly why: string;
}[] = [
  {
    kinds: /./,
    path: /(?:^|\.)\w+$/,
    shown: (shown) => shown === null,
    why: 'nil lists, maps and pointers that 1.9 shows as null and later releases leave out',
  },
  {
    kinds: /^(?:ReplicationController|DaemonSet|Deployment|ReplicaSet|StatefulSet)$/,
    path: /^metadata\.labels$/,
    shown: (shown, object) => same(shown, podLabels(object)),
    why: 'defaulting: labels of the pod template',
  },
  { kinds: /^PersistentVolume(?:Claim)?$/, path: /^status\.phase$/, shown: (shown) => shown === 'Pending', why: 'defaulting' },
  {
    kinds: /^(?:Pod|PodTemplate|ReplicationController|DaemonSet|Deployment|ReplicaSet|StatefulSet|Job|CronJob|PodPreset)$/,
    path: /volumes\.(?:secret|configMap|downwardAPI|projected)\.defaultMode$/,
    shown: (shown) => shown === 420,
    why: 'defaulting',
  },
];

function podLabels(object: KubeObject): Json {
  const at = (value: Json | undefined, key: string): Json | undefined => (value as JsonObject | undefined)?.[key];
  return at(at(at(at(object, 'spec'), 'template'), 'metadata'), 'labels') ?? null;
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item: Json) => sorted(item) as Json);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

/** Every path at which the two differ, with both values. */
function differences(
  stored: Json | undefined,
  shown: Json | undefined,
  path: string,
): { path: string; stored: Json | undefined; shown: Json | undefined }[] {
  if (same(stored, shown)) return [];
  if (Array.isArray(stored) && Array.isArray(shown) && stored.length === shown.length) {
    return stored.flatMap((item: Json, index) => differences(item, shown[index] as Json, path));
  }
  if (isMap(stored) && isMap(shown)) {
    const keys = new Set([...Object.keys(stored), ...Object.keys(shown)]);
    return [...keys].flatMap((key) => differences(stored[key], shown[key], path === '' ? key : `${path}.${key}`));
  }
  return [{ path, stored, shown }];
}

function isMap(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Without what no stored object has, and what a list leaves out of its items. */
function comparable(object: JsonObject): JsonObject {
  const metadata = without(object.metadata as JsonObject, ['resourceVersion', 'selfLink']);
  return { ...without(object, ['apiVersion', 'kind']), metadata };
}

function without(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

function uidOf(object: JsonObject): string {
  return JSON.stringify((object.metadata as JsonObject).uid);
}

describe('the golden 1.9 store', () => {
  const records: GoldenRecord[] = [];
  const shownByUid = new Map<string, JsonObject>();

  beforeAll(async () => {
    const source = await openBackendSource(join(GOLDEN, 'etcd-v3-snapshot.db.gz'));
    for await (const batch of source.read()) {
      for (const { key, value } of batch) {
        const bytes = Buffer.from(value);
        const stored = readValue(key, bytes);
        if (stored.object !== undefined) records.push({ key, bytes, stored, object: stored.object });
      }
    }
    await source.close();
    const view = JSON.parse(gunzipSync(readFileSync(join(GOLDEN, 'api-view.json.gz'))).toString()) as Record<
      string,
      JsonObject[]
    >;
    for (const [resource, items] of Object.entries(view)) {
      const apiVersion = resource.slice(0, resource.lastIndexOf('/'));
      for (const item of items) shownByUid.set(`${apiVersion} ${uidOf(item)}`, item);
    }
  });

  const shownFor = ({ object }: GoldenRecord): JsonObject | undefined => shownByUid.get(`${object.apiVersion} ${uidOf(object)}`);

  it('holds an object under every key', () => {
    expect(records).toHaveLength(1777);
    expect(records.filter(({ stored }) => stored.media === 'protobuf')).toHaveLength(1737);
    expect(records.filter(({ stored }) => stored.unknown !== undefined || stored.invalidUtf8 !== undefined)).toEqual([]);
  });

  it('decodes to what the apiserver shows, object for object', () => {
    const unexplained: string[] = [];
    const notShown: string[] = [];
    const used = new Set<string>();
    for (const record of records) {
      const shown = shownFor(record);
      if (shown === undefined) {
        notShown.push(record.key);
        continue;
      }
      for (const difference of differences(comparable(record.object), comparable(shown), '')) {
        const allowance = ADDED_ON_READ.find(
          ({ kinds, path, shown: says }) =>
            difference.stored === undefined &&
            difference.shown !== undefined &&
            kinds.test(record.object.kind) &&
            path.test(difference.path) &&
            says(difference.shown, record.object),
        );
        if (allowance === undefined) unexplained.push(`${record.key} ${difference.path}: ${JSON.stringify(difference)}`);
        else used.add(allowance.path.source);
      }
    }
    expect(unexplained).toEqual([]);
    // The allocators have no API.
    expect(notShown.sort()).toEqual(['/registry/ranges/serviceips', '/registry/ranges/servicenodeports']);
    expect(used.size).toBe(ADDED_ON_READ.length);
  });

  it('re-encodes to the stored bytes, every one', () => {
    const changed = records
      .filter(({ stored }) => stored.media === 'protobuf')
      .filter(({ object, bytes }) => !bytes.equals(writeValue(object, { release: '1.9', encoding: 'protobuf' })))
      .map(({ key }) => key);
    expect(changed).toEqual([]);
  });

  it('writes JSON objects back as they were stored', () => {
    const changed = records
      .filter(({ stored, bytes }) => stored.media === 'json' && !bytes.includes('"resourceVersion":""'))
      .filter(({ object, bytes }) => !bytes.equals(writeValue(object, { release: '1.9', encoding: 'protobuf' })))
      .map(({ key }) => key);
    expect(changed).toEqual([]);
  });

  it('encodes what the apiserver shows to the stored bytes, where the server added nothing', () => {
    let compared = 0;
    const changed: string[] = [];
    for (const record of records) {
      const shown = shownFor(record);
      if (record.stored.media !== 'protobuf' || shown === undefined) continue;
      const added = differences(comparable(record.object), comparable(shown), '').filter(
        (difference) => difference.shown !== null,
      );
      if (added.length > 0) continue;
      compared++;
      const { apiVersion, kind } = record.object;
      if (!record.bytes.equals(writeValue({ ...shown, apiVersion, kind }, { release: '1.9', encoding: 'protobuf' })))
        changed.push(record.key);
    }
    expect(changed).toEqual([]);
    expect(compared).toBeGreaterThan(1250);
  });
});
