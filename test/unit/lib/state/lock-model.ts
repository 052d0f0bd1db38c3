import type { Claimant } from '../../../../src/lib/state/etcd/claimant.js';
import { stateKeys } from '../../../../src/lib/state/etcd/keys.js';
import type { Entry } from '../../../../src/lib/state/etcd/kv.js';
import { decideLock } from '../../../../src/lib/state/etcd/lock-protocol.js';
import * as protocol from '../../../../src/lib/state/etcd/lock-requests.js';
import { type LockView, situationOf, viewOf } from '../../../../src/lib/state/etcd/lock-view.js';
import { EMPTY_ETCD, type MemoryEtcd, entriesOf, expire, transact } from './memory-etcd.js';

/**
 * Every order in which clients of one lock, their leases, somebody who breaks it, the network and the host that they command can take
 * their steps, up to the given counts. The clients decide and write by the functions of the program. A client may rest at any point,
 * as one that was stopped does, and go on however much later with what it believed; requests arrive late, and twice.
 */
export interface ModelOptions {
  /** One client each. */
  readonly priorities: readonly number[];
  /** How often each of them may seek the lock. */
  readonly acquisitions: number;
  readonly expiries: number;
  readonly breaks: number;
  /** How often a request may arrive a second time. */
  readonly duplicates: number;
  /** What is different from the program; to show that it would be noticed. */
  readonly protocol?: Partial<Protocol>;
  readonly hostAccepts?: (number: number, highest: number) => boolean;
}

export interface Protocol {
  readonly takeRequest: typeof protocol.takeRequest;
  readonly queueRequest: typeof protocol.queueRequest;
  readonly releaseRequest: typeof protocol.releaseRequest;
  readonly breakRequest: typeof protocol.breakRequest;
}

export interface Exploration {
  readonly states: number;
  /** Grants in the longest run; that the model came anywhere. */
  readonly mostGrants: number;
  /** What went wrong first, and the steps to it. */
  readonly violation?: { readonly rule: string; readonly steps: readonly string[] };
}

interface Client {
  readonly left: number;
  readonly doing: 'nothing' | 'seeking' | 'holding';
  readonly claim: number;
  /** Counts its leases; one that ran out is never used again. */
  readonly lease: number;
  readonly hasLease: boolean;
  readonly holder?: Pick<Entry, 'key' | 'created'>;
  readonly number: number;
}

interface Flying {
  readonly kind: 'take' | 'queue' | 'release' | 'break';
  readonly from: number;
  readonly lease: string;
  readonly request: protocol.LockTransaction;
  readonly twice: boolean;
}

interface World {
  readonly etcd: MemoryEtcd;
  readonly clients: readonly Client[];
  readonly requests: readonly Flying[];
  /** Grants that their clients learned of: from then on commands under each of them can reach the host, in any order. */
  readonly known: readonly number[];
  readonly expiries: number;
  readonly breaks: number;
  readonly duplicates: number;
  /** Of the authority: numbers in the order in which they were given. */
  readonly granted: readonly number[];
  /** Grants that were neither given back, nor broken, nor ended with their lease. */
  readonly entitled: readonly number[];
  readonly from?: { readonly world: World; readonly step: string };
}

class Violation extends Error {}

const LOCK = 'host/node-1';
const KEYS = stateKeys();
const AT = KEYS.lock(LOCK);

export function explore(options: ModelOptions): Exploration {
  const rules: Protocol = { ...protocol, ...options.protocol };
  const start: World = {
    etcd: EMPTY_ETCD,
    clients: options.priorities.map(() => ({
      left: options.acquisitions,
      doing: 'nothing',
      claim: 0,
      lease: 0,
      hasLease: true,
      number: 0,
    })),
    requests: [],
    known: [],
    expiries: options.expiries,
    breaks: options.breaks,
    duplicates: options.duplicates,
    granted: [],
    entitled: [],
  };
  const seen = new Set([fingerprint(start)]);
  const open = [start];
  let mostGrants = 0;
  for (let world = open.pop(); world !== undefined; world = open.pop()) {
    mostGrants = Math.max(mostGrants, world.granted.length);
    for (const [step, take] of stepsFrom(world, options, rules)) {
      let next: World;
      try {
        next = { ...take(), from: { world, step } };
      } catch (error) {
        if (!(error instanceof Violation)) throw error;
        return { states: seen.size, mostGrants, violation: { rule: error.message, steps: [...trace(world), step] } };
      }
      const print = fingerprint(next);
      if (seen.has(print)) continue;
      seen.add(print);
      open.push(next);
    }
  }
  return { states: seen.size, mostGrants };
}

