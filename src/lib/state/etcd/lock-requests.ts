import type { Claimant } from './claimant.js';
import type { LockKeys } from './keys.js';
import { type Entry, type Guard, type Operation, createdAt, modifiedAt, present, put, remove, unchangedSince } from './kv.js';
import type { LockView } from './lock-view.js';

/** A transaction on one lock. Each may reach etcd late, or twice: the guards make it harmless. */
export interface LockTransaction {
  readonly guards: readonly Guard[];
  readonly then: readonly Operation[];
}

/** Who seeks a lock, and what it puts with. */
export interface Seeking {
  readonly claimant: Claimant;
  readonly lease: string;
}

export function placeKey(at: LockKeys, claimant: Claimant): string {
  return `${at.queue}${claimant.claim}`;
}

/** The lock with its next number, if it is as it was seen: free, that number not given to another, nobody new in the queue. */
export function takeRequest(at: LockKeys, view: LockView, { claimant, lease }: Seeking, number: number): LockTransaction {
  const key = placeKey(at, claimant);
  const place = view.queue.find(({ claim }) => claim === claimant.claim);
  return {
    guards: [
      createdAt(at.holder, 0),
      modifiedAt(at.number, view.numberRevision),
      unchangedSince(at.queue, view.revision),
      createdAt(key, place?.age ?? 0),
    ],
    then: [
      put(at.number, String(number)),
      put(at.holder, JSON.stringify(claimant), lease),
      ...(place === undefined ? [] : [remove(key)]),
    ],
  };
}

/** A place in the queue. */
export function queueRequest(at: LockKeys, { claimant, lease }: Seeking): LockTransaction {
  const key = placeKey(at, claimant);
  return { guards: [createdAt(key, 0)], then: [put(key, JSON.stringify(claimant), lease)] };
}

export function leaveRequest(at: LockKeys, claimant: Claimant): LockTransaction {
  const key = placeKey(at, claimant);
  return { guards: [present(key)], then: [remove(key)] };
}

/** Gives the lock back, if the holder's key is the one that was made for it. */
export function releaseRequest(holder: Pick<Entry, 'key' | 'created'>): LockTransaction {
  return { guards: [createdAt(holder.key, holder.created)], then: [remove(holder.key)] };
}

/** Takes the lock from that holder; from the next one it does not. `note` says who did it. */
export function breakRequest(at: LockKeys, holder: Entry, note: string): LockTransaction {
  return { guards: [createdAt(holder.key, holder.created)], then: [remove(holder.key), put(at.broken, note)] };
}
