import { nodeFiles } from '../files/node-files.js';
import type { Files } from '../ports/files.js';
import type { EtcdApi, StoreHead, StoreSource, StoreTarget } from '../ports/store.js';
import type { ConnectionOptions } from './connection.js';
import { noticingEmpty } from './empty-beside-v2.js';
import { notAStore, parseStoreLocation, type StoreLocation } from './location.js';

export interface OpenOptions extends ConnectionOptions {
  /** For a data directory that holds keys of both APIs, and for the members of a dump's lines. */
  readonly api?: EtcdApi;
  /** The prefix that the user may read, where it is not all: live stores are asked for their revision there. */
  readonly prefix?: string;
  readonly files?: Files;
  readonly signal?: AbortSignal;
}

export interface OpenTargetOptions extends OpenOptions {
  /** Replace a file that is there. Live stores are never emptied: their keys stay, and one with another value is an error. */
  readonly overwrite?: boolean;
  /** A v2 dump: what `expiration` is counted from, in epoch milliseconds (the plan's time). */
  readonly expiresFrom?: number;
  /** A live etcd v3: the server's --max-request-bytes where it is not etcd's own 1.5 MiB. */
  readonly maxRequestBytes?: number;
}

/**
 * Opens what a command was given as a source. The caller closes it.
 * @throws SkepError STORE_NOT_A_STORE, STORE_NOT_FOUND, STORE_CORRUPT, USAGE_INVALID; live stores are not asked yet
 */
export async function openSource(location: string | StoreLocation, options: OpenOptions = {}): Promise<StoreSource> {
  const store = typeof location === 'string' ? parseStoreLocation(location) : location;
  // Each form is loaded when it is opened: gRPC alone would double the start of every command.
  switch (store.kind) {
    case 'live':
      return await openLiveSource(store, options);
    case 'backend':
      return await (await import('./bbolt/source.js')).openBackendSource(store.path, fileOptions(options));
    case 'dump':
      return await (await import('./dump/dump-source.js')).openDumpSource(store.path, fileOptions(options));
    case 'directory':
      await assertNoFile(store.path, options.files ?? nodeFiles);
      return await (await import('./open-directory.js')).openDirectory(store.path, directoryOptions(options));
    case 'archive':
      return await (await import('./open-directory.js')).openDirectory(store.path, directoryOptions(options));
  }
}

/**
 * Opens what a command was given as a target; writes nothing yet. The caller closes it.
 * @throws SkepError STORE_NOT_A_STORE for a form that cannot be written, USAGE_INVALID
 */
export async function openTarget(location: string | StoreLocation, options: OpenTargetOptions = {}): Promise<StoreTarget> {
  const store = typeof location === 'string' ? parseStoreLocation(location) : location;
  switch (store.kind) {
    case 'live':
      return await openLiveTarget(store, options);
    case 'backend':
      return (await import('./bbolt/target.js')).createBackendTarget(store.path, writeOptions(options));
    case 'dump':
      return (await import('./dump/dump-target.js')).createDumpTarget(store.path, writeOptions(options));
    case 'archive':
    case 'directory':
      throw notAStore(`${store.text} cannot be written: data directories and their backups are sources only`);
  }
}

/** Opens a store only to ask where it stands. */
export async function headOf(location: string | StoreLocation, options: OpenOptions = {}): Promise<StoreHead> {
  const source = await openSource(location, options);
  try {
    return await source.head();
  } finally {
    await source.close();
  }
}

/** How long an etcd is waited for that is only asked to be sure. */
const LOOK_ASIDE_MS = 2_000;

type LiveLocation = Extract<StoreLocation, { kind: 'live' }>;

async function openLiveSource(
  { api, text, endpoints, tls }: LiveLocation,
  { prefix, ...options }: OpenOptions,
): Promise<StoreSource> {
  const address = { location: text, endpoints, tls };
  const settings = { ...options, ...(prefix !== undefined && { probeKey: prefix }) };
  const openV2 = async (more: OpenOptions = {}): Promise<StoreSource> =>
    (await import('./v2-http/source.js')).openEtcd2Source(address, { ...settings, ...more });
  if (api === 'v2') return await openV2();
  const source = await (await import('./v3-grpc/source.js')).openEtcd3Source(address, settings);
  return noticingEmpty(source, () => openV2({ commandTimeoutMs: LOOK_ASIDE_MS }));
}

async function openLiveTarget({ api, text, endpoints, tls }: LiveLocation, options: OpenTargetOptions): Promise<StoreTarget> {
  const address = { location: text, endpoints, tls };
  return api === 'v2'
    ? await (await import('./v2-http/target.js')).openEtcd2Target(address, options)
    : await (await import('./v3-grpc/target.js')).openEtcd3Target(address, options);
}

/** Endings tell the forms of files; a file with none of them is not guessed at. */
async function assertNoFile(path: string, files: Files): Promise<void> {
  const stat = await files.stat(path).catch(() => undefined);
  if (stat?.isDirectory === false) throw notAStore(`${path} is a file, but its name ends in none of .db, .jsonl and .tgz`);
}

function fileOptions({ files, signal }: OpenOptions): { readonly files?: Files; readonly signal?: AbortSignal } {
  return { ...(files && { files }), ...(signal && { signal }) };
}

function directoryOptions(options: OpenOptions): Pick<OpenOptions, 'files' | 'signal' | 'api'> {
  return { ...fileOptions(options), ...(options.api && { api: options.api }) };
}

function writeOptions({
  files,
  api,
  overwrite,
  expiresFrom,
}: OpenTargetOptions): Pick<OpenTargetOptions, 'files' | 'api' | 'overwrite' | 'expiresFrom'> {
  return {
    ...(files && { files }),
    ...(api && { api }),
    ...(overwrite !== undefined && { overwrite }),
    ...(expiresFrom !== undefined && { expiresFrom }),
  };
}
