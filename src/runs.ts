import { resolve } from 'node:path';
import { systemClock } from './lib/clock.js';
import { abandonRun } from './lib/engine/abandon.js';
import { typicalDurations, type TypicalDurations } from './lib/engine/eta.js';
import type { Limits } from './lib/engine/graph-run.js';
import type { Plan, Step } from './lib/engine/plan.js';
import { decodePlan } from './lib/engine/plan-file.js';
import { assertSameWorld, createRun, executeRun } from './lib/engine/run.js';
import { errorOfResult, type RunResult } from './lib/engine/run-result.js';
import type { RunDeps, RunRequest } from './lib/engine/run-session.js';
import { replayJournal } from './lib/engine/run-state.js';
import { createTeller } from './lib/engine/tell.js';
import { previewUndo, type UndoPreview, undoRun } from './lib/engine/undo.js';
import { isSkepError, SkepError } from './lib/errors.js';
import type { SkepEvent } from './lib/events/event.js';
import { renderRunReport } from './lib/output/report/run-html.js';
import type { OutputFormat } from './lib/output/result.js';
import { metricsText } from './lib/output/run/metrics.js';
import type { RunSignal, StateStore } from './lib/ports/state-store.js';
import { createWebhook } from './lib/webhook/webhook.js';
import { capabilities } from './step-kinds.js';
import { outlineOf, storedRun, type StoredRun } from './stored-runs.js';
import { askedView } from './views/run-history.js';
import { runReportOf } from './views/run-report.js';
import { printReport } from './lib/output/print.js';
import type { Session, StateFlags } from './wiring.js';

/** How many earlier runs of a kind are looked at to say how long a new one will take. */
const RUNS_TO_LEARN_FROM = 5;
const DEFAULT_CONCURRENCY = 64;

export interface CarryOutFlags extends StateFlags {
  readonly output: 'table' | 'json' | 'yaml' | 'name' | 'ndjson';
  readonly concurrency?: number | undefined;
  readonly report?: string | undefined;
  readonly metrics?: string | undefined;
  readonly 'webhook-file'?: string | undefined;
}

