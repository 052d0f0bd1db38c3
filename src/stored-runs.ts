import { decodeRecord, type JournalRecord } from './lib/engine/journal.js';
import { SkepError } from './lib/errors.js';
import { buildGraph } from './lib/engine/graph.js';
import { estimateRest, type TypicalDurations } from './lib/engine/eta.js';
import type { Limits } from './lib/engine/graph-run.js';
import type { Plan } from './lib/engine/plan.js';
import { readPlan } from './lib/engine/plan-file.js';
import { lockData, createTeller } from './lib/engine/tell.js';
import { levelOf } from './lib/events/event.js';
import type { SkepEvent } from './lib/events/event.js';
import type { EventLevel } from './lib/events/registry.js';
import type { RunOutline } from './lib/output/run/board.js';
import { eventLine } from './lib/output/run/ndjson.js';
import { plainLine } from './lib/output/run/plain.js';
import type { RunRenderer } from './lib/output/run/renderer.js';
import type { StateStore } from './lib/ports/state-store.js';
import type { ListedRun } from './views/run-history.js';
import { statusOf } from './views/run-report.js';
import type { Session } from './wiring.js';

/** A run as it is kept: its plan, and what its journal holds so far. */
export interface StoredRun {
  readonly runId: string;
  readonly plan: Plan;
  readonly records: readonly JournalRecord[];
}

/** "last" is the newest run. @throws SkepError STATE_RUN_UNKNOWN */
export async function runNamed(state: StateStore, name: string): Promise<string> {
  if (name !== 'last') return name;
  for await (const head of state.listRuns()) return head.id;
  throw new SkepError('STATE_RUN_UNKNOWN', 'there is no run yet', { hints: ['skep apply PLAN.json'] });
}

/** @throws SkepError STATE_RUN_UNKNOWN, STATE_CORRUPT, PLAN_EDITED, JOURNAL_UNREADABLE */
export async function storedRun(state: StateStore, runId: string): Promise<StoredRun> {
  const plan = readPlan(await state.readPlan(runId), `of run ${runId}`);
  const records: JournalRecord[] = [];
  for await (const entry of state.readJournal(runId)) records.push(decodeRecord(entry));
  return { runId, plan, records };
}

/** Everything that was said of a run, by its journal. */
export function eventsOf({ runId, plan, records }: StoredRun): readonly SkepEvent[] {
  const teller = createTeller(runId, plan);
  return records.flatMap((record) => teller.ofRecord(record));
}

/** What the renderers must know of a run. */
export function outlineOf({ runId, plan }: StoredRun, limits?: Limits, typical: TypicalDurations = new Map()): RunOutline {
  const graph = buildGraph(plan.steps);
  const rest = { isOver: () => false, runningFor: () => 0 };
  const eta = limits === undefined ? undefined : estimateRest({ steps: plan.steps, graph, limits, typical, ...rest });
  const steps = plan.steps.map(({ id, title, group, kind }) => {
    const expectedMs = typical.get(kind);
    return { id, title, ...(group === undefined ? {} : { group }), ...(expectedMs === undefined ? {} : { expectedMs }) };
  });
  return { runId, steps, ...(eta === undefined ? {} : { expectedMs: eta.milliseconds }) };
}

/** The names of the newest runs. */
export async function newestRuns(state: StateStore, count: number): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { id } of state.listRuns()) {
    names.push(id);
    if (names.length === count) break;
  }
  return names;
}

/** Newest first. A run that is damaged is told as such by `run show`; here it must not hide the others. */
export async function* listedRuns(
  state: StateStore,
  filter: { readonly kind?: string | undefined; readonly limit: number },
): AsyncGenerator<ListedRun> {
  let count = 0;
  for await (const head of state.listRuns()) {
    if (filter.kind !== undefined && head.kind !== filter.kind) continue;
    const { plan, records } = await storedRun(state, head.id);
    const done = new Set<string>();
    for (const record of records) {
      if (record.type === 'step-done' || record.type === 'step-skipped') done.add(record.step);
      if (record.type === 'step-undone') done.delete(record.step);
    }
    yield { ...head, status: statusOf(records), done: done.size, steps: plan.steps.length };
    count += 1;
    if (count === filter.limit) return;
  }
}

