import { SkepError } from '../../errors.js';
import type { HeldLock, LockRequest, LockState, LockStore } from '../../ports/state-store.js';
import type { Claimant } from './claimant.js';
import { type Entry, createdAt, isLeaseGone, modifiedAt, present, put, remove, unchangedSince } from './kv.js';
import type { Lease } from './lease.js';
import { decideLock } from './lock-protocol.js';
import { type LockView, lockState, situationOf, viewLock, viewLocks } from './lock-view.js';
import type { OwnershipDeps } from './ownership.js';
import { untilAnswered } from './patience.js';
import { type PrefixWatch, newsOf } from './prefix-watch.js';
import { parsed } from './runs.js';

export interface LockDeps extends OwnershipDeps {
  /** Of all locks, by their names. */
  readonly watch: PrefixWatch;
}

export function etcdLocks(deps: LockDeps): LockStore {
  const { kv, keys } = deps;
  return {
    acquire: (request, signal) => acquire(deps, request, signal),
    async list() {
      const states = (await viewLocks(kv, keys)).map(lockState);
      return states.filter(({ holder, waiting }) => holder !== undefined || waiting.length > 0);
    },
    break: (lock, by) => breakLock(deps, lock, by),
  };
}

/** One attempt to get a lock, under one lease. */
interface Attempt {
  readonly request: LockRequest;
  readonly claimant: Claimant;
  readonly lease: Lease;
  readonly placeKey: string;
}

async function acquire(deps: LockDeps, request: LockRequest, signal: AbortSignal): Promise<HeldLock> {
  signal.throwIfAborted();
  const claimant = await deps.claimants.make(request.holder, deps.clock.now(), request.priority);
  const tell = teller(request);
  const news = newsOf(deps.watch, request.lock);
  const placeKey = `${deps.keys.lock(request.lock).queue}${claimant.claim}`;
  let newest: Lease | undefined;
  try {
    for (;;) {
      const lease = await untilAnswered(deps.clock, () => deps.leases.current(), signal);
      newest = lease;
      const attempt = { request, claimant, lease, placeKey };
      try {
        return await takeInTurn(deps, attempt, tell, (stop) => news.next(stop), signal);
      } catch (error) {
        if (!isLeaseGone(error) && !lease.lost.aborted) throw error;
        // Its place went with the lease: it queues anew.
        signal.throwIfAborted();
        deps.leases.disown(lease);
      }
    }
  } catch (error) {
    leaveQueue(deps, placeKey, newest);
    throw error;
  } finally {
    news.stop();
  }
}

