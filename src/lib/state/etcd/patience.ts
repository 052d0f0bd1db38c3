import type { Clock } from '../../ports/clock.js';
import { isUnreachable } from './kv.js';

/** Asked anew: while somebody else was at work the signal may have been aborted. */
export function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Asks until etcd answers, or the signal is aborted; then its reason is thrown. Only what may be asked twice. Every other error
 * is thrown at once.
 */
export async function untilAnswered<T>(clock: Clock, ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
    signal.throwIfAborted();
    try {
      return await orAborted(ask(), signal);
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      await clock.sleep(pauseMs, signal);
    }
  }
}

/** The answer, or the signal's reason as soon as it is aborted; what was asked for may still happen. */
function orAborted<T>(asked: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', leave, { once: true });
    asked.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
