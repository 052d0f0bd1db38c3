import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { systemClock } from '../../src/lib/clock.js';
import { estimateRest } from '../../src/lib/engine/eta.js';
import type { GraphRequest, GraphResult, Limits } from '../../src/lib/engine/graph-run.js';
import { buildGraph } from '../../src/lib/engine/graph.js';
import type { Step } from '../../src/lib/engine/plan.js';
import { runGraph } from '../../src/lib/engine/scheduler.js';
import type { Clock } from '../../src/lib/ports/clock.js';
import { VirtualClock } from '../rig/virtual-clock.js';

export interface BenchRow {
  readonly what: string;
  readonly measured: string;
  readonly goal: string;
  readonly met: boolean;
}

/** The scheduler alone: how fast it is, and how near to the best possible its order comes. */
export async function benchEngine(): Promise<readonly BenchRow[]> {
  const rows = [...(await noOps())];
  for (const one of [UNLIMITED, HUNDRED_AT_ONCE, SLOW_API, NARROW_API]) rows.push(...(await hostsUnder(one)));
  return rows;
}

/** 100,000 steps that do nothing, of 1,000 classes, each with up to three needs anywhere before it. */
async function noOps(): Promise<readonly BenchRow[]> {
  const random = seededRandom(1);
  const steps = Array.from({ length: 100_000 }, (_, index) => {
    const needs = index === 0 ? 0 : Math.floor(random() * 4);
    return step(
      index,
      `host:h${index % 1000}`,
      Array.from({ length: needs }, () => Math.floor(random() * index)),
      Math.floor(random() * 4) * 100,
    );
  });
  const before = heapUsed();
  const begin = performance.now();
  const cpuBefore = process.cpuUsage();
  const result = await run(
    steps,
    { concurrency: 64, families: { host: { concurrency: 2 } } },
    systemClock,
    async () => undefined,
  );
  const seconds = (performance.now() - begin) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  const cpuSeconds = (cpu.user + cpu.system) / 1e6;
  const perStep = (heapUsed() - before) / steps.length;
  return [
    {
      what: '100,000 no-op steps with random needs, in memory',
      measured: `${seconds.toFixed(2)} s (${cpuSeconds.toFixed(2)} s of CPU)`,
      goal: '3 s',
      met: result.complete && seconds < 3,
    },
    {
      what: 'memory kept of a finished run of them',
      measured: `${perStep.toFixed(0)} bytes a step`,
      goal: '1,000',
      met: perStep < 1000,
    },
  ];
}

interface Case {
  readonly name: string;
  readonly limits: Limits;
  readonly hasGoal: boolean;
}

const ONE_A_HOST = { host: { concurrency: 1 } };

const UNLIMITED: Case = {
  name: 'one step a host at once',
  limits: { concurrency: Infinity, families: ONE_A_HOST },
  hasGoal: true,
};
const HUNDRED_AT_ONCE: Case = { name: '100 at once', limits: { concurrency: 100, families: ONE_A_HOST }, hasGoal: true };
const SLOW_API: Case = {
  name: '300 at once, API server 40 a second',
  limits: { concurrency: 300, families: ONE_A_HOST, classes: { 'apiserver:prod': { concurrency: 10, ratePerSecond: 40 } } },
  hasGoal: true,
};

/** Without a goal: the bound takes each limit alone, while here a narrow place stands in the middle of every chain. */
const NARROW_API: Case = {
  name: '300 at once, API server 20 a second',
  limits: { concurrency: 300, families: ONE_A_HOST, classes: { 'apiserver:prod': { concurrency: 10, ratePerSecond: 20 } } },
  hasGoal: false,
};

/** 10,000 steps over 1,000 hosts: ten a host, one of them at the API server; latencies of 0.1 to 2 s, one in fifty ten times that. */
async function hostsUnder({ name, limits, hasGoal }: Case): Promise<readonly BenchRow[]> {
  const random = seededRandom(2);
  const latency = new Map<string, number>();
  const steps = Array.from({ length: 10_000 }, (_, index) => {
    const position = index % 10;
    const isApiCall = position === 4;
    const one = step(
      index,
      isApiCall ? 'apiserver:prod' : `host:h${Math.floor(index / 10)}`,
      position === 0 ? [] : [index - 1],
      0,
    );
    const typical = isApiCall ? 50 + random() * 100 : 100 + random() * 1900;
    latency.set(one.id, Math.round(isApiCall || random() >= 0.02 ? typical : typical * 10));
    // Every step is of a kind of its own, so that the estimate knows each exactly and becomes the lower bound.
    return { ...one, kind: one.id };
  });
  const clock = new VirtualClock();
  await clock.run(
    run(
      steps,
      limits,
      clock,
      ({ id }, signal) => clock.sleep(latency.get(id) ?? 0, signal),
      ({ id }) => latency.get(id) ?? 0,
    ),
  );
  const estimate = estimateRest({
    steps,
    graph: buildGraph(steps),
    limits,
    typical: latency,
    isOver: () => false,
    runningFor: () => 0,
  });
  const took = clock.monotonic() / 1000;
  const least = (estimate?.milliseconds ?? 0) / 1000;
  const by = estimate?.bound.kind === 'limit' ? `limit ${estimate.bound.name}` : 'critical path';
  return [
    {
      what: `10,000 steps, 1,000 hosts, ${name}`,
      measured: `${took.toFixed(1)} s, bound ${least.toFixed(1)} s (${by}): +${((took / least - 1) * 100).toFixed(2)} %`,
      goal: hasGoal ? '5 %' : 'none',
      met: !hasGoal || took <= least * 1.05,
    },
  ];
}

async function run(
  steps: readonly Step[],
  limits: Limits,
  clock: Clock,
  work: (step: Step, signal: AbortSignal) => Promise<void>,
  expectedDuration: (step: Step) => number = () => 1,
): Promise<GraphResult> {
  const request: GraphRequest<null> = {
    plan: { steps },
    limits,
    clock,
    signal: new AbortController().signal,
    random: () => 0.5,
    expectedDuration,
    async start(one, _attempt, signal) {
      await work(one, signal);
      return { state: 'done', record: null };
    },
  };
  return runGraph(request).result;
}

function step(index: number, className: string, needs: readonly number[], priority: number): Step {
  return {
    id: `s${index}`,
    kind: 'noop',
    kindVersion: 1,
    title: '',
    needs: needs.map((need) => `s${need}`),
    locks: [],
    class: className,
    priority,
    timeoutMs: 60_000,
    retry: { attempts: 1, backoffMs: 0, maxBackoffMs: 0 },
    input: {},
  };
}

/** The same numbers every time (a linear congruential generator; good enough to strew edges). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** After a full collection, for which V8 must be told to offer it. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

function markdownTable(rows: readonly BenchRow[]): string {
  const lines = rows.map(
    ({ what, measured, goal, met }) => `| ${what} | ${measured} | ${goal} | ${goal === 'none' ? '-' : met ? 'yes' : 'NO'} |`,
  );
  return ['| what | measured | goal | met |', '| --- | --- | --- | --- |', ...lines].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(markdownTable(await benchEngine()));
