import { SkepError } from '../errors.js';
import type { JournalEntry } from '../ports/state-store.js';
import type { JournalRecord } from './journal.js';
import { decodeRecord } from './journal.js';
import type { Plan, StepRecord } from './plan.js';

/** What a journal says of one step. */
export interface StepProgress {
  /**
   * started: begun without an end, so that only a check can say how far it came. skipped: it was so before the run.
   * undoing: its undo was begun without an end.
   */
  readonly status: 'started' | 'done' | 'skipped' | 'failed' | 'unknown' | 'undoing' | 'undone' | 'undo-failed';
  /** Was an attempt ever started? What was not cannot have changed anything. */
  readonly begun: boolean;
  /** Of done and skipped. */
  readonly record?: StepRecord;
  /** What check said of the world before the first attempt. */
  readonly before?: StepRecord;
  readonly attempts: number;
  /** Milliseconds of the attempt that did it. */
  readonly durationMs?: number;
  readonly error?: { readonly code?: string | undefined; readonly message: string };
}

/** Where a run stands, as its journal tells it. */
export interface RunState {
  /** How many times a process took it up. */
  readonly opened: number;
  readonly steps: ReadonlyMap<string, StepProgress>;
  readonly paused: boolean;
  readonly approved: ReadonlySet<string>;
  /** Of the last time that it was taken up; absent while it runs, or when its process died. */
  readonly outcome?: 'succeeded' | 'failed' | 'stopped' | 'undone';
  readonly undo: 'none' | 'begun' | 'finished';
  readonly abandoned?: { readonly by: string; readonly reason: string };
  /** Lines read. */
  readonly lines: number;
}

interface Building {
  opened: number;
  steps: Map<string, StepProgress>;
  paused: boolean;
  approved: Set<string>;
  outcome?: 'succeeded' | 'failed' | 'stopped' | 'undone' | undefined;
  undo: RunState['undo'];
  abandoned?: { by: string; reason: string };
  lines: number;
}

/**
 * Replays a journal: its lines in order make the state, whatever their times say.
 * @throws SkepError JOURNAL_OTHER_PLAN, JOURNAL_NEWER, JOURNAL_UNREADABLE, and what the store throws
 */
export async function replayJournal(plan: Plan, entries: AsyncIterable<JournalEntry>): Promise<RunState> {
  const known = new Set(plan.steps.map((step) => step.id));
  const state: Building = { opened: 0, steps: new Map(), paused: false, approved: new Set(), undo: 'none', lines: 0 };
  for await (const entry of entries) {
    const record = decodeRecord(entry);
    assertOfPlan(plan, known, record);
    applyToRun(state, record);
    if ('step' in record) applyToStep(state, record);
    state.lines += 1;
  }
  const { outcome, ...rest } = state;
  return { ...rest, ...(outcome === undefined ? {} : { outcome }) };
}

function assertOfPlan(plan: Plan, known: ReadonlySet<string>, record: JournalRecord): void {
  const other = record.type === 'run-opened' && record.planHash !== plan.hash;
  if (!other && !('step' in record && !known.has(record.step))) return;
  const why = other ? `the plan ${record.planHash.slice(0, 12)}` : 'a plan with other steps';
  throw new SkepError(
    'JOURNAL_OTHER_PLAN',
    `line ${record.number + 1} of the journal belongs to ${why}, not to the plan ${plan.hash.slice(0, 12)} of this run`,
    {
      hints: ['the directory of the run was put together from two runs: restore it from a copy'],
      details: { line: record.number + 1 },
    },
  );
}

function applyToRun(state: Building, record: JournalRecord): void {
  switch (record.type) {
    case 'run-opened':
      state.opened += 1;
      state.outcome = undefined;
      return;
    case 'run-paused':
      state.paused = true;
      return;
    case 'run-resumed':
      state.paused = false;
      return;
    case 'step-approved':
      state.approved.add(record.step);
      return;
    case 'run-ended':
      state.outcome = record.outcome;
      return;
    case 'undo-begun':
      state.undo = 'begun';
      return;
    case 'undo-ended':
      state.outcome = record.outcome;
      if (record.outcome === 'undone') state.undo = 'finished';
      return;
    case 'run-abandoned':
      state.abandoned = { by: record.by, reason: record.reason };
      return;
    default:
  }
}

function applyToStep(state: Building, record: Extract<JournalRecord, { step: string }>): void {
  const before: StepProgress = state.steps.get(record.step) ?? { status: 'started', begun: false, attempts: 0 };
  const after = stepAfter(before, record);
  if (after !== undefined) state.steps.set(record.step, after);
}

function stepAfter(step: StepProgress, record: Extract<JournalRecord, { step: string }>): StepProgress | undefined {
  switch (record.type) {
    case 'step-started': {
      // What was there before the very first attempt is what undo brings back; a later check may see the step half done.
      const seen = step.begun ? step.before : record.before;
      const { before: _before, ...rest } = step;
      return {
        ...rest,
        status: 'started',
        begun: true,
        attempts: step.attempts + 1,
        ...(seen === undefined ? {} : { before: seen }),
      };
    }
    case 'step-done':
      return { ...step, status: 'done', record: record.record, durationMs: record.durationMs };
    case 'step-skipped':
      return { ...step, status: 'skipped', record: record.record };
    case 'step-failed':
      return { ...step, status: 'failed', error: record.error };
    case 'step-unknown':
      return { ...step, status: 'unknown' };
    case 'step-undo-started':
      return { ...step, status: 'undoing' };
    case 'step-undone':
      return { ...step, status: 'undone' };
    case 'step-undo-failed':
      return { ...step, status: 'undo-failed', error: record.error };
    case 'step-approved':
      return undefined;
  }
}
