import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../src/lib/clock.js';
import type { Step } from '../../src/lib/engine/plan.js';
import { createRun, executeRun } from '../../src/lib/engine/run.js';
import { sealPlan } from '../../src/lib/engine/seal-plan.js';
import type { StepKind } from '../../src/lib/engine/step-kind.js';
import { nodeFiles } from '../../src/lib/files/node-files.js';
import { directoryState } from '../../src/lib/state/directory/directory-state.js';

const CONCURRENCY = 64;
const FSYNC_MS = 1000;
/** A line of a journal, as long as most. */
const LINE = Buffer.alloc(160, 'x');
const WANTED_STEPS_PER_SECOND = 30_000;

export interface JournalBench {
  readonly steps: number;
  readonly stepsPerSecond: number;
  /** One writer that syncs after each line, on the same disk, measured just before and just after. */
  readonly fsyncsPerSecond: number;
  /** 8 times the fsync rate or 30,000 steps a second, whichever is less. */
  readonly wantedStepsPerSecond: number;
}

/** Journaled steps of no effect, 64 at a time, against the bare fsync rate of the same disk. */
export async function benchJournal(steps = 50_000, base = tmpdir()): Promise<JournalBench> {
  const directory = await mkdtemp(join(base, 'skep-bench-'));
  try {
    const before = await fsyncRate(directory);
    const seconds = await journaledRun(directory, steps);
    const fsyncsPerSecond = Math.round((before + (await fsyncRate(directory))) / 2);
    return {
      steps,
      stepsPerSecond: Math.round(steps / seconds),
      fsyncsPerSecond,
      wantedStepsPerSecond: Math.min(WANTED_STEPS_PER_SECOND, 8 * fsyncsPerSecond),
    };
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function fsyncRate(directory: string): Promise<number> {
  const file = await open(join(directory, 'fsync'), 'w');
  const started = performance.now();
  let count = 0;
  while (performance.now() - started < FSYNC_MS) {
    await file.write(LINE);
    await file.sync();
    count += 1;
  }
  await file.close();
  return (count * 1000) / (performance.now() - started);
}

/** Seconds from the first step to the last. */
async function journaledRun(directory: string, count: number): Promise<number> {
  const store = directoryState({ root: directory, files: nodeFiles, clock: systemClock });
  const holder = { who: 'bench', runId: 'bench', reason: 'a benchmark' };
  const plan = sealPlan({
    id: 'bench',
    kind: 'bench',
    target: 'nothing',
    createdAt: 0,
    planTime: 0,
    skepVersion: '0',
    wanted: {},
    fingerprint: {},
    steps: Array.from({ length: count }, (_, index) => stepOf(index)),
  });
  const deps = { store, kinds: new Map([['noop', NOOP]]), clock: systemClock, limits: { concurrency: CONCURRENCY } };
  await createRun({ runId: 'bench', plan, holder }, deps);
  const reobserve = (): Promise<Record<string, string>> => {
    started = performance.now();
    return Promise.resolve({});
  };
  let started = performance.now();
  const { outcome } = await executeRun({ runId: 'bench', holder, skepVersion: '0', reobserve }, deps);
  if (outcome !== 'succeeded') throw new Error(`the run ended as ${outcome}`);
  return (performance.now() - started) / 1000;
}

/** Every fourth step needs one of the sixty before it, as rollouts do. */
function stepOf(index: number): Step {
  return {
    id: `step-${String(index)}`,
    kind: 'noop',
    kindVersion: 1,
    title: `step ${String(index)}`,
    needs: index % 4 === 0 && index >= 60 ? [`step-${String(index - 60 + (index % 7))}`] : [],
    locks: [],
    class: 'host:any',
    priority: 0,
    timeoutMs: 60_000,
    retry: { attempts: 1, backoffMs: 0, maxBackoffMs: 0 },
    input: {},
  };
}

const NOOP: StepKind = {
  kind: 'noop',
  version: 1,
  check: () => Promise.resolve({ state: 'needed' }),
  run: () => Promise.resolve(null),
  verify: () => Promise.resolve(),
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { steps, stepsPerSecond, fsyncsPerSecond, wantedStepsPerSecond } = await benchJournal();
  const met = stepsPerSecond >= wantedStepsPerSecond;
  console.log(
    [
      '| what | measured | goal | met |',
      '| --- | --- | --- | --- |',
      `| ${String(steps)} journaled no-op steps, ${String(CONCURRENCY)} at a time, on a disk of ${String(fsyncsPerSecond)} fsyncs/s | ` +
        `${String(stepsPerSecond)} steps/s | ${String(wantedStepsPerSecond)} steps/s | ${met ? 'yes' : 'NO'} |`,
    ].join('\n'),
  );
  if (!met) process.exitCode = 1;
}
