import { appendFileSync, readFileSync, writeSync } from 'node:fs';
import { systemClock } from '../../../src/lib/clock.js';
import { createRun, executeRun } from '../../../src/lib/engine/run.js';
import { sealPlan } from '../../../src/lib/engine/seal-plan.js';
import type { Step } from '../../../src/lib/engine/plan.js';
import type { StepContext, StepKind } from '../../../src/lib/engine/step-kind.js';
import { undoRun } from '../../../src/lib/engine/undo.js';
import { isSkepError } from '../../../src/lib/errors.js';
import type { Files } from '../../../src/lib/ports/files.js';
import { directoryState } from '../../../src/lib/state/directory/directory-state.js';
import { dyingFiles } from '../../rig/dying-files.js';

/**
 * Carries a run of twelve steps out in a directory, or undoes it: child.ts JOB... with a job "MODE DIRECTORY DIE_AT". Jobs come
 * one after the other in this one process, since starting it is what takes time; each prints a line of JSON.
 */
const RUN_ID = 'run-1';

function stepOf(id: string, needs: readonly string[], overrides: Partial<Step> = {}): Step {
  return {
    id,
    kind: 'file',
    kindVersion: 1,
    title: `write ${id}`,
    needs,
    locks: [],
    class: `host:${id}`,
    priority: 0,
    timeoutMs: 60_000,
    retry: { attempts: 1, backoffMs: 0, maxBackoffMs: 0 },
    input: { name: id, value: `new ${id}` },
    ...overrides,
  };
}

const RETRY = { attempts: 3, backoffMs: 1, maxBackoffMs: 2 };
/** Two chains that meet, under a lock of all and one of some; two steps fail the first time; c is there already, d has a past. */
const STEPS = [
  stepOf('a', [], { locks: ['cluster/prod'] }),
  stepOf('b', ['a'], { locks: ['cluster/prod', 'host/node-1'] }),
  stepOf('c', ['b'], { locks: ['cluster/prod'] }),
  stepOf('d', ['c'], { locks: ['cluster/prod'], retry: RETRY, input: { name: 'd', value: 'new d', failures: 1 } }),
  stepOf('e', []),
  stepOf('f', ['e']),
  stepOf('g', ['f'], { locks: ['host/node-1'], retry: RETRY, input: { name: 'g', value: 'new g', failures: 2 } }),
  stepOf('h', ['d', 'g'], { locks: ['cluster/prod'] }),
  stepOf('i', ['h']),
  stepOf('j', ['h']),
  stepOf('k', ['i', 'j']),
  stepOf('l', ['k'], { locks: ['cluster/prod'] }),
];

const PLAN = sealPlan({
  id: 'plan-1',
  kind: 'test',
  target: 'a directory',
  createdAt: 1_000,
  planTime: 1_000,
  skepVersion: '0.1.0',
  wanted: {},
  fingerprint: {},
  steps: STEPS,
});

/** What the plan wrote as text. */
function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`no text: ${JSON.stringify(value)}`);
  return value;
}

/** Writes a file; its past is what it held. Every effect is also told to `effects`, which no kill comes between. */
function fileKind(directory: string, files: Files): StepKind {
  const pathOf = (context: StepContext): string => `${directory}/world/${textOf(context.input['name'])}`;
  const read = (path: string): string | null => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return null;
    }
  };
  const write = async (context: StepContext, text: string): Promise<void> => {
    const path = pathOf(context);
    const file = await files.open(`${path}.new`, 'w');
    await file.write(Buffer.from(text), 0);
    await file.close();
    await files.rename(`${path}.new`, path);
  };
  const tell = (what: string, context: StepContext): void =>
    appendFileSync(`${directory}/effects`, `${what} ${context.stepId}\n`);
  return {
    kind: 'file',
    version: 1,
    async check(context) {
      const held = read(pathOf(context));
      if (held !== context.input['value']) return { state: 'needed', before: held };
      return { state: 'done', record: context.before ?? null };
    },
    async run(context) {
      if (context.attempt <= Number(context.input['failures'] ?? 0)) throw new Error('not yet');
      await write(context, textOf(context.input['value']));
      tell('run', context);
      return context.before ?? null;
    },
    async verify(context) {
      if (read(pathOf(context)) !== context.input['value']) throw new Error('it is not so');
    },
    async undo(context, record) {
      if (record === null) await files.remove(pathOf(context));
      else await write(context, textOf(record));
      tell('undo', context);
    },
    mayRetry: () => true,
  };
}

async function carryOut(mode: string, directory: string, dieAt: number): Promise<unknown> {
  const dying = dyingFiles(dieAt);
  const store = directoryState({ root: `${directory}/state`, files: dying.files, clock: systemClock, pollMs: 5 });
  const holder = { who: `child ${String(process.pid)}`, runId: RUN_ID, reason: 'a test' };
  const deps = {
    store,
    kinds: new Map([['file', fileKind(directory, dying.files)]]),
    clock: systemClock,
    limits: { concurrency: mode.endsWith('-concurrent') ? 4 : 1 },
  };
  const request = { runId: RUN_ID, holder, skepVersion: '0.1.0', partial: false };
  if (mode.startsWith('run')) {
    await createRun({ runId: RUN_ID, plan: PLAN, holder }, deps).catch((error: unknown) => {
      if (!isSkepError(error) || error.code !== 'STATE_RUN_EXISTS') throw error;
    });
    const { outcome } = await executeRun(request, deps);
    return { outcome, operations: dying.count() };
  }
  const { outcome } = await undoRun(request, deps).catch((error: unknown) => {
    // Killed before the run had its name: there is nothing to undo.
    if (isSkepError(error) && error.code === 'STATE_RUN_UNKNOWN') return { outcome: 'undone' };
    throw error;
  });
  return { outcome, operations: dying.count() };
}

for (const job of process.argv.slice(2)) {
  const [mode = '', directory = '', dieAt = '0'] = job.split(' ');
  writeSync(1, `${JSON.stringify(await carryOut(mode, directory, Number(dieAt)))}\n`);
}
process.exit(0);
