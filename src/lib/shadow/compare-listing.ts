import type { StoreRecord } from '../ports/store.js';
import type { JsonObject } from '../storage/json.js';
import { allowancesFor } from './allowances.js';
import { compare } from './compare.js';
import { field } from './discovery.js';
import type { Census, Examination } from './examine.js';
import type { RehearsalFinding } from './findings.js';
import { joinByName } from './join.js';
import { nameBelow } from './key-meaning.js';
import type { Listing } from './listing-plan.js';
import { getOne, ListRefusal, listPages, shownName } from './listing.js';
import { readObject, shownForm } from './stored-object.js';

export interface ListingResult {
  readonly objects: number;
  readonly compared: number;
  readonly opaque: number;
  readonly removedByServer: number;
  readonly findings: readonly RehearsalFinding[];
  /** Keys that the server made or wrote again. */
  readonly serverKeys: readonly string[];
}

interface Tally {
  objects: number;
  compared: number;
  opaque: number;
  removedByServer: number;
  /** Keys of the copy that were there before the server. */
  survivors: number;
  readonly findings: RehearsalFinding[];
  readonly serverKeys: string[];
  /** Shown without a key, and the other way round, by uid: halves of a misplaced object. */
  readonly unexpected: Map<string, JsonObject>;
}

const SINGLES_AT_ONCE = 8;

/** Asks for one list and compares it with the keys of its directory. */
export async function compareListing(examination: Examination, listing: Listing, census: Census): Promise<ListingResult> {
  const tally: Tally = {
    objects: 0,
    compared: 0,
    opaque: 0,
    removedByServer: 0,
    survivors: 0,
    findings: [],
    serverKeys: [],
    unexpected: new Map(),
  };
  try {
    if (listing.directory === undefined) await countOnly(examination, listing, tally);
    else await joinWithStore(examination, listing, listing.directory, tally);
  } catch (error) {
    if (!(error instanceof ListRefusal)) throw error;
    await afterRefusal(examination, listing, error, tally);
  }
  const expected = listing.directory === undefined ? 0 : (census.get(listing.directory)?.keys ?? 0);
  if (listing.reference && tally.survivors < expected) await findDeleted(examination, listing, tally);
  return tally;
}

async function countOnly({ client, signal }: Examination, listing: Listing, tally: Tally): Promise<void> {
  for await (const page of listPages(client, listing.resource.path, signal)) tally.objects += page.length;
}

async function joinWithStore(examination: Examination, listing: Listing, directory: string, tally: Tally): Promise<void> {
  const { client, root, signal } = examination;
  const pages = listPages(client, listing.resource.path, signal);
  const records = recordsBelow(examination, directory);
  const nameOf = { left: shownName, right: ({ key }: StoreRecord) => nameBelow(key, root, directory) };
  const hidden: StoreRecord[] = [];
  // What a page and a batch bring together is compared at once; whatever is left alone waits for the end.
  for await (const { name, left: shown, right: record } of joinByName(pages, records, nameOf)) {
    if (shown !== undefined) tally.objects++;
    if (record !== undefined) await countRecord(examination, record, tally);
    if (shown !== undefined && record !== undefined) await matched(examination, listing, record, shown, tally);
    else if (shown !== undefined) tally.unexpected.set(name, shown);
    else if (record !== undefined) hidden.push(record);
  }
  await settle(examination, listing, directory, hidden, tally);
}

/** The copy's keys below the directory, with values that may be kept. */
async function* recordsBelow({ store, root, signal }: Examination, directory: string): AsyncGenerator<readonly StoreRecord[]> {
  for await (const batch of store.read({ prefix: `${root}${directory}/`, ...(signal && { signal }) })) {
    yield batch.map((record) => ({ ...record, value: Buffer.from(record.value) }));
  }
}

