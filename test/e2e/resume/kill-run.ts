import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));

export interface KillRun {
  readonly source: string;
  readonly target: string;
  readonly stateDirectory: string;
  readonly auditPath: string;
}

export interface ChildResult {
  readonly killed: boolean;
  readonly operations: number;
  readonly milliseconds: number;
}

/**
 * One run in a process of its own; `dieAt` 0 lets it live, `killAfterMs` counts from when it began to work. Anything but a clean
 * end or the wanted kill is an error.
 */
export function runChild(
  run: KillRun,
  dieAt: number | `written:${number}`,
  resume: boolean,
  killAfterMs?: number,
): Promise<ChildResult> {
  const args = [
    '--import',
    'tsx',
    CHILD,
    run.source,
    run.target,
    run.stateDirectory,
    run.auditPath,
    String(dieAt),
    resume ? 'yes' : 'no',
  ];
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, args, (error, stdout, stderr) => {
      if (error?.signal === 'SIGKILL') resolve({ killed: true, operations: 0, milliseconds: 0 });
      else if (error !== null) reject(new Error(`the run failed: ${stderr}`, { cause: error }));
      else resolve({ killed: false, ...(JSON.parse(stdout) as { operations: number; milliseconds: number }) });
    });
    if (killAfterMs === undefined) return;
    child.stderr?.once('data', () => {
      setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    });
  });
}

/** Kills a run at one disk operation, resumes it until it lives, and tells what it left. */
export async function killAndResume(
  run: KillRun,
  dieAt: number,
): Promise<{ readonly result: ChildResult; readonly digests: string }> {
  const first = await runChild(run, dieAt, false);
  if (!first.killed) throw new Error(`the run was not killed at operation ${String(dieAt)}`);
  // Killed before the run had a name, there is nothing to resume: the same command simply starts.
  const result = await runChild(run, 0, true);
  return { result, digests: digestsOf(run) };
}

/** Digests of the target and the audit; fails when the run left anything else. */
export function digestsOf(run: KillRun): string {
  for (const left of [
    run.stateDirectory,
    `${run.stateDirectory}.finished`,
    `${run.target}.partial`,
    `${run.auditPath}.partial`,
  ]) {
    if (existsSync(left)) throw new Error(`${left} was left behind`);
  }
  return [run.target, run.auditPath].map((path) => createHash('sha256').update(readFileSync(path)).digest('hex')).join(' ');
}

export async function clean(run: KillRun): Promise<void> {
  for (const path of [run.target, run.auditPath, run.stateDirectory, `${run.stateDirectory}.finished`, `${run.target}.partial`])
    await rm(path, { recursive: true, force: true });
}
