import type { StoreSource } from '../ports/store.js';
import { Fingerprint } from './fingerprint.js';
import { NumberList } from './number-list.js';
import { checkPairs } from './pairs.js';
import { madeBefore, type Problem } from './pipeline/carry.js';
import { appendLinks, newLinks, type Links } from './pipeline/links.js';
import type { TransformPool } from './pipeline/pool.js';
import { packBatch } from './pipeline/record-batch.js';
import { loadSiteModule } from './pipeline/site-module.js';
import { carrySettings, emptyFacts, type CarrySetup } from './pipeline/setup.js';
import { transformConcluded, type KeyedNote, type TransformedBatch } from './pipeline/transform.js';
import { Tallies, type KindTally } from './tally.js';
import type { MigrationProgress } from './progress.js';

/** How many warnings are kept by text; beyond that they are counted, and stand in the audit. */
const WARNINGS_KEPT = 10_000;

/** What the migration would do, or has prepared: everything but the values themselves. */
export interface Survey {
  readonly tallies: readonly KindTally[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly KeyedNote[];
  readonly warningCount: number;
  readonly minutes: readonly number[];
  readonly records: number;
  readonly targetKeys: number;
  readonly targetBytes: number;
  readonly sourceBytes: number;
  readonly fingerprint: string;
  /** The highest revision that the source carries, in its head or in any key. */
  readonly highestRevision: number;
  readonly headRevision: number | undefined;
  /** Two target keys have the same hash: very likely two objects want the same key. The merge tells for certain. */
  readonly mayCollide: boolean;
}

/** Where transformed batches go. A plan throws them away; a run spills them. */
export interface SurveySink {
  /** Batches that an earlier attempt has already put away: they are read past, not transformed again. */
  readonly skipBatches: number;
  /** What that attempt gathered from them. */
  readonly restored: readonly Gathered[];
  put(batch: TransformedBatch, gathered: Gathered): Promise<void>;
  /** What an earlier attempt observed of the whole, for each migration. */
  readonly observed: readonly unknown[] | undefined;
  keepObserved(facts: readonly unknown[]): Promise<void>;
}

/** The part of a transformed batch that is needed after its values were put away. */
export type Gathered = Omit<TransformedBatch, 'frames' | 'audit' | 'keyHashes'> & {
  readonly keyHashes: Float64Array | readonly number[];
};

export interface SurveyInput {
  readonly source: StoreSource;
  readonly setup: CarrySetup;
  readonly pool: TransformPool;
  readonly sink: SurveySink;
  readonly signal: AbortSignal | undefined;
  /** From a saved plan: for the estimate of the time that is left. */
  readonly expectedRecords?: number;
  readonly progress: (progress: MigrationProgress) => void;
}

/** Reads the source once for each migration (what must be known of the whole) and once more to carry every record. */
export async function survey(input: SurveyInput): Promise<Survey> {
  const seen = input.sink.observed === undefined ? await observe(input) : { facts: input.sink.observed, total: undefined };
  const { facts } = seen;
  if (input.sink.observed === undefined) await input.sink.keepObserved(facts);
  const total = input.expectedRecords ?? seen.total;
  const { modulePath } = input.setup;
  const settings = carrySettings(input.setup, facts, modulePath === undefined ? undefined : await loadSiteModule(modulePath));
  const problems: Problem[] = [];
  for (const [index, migration] of settings.chain.entries()) {
    for (const problem of migration.check(facts[index] as never)) {
      problems.push({ code: 'WHOLE_REFUSED', hint: 'mend the rules or the source, and plan again', ...problem });
    }
  }
  const ledger = new Ledger();
  for (const gathered of input.sink.restored) ledger.add(gathered);
  await input.pool.setup(input.setup, facts);
  const reading = new Reading(input);
  const put = async (batch: TransformedBatch): Promise<void> => {
    const gathered = gatheredOf(batch);
    ledger.add(gathered);
    await input.sink.put(batch, gathered);
  };
  for await (const batch of input.pool.transform(reading.batches(input.sink.skipBatches))) {
    await put(batch);
    input.progress({ stage: 'transform', records: reading.records, ...(total === undefined ? {} : { total }) });
  }
  // What comes of the whole is the batch behind the last one of the source; an earlier attempt may have put it away too.
  if (reading.batchCount >= input.sink.skipBatches) await put(transformConcluded(settings));
  const head = await input.source.head();
  return ledger.close(problems, head.revision);
}

/** `total`: how many keys there are, where a pass happened to see all of them. */
async function observe(input: SurveyInput): Promise<{ readonly facts: unknown[]; readonly total: number | undefined }> {
  let total: number | undefined;
  const facts = emptyFacts(input.setup);
  const { chain } = carrySettings(input.setup, facts);
  for (const [index, migration] of chain.entries()) {
    await input.pool.setup(input.setup, facts);
    const reading = new Reading(input);
    for (const partial of await input.pool.observe(index, reading.batches(0, index === 0 ? migration.observes : undefined))) {
      migration.merge(facts[index] as never, partial as never);
    }
    // What an earlier migration makes from the whole is part of what a later one sees.
    for (const stored of madeBefore(carrySettings(input.setup, facts), index)) migration.observe(facts[index] as never, stored);
    if (reading.sawAll) total = reading.records;
    input.progress({ stage: 'observe', records: reading.records });
  }
  return { facts, total };
}

class Reading {
  readonly #input: SurveyInput;
  records = 0;
  batchCount = 0;
  /** The source gave everything: it was not told what is needed, or did not mind. */
  sawAll = false;

