import { type ErrorCode, isSkepError, SkepError } from '../errors.js';
import { keyFromBytes } from '../etcd/key-text.js';
import { unwritable } from '../files/failures.js';
import type { Files } from '../ports/files.js';
import type { LeaseGrant, StoreSource, TargetRecord, WriteResult } from '../ports/store.js';
import { mergeRuns } from '../spool/merge.js';
import type { SpoolRecord } from '../spool/run-buffer.js';
import { leaseFor } from './leases.js';
import { copyLiveStore } from './live-copy.js';
import { refuseMovedSource, refuseOtherPlan } from './plan-file.js';
import { quarantine } from './quarantine.js';
import type { Problem } from './pipeline/carry.js';
import { splitPayload } from './pipeline/frames.js';
import type { MigrateDeps, RunRequest } from './request.js';
import { RunState, type RestoredRun, type RunIdentity } from './run-state.js';
import { type RunLock, takeRunLock } from './run-lock.js';
import { settingsDigest, setupOf } from './setup-of.js';
import { Spill } from './spill.js';
import { survey, type Survey } from './survey.js';

export interface MigrateResult {
  readonly survey: Survey;
  readonly written: WriteResult;
  readonly planTime: number;
  readonly firstRevision: number;
  readonly durations: { readonly surveyMs: number; readonly writeMs: number };
  readonly resumed: boolean;
}

/** Revisions of a dump that does not say at what index its store stood: far enough above its keys. */
const REVISION_MARGIN = 1_000_000;

/** The largest gap between source and live target that is filled by idle writes. */
const GAP_RAISED = 100_000;

/**
 * Carries a store to another release. Nothing is written to the target before every object has been carried; killed at any
 * moment, the same call with `resume` ends with the same bytes.
 * @throws SkepError MIGRATION_RUN_LOCKED, MIGRATION_RUN_EXISTS, MIGRATION_OBJECTS_REFUSED, STORE_NOT_EMPTY, STORE_CHANGED, and what the stores throw
 */
export async function runMigration(request: RunRequest, deps: MigrateDeps): Promise<MigrateResult> {
  if (request.plan !== undefined) refuseOtherPlan(request.plan, request);
  const lock = await takeRunLock(deps.files, request.stateDirectory, request.target.description.location);
  try {
    return await runLocked(request, deps, lock);
  } catch (error) {
    // Stores name their own files; what is left is written here.
    throw unwritable(request.stateDirectory, error);
  } finally {
    await lock.release();
  }
}

async function runLocked(request: RunRequest, deps: MigrateDeps, lock: RunLock): Promise<MigrateResult> {
  const state = new RunState(deps.files, request.stateDirectory);
  const finished = await finishedBefore(state, request, lock);
  if (finished !== undefined) return finished;
  const identity = await identityOf(request, deps.files);
  const restored = await beginOrRestore(request, deps, state, identity);
  const planTime = restored.planTime;
  let spill: Spill | undefined;
  try {
    const started = deps.now();
    const { planSeed } = setupOf(request, planTime);
    const { signal } = request;
    spill = await Spill.open(deps.files, state, restored, deps.runBytes);
    const preparing = restored.survey ?? prepare(request, deps, state, spill, { identity, planTime });
    const found = await abandoningDeadEnds(preparing, state);
    const surveyed = deps.now();
    await raiseLiveRevision(found, request);
    if (!restored.writing) await state.writing();
    const leases = found.minutes.map((minutes) => leaseFor(planSeed, minutes));
    const firstRevision = firstRevisionOf(found, request.firstRevision);
    const written = await request.target.write(targetRecords(deps.files, spill.runs, planSeed, leases), {
      revisions: 'assigned',
      firstRevision,
      leases,
      ...(signal === undefined ? {} : { signal }),
      onDurable: (records) => {
        deps.progress({ stage: 'write', records, total: found.targetKeys });
      },
    });
    if (request.auditPath !== undefined) await publish(deps.files, state.path('audit.jsonl'), request.auditPath);
    const durations = { surveyMs: surveyed - started, writeMs: deps.now() - surveyed };
    const resumed = restored.writing || restored.spills.length > 0;
    const result: MigrateResult = { survey: found, written, planTime, firstRevision, durations, resumed };
    await state.finish(result, () => lock.release());
    return result;
  } finally {
    await spill?.close();
    await state.close();
  }
}

