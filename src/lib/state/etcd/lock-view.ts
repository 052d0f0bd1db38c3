import { SkepError } from '../../errors.js';
import type { LockState } from '../../ports/state-store.js';
import { type Claimant, parseClaimant } from './claimant.js';
import type { StateKeys } from './keys.js';
import type { Entry, Kv } from './kv.js';
import { type LockSituation, type Place, byTurn } from './lock-protocol.js';

/** A lock as it was at one revision of etcd. */
export interface LockView {
  readonly lock: string;
  readonly revision: number;
  readonly number: number;
  /** At which the number was put; 0: never. */
  readonly numberRevision: number;
  readonly holder?: Held;
  /** In the order of their turns. */
  readonly queue: readonly Waiter[];
}

export interface Held {
  readonly entry: Entry;
  /** Undefined: written by a newer Skep, or by hand. */
  readonly claimant: Claimant | undefined;
}

export interface Waiter extends Place {
  readonly entry: Entry;
  readonly claimant: Claimant;
}

export async function viewLock(kv: Kv, keys: StateKeys, lock: string): Promise<LockView> {
  const { entries, revision } = await kv.list(keys.lock(lock).prefix);
  return viewOf(keys, lock, entries, revision);
}

const PAGE = 1_000;

/** Of every lock that was ever taken, by name. */
export async function viewLocks(kv: Kv, keys: StateKeys): Promise<LockView[]> {
  const byLock = new Map<string, Entry[]>();
  let revision = 0;
  for (let from: string | undefined; ; ) {
    const page = await kv.list(keys.locks, { limit: PAGE, ...(from === undefined ? {} : { from }) });
    for (const entry of page.entries) {
      const lock = keys.lockNamed(entry.key);
      byLock.set(lock, [...(byLock.get(lock) ?? []), entry]);
      from = `${entry.key}\0`;
    }
    revision = page.revision;
    if (!page.more) break;
  }
  return [...byLock].map(([lock, entries]) => viewOf(keys, lock, entries, revision));
}

export function viewOf(keys: StateKeys, lock: string, entries: readonly Entry[], revision: number): LockView {
  const at = keys.lock(lock);
  const number = entries.find(({ key }) => key === at.number);
  const holder = entries.find(({ key }) => key === at.holder);
  return {
    lock,
    revision,
    number: number === undefined ? 0 : numberIn(number),
    numberRevision: number?.modified ?? 0,
    ...(holder === undefined ? {} : { holder: { entry: holder, claimant: parseClaimant(holder.value) } }),
    queue: entries
      .filter(({ key }) => key.startsWith(at.queue))
      .flatMap(waiterOf)
      .sort(byTurn),
  };
}

/** A number that cannot be read must not be taken for none: the next holder would get one that was given before. */
function numberIn({ key, value }: Entry): number {
  const number = Number(value.toString());
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new SkepError('STATE_CORRUPT', `run state: ${key} holds no number`, { details: { key } });
}

function waiterOf(entry: Entry): Waiter[] {
  const claimant = parseClaimant(entry.value);
  if (claimant === undefined) return [];
  return [{ claim: claimant.claim, priority: claimant.priority, age: entry.created, entry, claimant }];
}

export function situationOf(view: LockView): LockSituation {
  return { number: view.number, isHeld: view.holder !== undefined, queue: view.queue };
}

export function lockState(view: LockView): LockState {
  const holder = view.holder?.claimant;
  return {
    lock: view.lock,
    ...(view.holder === undefined ? {} : { holder: holder?.holder ?? { who: 'a newer Skep', runId: '', reason: '' } }),
    number: view.number,
    since: holder?.since ?? 0,
    waiting: view.queue.map(({ claimant, priority }) => ({ holder: claimant.holder, priority, since: claimant.since })),
  };
}
