import { SkepError } from '../../errors.js';
import type { Clock } from '../../ports/clock.js';
import type { Holder } from '../../ports/state-store.js';
import { type Claim, type ClaimDeps, claim, isClaimHeld, releaseClaim } from './claims.js';
import { writing } from './failures.js';

/** That one process alone writes a run. */
export interface Ownership {
  /** @throws SkepError STATE_OWNERSHIP_LOST */
  readonly assertOwned: () => Promise<void>;
  readonly lost: AbortSignal;
  readonly release: () => Promise<void>;
}

/** Looking at every group of lines would cost more than the fsync; a thief who waits a second is seen in time. */
const LOOK_EVERY_MS = 1000;

/** @throws SkepError STATE_RUN_OWNED naming the process that has the run */
export async function ownRun(deps: ClaimDeps & { readonly clock: Clock }, directory: string, holder: Holder): Promise<Ownership> {
  const process = await deps.processes.self();
  const taken = await writing(directory, () => claim(deps, directory, { holder, process, since: deps.clock.now() }));
  if (taken.result === 'held') {
    const { by } = taken;
    const where = `pid ${String(by.process.pid)} on ${by.process.host}`;
    throw new SkepError(
      'STATE_RUN_OWNED',
      `run ${holder.runId} is being worked on by ${by.holder.who} (${where}, ${by.holder.reason})`,
      {
        hints: [`skep run watch ${holder.runId}`],
        details: { runId: holder.runId, who: by.holder.who, host: by.process.host, pid: by.process.pid, since: by.since },
      },
    );
  }
  return ownership(deps, directory, taken.claim, holder.runId);
}

function ownership(deps: ClaimDeps & { readonly clock: Clock }, directory: string, held: Claim, runId: string): Ownership {
  const lost = new AbortController();
  let looked = deps.clock.monotonic();
  return {
    lost: lost.signal,
    async assertOwned() {
      lost.signal.throwIfAborted();
      const now = deps.clock.monotonic();
      if (now - looked < LOOK_EVERY_MS) return;
      looked = now;
      if (await isClaimHeld(deps.files, directory, held)) return;
      const error = new SkepError('STATE_OWNERSHIP_LOST', `run ${runId} was taken over by another process`, {
        hints: [`skep run watch ${runId}`],
      });
      lost.abort(error);
      throw error;
    },
    // Where it cannot be said, the next one sees that this process has ended.
    release: () => releaseClaim(deps.files, held).catch(() => undefined),
  };
}
