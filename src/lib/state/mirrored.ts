import { isSkepError } from '../errors.js';
import type { Holder, JournalWriter, RunHead, StateStore } from '../ports/state-store.js';
import { reconcileJournals } from './reconcile.js';

export interface MirroredStateOptions {
  /** This machine's directory: every run that is worked on here is written to it first. */
  readonly local: StateStore;
  /** What all operators share. It decides: about names, ownership, locks, signals, and what a journal says. */
  readonly remote: StateStore;
  /** Empties a run's journal in `local` and keeps a copy. */
  readonly setAsideLocal: (runId: string) => Promise<unknown>;
}

/**
 * The StateStore port over two: runs lie in `local` and in `remote`. A line is appended to the local journal first and then to the
 * remote one, and is durable when both have it. Whoever opens a journal brings the two together before, so that a run which was
 * begun elsewhere can be taken over here.
 */
export function mirroredState(options: MirroredStateOptions): StateStore {
  const { local, remote } = options;
  return {
    authority: () => remote.authority(),
    ...(remote.identity && { identity: () => remote.identity?.() ?? Promise.reject(new TypeError('no identity')) }),
    ...(remote.leaveMark && { leaveMark: () => remote.leaveMark?.() ?? Promise.reject(new TypeError('no marks')) }),
    async createRun(run) {
      // The name is taken where all can see it; killed before the local directory has the run, it is fetched like another's.
      await remote.createRun(run);
      await local.createRun(run);
    },
    listRuns: () => newestFirst(local.listRuns(), remote.listRuns()),
    readPlan: (runId) => orLocal(remote.readPlan(runId), () => local.readPlan(runId)),
    readJournal: (runId, from) => orLocalLines(remote.readJournal(runId, from), () => local.readJournal(runId, from)),
    openJournal: (runId, holder) => openBoth(options, runId, holder),
    followJournal: (runId, from, signal) =>
      orLocalLines(remote.followJournal(runId, from, signal), () => local.followJournal(runId, from, signal)),
    sendSignal: (runId, signal) => orLocal(remote.sendSignal(runId, signal), () => local.sendSignal(runId, signal)),
    followSignals: (runId, signal) => remote.followSignals(runId, signal),
    locks: remote.locks,
    async close() {
      try {
        await remote.close();
      } finally {
        await local.close();
      }
    },
  };
}

/** A run of the time before the state was shared is in the local directory alone. */
async function orLocal<T>(asked: Promise<T>, askLocal: () => Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!isUnknown(error)) throw error;
    return askLocal();
  }
}

async function* orLocalLines<T>(lines: AsyncIterable<T>, localLines: () => AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* lines;
  } catch (error) {
    // Thrown before any line came: a run that is there does not become unknown.
    if (!isUnknown(error)) throw error;
    yield* localLines();
  }
}

function isUnknown(error: unknown): boolean {
  return isSkepError(error) && error.code === 'STATE_RUN_UNKNOWN';
}

/** Each run once, newest first; each list is in that order already. */
async function* newestFirst(...lists: readonly AsyncIterable<RunHead>[]): AsyncGenerator<RunHead> {
  const iterators = lists.map((list) => list[Symbol.asyncIterator]());
  try {
    const fronts = await Promise.all(iterators.map((iterator) => iterator.next()));
    const given = new Set<string>();
    for (;;) {
      let newest: RunHead | undefined;
      let from = -1;
      for (const [index, front] of fronts.entries()) {
        if (front.done === true || (newest !== undefined && !isNewer(front.value, newest))) continue;
        [newest, from] = [front.value, index];
      }
      const iterator = iterators[from];
      if (newest === undefined || iterator === undefined) return;
      if (!given.has(newest.id)) yield newest;
      given.add(newest.id);
      fronts[from] = await iterator.next();
    }
  } finally {
    for (const iterator of iterators) await iterator.return?.();
  }
}

function isNewer(a: RunHead, b: RunHead): boolean {
  return a.createdAt === b.createdAt ? a.id > b.id : a.createdAt > b.createdAt;
}

async function openBoth(options: MirroredStateOptions, runId: string, holder: Holder): Promise<JournalWriter> {
  const { local, remote } = options;
  const shared = await openOrShare(options, runId, holder);
  try {
    await copyRun(remote, local, runId);
    const mine = await reconcileJournals({ local, remote, shared, runId, holder, setAsideLocal: options.setAsideLocal });
    return bothWriters(mine, shared);
  } catch (error) {
    await shared.close();
    throw error;
  }
}

/** A run that only the local directory knows is shared first. */
async function openOrShare({ local, remote }: MirroredStateOptions, runId: string, holder: Holder): Promise<JournalWriter> {
  try {
    return await remote.openJournal(runId, holder);
  } catch (error) {
    if (!isUnknown(error)) throw error;
    await copyRun(local, remote, runId);
    return remote.openJournal(runId, holder);
  }
}

/** Plan and head; nothing when the run is there already. @throws SkepError STATE_RUN_UNKNOWN when it is in neither */
async function copyRun(from: StateStore, to: StateStore, runId: string): Promise<void> {
  if (await hasRun(to, runId)) return;
  const plan = await from.readPlan(runId);
  for await (const head of from.listRuns()) {
    if (head.id !== runId) continue;
    await to.createRun({ id: runId, plan, head }).catch((error: unknown) => {
      if (!isSkepError(error) || error.code !== 'STATE_RUN_EXISTS') throw error;
    });
    return;
  }
}

async function hasRun(store: StateStore, runId: string): Promise<boolean> {
  try {
    await store.readPlan(runId);
    return true;
  } catch (error) {
    if (!isUnknown(error)) throw error;
    return false;
  }
}

function bothWriters(mine: JournalWriter, shared: JournalWriter): JournalWriter {
  return {
    get next() {
      return mine.next;
    },
    async append(line) {
      // Groups of the local journal resolve in order, so that the lines come to the shared one in the same order.
      await mine.append(line);
      await shared.append(line);
    },
    lost: AbortSignal.any([mine.lost, shared.lost]),
    async close() {
      try {
        await mine.close();
      } finally {
        await shared.close();
      }
    },
  };
}