  constructor(input: SurveyInput) {
    this.#input = input;
  }

  /** The source's batches, packed for a worker; `directories` leaves out what a migration does not want to observe. */
  async *batches(skip: number, directories?: readonly string[]): AsyncGenerator<ArrayBuffer> {
    const { source, signal, setup } = this.#input;
    const needed = directories?.map((directory) => `${setup.root}${directory}/`);
    const options = { ...(signal === undefined ? {} : { signal }), ...(needed === undefined ? {} : { needed }) };
    for await (const batch of source.read(options)) {
      this.records += batch.length;
      this.batchCount += 1;
      if (this.batchCount <= skip) continue;
      this.sawAll ||= needed === undefined || batch.some((record) => !needed.some((prefix) => record.key.startsWith(prefix)));
      const wanted =
        needed === undefined ? batch : batch.filter((record) => needed.some((prefix) => record.key.startsWith(prefix)));
      if (wanted.length > 0 || needed === undefined) yield packBatch(wanted);
    }
  }
}

/** What is kept of a batch once its values are put away. */
function gatheredOf(batch: TransformedBatch): Gathered {
  const { frames: _frames, audit: _audit, ...rest } = batch;
  return rest;
}

/** Adds up what the batches tell, and judges the whole. */
class Ledger {
  readonly #tallies = new Tallies();
  readonly #problems: Problem[] = [];
  readonly #warnings: KeyedNote[] = [];
  #warningCount = 0;
  readonly #minutes = new Set<number>();
  readonly #links: Links = newLinks();
  readonly #uids = new NumberList();
  readonly #keys = new NumberList();
  readonly #fingerprint = new Fingerprint();
  #targetBytes = 0;
  #records = 0;
  #sourceBytes = 0;
  #highestRevision = 0;

  add(gathered: Gathered): void {
    this.#tallies.add(gathered.tallies);
    this.#problems.push(...gathered.problems);
    this.#warn(gathered.warnings);
    for (const minute of gathered.minutes) this.#minutes.add(minute);
    for (const uid of gathered.links.uids) this.#uids.push(uid);
    appendLinks(this.#links, { ...gathered.links, uids: [] });
    for (const hash of gathered.keyHashes) this.#keys.push(hash);
    for (const tally of gathered.tallies) this.#targetBytes += tally.targetBytes;
    this.#fingerprint.addPart(gathered.fingerprint);
    this.#records += gathered.records;
    this.#sourceBytes += gathered.sourceBytes;
    this.#highestRevision = Math.max(this.#highestRevision, gathered.highestRevision);
  }

  close(wholeProblems: readonly Problem[], headRevision: number | undefined): Survey {
    const pairs = checkPairs(this.#links, this.#uids.takeSorted());
    this.#warn(pairs.warnings);
    return {
      tallies: this.#tallies.list(),
      problems: [...wholeProblems, ...this.#problems, ...pairs.problems],
      warnings: this.#warnings,
      warningCount: this.#warningCount,
      minutes: [...this.#minutes].sort((a, b) => a - b),
      records: this.#records,
      targetKeys: this.#keys.length,
      targetBytes: this.#targetBytes,
      sourceBytes: this.#sourceBytes,
      fingerprint: this.#fingerprint.text(),
      highestRevision: Math.max(this.#highestRevision, headRevision ?? 0),
      headRevision,
      mayCollide: hasDuplicates(this.#keys.takeSorted()),
    };
  }

  #warn(warnings: readonly KeyedNote[]): void {
    this.#warningCount += warnings.length;
    const room = WARNINGS_KEPT - this.#warnings.length;
    if (room > 0) this.#warnings.push(...warnings.slice(0, room));
  }
}

function hasDuplicates(sorted: Float64Array): boolean {
  for (let index = 1; index < sorted.length; index += 1) if (sorted[index] === sorted[index - 1]) return true;
  return false;
}
