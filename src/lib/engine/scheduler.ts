import { SkepError } from '../errors.js';
import { Alarms } from './alarms.js';
import { chainLengths } from './critical-path.js';
import { Failures } from './failures.js';
import type {
  AttemptOutcome,
  GraphCounts,
  GraphRequest,
  GraphResult,
  GraphRun,
  ReleaseLocks,
  StepEnd,
  StepState,
  StopReason,
} from './graph-run.js';
import { at } from './graph.js';
import type { StepGraph } from './graph.js';
import type { Step } from './plan.js';
import { Places } from './places.js';
import { ReadyQueue } from './ready-queue.js';
import { backoffDelay } from './retry.js';
import { StepStates } from './step-states.js';
import { validatePlan } from './validate.js';

const DEFAULT_GRACE_MS = 10_000;
const DEFAULT_AGEING_PER_MINUTE = 10;
const MINUTE_MS = 60_000;

/** A step keeps its place for so long while its locks are asked for; locks that are free are had sooner than that. */
const LOCK_PATIENCE_MS = 100;

/**
 * Carries out a plan's steps: each after all that it needs, as many at once as the limits allow, the most urgent first. It knows
 * how long, how often and in what order, and nothing of what a step does or where it is written down.
 *
 * - Order among steps that could start: priority + `ageingPerMinute` for each minute that it waits; then the longest chain of
 *   steps behind it; then the plan's order. Whatever waits long enough is therefore ahead of whatever comes.
 * - A failure beyond its group's budget stops all: nothing starts any more, a step that backs off has failed, what runs is awaited.
 * - A step whose time is up is told to stop. If it does not within the grace it has failed as hung; it is not tried again, since
 *   two attempts at once may do harm, and it keeps its place and its locks for as long as it really runs.
 * - A step that waits for locks or backs off has no place.
 *
 * The first steps start after this returns.
 * @throws SkepError as validatePlan does; USAGE_INVALID for limits under which nothing could start
 */
export function runGraph<R>(request: GraphRequest<R>): GraphRun {
  const scheduler = new Scheduler(request);
  return {
    result: scheduler.run(),
    pause: () => scheduler.setPaused(true),
    resume: () => scheduler.setPaused(false),
    approve: (stepId) => scheduler.approve(stepId),
    stopAtNextSafePoint: () => scheduler.stop({ kind: 'requested' }),
    counts: () => scheduler.counts(),
  };
}

/** An attempt whose code runs. */
interface Attempt<R> {
  readonly controller: AbortController;
  readonly settle: (outcome: AttemptOutcome<R> | 'hung') => void;
  /** Why it was told to stop. */
  told?: 'timeout' | 'abort';
  /** Resolves when its code has really ended. */
  readonly ended: Promise<void>;
}

interface LockWait {
  readonly controller: AbortController;
  hasPlace: boolean;
}

class Scheduler<R> {
  readonly #request: GraphRequest<R>;
  readonly #steps: readonly Step[];
  readonly #graph: StepGraph;
  readonly #classOf: Uint32Array;
  readonly #states: StepStates;
  readonly #failures: Failures;
  readonly #places: Places;
  readonly #ready: ReadyQueue;
  readonly #alarms: Alarms;
  /** Needs of each step that are not done. */
  readonly #open: Uint32Array;
  readonly #rank: Float64Array;
  readonly #attempts: Uint32Array;
  readonly #approved = new Set<number>();
  readonly #attempting = new Map<number, Attempt<R>>();
  readonly #lockWaits = new Map<number, LockWait>();
  readonly #locksOf = new Map<number, ReleaseLocks>();
  readonly #backingOff = new Set<number>();
  /** Of steps that were tried, and may be tried again. */
  readonly #lastErrors = new Map<number, unknown>();
  readonly #hung = new Set<number>();
  /** Steps on which something is under way and awaited here, hung ones left out. */
  #underWay = 0;
  #paused: boolean;
  #stop: StopReason | undefined;
  #broken: { readonly error: unknown } | undefined;
  #filling = false;
  #over = false;
  #end: () => void = () => undefined;

