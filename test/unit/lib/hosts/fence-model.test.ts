import { describe, expect, it } from 'vitest';

/**
 * The fence's protocol (src/lib/hosts/scripts.ts) as a state machine, walked through in every order of steps: three supervisors with
 * tokens 1, 2, 3 or 1, 2, 2, any of which may be killed before any step, likewise the processes that they start, and the host may lose
 * its power once. What the model abstracts from: paths, time, and that ending a command takes a while.
 */
interface Worker {
  readonly number: number;
  /** Next step of the supervisor; `gone` when it ended or was killed. */
  readonly at: 'gate' | 'check' | 'prepare' | 'end' | 'commit' | 'sync' | 'start' | 'release' | 'wait' | 'gone';
  readonly holdsGate: boolean;
  /** The process that it started, which becomes the command. */
  readonly child: 'none' | 'started' | 'recorded' | 'released' | 'running' | 'gone';
  readonly childHoldsGate: boolean;
  readonly record: boolean;
}

interface State {
  readonly workers: readonly Worker[];
  /** The number in the token file, and the one that a power cut would leave. */
  readonly stored: number;
  readonly durable: number;
  readonly powerCuts: number;
}

/** Ways to get it wrong: each must be found out, else the model shows nothing. */
interface Mistakes {
  readonly noGate?: boolean;
  readonly childDropsGateAtOnce?: boolean;
  readonly commitBeforeEnding?: boolean;
  readonly leavesOthersRunning?: boolean;
  readonly noRecord?: boolean;
}

const startOf = (numbers: readonly number[]): State => ({
  workers: numbers.map((number) => ({
    number,
    at: 'gate',
    holdsGate: false,
    child: 'none',
    childHoldsGate: false,
    record: false,
  })),
  stored: 1,
  durable: 1,
  powerCuts: 0,
});

const isAlive = (worker: Worker): boolean => worker.child !== 'none' && worker.child !== 'gone';

function change(state: State, index: number, to: Partial<Worker>, rest: Partial<State> = {}): State {
  return { ...state, ...rest, workers: state.workers.map((worker, at) => (at === index ? { ...worker, ...to } : worker)) };
}

/** The next step of a supervisor; undefined while it cannot go on. */
function supervise(state: State, index: number, mistakes: Mistakes): State | undefined {
  const worker = state.workers[index]!;
  const newer = worker.number > state.stored;
  const go = (at: Worker['at'], rest: Partial<State> = {}): State => change(state, index, { at }, rest);
  const afterEnding = newer && mistakes.commitBeforeEnding !== true ? 'commit' : 'start';
  switch (worker.at) {
    case 'gate':
      if (mistakes.noGate !== true && state.workers.some((other) => other.holdsGate || other.childHoldsGate)) return undefined;
      return change(state, index, { at: 'check', holdsGate: true });
    case 'check':
      if (worker.number < state.stored) return change(state, index, { at: 'gone', holdsGate: false });
      return go(newer ? 'prepare' : 'end');
    case 'prepare':
      return go(mistakes.commitBeforeEnding === true ? 'commit' : 'end');
    case 'end':
      return mistakes.leavesOthersRunning === true
        ? go(afterEnding)
        : {
            ...endOthers(state, worker),
            workers: endOthers(state, worker).workers.map((other, at) => (at === index ? { ...other, at: afterEnding } : other)),
          };
    case 'commit':
      return go('sync', { stored: worker.number });
    case 'sync':
      return go(mistakes.commitBeforeEnding === true ? 'end' : 'start', { durable: state.stored });
    case 'start':
      return change(state, index, { at: 'release', child: 'started', childHoldsGate: mistakes.childDropsGateAtOnce !== true });
    case 'release':
      return change(state, index, { at: 'wait', holdsGate: false });
    case 'wait':
      return worker.child === 'gone' ? change(state, index, { at: 'gone', record: false }) : undefined;
    case 'gone':
      return undefined;
  }
}

