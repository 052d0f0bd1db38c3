import { describe, expect, it } from 'vitest';
import { throttledSource } from '../../../../src/lib/etcd/throttled-source.js';
import type { Clock } from '../../../../src/lib/ports/clock.js';
import type { StoreRecord, StoreSource } from '../../../../src/lib/ports/store.js';

/** Time passes only while somebody sleeps. */
function stillClock(): Clock & { readonly slept: number[] } {
  let now = 0;
  const slept: number[] = [];
  const sleep = (milliseconds: number, signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted();
    now += milliseconds;
    slept.push(milliseconds);
    return Promise.resolve();
  };
  return { now: () => now, monotonic: () => now, sleep, slept };
}

function sourceOf(batches: readonly number[]): StoreSource {
  const record: StoreRecord = { key: '/k', value: new Uint8Array(), createRevision: 1, modRevision: 1, version: 1 };
  return {
    description: { form: 'dump', api: 'v3', location: 'x.jsonl' },
    head: () => Promise.resolve({}),
    get: () => Promise.resolve(undefined),
    notices: () => [],
    close: () => Promise.resolve(),
    async *read() {
      for (const size of batches) yield await Promise.resolve(Array.from({ length: size }, () => record));
    },
  };
}

describe('a throttled source', () => {
  it('reads no faster than it may, on average', async () => {
    const clock = stillClock();
    let keys = 0;
    for await (const batch of throttledSource(sourceOf([1000, 500, 250]), 500, clock).read()) keys += batch.length;
    expect(keys).toBe(1750);
    expect(clock.monotonic()).toBe(3500);
    expect(clock.slept).toEqual([2000, 1000, 500]);
  });

  it('stops waiting when it is told to', async () => {
    const stop = new AbortController();
    const read = async (): Promise<void> => {
      for await (const _batch of throttledSource(sourceOf([1, 1]), 1, stillClock()).read({ signal: stop.signal }))
        stop.abort(new Error('enough'));
    };
    await expect(read()).rejects.toThrow('enough');
  });
});