function trace(world: World): string[] {
  return world.from === undefined ? [] : [...trace(world.from.world), world.from.step];
}

type Step = readonly [name: string, take: () => World];

function* stepsFrom(world: World, options: ModelOptions, rules: Protocol): Generator<Step> {
  for (const [index, client] of world.clients.entries()) yield* clientSteps(world, index, client, options, rules);
  for (const [index, request] of world.requests.entries()) {
    const rest = world.requests.filter((_, other) => other !== index);
    yield [`${request.kind} of ${String(request.from)} arrives`, () => arrive({ ...world, requests: rest }, request, options)];
    if (request.twice || world.duplicates === 0) continue;
    const again = [...rest, { ...request, twice: true }];
    yield [
      `${request.kind} of ${String(request.from)} arrives, and will once more`,
      () => arrive({ ...world, requests: again, duplicates: world.duplicates - 1 }, request, options),
    ];
  }
  const view = viewOf(KEYS, LOCK, entriesOf(world.etcd), world.etcd.revision);
  if (world.breaks > 0 && view.holder !== undefined) {
    const request = rules.breakRequest(AT, view.holder.entry, '{}');
    const flying: Flying = { kind: 'break', from: -1, lease: '', request, twice: false };
    yield ['somebody breaks the lock', () => ({ ...world, breaks: world.breaks - 1, requests: [...world.requests, flying] })];
  }
}

function* clientSteps(world: World, index: number, client: Client, options: ModelOptions, rules: Protocol): Generator<Step> {
  const name = `client ${String(index)}`;
  const lease = leaseOf(index, client);
  const set = (change: Partial<Client>, more: Partial<World> = {}): World => ({
    ...world,
    ...more,
    clients: world.clients.map((other, at) => (at === index ? { ...other, ...change } : other)),
  });
  if (client.hasLease && world.expiries > 0) {
    yield [
      `the lease of ${name} ends`,
      () => {
        const held = entriesOf(world.etcd).find(({ key }) => key === AT.holder);
        const isHolder = held !== undefined && world.etcd.keys.get(AT.holder)?.lease === lease;
        return set(
          { hasLease: false },
          {
            etcd: expire(world.etcd, lease),
            expiries: world.expiries - 1,
            entitled: isHolder ? [] : world.entitled,
          },
        );
      },
    ];
  }
  if (client.doing === 'nothing' && client.left > 0) {
    const renewed = client.hasLease ? {} : { lease: client.lease + 1, hasLease: true };
    yield [`${name} seeks`, () => set({ doing: 'seeking', left: client.left - 1, claim: client.claim + 1, ...renewed })];
  }
  // It need not have had an answer: what will arrive once more is still under way.
  if (
    client.doing === 'seeking' &&
    !world.requests.some(({ from, twice, kind }) => from === index && !twice && kind !== 'release')
  ) {
    yield [`${name} looks`, () => lookAndDecide(world, index, client, options, rules, set)];
  }
  if (client.doing === 'holding') {
    const grant = world.granted.lastIndexOf(client.number) + 1;
    yield [
      `${name} gives back`,
      () => {
        const { holder, ...rest } = client;
        const request = rules.releaseRequest(holder ?? { key: AT.holder, created: 0 });
        const flying: Flying = { kind: 'release', from: index, lease, request, twice: false };
        const clients = world.clients.map((other, at) => (at === index ? { ...rest, doing: 'nothing' as const } : other));
        const entitled = world.entitled.filter((one) => one !== grant);
        return { ...world, clients, entitled, requests: [...world.requests, flying] };
      },
    ];
  }
}

function lookAndDecide(
  world: World,
  index: number,
  client: Client,
  options: ModelOptions,
  rules: Protocol,
  set: (change: Partial<Client>, more?: Partial<World>) => World,
): World {
  const view = viewOf(KEYS, LOCK, entriesOf(world.etcd), world.etcd.revision);
  const claimant = claimantOf(index, client, options.priorities[index] ?? 0);
  if (view.holder?.claimant?.claim === claimant.claim) {
    const { key, created } = view.holder.entry;
    const number = numberOf(world.etcd);
    const known = [...new Set([...world.known, world.granted.lastIndexOf(number) + 1])].sort();
    assertHostRefusesOlder(world.granted, known, options);
    return set({ doing: 'holding', number, holder: { key, created } }, { known });
  }
  const decision = decideLock(situationOf(view), claimant);
  if (decision.do === 'wait') return world;
  const lease = leaseOf(index, client);
  const seeking = { claimant, lease };
  const request =
    decision.do === 'take' ? rules.takeRequest(AT, view, seeking, decision.number) : rules.queueRequest(AT, seeking);
  return { ...world, requests: [...world.requests, { kind: decision.do, from: index, lease, request, twice: false }] };
}

