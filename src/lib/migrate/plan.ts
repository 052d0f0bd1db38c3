import type { MigrateDeps, MigrateRequest } from './request.js';
import { settingsDigest, setupOf } from './setup-of.js';
import { survey, type Survey } from './survey.js';

/** What a run would do, as a saved plan holds it. The hash covers all but `createdAt`. */
export interface MigrationPlan {
  readonly apiVersion: 'skep.io/v1';
  readonly kind: 'MigrationPlan';
  readonly source: string;
  readonly from: string;
  readonly to: string;
  /** Epoch milliseconds: what is made up, and who has expired, follows from it. */
  readonly planTime: number;
  readonly settings: string;
  /** Of the source's keys without TTL. */
  readonly fingerprint: string;
  readonly survey: Survey;
}

/** Does everything that a run does but write: reads, carries, checks, and counts. */
export async function planMigration(request: MigrateRequest, deps: MigrateDeps): Promise<MigrationPlan> {
  const planTime = deps.now();
  const pool = deps.createPool();
  try {
    const sink = {
      skipBatches: 0,
      restored: [],
      observed: undefined,
      put: () => Promise.resolve(),
      keepObserved: () => Promise.resolve(),
    };
    const setup = setupOf(request, planTime);
    const found = await survey({ source: request.source, setup, pool, sink, signal: request.signal, progress: deps.progress });
    return {
      apiVersion: 'skep.io/v1',
      kind: 'MigrationPlan',
      source: request.source.description.location,
      from: request.from,
      to: request.to,
      planTime,
      settings: settingsDigest(request),
      fingerprint: found.fingerprint,
      survey: found,
    };
  } finally {
    await pool.close();
  }
}
