import { randomUUID } from 'node:crypto';
import { readlink } from 'node:fs/promises';
import type { Holder } from '../../ports/state-store.js';
import { type ProcessIdentity, type Processes, nodeProcesses } from '../directory/processes.js';

/** Who has, or waits for, something; the value of the key. */
export interface Claimant {
  /** Of this one claim; tells a request that arrived twice from another's. */
  readonly claim: string;
  readonly holder: Holder;
  readonly process: ProcessIdentity;
  /** In which processes are counted: those of two containers may have one host name, one boot and one process id. */
  readonly processSpace: string;
  /** Epoch milliseconds. */
  readonly since: number;
  /** Of those who wait. */
  readonly priority: number;
}

export interface Claimants {
  make(holder: Holder, since: number, priority?: number): Promise<Claimant>;
  /**
   * Has its process ended for certain? Only a process of this very machine can be looked at; of all others the lease tells, later.
   */
  isDead(claimant: Claimant): Promise<boolean>;
}

export function claimants(processes: Processes = nodeProcesses): Claimants {
  return {
    async make(holder, since, priority = 0) {
      const [process, processSpace] = await Promise.all([processes.self(), readProcessSpace()]);
      return { claim: randomUUID(), holder, process, processSpace, since, priority };
    },
    async isDead({ process, processSpace }) {
      const self = await processes.self();
      const sameMachine = process.host === self.host && process.bootId === self.bootId && process.bootId !== '';
      if (!sameMachine || processSpace === '' || processSpace !== (await readProcessSpace())) return false;
      return !(await processes.isAlive(process));
    },
  };
}

/** Empty where the system does not say. */
function readProcessSpace(): Promise<string> {
  return readlink('/proc/self/ns/pid').catch(() => '');
}

/** Undefined for a value that is no claimant: somebody else's, or a newer Skep's. */
export function parseClaimant(value: Buffer): Claimant | undefined {
  try {
    const parsed = JSON.parse(value.toString()) as Partial<Claimant> | null;
    const whole =
      typeof parsed?.claim === 'string' && typeof parsed.holder?.who === 'string' && typeof parsed.process?.host === 'string';
    return whole ? (parsed as Claimant) : undefined;
  } catch {
    return undefined;
  }
}
