import type { Plan, Step } from '../lib/engine/plan.js';
import type { PlanDiff, ValueChange } from '../lib/engine/plan-diff.js';
import type { UndoPreview } from '../lib/engine/undo.js';
import type { RunResult } from '../lib/engine/run-result.js';
import type { Paint } from '../lib/output/color.js';
import { formatDuration, formatQuantity } from '../lib/output/format.js';
import { tableOf } from '../lib/output/print.js';
import type { ReportedStep, RunReport, RunStatus } from '../lib/output/report/run-model.js';
import type { ReportResult } from '../lib/output/result.js';
import type { Column } from '../lib/output/table.js';
import type { LockState, RunHead } from '../lib/ports/state-store.js';
import { printable } from '../lib/output/width.js';

export interface ListedRun extends RunHead {
  readonly status: RunStatus;
  readonly done: number;
  readonly steps: number;
}

export const RUN_COLUMNS: readonly Column<ListedRun>[] = [
  { title: 'RUN', value: (run) => run.id },
  { title: 'STATUS', value: (run) => run.status, paint: (text, run, paint) => tone(run.status, paint)(text) },
  { title: 'DONE', value: (run) => `${run.done}/${run.steps}`, align: 'right' },
  { title: 'TARGET', value: (run) => run.target, cut: 'end' },
  { title: 'MADE', value: (run) => utc(run.createdAt) },
  { title: 'BY', value: (run) => run.createdBy, cut: 'end', optional: true },
];

