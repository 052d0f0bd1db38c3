import { SkepError } from '../errors.js';
import { drive } from './drive.js';
import type { AttemptOutcome, GraphResult, StepEnd } from './graph-run.js';
import type { Plan, Step } from './plan.js';
import { showError } from './redact.js';
import type { RunLocks } from './run-locks.js';
import { type RunResult, describeFailures } from './run-result.js';
import { type RunDeps, type RunRequest, type RunSession, type StepKinds, openRun } from './run-session.js';
import type { RunState, StepProgress } from './run-state.js';

export interface UndoRequest extends RunRequest {
  /** Take back what can be taken back, though steps are among the done ones that cannot. */
  readonly partial: boolean;
}

/** What an undo would do. */
export interface UndoPreview {
  /** Steps whose inverse will be run, the last done first; those that may have been begun are checked first. */
  readonly undo: readonly Step[];
  /** Steps that cannot be undone, by their kind. */
  readonly left: readonly Step[];
  /** The point of no return, when it was passed: nothing is undone any more. */
  readonly passed?: Step;
}

/** Says what an undo of a run would do, and why it would not; changes nothing. */
export function previewUndo(plan: Plan, state: RunState, kinds: StepKinds): UndoPreview {
  const passed = plan.steps.find((step) => step.id === plan.pointOfNoReturn && isBegun(state, step));
  const touched = plan.steps.filter((step) => mustUndo(state.steps.get(step.id)));
  const can = (step: Step): boolean => kinds.get(step.kind)?.undo !== undefined;
  return {
    undo: touched.filter(can).reverse(),
    left: touched.filter((step) => !can(step)),
    ...(passed === undefined ? {} : { passed }),
  };
}

/**
 * Takes a run back: what its steps recorded is given to their inverses, each before everything that it needed. Journaled like
 * the run, so that an undo that was killed goes on where it stood.
 * @throws SkepError UNDO_NO_RETURN, UNDO_INCOMPLETE listing the steps, and what executeRun throws
 */
export async function undoRun(request: UndoRequest, deps: RunDeps): Promise<RunResult> {
  const session = await openRun(request, deps);
  try {
    return await undo(session, request);
  } finally {
    await session.close();
  }
}

function isBegun(state: RunState, step: Step): boolean {
  return state.steps.get(step.id)?.begun === true;
}

/** What was skipped was so before the run, and what never began changed nothing. */
function mustUndo(progress: StepProgress | undefined): boolean {
  return progress !== undefined && progress.begun && progress.status !== 'skipped' && progress.status !== 'undone';
}

async function undo(session: RunSession, request: UndoRequest): Promise<RunResult> {
  const { plan, state } = session;
  const { holder, skepVersion } = request;
  if (state.undo === 'finished') return resultOf(session, undefined, true, 0, []);
  const preview = previewUndo(plan, state, session.deps.kinds);
  refuse(preview, request);
  const left = preview.left.map((step) => step.id);
  const by = session.redactor.text(holder.who);
  await session.append({ type: 'run-opened', planHash: plan.hash, skepVersion, by, to: 'undo' });
  await session.append({ type: 'undo-begun', by, partial: request.partial, left });
  session.emit({ type: 'run-opened', to: 'undo', by, steps: plan.steps.length, left: preview.undo.length });
  const targets = new Set(preview.undo.map((step) => step.id));
  const steps = turnedAround(plan.steps, targets);
  const locks = await session.locksFor(steps);
  const counted = { done: 0 };
  const graph = await drive(session, { steps, done: new Set(), locks, ...inverses(session, locks, targets, counted) });
  const result = resultOf(session, graph, graph?.complete ?? false, counted.done, left);
  await session.append({ type: 'undo-ended', outcome: result.outcome });
  session.emit({ type: 'run-ended', outcome: result.outcome });
  return result;
}

function refuse(preview: UndoPreview, { runId, partial }: UndoRequest): void {
  if (preview.passed !== undefined) {
    const { id, title } = preview.passed;
    throw new SkepError(
      'UNDO_NO_RETURN',
      `run ${runId} has passed its point of no return, step ${id} (${title}): nothing is undone`,
      {
        hints: [`skep run resume ${runId}`],
        details: { step: id },
      },
    );
  }
  if (preview.left.length === 0 || partial) return;
  const ids = preview.left.map((step) => step.id);
  const named = `${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ` and ${ids.length - 5} more` : ''}`;
  throw new SkepError('UNDO_INCOMPLETE', `run ${runId}: ${ids.length} steps cannot be undone: ${named}; nothing was undone`, {
    hints: [`skep run undo ${runId} --partial`],
    details: { steps: ids },
  });
}