/** What no --resume can mend, because the source itself or what was wanted of it must change first. */
const DEAD_ENDS: ReadonlySet<ErrorCode> = new Set([
  'STORE_CORRUPT',
  'STORE_CHANGED',
  'MIGRATION_PLAN_STALE',
  'MIGRATION_NO_PATH',
  'RULES_MODULE',
]);

async function abandoningDeadEnds(preparing: Promise<Survey> | Survey, state: RunState): Promise<Survey> {
  try {
    return await preparing;
  } catch (error) {
    if (isSkepError(error) && DEAD_ENDS.has(error.code)) await state.abandon();
    throw error;
  }
}

/** Carries every record into sorted runs, and judges the whole. Behind it nothing of the source is needed any more. */
async function prepare(
  request: RunRequest,
  deps: MigrateDeps,
  state: RunState,
  spill: Spill,
  { identity, planTime }: { readonly identity: RunIdentity; readonly planTime: number },
): Promise<Survey> {
  const { signal, plan } = request;
  const source = await settledSource(request, deps, state);
  const pool = deps.createPool();
  try {
    const expected = plan === undefined ? {} : { expectedRecords: plan.survey.records };
    const setup = setupOf(request, planTime);
    const found = await survey({ source, setup, pool, sink: spill, signal, progress: deps.progress, ...expected });
    if ((await sourceIdentity(request.source, deps.files)) !== identity.source) throw changedMeanwhile(request.source);
    await spill.finish();
    const collisions = found.mayCollide ? await findCollisions(deps.files, spill.runs) : [];
    if (plan !== undefined) refuseMovedSource(plan, found.fingerprint);
    await settleProblems([...found.problems, ...collisions], { ...request, source }, deps.files, state);
    await state.surveyed(found);
    return found;
  } finally {
    await pool.close();
    if (source !== request.source) await source.close();
  }
}

/** A live source is read once, into the state directory; a file is read where it is. */
function settledSource(request: RunRequest, deps: MigrateDeps, state: RunState): Promise<StoreSource> {
  if (!isLive(request.source)) return Promise.resolve(request.source);
  return copyLiveStore(request.source, {
    files: deps.files,
    path: state.path('source.copy'),
    signal: request.signal,
    onRead: (records) => {
      deps.progress({ stage: 'copy', records });
    },
  });
}

/** Live sources are copied first, and name the keys that changed; here a file was written to under our eyes. */
function changedMeanwhile(source: StoreSource): SkepError {
  return new SkepError('STORE_CHANGED', `the source ${source.description.location} changed while it was read`, {
    hints: ['stop what writes to it, or take a copy and migrate that'],
  });
}

function isLive(source: StoreSource): boolean {
  return source.description.form === 'etcd2' || source.description.form === 'etcd3';
}

async function finishedBefore(state: RunState, request: RunRequest, lock: RunLock): Promise<MigrateResult | undefined> {
  if (await state.exists()) return undefined;
  const result = (await state.takeFinished(() => lock.release())) as MigrateResult | undefined;
  return request.resume && result !== undefined ? { ...result, resumed: true } : undefined;
}

async function beginOrRestore(
  request: RunRequest,
  deps: MigrateDeps,
  state: RunState,
  identity: RunIdentity,
): Promise<RestoredRun> {
  if (await state.exists()) {
    if (request.resume) return state.restore(identity);
    throw new SkepError(
      'MIGRATION_RUN_EXISTS',
      `an unfinished run for ${request.target.description.location} lies in ${state.directory}`,
      {
        hints: ['finish it: the same command with --resume', `or give it up: rm -r ${state.directory}`],
      },
    );
  }
  const target = await request.target.state();
  if (target.keys > 0 && request.overwrite !== true) {
    throw new SkepError('STORE_NOT_EMPTY', `the target ${request.target.description.location} is not empty`, {
      hints: ['name another target, or say --overwrite if what it holds may be replaced'],
      details: { keys: target.keys },
    });
  }
  const planTime = request.plan?.planTime ?? deps.now();
  await state.begin(identity, planTime);
  return { planTime, spills: [], gathered: [], writing: false };
}

async function identityOf(request: RunRequest, files: Files): Promise<RunIdentity> {
  return {
    source: await sourceIdentity(request.source, files),
    target: request.target.description.location,
    from: request.from,
    to: request.to,
    settings: settingsDigest(request),
  };
}

/** A file is the same file as long as its size, time and inode are; of a live store the copy is what is carried. */
async function sourceIdentity(source: StoreSource, files: Files): Promise<string> {
  const { form, location } = source.description;
  if (isLive(source)) return `${form} ${location}`;
  const stat = await files.stat(location);
  return `${form} ${location} ${String(stat?.size ?? 0)} bytes inode ${String(stat?.inode ?? 0)} changed ${String(stat?.mtimeMs ?? 0)}`;
}

