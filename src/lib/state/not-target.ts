import { SkepError } from '../errors.js';
import type { StateStore } from '../ports/state-store.js';

/** A store that a run changes, as far as the refusal has to ask it. */
export interface ChangedStore {
  /** As the user wrote it. */
  readonly location: string;
  /** In hexadecimal; undefined for a store that is no etcd or does not say. */
  clusterId(): Promise<string | undefined>;
  /** Is the key there? Absent where keys of the run state cannot be asked for (the v2 API). */
  seesKey?(key: string): Promise<boolean>;
}

/**
 * Refuses a run that would change the etcd in which its own state is kept, under whatever name. Two fresh installations can have one
 * cluster id, which etcd makes from names and addresses: where it can be asked, the store has to see a key that is put into the state.
 * @throws SkepError STATE_IS_TARGET
 */
export async function assertNotChangedByRun(state: StateStore, stores: readonly ChangedStore[]): Promise<void> {
  const identity = await state.identity?.();
  if (identity === undefined) return;
  for (const store of stores) {
    const clusterId = await store.clusterId();
    if (clusterId === undefined || `etcd:${clusterId}` !== identity) continue;
    if (!(await isSeenBy(state, store))) continue;
    throw new SkepError(
      'STATE_IS_TARGET',
      `the run state is kept in ${store.location}, which this run changes (cluster id ${clusterId})`,
      {
        hints: ['keep the run state in another etcd, or in the local directory alone'],
        details: { location: store.location, clusterId },
      },
    );
  }
}

async function isSeenBy(state: StateStore, store: ChangedStore): Promise<boolean> {
  // The id alone has to do.
  if (state.leaveMark === undefined || store.seesKey === undefined) return true;
  const mark = await state.leaveMark();
  try {
    return await store.seesKey(mark.key);
  } finally {
    await mark.remove();
  }
}