export function utc(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

function tone(status: RunStatus | ReportedStep['status'], paint: Paint): (text: string) => string {
  if (status === 'failed' || status === 'abandoned') return paint.red;
  if (status === 'succeeded' || status === 'done') return paint.green;
  return ['open', 'stopped', 'unknown', 'blocked'].includes(status) ? paint.yellow : (text) => text;
}

const STEP_COLUMNS: readonly Column<ReportedStep>[] = [
  { title: 'STATUS', value: (step) => step.status, paint: (text, step, paint) => tone(step.status, paint)(text) },
  { title: 'STEP', value: (step) => step.id, cut: 'start' },
  { title: 'TIME', value: (step) => timeOf(step), align: 'right' },
  {
    title: 'WHAT',
    value: (step) => step.attempts.findLast(({ message }) => message !== undefined)?.message ?? step.title,
    cut: 'end',
  },
];

function timeOf({ attempts }: ReportedStep): string {
  if (attempts.length === 0) return '';
  return formatDuration(attempts.reduce((sum, { from, until }) => sum + until - from, 0));
}

/** Steps that a person need not see one by one. */
const STEPS_SHOWN = 40;

/** What `run show` tells: how it stands, who had it, what needs a look, and what to type next. */
export function runView(report: RunReport, next: string | undefined): ReportResult {
  const order = ['failed', 'unknown', 'open', 'blocked', 'waiting', 'undone', 'done', 'skipped'];
  const steps = [...report.steps].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  const rest = steps.length - STEPS_SHOWN;
  const counts = order
    .map((status) => [status, steps.filter((step) => step.status === status).length] as const)
    .filter(([, count]) => count > 0);
  return {
    kind: 'Run',
    metadata: { name: report.runId },
    result: { ...report, said: undefined, ...(next === undefined ? {} : { next }) },
    names: [report.runId],
    sections: [
      {
        lines: (paint) => [
          `${paint.bold(report.runId)}: ${printable(`${report.kind} of ${report.target}`)}, ${tone(report.status, paint)(report.status)}`,
          `steps: ${counts.map(([status, count]) => `${count} ${status}`).join(', ')}`,
          `plan ${report.planHash}`,
          ...(next === undefined ? [] : [`next: ${next}`]),
        ],
      },
      { title: 'Taken up', table: tableOf(SESSION_COLUMNS, report.sessions) },
      { title: 'Steps', table: tableOf(STEP_COLUMNS, steps.slice(0, STEPS_SHOWN)) },
      { lines: () => (rest > 0 ? [`and ${formatQuantity(rest, 'more step')}: --output json has them all`] : []) },
    ],
  };
}

const SESSION_COLUMNS: readonly Column<RunReport['sessions'][number]>[] = [
  { title: 'FROM', value: (session) => utc(session.from) },
  { title: 'TOOK', value: (session) => formatDuration(session.until - session.from), align: 'right' },
  { title: 'TO', value: (session) => session.to },
  { title: 'BY', value: (session) => session.by, cut: 'end' },
];

/** The command that goes on with a run in this state; undefined: nothing is left to do. */
export function nextCommand({ runId, status, sessions }: Pick<RunReport, 'runId' | 'status' | 'sessions'>): string | undefined {
  if (status === 'succeeded' || status === 'undone' || status === 'abandoned') return undefined;
  return `skep run ${sessions.at(-1)?.to === 'undo' ? 'undo' : 'resume'} ${runId}`;
}

/** What an undo would do. */
export function undoView(runId: string, { undo, left, passed }: UndoPreview): ReportResult {
  const named = (steps: readonly Step[]): readonly string[] => steps.map(({ id, title }) => `  ${printable(`${id}: ${title}`)}`);
  return {
    kind: 'UndoPreview',
    metadata: { name: runId },
    result: {
      undo: undo.map(({ id }) => id),
      left: left.map(({ id }) => id),
      ...(passed === undefined ? {} : { passed: passed.id }),
    },
    names: undo.map(({ id }) => id),
    sections: [
      {
        lines: (paint) => [
          ...(passed === undefined
            ? []
            : [paint.red(`nothing would be undone: the run has passed its point of no return, ${printable(passed.id)}`)]),
          `${paint.bold(runId)}: ${formatQuantity(undo.length, 'step')} would be undone`,
          ...named(undo),
          ...(left.length === 0
            ? []
            : [paint.yellow('these cannot be undone, and without --partial nothing is:'), ...named(left)]),
        ],
      },
    ],
  };
}

/** What a run was asked for from another terminal. */
export function askedView(runId: string, { kind, stepId }: { readonly kind: string; readonly stepId?: string }): ReportResult {
  return {
    kind: 'RunAsked',
    metadata: { name: runId },
    result: { asked: kind, ...(stepId === undefined ? {} : { step: stepId }) },
    names: [runId],
    sections: [
      { lines: () => [`asked ${runId} to ${kind}${stepId === undefined ? '' : ` ${stepId}`}; skep run watch ${runId} shows it`] },
    ],
  };
}

/** What a run came to, this time. */
export function resultView(result: RunResult, plan: Plan): ReportResult {
  const { runId, outcome, done, skipped, left } = result;
  const words = [formatQuantity(done, 'step'), ...(skipped === 0 ? [] : [`${skipped} were so already`])].join(', ');
  return {
    kind: 'RunResult',
    metadata: { name: runId, plan: plan.hash },
    result,
    names: [runId],
    sections: [
      {
        lines: (paint) => [
          `${paint.bold(runId)}: ${paint.green(outcome)}, ${words}`,
          ...(left.length === 0 ? [] : [`left as they are: ${left.map(printable).join(', ')}`]),
        ],
      },
    ],
  };
}

export const LOCK_COLUMNS: readonly Column<LockState>[] = [
  { title: 'LOCK', value: (lock) => lock.lock },
  { title: 'HELD BY', value: (lock) => lock.holder?.who ?? '', cut: 'end' },
  { title: 'RUN', value: (lock) => lock.holder?.runId ?? '' },
  { title: 'SINCE', value: (lock) => (lock.holder === undefined ? '' : utc(lock.since)) },
  { title: 'NUMBER', value: (lock) => String(lock.number), align: 'right' },
  { title: 'WAITING', value: (lock) => String(lock.waiting.length), align: 'right' },
];

export function lockView(lock: LockState): ReportResult {
  const { holder, waiting } = lock;
  return {
    kind: 'Lock',
    metadata: { name: lock.lock },
    result: lock,
    names: [lock.lock],
    sections: [
      {
        lines: (paint) => [
          `${paint.bold(printable(lock.lock))}: ${holder === undefined ? 'free' : `held by ${printable(holder.who)} since ${utc(lock.since)}`}, fencing number ${lock.number}`,
          ...(holder === undefined ? [] : [`for: ${printable(holder.reason)} (skep run show ${holder.runId})`]),
        ],
      },
      { title: 'Waiting', table: tableOf(WAITING_COLUMNS, waiting) },
    ],
  };
}

const WAITING_COLUMNS: readonly Column<LockState['waiting'][number]>[] = [
  { title: 'PRIORITY', value: (place) => String(place.priority), align: 'right' },
  { title: 'SINCE', value: (place) => utc(place.since) },
  { title: 'WHO', value: (place) => place.holder.who, cut: 'end' },
  { title: 'RUN', value: (place) => place.holder.runId },
];

/** What differs between two plans. */
export function diffView(diff: PlanDiff, names: { readonly a: string; readonly b: string }): ReportResult {
  const change = ({ path, before, after }: ValueChange): string =>
    `  ${printable(path)}: ${before === undefined ? '(absent)' : JSON.stringify(before)} -> ${after === undefined ? '(absent)' : JSON.stringify(after)}`;
  return {
    kind: 'PlanDiff',
    metadata: names,
    result: diff,
    names: [...diff.added, ...diff.removed, ...diff.changed.map(({ id }) => id)],
    sections: [
      {
        lines: (paint) => [
          ...(diff.same ? ['the two plans would do the same'] : []),
          ...diff.plan.map(change),
          ...diff.wanted.map((each) => `wanted${change(each)}`),
          ...diff.fingerprint.map(({ part }) => paint.yellow(`the world moved: ${printable(part)}`)),
          ...diff.removed.map((id) => paint.red(`- ${printable(id)}`)),
          ...diff.added.map((id) => paint.green(`+ ${printable(id)}`)),
          ...diff.changed.flatMap(({ id, changes }) => [paint.yellow(`~ ${printable(id)}`), ...changes.map(change)]),
          ...(diff.reordered ? ['steps, needs or locks stand in another order'] : []),
        ],
      },
    ],
  };
}

export interface Adoption {
  readonly lock: string;
  readonly authority: string;
  /** Lower numbers and this one are refused. */
  readonly above: number;
  readonly hosts: readonly string[];
}

export function adoptionView(adoption: Adoption): ReportResult {
  const { lock, authority, above, hosts } = adoption;
  return {
    kind: 'LockAdoption',
    metadata: { name: lock },
    result: adoption,
    names: hosts,
    sections: [
      {
        lines: () =>
          hosts.map((host) => `${printable(host)}: obeys ${authority} for the lock ${printable(lock)}, numbers above ${above}`),
      },
    ],
  };
}
