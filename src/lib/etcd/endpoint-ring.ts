import { setTimeout as sleep } from 'node:timers/promises';
import type { Endpoint } from './connection.js';

/** What an attempt throws to say that another try, at the next endpoint, may go well. `cause` is what is thrown in the end. */
export class TryElsewhere extends Error {
  override readonly cause: Error;
  constructor(cause: Error) {
    super(cause.message);
    this.cause = cause;
  }
}

const FIRST_PAUSE_MS = 50;
const ROUNDS = 3;

/**
 * The members of one cluster: calls go to one until it fails, then to the next, in the order given. At most three rounds, with
 * a growing pause between rounds. Only calls that are harmless to repeat may go through it: reads, and guarded writes.
 */
export class EndpointRing {
  readonly endpoints: readonly Endpoint[];
  #current = 0;

  constructor(endpoints: readonly Endpoint[]) {
    this.endpoints = endpoints;
  }

  /** The member that the next call goes to first. */
  get current(): number {
    return this.#current;
  }

  /** @throws what `attempt` throws, or the cause of its last TryElsewhere */
  async call<T>(attempt: (index: number, endpoint: Endpoint) => Promise<T>, signal?: AbortSignal): Promise<T> {
    let pauseMs = FIRST_PAUSE_MS;
    for (let tries = 1; ; tries++) {
      const index = this.#current;
      signal?.throwIfAborted();
      try {
        return await attempt(index, this.#at(index));
      } catch (error) {
        if (!(error instanceof TryElsewhere)) throw error;
        if (tries >= ROUNDS * this.endpoints.length) throw error.cause;
        // Calls in flight together fail together: only the first of them turns the ring.
        if (this.#current === index) this.#current = (index + 1) % this.endpoints.length;
        if (tries % this.endpoints.length === 0) {
          await sleep(pauseMs, undefined, signal ? { signal } : {});
          pauseMs *= 4;
        }
      }
    }
  }

  #at(index: number): Endpoint {
    const endpoint = this.endpoints[index];
    if (endpoint === undefined) throw new RangeError('a ring needs an endpoint');
    return endpoint;
  }
}
