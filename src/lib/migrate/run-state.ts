import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { SkepError } from '../errors.js';
import type { Files, OpenFile } from '../ports/files.js';
import { Fingerprint, type FingerprintPart } from './fingerprint.js';
import type { Gathered, Survey } from './survey.js';

/** What makes two runs the same run: the same source bytes, the same target, the same instructions. */
export interface RunIdentity {
  readonly source: string;
  readonly target: string;
  readonly from: string;
  readonly to: string;
  /** Digest of everything else that shapes the result: root, encoding, rules, keys, options. */
  readonly settings: string;
}

interface Header {
  readonly skepRun: 1;
  readonly identity: RunIdentity;
  readonly planTime: number;
}

/** One line of the journal: a run of sorted records that is whole on disk, and where the audit stood then. */
interface Spilled {
  readonly spilled: string;
  readonly facts: string;
  readonly batches: number;
  readonly auditBytes: number;
}

/** What the migrations have to know of the whole is gathered. */
interface Observed {
  readonly observed: string;
}

/** Everything is carried, checked and spilled: what is left is to write. */
interface Surveyed {
  readonly surveyed: string;
}

interface Writing {
  readonly writing: true;
}

type Line = Header | Observed | Spilled | Surveyed | Writing;

export interface RestoredRun {
  readonly planTime: number;
  readonly spills: readonly Spilled[];
  readonly gathered: readonly Gathered[];
  readonly observed?: readonly unknown[];
  readonly survey?: Survey;
  readonly writing: boolean;
}

const JOURNAL = 'journal.ndjson';
const RESULT = 'result.json';
const SURVEY = 'survey.json';
const OBSERVED = 'observed.bin';

/**
 * The state directory of one run, beside its target: `journal.ndjson`, the spilled runs and what was gathered from them.
 * A line in the journal is written only after what it names is whole and synced, so that a kill at any moment leaves
 * either the line and all it names, or work to be done again.
 */
export class RunState {
  readonly directory: string;
  readonly #files: Files;
  #journal: OpenFile | undefined;

  constructor(files: Files, directory: string) {
    this.#files = files;
    this.directory = directory;
  }

  path(name: string): string {
    return join(this.directory, name);
  }

