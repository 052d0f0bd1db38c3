import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from './ports/clock.js';

/** The Clock port over the machine's own clocks. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  async sleep(milliseconds, signal) {
    signal?.throwIfAborted();
    try {
      await wait(milliseconds, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      // Node wraps the reason in an AbortError of its own; the port promises the reason.
      signal?.throwIfAborted();
      throw error;
    }
  },
};
