import { SkepError } from '../../errors.js';
import type { Clock } from '../../ports/clock.js';
import type { Holder } from '../../ports/state-store.js';
import { type Claimant, type Claimants, parseClaimant } from './claimant.js';
import type { StateKeys } from './keys.js';
import { type Entry, type Kv, createdAt, isLeaseGone, look, modifiedAt, present, put, remove } from './kv.js';
import type { Lease, Leases } from './lease.js';
import { untilAnswered } from './patience.js';
import { unknownRun } from './runs.js';

export interface OwnershipDeps {
  readonly kv: Kv;
  readonly keys: StateKeys;
  readonly leases: Leases;
  readonly clock: Clock;
  readonly claimants: Claimants;
  readonly ttlSeconds: number;
}

/** That this process alone writes a run, for as long as its key is the one that was made at `revision`. */
export interface Ownership {
  readonly key: string;
  readonly revision: number;
  readonly lease: Lease;
  release(): Promise<void>;
}

/** @throws SkepError STATE_RUN_OWNED naming who has the run, STATE_RUN_UNKNOWN */
export async function ownRun(deps: OwnershipDeps, runId: string, holder: Holder): Promise<Ownership> {
  const { kv, keys } = deps;
  const key = keys.owner(runId);
  const claimant = await deps.claimants.make(holder, deps.clock.now());
  for (;;) {
    const lease = await deps.leases.current();
    const claimed = await claim(deps, runId, claimant, lease);
    if (claimed.result === 'owned') return ownership(deps, key, claimed.revision, lease);
    if (claimed.result === 'lease-gone') deps.leases.disown(lease);
    if (claimed.result !== 'held') continue;
    const owner = parseClaimant(claimed.by.value);
    if (owner === undefined || !(await deps.claimants.isDead(owner))) throw owned(deps, runId, owner);
    // It ended on this machine: nobody has to wait for its lease.
    await kv.change([modifiedAt(key, claimed.by.modified)], [remove(key)]);
  }
}

type Claimed =
  | { readonly result: 'owned'; readonly revision: number }
  | { readonly result: 'held'; readonly by: Entry }
  /** Given back while we asked. */
  | { readonly result: 'free' | 'lease-gone' };

async function claim({ kv, keys }: OwnershipDeps, runId: string, claimant: Claimant, lease: Lease): Promise<Claimed> {
  const [key, run] = [keys.owner(runId), keys.run(runId)];
  try {
    const outcome = await kv.change(
      [createdAt(key, 0), present(run)],
      [put(key, JSON.stringify(claimant), lease.id)],
      [look(key), look(run, true)],
    );
    if (outcome.succeeded) return { result: 'owned', revision: outcome.revision };
    if (outcome.found(1) === undefined) throw unknownRun(runId);
    const by = outcome.found(0);
    if (by === undefined) return { result: 'free' };
    // Refused, yet ours: the same request arrived earlier.
    if (parseClaimant(by.value)?.claim === claimant.claim) return { result: 'owned', revision: by.created };
    return { result: 'held', by };
  } catch (error) {
    if (isLeaseGone(error)) return { result: 'lease-gone' };
    throw error;
  }
}

function owned({ ttlSeconds }: OwnershipDeps, runId: string, owner: Claimant | undefined): SkepError {
  const who =
    owner === undefined
      ? 'an owner that this Skep cannot read'
      : `${owner.holder.who} (pid ${String(owner.process.pid)} on ${owner.process.host}, ${owner.holder.reason})`;
  return new SkepError('STATE_RUN_OWNED', `run ${runId} is being worked on by ${who}`, {
    hints: [
      `skep run watch ${runId}`,
      `if its machine is dead: the run can be taken over ${String(ttlSeconds)} s after its last sign of life`,
    ],
    ...(owner === undefined
      ? {}
      : { details: { runId, who: owner.holder.who, host: owner.process.host, pid: owner.process.pid, since: owner.since } }),
  });
}

function ownership({ kv, clock }: OwnershipDeps, key: string, revision: number, lease: Lease): Ownership {
  return {
    key,
    revision,
    lease,
    async release() {
      // Not said because etcd stays away, it ends with the lease.
      await untilAnswered(clock, () => kv.change([createdAt(key, revision)], [remove(key)]), lease.lost).catch(
        (error: unknown) => {
          if (!lease.lost.aborted) throw error;
        },
      );
    },
  };
}
