import { dropRuleFor, dropsForeign } from '../../config/drop-rules.js';
import type { MigrationRules } from '../../config/migration-rules.js';
import { isSkepError } from '../../errors.js';
import { kindByName, keyOf, parseKey, parseStrayKey, type ParsedKey } from '../../kinds/registry.js';
import type { Release } from '../../kinds/release.js';
import type { Json, KubeObject } from '../../storage/json.js';
import type { Keyring } from '../../storage/encryption/keyring.js';
import { encryptValue, readValue, writeValue, type StoredValue } from '../../storage/value.js';
import {
  MigrationRefusal,
  type MigratedObject,
  type Migration,
  type MigrationContext,
  type Note,
  type StoredObject,
} from '../../../migrations/migration.js';
import { lifeMinutes } from '../leases.js';
import { callModule, type SiteModule } from './site-module.js';
import { asObject, asText } from './links.js';
import type { BatchRecord } from './record-batch.js';
import { deriveUid } from './uid.js';

/** How every source key ends. */
export type Fate = 'migrated' | 'moved' | 'converted' | 'merged' | 'dropped' | 'foreign' | 'failed';

export interface CarrySettings {
  readonly chain: readonly Migration<never>[];
  /** One entry a migration of the chain. */
  readonly facts: readonly unknown[];
  readonly from: Release;
  readonly to: Release;
  /** The root with its trailing slash: "/registry/". */
  readonly root: string;
  readonly encoding: 'protobuf' | 'json';
  /** Epoch milliseconds. */
  readonly planTime: number;
  /** Seed of every uid that is made up: the same plan makes the same ones. */
  readonly planSeed: string;
  readonly keepExpired: boolean;
  readonly sourceKeyring?: Keyring;
  readonly targetKeyring?: Keyring;
  readonly maxValueBytes?: number;
  readonly rules?: MigrationRules;
  readonly module?: SiteModule;
  readonly serviceAccountKey?: string;
}

export interface Written {
  readonly key: string;
  readonly value: Uint8Array;
  readonly lifeMinutes: number;
  /** Absent for what was copied without being read. */
  readonly object?: KubeObject;
}

/** What became of one source record, or of one object made from the whole (then `source` is undefined). */
export interface Carried {
  readonly source?: string;
  readonly fate: Fate | 'made';
  readonly kind: string;
  readonly namespace?: string;
  readonly written: readonly Written[];
  readonly notes: readonly Note[];
  readonly rule?: string;
  readonly reason?: string;
  /** What was dropped by a rule, for the audit: nothing is lost without a trace. */
  readonly dropped?: KubeObject;
  readonly problem?: Problem;
}

