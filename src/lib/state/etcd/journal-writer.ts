import { SkepError } from '../../errors.js';
import type { JournalWriter } from '../../ports/state-store.js';
import { BLOCK_BYTES, encodeBlock } from './journal-block.js';
import { createdAt, look, put } from './kv.js';
import type { Ownership, OwnershipDeps } from './ownership.js';
import { untilAnswered } from './patience.js';

interface Waiting {
  readonly line: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Appends lines in groups: while one transaction is under way the next group gathers. Each is guarded by the owner's key, so that
 * one who was stopped and comes back writes nothing more, and by the place of its first line, so that a request which arrives twice
 * appends once. While etcd is away appends wait, until the lease is lost.
 */
export function etcdJournalWriter(deps: OwnershipDeps, runId: string, owned: Ownership, start: number): JournalWriter {
  const lost = new AbortController();
  let next = start;
  let durable = start;
  let gathered: Waiting[] = [];
  let flushing: Promise<void> | undefined;
  let failure: { readonly error: unknown } | undefined;
  let closed = false;

  const lose = (cause?: unknown): SkepError => {
    const error = ownershipLost(deps, runId, cause);
    lost.abort(error);
    return error;
  };
  const follow = (): void => void lose(owned.lease.lost.reason);
  owned.lease.lost.addEventListener('abort', follow, { once: true });
  if (owned.lease.lost.aborted) follow();

  async function flush(): Promise<void> {
    // Whoever the last group woke up appends before the event loop turns: waiting for the turn makes one group of them.
    await turn();
    while (gathered.length > 0) {
      const group = takeGroup();
      try {
        await write(group.map(({ line }) => line));
      } catch (error) {
        failure = { error };
        for (const { reject } of [...group, ...gathered]) reject(error);
        gathered = [];
        break;
      }
      for (const { resolve } of group) resolve();
      await turn();
    }
    flushing = undefined;
  }

  function takeGroup(): Waiting[] {
    let count = 0;
    for (let bytes = 0; count < gathered.length; count += 1) {
      bytes += Buffer.byteLength(gathered[count]?.line ?? '') + 1;
      if (bytes > BLOCK_BYTES && count > 0) break;
    }
    return gathered.splice(0, count);
  }

  async function write(lines: readonly string[]): Promise<void> {
    const key = deps.keys.journalBlock(runId, durable);
    const block = encodeBlock(lines, durable);
    const append = () =>
      deps.kv.change(
        [createdAt(owned.key, owned.revision), createdAt(key, 0)],
        [put(key, block)],
        [look(owned.key, true), look(key, true)],
      );
    const outcome = await untilAnswered(deps.clock, append, lost.signal);
    // Refused although the run is still ours: then the block is there from an earlier arrival, for nobody else could write it.
    if (!outcome.succeeded && (outcome.found(0)?.created !== owned.revision || outcome.found(1) === undefined)) throw lose();
    durable += lines.length;
  }

  return {
    get next() {
      return next;
    },
    async append(line) {
      if (failure !== undefined) throw failure.error;
      if (closed) throw new SkepError('INTERNAL_BUG', `run ${runId}: a line after the journal was closed`);
      if (line.includes('\n')) throw new SkepError('INTERNAL_BUG', `run ${runId}: a journal line with a line break`);
      next += 1;
      await new Promise<void>((resolve, reject) => {
        gathered.push({ line, resolve, reject });
        flushing ??= flush();
      });
    },
    lost: lost.signal,
    async close() {
      if (closed) return;
      closed = true;
      await flushing;
      owned.lease.lost.removeEventListener('abort', follow);
      await owned.release();
    },
  };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function ownershipLost({ ttlSeconds }: OwnershipDeps, runId: string, cause: unknown): SkepError {
  const why =
    cause === undefined
      ? 'its key in etcd is not ours any more'
      : `etcd was not reached for ${String(ttlSeconds)} s, or the lease was ended there`;
  return new SkepError('STATE_OWNERSHIP_LOST', `run ${runId} is not ours any more: ${why}`, {
    hints: [`skep run show ${runId}`, `skep run resume ${runId}`],
    cause,
  });
}
