import type { CustomKinds } from '../kinds/custom.js';
import { kindByName, keyOf, storedForm } from '../kinds/registry.js';
import type { Release } from '../kinds/release.js';
import type { StoreRecord, StoreSource } from '../ports/store.js';
import type { Keyring } from '../storage/encryption/keyring.js';
import type { KubeObject } from '../storage/json.js';
import type { ApiClient } from './api-client.js';
import { compareListing } from './compare-listing.js';
import type { Discovery } from './discovery.js';
import type { ListedResource, RehearsalEvent, RehearsalFinding, RehearsalReport } from './findings.js';
import { meaningOf, resourcesOf } from './key-meaning.js';
import type { KeyMeaning, ObjectMeaning } from './key-meaning.js';
import { planListings } from './listing-plan.js';
import { readObject } from './stored-object.js';

/** All that the examination of one running server knows. */
export interface Examination {
  /** What was meant: the store that is rehearsed. */
  readonly source: StoreSource;
  /** The scratch store under the server, and its revision before the server was started. */
  readonly store: StoreSource;
  readonly startRevision: number;
  readonly client: ApiClient;
  readonly discovery: Discovery;
  readonly release: Release;
  /** Ends in a slash. */
  readonly root: string;
  readonly custom: CustomKinds;
  readonly keyring?: Keyring;
  readonly signal?: AbortSignal;
  readonly onEvent: (event: RehearsalEvent) => void;
}

/** Directory below the root -> how many keys the source has there. */
export type Census = ReadonlyMap<string, { readonly keys: number; readonly meaning: ObjectMeaning }>;

/** Goes through the source's keys, then through every list of the server, and gathers what does not agree. */
export async function examine(examination: Examination): Promise<Omit<RehearsalReport, 'server' | 'seconds'>> {
  const { census, ...survey } = await surveyKeys(examination);
  const listings = planListings(examination, census);
  const findings = [...survey.findings];
  const listed: ListedResource[] = [];
  const accounted = { compared: 0, opaque: 0, removedByServer: 0, bookkeeping: survey.bookkeeping, foreign: survey.foreign };
  const notices = examination.discovery.silent.map(
    ({ groupVersion, message }) => `the group version ${groupVersion} is announced but does not answer: ${message}`,
  );
  const serverKeys = new Set<string>();
  for (const listing of listings) {
    examination.signal?.throwIfAborted();
    const result = await compareListing(examination, listing, census);
    findings.push(...result.findings);
    for (const key of result.serverKeys) serverKeys.add(key);
    accounted.compared += result.compared;
    accounted.opaque += result.opaque;
    accounted.removedByServer += result.removedByServer;
    const resource = `${listing.apiVersion}/${listing.resource.plural}`;
    listed.push({ resource, objects: result.objects, compared: listing.reference });
    examination.onEvent({ type: 'listed', resource, objects: result.objects, done: listed.length, of: listings.length });
  }
  return {
    keys: survey.keys,
    accounted,
    listed,
    serverWritten: serverKeys.size,
    findings: findings.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.code < b.code ? -1 : 1)),
    notices,
  };
}

interface Survey {
  readonly keys: number;
  readonly foreign: number;
  readonly bookkeeping: number;
  readonly findings: readonly RehearsalFinding[];
  readonly census: Census;
}

/** Counts the keys that the server should show, and names those that it cannot show because it does not look there. */
async function surveyKeys(examination: Examination): Promise<Survey> {
  const { source, root, release, custom, signal } = examination;
  const census = new Map<string, { keys: number; meaning: ObjectMeaning }>();
  const findings: RehearsalFinding[] = [];
  let keys = 0;
  let foreign = 0;
  let bookkeeping = 0;
  for await (const batch of source.read({ ...(signal && { signal }) })) {
    for (const record of batch) {
      keys++;
      const meaning = meaningOf(record.key, root, release, custom);
      if (meaning.is === 'object' && isServed(examination, meaning)) {
        const entry = census.get(meaning.directory);
        if (entry === undefined) census.set(meaning.directory, { keys: 1, meaning });
        else entry.keys++;
      } else if (meaning.is !== 'outside' && meaning.is !== 'bookkeeping') {
        const finding = invisible(examination, record, meaning);
        if (finding === undefined) foreign++;
        else findings.push(finding);
      } else if (meaning.is === 'bookkeeping') {
        bookkeeping++;
      } else {
        foreign++;
      }
    }
  }
  return { keys, foreign, bookkeeping, findings, census };
}

function isServed({ discovery, custom }: Examination, { info, thirdParty }: ObjectMeaning): boolean {
  return resourcesOf(info, discovery.resources, custom, thirdParty).length > 0;
}

/** Undefined for what is no object of Kubernetes. */
function invisible(examination: Examination, record: StoreRecord, meaning: KeyMeaning): RehearsalFinding | undefined {
  const { release, root, keyring } = examination;
  if (meaning.is === 'object' || meaning.is === 'stray') {
    const { kind } = meaning.info;
    const form = storedForm(meaning.info, release);
    if (meaning.is === 'object' || form === undefined) {
      return {
        code: 'not-served',
        kind,
        key: record.key,
        message: `this kube-apiserver of ${release} has no resource for ${kind}`,
      };
    }
    return {
      code: 'wrong-key',
      kind,
      key: record.key,
      message: `a kube-apiserver of ${release} looks for ${kind} below ${root}${form.directory}`,
    };
  }
  const reading = readObject(record, keyring);
  if (reading.object === undefined || typeof reading.object.kind !== 'string' || typeof reading.object.apiVersion !== 'string')
    return undefined;
  const { kind, apiVersion } = reading.object;
  const info = kindByName(kind, apiVersion);
  const form = info && storedForm(info, release);
  if (info === undefined || form === undefined) {
    return { code: 'not-served', kind, key: record.key, message: `nothing tells this kube-apiserver of ${apiVersion} ${kind}` };
  }
  return {
    code: 'wrong-key',
    kind,
    key: record.key,
    message: `a kube-apiserver of ${release} looks for ${kind} at ${root}${expectedKey(info, release, reading.object)}`,
  };
}

function expectedKey(info: Parameters<typeof keyOf>[0], release: Release, object: KubeObject): string {
  const { name, namespace } = (object.metadata ?? {}) as { name?: unknown; namespace?: unknown };
  try {
    return keyOf(info, release, String(name), typeof namespace === 'string' ? namespace : undefined);
  } catch {
    return `${storedForm(info, release)?.directory ?? ''}/...`;
  }
}
