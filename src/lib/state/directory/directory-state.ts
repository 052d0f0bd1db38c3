import { randomUUID } from 'node:crypto';
import { SkepError } from '../../errors.js';
import type { Clock } from '../../ports/clock.js';
import type { Files, OpenFile } from '../../ports/files.js';
import type { Holder, JournalEntry, JournalWriter, StateStore } from '../../ports/state-store.js';
import { reading, writing } from './failures.js';
import { JOURNAL_START, type JournalPosition, readLines } from './journal-reader.js';
import { journalWriter } from './journal-writer.js';
import { directoryLocks } from './locks.js';
import { ownRun } from './ownership.js';
import { type Processes, nodeProcesses } from './processes.js';
import { assertRunExists, makeRun, readAuthority, readHeads, readPlanBytes } from './run-directory.js';
import { leaveSignal, takeSignals } from './signals.js';

export interface DirectoryStateOptions {
  /** `$XDG_STATE_HOME/skep`; made when it is not there. */
  readonly root: string;
  readonly files: Files;
  readonly clock: Clock;
  readonly processes?: Processes;
  /** How often waiting locks, followed journals and signals are looked at. */
  readonly pollMs?: number;
  /** Makes the store's own id, once. */
  readonly makeId?: () => string;
}

/** The StateStore port in a directory of this machine. Opens nothing until it is asked for something. */
export function directoryState(options: DirectoryStateOptions): StateStore {
  const { root, files, clock, processes = nodeProcesses, pollMs = 200, makeId = randomUUID } = options;
  const deps = { files, clock, processes, pollMs };
  return {
    authority: () => readAuthority(files, root, makeId),
    createRun: (run) => makeRun(files, root, run),
    listRuns: () => readHeads(files, root),
    readPlan: (runId) => readPlanBytes(files, root, runId),
    readJournal: (runId, from = 0) => readJournal(files, root, runId, from),
    openJournal: (runId, holder) => openJournal(deps, root, runId, holder),
    followJournal: (runId, from, signal) => followJournal(deps, root, runId, from, signal),
    async sendSignal(runId, signal) {
      await leaveSignal(files, (await assertRunExists(files, root, runId)).signals, signal);
    },
    async *followSignals(runId, signal) {
      yield* takeSignals(deps, (await assertRunExists(files, root, runId)).signals, signal);
    },
    locks: directoryLocks(deps, `${root}/locks`),
    close: () => Promise.resolve(),
  };
}

interface StateDeps {
  readonly files: Files;
  readonly clock: Clock;
  readonly processes: Processes;
  readonly pollMs: number;
}

async function* readJournal(files: Files, root: string, runId: string, from: number): AsyncGenerator<JournalEntry> {
  const { journal } = await assertRunExists(files, root, runId);
  const file = await openToRead(files, journal, runId);
  try {
    for await (const { number, line } of readLines(file, journal, JOURNAL_START)) if (number >= from) yield { number, line };
  } finally {
    await file.close();
  }
}

async function* followJournal(
  deps: StateDeps,
  root: string,
  runId: string,
  from: number,
  stop: AbortSignal,
): AsyncGenerator<JournalEntry> {
  const { journal } = await assertRunExists(deps.files, root, runId);
  const file = await openToRead(deps.files, journal, runId);
  let position = JOURNAL_START;
  try {
    while (!stop.aborted) {
      for await (const { number, line, after } of readLines(file, journal, position)) {
        position = after;
        if (number >= from) yield { number, line };
        if (isAborted(stop)) return;
      }
      await deps.clock.sleep(deps.pollMs, stop).catch(() => undefined);
    }
  } finally {
    await file.close();
  }
}

/** Asked anew: while a line was with the reader, the signal may have been aborted. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

async function openToRead(files: Files, journal: string, runId: string): Promise<OpenFile> {
  if ((await reading(journal, () => files.stat(journal))) === undefined) {
    throw new SkepError('STATE_CORRUPT', `run ${runId}: its journal ${journal} is missing`);
  }
  return reading(journal, () => files.open(journal, 'r'));
}

async function openJournal(deps: StateDeps, root: string, runId: string, holder: Holder): Promise<JournalWriter> {
  const { journal, owner } = await assertRunExists(deps.files, root, runId);
  const owned = await ownRun(deps, owner, holder);
  try {
    const start = await endOf(await openToRead(deps.files, journal, runId), journal);
    const file = await writing(journal, () => deps.files.open(journal, 'r+'));
    try {
      await writing(journal, () => settle(file, start));
    } catch (error) {
      await file.close();
      throw error;
    }
    return journalWriter({
      file,
      path: journal,
      start,
      assertOwned: owned.assertOwned,
      lost: owned.lost,
      onClose: owned.release,
    });
  } catch (error) {
    await owned.release();
    throw error;
  }
}

async function endOf(file: OpenFile, path: string): Promise<JournalPosition> {
  try {
    let end = JOURNAL_START;
    for await (const { after } of readLines(file, path, JOURNAL_START)) end = after;
    return end;
  } finally {
    await file.close();
  }
}

/** Cuts off a torn end, and makes durable what the one before wrote and perhaps never synced: from here on it is built upon. */
async function settle(file: OpenFile, end: JournalPosition): Promise<void> {
  if ((await file.stat()).size > end.offset) await file.truncate(end.offset);
  await file.sync();
}