/** The name of a new run: what, when, and the beginning of the plan's hash. */
export function newRunId(plan: Plan, now: number): string {
  const time = new Date(now).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${plan.kind.replace(/[^A-Za-z0-9._-]/g, '-')}-${time}-${plan.hash.slice(0, 4)}`;
}

/** Reads a saved plan that is to be carried out. @throws SkepError as decodePlan does; exit code 6 */
export async function planToApply(session: Session, file: string): Promise<Plan> {
  const { steps } = capabilities(session);
  return decodePlan(Buffer.from(await session.readText(file)), { fileName: file, kinds: steps });
}

/** Looks whether the world is still as the plan saw it. @throws SkepError PLAN_STALE naming what moved */
export async function assertFresh(session: Session, plan: Plan): Promise<void> {
  const seen = await capabilities(session).plans.get(plan.kind)?.reobserve?.(plan);
  if (seen !== undefined) assertSameWorld(plan, seen);
}

/** Makes a run of a plan. @returns its name */
export async function beginRun(session: Session, state: StateStore, plan: Plan): Promise<string> {
  const runId = newRunId(plan, session.now());
  const holder = { who: session.who, runId, reason: `${plan.kind} of ${plan.target}` };
  await createRun({ runId, plan, holder }, { store: state, clock: systemClock });
  return runId;
}

/** What is to become of a run. */
export type Course = { readonly to: 'run' } | { readonly to: 'undo'; readonly partial: boolean };

/**
 * Carries a run out, or takes it back, and shows it: on stderr, as events on stdout, in a report, in metrics, to a webhook.
 * @throws SkepError what the engine throws, and RUN_STEPS_FAILED, RUN_STEPS_UNKNOWN, RUN_INTERRUPTED for an end that is no success
 */
export async function carryOut(
  session: Session,
  state: StateStore,
  runId: string,
  flags: CarryOutFlags & { readonly course: Course; readonly skepVersion: string },
): Promise<RunResult> {
  const stored = await storedRun(state, runId);
  const { plan, records } = stored;
  const { steps: kinds, plans } = capabilities(session);
  const limits = await limitsOf(session, flags);
  const typical = await typicalOf(state, stored);
  const teller = createTeller(runId, plan);
  const renderer = await session.runRenderer(outlineOf(stored, limits, typical), flags.output === 'ndjson' ? 'ndjson' : 'people');
  for (const record of records) for (const event of teller.ofRecord(record)) renderer.recall(event);
  const webhook = await webhookOf(session, flags, runId, (event) => renderer.tell(event));
  const deps: RunDeps = {
    store: state,
    kinds,
    clock: systemClock,
    limits,
    onEvent: (happening) => {
      for (const event of teller.ofHappening(happening)) {
        renderer.tell(event);
        webhook?.tell(event);
      }
    },
  };
  const planKind = plans.get(plan.kind);
  const { reobserve } = planKind ?? {};
  const request: RunRequest = {
    runId,
    holder: { who: session.who, runId, reason: `${flags.course.to === 'undo' ? 'undo of ' : ''}${plan.kind} of ${plan.target}` },
    skepVersion: flags.skepVersion,
    stop: session.stop,
    abort: session.signal,
    ...(planKind?.changes === undefined ? {} : { changes: await planKind.changes(plan) }),
  };
  try {
    return await (flags.course.to === 'undo'
      ? undoRun({ ...request, partial: flags.course.partial }, deps)
      : executeRun(
          {
            ...request,
            ...(reobserve === undefined ? {} : { reobserve: () => reobserve(plan) }),
            ...(typical.size === 0 ? {} : { expectedDuration: ({ kind }: Step) => typical.get(kind) ?? 0 }),
          },
          deps,
        ));
  } finally {
    await webhook?.end();
    await renderer.end();
    await leaveTraces(session, state, runId, flags);
  }
}

/** The files that a run leaves behind: they are written of failures most of all. */
export async function leaveTraces(
  session: Session,
  state: StateStore,
  runId: string,
  flags: Pick<CarryOutFlags, 'report' | 'metrics'> & { readonly skepVersion: string },
): Promise<void> {
  if (flags.report === undefined && flags.metrics === undefined) return;
  const report = runReportOf(await storedRun(state, runId), flags.skepVersion, session.now());
  if (flags.metrics !== undefined) await session.writeFile(resolve(flags.metrics), [metricsText(report)]);
  if (flags.report !== undefined) await session.writeFile(flags.report, renderRunReport(report));
}

/** @throws SkepError the error that a command ends with when a run did not do what it was to do */
export function assertSucceeded(result: RunResult): void {
  const error = errorOfResult(result);
  if (error !== undefined) throw error;
}

/**
 * Tells a paused run to go on: its owner obeys at once, and a run without one finds it when it is taken up.
 * @returns whether it was paused
 */
async function continuePaused(session: Session, state: StateStore, { runId, plan }: StoredRun): Promise<boolean> {
  const { paused } = await replayJournal(plan, state.readJournal(runId));
  if (paused) await state.sendSignal(runId, { kind: 'resume', by: session.who, at: session.now() });
  return paused;
}

/** Carries on with a run; undefined when another process has it, was paused, and was told to go on. */
export async function resumeRun(
  session: Session,
  state: StateStore,
  stored: StoredRun,
  flags: CarryOutFlags & { readonly skepVersion: string },
): Promise<RunResult | undefined> {
  const wasPaused = await continuePaused(session, state, stored);
  try {
    return await carryOut(session, state, stored.runId, { ...flags, course: { to: 'run' } });
  } catch (error) {
    if (wasPaused && isSkepError(error) && error.code === 'STATE_RUN_OWNED') return undefined;
    throw error;
  }
}

/** Asks the owner of a run for something, and says so. @throws SkepError USAGE_INVALID for a step that does not ask for approval */
export async function askRun(
  session: Session,
  state: StateStore,
  runId: string,
  ask: Pick<RunSignal, 'kind' | 'stepId'>,
  flags: { readonly output: OutputFormat },
): Promise<void> {
  const { plan } = await storedRun(state, runId);
  const { stepId } = ask;
  const step = plan.steps.find(({ id }) => id === stepId);
  if (stepId !== undefined && step?.approval === undefined) {
    const gates = plan.steps.flatMap(({ id, approval }) => (approval === undefined ? [] : [id]));
    throw new SkepError('USAGE_INVALID', `run ${runId} has no step ${stepId} that asks for approval`, {
      hints: gates.slice(0, 5).map((id) => `skep run approve ${runId} ${id}`),
      details: { gates },
    });
  }
  await state.sendSignal(runId, { ...ask, by: session.who, at: session.now() });
  await printReport(session.terminal, flags.output, askedView(runId, ask));
}

/** What an undo would do, and whether it would. */
export async function previewUndoOf(session: Session, state: StateStore, runId: string): Promise<UndoPreview> {
  const { plan } = await storedRun(state, runId);
  return previewUndo(plan, await replayJournal(plan, state.readJournal(runId)), capabilities(session).steps);
}

/** Gives a run up. @throws SkepError RUN_ABANDONED, STATE_RUN_OWNED */
export async function abandon(
  session: Session,
  state: StateStore,
  runId: string,
  { reason, skepVersion }: { readonly reason: string; readonly skepVersion: string },
): Promise<void> {
  const holder = { who: session.who, runId, reason: `abandons it: ${reason}` };
  const limits = { concurrency: DEFAULT_CONCURRENCY };
  const deps = { store: state, kinds: capabilities(session).steps, clock: systemClock, limits };
  await abandonRun({ runId, holder, skepVersion, reason }, deps);
}

async function limitsOf(session: Session, flags: CarryOutFlags): Promise<Limits> {
  const { limits = {} } = await session.readSettings(flags);
  // The schema leaves absent members undefined-typed; the document holds none.
  return { ...limits, concurrency: flags.concurrency ?? limits.concurrency ?? DEFAULT_CONCURRENCY } as Limits;
}

/** What steps of each kind took in the last runs of this kind of plan, this one included. */
async function typicalOf(state: StateStore, current: StoredRun): Promise<TypicalDurations> {
  const runs: StoredRun[] = [current];
  for await (const head of state.listRuns()) {
    if (runs.length > RUNS_TO_LEARN_FROM) break;
    if (head.kind !== current.plan.kind || head.id === current.runId) continue;
    // A damaged run of long ago must not stand in the way of this one.
    const run = await storedRun(state, head.id).catch(() => undefined);
    if (run !== undefined) runs.push(run);
  }
  return typicalDurations(
    runs.flatMap(({ plan, records }) => {
      const kindOf = new Map(plan.steps.map(({ id, kind }) => [id, kind]));
      return records.flatMap((record) =>
        record.type === 'step-done' && !record.found
          ? [{ kind: kindOf.get(record.step) ?? '', milliseconds: record.durationMs }]
          : [],
      );
    }),
  );
}

async function webhookOf(session: Session, flags: CarryOutFlags, runId: string, say: (event: SkepEvent) => void) {
  const url = await session.webhookUrl(flags['webhook-file']);
  if (url === undefined) return undefined;
  const failed = (message: string): void =>
    say({ code: 'notice.failed', at: session.now(), runId, data: { what: 'webhook', message } });
  return createWebhook(url, { onFailure: failed });
}
