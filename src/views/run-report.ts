import { criticalPath } from '../lib/engine/critical-path.js';
import { buildGraph } from '../lib/engine/graph.js';
import type { JournalRecord } from '../lib/engine/journal.js';
import type { Plan, Step } from '../lib/engine/plan.js';
import { createTeller } from '../lib/engine/tell.js';
import { levelOf, textOf } from '../lib/events/event.js';
import type { SkepEvent } from '../lib/events/event.js';
import type { ReportedAttempt, ReportedStep, RunReport, RunStatus, RunStretch } from '../lib/output/report/run-model.js';

interface Told {
  readonly runId: string;
  readonly plan: Plan;
  readonly records: readonly JournalRecord[];
}

/** With more events than this the report keeps those of which somebody should know. */
const MOST_SAID = 2000;

/** A run's report, from its plan and its journal alone. */
export function runReportOf({ runId, plan, records }: Told, skepVersion: string, madeAt: number): RunReport {
  const teller = createTeller(runId, plan);
  const events = records.flatMap((record) => teller.ofRecord(record));
  const last = records.at(-1)?.at ?? madeAt;
  const steps = reportedSteps(plan.steps, events, last);
  const graph = buildGraph(plan.steps);
  const took = steps.map(({ attempts }) => attempts.reduce((sum, { from, until }) => sum + until - from, 0));
  const path = criticalPath(graph, (index) => took[index] ?? 0);
  const shown = events.length <= MOST_SAID ? events : events.filter((event) => ['warning', 'error'].includes(levelOf(event)));
  return {
    runId,
    kind: plan.kind,
    target: plan.target,
    planHash: plan.hash,
    skepVersion,
    madeAt,
    status: statusOf(records),
    sessions: stretches(records),
    steps,
    criticalPath: path.steps.flatMap((index) => ((took[index] ?? 0) > 0 ? [plan.steps[index]?.id ?? ''] : [])),
    criticalMs: path.length,
    locks: locksOf(records),
    said: shown.slice(-MOST_SAID).map((event) => ({ at: event.at, level: levelOf(event), text: textOf(event) })),
  };
}

/** Where a run stands, in one word. */
export function statusOf(records: readonly JournalRecord[]): RunStatus {
  let status: RunStatus = 'not begun';
  for (const record of records) {
    if (record.type === 'run-opened') status = 'open';
    if (record.type === 'run-ended' || record.type === 'undo-ended') status = record.outcome;
    if (record.type === 'run-abandoned') status = 'abandoned';
  }
  return status;
}

function stretches(records: readonly JournalRecord[]): readonly RunStretch[] {
  const found: { to: 'run' | 'undo'; by: string; from: number; until: number }[] = [];
  for (const record of records) {
    if (record.type === 'run-opened') found.push({ to: record.to, by: record.by, from: record.at, until: record.at });
    const current = found.at(-1);
    // A clock that was set back must not make a stretch end before it began.
    if (current !== undefined) current.until = Math.max(current.until, record.at);
  }
  return found;
}

function locksOf(records: readonly JournalRecord[]): RunReport['locks'] {
  const found = new Map<string, Set<number>>();
  for (const record of records) {
    if (record.type !== 'step-started' && record.type !== 'step-undo-started') continue;
    for (const [lock, number] of Object.entries(record.locks ?? {})) found.set(lock, (found.get(lock) ?? new Set()).add(number));
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([lock, numbers]) => ({ lock, numbers: [...numbers] }));
}

interface Building {
  status: ReportedStep['status'];
  blockedBy?: string;
  readonly attempts: { from: number; until: number; result: ReportedAttempt['result']; message?: string }[];
}

function reportedSteps(steps: readonly Step[], events: readonly SkepEvent[], last: number): readonly ReportedStep[] {
  const building = new Map<string, Building>(steps.map(({ id }) => [id, { status: 'waiting', attempts: [] }]));
  for (const event of events) applyEvent(building, event);
  return steps.map(({ id, title, group, kind }) => {
    const { status, attempts, blockedBy } = building.get(id) ?? { status: 'waiting', attempts: [] };
    const ended = attempts.map((attempt) =>
      attempt.result === 'open' ? { ...attempt, until: Math.max(attempt.from, last) } : attempt,
    );
    return { id, title, group: group ?? kind, status, attempts: ended, ...(blockedBy === undefined ? {} : { blockedBy }) };
  });
}

function applyEvent(building: ReadonlyMap<string, Building>, event: SkepEvent): void {
  switch (event.code) {
    case 'step.started': {
      const step = building.get(event.data.step);
      // The process died over the attempt before: nobody knows when it ended.
      for (const attempt of step?.attempts ?? []) if (attempt.result === 'open') attempt.result = 'unknown';
      step?.attempts.push({ from: event.at, until: event.at, result: 'open' });
      if (step !== undefined) step.status = 'open';
      return;
    }
    case 'step.done': {
      const { how } = event.data;
      end(building, event.data.step, event.at, how === 'undone' ? 'undone' : 'done');
      set(building, event.data.step, how === 'undone' ? 'undone' : how === 'skipped' ? 'skipped' : 'done');
      return;
    }
    case 'step.retried':
    case 'step.failed':
      end(building, event.data.step, event.at, 'failed', event.data.message);
      if (event.code === 'step.failed') set(building, event.data.step, 'failed');
      return;
    case 'step.unknown':
      end(building, event.data.step, event.at, 'unknown', event.data.message);
      set(building, event.data.step, 'unknown');
      return;
    case 'step.blocked':
      for (const id of event.data.steps) {
        const step = building.get(id);
        if (step !== undefined) Object.assign(step, { status: 'blocked', blockedBy: event.data.cause });
      }
      return;
    case 'run.started':
      for (const step of building.values()) if (step.status === 'blocked') step.status = 'waiting';
      return;
    default:
  }
}

function set(building: ReadonlyMap<string, Building>, id: string, status: ReportedStep['status']): void {
  const step = building.get(id);
  if (step !== undefined) step.status = status;
}

function end(
  building: ReadonlyMap<string, Building>,
  id: string,
  at: number,
  result: ReportedAttempt['result'],
  message?: string,
): void {
  const attempt = building.get(id)?.attempts.at(-1);
  if (attempt?.result !== 'open') return;
  Object.assign(attempt, { until: Math.max(attempt.from, at), result, ...(message === undefined ? {} : { message }) });
}
