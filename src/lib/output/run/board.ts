import type { SkepEvent } from '../../events/event.js';
import type { EventData } from '../../events/registry.js';
import { formatDuration } from '../format.js';

/** What a renderer must know of a run before anything is said. */
export interface RunOutline {
  readonly runId: string;
  readonly steps: readonly OutlineStep[];
  /** How long the whole should take by what earlier runs took, milliseconds. */
  readonly expectedMs?: number;
}

export interface OutlineStep {
  readonly id: string;
  readonly title: string;
  readonly group?: string;
  /** Milliseconds, by what earlier runs took. */
  readonly expectedMs?: number;
}

export interface RunningStep {
  readonly id: string;
  readonly title: string;
  readonly attempt: number;
  /** Epoch milliseconds. */
  readonly since: number;
  /** How far it is, or what it said last. */
  readonly progress?: string;
}

export interface FailedStep {
  readonly id: string;
  readonly message: string;
  /** Whether another attempt follows. */
  readonly final: boolean;
}

export interface GroupBoard {
  readonly name: string;
  readonly total: number;
  readonly done: number;
  readonly running: readonly RunningStep[];
  /** Failed for good, and those that will be tried again. */
  readonly failures: readonly FailedStep[];
}

/** Something that a run waits for. */
export interface Awaited {
  readonly text: string;
  /** What to type about it. */
  readonly command?: string;
}

interface Group {
  readonly name: string;
  total: number;
  done: number;
  readonly running: Map<string, RunningStep>;
  readonly failures: Map<string, FailedStep>;
}

/** Where a run stands by what was said of it: the source of all that renderers show. Its size is that of the plan. */
export class RunBoard {
  readonly outline: RunOutline;
  readonly #groupOf = new Map<string, Group>();
  readonly #groups = new Map<string, Group>();
  readonly #expected = new Map<string, number>();
  readonly #changed = new Set<string>();
  readonly #done = new Set<string>();
  readonly #locks = new Map<string, EventData<'lock.waiting'>>();
  readonly #gates = new Map<string, EventData<'gate.waiting'>>();
  #paused: EventData<'run.paused'> | undefined;
  #stopping: EventData<'run.stopping'> | undefined;
  #ended: EventData<'run.ended'> | undefined;
  #startedAt = 0;
  #workDone = 0;
  #steps = 0;
  #isUndo = false;

  constructor(outline: RunOutline) {
    this.outline = outline;
    this.#steps = outline.steps.length;
    const known = outline.steps.flatMap((step) => step.expectedMs ?? []);
    const mean = known.length === 0 ? 1 : known.reduce((sum, ms) => sum + ms, 0) / known.length;
    for (const step of outline.steps) {
      const name = step.group ?? groupNameOf(step.id);
      const group = this.#groups.get(name) ?? { name, total: 0, done: 0, running: new Map(), failures: new Map() };
      group.total += 1;
      this.#groups.set(name, group);
      this.#groupOf.set(step.id, group);
      this.#expected.set(step.id, Math.max(step.expectedMs ?? mean, 0.01));
    }
  }

