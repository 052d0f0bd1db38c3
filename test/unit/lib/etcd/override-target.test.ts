import { describe, expect, it } from 'vitest';
import { overrideTarget } from '../../../../src/lib/etcd/override-target.js';
import type { StoreTarget, TargetRecord, WriteOptions } from '../../../../src/lib/ports/store.js';

const OPTIONS: WriteOptions = { revisions: 'assigned', firstRevision: 7, leases: [] };

function memoryTarget(location: string, failAfter = Infinity) {
  const keys: string[] = [];
  const target: StoreTarget = {
    description: { form: 'dump', api: 'v3', location },
    state: () => Promise.resolve({ exists: keys.length > 0, keys: keys.length, revision: keys.length }),
    async write(records, options) {
      for await (const batch of records) {
        for (const { key } of batch) {
          if (keys.length >= failAfter) throw new Error(`${location} is full`);
          keys.push(key);
        }
        options.onDurable?.(keys.length);
      }
      return { records: keys.length, revision: options.firstRevision + keys.length - 1, bytes: 10 * keys.length };
    },
    close: () => Promise.resolve(),
  };
  return { target, keys };
}

async function* pieces(keys: readonly string[], size: number): AsyncGenerator<readonly TargetRecord[]> {
  for (let i = 0; i < keys.length; i += size) {
    yield await Promise.resolve(keys.slice(i, i + size).map((key) => ({ key, value: Buffer.from(key) })));
  }
}

const KEYS = Array.from({ length: 500 }, (_, i) =>
  i % 3 === 0 ? `/registry/events/${String(i)}` : `/registry/pods/${String(i)}`,
);
const isEvent = (key: string): boolean => key.startsWith('/registry/events/');

describe('overrideTarget', () => {
  it.each([1, 7, 1_000])('deals every record to its own store, in order, in pieces of %i', async (size) => {
    const [main, events] = [memoryTarget('main'), memoryTarget('events')];
    const target = overrideTarget(main.target, [{ prefixes: ['/registry/events/'], target: events.target }]);
    const durable: number[] = [];
    const result = await target.write(pieces(KEYS, size), { ...OPTIONS, onDurable: (count) => durable.push(count) });
    expect(main.keys).toEqual(KEYS.filter((key) => !isEvent(key)));
    expect(events.keys).toEqual(KEYS.filter(isEvent));
    expect(result).toEqual({ records: 500, bytes: 5_000, revision: 7 + main.keys.length - 1 });
    expect(durable.at(-1)).toBe(500);
    expect(durable).toEqual([...durable].sort((a, b) => a - b));
    expect(await target.state()).toMatchObject({ exists: true, keys: 500 });
  });

  it.each([
    ['main', 10, Infinity],
    ['events', Infinity, 10],
    ['events', Infinity, 0],
  ])('ends all writes when %s fails', async (name, mainLimit, eventsLimit) => {
    const [main, events] = [memoryTarget('main', mainLimit), memoryTarget('events', eventsLimit)];
    const target = overrideTarget(main.target, [{ prefixes: ['/registry/events/'], target: events.target }]);
    await expect(target.write(pieces(KEYS, 5), OPTIONS)).rejects.toThrow(`${name} is full`);
    expect(main.keys.length + events.keys.length).toBeLessThan(60);
  });

  it('ends all writes when the records end in an error', async () => {
    const [main, events] = [memoryTarget('main'), memoryTarget('events')];
    async function* broken(): AsyncGenerator<readonly TargetRecord[]> {
      yield* pieces(KEYS.slice(0, 20), 5);
      throw new Error('the source is gone');
    }
    const target = overrideTarget(main.target, [{ prefixes: ['/registry/events/'], target: events.target }]);
    await expect(target.write(broken(), OPTIONS)).rejects.toThrow('the source is gone');
  });
});
