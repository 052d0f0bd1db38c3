import { join, resolve } from 'node:path';
import { SkepError } from '../errors.js';
import { nodeFiles } from '../files/node-files.js';
import type { Files } from '../ports/files.js';
import type { StoreHead } from '../ports/store.js';
import type { StoreLocation } from './location.js';

/** Asks a live store for its head; open.ts's `headOf` with the options of that side. */
export type AskHead = (location: StoreLocation) => Promise<StoreHead>;

/**
 * Whether two locations are one store. Files: by inode, also a data directory and the backend file in it. Live: by cluster id
 * and revision together, for the id alone is made from names and addresses, which two fresh installations can have in common.
 */
export async function isSameStore(
  a: StoreLocation,
  b: StoreLocation,
  askA: AskHead,
  askB: AskHead,
  files: Files = nodeFiles,
): Promise<boolean> {
  if (a.kind === 'live' && b.kind === 'live') {
    // The v2 and the v3 keys of one etcd have nothing in common.
    return (
      a.api === b.api &&
      isSameLive(
        () => askA(a),
        () => askB(b),
      )
    );
  }
  if (a.kind === 'live' || b.kind === 'live') return false;
  if (resolve(a.path) === resolve(b.path)) return true;
  const [inodesA, inodesB] = await Promise.all([inodesOf(a.path, files), inodesOf(b.path, files)]);
  return inodesA.some((inode) => inodesB.includes(inode));
}

/** The stores of one side of a command, and how the live ones among them are asked. */
export interface Side {
  readonly locations: readonly StoreLocation[];
  readonly ask: AskHead;
}

/**
 * Refuses a store that is both source and target, or twice a target.
 * @throws SkepError STORE_SAME
 */
export async function assertDifferentStores(sources: Side, targets: Side): Promise<void> {
  for (const [index, target] of targets.locations.entries()) {
    for (const source of sources.locations) await refuseSame(source, target, sources.ask, targets.ask);
    for (const other of targets.locations.slice(index + 1)) {
      if (!(await isSameStore(target, other, targets.ask, targets.ask))) continue;
      throw new SkepError(
        'STORE_SAME',
        `${target.text} and ${other.text} are the same store, and each is to be a target of its own`,
        {
          hints: ['name another target, or leave TARGET out of --override: the resource then goes into the main target'],
        },
      );
    }
  }
}

async function refuseSame(a: StoreLocation, b: StoreLocation, askA: AskHead, askB: AskHead): Promise<void> {
  if (!(await isSameStore(a, b, askA, askB))) return;
  throw new SkepError('STORE_SAME', `${a.text} and ${b.text} are the same store, and a source is never written`, {
    hints: ['name another target, for example a new file PATH.db'],
  });
}

/** Asked twice, because somebody may write meanwhile: b's revision then lies between the two. */
async function isSameLive(askA: () => Promise<StoreHead>, askB: () => Promise<StoreHead>): Promise<boolean> {
  const before = await askA();
  const other = await askB();
  if (before.clusterId === undefined || before.clusterId !== other.clusterId) return false;
  const after = await askA();
  const revision = other.revision ?? 0;
  return revision >= (before.revision ?? 0) && revision <= (after.revision ?? 0);
}

async function inodesOf(path: string, files: Files): Promise<string[]> {
  const places = [path, join(path, 'member', 'snap', 'db')];
  const stats = await Promise.all(places.map((place) => files.stat(place).catch(() => undefined)));
  return stats.flatMap((stat) => (stat === undefined ? [] : [`${String(stat.device)}:${String(stat.inode)}`]));
}
