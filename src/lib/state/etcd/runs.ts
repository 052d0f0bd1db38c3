import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { SkepError } from '../../errors.js';
import type { NewRun, RunHead } from '../../ports/state-store.js';
import { isRunId } from '../run-id.js';
import type { StateKeys } from './keys.js';
import { type Kv, createdAt, keepForEver, put } from './kv.js';
import type { Leases } from './lease.js';

export interface RunsDeps {
  readonly kv: Kv;
  readonly keys: StateKeys;
  readonly leases: Leases;
}

/** What lies under a run's key. */
interface StoredRun {
  readonly head: RunHead;
  readonly plan: { readonly upload: string; readonly pieces: number; readonly bytes: number };
}

/** Below etcd's own limit of 1.5 MiB a request. */
const PIECE_BYTES = 1 << 20;
/** Below etcd's own limit of 128 operations a transaction, with the head and the index. */
const MOST_PIECES = 120;
const PAGE = 100;

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/**
 * Makes a run: its plan first, in pieces under this process's lease, and last, in one transaction, its head, its place in the
 * index, and the pieces for ever. Of a process that dies before that nothing is left.
 * @throws SkepError STATE_RUN_EXISTS, STATE_UNWRITABLE, USAGE_INVALID
 */
export async function makeRun({ kv, keys, leases }: RunsDeps, run: NewRun): Promise<void> {
  if (!isRunId(run.id)) throw new SkepError('USAGE_INVALID', `${JSON.stringify(run.id)} cannot be the name of a run`);
  if ((await kv.get(keys.run(run.id))) !== undefined) throw exists(run.id);
  const zipped = await zip(run.plan);
  const count = Math.max(1, Math.ceil(zipped.length / PIECE_BYTES));
  if (count > MOST_PIECES) {
    throw new SkepError(
      'STATE_UNWRITABLE',
      `the plan of run ${run.id} takes ${zipped.length} bytes compressed, too many for an etcd`,
      {
        hints: ['keep the state in the local directory alone for this run, or make more, smaller plans'],
      },
    );
  }
  const upload = randomUUID();
  const { id: lease } = await leases.current();
  const pieces = Array.from({ length: count }, (_, index) => keys.planPiece(upload, index));
  for (const [index, key] of pieces.entries()) {
    await kv.change([createdAt(key, 0)], [put(key, zipped.subarray(index * PIECE_BYTES, (index + 1) * PIECE_BYTES), lease)]);
  }
  const stored: StoredRun = { head: run.head, plan: { upload, pieces: count, bytes: run.plan.length } };
  const made = await kv.change(
    [createdAt(keys.run(run.id), 0)],
    [
      put(keys.run(run.id), JSON.stringify(stored)),
      put(keys.indexOf(run.id, run.head.createdAt), JSON.stringify(run.head)),
      ...pieces.map(keepForEver),
    ],
  );
  // Refused, yet ours: an earlier arrival of the same request made it.
  if (!made.succeeded && (await storedRun({ kv, keys }, run.id)).plan.upload !== upload) throw exists(run.id);
}

function exists(runId: string): SkepError {
  return new SkepError('STATE_RUN_EXISTS', `there is already a run ${runId}`, { hints: [`skep run show ${runId}`] });
}

/** @throws SkepError STATE_RUN_UNKNOWN, STATE_CORRUPT */
export async function storedRun({ kv, keys }: Pick<RunsDeps, 'kv' | 'keys'>, runId: string): Promise<StoredRun> {
  const entry = isRunId(runId) ? await kv.get(keys.run(runId)) : undefined;
  if (entry === undefined) throw unknownRun(runId);
  return parsed(entry.value, entry.key) as StoredRun;
}

export function unknownRun(runId: string): SkepError {
  return new SkepError('STATE_RUN_UNKNOWN', `there is no run ${runId}`, { hints: ['skep run list'] });
}

/** Newest first, page by page. */
export async function* readHeads({ kv, keys }: RunsDeps): AsyncGenerator<RunHead> {
  for (let before: string | undefined; ; ) {
    const page = await kv.list(keys.index, { descending: true, limit: PAGE, ...(before === undefined ? {} : { before }) });
    for (const { key, value } of page.entries) {
      yield parsed(value, key) as RunHead;
      before = key;
    }
    if (!page.more) return;
  }
}

export async function readPlanBytes(deps: RunsDeps, runId: string): Promise<Uint8Array> {
  const { kv, keys } = deps;
  const { plan } = await storedRun(deps, runId);
  const pieces: Buffer[] = [];
  for (let index = 0; index < plan.pieces; index += 1) {
    const entry = await kv.get(keys.planPiece(plan.upload, index));
    if (entry === undefined) throw damagedPlan(runId, `piece ${String(index + 1)} of ${String(plan.pieces)} is missing`);
    pieces.push(entry.value);
  }
  const bytes = await unzip(Buffer.concat(pieces)).catch((error: unknown) => {
    throw damagedPlan(runId, 'it cannot be unpacked', error);
  });
  if (bytes.length !== plan.bytes)
    throw damagedPlan(runId, `it has ${String(bytes.length)} bytes instead of ${String(plan.bytes)}`);
  return bytes;
}

function damagedPlan(runId: string, why: string, cause?: unknown): SkepError {
  return new SkepError('STATE_CORRUPT', `run ${runId}: its plan is damaged: ${why}`, { cause });
}

/** @throws SkepError STATE_CORRUPT naming the key */
export function parsed(value: Buffer, key: string): unknown {
  try {
    return JSON.parse(value.toString());
  } catch (cause) {
    throw new SkepError('STATE_CORRUPT', `run state: ${key} holds something that is not Skep's`, { cause });
  }
}