  take(event: SkepEvent): void {
    switch (event.code) {
      case 'run.started':
        return this.#start(event.data.to, event.at);
      case 'step.started': {
        const { step, title, attempt } = event.data;
        this.#groupOf.get(step)?.running.set(step, { id: step, title, attempt, since: event.at });
        this.#gates.delete(step);
        return;
      }
      case 'step.progress':
        return this.#note(event.data.step, `${event.data.done}${event.data.total === undefined ? '' : `/${event.data.total}`}`);
      case 'step.log':
        return this.#note(event.data.step, event.data.text);
      case 'step.done':
        return this.#finish(event.data);
      case 'step.retried':
      case 'step.failed':
      case 'step.unknown':
        return this.#fail(event.data.step, event.data.message, event.code !== 'step.retried');
      case 'lock.waiting':
        this.#locks.set(event.data.lock, event.data);
        return;
      case 'lock.taken':
        this.#locks.delete(event.data.lock);
        return;
      case 'gate.waiting':
        this.#gates.set(event.data.step, event.data);
        return;
      case 'gate.approved':
        this.#gates.delete(event.data.step);
        return;
      case 'run.paused':
        this.#paused = event.data;
        return;
      case 'run.continued':
        this.#paused = undefined;
        return;
      case 'run.stopping':
        this.#stopping = event.data;
        return;
      case 'run.ended':
        this.#ended = event.data;
        this.#locks.clear();
        for (const group of this.#groups.values()) group.running.clear();
        return;
      case 'notice.failed':
      case 'run.abandoned':
      case 'run.awaiting':
      case 'run.yielded':
      case 'step.blocked':
      case 'undo.begun':
        return;
    }
  }

  get groups(): readonly GroupBoard[] {
    return [...this.#groups.values()]
      .filter((group) => group.total > 0)
      .map((group) => ({ ...group, running: [...group.running.values()], failures: [...group.failures.values()] }));
  }

  get running(): readonly RunningStep[] {
    return [...this.#groups.values()].flatMap((group) => [...group.running.values()]);
  }

  get counts(): { readonly done: number; readonly steps: number; readonly failed: number } {
    const groups = [...this.#groups.values()];
    const failed = groups.reduce((sum, group) => sum + [...group.failures.values()].filter(({ final }) => final).length, 0);
    return { done: groups.reduce((sum, group) => sum + group.done, 0), steps: this.#steps, failed };
  }

  get ended(): EventData<'run.ended'> | undefined {
    return this.#ended;
  }

  elapsedMs(now: number): number {
    return this.#startedAt === 0 ? 0 : Math.max(0, now - this.#startedAt);
  }

  /** What it waits for at `now`, in epoch milliseconds. */
  awaits(now: number): readonly Awaited[] {
    const locks = [...this.#locks.values()].map(({ lock, holder, reason, since, command }) => {
      const held =
        holder === undefined ? '' : `, held by ${holder} for ${formatDuration(Math.max(0, now - since))} (${reason ?? ''})`;
      return { text: `waits for the lock ${lock}${held}`, command };
    });
    const gates = [...this.#gates.values()].map(({ step, ask, command }) => ({
      text: `${step} waits for approval (${ask})`,
      command,
    }));
    const paused = this.#paused === undefined ? [] : [{ text: `paused by ${this.#paused.by}`, command: this.#paused.command }];
    const stopping =
      this.#stopping === undefined
        ? []
        : [{ text: this.#stopping.how === 'now' ? 'stops now' : 'stops after the running steps' }];
    return [...locks, ...gates, ...paused, ...stopping];
  }

  /** How long the rest may take by how fast it went this time; by earlier runs as long as nothing is done. Undefined: unknown. */
  leftMs(now: number): number | undefined {
    const elapsed = this.elapsedMs(now);
    if (this.#workDone === 0) {
      const { expectedMs } = this.outline;
      return expectedMs === undefined || this.#done.size > 0 ? undefined : Math.max(0, expectedMs - elapsed);
    }
    let left = 0;
    for (const [id, work] of this.#expected) if (this.#isLeft(id)) left += work;
    return (left / this.#workDone) * elapsed;
  }

  #isLeft(id: string): boolean {
    return this.#isUndo ? this.#changed.has(id) : !this.#done.has(id);
  }

  #start(to: 'run' | 'undo', at: number): void {
    this.#startedAt = at;
    this.#workDone = 0;
    this.#isUndo = to === 'undo';
    this.#ended = undefined;
    this.#stopping = undefined;
    for (const group of this.#groups.values()) {
      group.running.clear();
      group.failures.clear();
    }
    if (to === 'run') return;
    for (const group of this.#groups.values()) Object.assign(group, { total: 0, done: 0 });
    for (const id of this.#changed) {
      const group = this.#groupOf.get(id);
      if (group !== undefined) group.total += 1;
    }
    this.#gates.clear();
    this.#steps = this.#changed.size;
  }

  #note(id: string, progress: string): void {
    const running = this.#groupOf.get(id)?.running;
    const step = running?.get(id);
    if (step !== undefined) running?.set(id, { ...step, progress });
  }

  #finish({ step, how }: EventData<'step.done'>): void {
    const group = this.#groupOf.get(step);
    if (group === undefined) return;
    group.running.delete(step);
    group.failures.delete(step);
    group.done += 1;
    if (how !== 'skipped') this.#workDone += this.#expected.get(step) ?? 0;
    if (how === 'undone') {
      this.#changed.delete(step);
      this.#done.delete(step);
      return;
    }
    this.#done.add(step);
    if (how !== 'skipped') this.#changed.add(step);
  }

  #fail(id: string, message: string, final: boolean): void {
    const group = this.#groupOf.get(id);
    group?.running.delete(id);
    group?.failures.set(id, { id, message, final });
    // What was begun may have changed something, and an undo looks at it.
    if (!this.#isUndo) this.#changed.add(id);
  }
}

/** Steps that name no group stand together by the first part of their ids: "hosts" of "hosts/node-1/kubelet". */
function groupNameOf(id: string): string {
  const slash = id.indexOf('/');
  return slash === -1 ? 'steps' : id.slice(0, slash);
}
