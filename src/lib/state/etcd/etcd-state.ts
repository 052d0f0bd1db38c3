import { randomUUID } from 'node:crypto';
import { systemClock } from '../../clock.js';
import { SkepError } from '../../errors.js';
import type { ConnectionOptions } from '../../etcd/connection.js';
import { parseStoreLocation } from '../../etcd/location.js';
import { type Etcd3Client, connectEtcd3 } from '../../etcd/v3-grpc/client.js';
import type { Clock } from '../../ports/clock.js';
import type { Holder, JournalEntry, JournalWriter, StateMark, StateStore } from '../../ports/state-store.js';
import type { Processes } from '../directory/processes.js';
import { readAuthority } from './authority.js';
import { claimants } from './claimant.js';
import { endOfJournal, followBlocks, readBlocks } from './journal-reader.js';
import { etcdJournalWriter } from './journal-writer.js';
import { type StateKeys, stateKeys } from './keys.js';
import { type Kv, createdAt, etcdKv, put, remove } from './kv.js';
import { type Leases, leases } from './lease.js';
import { etcdLocks } from './locks.js';
import { type OwnershipDeps, ownRun } from './ownership.js';
import { watchPrefix } from './prefix-watch.js';
import { makeRun, readHeads, readPlanBytes, storedRun } from './runs.js';
import { leaveSignal, takeSignals } from './signals.js';

export interface EtcdStateOptions extends ConnectionOptions {
  /**
   * For how long etcd may be away before a run is given up and its locks count as lost, and after which another machine can take
   * over from one that died. 60 by default, at least 2.
   */
  readonly ttlSeconds?: number;
  readonly clock?: Clock;
  readonly processes?: Processes;
  /** `/skep/` by default; ends with a slash. */
  readonly prefix?: string;
}

export interface EtcdState extends StateStore {
  /** "etcd:<cluster id>", the id in hexadecimal. */
  identity(): Promise<string>;
  leaveMark(): Promise<StateMark>;
}

const TTL_SECONDS = 60;
const LEAST_TTL_SECONDS = 2;
/** An answer that takes longer is asked for elsewhere, so that a lease has several tries in its time. */
const COMMAND_TIMEOUT_MS = 5_000;

/**
 * Opens the run state in an etcd: `etcd3://HOST:PORT[,...]`, or etcd3s:// for TLS. Asks it for one thing, so that a wrong address,
 * user or certificate shows at once.
 * @throws SkepError USAGE_INVALID, STORE_UNREACHABLE, STORE_AUTH, STATE_NEWER
 */
export async function openEtcdState(address: string, options: EtcdStateOptions = {}): Promise<EtcdState> {
  const location = parseStoreLocation(address);
  if (location.kind !== 'live' || location.api !== 'v3') {
    throw new SkepError('USAGE_INVALID', `the run state cannot be kept in ${address}`, {
      hints: ['give etcd3://HOST:PORT[,...] or etcd3s://...'],
    });
  }
  const { ttlSeconds = TTL_SECONDS, clock = systemClock } = options;
  if (!Number.isInteger(ttlSeconds) || ttlSeconds < LEAST_TTL_SECONDS) {
    throw new SkepError('USAGE_INVALID', `${ttlSeconds} s is no lease time: whole seconds, at least ${LEAST_TTL_SECONDS}`);
  }
  const commandTimeoutMs = options.commandTimeoutMs ?? Math.min(COMMAND_TIMEOUT_MS, ttlSeconds * 250);
  const client = await connectEtcd3(
    { location: address, endpoints: location.endpoints, tls: location.tls },
    { ...options, commandTimeoutMs },
  );
  const keys = stateKeys(options.prefix);
  const kv = etcdKv(client, address, keys.root);
  const deps: Deps = {
    client,
    clock,
    kv,
    keys,
    ttlSeconds,
    leases: leases({ client, clock, location: address, ttlSeconds }),
    claimants: claimants(options.processes),
  };
  try {
    return etcdState(deps, await readAuthority(kv, keys));
  } catch (error) {
    client.close();
    throw error;
  }
}

interface Deps extends OwnershipDeps {
  readonly client: Etcd3Client;
  readonly clock: Clock;
  readonly kv: Kv;
  readonly keys: StateKeys;
  readonly leases: Leases;
}

function etcdState(deps: Deps, authority: string): EtcdState {
  const { kv, keys, client } = deps;
  const watch = watchPrefix(deps, keys.locks, (key) => keys.lockNamed(key));
  return {
    authority: () => Promise.resolve(authority),
    identity: async () => `etcd:${await kv.clusterId()}`,
    createRun: (run) => makeRun(deps, run),
    listRuns: () => readHeads(deps),
    readPlan: (runId) => readPlanBytes(deps, runId),
    readJournal: (runId, from = 0) => readJournal(deps, runId, from),
    openJournal: (runId, holder) => openJournal(deps, runId, holder),
    async *followJournal(runId, from, signal) {
      await storedRun(deps, runId);
      yield* followBlocks(deps, runId, from, signal);
    },
    sendSignal: (runId, signal) => leaveSignal(deps, runId, signal),
    async *followSignals(runId, signal) {
      await storedRun(deps, runId);
      yield* takeSignals(deps, runId, signal);
    },
    locks: etcdLocks({ ...deps, watch }),
    leaveMark: () => leaveMark(deps),
    async close() {
      watch.close();
      await deps.leases.close();
      client.close();
    },
  };
}

async function* readJournal(deps: Deps, runId: string, from: number): AsyncGenerator<JournalEntry> {
  await storedRun(deps, runId);
  yield* readBlocks(deps, runId, from);
}

async function openJournal(deps: Deps, runId: string, holder: Holder): Promise<JournalWriter> {
  await storedRun(deps, runId);
  const owned = await ownRun(deps, runId, holder);
  try {
    return etcdJournalWriter(deps, runId, owned, await endOfJournal(deps, runId));
  } catch (error) {
    await owned.release();
    throw error;
  }
}

async function leaveMark({ kv, keys, leases: all }: Deps): Promise<StateMark> {
  const key = `${keys.root}marks/${randomUUID()}`;
  const { id } = await all.current();
  await kv.change([createdAt(key, 0)], [put(key, 'seen through another connection, this is the etcd of the run state', id)]);
  return {
    key,
    async remove() {
      await kv.change([], [remove(key)]);
    },
  };
}
