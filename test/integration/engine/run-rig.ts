import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../src/lib/clock.js';
import type { JournalRecord } from '../../../src/lib/engine/journal.js';
import { decodeRecord } from '../../../src/lib/engine/journal.js';
import type { Plan, Step, StepRecord } from '../../../src/lib/engine/plan.js';
import { type ExecuteRequest, createRun, executeRun } from '../../../src/lib/engine/run.js';
import type { RunEvent } from '../../../src/lib/engine/run-event.js';
import type { RunResult } from '../../../src/lib/engine/run-result.js';
import type { RunDeps } from '../../../src/lib/engine/run-session.js';
import type { StepContext, StepKind } from '../../../src/lib/engine/step-kind.js';
import { type UndoRequest, undoRun } from '../../../src/lib/engine/undo.js';
import { nodeFiles } from '../../../src/lib/files/node-files.js';
import { directoryState } from '../../../src/lib/state/directory/directory-state.js';
import { aPlan } from '../../unit/lib/engine/plan-fixtures.js';

/** Runs over a real directory and a world that is a map; hooks stand in for what a step does. */
export interface RunRig {
  readonly directory: string;
  readonly world: Map<string, string>;
  readonly events: RunEvent[];
  /** What was called, in order: "run a", "undo a", "check a". */
  readonly calls: string[];
  readonly deps: RunDeps;
  create(steps: readonly Step[], overrides?: Partial<Plan>): Promise<Plan>;
  readonly run: (request?: Partial<ExecuteRequest>) => Promise<RunResult>;
  readonly undo: (request?: Partial<UndoRequest>) => Promise<RunResult>;
  journal(): Promise<JournalRecord[]>;
}

export interface RigOptions {
  readonly hooks?: Readonly<Record<string, (context: StepContext) => Promise<StepRecord> | StepRecord>>;
  readonly undoHooks?: Readonly<Record<string, (context: StepContext, record: StepRecord) => Promise<void> | void>>;
  readonly deps?: Partial<RunDeps>;
  readonly directory?: string;
}

const RUN_ID = 'run-1';

export function runRig({
  hooks = {},
  undoHooks = {},
  deps: given = {},
  directory = mkdtempSync(join(tmpdir(), 'skep-engine-')),
}: RigOptions = {}): RunRig {
  const world = new Map<string, string>();
  const events: RunEvent[] = [];
  const calls: string[] = [];
  const noop: StepKind = {
    kind: 'noop',
    version: 1,
    async check({ stepId, before }) {
      calls.push(`check ${stepId}`);
      const held = world.get(stepId);
      return held === 'new'
        ? { state: 'done', record: { was: before ?? null } }
        : { state: 'needed', ...(held === undefined ? {} : { before: held }) };
    },
    async run(context) {
      calls.push(`run ${context.stepId}`);
      const record = (await hooks[context.stepId]?.(context)) ?? { was: context.before ?? null };
      world.set(context.stepId, 'new');
      return record;
    },
    async verify({ stepId }) {
      if (world.get(stepId) !== 'new') throw new Error('it is not so');
    },
    async undo(context, record) {
      calls.push(`undo ${context.stepId}`);
      await undoHooks[context.stepId]?.(context, record);
      const was = (record as { was?: string | null } | null)?.was;
      if (typeof was === 'string') world.set(context.stepId, was);
      else world.delete(context.stepId);
    },
    mayRetry: (error) => error instanceof Error && error.message.startsWith('again'),
  };
  const oneWay: StepKind = {
    kind: 'one-way',
    version: 1,
    check: noop.check.bind(noop),
    run: noop.run.bind(noop),
    verify: noop.verify.bind(noop),
  };
  const deps: RunDeps = {
    store: directoryState({ root: directory, files: nodeFiles, clock: systemClock, pollMs: 10 }),
    kinds: new Map([noop, oneWay].map((kind) => [kind.kind, kind])),
    clock: systemClock,
    limits: { concurrency: 8 },
    onEvent: (event) => events.push(event),
    ...given,
  };
  const request = { runId: RUN_ID, holder: { who: 'anna@bastion', runId: RUN_ID, reason: 'a test' }, skepVersion: '0.1.0' };
  return {
    directory,
    world,
    events,
    calls,
    deps,
    async create(steps, overrides = {}) {
      const plan = aPlan(steps, overrides);
      await createRun({ runId: RUN_ID, plan, holder: request.holder }, deps);
      return plan;
    },
    run: (overrides = {}) => executeRun({ ...request, ...overrides }, deps),
    undo: (overrides = {}) => undoRun({ ...request, partial: false, ...overrides }, deps),
    async journal() {
      const records: JournalRecord[] = [];
      for await (const entry of deps.store.readJournal(RUN_ID)) records.push(decodeRecord(entry));
      return records;
    },
  };
}

/** A promise and what settles it. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
