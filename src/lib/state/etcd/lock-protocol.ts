/**
 * What a client of a lock decides from what it has read, apart from how it is read: the model in the tests decides by the same
 * functions. That its decision still holds when it is carried out is for the guards of the transaction.
 */
export interface LockSituation {
  /** The highest fencing number ever given; 0: none yet. */
  readonly number: number;
  readonly isHeld: boolean;
  readonly queue: readonly Place[];
}

/** Of one who waits. */
export interface Place {
  readonly claim: string;
  readonly priority: number;
  /** Lower is older: the revision at which the place was taken. */
  readonly age: number;
}

export interface Seeker {
  readonly claim: string;
  readonly priority: number;
}

/** Take the lock with that number, take a place in the queue, or wait in the one it has. */
export type LockDecision = { readonly do: 'take'; readonly number: number } | { readonly do: 'queue' | 'wait' };

export function decideLock(situation: LockSituation, seeker: Seeker): LockDecision {
  const place = situation.queue.find(({ claim }) => claim === seeker.claim);
  if (!situation.isHeld && isFirst(situation.queue, seeker, place)) return { do: 'take', number: nextNumber(situation.number) };
  return { do: place === undefined ? 'queue' : 'wait' };
}

/** Of no lock two holders ever have the same number: it grows from the highest given, whoever has given it back or lost it. */
export function nextNumber(highest: number): number {
  return highest + 1;
}

/** Highest priority first, then who came first. */
export function byTurn(a: Place, b: Place): number {
  return b.priority - a.priority || a.age - b.age;
}

/** Does nobody go before who stands at `place`, or, without one yet, before a newcomer? */
function isFirst(queue: readonly Place[], seeker: Seeker, place: Place | undefined): boolean {
  return queue.every((other) => {
    if (other.claim === seeker.claim) return true;
    if (place === undefined) return other.priority < seeker.priority;
    return byTurn(place, other) < 0;
  });
}