async function takeInTurn(
  deps: LockDeps,
  attempt: Attempt,
  tell: (view: LockView) => void,
  news: (stop: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<HeldLock> {
  const { request, claimant, lease, placeKey } = attempt;
  const either = AbortSignal.any([signal, lease.lost]);
  const ask = <T>(question: () => Promise<T>): Promise<T> => untilAnswered(deps.clock, question, either);
  for (;;) {
    const view = await ask(() => viewLock(deps.kv, deps.keys, request.lock));
    const holder = view.holder;
    if (holder?.claimant?.claim === claimant.claim) return heldLock(deps, view.lock, view.number, holder.entry, lease);
    if (await ask(() => clearDead(deps, view))) continue;
    const decision = decideLock(situationOf(view), claimant);
    if (decision.do === 'take') {
      await ask(() => take(deps, attempt, view, decision.number));
      continue;
    }
    if (decision.do === 'queue') {
      await ask(() => deps.kv.change([createdAt(placeKey, 0)], [put(placeKey, JSON.stringify(claimant), lease.id)]));
    }
    tell(view);
    // Its own place in the queue is news, too, and makes it look once more.
    await news(either);
  }
}

/**
 * The lock with its next number, if it is as it was seen: free, its number not given to another, nobody new in the queue. Whether
 * it went well shows when it is looked at again, as it must after an answer that got lost.
 */
async function take({ kv, keys, clock }: LockDeps, attempt: Attempt, view: LockView, number: number): Promise<void> {
  const { claimant, lease, placeKey } = attempt;
  const at = keys.lock(view.lock);
  const place = view.queue.find(({ claim }) => claim === claimant.claim);
  await kv.change(
    [
      createdAt(at.holder, 0),
      modifiedAt(at.number, view.numberRevision),
      unchangedSince(at.queue, view.revision),
      createdAt(placeKey, place?.age ?? 0),
    ],
    [
      put(at.number, String(number)),
      put(at.holder, JSON.stringify({ ...claimant, since: clock.now() } satisfies Claimant), lease.id),
      ...(place === undefined ? [] : [remove(placeKey)]),
    ],
  );
}

/** Takes away holder and places of processes that have ended on this machine, which would last until their leases end. */
async function clearDead({ kv, claimants }: LockDeps, view: LockView): Promise<boolean> {
  let cleared = false;
  for (const { entry, claimant } of [...(view.holder === undefined ? [] : [view.holder]), ...view.queue]) {
    if (claimant === undefined || !(await claimants.isDead(claimant))) continue;
    await kv.change([modifiedAt(entry.key, entry.modified)], [remove(entry.key)]);
    cleared = true;
  }
  return cleared;
}

/** Tells once that it has to wait, and again when the holder changes. */
function teller(request: LockRequest): (view: LockView) => void {
  let told: number | undefined;
  return (view) => {
    const holder = view.holder?.entry.created ?? 0;
    if (holder === told) return;
    told = holder;
    request.onWait?.(lockState(view));
  };
}

/** In the background: while etcd is away it is tried again, for a place that nobody wants any more would hold up the others. */
function leaveQueue({ kv, clock }: LockDeps, placeKey: string, lease: Lease | undefined): void {
  if (lease === undefined) return;
  untilAnswered(clock, () => kv.change([present(placeKey)], [remove(placeKey)]), lease.lost).catch(() => undefined);
}

/** A lock is held for as long as the holder's key is the one that was made for it. */
function heldLock(deps: LockDeps, lock: string, number: number, entry: Entry, lease: Lease): HeldLock {
  const { kv, clock } = deps;
  const lost = new AbortController();
  const released = new AbortController();
  const either = AbortSignal.any([released.signal, lease.lost]);
  const lose = (why: string, cause?: unknown): void => {
    if (released.signal.aborted) return;
    lost.abort(
      new SkepError('LOCK_LOST', `lock ${lock}, number ${number}, ${why}`, { hints: [`skep lock show ${lock}`], cause }),
    );
  };
  const news = newsOf(deps.watch, lock);
  const guard = async (): Promise<void> => {
    for (;;) {
      const holder = await untilAnswered(clock, () => kv.get(entry.key), either);
      if (holder?.created !== entry.created) {
        lose(await whyGone(deps, lock, number));
        return;
      }
      await news.next(either);
    }
  };
  guard()
    // Whether it is still ours cannot be seen: then it is safer to think it lost.
    .catch((error: unknown) => lose('may be held by another: its lease was lost, or etcd refuses to say', error))
    .finally(() => news.stop());
  return {
    lock,
    number,
    lost: lost.signal,
    async release() {
      released.abort();
      // Not said because etcd stays away, it ends with the lease.
      await untilAnswered(clock, () => kv.change([createdAt(entry.key, entry.created)], [remove(entry.key)]), lease.lost).catch(
        (error: unknown) => {
          if (!lease.lost.aborted) throw error;
        },
      );
    },
  };
}

/** Why a holder's key was taken away. */
interface Broken {
  readonly by: string;
  readonly number: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

async function whyGone({ kv, keys }: LockDeps, lock: string, number: number): Promise<string> {
  const entry = await kv.get(keys.lock(lock).broken).catch(() => undefined);
  const broken = entry && (parsed(entry.value, entry.key) as Broken);
  return broken?.number === number ? `was broken by ${broken.by}` : 'was taken away: its lease ran out';
}

async function breakLock({ kv, keys, clock }: LockDeps, lock: string, by: string): Promise<LockState> {
  const { holder, number } = await viewLock(kv, keys, lock);
  if (holder === undefined) {
    throw new SkepError('LOCK_NOT_HELD', `lock ${lock} is held by nobody`, { hints: ['skep lock list'] });
  }
  const note: Broken = { by, number, at: clock.now() };
  // Refused when that holder is gone already: the next one is not meant.
  await kv.change(
    [createdAt(holder.entry.key, holder.entry.created)],
    [remove(holder.entry.key), put(keys.lock(lock).broken, JSON.stringify(note))],
  );
  return lockState(await viewLock(kv, keys, lock));
}