async function countRecord(examination: Examination, record: StoreRecord, tally: Tally): Promise<void> {
  if (record.modRevision > examination.startRevision) tally.serverKeys.push(record.key);
  if (record.createRevision <= examination.startRevision) tally.survivors++;
  // Deleted and made again by the server: one of ours all the same.
  else if ((await examination.source.get(record.key)) !== undefined) tally.survivors++;
}

/** What was meant under the key: the copy's own value, unless the server has written over it. */
async function meantRecord({ source, startRevision }: Examination, record: StoreRecord): Promise<StoreRecord | undefined> {
  return record.modRevision > startRevision ? source.get(record.key) : record;
}

async function matched(
  examination: Examination,
  listing: Listing,
  record: StoreRecord,
  shown: JsonObject,
  tally: Tally,
): Promise<void> {
  if (!listing.reference) return;
  const meant = await meantRecord(examination, record);
  if (meant === undefined) {
    const complaint = repairComplaint(examination, listing, shown);
    if (complaint !== undefined) tally.findings.push(complaint);
    return;
  }
  const reading = readObject(meant, examination.keyring);
  if (reading.unreadable !== undefined) {
    tally.findings.push({ ...about(listing, record.key), code: 'not-compared', message: reading.unreadable });
    return;
  }
  if (reading.object === undefined) {
    tally.opaque++;
    return;
  }
  tally.compared++;
  const { kind, apiVersion } = reading.object;
  // What the server keeps up by itself may be written between the look at the store and the listing.
  const rewritten = record.modRevision > examination.startRevision || isAutomanaged(reading.object);
  const allowed = allowancesFor({
    kind,
    storedAs: apiVersion,
    shownAs: listing.apiVersion,
    release: examination.release,
    rewritten,
  });
  const differences = compare(shownForm(reading.object), shown, allowed);
  if (differences.length === 0) return;
  tally.findings.push({
    ...about(listing, record.key),
    code: 'changed',
    message: `shown as ${listing.apiVersion} it differs from what is stored: ${differences.map(({ path, is }) => `${path} is ${is === 'changed' ? 'changed' : 'not shown'}`).join(', ')}`,
    paths: differences.map(({ path }) => path),
  });
}

/** Keys without an object and objects without a key. */
async function settle(
  examination: Examination,
  listing: Listing,
  directory: string,
  hidden: readonly StoreRecord[],
  tally: Tally,
): Promise<void> {
  const { root, startRevision, keyring } = examination;
  const byUid = new Map([...tally.unexpected].map(([name, shown]) => [uidOf(shown), name]));
  for (const record of hidden) {
    if (record.createRevision > startRevision) continue;
    const reading = readObject(record, keyring);
    const uid = reading.object === undefined ? '' : uidOf(reading.object);
    const elsewhere = uid === '' ? undefined : byUid.get(uid);
    if (elsewhere !== undefined) tally.unexpected.delete(elsewhere);
    tally.findings.push({
      ...about(listing, record.key),
      ...(elsewhere === undefined
        ? { code: 'not-shown', message: `${listing.apiVersion} ${listing.resource.plural} does not show it` }
        : { code: 'misplaced', message: `its value is of ${elsewhere}, under which name it is shown` }),
    });
  }
  for (const name of tally.unexpected.keys()) {
    const key = `${root}${directory}/${name}`;
    // Made after the copy's keys were read.
    const record = await examination.store.get(key);
    if (record !== undefined && record.modRevision > startRevision) continue;
    tally.findings.push({ ...about(listing, key), code: 'unexpected', message: 'it is shown, and no key holds it' });
  }
}

