import type { CommittedLog } from './committed-log.js';
import { pathNames } from './store-tree.js';

/** A tree of the paths that the log names: what has to be known of the snapshot before the log can be applied to it. */
export interface TouchedPath {
  readonly children: Map<string, TouchedPath>;
  /** The value decides what a request does: a compare with it, or a refresh that keeps it. */
  needsValue: boolean;
}

export interface Touched {
  readonly root: TouchedPath;
  /** The latest time by which the log lets keys expire, in nanoseconds since 1970; 0n when it does not. */
  expiresUntil: bigint;
  /** Whether the log changes anything at all. */
  changes: boolean;
}

/** Reads the log and gathers which paths it touches. */
export async function touchedPaths(log: CommittedLog): Promise<Touched> {
  const touched: Touched = { root: { children: new Map(), needsValue: false }, expiresUntil: 0n, changes: false };
  for await (const change of log.changes()) {
    if (change.what === 'nothing') continue;
    touched.changes = true;
    if (change.what !== 'request') continue;
    if (change.method === 'SYNC') {
      if (change.time > touched.expiresUntil) touched.expiresUntil = change.time;
      continue;
    }
    let path = touched.root;
    for (const name of pathNames(change.path)) path = childOf(path, name);
    if (change.refresh || change.prevValue.length > 0) path.needsValue = true;
  }
  return touched;
}

function childOf(path: TouchedPath, name: string): TouchedPath {
  const known = path.children.get(name);
  if (known !== undefined) return known;
  const child = { children: new Map<string, TouchedPath>(), needsValue: false };
  path.children.set(name, child);
  return child;
}