  async exists(): Promise<boolean> {
    return (await this.#files.stat(this.path(JOURNAL))) !== undefined;
  }

  async begin(identity: RunIdentity, planTime: number): Promise<void> {
    await this.#files.makeDirectory(this.directory);
    // The header becomes visible whole or not at all: a journal without one would be neither a run nor none.
    await this.#writeWhole(JOURNAL, encodeLine({ skepRun: 1, identity, planTime }));
    await this.#openJournal();
  }

  /** @throws SkepError MIGRATION_RUN_EXISTS when what is there is another run */
  async restore(identity: RunIdentity): Promise<RestoredRun> {
    const { lines, bytes } = await this.#readJournal();
    const [header, ...rest] = lines;
    if (header === undefined || !('skepRun' in header)) throw this.#unreadable('it has no header');
    const moved = (Object.keys(identity) as (keyof RunIdentity)[]).filter((part) => identity[part] !== header.identity[part]);
    if (moved.length > 0) {
      throw new SkepError(
        'MIGRATION_RUN_EXISTS',
        `the unfinished run in ${this.directory} is another one: its ${moved.join(', ')} differ`,
        {
          hints: ['resume it with the arguments that it was started with', `or give it up: rm -r ${this.directory}`],
        },
      );
    }
    const spills = rest.filter((line): line is Spilled => 'spilled' in line);
    const surveyed = rest.find((line): line is Surveyed => 'surveyed' in line);
    const writing = rest.some((line) => 'writing' in line);
    if (surveyed !== undefined) {
      await this.#openJournal(bytes);
      return {
        planTime: header.planTime,
        spills,
        gathered: [],
        survey: (await this.#readJson(surveyed.surveyed)) as Survey,
        writing,
      };
    }
    const gathered: Gathered[] = [];
    for (const spill of spills) gathered.push((await this.#readJson(spill.facts)) as Gathered);
    const observed = rest.find((line): line is Observed => 'observed' in line);
    const facts =
      observed === undefined ? {} : { observed: deserialize(await this.#readAll(this.path(observed.observed))) as unknown[] };
    await this.#openJournal(bytes);
    return { planTime: header.planTime, spills, gathered, writing, ...facts };
  }

  async spilled(line: Spilled, gathered: readonly Gathered[]): Promise<void> {
    await this.#writeWhole(line.facts, Buffer.from(JSON.stringify(mergeGathered(gathered))));
    await this.#append(line);
  }

  /** Facts hold maps and sets, which JSON has not. */
  async observed(facts: readonly unknown[]): Promise<void> {
    await this.#writeWhole(OBSERVED, serialize(facts));
    await this.#append({ observed: OBSERVED });
  }

  async surveyed(survey: Survey): Promise<void> {
    await this.#writeWhole(SURVEY, Buffer.from(JSON.stringify(survey)));
    await this.#append({ surveyed: SURVEY });
  }

  async writing(): Promise<void> {
    await this.#append({ writing: true });
  }

  /** Gives the run up: everything that was prepared goes. */
  async abandon(): Promise<void> {
    await this.close();
    await this.#files.removeDirectory(this.directory);
  }

  /**
   * Ends the run. One rename takes it from unfinished to finished; what is left after a kill behind it is a finished run that
   * `takeFinished` recognises, never half a state directory. `unlock` comes before that is cleared away: behind it nothing must
   * be left to do, for nothing would tell the next call that the target is this run's.
   */
  async finish(result: unknown, unlock: () => Promise<void>): Promise<void> {
    await this.#writeWhole(RESULT, Buffer.from(JSON.stringify(result)));
    await this.close();
    await this.#files.rename(this.directory, this.#finished);
    await this.#files.syncDirectory(dirname(this.directory));
    await unlock();
    await this.#removeFinished();
  }

  /** The result of a run that was killed after it had finished and before it had cleaned up; unlocks and cleans up. */
  async takeFinished(unlock: () => Promise<void>): Promise<unknown> {
    const path = join(this.#finished, RESULT);
    if ((await this.#files.stat(path)) === undefined) return undefined;
    const result: unknown = JSON.parse((await this.#readAll(path)).toString());
    await unlock();
    await this.#removeFinished();
    return result;
  }

  async #removeFinished(): Promise<void> {
    for (const name of await this.#files.list(this.#finished))
      if (name !== RESULT) await this.#files.remove(join(this.#finished, name));
    await this.#files.removeDirectory(this.#finished);
  }

  get #finished(): string {
    return `${this.directory}.finished`;
  }

  async close(): Promise<void> {
    await this.#journal?.close();
    this.#journal = undefined;
  }

  async #writeWhole(name: string, bytes: Uint8Array): Promise<void> {
    const path = this.path(name);
    const file = await this.#files.open(`${path}.partial`, 'w');
    await file.write(bytes);
    await file.sync();
    await file.close();
    await this.#files.rename(`${path}.partial`, path);
    await this.#files.syncDirectory(this.directory);
  }

  async #append(line: Line): Promise<void> {
    await this.#journal?.write(encodeLine(line));
    await this.#journal?.sync();
  }

  /** A torn last line was never acknowledged; it is cut off before the next one is written. */
  async #openJournal(truncateTo?: number): Promise<void> {
    if (truncateTo !== undefined) {
      const file = await this.#files.open(this.path(JOURNAL), 'r+');
      await file.truncate(truncateTo);
      await file.close();
    }
    this.#journal = await this.#files.open(this.path(JOURNAL), 'a');
  }

  async #readJournal(): Promise<{ lines: Line[]; bytes: number }> {
    const text = (await this.#readAll(this.path(JOURNAL))).toString();
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    const lines: Line[] = [];
    for (const [index, line] of whole.split('\n').slice(0, -1).entries()) {
      try {
        lines.push(JSON.parse(line) as Line);
      } catch {
        throw this.#unreadable(`line ${String(index + 1)} is damaged`);
      }
    }
    return { lines, bytes: Buffer.byteLength(whole) };
  }

  async #readJson(name: string): Promise<unknown> {
    return JSON.parse((await this.#readAll(this.path(name))).toString());
  }

  async #readAll(path: string): Promise<Buffer> {
    const file = await this.#files.open(path, 'r');
    try {
      const buffer = Buffer.alloc((await file.stat()).size);
      let filled = 0;
      while (filled < buffer.length) {
        const count = await file.read(buffer.subarray(filled), filled);
        if (count === 0) break;
        filled += count;
      }
      return buffer.subarray(0, filled);
    } finally {
      await file.close();
    }
  }

  #unreadable(reason: string): SkepError {
    return new SkepError('MIGRATION_RUN_EXISTS', `the unfinished run in ${this.directory} cannot be read: ${reason}`, {
      hints: [
        `nothing was written to the target yet or all of it is in the journal; give the run up with: rm -r ${this.directory}`,
      ],
    });
  }
}

function encodeLine(line: Line): Buffer {
  return Buffer.from(`${JSON.stringify(line)}\n`);
}

function sumOf(parts: readonly FingerprintPart[]): FingerprintPart {
  const sum = new Fingerprint();
  for (const part of parts) sum.addPart(part);
  return sum.part();
}

/** One record of what several batches told, in their order. */
function mergeGathered(parts: readonly Gathered[]): Gathered {
  return {
    frameCount: parts.reduce((sum, part) => sum + part.frameCount, 0),
    tallies: parts.flatMap((part) => part.tallies),
    problems: parts.flatMap((part) => part.problems),
    warnings: parts.flatMap((part) => part.warnings),
    minutes: [...new Set(parts.flatMap((part) => part.minutes))],
    keyHashes: parts.flatMap((part) => [...part.keyHashes]),
    fingerprint: sumOf(parts.map((part) => part.fingerprint)),
    records: parts.reduce((sum, part) => sum + part.records, 0),
    sourceBytes: parts.reduce((sum, part) => sum + part.sourceBytes, 0),
    highestRevision: Math.max(0, ...parts.map((part) => part.highestRevision)),
    links: {
      uids: parts.flatMap((part) => part.links.uids),
      owners: parts.flatMap((part) => part.links.owners),
      claims: parts.flatMap((part) => part.links.claims),
      volumes: parts.flatMap((part) => part.links.volumes),
      accounts: parts.flatMap((part) => part.links.accounts),
      tokens: parts.flatMap((part) => part.links.tokens),
      jobs: parts.flatMap((part) => part.links.jobs),
      workloads: parts.flatMap((part) => part.links.workloads),
    },
  };
}
