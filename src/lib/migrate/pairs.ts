import { findOverlaps } from './overlap.js';
import type { Problem } from './pipeline/carry.js';
import { hashText, type Links } from './pipeline/links.js';
import type { KeyedNote } from './pipeline/transform.js';
import { includesSorted } from './number-list.js';

export interface PairFindings {
  readonly problems: readonly Problem[];
  readonly warnings: readonly KeyedNote[];
}

/**
 * Do the objects that must agree still agree? `sortedUids` are the hashes of the uids of every migrated object.
 *
 * A Bound volume whose claim is missing or has another uid is released by the volume controller; with a Delete or Recycle
 * policy its data is gone, so that is a problem that stops the plan. The other mismatches are warnings: they were in the
 * source already (uids never change in a migration), and the controllers act on them in the old release as in the new one.
 */
export function checkPairs(links: Links, sortedUids: Float64Array): PairFindings {
  const problems: Problem[] = [];
  const warnings: KeyedNote[] = [];
  const claims = new Map(links.claims.map((claim) => [claim.id, claim.uid]));
  for (const volume of links.volumes) {
    const uid = claims.get(volume.claim);
    if (uid === volume.uid) continue;
    const state = uid === undefined ? 'does not exist' : `has uid ${uid}`;
    const message = `the volume is bound to claim ${volume.claim} (uid ${volume.uid}), which ${state}`;
    if (volume.policy === 'Retain') warnings.push({ key: volume.key, code: 'claim-mismatch', severity: 'warning', message });
    else problems.push(lostVolume(volume.key, message, volume.policy));
  }
  const accounts = new Map(links.accounts.map((account) => [account.id, account.uid]));
  for (const token of links.tokens) {
    const uid = accounts.get(token.account);
    if (uid === token.uid) continue;
    const state = uid === undefined ? 'does not exist' : `has uid ${uid}`;
    const message = `the token belongs to service account ${token.account} (uid ${token.uid}), which ${state}: the token controller deletes it`;
    warnings.push({ key: token.key, code: 'token-mismatch', severity: 'warning', message });
  }
  for (const owner of links.owners) {
    if (includesSorted(sortedUids, hashText(owner.uid))) continue;
    const message = `its owner ${owner.kind} ${owner.name} (uid ${owner.uid}) does not exist: the garbage collector deletes it`;
    warnings.push({ key: owner.key, code: 'owner-missing', severity: 'warning', message });
  }
  for (const job of links.jobs)
    warnings.push({ key: job.key, code: 'job-selector-mismatch', severity: 'warning', message: job.message });
  warnings.push(...findOverlaps(links.workloads));
  return { problems, warnings };
}

function lostVolume(key: string, message: string, policy: string): Problem {
  return {
    key,
    code: 'VOLUME_WOULD_BE_RECLAIMED',
    message: `${message}; its reclaim policy ${policy} would destroy the data at the first sync`,
    hint: 'set the reclaim policy to Retain in the old release, or restore the claim, and plan again',
  };
}
