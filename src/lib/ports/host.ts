import type { FencingToken } from './fencing.js';

/**
 * The Host port: one machine that Skep works on, by ssh or this very machine. Commands are argument lists, never shell lines:
 * what an argument holds cannot become a command.
 */
export interface Host {
  readonly name: string;
  /** @throws SkepError HOST_UNREACHABLE, HOST_KEY_UNKNOWN, HOST_AUTH; a command that ends with another code than 0 is a result */
  run(command: HostCommand): Promise<HostResult>;
  /**
   * Runs `command` only while `token` is the newest that the host has seen for its lock: the check and the command are one
   * under a flock on the host, and a newer token ends an older one's running command before it starts its own.
   * @throws SkepError FENCED naming both numbers, AUTHORITY_UNKNOWN until `adoptAuthority`
   */
  runFenced(token: FencingToken, command: HostCommand): Promise<HostResult>;
  /** From now on the host takes tokens of this authority for the lock, with numbers above `number`. */
  adoptAuthority(lock: string, authority: string, number: number): Promise<void>;
  close(): Promise<void>;
}

export interface HostCommand {
  /** The program and its arguments. */
  readonly argv: readonly [string, ...string[]];
  readonly stdin?: Uint8Array;
  /** Added to the host's own environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Output as it comes, line by line, for the run's log. */
  readonly onLine?: (stream: 'stdout' | 'stderr', line: string) => void;
  /** Of each stream this much is kept for the result; what comes after is counted and thrown away. 1 MiB by default. */
  readonly keepBytes?: number;
}

export interface HostResult {
  /** undefined when a signal ended it. */
  readonly exitCode: number | undefined;
  readonly endedBy?: string;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly truncated: boolean;
}
