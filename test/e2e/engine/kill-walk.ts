import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A job for the child: what it does, where, and at which operation it is killed (0: not at all). */
export interface Job {
  readonly mode: 'run' | 'run-concurrent' | 'undo';
  readonly directory: string;
  readonly dieAt: number;
}

/** The jobs in one process of the compiled child; `killed`: the last of them was. Anything but a clean end or that kill is an error. */
export function runChild(
  child: string,
  jobs: readonly Job[],
): Promise<{ readonly killed: boolean; readonly results: { outcome: string; operations: number }[] }> {
  const args = [child, ...jobs.map(({ mode, directory, dieAt }) => `${mode} ${directory} ${String(dieAt)}`)];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, (error, stdout, stderr) => {
      const results = stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as { outcome: string; operations: number });
      const killed = error?.signal === 'SIGKILL';
      if (error !== null && !(killed && results.length === jobs.length - 1))
        reject(new Error(`the child failed: ${stderr}`, { cause: error }));
      else resolve({ killed, results });
    });
  });
}

/** A world in which c holds already what the plan wants, and d something else. */
export async function newWorld(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'skep-run-'));
  mkdirSync(join(directory, 'world'));
  writeFileSync(join(directory, 'world', 'c'), 'new c');
  writeFileSync(join(directory, 'world', 'd'), 'old d');
  return directory;
}

export async function copyOf(directory: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'skep-run-'));
  await cp(directory, copy, { recursive: true });
  return copy;
}

/** What the world holds: name to text. Half-written files, which the next attempt writes anew, do not count. */
export function worldOf(directory: string): Record<string, string> {
  const world = join(directory, 'world');
  const names = readdirSync(world).filter((name) => !name.endsWith('.new'));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(world, name), 'utf8')]));
}

/** How many times each effect came about: "run a" to 1. */
export function effectsOf(directory: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const path = join(directory, 'effects');
  for (const line of existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []) {
    if (line !== '') counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return counts;
}

export interface Written {
  readonly type: string;
  readonly step?: string;
  readonly outcome?: string;
  readonly locks?: Record<string, number>;
}

/** The records of the run's journal. */
export function journalOf(directory: string): Written[] {
  const path = join(directory, 'state', 'runs', 'run-1', 'journal.ndjson');
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => (JSON.parse(line) as { line: Written }).line);
}

/** What must hold of every journal, however often its run was killed; names of what does not. */
export function brokenPromises(directory: string): string[] {
  const broken: string[] = [];
  const highest = new Map<string, number>();
  const ended = new Map<string, number>();
  for (const record of journalOf(directory)) {
    if (record.type === 'step-done' || record.type === 'step-undone' || record.type === 'step-skipped') {
      const key = `${record.type} ${record.step ?? ''}`;
      ended.set(key, (ended.get(key) ?? 0) + 1);
    }
    for (const [lock, number] of Object.entries(record.locks ?? {})) {
      if (number < (highest.get(lock) ?? 0)) broken.push(`the number of ${lock} fell to ${String(number)}`);
      highest.set(lock, number);
    }
  }
  for (const [key, count] of ended) if (count > 1) broken.push(`${key} ${String(count)} times`);
  // A run asks the world first, so no effect comes twice. An inverse that was killed before it was written down is run again:
  // it must bear that, since a half-done one looks like a done one.
  for (const [effect, count] of effectsOf(directory))
    if (count > (effect.startsWith('undo ') ? 2 : 1)) broken.push(`${effect} came about ${String(count)} times`);
  return broken;
}

export interface Walk {
  /** The compiled child. */
  readonly child: string;
  readonly first: Job['mode'];
  /** What goes on after the kill. */
  readonly then: Job['mode'];
  /** Makes the directory that the first is killed in. */
  readonly prepare: () => Promise<string>;
  /** Judges what is left; what it returns is wrong. */
  readonly judge: (directory: string) => readonly string[];
}

/**
 * Kills `first` at operation 1, 2, 3, ... until one lives, lets `then` go on after each, and returns how many there were and all
 * that is wrong. Each process goes on where the last was killed before it is killed itself.
 */
export async function walk({
  child,
  first,
  then,
  prepare,
  judge,
}: Walk): Promise<{ readonly points: number; readonly wrong: string[] }> {
  const wrong: string[] = [];
  const judged = async (directory: string, dieAt: number, outcome: string | undefined): Promise<void> => {
    const expected = then === 'undo' ? 'undone' : 'succeeded';
    if (outcome !== expected) wrong.push(`at ${String(dieAt)}: it ended as ${outcome ?? 'nothing'}`);
    wrong.push(...[...judge(directory), ...brokenPromises(directory)].map((what) => `at ${String(dieAt)}: ${what}`));
    await rm(directory, { recursive: true, force: true });
  };
  let killedIn: string | undefined;
  for (let dieAt = 1; ; dieAt += 1) {
    const directory = await prepare();
    const jobs: Job[] = [{ mode: first, directory, dieAt }];
    if (killedIn !== undefined) jobs.unshift({ mode: then, directory: killedIn, dieAt: 0 });
    const { killed, results } = await runChild(child, jobs);
    if (killedIn !== undefined) await judged(killedIn, dieAt - 1, results[0]?.outcome);
    if (!killed) {
      await rm(directory, { recursive: true, force: true });
      return { points: dieAt - 1, wrong };
    }
    killedIn = directory;
  }
}