  constructor(request: GraphRequest<R>) {
    const { steps } = request.plan;
    this.#request = request;
    this.#steps = steps;
    this.#graph = validatePlan(request.plan);
    const classes = new Map<string, number>();
    this.#classOf = Uint32Array.from(steps, (step) => {
      const known = classes.get(step.class) ?? classes.size;
      classes.set(step.class, known);
      return known;
    });
    this.#states = new StepStates(steps.length);
    this.#failures = new Failures(request.plan, this.#graph);
    this.#places = new Places([...classes.keys()], request.limits);
    this.#rank = new Float64Array(steps.length);
    this.#ready = new ReadyQueue(this.#classOf, classes.size, this.#order());
    this.#alarms = new Alarms(request.clock, steps.length + classes.size, (alarm) => this.#ring(alarm));
    this.#open = new Uint32Array(steps.length);
    this.#attempts = new Uint32Array(steps.length);
    this.#paused = request.paused ?? false;
    for (const id of request.approved ?? []) this.approve(id);
  }

  async run(): Promise<GraphResult> {
    const { signal } = this.#request;
    const onAbort = (): void => {
      this.stop({ kind: 'aborted', reason: signal.reason });
    };
    await new Promise<void>((resolve) => {
      this.#end = resolve;
      signal.addEventListener('abort', onAbort, { once: true });
      queueMicrotask(() => this.#begin());
    });
    signal.removeEventListener('abort', onAbort);
    if (this.#broken !== undefined) throw this.#broken.error;
    return this.#result();
  }

  setPaused(paused: boolean): void {
    this.#paused = paused;
    if (paused) this.#releaseUnusedLocks();
    this.#fill();
  }

  approve(stepId: string): boolean {
    const index = this.#graph.indexOf.get(stepId);
    if (index === undefined || this.#step(index).approval === undefined) return false;
    this.#approved.add(index);
    if (this.#states.get(index) === 'awaiting-approval') {
      this.#enqueue(index);
      this.#fill();
    }
    return true;
  }

  counts(): GraphCounts {
    return this.#states.counts();
  }

  /** The first reason is kept, but for an abort, which always acts. */
  stop(reason: StopReason): void {
    if (this.#over) return;
    const isFirst = this.#stop === undefined;
    if (isFirst || reason.kind === 'aborted') this.#stop = reason;
    if (reason.kind === 'aborted') for (const index of this.#attempting.keys()) this.#tellToStop(index, 'abort', reason.reason);
    if (isFirst) this.#giveUpWaiting();
    this.#fill();
  }

  #giveUpWaiting(): void {
    const stopped = new SkepError('RUN_INTERRUPTED', 'the run starts no more steps');
    for (const { controller } of this.#lockWaits.values()) controller.abort(stopped);
    for (const [index, error] of this.#lastErrors) {
      if (this.#states.get(index) !== 'running') this.#spawn(() => this.#fail(index, error, false));
    }
    this.#backingOff.clear();
    this.#releaseUnusedLocks();
  }

  /** Of steps that have their locks and were never started: nobody need wait for those. */
  #releaseUnusedLocks(): void {
    for (const index of this.#locksOf.keys()) {
      if (this.#states.get(index) === 'ready' && at(this.#attempts, index) === 0) this.#spawn(() => this.#releaseLocks(index));
    }
  }

  #begin(): void {
    const { done, signal } = this.#request;
    for (let index = 0; index < this.#steps.length; index++) {
      if (done?.has(this.#step(index).id) === true) this.#states.set(index, 'skipped');
    }
    for (let index = 0; index < this.#steps.length; index++) {
      const open = this.#countOpenNeeds(index);
      this.#open[index] = open;
      if (open === 0 && this.#states.get(index) === 'not-started') this.#becomeReady(index);
    }
    if (signal.aborted) this.stop({ kind: 'aborted', reason: signal.reason });
    this.#fill();
  }

  #countOpenNeeds(index: number): number {
    let open = 0;
    for (let edge = at(this.#graph.needStart, index); edge < at(this.#graph.needStart, index + 1); edge++) {
      if (this.#states.get(at(this.#graph.needs, edge)) !== 'skipped') open++;
    }
    return open;
  }

  /**
   * All that wait gain alike, so that the order of two never changes while both wait: it is enough to set off the priority against
   * the minute in which a step became ready.
   */
  #order(): (a: number, b: number) => boolean {
    const chain = chainLengths(this.#graph, (index) => this.#request.expectedDuration?.(this.#step(index)) ?? 1);
    return (a, b) => {
      const difference = at(this.#rank, a) - at(this.#rank, b) || at(chain, a) - at(chain, b);
      return difference === 0 ? a < b : difference > 0;
    };
  }

  #becomeReady(index: number): void {
    const step = this.#step(index);
    if (step.approval === undefined || this.#approved.has(index)) {
      this.#enqueue(index);
    } else {
      this.#states.set(index, 'awaiting-approval');
      this.#tellWaiting(step, 'approval');
    }
  }

  #tellWaiting(step: Step, reason: 'approval' | 'locks'): void {
    try {
      this.#request.onWaiting?.(step, reason);
    } catch (error) {
      this.#break(error);
    }
  }

  #enqueue(index: number): void {
    const minute = Math.floor(this.#request.clock.monotonic() / MINUTE_MS);
    const ageing = this.#request.ageingPerMinute ?? DEFAULT_AGEING_PER_MINUTE;
    this.#rank[index] = this.#step(index).priority - ageing * minute;
    this.#enqueueAgain(index);
  }

  /** With the age that it has. */
  #enqueueAgain(index: number): void {
    this.#states.set(index, 'ready');
    this.#ready.push(index);
  }

  /** Starts what can be started, and ends the run when nothing ever will. Every change of anything comes by here. */
  #fill(): void {
    if (this.#filling || this.#over) return;
    this.#filling = true;
    while (this.#stop === undefined && !this.#paused && !this.#places.full) {
      const index = this.#ready.take();
      if (index === undefined) break;
      this.#dispatch(index);
    }
    this.#filling = false;
    this.#endWhenIdle();
  }

  #dispatch(index: number): void {
    const className = at(this.#classOf, index);
    this.#places.take(className);
    if (this.#request.acquireLocks !== undefined && this.#step(index).locks.length > 0 && !this.#locksOf.has(index)) {
      this.#reviewClass(className);
      this.#spawn(() => this.#askForLocks(index));
    } else {
      this.#places.countStart(className, this.#request.clock.monotonic());
      this.#reviewClass(className);
      this.#spawn(() => this.#attempt(index));
    }
  }

  /** Runs to the end even when it throws: a callback that fails breaks the run, it never vanishes. */
  #spawn(work: () => Promise<void>): void {
    this.#underWay++;
    void work()
      .catch((error: unknown) => {
        this.#break(error);
      })
      .then(() => {
        this.#underWay--;
        this.#fill();
      });
  }

  #break(error: unknown): void {
    this.#broken ??= { error };
    this.stop({ kind: 'requested' });
  }

  /** Opens or closes a class for the queue. One that only its rate keeps closed is looked at again in time. */
  #reviewClass(className: number): void {
    const isFull = this.#places.isFull(className);
    const allowedAt = this.#places.rateAllowsAt(className);
    const rateAllows = allowedAt === -Infinity || allowedAt <= this.#request.clock.monotonic();
    this.#ready.setOpen(className, !isFull && rateAllows);
    if (!isFull && !rateAllows) this.#alarms.set(this.#steps.length + className, allowedAt);
  }

  #giveBackPlace(index: number): void {
    const className = at(this.#classOf, index);
    this.#places.giveBack(className);
    this.#reviewClass(className);
  }

  async #askForLocks(index: number): Promise<void> {
    const step = this.#step(index);
    const wait: LockWait = { controller: new AbortController(), hasPlace: true };
    this.#lockWaits.set(index, wait);
    this.#states.set(index, 'awaiting-locks');
    this.#alarms.set(index, this.#request.clock.monotonic() + LOCK_PATIENCE_MS);
    try {
      const release = await this.#request.acquireLocks?.(step, wait.controller.signal);
      if (release !== undefined) this.#locksOf.set(index, release);
    } catch (error) {
      if (this.#stop === undefined) {
        await this.#fail(index, error, false);
        return;
      }
    } finally {
      this.#lockWaits.delete(index);
      this.#alarms.clear(index);
      if (wait.hasPlace) this.#giveBackPlace(index);
    }
    if (this.#stop === undefined && this.#states.get(index) === 'awaiting-locks') this.#enqueueAgain(index);
    if (this.#stop !== undefined || this.#paused) await this.#releaseLocks(index);
  }

  async #attempt(index: number): Promise<void> {
    const attempt = at(this.#attempts, index) + 1;
    this.#attempts[index] = attempt;
    this.#states.set(index, 'running');
    let hung = false;
    try {
      if (this.#request.onStarted !== undefined) await this.#request.onStarted(this.#step(index), attempt);
      if (this.#stop === undefined) {
        const outcome = await this.#carryOut(index, attempt);
        hung = outcome === 'hung';
        await this.#conclude(index, outcome);
      } else {
        await this.#withdraw(index);
      }
    } finally {
      if (!hung) this.#giveBackPlace(index);
    }
  }

  /** A stop came between the announcement and the start. A step that was tried before has failed, for it is not tried again. */
  async #withdraw(index: number): Promise<void> {
    if (this.#lastErrors.has(index)) return this.#fail(index, this.#lastErrors.get(index), false);
    this.#states.set(index, 'not-started');
    await this.#finish(index, { state: 'not-started' });
  }

  /** Settles when the attempt's code ends, or when it was told to stop and the grace is over. */
  #carryOut(index: number, attempt: number): Promise<AttemptOutcome<R> | 'hung'> {
    return new Promise((settle) => {
      const controller = new AbortController();
      const ended = this.#start(index, attempt, controller.signal).then(settle);
      this.#attempting.set(index, { controller, settle, ended });
      this.#alarms.set(index, this.#request.clock.monotonic() + this.#step(index).timeoutMs);
      // Whoever aborts from within `start` came before the attempt was known.
      if (this.#stop?.kind === 'aborted') this.#tellToStop(index, 'abort', this.#stop.reason);
    });
  }

  async #start(index: number, attempt: number, signal: AbortSignal): Promise<AttemptOutcome<R>> {
    try {
      return await this.#request.start(this.#step(index), attempt, signal);
    } catch (error) {
      return { state: 'failed', error, retry: false };
    }
  }

  #tellToStop(index: number, told: 'timeout' | 'abort', reason: unknown): void {
    const attempt = this.#attempting.get(index);
    if (attempt === undefined || attempt.told === 'abort') return;
    const isFirst = attempt.told === undefined;
    attempt.told = told;
    if (!isFirst) return;
    this.#alarms.set(index, this.#request.clock.monotonic() + (this.#request.graceMs ?? DEFAULT_GRACE_MS));
    attempt.controller.abort(reason);
  }

  async #conclude(index: number, outcome: AttemptOutcome<R> | 'hung'): Promise<void> {
    const attempt = this.#attempting.get(index);
    this.#attempting.delete(index);
    this.#alarms.clear(index);
    if (outcome === 'hung') return this.#concludeHung(index, attempt);
    if (outcome.state === 'done') return this.#succeed(index, outcome.record);
    if (attempt?.told === 'abort') return this.#leaveUnknown(index, outcome.error, false);
    const error = attempt?.told === 'timeout' ? this.#timeoutError(index, outcome.error) : outcome.error;
    const tried = at(this.#attempts, index);
    if (outcome.retry && tried < this.#step(index).retry.attempts && this.#stop === undefined)
      return this.#backOff(index, tried, error);
    return this.#fail(index, error, false);
  }

  /** Its place and its locks go back when its end is written down and its code has ended, whichever comes last. */
  async #concludeHung(index: number, attempt: Attempt<R> | undefined): Promise<void> {
    this.#hung.add(index);
    const error = this.#hungError(index);
    await (attempt?.told === 'abort' ? this.#leaveUnknown(index, error, true) : this.#fail(index, error, true));
    void attempt?.ended.then(() => {
      this.#hung.delete(index);
      this.#giveBackPlace(index);
      this.#spawn(() => this.#releaseLocks(index));
    });
  }

  async #backOff(index: number, attempt: number, error: unknown): Promise<void> {
    const step = this.#step(index);
    const delay = backoffDelay(step.retry, attempt, () => this.#request.random());
    this.#lastErrors.set(index, error);
    await this.#request.onRetry?.(step, attempt, error, delay);
    if (this.#stop !== undefined) return this.#fail(index, error, false);
    this.#states.set(index, 'backing-off');
    this.#backingOff.add(index);
    this.#alarms.set(index, this.#request.clock.monotonic() + delay);
  }

  async #succeed(index: number, record: R): Promise<void> {
    this.#lastErrors.delete(index);
    await this.#finish(index, { state: 'done', record });
    this.#states.set(index, 'done');
    for (let edge = at(this.#graph.dependantStart, index); edge < at(this.#graph.dependantStart, index + 1); edge++) {
      const dependant = at(this.#graph.dependants, edge);
      const open = at(this.#open, dependant) - 1;
      this.#open[dependant] = open;
      if (open === 0 && this.#states.get(dependant) === 'not-started') this.#becomeReady(dependant);
    }
  }

  /** The stop comes before anything is awaited: while a failure is written down nothing starts that it forbids. */
  async #fail(index: number, error: unknown, hung: boolean): Promise<void> {
    const { id, group } = this.#step(index);
    this.#lastErrors.delete(index);
    this.#states.set(index, 'failed');
    const mayGoOn = this.#failures.add({ index, error, attempts: at(this.#attempts, index), hung }, (dependant) => {
      if (this.#states.get(dependant) !== 'not-started') return false;
      this.#states.set(dependant, 'blocked');
      return true;
    });
    const finished = this.#finish(index, { state: 'failed', error, hung });
    if (!mayGoOn) this.stop({ kind: 'failure', stepId: id, ...(group === undefined ? {} : { group }) });
    await finished;
  }

  async #leaveUnknown(index: number, error: unknown, hung: boolean): Promise<void> {
    this.#lastErrors.delete(index);
    this.#states.set(index, 'unknown');
    await this.#finish(index, { state: 'unknown', error, hung });
  }

  /** The locks go back only when the end is written down: whoever takes them next may read it. */
  async #finish(index: number, end: StepEnd<R>): Promise<void> {
    await this.#request.onFinished?.(this.#step(index), end);
    if (!('hung' in end) || !end.hung) await this.#releaseLocks(index);
  }

  async #releaseLocks(index: number): Promise<void> {
    const release = this.#locksOf.get(index);
    this.#locksOf.delete(index);
    await release?.();
  }

  #ring(alarm: number): void {
    if (alarm >= this.#steps.length) {
      this.#reviewClass(alarm - this.#steps.length);
    } else if (this.#backingOff.delete(alarm)) {
      this.#enqueue(alarm);
    } else if (this.#lockWaits.has(alarm)) {
      this.#loseLockPatience(alarm);
    } else {
      const attempt = this.#attempting.get(alarm);
      if (attempt?.told === undefined) this.#tellToStop(alarm, 'timeout', this.#timeoutError(alarm, undefined));
      else attempt.settle('hung');
    }
    this.#fill();
  }

  #loseLockPatience(index: number): void {
    const wait = this.#lockWaits.get(index);
    if (wait?.hasPlace !== true) return;
    wait.hasPlace = false;
    this.#giveBackPlace(index);
    this.#tellWaiting(this.#step(index), 'locks');
  }

  #endWhenIdle(): void {
    if (this.#over || this.#filling) return;
    if (this.#isStuckBehindHung()) this.stop({ kind: 'hung' });
    if (this.#underWay > 0) return;
    const waits = this.#stop === undefined && WAITING.some((state) => this.#states.count(state) > 0);
    if (waits) return;
    this.#over = true;
    this.#alarms.close();
    this.#end();
  }

  /** Nothing moves any more, and only what is hung could make room. A person who paused or has to approve is waited for. */
  #isStuckBehindHung(): boolean {
    if (this.#hung.size === 0 || this.#stop !== undefined || this.#paused || this.#backingOff.size > 0) return false;
    if (this.#states.count('awaiting-approval') > 0 || this.#underWay > this.#lockWaits.size) return false;
    // Whoever has locks here hangs, or has them over from an attempt and finds no place: neither will give them back.
    const lockedHere = new Set([...this.#locksOf.keys()].flatMap((index) => this.#step(index).locks));
    for (const index of this.#lockWaits.keys()) {
      if (!this.#step(index).locks.some((lock) => lockedHere.has(lock))) return false;
    }
    if (this.#states.count('ready') === 0) return this.#lockWaits.size > 0;
    return this.#places.full || !this.#somethingWaitsForItsRate();
  }

  #somethingWaitsForItsRate(): boolean {
    for (let index = 0; index < this.#steps.length; index++) {
      if (this.#states.get(index) === 'ready' && !this.#places.isFull(at(this.#classOf, index))) return true;
    }
    return false;
  }

  #result(): GraphResult {
    this.#states.settle();
    const states = new Map<string, StepState>(this.#steps.map((step, index) => [step.id, this.#states.get(index)]));
    const counts = this.#states.counts();
    return {
      complete: counts.done + counts.skipped === this.#steps.length,
      ...(this.#stop === undefined ? {} : { stop: this.#stop }),
      states,
      failures: this.#failures.list(),
      hung: [...this.#hung].map((index) => this.#step(index).id),
      counts,
    };
  }

  #timeoutError(index: number, cause: unknown): SkepError {
    const { id, timeoutMs } = this.#step(index);
    const fromStep = cause === undefined || (cause instanceof SkepError && cause.code === 'STEP_TIMEOUT') ? {} : { cause };
    return new SkepError('STEP_TIMEOUT', `step ${id} was not done within ${timeoutMs} ms`, fromStep);
  }

  #hungError(index: number): SkepError {
    const graceMs = this.#request.graceMs ?? DEFAULT_GRACE_MS;
    return new SkepError('STEP_HUNG', `step ${this.#step(index).id} was told to stop, and still runs ${graceMs} ms later`, {
      hints: ['see what it does on its target before the run is resumed; nothing else is done under its locks'],
    });
  }

  #step(index: number): Step {
    const step = this.#steps[index];
    if (step === undefined) throw new SkepError('INTERNAL_BUG', `the plan has no step number ${index}`);
    return step;
  }
}

/** Without a stop, a run with steps in one of these is not over. */
const WAITING = ['awaiting-approval', 'ready', 'backing-off'] as const satisfies readonly StepState[];
