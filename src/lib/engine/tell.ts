import type { SkepEvent } from '../events/event.js';
import type { EventCode, EventData } from '../events/registry.js';
import type { LockState } from '../ports/state-store.js';
import type { JournalRecord } from './journal.js';
import type { Plan, Step } from './plan.js';
import type { RunEvent } from './run-event.js';

type Say = <C extends EventCode>(code: C, data: EventData<C>) => SkepEvent;

/** Turns what a run does into what is said of it. */
export interface Teller {
  /** Of what the engine tells in the process that runs. */
  ofHappening(happening: RunEvent): readonly SkepEvent[];
  /** Of a journal's records, in their order: what was said in the process that wrote them, but for what no journal keeps. */
  ofRecord(record: JournalRecord): readonly SkepEvent[];
}

/**
 * The teller of one run. It remembers what it was told, so that ends can be summed up. Of a run that is taken up again it must
 * first be told the records of earlier times.
 */
export function createTeller(runId: string, plan: Plan): Teller {
  const progress = new Progress(plan);
  const sayAt =
    (at: number): Say =>
    (code, data) =>
      // Code and data are paired by the signature; the union cannot say so.
      ({ code, at, runId, data }) as unknown as SkepEvent;

  function started(at: number, by: string, to: 'run' | 'undo'): readonly SkepEvent[] {
    const again = progress.opened > 0;
    progress.open(at, to);
    const left = progress.left();
    const said = [
      sayAt(at)('run.started', { by, to, kind: plan.kind, target: plan.target, steps: plan.steps.length, left, again }),
    ];
    return to === 'undo' ? said : [...said, ...gates(at, progress.gatesOpenAtStart())];
  }

  const gates = (at: number, steps: readonly Step[]): readonly SkepEvent[] =>
    steps.map((step) =>
      sayAt(at)('gate.waiting', { ...named(step), ask: step.approval ?? '', command: `skep run approve ${runId} ${step.id}` }),
    );

  function finished(at: number, step: Step, how: EventData<'step.done'>['how'], durationMs?: number): readonly SkepEvent[] {
    const freed = progress.done(step, how);
    const duration = durationMs === undefined || how === 'skipped' ? {} : { durationMs };
    return [sayAt(at)('step.done', { ...named(step), how, ...duration }), ...gates(at, freed)];
  }

  function ended(at: number, outcome: EventData<'run.ended'>['outcome']): readonly SkepEvent[] {
    const say = sayAt(at);
    const next = { succeeded: undefined, undone: undefined, failed: progress.to, stopped: progress.to }[outcome];
    return [
      ...progress.blocked().map((blocked) => say('step.blocked', blocked)),
      say('run.ended', {
        outcome,
        ...progress.counts(),
        steps: plan.steps.length,
        durationMs: Math.max(0, at - progress.openedAt),
        ...(next === undefined ? {} : { next: `skep run ${next === 'undo' ? 'undo' : 'resume'} ${runId}` }),
      }),
    ];
  }

  const paused = (at: number, by: string): SkepEvent => sayAt(at)('run.paused', { by, command: `skep run resume ${runId}` });
  const errorOf = ({ code, message }: { readonly code?: string | undefined; readonly message: string }) =>
    code === undefined ? { message } : { code, message };

  return {
    ofHappening(told) {
      const { at } = told;
      const say = sayAt(at);
      switch (told.type) {
        case 'run-opened':
          return started(at, told.by, told.to);
        case 'lock-waiting':
          return [say('lock.waiting', lockData(told.lock))];
        case 'lock-taken':
          return [say('lock.taken', { lock: told.lock, number: told.number })];
        // The gate was told when the step became free; of locks `lock-waiting` says more.
        case 'step-waiting':
          return [];
        case 'step-started':
          return [say('step.started', { ...named(told.step), attempt: told.attempt })];
        case 'step-progress':
          return [
            say('step.progress', {
              step: told.step.id,
              done: told.done,
              ...(told.total === undefined ? {} : { total: told.total }),
            }),
          ];
        case 'step-log':
          return [say('step.log', { step: told.step.id, text: told.text })];
        case 'step-retry':
          return [
            say('step.retried', { ...named(told.step), attempt: told.attempt, ...errorOf(told.error), delayMs: told.delayMs }),
          ];
        case 'step-done':
          return finished(at, told.step, told.how, told.durationMs);
        case 'step-failed':
          progress.failed(told.step.id);
          return [say('step.failed', { ...named(told.step), ...errorOf(told.error) })];
        case 'step-unknown':
          return [say('step.unknown', { ...named(told.step), ...errorOf(told.error), hung: told.hung })];
        case 'run-paused':
          return [paused(at, told.by)];
        case 'run-resumed':
          return [say('run.continued', { by: told.by })];
        // Told again as `run-yielded` once its running steps have ended.
        case 'yield-asked':
          return [];
        case 'run-yielded':
          return [say('run.yielded', { by: told.by })];
        case 'step-approved':
          progress.approve(told.step);
          return [say('gate.approved', { step: told.step, by: told.by })];
        case 'stop-asked':
          return [say('run.stopping', { by: told.by, how: told.how })];
        case 'run-ended':
          return ended(at, told.outcome);
      }
    },

    ofRecord(record) {
      const { at } = record;
      const say = sayAt(at);
      switch (record.type) {
        case 'run-opened':
          return started(at, record.by, record.to);
        case 'step-started':
        case 'step-undo-started':
          return [say('step.started', { ...named(progress.step(record.step)), attempt: record.attempt })];
        case 'step-done':
          return finished(at, progress.step(record.step), record.found ? 'found' : 'ran', record.durationMs);
        case 'step-skipped':
          return finished(at, progress.step(record.step), 'skipped');
        case 'step-undone':
          return finished(at, progress.step(record.step), 'undone', record.durationMs);
        case 'step-failed':
        case 'step-undo-failed': {
          const step = progress.step(record.step);
          if (record.willRetry)
            return [say('step.retried', { ...named(step), attempt: record.attempt, ...errorOf(record.error) })];
          progress.failed(step.id);
          return [say('step.failed', { ...named(step), ...errorOf(record.error) })];
        }
        case 'step-unknown':
          return [say('step.unknown', { ...named(progress.step(record.step)), ...errorOf(record.error), hung: record.hung })];
        case 'run-paused':
          return [paused(at, record.by)];
        case 'run-resumed':
          return [say('run.continued', { by: record.by })];
        case 'run-yielded':
          return [say('run.yielded', { by: record.by })];
        case 'step-approved':
          progress.approve(record.step);
          return [say('gate.approved', { step: record.step, by: record.by })];
        case 'stop-asked':
          return [say('run.stopping', { by: record.by, how: record.how })];
        case 'undo-begun':
          return [say('undo.begun', { by: record.by, partial: record.partial, left: [...record.left] })];
        case 'run-ended':
        case 'undo-ended':
          return ended(at, record.outcome);
        case 'run-abandoned':
          return [say('run.abandoned', { by: record.by, reason: record.reason })];
      }
    },
  };
}