/**
 * Clients that watch from a revision of the old store must find the new one above it: their caches would wait for ever, or
 * miss what changes meanwhile. A file starts where it has to; a live store is brought there by idle writes.
 */
async function raiseLiveRevision(found: Survey, request: RunRequest): Promise<void> {
  const { target } = request;
  if (target.raiseRevision === undefined) return;
  const { revision } = await target.state();
  const gap = found.highestRevision - revision;
  if (gap <= 0 || request.acceptLowerRevisions === true) return;
  if (gap > GAP_RAISED) {
    const message = `the target ${target.description.location} stands at revision ${String(revision)}, the source at ${String(found.highestRevision)}`;
    throw new SkepError('MIGRATION_REVISION_GAP', message, {
      hints: [
        'write a file (PATH.db), which starts at the right revision, and give it to etcdctl snapshot restore',
        'or accept it with --accept-lower-revisions, and restart every client that watches',
      ],
      details: { source: found.highestRevision, target: revision },
    });
  }
  await target.raiseRevision(found.highestRevision, request.signal);
}

function firstRevisionOf(found: Survey, wanted: number | undefined): number {
  if (wanted !== undefined) return wanted;
  const margin = found.headRevision === undefined ? REVISION_MARGIN : 1;
  return found.highestRevision + margin;
}

/** Sets bad objects aside if that is wanted; otherwise gives the run up, before anything was written. */
async function settleProblems(problems: readonly Problem[], request: RunRequest, files: Files, state: RunState): Promise<void> {
  if (problems.length === 0) return;
  if (request.quarantineDirectory !== undefined) {
    await quarantine(files, request.source, problems, request.quarantineDirectory);
    return;
  }
  await state.abandon();
  const [first] = problems;
  const count = problems.length === 1 ? 'one object' : `${String(problems.length)} objects`;
  throw new SkepError(
    'MIGRATION_OBJECTS_REFUSED',
    `${count} cannot be carried; the first is ${first?.key ?? ''}: ${first?.message ?? ''}`,
    {
      hints: [
        ...new Set(problems.map((problem) => problem.hint).filter((hint) => hint !== '')),
        'list them all with skep migrate plan, or set them aside with --quarantine DIR',
      ],
      details: { problems },
    },
  );
}

/** Names the keys that two objects want. Only called when two hashes are the same. */
async function findCollisions(files: Files, runs: readonly string[]): Promise<Problem[]> {
  const problems: Problem[] = [];
  let previous: SpoolRecord | undefined;
  for await (const batch of mergeRuns(files, runs)) {
    for (const record of batch) {
      if (previous?.key.equals(record.key) === true) {
        const key = keyFromBytes(record.key);
        const hint = 'remove or rename one of the two in the old release, or drop one by a rule';
        problems.push({
          key,
          code: 'KEY_COLLISION',
          message: `two objects of the source would both be stored under ${key}`,
          hint,
        });
      }
      previous = record;
    }
  }
  return problems;
}

async function* targetRecords(
  files: Files,
  runs: readonly string[],
  planSeed: string,
  leases: readonly LeaseGrant[],
): AsyncGenerator<TargetRecord[]> {
  const byTtl = new Map(leases.map((lease) => [lease.ttlSeconds, lease]));
  for await (const batch of mergeRuns(files, runs)) {
    yield batch.map((record): TargetRecord => {
      const { lifeMinutes, value } = splitPayload(record.payload);
      const key = keyFromBytes(record.key);
      if (lifeMinutes === 0) return { key, value };
      const lease = byTtl.get(lifeMinutes * 60) ?? leaseFor(planSeed, lifeMinutes);
      return { key, value, life: { ttlSeconds: lease.ttlSeconds, leaseId: lease.id } };
    });
  }
}

/** The audit may be wanted on another file system than the state directory, where a rename would fail: copy, sync, rename. */
async function publish(files: Files, from: string, to: string): Promise<void> {
  const source = await files.open(from, 'r');
  const target = await files.open(`${to}.partial`, 'w');
  try {
    const piece = Buffer.allocUnsafe(1 << 20);
    let position = 0;
    for (;;) {
      const count = await source.read(piece, position);
      if (count === 0) break;
      await target.write(piece.subarray(0, count));
      position += count;
    }
    await target.sync();
  } finally {
    await source.close();
    await target.close();
  }
  await files.rename(`${to}.partial`, to);
}
