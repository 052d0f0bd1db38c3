import type { StoredObject, Outcome } from '../migration.js';
import type { Context13, Facts13 } from './facts.js';

/** A kind whose directory changed. `since`: the first minor release that reads the current one, and no longer the former. */
interface Move {
  readonly former: string;
  readonly current: string;
  readonly since: number;
}

/** "ingresses" was written by pre-releases of 1.4 only, and read by no release. */
const MOVES: readonly Move[] = [
  { former: 'petsets', current: 'statefulsets', since: 5 },
  { former: 'scheduledjobs', current: 'cronjobs', since: 5 },
  { former: 'podsecuritypolicies', current: 'podsecuritypolicy', since: 4 },
  { former: 'ingresses', current: 'ingress', since: 0 },
];

export const MOVED_DIRECTORIES: readonly string[] = MOVES.flatMap((move) => [move.former, move.current]);

/** Both directories of these may be in one store; only the one that the source's release reads is in use there. */
export function observeAuthoritativeKey(facts: Facts13, key: string): void {
  const at = movedKey(key);
  // Up to 1.3 there is no other directory of ingresses yet, and they may be many.
  if (at === undefined || (at.move.current === 'ingress' && facts.sourceMinor < 4)) return;
  if (isRead(at.directory, at.move, facts)) facts.authoritativeKeys.add(at.currentKey);
}

/**
 * An object at a key that its source's release did not read any more: dropped when another object took its place, otherwise
 * carried, so that nothing is lost, with a warning that it comes back into sight.
 */
export function settleMovedKey(stored: StoredObject, context: Context13): Outcome | undefined {
  const at = movedKey(stored.key);
  if (at === undefined || isRead(at.directory, at.move, context.facts)) return undefined;
  if (context.facts.authoritativeKeys.has(at.currentKey)) {
    return {
      drop: 'superseded-key',
      reason: `a server of 1.${context.facts.sourceMinor} does not read ${at.directory}/; the object of the same name that it does read is carried`,
    };
  }
  context.note({
    code: 'invisible-key',
    severity: 'warning',
    message: `a server of 1.${context.facts.sourceMinor} does not read ${at.directory}/, so the object was out of sight; 1.9 will show it`,
  });
  return undefined;
}

function movedKey(key: string): { move: Move; directory: string; currentKey: string } | undefined {
  const slash = key.indexOf('/');
  const directory = slash < 0 ? key : key.slice(0, slash);
  const move = MOVES.find((entry) => entry.former === directory || entry.current === directory);
  return move === undefined ? undefined : { move, directory, currentKey: move.current + key.slice(slash) };
}

function isRead(directory: string, move: Move, facts: Facts13): boolean {
  return directory === (facts.sourceMinor >= move.since ? move.current : move.former);
}