/**
 * The steps with their arrows turned. Those that have nothing to undo stay as empty ones, so that what stands behind them still
 * comes before what stands ahead of them.
 */
function turnedAround(steps: readonly Step[], targets: ReadonlySet<string>): Step[] {
  const dependants = new Map<string, string[]>();
  for (const step of steps) {
    for (const need of step.needs) {
      const known = dependants.get(need);
      if (known === undefined) dependants.set(need, [step.id]);
      else known.push(step.id);
    }
  }
  return [...steps].reverse().map((step) => {
    const { approval: _approval, group: _group, ...rest } = step;
    return { ...rest, needs: dependants.get(step.id) ?? [], locks: targets.has(step.id) ? step.locks : [] };
  });
}

/** What an inverse came to. */
interface Undone {
  readonly how: 'undone' | 'nothing' | 'empty';
  readonly durationMs: number;
}

function inverses(session: RunSession, locks: RunLocks, targets: ReadonlySet<string>, counted: { done: number }) {
  const { state, redactor } = session;
  const { clock } = session.deps;
  const lastAttempt = new Map<string, number>();

  async function takeBack(step: Step, attempt: number, signal: AbortSignal): Promise<Undone> {
    const started = clock.monotonic();
    const progress = state.steps.get(step.id);
    const numbers = locks.numbers(step);
    await session.append({
      type: 'step-undo-started',
      step: step.id,
      attempt,
      ...(numbers === undefined ? {} : { locks: numbers }),
    });
    session.emit({ type: 'step-started', step, attempt });
    const kind = session.kindOf(step);
    const context = session.contextOf(step, { number: attempt, signal, before: progress?.before }, locks);
    let record = progress?.record;
    if (record === undefined) {
      // It was begun and never said done: what it did, only the world can tell.
      const found = await kind.check(context);
      if (found.state === 'needed') return { how: 'nothing', durationMs: Math.round(clock.monotonic() - started) };
      record = found.record;
    }
    await kind.undo?.(context, record);
    return { how: 'undone', durationMs: Math.round(clock.monotonic() - started) };
  }

  return {
    async start(step: Step, attempt: number, signal: AbortSignal): Promise<AttemptOutcome<Undone>> {
      if (!targets.has(step.id)) return { state: 'done', record: { how: 'empty', durationMs: 0 } };
      lastAttempt.set(step.id, attempt);
      try {
        return { state: 'done', record: await takeBack(step, attempt, signal) };
      } catch (error) {
        return { state: 'failed', error, retry: !signal.aborted && (session.kindOf(step).mayRetry?.(error) ?? false) };
      }
    },

    async onRetry(step: Step, attempt: number, error: unknown, delayMs: number): Promise<void> {
      const shown = showError(error, redactor);
      await session.append({ type: 'step-undo-failed', step: step.id, attempt, error: shown, willRetry: true });
      session.emit({ type: 'step-retry', step, attempt, error: shown, delayMs });
    },

    async onFinished(step: Step, end: StepEnd<Undone>): Promise<void> {
      if (end.state === 'not-started' || (end.state === 'done' && end.record.how === 'empty')) return;
      if (end.state === 'done') {
        const { how, durationMs } = end.record;
        await session.append({ type: 'step-undone', step: step.id, found: how === 'nothing', durationMs });
        counted.done += 1;
        session.emit({ type: 'step-done', step, how: 'undone', durationMs });
        return;
      }
      const error = showError(end.error, redactor);
      await session.append({
        type: 'step-undo-failed',
        step: step.id,
        attempt: lastAttempt.get(step.id) ?? 0,
        error,
        willRetry: false,
      });
      session.emit({ type: 'step-failed', step, error });
    },
  };
}

type UndoResult = RunResult & { readonly outcome: 'undone' | 'failed' | 'stopped' };

function resultOf(
  session: RunSession,
  graph: GraphResult | undefined,
  complete: boolean,
  done: number,
  left: readonly string[],
): UndoResult {
  const { runId } = session.request;
  const described = describeFailures(graph, session.redactor);
  const outcome = complete ? 'undone' : described.failures.length > 0 ? 'failed' : 'stopped';
  const again = `skep run undo ${runId}${left.length > 0 ? ' --partial' : ''}`;
  return { runId, outcome, done, skipped: 0, ...described, left, ...(complete ? {} : { next: again }) };
}
