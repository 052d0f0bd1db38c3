import { SkepError } from '../../errors.js';
import type { HeldLock, LockRequest, LockState, LockStore } from '../../ports/state-store.js';
import { type Entry, isLeaseGone } from './kv.js';
import type { Lease } from './lease.js';
import { decideLock } from './lock-protocol.js';
import {
  type LockTransaction,
  type Seeking,
  breakRequest,
  leaveRequest,
  queueRequest,
  releaseRequest,
  takeRequest,
} from './lock-requests.js';
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
interface Attempt extends Seeking {
  readonly request: LockRequest;
  readonly held: Lease;
  /** The transaction under way, which may change something although nobody waits for its answer any more. */
  underWay: Promise<unknown>;
}

async function acquire(deps: LockDeps, request: LockRequest, signal: AbortSignal): Promise<HeldLock> {
  signal.throwIfAborted();
  const tell = teller(request);
  const news = newsOf(deps.watch, request.lock);
  try {
    for (;;) {
      const held = await untilAnswered(deps.clock, () => deps.leases.current(), signal);
      const claimant = await deps.claimants.make(request.holder, deps.clock.now(), request.priority);
      const attempt: Attempt = { request, claimant, lease: held.id, held, underWay: Promise.resolve() };
      try {
        return await takeInTurn(deps, attempt, tell, (stop) => news.next(stop), signal);
      } catch (error) {
        void giveUp(deps, attempt);
        if (signal.aborted || !(isLeaseGone(error) || held.lost.aborted)) throw error;
        // Its place went with the lease: it queues anew.
        deps.leases.disown(held);
      }
    }
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
  const { kv, keys, clock } = deps;
  const { claimant, held } = attempt;
  const at = keys.lock(attempt.request.lock);
  const either = AbortSignal.any([signal, held.lost]);
  const look = (): Promise<LockView> => untilAnswered(clock, () => viewLock(kv, keys, attempt.request.lock), either);
  const send = ({ guards, then }: LockTransaction): Promise<unknown> =>
    untilAnswered(clock, () => (attempt.underWay = kv.change(guards, then)), either);
  for (;;) {
    const view = await look();
    const { holder } = view;
    if (holder?.claimant?.claim === claimant.claim) return heldLock(deps, view.lock, view.number, holder.entry, held);
    if (await clearDead(deps, view, send)) continue;
    const decision = decideLock(situationOf(view), claimant);
    if (decision.do === 'take') {
      // Whether it went well shows when it is looked at again, as it must after an answer that got lost.
      await send(takeRequest(at, view, { ...attempt, claimant: { ...claimant, since: clock.now() } }, decision.number));
      continue;
    }
    if (decision.do === 'queue') await send(queueRequest(at, attempt));
    tell(view);
    // Its own place in the queue is news, too, and makes it look once more.
    await news(either);
  }
}

/**
 * Nobody wants it any more: a place would hold up the others, and a lock that came in the last moment as well. In the background,
 * for etcd may be away; what it cannot take back ends with the lease.
 */
async function giveUp({ kv, keys, clock }: LockDeps, { request, claimant, held, underWay }: Attempt): Promise<void> {
  const send = ({ guards, then }: LockTransaction): Promise<unknown> =>
    untilAnswered(clock, () => kv.change(guards, then), held.lost);
  try {
    await underWay.catch(() => undefined);
    await send(leaveRequest(keys.lock(request.lock), claimant));
    const { holder } = await untilAnswered(clock, () => viewLock(kv, keys, request.lock), held.lost);
    if (holder?.claimant?.claim === claimant.claim) await send(releaseRequest(holder.entry));
  } catch {
    // The lease was lost, or this process has closed its connection: both end what it had.
  }
}

/** Takes away holder and places of processes that have ended on this machine, which would last until their leases end. */
async function clearDead(
  { claimants }: LockDeps,
  view: LockView,
  send: (transaction: LockTransaction) => Promise<unknown>,
): Promise<boolean> {
  let cleared = false;
  for (const { entry, claimant } of [...(view.holder === undefined ? [] : [view.holder]), ...view.queue]) {
    if (claimant === undefined || !(await claimants.isDead(claimant))) continue;
    await send(releaseRequest(entry));
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
      const { guards, then } = releaseRequest(entry);
      await untilAnswered(clock, () => kv.change(guards, then), lease.lost).catch((error: unknown) => {
        if (!lease.lost.aborted) throw error;
      });
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
  const { guards, then } = breakRequest(keys.lock(lock), holder.entry, JSON.stringify(note));
  await kv.change(guards, then);
  return lockState(await viewLock(kv, keys, lock));
}
