import type { MigrationRules } from '../../config/migration-rules.js';
import { compareReleases, type Release } from '../../kinds/release.js';
import type { StoreSource } from '../../ports/store.js';
import type { Keyring } from '../../storage/encryption/keyring.js';
import type { Route } from './destination.js';
import { addRecord, joinedGroups } from './join.js';
import { KeyMeeting } from './key-meeting.js';
import { LinkCheck } from './links.js';
import { MadeObjects } from './made-objects.js';
import { planNamespaces } from './namespace-plan.js';
import { NeighbourCheck } from './neighbours.js';
import { PairComparison } from './pair-comparison.js';
import { Ledger, type VerifyReport } from './report.js';
import type { MakeSorter, Sorter } from './sorter.js';
import { SourceKeys } from './source-keys.js';
import { gatherFacts } from './store-facts.js';
import { ValueReader } from './value-reader.js';
import { WholeChecks } from './whole-checks.js';

export interface VerifyInput {
  readonly source: StoreSource;
  readonly target: StoreSource;
  readonly from: Release;
  readonly to: Release;
  /** The root with its slashes: "/registry/". */
  readonly prefix: string;
  /** A parsed MigrationRules document, where the run had one. */
  readonly rules?: unknown;
  /** What the run did with policies that were not in force before 1.7; dropping them is its default. */
  readonly networkPolicies?: 'drop-inactive' | 'keep';
  /** Epoch milliseconds: what had expired then may be missing, and what lives on must have the rest of its life. */
  readonly planTime?: number;
  readonly sourceKeyring?: Keyring;
  readonly targetKeyring?: Keyring;
  readonly makeSorter: MakeSorter;
  readonly signal?: AbortSignal;
  readonly progress?: (progress: VerifyProgress) => void;
}

export interface VerifyProgress {
  readonly phase: 'source' | 'target' | 'compare' | 'references';
  /** Keys done in this phase. */
  readonly keys: number;
}

const PROGRESS_EVERY = 10_000;

/**
 * Accounts for every key of a migrated store from the two stores alone, by a knowledge of its own: where each source key's
 * successor must be, what it must hold, and that nothing else is there.
 * @throws SkepError when a store cannot be read; what is wrong with single values is a finding, not an error
 */
export async function verifyStores(input: VerifyInput): Promise<VerifyReport> {
  const route = await routeOf(input);
  const objects = input.makeSorter('verify-objects');
  const links = new LinkCheck(input.makeSorter('verify-links'));
  const neighbours = new NeighbourCheck(input.makeSorter('verify-neighbours'), route);
  try {
    const ledger = new Ledger();
    const meeting = new KeyMeeting(input.prefix, route);
    const whole = new WholeChecks(route, meeting, { links, neighbours });
    ledger.sourceKeys = await addAll(input, objects, 'source', (key) => meeting.ofSource(key));
    ledger.targetKeys = await addAll(input, objects, 'target', (key) => meeting.ofTarget(key));
    await compare(input, objects, { route, meeting, whole, ledger });
    input.progress?.({ phase: 'references', keys: ledger.targetKeys });
    await whole.conclude(input.prefix, ledger);
    return ledger.report();
  } finally {
    await objects.close();
    await links.close();
    await neighbours.close();
  }
}

/** What decides where a key leads, from the source and what the site wanted. */
async function routeOf({ source, from, to, prefix: root, signal, ...input }: VerifyInput): Promise<Route> {
  const facts = await gatherFacts({
    source,
    from,
    root,
    ...(input.sourceKeyring === undefined ? {} : { keyring: input.sourceKeyring }),
    ...(signal === undefined ? {} : { signal }),
  });
  const document = input.rules as MigrationRules | undefined;
  // What a site changes, it changes on the way to 1.3.
  const rules = compareReleases(from, '1.3') < 0 && compareReleases(to, '1.3') >= 0 ? document : undefined;
  return {
    from,
    to,
    facts,
    networkPolicies: input.networkPolicies ?? document?.spec.networkPolicies ?? 'drop-inactive',
    namespaces: planNamespaces(rules, facts.namespaces),
    ...(rules === undefined ? {} : { rules }),
  };
}

/** Hands a store to the sorter, each record under the key where both sides are to meet. @returns how many there are */
async function addAll(
  input: VerifyInput,
  sorter: Sorter,
  side: 'source' | 'target',
  meetingKeyOf: (key: string) => string,
): Promise<number> {
  let keys = 0;
  const { signal } = input;
  for await (const batch of input[side].read(signal === undefined ? {} : { signal })) {
    for (const record of batch) await addRecord(sorter, side, meetingKeyOf(record.key), record);
    keys += batch.length;
    tell(input, side, keys, batch.length);
  }
  return keys;
}

async function compare(
  input: VerifyInput,
  sorter: Sorter,
  parts: { readonly route: Route; readonly meeting: KeyMeeting; readonly whole: WholeChecks; readonly ledger: Ledger },
): Promise<void> {
  const { sourceKeyring, targetKeyring, planTime, prefix: root } = input;
  const keyrings = {
    ...(sourceKeyring === undefined ? {} : { source: sourceKeyring }),
    ...(targetKeyring === undefined ? {} : { target: targetKeyring }),
  };
  const reader = new ValueReader(keyrings, parts.meeting, parts.ledger);
  const pairs = new PairComparison(parts.route, parts.ledger);
  const sourceKeys = new SourceKeys({ ...parts, root, planTime, reader, pairs });
  const made = new MadeObjects({ ...parts, reader, pairs });
  let keys = 0;
  for await (const group of joinedGroups(sorter)) {
    input.signal?.throwIfAborted();
    const [source] = group.sources;
    const target = source === undefined ? undefined : sourceKeys.successorOf(source, group.targets);
    for (const other of group.targets) if (other !== target) await made.account(source, other);
    await sourceKeys.account(group, target);
    const count = group.sources.length + group.targets.length;
    tell(input, 'compare', (keys += count), count);
  }
}

function tell({ progress }: VerifyInput, phase: VerifyProgress['phase'], keys: number, step: number): void {
  if (Math.floor(keys / PROGRESS_EVERY) !== Math.floor((keys - step) / PROGRESS_EVERY)) progress?.({ phase, keys });
}
