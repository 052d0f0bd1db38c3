import { SkepError, isSkepError } from '../../errors.js';
import type { Clock } from '../../ports/clock.js';
import type { JournalEntry } from '../../ports/state-store.js';
import { decodeBlock } from './journal-block.js';
import type { StateKeys } from './keys.js';
import type { Entry, Kv, Listing } from './kv.js';
import { isAborted, untilAnswered } from './patience.js';
import { type WatchDeps, newsOf, watchPrefix } from './prefix-watch.js';

export interface ReaderDeps {
  readonly kv: Kv;
  readonly keys: StateKeys;
}

/** Blocks are from one line to BLOCK_BYTES; a page of them stays far below the 32 MiB that an answer may have. */
const FIRST_PAGE = 8;
const MOST_BLOCKS = 1_000;
const PAGE_BYTES = 4 << 20;

/** The lines from number `from` on. @throws SkepError STATE_CORRUPT naming the first line that is missing or damaged */
export async function* readBlocks(deps: ReaderDeps, runId: string, from: number): AsyncGenerator<JournalEntry> {
  let next = await startOfBlock(deps, runId, from);
  for (let limit = FIRST_PAGE; ; ) {
    const page = await readPage(deps, runId, next, limit);
    for (const block of page.entries) {
      const first = numberOf(block.key);
      if (first !== next) throw gap(runId, next, block.key);
      for (const entry of decodeBlock(block.value, first, block.key)) {
        next = entry.number + 1;
        if (entry.number >= from) yield entry;
      }
    }
    if (!page.more) return;
    limit = nextLimit(limit, page.entries);
  }
}

/** The number behind the last line. */
export async function endOfJournal({ kv, keys }: ReaderDeps, runId: string): Promise<number> {
  const { entries } = await kv.list(keys.journal(runId), { descending: true, limit: 1 });
  const [last] = entries;
  if (last === undefined) return 0;
  const first = numberOf(last.key);
  return first + decodeBlock(last.value, first, last.key).length;
}

/**
 * Lines as they come, until the signal is aborted. What is new is read, not taken from the watch: neither a broken connection nor
 * a compaction can then leave a hole.
 */
export async function* followBlocks(
  deps: ReaderDeps & WatchDeps,
  runId: string,
  from: number,
  stop: AbortSignal,
): AsyncGenerator<JournalEntry> {
  const watch = watchPrefix(deps, deps.keys.journal(runId), () => runId);
  const news = newsOf(watch, runId);
  let next = from;
  try {
    while (!stop.aborted) {
      const lines = readBlocks({ ...deps, kv: patientKv(deps.kv, deps.clock, stop) }, runId, next);
      try {
        for await (const entry of lines) {
          if (isAborted(stop)) return;
          next = entry.number + 1;
          yield entry;
        }
      } catch (error) {
        if (isAborted(stop)) return;
        throw error;
      }
      await news.next(stop);
    }
  } finally {
    news.stop();
    watch.close();
  }
}

/** Waits while etcd is away. */
function patientKv(kv: Kv, clock: Clock, stop: AbortSignal): Kv {
  return { ...kv, list: (prefix, options) => untilAnswered(clock, () => kv.list(prefix, options), stop) };
}

/** The first line of the block that holds line `from`, which may be in its middle. */
async function startOfBlock({ kv, keys }: ReaderDeps, runId: string, from: number): Promise<number> {
  if (from <= 0) return 0;
  const { entries } = await kv.list(keys.journal(runId), {
    from: keys.journal(runId),
    before: keys.journalBlock(runId, from + 1),
    descending: true,
    limit: 1,
    keysOnly: true,
  });
  return entries[0] === undefined ? 0 : numberOf(entries[0].key);
}

async function readPage({ kv, keys }: ReaderDeps, runId: string, next: number, limit: number): Promise<Listing> {
  for (let blocks = limit; ; blocks = Math.max(1, Math.trunc(blocks / 4))) {
    try {
      return await kv.list(keys.journal(runId), { from: keys.journalBlock(runId, next), limit: blocks });
    } catch (error) {
      const tooLarge = isSkepError(error) && /larger than max/i.test(error.message);
      if (!tooLarge || blocks === 1) throw error;
    }
  }
}

/** As many blocks as fit into a page by the size of those just read. */
function nextLimit(limit: number, entries: readonly Entry[]): number {
  const bytes = entries.reduce((sum, { value }) => sum + value.length + 64, 0);
  const fitting = Math.trunc((PAGE_BYTES * entries.length) / Math.max(1, bytes));
  return Math.max(1, Math.min(fitting, limit * 4, MOST_BLOCKS));
}

function numberOf(key: string): number {
  return Number(key.slice(key.lastIndexOf('/') + 1));
}

function gap(runId: string, next: number, key: string): SkepError {
  return new SkepError(
    'STATE_CORRUPT',
    `run ${runId}: line ${next + 1} of its journal is missing; what follows begins at ${key}`,
    {
      hints: ['restore that etcd from a snapshot, or go on from the local directory of the machine that ran it'],
      details: { runId, line: next + 1, key },
    },
  );
}