/** Why an object cannot be carried, and what to do. */
export interface Problem {
  readonly key: string;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** Carries one record over the whole chain. Never throws for what is wrong with the record: that is its `problem`. */
export function carryRecord(settings: CarrySettings, record: BatchRecord): Carried {
  try {
    const isOwn = record.key.startsWith(settings.root);
    const carried = isOwn ? carryOwn(settings, record, record.key.slice(settings.root.length)) : foreign(record, settings);
    assertHoldable(settings, carried);
    return carried;
  } catch (error) {
    return failed(record.key, error);
  }
}

function assertHoldable({ maxValueBytes = Infinity }: CarrySettings, { written }: Carried): void {
  for (const { key, value } of written) {
    if (value.length + 2 * Buffer.byteLength(key) <= maxValueBytes) continue;
    throw new MigrationRefusal(
      'VALUE_TOO_LARGE',
      `${key} would have a value of ${String(value.length)} bytes, over the request limit of the target`,
      'write a file (PATH.db), which has no such limit, or raise --max-request-bytes of the target etcd and name it here too',
    );
  }
}

/** What the migrations make from the whole, each carried through the migrations that follow. */
export function carryConcluded(settings: CarrySettings): Carried[] {
  return settings.chain.flatMap((_, index) => {
    const notes: Note[] = [];
    return conclude(settings, index, notes).map((made, position): Carried => {
      const { objects } = throughChain(settings, [made], index + 1, notes);
      const kept = objects.flatMap((result) => throughModule(settings, result, notes) ?? []);
      const written = kept.map((result) => write(settings, result, 0, notes, undefined));
      return { fate: 'made', kind: made.object.kind, written, notes: position === 0 ? notes : [], ...namespaceOf(made.object) };
    });
  });
}

/** What migrations before number `index` make from the whole, as that migration sees it. */
export function madeBefore(settings: CarrySettings, index: number): StoredObject[] {
  const made: StoredObject[] = [];
  for (let earlier = 0; earlier < index; earlier += 1) {
    made.push(...throughChain(settings, conclude(settings, earlier, []), earlier + 1, [], index).objects);
  }
  return made;
}

function conclude(settings: CarrySettings, index: number, notes: Note[]): StoredObject[] {
  const migration = settings.chain[index];
  if (migration === undefined) return [];
  return migration.conclude(contextOf(settings, index, notes)).map((made) => placed(made, migration.to));
}

function contextOf(settings: CarrySettings, index: number, notes: Note[]): MigrationContext<never> {
  return {
    facts: settings.facts[index] as never,
    planTime: settings.planTime,
    uid: (seed) => deriveUid(settings.planSeed, seed),
    ...(settings.serviceAccountKey === undefined ? {} : { serviceAccountKey: settings.serviceAccountKey }),
    note: (note) => notes.push(note),
  };
}

/** The object of a record at the release that migration number `index` starts from; undefined when it has none there. */
export function objectsBefore(settings: CarrySettings, record: BatchRecord, index: number): readonly StoredObject[] {
  const relative = record.key.slice(settings.root.length);
  const object = readValue(record.key, record.value, settings.sourceKeyring).object;
  if (object === undefined) return [];
  if (index === 0) return [{ key: relative, object }];
  return throughChain(settings, [{ key: relative, object }], 0, [], index).objects;
}

function carryOwn(settings: CarrySettings, record: BatchRecord, relative: string): Carried {
  const stored = readValue(record.key, record.value, settings.sourceKeyring);
  const parsed = parseKey(relative, settings.from) ?? parseStrayKey(relative, settings.from);
  if (stored.object === undefined) return carryUnread(settings, record, relative, parsed, stored);
  const object = stored.object;
  const kind = parsed?.info.kind ?? object.kind;
  const minutes = lifeMinutes(record, settings.planTime, settings.keepExpired);
  if (minutes === 'expired') {
    const reason = `its life ended at ${isoTime(record.expiresAt)}, before the plan's time`;
    return { source: record.key, fate: 'dropped', kind, written: [], notes: [], rule: 'expired', reason, ...namespaceOf(object) };
  }
  if (parsed === undefined && !isCustomResource(relative, object)) throw unknownKind(settings, object);
  const unwanted = siteDrop(settings, object, record.key);
  if (unwanted !== undefined) return { ...unwanted, kind };
  const before = settings.encoding === 'json' && stored.media === 'json' ? JSON.stringify(object) : undefined;
  const sourceKind = object.kind;
  const namespace = namespaceOf(object);
  const notes: Note[] = [];
  const results = throughChain(settings, [{ key: relative, object }], 0, notes);
  if (results.drop !== undefined) {
    return { source: record.key, fate: 'dropped', kind, written: [], notes, ...results.drop, dropped: object, ...namespace };
  }
  const kept = results.objects.flatMap((result) => throughModule(settings, result, notes) ?? []);
  if (kept.length === 0) {
    const rule = { rule: 'site:module', reason: 'the module of the rules dropped it' };
    return { source: record.key, fate: 'dropped', kind, written: [], notes, ...rule, dropped: object, ...namespace };
  }
  const written = kept.map((result, index) =>
    write(settings, result, minutes, notes, index === 0 ? { record, stored, before } : undefined),
  );
  const successor = kept[0];
  return { source: record.key, fate: fateOf(relative, sourceKind, successor), kind, written, notes, ...namespace };
}

/** Values that Skep cannot look into: wrapped by a KMS (copied, never re-wrapped), or no object at all. */
function carryUnread(
  settings: CarrySettings,
  record: BatchRecord,
  relative: string,
  parsed: ParsedKey | undefined,
  stored: StoredValue,
): Carried {
  if (parsed === undefined) return foreign(record, settings);
  if (stored.encryption === undefined) {
    // One value that does not decode fails every LIST of its kind.
    throw new MigrationRefusal(
      'no-object',
      `the value is no Kubernetes object, and ${parsed.info.kind} objects are stored under this key`,
      'remove it from the source, or set it aside with --quarantine',
    );
  }
  const target = keyOf(parsed.info, settings.to, parsed.name, parsed.namespace, parsed.thirdParty);
  if (target !== relative) {
    throw new MigrationRefusal(
      'KMS_KEY_MOVES',
      `the value is wrapped by ${stored.encryption.provider} ${stored.encryption.keyName} and must move to ${target}`,
      'decrypt it with the old release first: a wrapped value is bound to its key',
    );
  }
  const minutes = lifeMinutes(record, settings.planTime, settings.keepExpired);
  if (minutes === 'expired')
    return { source: record.key, fate: 'dropped', kind: parsed.info.kind, written: [], notes: [], rule: 'expired' };
  const note: Note = {
    code: 'kms-value-copied',
    severity: 'warning',
    message: `wrapped by ${stored.encryption.keyName}: copied as it is, not read`,
  };
  const written = [{ key: record.key, value: record.value, lifeMinutes: minutes }];
  return { source: record.key, fate: 'migrated', kind: parsed.info.kind, written, notes: [note] };
}

/** What the operator's rules leave out, by the name of the rule. */
function siteDrop(settings: CarrySettings, object: KubeObject, key: string): Omit<Carried, 'kind'> | undefined {
  if (settings.rules === undefined || settings.rules.spec.drop.length === 0) return undefined;
  const metadata = asObject(object['metadata']);
  const namespace = namespaceOf(object);
  const labels = asObject(metadata['labels']) as Readonly<Record<string, string>>;
  const rule = dropRuleFor(settings.rules, {
    kind: object.kind,
    apiVersion: object.apiVersion,
    name: asText(metadata['name']),
    labels,
    ...namespace,
  });
  if (rule === undefined) return undefined;
  const named = { rule: `site:${rule.name}`, reason: rule.reason };
  return { source: key, fate: 'dropped', written: [], notes: [], ...named, dropped: object, ...namespace };
}

/** The object as the operator's module leaves it; undefined when the module drops it. */
function throughModule(settings: CarrySettings, stored: StoredObject, notes: Note[]): StoredObject | undefined {
  if (settings.module === undefined) return stored;
  const note = (message: string): void => {
    notes.push({ code: 'site-module', severity: 'info', message });
  };
  const nameBefore = nameIn(stored.object);
  const result = callModule(settings.module, stored, {
    key: stored.key,
    release: settings.to,
    planTime: settings.planTime,
    note,
  });
  return result === null ? undefined : placed({ object: result }, settings.to, stored, nameIn(result) === nameBefore);
}

function foreign(record: BatchRecord, settings: CarrySettings): Carried {
  if (settings.rules !== undefined && dropsForeign(settings.rules, record.key)) {
    const reason = 'the rules leave out this prefix';
    return { source: record.key, fate: 'dropped', kind: 'foreign', written: [], notes: [], rule: 'site:foreign', reason };
  }
  const minutes = lifeMinutes(record, settings.planTime, settings.keepExpired);
  if (minutes === 'expired')
    return { source: record.key, fate: 'dropped', kind: 'foreign', written: [], notes: [], rule: 'expired' };
  const written = [{ key: record.key, value: record.value, lifeMinutes: minutes }];
  return { source: record.key, fate: 'foreign', kind: 'foreign', written, notes: [] };
}

interface ChainResult {
  readonly objects: readonly StoredObject[];
  readonly drop?: { readonly rule: string; readonly reason: string };
}

/** Through the migrations from `first` up to `end`; only the successor's drop drops the source, what was made may vanish alone. */
function throughChain(
  settings: CarrySettings,
  start: readonly StoredObject[],
  first: number,
  notes: Note[],
  end = settings.chain.length,
): ChainResult {
  let objects = start;
  for (let index = first; index < end; index += 1) {
    const migration = settings.chain[index];
    if (migration === undefined) break;
    const next: StoredObject[] = [];
    for (const [position, stored] of objects.entries()) {
      const nameBefore = nameIn(stored.object);
      const outcome = migration.migrate(stored, contextOf(settings, index, notes));
      if ('drop' in outcome) {
        if (position === 0) return { objects: [], drop: { rule: outcome.drop, reason: outcome.reason } };
        continue;
      }
      for (const [nth, made] of outcome.objects.entries()) {
        const keeps = nth === 0 && nameIn(made.object) === nameBefore;
        next.push(placed(made, migration.to, stored, keeps));
      }
    }
    objects = next;
  }
  return { objects };
}

const SINGLE_KEYS = /^(?:ranges|masterleases)\//;

/**
 * Gives an object its key in `release`. One that `keepsName` and its directory keeps the very key it had, even where that does
 * not say the object's name: such a key was wrong before, and it is not for a migration to mend it.
 */
function placed(made: MigratedObject, release: Release, from?: StoredObject, keepsName = false): StoredObject {
  if (made.key !== undefined) return { key: made.key, object: made.object };
  const { object } = made;
  // Single keys (ranges, master leases) carry no name that a key could be made of.
  if (from !== undefined && SINGLE_KEYS.test(from.key)) return { key: from.key, object };
  const info = kindByName(object.kind, object.apiVersion);
  const metadata = asObject(object['metadata']);
  const name = asText(metadata['name']);
  if (info === undefined || name === '') {
    if (from?.object === object) return from;
    throw new MigrationRefusal(
      'NAME_MISSING',
      `${object.apiVersion} ${object.kind} has no name or no known kind`,
      'repair the object with the old release',
    );
  }
  const key = keyOf(info, release, name, asText(metadata['namespace']) || undefined);
  const directory = key.slice(0, key.length - nameIn(object).length);
  if (keepsName && from?.key.startsWith(directory) === true) return { key: from.key, object };
  return { key, object };
}

/** "<namespace>/<name>", or the name alone: how a key ends. */
function nameIn(object: KubeObject): string {
  const metadata = asObject(object['metadata']);
  const namespace = asText(metadata['namespace']);
  const name = asText(metadata['name']);
  return namespace === '' ? name : `${namespace}/${name}`;
}

interface Origin {
  readonly record: BatchRecord;
  readonly stored: StoredValue;
  readonly before: string | undefined;
}

function write(
  settings: CarrySettings,
  result: StoredObject,
  minutes: number,
  notes: Note[],
  origin: Origin | undefined,
): Written {
  const key = settings.root + result.key;
  // Untouched bytes stay untouched: JSON that no migration changed is copied as the server wrote it.
  const untouched =
    origin?.before !== undefined && origin.before === JSON.stringify(result.object) && !hasServerSetMetadata(result.object);
  const plain = untouched
    ? plainBytes(origin, settings)
    : writeValue(result.object, {
        release: settings.to,
        encoding: settings.encoding,
        ...(origin?.stored.unknown === undefined ? {} : { unknown: origin.stored.unknown }),
        dropUnknownJson: (path, lost) => notes.push(droppedField(result.object, path, lost)),
      });
  const value = settings.targetKeyring === undefined ? plain : encryptValue(key, plain, settings.targetKeyring);
  return { key, value, lifeMinutes: minutes, object: result.object };
}

/** A server would skip such a field in silence; here the audit keeps it. */
function droppedField(object: KubeObject, path: string, lost: Json | undefined): Note {
  const shown = object.kind === 'Secret' || lost === undefined ? '' : `: ${JSON.stringify(lost)}`;
  const message = `the target release has no such field${shown}`;
  return { code: 'field-unknown', severity: 'warning', path, message };
}

function plainBytes(origin: Origin, settings: CarrySettings): Uint8Array {
  if (origin.stored.encryption === undefined) return origin.record.value;
  return writeValue(origin.stored.object as KubeObject, { release: settings.to, encoding: 'json' });
}

/** Stored resourceVersion and selfLink are always stripped (1.0 leaves them; 1.9 clears them before it writes). */
function hasServerSetMetadata(object: KubeObject): boolean {
  const metadata = asObject(object['metadata']);
  return metadata['resourceVersion'] !== undefined || metadata['selfLink'] !== undefined;
}

function fateOf(sourceKey: string, sourceKind: string, successor: StoredObject | undefined): Fate {
  if (successor === undefined) return 'dropped';
  if (successor.object.kind === 'RangeAllocation') return 'merged';
  if (successor.object.kind !== sourceKind) return 'converted';
  return successor.key === sourceKey ? 'migrated' : 'moved';
}

/** `<group>/<plural>/[<namespace>/]<name>` whose group is the object's own. */
function isCustomResource(relative: string, object: KubeObject): boolean {
  const group = relative.split('/', 1)[0] ?? '';
  return group.includes('.') && object.apiVersion.startsWith(`${group}/`);
}

function unknownKind(settings: CarrySettings, object: KubeObject): MigrationRefusal {
  return new MigrationRefusal(
    'KIND_UNKNOWN',
    `${object.apiVersion} ${object.kind} is no kind that a server of ${settings.from} stores under this key`,
    'drop it by a rule, set it aside with --quarantine, or name the right release with --from',
  );
}

function failed(key: string, error: unknown): Carried {
  const problem = problemOf(key, error);
  return { source: key, fate: 'failed', kind: 'unreadable', written: [], notes: [], problem };
}

function problemOf(key: string, error: unknown): Problem {
  if (error instanceof MigrationRefusal) return { key, code: error.code, message: error.message, hint: error.hint };
  if (isSkepError(error) && error.source !== 'bug')
    return { key, code: error.code, message: error.message, hint: error.hints[0] ?? '' };
  throw error;
}

function namespaceOf(object: KubeObject): { namespace?: string } {
  const namespace = asText(asObject(object['metadata'])['namespace']);
  return namespace === '' ? {} : { namespace };
}

function isoTime(epochMs: number | undefined): string {
  return epochMs === undefined ? 'an unknown time' : new Date(epochMs).toISOString();
}
