import type { Files, OpenFile } from '../ports/files.js';
import { RunBuffer } from '../spool/run-buffer.js';
import { writeRun } from '../spool/run-file.js';
import type { TransformedBatch } from './pipeline/transform.js';
import type { RestoredRun, RunState } from './run-state.js';
import type { Gathered, SurveySink } from './survey.js';

const RUN_BYTES = 32 << 20;

/** Puts transformed batches away as sorted runs, and their audit lines beside them, so that a killed run goes on behind the last one. */
export class Spill implements SurveySink {
  readonly skipBatches: number;
  readonly restored: readonly Gathered[];
  readonly observed: readonly unknown[] | undefined;
  readonly #files: Files;
  readonly #state: RunState;
  readonly #runs: string[];
  readonly #audit: OpenFile;
  #buffer: RunBuffer;
  #pending: Gathered[] = [];
  #batches: number;
  #auditBytes: number;

  private constructor(files: Files, state: RunState, audit: OpenFile, restored: RestoredRun | undefined, runBytes: number) {
    const last = restored?.spills.at(-1);
    this.#files = files;
    this.#state = state;
    this.#audit = audit;
    this.#buffer = new RunBuffer(runBytes);
    this.#runs = restored?.spills.map((spill) => spill.spilled) ?? [];
    this.#batches = last?.batches ?? 0;
    this.#auditBytes = last?.auditBytes ?? 0;
    this.skipBatches = this.#batches;
    this.restored = restored?.gathered ?? [];
    this.observed = restored?.observed;
  }

  static async open(files: Files, state: RunState, restored: RestoredRun | undefined, runBytes = RUN_BYTES): Promise<Spill> {
    const audit = await files.open(
      state.path('audit.jsonl'),
      restored === undefined || restored.spills.length === 0 ? 'w' : 'r+',
    );
    const spill = new Spill(files, state, audit, restored, runBytes);
    await audit.truncate(spill.#auditBytes);
    return spill;
  }

  /** Paths of the sorted runs. Complete after `finish`. */
  get runs(): readonly string[] {
    return this.#runs.map((name) => this.#state.path(name));
  }

  async put(batch: TransformedBatch, gathered: Gathered): Promise<void> {
    if (!this.#buffer.addFrames(batch.frames)) {
      await this.#flush();
      if (!this.#buffer.addFrames(batch.frames)) {
        // A batch larger than a whole run (values near etcd's own limit) gets a run of its own.
        this.#buffer = new RunBuffer(batch.frames.length);
        this.#buffer.addFrames(batch.frames);
      }
    }
    await this.#audit.write(batch.audit, this.#auditBytes);
    this.#auditBytes += batch.audit.length;
    this.#pending.push(gathered);
    this.#batches += 1;
  }

  keepObserved(facts: readonly unknown[]): Promise<void> {
    return this.#state.observed(facts);
  }

  async finish(): Promise<void> {
    await this.#flush();
    await this.#audit.sync();
  }

  async close(): Promise<void> {
    await this.#audit.close();
  }

  async #flush(): Promise<void> {
    if (this.#pending.length === 0) return;
    const number = String(this.#runs.length).padStart(5, '0');
    const name = `spill-${number}.run`;
    await writeRun(this.#files, this.#state.path(name), this.#buffer);
    await this.#audit.sync();
    const line = { spilled: name, facts: `spill-${number}.json`, batches: this.#batches, auditBytes: this.#auditBytes };
    await this.#state.spilled(line, this.#pending);
    this.#runs.push(name);
    this.#pending = [];
    this.#buffer.clear();
  }
}
