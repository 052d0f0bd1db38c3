import type { RunHead } from '../ports/state-store.js';
import type { JournalRecord } from './journal.js';

/** One line of the answer to: who did what, when? */
export interface AuditEntry {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly by: string;
  readonly run: string;
  readonly kind: string;
  readonly target: string;
  readonly what: string;
  readonly step?: string;
}

export interface AuditFilter {
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  /** A part of whom. */
  readonly by?: string | undefined;
  /** A part of the target. */
  readonly target?: string | undefined;
  readonly kind?: string | undefined;
  /** Also what steps changed, by whoever had the run. */
  readonly steps?: boolean | undefined;
}

/** What people did over all runs, the newest run first; within a run in the order of its journal. */
export async function* auditOf(
  runs: AsyncIterable<RunHead>,
  read: (runId: string) => Promise<{ readonly records: readonly JournalRecord[] }>,
  filter: AuditFilter,
): AsyncGenerator<AuditEntry> {
  for await (const head of runs) {
    if (filter.kind !== undefined && head.kind !== filter.kind) continue;
    if (filter.target !== undefined && !head.target.includes(filter.target)) continue;
    if (filter.until !== undefined && head.createdAt > filter.until) continue;
    const { records } = await read(head.id);
    for (const entry of entriesOf(head, records, filter.steps === true)) if (passes(entry, filter)) yield entry;
  }
}

function passes(entry: AuditEntry, { since, until, by }: AuditFilter): boolean {
  if (since !== undefined && entry.at < since) return false;
  if (until !== undefined && entry.at > until) return false;
  return by === undefined || entry.by.includes(by);
}

function* entriesOf(head: RunHead, records: readonly JournalRecord[], withSteps: boolean): Generator<AuditEntry> {
  const about = { run: head.id, kind: head.kind, target: head.target };
  yield { ...about, at: head.createdAt, by: head.createdBy, what: `made the run of plan ${head.planHash.slice(0, 12)}` };
  let owner = head.createdBy;
  for (const record of records) {
    if (record.type === 'run-opened') owner = record.by;
    const step = 'step' in record ? { step: record.step } : {};
    const deed = deedOf(record);
    if (deed !== undefined) yield { ...about, ...step, at: record.at, by: 'by' in record ? record.by : owner, what: deed };
    else if (withSteps) {
      const change = changeOf(record);
      if (change !== undefined) yield { ...about, ...step, at: record.at, by: owner, what: change };
    }
  }
}

/** What a person did to the run. */
function deedOf(record: JournalRecord): string | undefined {
  switch (record.type) {
    case 'run-opened':
      return record.to === 'undo' ? 'took it up to undo it' : 'took it up';
    case 'run-paused':
      return 'paused it';
    case 'run-resumed':
      return 'let it go on';
    case 'step-approved':
      return 'approved the step';
    case 'run-yielded':
      return 'took its locks for a run that goes first';
    case 'stop-asked':
      return record.how === 'now' ? 'stopped it at once' : 'stopped it after its running steps';
    case 'undo-begun':
      return record.partial ? 'began to undo it in part' : 'began to undo it';
    case 'run-abandoned':
      return `abandoned it: ${record.reason}`;
    case 'run-ended':
    case 'undo-ended':
      return `saw its end: ${record.outcome}`;
    default:
      return undefined;
  }
}

/** What a step did to the world. */
function changeOf(record: JournalRecord): string | undefined {
  switch (record.type) {
    case 'step-done':
      return record.found ? 'found the step done' : 'did the step';
    case 'step-failed':
      return record.willRetry ? undefined : `the step failed: ${record.error.message}`;
    case 'step-unknown':
      return 'left the step in its midst';
    case 'step-undone':
      return 'undid the step';
    default:
      return undefined;
  }
}