/** How often locks are looked at, which no journal tells of. */
const LOCK_POLL_MS = 2_000;

/** Shows a run that another process carries out, until it ends or the watcher is stopped. */
export async function watchRun(session: Session, state: StateStore, runId: string, form: 'people' | 'ndjson'): Promise<void> {
  const stored = await storedRun(state, runId);
  const renderer = await session.runRenderer(outlineOf(stored), form);
  const teller = createTeller(runId, stored.plan);
  const isOver = ['succeeded', 'failed', 'stopped', 'undone', 'abandoned'].includes(statusOf(stored.records));
  const ended = new AbortController();
  const stop = AbortSignal.any([ended.signal, session.signal]);
  const locks = isOver ? Promise.resolve() : watchLocks(session, state, runId, renderer, stop);
  try {
    let number = 0;
    for await (const entry of state.followJournal(runId, 0, stop)) {
      const isPast = number < stored.records.length - 1 && form === 'people';
      number += 1;
      for (const event of teller.ofRecord(decodeRecord(entry))) {
        if (isPast) renderer.recall(event);
        else renderer.tell(event);
        // What follows an end is another session of the run, which may already be there.
        const isEnd = event.code === 'run.ended' || event.code === 'run.abandoned';
        if (isEnd && number >= stored.records.length) ended.abort();
      }
    }
    session.signal.throwIfAborted();
  } finally {
    ended.abort();
    await locks;
    await renderer.end();
  }
}

async function watchLocks(
  session: Session,
  state: StateStore,
  runId: string,
  renderer: RunRenderer,
  stop: AbortSignal,
): Promise<void> {
  const told = new Map<string, number>();
  while (!stop.aborted) {
    const all = await state.locks.list().catch(() => []);
    const at = session.now();
    for (const lock of all) {
      const isWaiting = lock.waiting.some(({ holder }) => holder.runId === runId);
      if (isWaiting && told.get(lock.lock) !== lock.number) {
        told.set(lock.lock, lock.number);
        renderer.tell({ code: 'lock.waiting', at, runId, data: lockData(lock) });
      }
      if (lock.holder?.runId === runId && told.delete(lock.lock)) {
        renderer.tell({ code: 'lock.taken', at, runId, data: { lock: lock.lock, number: lock.number } });
      }
    }
    await session.sleep(LOCK_POLL_MS, stop);
  }
}

const LEVELS: readonly EventLevel[] = ['debug', 'info', 'warning', 'error'];

/** Prints what was said of a run, from its journal. */
export async function writeLog(
  { terminal }: Session,
  state: StateStore,
  runId: string,
  { step, level, output }: { readonly step?: string | undefined; readonly level: EventLevel; readonly output: string },
): Promise<void> {
  for (const event of eventsOf(await storedRun(state, runId))) {
    if (LEVELS.indexOf(levelOf(event)) < LEVELS.indexOf(level)) continue;
    if (step !== undefined && !('step' in event.data && event.data.step.startsWith(step))) continue;
    await terminal.out.write(output === 'table' || output === 'name' ? plainLine(event, terminal.out) : eventLine(event));
    if (terminal.out.closed) return;
  }
}

/** The whole of a run as lines of JSON: the run with its plan, then its journal. */
export async function* exportRun(state: StateStore, runId: string): AsyncGenerator<string> {
  const plan = readPlan(await state.readPlan(runId), `of run ${runId}`);
  yield `${JSON.stringify({ apiVersion: 'skep.io/v1', kind: 'RunExport', run: runId, plan })}\n`;
  for await (const entry of state.readJournal(runId))
    yield `${JSON.stringify({ number: entry.number, ...recordIn(entry.line) })}\n`;
}

function recordIn(line: string): object {
  const value: unknown = JSON.parse(line);
  return typeof value === 'object' && value !== null ? value : { value };
}
