/** The Clock port: time is asked for, never taken, so that a test can hold it. */
export interface Clock {
  /** Epoch milliseconds; may jump (a person or NTP sets it). For what is shown and stored. */
  now(): number;
  /** Milliseconds that only grow; for durations and time-outs. */
  monotonic(): number;
  /** Rejects with the signal's reason when it is aborted first. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
