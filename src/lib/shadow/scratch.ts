import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const PREFIX = 'skep-shadow-';
const OWNER = 'owner.json';
/** A directory without an owner file this old was left by a run that died between the two. */
const GRACE_MS = 60_000;

/** A private directory (mode 0700) for one run: data, keys and logs of its scratch servers. */
export interface Scratch {
  readonly path: string;
  remove(): Promise<void>;
}

interface Owner {
  readonly pid: number;
  /** As the system tells it; with the pid it names one process, even after the pid is used again. */
  readonly startedAt: string;
}

/** Makes a scratch directory below `base`, after removing those that dead runs of the same user have left there. */
export async function createScratch(base: string): Promise<Scratch & { readonly removedLeftOvers: readonly string[] }> {
  const removedLeftOvers = await removeLeftOvers(base);
  const path = await mkdtemp(join(base, PREFIX));
  const owner: Owner = { pid: process.pid, startedAt: (await startOf(process.pid)) ?? '' };
  await writeFile(join(path, OWNER), JSON.stringify(owner), { mode: 0o600 });
  return { path, removedLeftOvers, remove: () => removeTree(path) };
}

async function removeLeftOvers(base: string): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const name of await readdir(base)) {
    const path = join(base, name);
    if (!name.startsWith(PREFIX) || !(await isLeftOver(path))) continue;
    await removeTree(path);
    removed.push(path);
  }
  return removed;
}

async function isLeftOver(path: string): Promise<boolean> {
  try {
    const stats = await stat(path);
    if (!stats.isDirectory() || stats.uid !== process.getuid?.()) return false;
    const owner = await readOwner(path);
    if (owner === undefined) return Date.now() - stats.mtimeMs > GRACE_MS;
    return (await startOf(owner.pid)) !== owner.startedAt;
  } catch {
    // Another run removes it at this moment.
    return false;
  }
}

async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(join(path, OWNER), 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

/** When the process started, in the system's own terms; undefined when there is none with this pid. */
async function startOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    try {
      const text = await readFile(`/proc/${String(pid)}/stat`, 'utf8');
      // The command name stands in parentheses and may hold spaces; the start time is field 22, the 20th after it.
      return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
    } catch {
      return undefined;
    }
  }
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)]);
    return stdout.trim() || undefined;
  } catch {
    return undefined;
  }
}

async function removeTree(path: string): Promise<void> {
  // The servers of a dead run may still be writing their last for a moment.
  await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
