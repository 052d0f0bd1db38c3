import { SkepError } from '../errors.js';
import { compareReleases } from '../kinds/release.js';
import type { Release } from '../kinds/release.js';
import type { StoreSource, StoreTarget } from '../ports/store.js';
import type { Keyring } from '../storage/encryption/keyring.js';
import { askApiserver, startScratchApiserver } from './apiserver.js';
import type { ScratchApiserver } from './apiserver.js';
import { copyStore } from './copy.js';
import { discover } from './discovery.js';
import { restoreToolBeside, startScratchEtcd } from './etcd.js';
import type { ScratchEtcd } from './etcd.js';
import { examine } from './examine.js';
import type { RehearsalEvent, RehearsalReport } from './findings.js';
import { createScratch } from './scratch.js';
import { allocationRange, customKindsOf } from './stored-object.js';

export interface RehearseInput {
  /** The store to rehearse with; it is only read. */
  readonly target: StoreSource;
  /** The path of its backend file or saved snapshot, unpacked, where it is one: it is restored with its own revisions. */
  readonly backendFile?: string;
  /** Must be the binary's. */
  readonly release: Release;
  /** Paths of the binaries. */
  readonly apiserver: string;
  readonly etcd: string;
  /** The root of the keys, "/registry/". */
  readonly prefix: string;
  readonly encryption?: { readonly file: string; readonly keyring: Keyring };
  /** The directory below which the scratch directory is made; needs some three times the store's size. */
  readonly scratchBase: string;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RehearsalEvent) => void;
}

export interface RehearseDeps {
  /** Opens a store by the grammar of stores: "etcd3://127.0.0.1:2379". */
  openSource(location: string): Promise<StoreSource>;
  openTarget(location: string): Promise<StoreTarget>;
}

/**
 * Shows a copy of the store to a kube-apiserver of the release and compares all that it lists with what is stored. Everything
 * runs on loopback below a scratch directory, which is removed at the end; the servers die with this process.
 * @throws SkepError REHEARSAL_RELEASE, SHADOW_START, and what the store and the values throw
 */
export async function rehearse(input: RehearseInput, deps: RehearseDeps): Promise<RehearsalReport> {
  const flags = await askApiserver(input.apiserver);
  if (compareReleases(flags.release, input.release) !== 0) {
    throw new SkepError(
      'REHEARSAL_RELEASE',
      `${input.apiserver} is a kube-apiserver of ${flags.release}, not of ${input.release}`,
      {
        hints: [`give --release ${flags.release}, or the path of a kube-apiserver of ${input.release}`],
      },
    );
  }
  const root = input.prefix.endsWith('/') ? input.prefix : `${input.prefix}/`;
  const scratch = await createScratch(input.scratchBase);
  const open: { end(): Promise<void> }[] = [];
  const onEvent = input.onEvent ?? (() => undefined);
  for (const path of scratch.removedLeftOvers) onEvent({ type: 'left-over-removed', path });
  try {
    const copying = stopwatch();
    const { api } = input.target.description;
    const etcd = await startEtcdWithCopy(input, deps, scratch.path);
    open.push(etcd);
    const store = await deps.openSource(`${api === 'v2' ? 'etcd2' : 'etcd3'}://${etcd.endpoint}`);
    open.push({ end: () => store.close() });
    const { revision = 0 } = await store.head();
    const copy = copying();
    onEvent({ type: 'copied', seconds: copy });

    const starting = stopwatch();
    const apiserver = await startServer(input, flags, etcd, scratch.path, root);
    open.push(apiserver);
    const start = starting();
    onEvent({ type: 'ready', server: flags.release, seconds: start });

    const comparing = stopwatch();
    const found = await examine({
      source: input.target,
      store,
      startRevision: revision,
      client: apiserver.client,
      discovery: await discover(apiserver.client, input.signal),
      release: input.release,
      root,
      custom: await customKindsOf(input.target, root, input.encryption?.keyring),
      onEvent,
      ...(input.encryption && { keyring: input.encryption.keyring }),
      ...(input.signal && { signal: input.signal }),
    });
    return { server: flags.release, ...found, seconds: { copy, start, compare: comparing() } };
  } finally {
    for (const each of open.reverse()) await each.end();
    await scratch.remove();
  }
}

async function startEtcdWithCopy(input: RehearseInput, deps: RehearseDeps, scratch: string): Promise<ScratchEtcd> {
  const { api } = input.target.description;
  const tool = input.backendFile === undefined ? undefined : await restoreToolBeside(input.etcd);
  const etcd = await startScratchEtcd({
    binary: input.etcd,
    scratch,
    api,
    ...(tool !== undefined && input.backendFile !== undefined && { restore: { file: input.backendFile, tool } }),
    ...(input.signal && { signal: input.signal }),
  });
  if (tool !== undefined) return etcd;
  try {
    const target = await deps.openTarget(`${api === 'v2' ? 'etcd2' : 'etcd3'}://${etcd.endpoint}`);
    try {
      await copyStore(input.target, target, input.signal);
    } finally {
      await target.close();
    }
    return etcd;
  } catch (error) {
    await etcd.end();
    throw error;
  }
}

async function startServer(
  input: RehearseInput,
  flags: Awaited<ReturnType<typeof askApiserver>>,
  etcd: ScratchEtcd,
  scratch: string,
  root: string,
): Promise<ScratchApiserver> {
  const addresses = await allocationRange(input.target, `${root}ranges/serviceips`);
  const ports = await allocationRange(input.target, `${root}ranges/servicenodeports`);
  return startScratchApiserver({
    binary: input.apiserver,
    flags,
    scratch,
    etcdEndpoint: etcd.endpoint,
    api: input.target.description.api,
    etcdPrefix: root.slice(0, -1),
    ...(addresses !== undefined && { serviceClusterIpRange: addresses }),
    ...(ports !== undefined && { serviceNodePortRange: ports }),
    ...(input.encryption && { encryptionConfig: input.encryption.file }),
    ...(input.signal && { signal: input.signal }),
  });
}

/** Seconds since the call, to the millisecond. */
function stopwatch(): () => number {
  const from = performance.now();
  return () => Math.round(performance.now() - from) / 1000;
}
