import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leaseFor, lifeMinutes } from '../../../../src/lib/migrate/leases.js';

const PLAN_TIME = Date.parse('2026-11-22T04:30:00Z');

describe('lifeMinutes', () => {
  test('a key without TTL lives for ever', () => {
    expect(lifeMinutes({}, PLAN_TIME, false)).toBe(0);
  });

  test('what is left is rounded up to whole minutes, so that nothing dies early', () => {
    expect(lifeMinutes({ ttlSeconds: 3600, expiresAt: PLAN_TIME + 61_000 }, PLAN_TIME, false)).toBe(2);
    expect(lifeMinutes({ ttlSeconds: 3600, expiresAt: PLAN_TIME + 60_000 }, PLAN_TIME, false)).toBe(1);
  });

  test('what has expired is dropped, or gets its whole TTL again', () => {
    expect(lifeMinutes({ ttlSeconds: 3600, expiresAt: PLAN_TIME }, PLAN_TIME, false)).toBe('expired');
    expect(lifeMinutes({ ttlSeconds: 3600, expiresAt: PLAN_TIME - 1 }, PLAN_TIME, true)).toBe(60);
  });

  test('where the store knows no moment of death, the whole TTL is left', () => {
    expect(lifeMinutes({ ttlSeconds: 90 }, PLAN_TIME, false)).toBe(2);
  });
});

describe('leaseFor', () => {
  test('the same plan and minute give the same positive id, others another one', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 100_000 }), (seed, minutes) => {
        const lease = leaseFor(seed, minutes);
        expect(lease).toEqual(leaseFor(seed, minutes));
        expect(lease.id > 0n && lease.id < 2n ** 63n).toBe(true);
        expect(lease.ttlSeconds).toBe(minutes * 60);
        expect(leaseFor(seed, minutes + 1).id).not.toBe(lease.id);
        expect(leaseFor(`${seed}x`, minutes).id).not.toBe(lease.id);
      }),
    );
  });
});