function named(step: Step): { step: string; title: string; group?: string } {
  return { step: step.id, title: step.title, ...(step.group === undefined ? {} : { group: step.group }) };
}

export function lockData({ lock, holder, since, waiting }: LockState): EventData<'lock.waiting'> {
  const held = holder === undefined ? {} : { holder: holder.who, holderRun: holder.runId, reason: holder.reason };
  return { lock, ...held, since, waiting: waiting.length, command: `skep lock show ${lock}` };
}

/** What a teller remembers of the run: enough to say what became free, and what a failure holds up. */
class Progress {
  readonly #plan: Plan;
  readonly #steps: ReadonlyMap<string, Step>;
  readonly #dependants = new Map<string, Step[]>();
  readonly #done = new Set<string>();
  readonly #changed = new Set<string>();
  readonly #approved = new Set<string>();
  #failed: string[] = [];
  opened = 0;
  openedAt = 0;
  to: 'run' | 'undo' = 'run';

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#steps = new Map(plan.steps.map((step) => [step.id, step]));
    for (const step of plan.steps) {
      for (const need of step.needs) {
        const known = this.#dependants.get(need);
        if (known === undefined) this.#dependants.set(need, [step]);
        else known.push(step);
      }
    }
  }

  step(id: string): Step {
    const step = this.#steps.get(id);
    if (step === undefined) throw new TypeError(`the journal names the step ${id}, which is not in its plan`);
    return step;
  }

  open(at: number, to: 'run' | 'undo'): void {
    this.opened += 1;
    this.openedAt = at;
    this.to = to;
    this.#failed = [];
  }

  left(): number {
    return this.to === 'undo' ? this.#changed.size : this.#plan.steps.length - this.#done.size;
  }

  approve(id: string): void {
    this.#approved.add(id);
  }

  failed(id: string): void {
    this.#failed.push(id);
  }

  /** @returns steps that now wait for nothing but approval */
  done(step: Step, how: EventData<'step.done'>['how']): readonly Step[] {
    if (how === 'undone') {
      this.#done.delete(step.id);
      this.#changed.delete(step.id);
      return [];
    }
    this.#done.add(step.id);
    if (how !== 'skipped') this.#changed.add(step.id);
    return (this.#dependants.get(step.id) ?? []).filter((dependant) => this.#waitsForApproval(dependant));
  }

  gatesOpenAtStart(): readonly Step[] {
    return this.#plan.steps.filter((step) => this.#waitsForApproval(step));
  }

  #waitsForApproval(step: Step): boolean {
    if (step.approval === undefined || this.#approved.has(step.id) || this.#done.has(step.id)) return false;
    return step.needs.every((need) => this.#done.has(need));
  }

  /** Of each failed step what stands behind it; a step behind two is with the first. */
  blocked(): readonly EventData<'step.blocked'>[] {
    if (this.to === 'undo') return [];
    const seen = new Set(this.#failed);
    return this.#failed.flatMap((cause) => {
      const reached = new Set<string>();
      const open = [cause];
      for (let id = open.pop(); id !== undefined; id = open.pop()) {
        for (const dependant of this.#dependants.get(id) ?? []) {
          if (seen.has(dependant.id)) continue;
          seen.add(dependant.id);
          reached.add(dependant.id);
          open.push(dependant.id);
        }
      }
      if (reached.size === 0) return [];
      return [{ cause, steps: this.#plan.steps.map((step) => step.id).filter((id) => reached.has(id)) }];
    });
  }

  counts(): { readonly done: number; readonly failed: number } {
    return { done: this.#done.size, failed: this.#failed.length };
  }
}
