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
  /** What a run of this plan takes: about, and on a machine like this one. */
  readonly expected: { readonly seconds: number; readonly fileBytes: number };
}

/** Writing, syncing and reading back for the digest, measured on a plain SSD with two cores; see docs/benchmarks.md. */
const WRITE_BYTES_PER_SECOND = 150e6;
/** Per key in a backend file: its revision, its name and the page's own bookkeeping, beside the value. */
const FILE_BYTES_PER_KEY = 180;

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
      expected: expectedOf(found, deps.now() - planTime),
    };
  } finally {
    await pool.close();
  }
}

/** A run reads and carries as the plan just did, and then writes. */
function expectedOf(found: Survey, surveyMs: number): MigrationPlan['expected'] {
  const fileBytes = found.targetBytes + found.targetKeys * FILE_BYTES_PER_KEY;
  return { seconds: Math.ceil(surveyMs / 1000 + fileBytes / WRITE_BYTES_PER_SECOND), fileBytes };
}
