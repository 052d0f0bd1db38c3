import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SkepError } from '../errors.js';
import { unwritable } from '../files/failures.js';
import type { Files } from '../ports/files.js';
import { nodeProcesses, type ProcessIdentity, type Processes } from '../state/directory/processes.js';

/** What lies in the lock: who holds it, so that a dead holder is told from a living one. */
interface Holder {
  readonly process: ProcessIdentity;
  readonly target: string;
}

export interface RunLock {
  /** The second time it does nothing: the lock may be another's by then. */
  release(): Promise<void>;
}

const TRIES = 3;
/** A lock that says nothing may be one that is being written at this moment. */
const SETTLE_MS = 200;
const MAX_LOCK_BYTES = 64 * 1024;

/**
 * Takes the one lock of a state directory: `<directory>.lock`, beside it, because the directory itself is renamed when a run
 * ends. The lock of a process that has ended is taken over; one of another machine counts as held.
 * @throws SkepError MIGRATION_RUN_LOCKED naming the holder, STORE_UNWRITABLE
 */
export async function takeRunLock(
  files: Files,
  directory: string,
  target: string,
  processes: Processes = nodeProcesses,
): Promise<RunLock> {
  const path = `${directory}.lock`;
  const own: Holder = { process: await processes.self(), target };
  await files.makeDirectory(dirname(path)).catch((error: unknown) => {
    throw unwritable(path, error);
  });
  for (let tries = 1; ; tries++) {
    if (await create(files, path, own)) return lockAt(files, path);
    const holder = await readHolder(files, path);
    if (holder === 'gone') continue;
    if (holder === undefined && tries === 1) {
      await sleep(SETTLE_MS);
      continue;
    }
    if (tries === TRIES || (holder !== undefined && (await processes.isAlive(holder.process))))
      throw locked(path, directory, holder);
    await removeDead(files, path, holder, own);
  }
}

function lockAt(files: Files, path: string): RunLock {
  let isHeld = true;
  return {
    async release() {
      if (!isHeld) return;
      isHeld = false;
      await files.remove(path);
    },
  };
}

async function create(files: Files, path: string, holder: Holder): Promise<boolean> {
  try {
    const file = await files.open(path, 'wx');
    try {
      await file.write(Buffer.from(`${JSON.stringify(holder)}\n`));
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw unwritable(path, error);
  }
}

/** undefined: a lock that was never written whole, by a process that died over it, or is about to be. */
async function readHolder(files: Files, path: string): Promise<Holder | 'gone' | undefined> {
  try {
    const file = await files.open(path, 'r');
    try {
      const bytes = Buffer.alloc(MAX_LOCK_BYTES);
      return JSON.parse(bytes.toString('utf8', 0, await file.read(bytes, 0))) as Holder;
    } finally {
      await file.close();
    }
  } catch (error) {
    return isCode(error, 'ENOENT') ? 'gone' : undefined;
  }
}

/** Moves the dead lock away and looks at what was moved: another who saw it dead may have taken it meanwhile. */
async function removeDead(files: Files, path: string, dead: Holder | undefined, own: Holder): Promise<void> {
  const aside = `${path}.${String(own.process.pid)}`;
  try {
    await files.rename(path, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw unwritable(path, error);
  }
  const moved = await readHolder(files, aside);
  if (JSON.stringify(moved) === JSON.stringify(dead)) await files.remove(aside);
  else await files.rename(aside, path);
}

function locked(path: string, directory: string, holder: Holder | undefined): SkepError {
  const who =
    holder === undefined
      ? 'a process that does not say who it is'
      : `process ${String(holder.process.pid)} on ${holder.process.host}`;
  return new SkepError('MIGRATION_RUN_LOCKED', `the run in ${directory} is held by ${who}`, {
    hints: ['wait for it, or stop it, and then use --resume', `if it is dead for certain: rm ${path}`],
    details: {
      lock: path,
      ...(holder === undefined ? {} : { pid: holder.process.pid, host: holder.process.host, target: holder.target }),
    },
  });
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