/** Every process with a record of another token is ended. Who has none is not found. */
function endOthers(state: State, worker: Worker): State {
  return {
    ...state,
    workers: state.workers.map((other) =>
      other.record && other.number !== worker.number ? { ...other, record: false, child: 'gone', childHoldsGate: false } : other,
    ),
  };
}

/** The next step of what a supervisor started. */
function progress(state: State, index: number, mistakes: Mistakes): State | undefined {
  const worker = state.workers[index]!;
  switch (worker.child) {
    case 'started':
      return change(state, index, { child: 'recorded', record: mistakes.noRecord !== true });
    case 'recorded':
      return change(state, index, { child: 'released', childHoldsGate: false });
    case 'released':
      return change(state, index, { child: 'running' });
    case 'running':
      return change(state, index, { child: 'gone' });
    case 'none':
    case 'gone':
      return undefined;
  }
}

function powerCut(state: State): State {
  const workers = state.workers.map((worker) => ({
    ...worker,
    at: 'gate' as const,
    holdsGate: false,
    child: 'none' as const,
    childHoldsGate: false,
    record: false,
  }));
  return { workers, stored: state.durable, durable: state.durable, powerCuts: state.powerCuts + 1 };
}

function successors(state: State, mistakes: Mistakes): State[] {
  const next = state.workers.flatMap((worker, index) => {
    const steps = [supervise(state, index, mistakes), progress(state, index, mistakes)];
    // The kernel lets go of a flock when the last process that has the file open is gone.
    if (worker.at !== 'gone') steps.push(change(state, index, { at: 'gone', holdsGate: false }));
    if (isAlive(worker)) steps.push(change(state, index, { child: 'gone', childHoldsGate: false }));
    return steps.filter((step) => step !== undefined);
  });
  // After a cut the runs may come again, all of them; a directory that was renamed in but not synced may be as it was.
  return state.powerCuts === 0 ? [...next, powerCut(state), powerCut({ ...state, durable: state.stored })] : next;
}

/** What must never be, in a state or in a step. */
function violation(before: State, after: State): string | undefined {
  const running = after.workers.filter((worker) => worker.child === 'running').map((worker) => worker.number);
  if (new Set(running).size > 1) return `commands of ${running.join(' and ')} run at once`;
  const starts = after.workers.find((worker, index) => worker.child === 'running' && before.workers[index]?.child !== 'running');
  if (starts && starts.number < after.stored) return `a command of ${starts.number} starts after ${after.stored} was registered`;
  return undefined;
}

function explore(start: State, mistakes: Mistakes): { states: number; violation?: string } {
  const seen = new Set<string>([JSON.stringify(start)]);
  const open: State[] = [start];
  for (let state = open.pop(); state; state = open.pop()) {
    for (const next of successors(state, mistakes)) {
      const wrong = violation(state, next);
      if (wrong !== undefined) return { states: seen.size, violation: wrong };
      const key = JSON.stringify(next);
      if (seen.has(key)) continue;
      seen.add(key);
      open.push(next);
    }
  }
  return { states: seen.size };
}

describe('the fence, in every order of steps, kills and a power cut', () => {
  it.each([[[1, 2, 3]], [[1, 2, 2]]])(
    'of tokens %j never two numbers run at once, nor does an older one start after a newer is registered',
    (numbers) => {
      const result = explore(startOf(numbers), {});
      expect(result.violation).toBeUndefined();
      expect(result.states).toBeGreaterThan(1_000);
    },
  );

  it.each<[string, Mistakes]>([
    ['there is no gate', { noGate: true }],
    ['the started process does not inherit the gate', { childDropsGateAtOnce: true }],
    ['the newer token is registered before the older commands are ended', { commitBeforeEnding: true }],
    ['older commands are not ended', { leavesOthersRunning: true }],
    ['a command leaves no record', { noRecord: true }],
  ])('finds the mistake when %s', (_name, mistakes) => {
    expect(explore(startOf([1, 2, 2]), mistakes).violation).toBeDefined();
  });
});
