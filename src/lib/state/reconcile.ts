import type { Holder, JournalEntry, JournalWriter, StateStore } from '../ports/state-store.js';

export interface ReconcileRequest {
  readonly local: StateStore;
  readonly remote: StateStore;
  /** The remote journal, which this process owns. */
  readonly shared: JournalWriter;
  readonly runId: string;
  readonly holder: Holder;
  readonly setAsideLocal: (runId: string) => Promise<unknown>;
}

/**
 * Brings the two journals of a run together. What the shared one says is so. Lines that only the local one has, behind all of the
 * shared ones, were written here by a process that ended before it could share them: they are shared now. Where the two differ the
 * run went on elsewhere, and the local lines from there on were never confirmed to anybody: the local journal is set aside and
 * written anew.
 * @returns the local journal, opened, which says the same as the shared one
 */
export async function reconcileJournals(request: ReconcileRequest): Promise<JournalWriter> {
  const { local, remote, shared, runId, holder } = request;
  let writer = await local.openJournal(runId, holder);
  try {
    if (!(await agree(local.readJournal(runId), remote.readJournal(runId)))) {
      await writer.close();
      await request.setAsideLocal(runId);
      writer = await local.openJournal(runId, holder);
    }
    await appendAll(remote.readJournal(runId, writer.next), writer);
    await appendAll(local.readJournal(runId, shared.next), shared);
    return writer;
  } catch (error) {
    await writer.close();
    throw error;
  }
}

/** Is one the beginning of the other? */
async function agree(a: AsyncIterable<JournalEntry>, b: AsyncIterable<JournalEntry>): Promise<boolean> {
  const [left, right] = [a[Symbol.asyncIterator](), b[Symbol.asyncIterator]()];
  try {
    for (;;) {
      const [one, other] = [await left.next(), await right.next()];
      if (one.done === true || other.done === true) return true;
      if (one.value.line !== other.value.line) return false;
    }
  } finally {
    await left.return?.();
    await right.return?.();
  }
}

const AT_ONCE = 1_000;

async function appendAll(lines: AsyncIterable<JournalEntry>, writer: JournalWriter): Promise<void> {
  let waiting: Promise<void>[] = [];
  for await (const { line } of lines) {
    waiting.push(writer.append(line));
    if (waiting.length < AT_ONCE) continue;
    await Promise.all(waiting);
    waiting = [];
  }
  await Promise.all(waiting);
}
