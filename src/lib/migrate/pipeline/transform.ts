import { keyToBytes } from '../../etcd/key-text.js';
import type { Note } from '../../../migrations/migration.js';
import { auditRow } from '../audit.js';
import { addDrop, Tallies, type KindTally } from '../tally.js';
import { carryConcluded, carryRecord, objectsBefore, type Carried, type CarrySettings, type Problem } from './carry.js';
import { FrameWriter } from './frames.js';
import { Fingerprint, type FingerprintPart } from '../fingerprint.js';
import { collectLinks, hashBytes, newLinks, type Links } from './links.js';
import { type BatchRecord, unpackBatch } from './record-batch.js';

/** A warning with the object that it is about. */
export interface KeyedNote extends Note {
  readonly key: string;
}

/** What a batch of source records became. Plain data: it crosses threads. */
export interface TransformedBatch {
  readonly frames: Uint8Array<ArrayBuffer>;
  readonly frameCount: number;
  /** 53-bit hashes of the target keys, to find two objects that end under one key. */
  readonly keyHashes: Float64Array<ArrayBuffer>;
  /** Of the source records, see fingerprint.ts. */
  readonly fingerprint: FingerprintPart;
  readonly records: number;
  readonly sourceBytes: number;
  readonly highestRevision: number;
  /** Audit lines in the order of the records, newline-terminated. */
  readonly audit: Uint8Array<ArrayBuffer>;
  readonly tallies: readonly KindTally[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly KeyedNote[];
  /** Distinct whole minutes of life that leases are needed for. */
  readonly minutes: readonly number[];
  readonly links: Links;
}

export function transformBatch(settings: CarrySettings, batch: ArrayBuffer): TransformedBatch {
  const gathered = new Gathered();
  for (const record of unpackBatch(batch)) {
    gathered.note(record);
    gathered.add(carryRecord(settings, record), record.value.length);
  }
  return gathered.finish();
}

/** The same for what the migrations make from the whole. */
export function transformConcluded(settings: CarrySettings): TransformedBatch {
  const gathered = new Gathered();
  for (const carried of carryConcluded(settings)) gathered.add(carried, 0);
  return gathered.finish();
}

/** Shows the objects of a batch to migration number `index` of the chain, for what it must know of the whole. */
export function observeBatch(settings: CarrySettings, index: number, facts: unknown, batch: ArrayBuffer): void {
  const migration = settings.chain[index];
  if (migration === undefined) return;
  for (const record of unpackBatch(batch)) {
    if (!record.key.startsWith(settings.root)) continue;
    for (const stored of readable(settings, record, index)) migration.observe(facts as never, stored);
  }
}

/** What cannot be read is a problem of the transformation, which reports it with all the others. */
function readable(
  settings: CarrySettings,
  record: Parameters<typeof objectsBefore>[1],
  index: number,
): ReturnType<typeof objectsBefore> {
  try {
    return objectsBefore(settings, record, index);
  } catch {
    return [];
  }
}

class Gathered {
  readonly #frames = new FrameWriter();
  readonly #audit: string[] = [];
  readonly #tallies = new Tallies();
  readonly #problems: Problem[] = [];
  readonly #warnings: KeyedNote[] = [];
  readonly #minutes = new Set<number>();
  readonly #links = newLinks();
  readonly #hashes: number[] = [];
  readonly #fingerprint = new Fingerprint();
  #records = 0;
  #sourceBytes = 0;
  #highestRevision = 0;

  note(record: BatchRecord): void {
    this.#fingerprint.add(record);
    this.#records += 1;
    this.#sourceBytes += record.value.length;
    if (record.modRevision > this.#highestRevision) this.#highestRevision = record.modRevision;
  }

  add(carried: Carried, sourceBytes: number): void {
    const tally = this.#tallies.of(carried.kind);
    tally.fates[carried.fate] += 1;
    tally.sourceBytes += sourceBytes;
    for (const [index, written] of carried.written.entries()) {
      const key = keyToBytes(written.key);
      this.#frames.add(key, written.value, written.lifeMinutes);
      this.#hashes.push(hashBytes(key));
      if (written.lifeMinutes > 0) this.#minutes.add(written.lifeMinutes);
      tally.targetBytes += written.value.length;
      if (index > 0 && written.object !== undefined) this.#tallies.of(written.object.kind).fates.made += 1;
      if (written.object !== undefined) collectLinks(this.#links, written.key, written.object);
    }
    const about = carried.source ?? carried.written[0]?.key ?? '';
    const { fate, rule, reason = '' } = carried;
    if (fate === 'dropped' && rule !== undefined) addDrop(tally, rule, { count: 1, reason, example: about });
    for (const note of carried.notes) if (note.severity === 'warning') this.#warnings.push({ key: about, ...note });
    if (carried.problem !== undefined) this.#problems.push(carried.problem);
    this.#audit.push(JSON.stringify(auditRow(carried)));
  }

  finish(): TransformedBatch {
    const text = this.#audit.length === 0 ? '' : `${this.#audit.join('\n')}\n`;
    return {
      frames: this.#frames.take(),
      frameCount: this.#frames.count,
      keyHashes: Float64Array.from(this.#hashes),
      fingerprint: this.#fingerprint.part(),
      records: this.#records,
      sourceBytes: this.#sourceBytes,
      highestRevision: this.#highestRevision,
      audit: new Uint8Array(new TextEncoder().encode(text)),
      tallies: this.#tallies.list(),
      problems: this.#problems,
      warnings: this.#warnings,
      minutes: [...this.#minutes],
      links: this.#links,
    };
  }
}
