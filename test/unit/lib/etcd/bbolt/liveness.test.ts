import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LatestEntries, OutdatedEntries } from '../../../../../src/lib/etcd/bbolt/liveness.js';

describe('LatestEntries', () => {
  it('does what a map does', () => {
    const step = fc.uint8Array({ minLength: 1, maxLength: 3 }).map((bytes) => bytes.map((byte) => byte % 4));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 500 }), (keys) => {
        const latest = new LatestEntries();
        const model = new Map<string, number>();
        keys.forEach((key, entry) => {
          const name = key.join();
          expect(latest.replace(Uint8Array.of(9, ...key, 9), 1, key.length + 1, entry)).toBe(model.get(name) ?? -1);
          model.set(name, entry);
        });
        expect(latest.size).toBe(model.size);
        for (const key of keys) expect(latest.find(key)).toBe(model.get(key.join()));
        expect(latest.find(Uint8Array.of(200))).toBe(-1);
      }),
    );
  });

  it('tells 200,000 similar keys apart while it grows', () => {
    const latest = new LatestEntries();
    const key = Buffer.from('/registry/pods/namespace-00000000/pod-00000000');
    for (let i = 0; i < 200_000; i++) {
      key.write(String(i).padStart(8, '0'), key.length - 8);
      if (latest.replace(key, 0, key.length, i) !== -1) expect.fail(`key ${String(i)} was taken for another`);
    }
    expect(latest.size).toBe(200_000);
    key.write('00123456', key.length - 8);
    expect(latest.find(key)).toBe(123_456);
  });
});

describe('OutdatedEntries', () => {
  it('counts each entry once, however far up', () => {
    const outdated = new OutdatedEntries();
    for (const entry of [0, 7, 8, 100_000, 7, 5_000_000]) outdated.add(entry);
    expect(outdated.count).toBe(5);
    expect([0, 7, 8, 100_000, 5_000_000].every((entry) => outdated.has(entry))).toBe(true);
    expect([1, 9, 99_999, 4_999_999, 90_000_000].some((entry) => outdated.has(entry))).toBe(false);
  });
});
