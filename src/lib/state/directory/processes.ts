import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';

/** A process that cannot be mistaken for another: a process id is given out again, together with its start it is not. */
export interface ProcessIdentity {
  readonly host: string;
  readonly pid: number;
  /** Clock ticks after boot; empty where the system does not say. */
  readonly startTime: string;
  /** Empty where the system does not say. */
  readonly bootId: string;
}

/** Who we are, and whether another still lives. Apart, so that a test can say who is dead. */
export interface Processes {
  self(): Promise<ProcessIdentity>;
  /** A process of another machine counts as alive: from here nobody can tell. */
  isAlive(identity: ProcessIdentity): Promise<boolean>;
}

export const nodeProcesses: Processes = {
  async self() {
    return { host: hostname(), pid: process.pid, startTime: await startTimeOf(process.pid), bootId: await readBootId() };
  },
  async isAlive(identity) {
    if (identity.host !== hostname()) return true;
    if (identity.bootId !== (await readBootId())) return false;
    if (!exists(identity.pid)) return false;
    return identity.startTime === (await startTimeOf(identity.pid));
  },
};

async function readBootId(): Promise<string> {
  return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')).trim();
}

async function startTimeOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => '');
  // The second field is the program's name in parentheses and may itself hold anything; the start is the 20th after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie has ended; only its parent has not looked yet.
  return fields[0] === 'Z' ? 'ended' : (fields[19] ?? '');
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
