import type { Readable, Writable } from 'node:stream';

/** How programs are started on a host. Types only. */
export interface Transport {
  /**
   * Starts a program and may wait for a free channel first.
   * @throws SkepError HOST_UNREACHABLE, HOST_KEY_*, HOST_AUTH before anything was sent; HOST_CONNECTION_LOST after
   */
  open(argv: readonly string[], signal?: AbortSignal): Promise<Channel>;
  /** The same for what ends another program: waits for no free channel, and makes no new connection. */
  openControl(argv: readonly string[]): Promise<Channel>;
  close(): Promise<void>;
}

export interface Channel {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** When the far side has closed it, or the connection is gone. Never rejects. */
  readonly closed: Promise<ChannelEnd>;
  /** Lets go of it without waiting for the far side. */
  destroy(): void;
}

export interface ChannelEnd {
  readonly exitCode: number | undefined;
  /** The connection broke, so that nobody knows what became of the program. */
  readonly lost: boolean;
}