function arrive(world: World, { kind, from, request }: Flying, options: ModelOptions): World {
  const isLive = (lease: string): boolean =>
    world.clients.some((client, index) => client.hasLease && leaseOf(index, client) === lease);
  const etcd = transact(world.etcd, request.guards, request.then, isLive);
  if (etcd === undefined) return world;
  if (kind === 'break') return { ...world, etcd, entitled: [] };
  if (kind !== 'take') return { ...world, etcd };
  const number = numberOf(etcd);
  if (number <= Math.max(0, ...world.granted))
    throw new Violation(`number ${String(number)} is given after ${world.granted.join(', ')}`);
  if (world.entitled.length > 0)
    throw new Violation(`grant ${String(world.granted.length + 1)} while ${world.entitled.join(', ')} is held`);
  const before = viewOf(KEYS, LOCK, entriesOf(world.etcd), world.etcd.revision);
  assertTurn(before, options.priorities[from] ?? 0);
  return { ...world, etcd, granted: [...world.granted, number], entitled: [world.granted.length + 1] };
}

function assertTurn(before: LockView, priority: number): void {
  const ahead = before.queue.find((waiter) => waiter.priority > priority);
  if (ahead !== undefined) throw new Violation(`priority ${String(priority)} goes before ${String(ahead.priority)}, who waits`);
}

/** A host that has obeyed the newer of two grants must refuse the older. It keeps nothing but the highest number that it has seen. */
function assertHostRefusesOlder(granted: readonly number[], known: readonly number[], options: ModelOptions): void {
  const accepts = options.hostAccepts ?? ((number, highest) => number >= highest);
  for (const newer of known) {
    for (const older of known.filter((grant) => grant < newer)) {
      if (!accepts(granted[older - 1] ?? 0, granted[newer - 1] ?? 0)) continue;
      throw new Violation(`the host obeys grant ${String(older)} after grant ${String(newer)}`);
    }
  }
}

function leaseOf(index: number, { lease }: Client): string {
  return `${String(index)}.${String(lease)}`;
}

function claimantOf(index: number, { claim }: Client, priority: number): Claimant {
  const who = `client ${String(index)}`;
  const process = { host: 'h', pid: index, startTime: '', bootId: '' };
  return {
    claim: `${String(index)}-${String(claim)}`,
    holder: { who, runId: who, reason: '' },
    process,
    processSpace: '',
    since: 0,
    priority,
  };
}

function numberOf({ keys }: MemoryEtcd): number {
  return Number(keys.get(AT.number)?.value ?? 0);
}

/** Only the order of revisions tells: two worlds that differ in nothing else are one. */
function fingerprint(world: World): string {
  const { from: _from, etcd, requests, ...rest } = world;
  const revisions = new Set<number>([0, etcd.revision, etcd.revision + 1]);
  for (const { created, modified } of etcd.keys.values()) revisions.add(created).add(modified);
  const guards = requests.flatMap(({ request }) => request.guards);
  for (const guard of guards) revisions.add(Number(guard.create_revision ?? guard.mod_revision));
  for (const { holder } of world.clients) revisions.add(holder?.created ?? 0);
  const ranks = new Map([...revisions].sort((a, b) => a - b).map((revision, rank) => [revision, rank]));
  const rank = (revision: number | string | undefined): number => ranks.get(Number(revision ?? 0)) ?? -1;
  const keys = [...etcd.keys].map(([key, { value, created, modified, lease }]) => [
    key,
    value.slice(0, 30),
    rank(created),
    rank(modified),
    lease,
  ]);
  const flying = requests.map(({ kind, from, lease, twice, request }) => {
    const compared = request.guards.map((guard) => rank(guard.create_revision ?? guard.mod_revision));
    const number = kind === 'take' ? request.then[0]?.request_put?.value?.toString() : '';
    return [kind, from, lease, twice, compared, request.guards.length, number].join();
  });
  const clients = world.clients.map((client) => [
    client.left,
    client.doing,
    client.claim,
    client.lease,
    client.hasLease,
    client.number,
    rank(client.holder?.created),
  ]);
  return JSON.stringify([
    rank(etcd.revision),
    keys.sort(),
    flying.sort(),
    clients,
    rest.known,
    rest.expiries,
    rest.breaks,
    rest.duplicates,
    rest.granted,
    rest.entitled,
  ]);
}
