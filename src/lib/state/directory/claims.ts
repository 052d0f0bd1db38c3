import { randomUUID } from 'node:crypto';
import type { Files } from '../../ports/files.js';
import type { Holder } from '../../ports/state-store.js';
import type { ProcessIdentity, Processes } from './processes.js';
import { isMissing, isTaken, listNames, readWhole, writeWhole } from './whole-file.js';

/** Who claims, as it lies in `holder.json`. */
export interface Claimant {
  readonly holder: Holder;
  readonly process: ProcessIdentity;
  /** Epoch milliseconds. */
  readonly since: number;
  /** Of those who wait. */
  readonly priority?: number;
}

export interface Claim {
  readonly number: number;
  readonly path: string;
}

export type ClaimResult =
  | { readonly result: 'taken'; readonly claim: Claim }
  /** `number` and who has it. */
  | { readonly result: 'held'; readonly number: number; readonly by: Claimant };

export interface ClaimState {
  /** The highest number ever given; 0: never claimed. */
  readonly number: number;
  /** Undefined: released, broken, or never held. A dead holder is still one. */
  readonly by?: Claimant;
}

const HOLDER = 'holder.json';
const RELEASED = 'released.json';

/** What claims are made with; one a store. */
export interface ClaimDeps {
  readonly files: Files;
  readonly processes: Processes;
}

/**
 * Claims in `directory` are directories named by numbers, 1, 2, 3, ...; the highest counts, and it stays when it is released, so
 * that a number is never given twice. A claim is made whole beside and renamed: rename(2) refuses a directory's name that is
 * taken, so of two that saw the same dead holder one wins, and no claim is ever seen without its holder.
 */
export async function claim(deps: ClaimDeps, directory: string, claimant: Claimant): Promise<ClaimResult> {
  const { files } = deps;
  for (;;) {
    const state = await claimState(deps, directory);
    if (state.by !== undefined && (await deps.processes.isAlive(state.by.process))) {
      return { result: 'held', number: state.number, by: state.by };
    }
    const number = state.number + 1;
    const made = `${directory}/taking.${String(number)}.${randomUUID()}`;
    const path = `${directory}/${String(number)}`;
    if (await publish(files, made, path, claimant)) {
      await files.syncDirectory(directory);
      await removeOlder(files, directory, number);
      return { result: 'taken', claim: { number, path } };
    }
  }
}

/**
 * Gives a claim back, or takes it from its holder. A rename, since that can be done on a full disk, too. Nothing has to be
 * durable: after a power cut its process is dead anyway.
 */
export async function releaseClaim(files: Files, held: Claim): Promise<void> {
  try {
    await files.rename(`${held.path}/${HOLDER}`, `${held.path}/${RELEASED}`);
  } catch (error) {
    // Broken by another, or cleared away by a newer claim.
    if (!isMissing(error)) throw error;
  }
}

/** Is the claim still the one that counts? */
export async function isClaimHeld(files: Files, directory: string, held: Claim): Promise<boolean> {
  const [mine, released, newer] = await Promise.all([
    files.stat(held.path),
    files.stat(`${held.path}/${RELEASED}`),
    files.stat(`${directory}/${String(held.number + 1)}`),
  ]);
  return mine !== undefined && released === undefined && newer === undefined;
}

export async function claimState(deps: ClaimDeps, directory: string): Promise<ClaimState> {
  for (let before = -1; ; ) {
    const number = highest(await listNames(deps.files, directory));
    if (number === 0) return { number };
    const path = `${directory}/${String(number)}`;
    if ((await deps.files.stat(`${path}/${RELEASED}`)) !== undefined) return { number };
    const by = await readClaimant(deps.files, path);
    if (by !== undefined) return { number, by };
    // Cleared away by a newer claim while we looked: look again. Seen twice, it was damaged, and nobody can hold it.
    if (number === before) return { number };
    before = number;
  }
}

/** The holder of the claim or place in a queue at `path`; undefined when it is gone or damaged. */
export async function readClaimant(files: Files, path: string): Promise<Claimant | undefined> {
  const bytes = await readWhole(files, `${path}/${HOLDER}`);
  if (bytes === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof value === 'object' && value !== null && 'holder' in value && 'process' in value
      ? (value as Claimant)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Makes a directory with its holder at `made` and gives it the name `path`; false when that is taken. */
export async function publish(files: Files, made: string, path: string, claimant: Claimant): Promise<boolean> {
  await files.makeDirectory(made);
  try {
    await writeWhole(files, `${made}/${HOLDER}`, Buffer.from(JSON.stringify(claimant)));
    await files.rename(made, path);
    return true;
  } catch (error) {
    if (isTaken(error)) await files.removeDirectory(made);
    // Another who claimed has cleared ours away as a left-over: try again.
    else if (!isMissing(error)) throw error;
    return false;
  }
}

function highest(names: readonly string[]): number {
  return names.reduce((most, name) => (/^\d+$/.test(name) ? Math.max(most, Number(name)) : most), 0);
}

async function removeOlder(files: Files, directory: string, number: number): Promise<void> {
  for (const name of await listNames(files, directory)) {
    const left = /^(?:taking\.)?(\d+)(?:\.[\w-]+)?$/.exec(name)?.[1];
    if (left !== undefined && (Number(left) < number || (Number(left) === number && name.startsWith('taking.')))) {
      await files.removeDirectory(`${directory}/${name}`);
    }
  }
}