/** The list is refused: every object by itself tells which of them is the reason. */
async function afterRefusal(examination: Examination, listing: Listing, refusal: ListRefusal, tally: Tally): Promise<void> {
  tally.objects = 0;
  tally.survivors = 0;
  const before = tally.findings.length;
  const { directory } = listing;
  if (directory !== undefined) {
    for await (const batch of recordsBelow(examination, directory)) {
      for (let at = 0; at < batch.length; at += SINGLES_AT_ONCE) {
        await Promise.all(
          batch.slice(at, at + SINGLES_AT_ONCE).map((record) => askForOne(examination, listing, directory, record, tally)),
        );
      }
    }
  }
  const known = tally.findings.slice(before).some(({ code }) => code === 'undecodable');
  // A server that does not tell its verbs refuses lists of what has none.
  if (known || ((refusal.status === 405 || refusal.status === 404) && tally.survivors === 0)) return;
  tally.findings.push({
    ...about(listing, listing.resource.path),
    code: 'list-refused',
    message: `the list is refused with ${String(refusal.status)}: ${refusal.message}`,
  });
}

async function askForOne(
  examination: Examination,
  listing: Listing,
  directory: string,
  record: StoreRecord,
  tally: Tally,
): Promise<void> {
  const { client, root, signal } = examination;
  await countRecord(examination, record, tally);
  const answer = await getOne(client, listing.resource, nameBelow(record.key, root, directory), signal);
  if ('object' in answer) {
    tally.objects++;
    await matched(examination, listing, record, answer.object, tally);
  } else if (answer.status === 404) {
    tally.findings.push({ ...about(listing, record.key), code: 'not-shown', message: answer.message });
  } else {
    tally.findings.push({
      ...about(listing, record.key),
      code: 'undecodable',
      message: `the kube-apiserver cannot read it: ${answer.message}`,
    });
  }
}

function uidOf(object: JsonObject): string {
  const uid = field(object.metadata, 'uid');
  return typeof uid === 'string' ? uid : '';
}

/** Some keys of the directory are gone from the copy: which, and was it the server's business? */
async function findDeleted(examination: Examination, listing: Listing, tally: Tally): Promise<void> {
  const { source, root, keyring, signal } = examination;
  const { directory = '' } = listing;
  const present = new Set<string>();
  for await (const batch of recordsBelow(examination, directory)) for (const { key } of batch) present.add(key);
  for await (const batch of source.read({ prefix: `${root}${directory}/`, ...(signal && { signal }) })) {
    for (const record of batch) {
      if (present.has(record.key)) continue;
      const reading = readObject(record, keyring);
      if (record.expiry !== undefined || (reading.object !== undefined && isAutomanaged(reading.object))) {
        tally.removedByServer++;
        continue;
      }
      tally.findings.push({
        ...about(listing, record.key),
        code: 'deleted',
        message: 'the kube-apiserver deletes it at its start',
      });
    }
  }
}

/** APIServices of the server's own groups come and go with the groups that it serves. */
function isAutomanaged(object: JsonObject): boolean {
  return (
    object.kind === 'APIService' &&
    field(field(object.metadata, 'labels'), 'kube-aggregator.kubernetes.io/automanaged') !== undefined
  );
}

/** The server's repair loops tell by an event which address or port of a service is not in the ranges. */
function repairComplaint({ discovery }: Examination, listing: Listing, shown: JsonObject): RehearsalFinding | undefined {
  if (listing.info?.kind !== 'Event') return undefined;
  const component = field(shown.source, 'component') ?? shown.reportingComponent;
  if (typeof component !== 'string' || !component.endsWith('allocator-repair-controller')) return undefined;
  // Servers that keep each address in an object of its own (1.31 on) find none in older data, and make them at their start.
  if (component.startsWith('ip') && discovery.resources.some(({ plural }) => plural === 'ipaddresses')) return undefined;
  const involved = shown.involvedObject ?? shown.regarding;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    code: 'repaired',
    kind: text(field(involved, 'kind')),
    key: `${text(field(involved, 'namespace'))}/${text(field(involved, 'name'))}`,
    message: text(shown.message ?? shown.note),
  };
}

function about(listing: Listing, key: string): { readonly kind: string; readonly key: string; readonly resource: string } {
  return { kind: listing.info?.kind ?? listing.resource.kind, key, resource: `${listing.apiVersion}/${listing.resource.plural}` };
}
