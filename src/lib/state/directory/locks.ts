import { randomUUID } from 'node:crypto';
import { SkepError } from '../../errors.js';
import type { Clock } from '../../ports/clock.js';
import type { HeldLock, Holder, LockRequest, LockState, LockStore } from '../../ports/state-store.js';
import {
  type Claim,
  type ClaimDeps,
  type Claimant,
  claim,
  claimState,
  isClaimHeld,
  publish,
  readClaimant,
  releaseClaim,
} from './claims.js';
import { reading, writing } from './failures.js';
import { listNames, writeWhole } from './whole-file.js';

export interface LockDeps extends ClaimDeps {
  readonly clock: Clock;
  readonly pollMs: number;
}

interface Place {
  readonly path: string;
  readonly ticket: number;
  readonly claimant: Claimant;
}

/**
 * Locks as directories below `root`. A lock's fencing number is the number of its claim, so it grows over releases, breaks and
 * restarts. Who waits has a numbered place in `queue/`: highest priority first, then lowest ticket; places of the dead are
 * cleared away by whoever looks.
 */
export function directoryLocks(deps: LockDeps, root: string): LockStore {
  return {
    acquire: (request, signal) => acquire(deps, directoryOf(root, request.lock), request, signal),
    async list() {
      const names = await reading(root, () => listNames(deps.files, root));
      const states = await Promise.all(names.map((name) => stateOf(deps, `${root}/${name}`, lockNamed(name))));
      return states.filter((state) => state.holder !== undefined || state.waiting.length > 0);
    },
    break: (lock, by) => breakLock(deps, directoryOf(root, lock), lock, by),
  };
}

/** Lock names hold slashes; a directory's name may not, and may not be "." or "..". */
function directoryOf(root: string, lock: string): string {
  return `${root}/${encodeURIComponent(lock).replaceAll('.', '%2E')}`;
}

function lockNamed(directory: string): string {
  return decodeURIComponent(directory);
}

async function acquire(deps: LockDeps, directory: string, request: LockRequest, signal: AbortSignal): Promise<HeldLock> {
  signal.throwIfAborted();
  const process = await deps.processes.self();
  const claimant: Claimant = { holder: request.holder, process, since: deps.clock.now(), priority: request.priority };
  await writing(directory, () => deps.files.makeDirectory(`${directory}/queue`));
  let told: string | undefined;
  const tell = async (): Promise<void> => {
    const state = await stateOf(deps, directory, request.lock);
    const holder = JSON.stringify([state.holder, state.number]);
    if (holder === told) return;
    told = holder;
    request.onWait?.(state);
  };
  let place: Place | undefined;
  try {
    for (;;) {
      if (isFirst(await waiting(deps, directory), claimant, place)) {
        const taken = await writing(directory, () => claim(deps, directory, { ...claimant, since: deps.clock.now() }));
        if (taken.result === 'taken') return heldLock(deps, directory, request.lock, taken.claim);
      }
      place ??= await writing(directory, () => enqueue(deps, directory, claimant));
      await tell();
      await deps.clock.sleep(deps.pollMs, signal);
    }
  } finally {
    if (place !== undefined) await deps.files.removeDirectory(place.path);
  }
}

/** Does nobody go before who stands at `place`, or, without one yet, before a newcomer? */
function isFirst(queue: readonly Place[], claimant: Claimant, place: Place | undefined): boolean {
  const priority = claimant.priority ?? 0;
  return queue.every((other) => {
    if (other.path === place?.path) return true;
    const theirs = other.claimant.priority ?? 0;
    if (theirs !== priority) return theirs < priority;
    return place !== undefined && place.ticket < other.ticket;
  });
}

async function enqueue(deps: LockDeps, directory: string, claimant: Claimant): Promise<Place> {
  const queue = `${directory}/queue`;
  for (;;) {
    const tickets = (await listNames(deps.files, queue)).filter((name) => /^\d+$/.test(name)).map(Number);
    const ticket = Math.max(0, ...tickets) + 1;
    const path = `${queue}/${String(ticket)}`;
    if (await publish(deps.files, `${queue}/taking.${randomUUID()}`, path, claimant)) return { path, ticket, claimant };
  }
}

/** Who waits, the dead left out and cleared away; in the order of the queue. */
async function waiting(deps: LockDeps, directory: string): Promise<Place[]> {
  const queue = `${directory}/queue`;
  const places: Place[] = [];
  for (const name of await reading(queue, () => listNames(deps.files, queue))) {
    if (!/^\d+$/.test(name)) continue;
    const path = `${queue}/${name}`;
    const claimant = await reading(path, () => readClaimant(deps.files, path));
    if (claimant !== undefined && (await deps.processes.isAlive(claimant.process))) {
      places.push({ path, ticket: Number(name), claimant });
    } else {
      await writing(path, () => deps.files.removeDirectory(path));
    }
  }
  return places.sort((a, b) => (b.claimant.priority ?? 0) - (a.claimant.priority ?? 0) || a.ticket - b.ticket);
}

function heldLock(deps: LockDeps, directory: string, lock: string, held: Claim): HeldLock {
  const lost = new AbortController();
  const released = new AbortController();
  void watch(deps, directory, lock, held, lost, released.signal);
  return {
    lock,
    number: held.number,
    lost: lost.signal,
    async release() {
      released.abort();
      await writing(directory, () => releaseClaim(deps.files, held));
    },
  };
}

async function watch(
  deps: LockDeps,
  directory: string,
  lock: string,
  held: Claim,
  lost: AbortController,
  released: AbortSignal,
): Promise<void> {
  try {
    for (;;) {
      await deps.clock.sleep(deps.pollMs, released);
      if (await isClaimHeld(deps.files, directory, held)) continue;
      // Released while we looked: that is not a loss.
      if (!released.aborted) lost.abort(new SkepError('LOCK_LOST', `lock ${lock}, number ${held.number}, was broken by another`));
      return;
    }
  } catch (error) {
    // Whether it is still ours cannot be seen: then it is safer to think it lost.
    if (!released.aborted) lost.abort(error);
  }
}

async function stateOf(deps: LockDeps, directory: string, lock: string): Promise<LockState> {
  const [state, queue] = await Promise.all([claimState(deps, directory), waiting(deps, directory)]);
  return {
    lock,
    ...(state.by === undefined ? {} : { holder: state.by.holder }),
    number: state.number,
    since: state.by?.since ?? 0,
    waiting: queue.map(({ claimant }) => waiter(claimant.holder, claimant)),
  };
}

function waiter(holder: Holder, claimant: Claimant): LockState['waiting'][number] {
  return { holder, priority: claimant.priority ?? 0, since: claimant.since };
}

async function breakLock(deps: LockDeps, directory: string, lock: string, by: string): Promise<LockState> {
  const state = await reading(directory, () => claimState(deps, directory));
  if (state.by === undefined) {
    throw new SkepError('LOCK_NOT_HELD', `lock ${lock} is held by nobody`, { hints: ['skep lock list'] });
  }
  const held = { number: state.number, path: `${directory}/${String(state.number)}` };
  await writing(directory, async () => {
    await writeWhole(deps.files, `${held.path}/broken-by`, Buffer.from(`${by}\n`));
    await releaseClaim(deps.files, held);
  });
  return stateOf(deps, directory, lock);
}
