import { describe, expect, it } from 'vitest';
import { put } from '../../../../src/lib/state/etcd/kv.js';
import { type LockTransaction, releaseRequest, takeRequest } from '../../../../src/lib/state/etcd/lock-requests.js';
import { type ModelOptions, explore } from './lock-model.js';

const TWO: ModelOptions = { priorities: [0, 0], acquisitions: 2, expiries: 1, breaks: 1, duplicates: 0 };
const LATE: ModelOptions = { priorities: [0, 0], acquisitions: 1, expiries: 1, breaks: 1, duplicates: 1 };
const THREE: ModelOptions = { priorities: [0, 5, 0], acquisitions: 1, expiries: 1, breaks: 0, duplicates: 0 };

/** Leaves a guard out, by its place. */
function without({ guards, then }: LockTransaction, place: number): LockTransaction {
  return { guards: guards.filter((_, index) => index !== place), then };
}

describe('the protocol of locks, in every order of steps', () => {
  it.each([
    ['two clients, each of whom seeks it twice', TWO, 50_000, 5],
    ['two clients whose requests arrive late, and twice', LATE, 20_000, 3],
    ['three clients, one of whom goes first', THREE, 9_000, 3],
  ])('holds for %s', { timeout: 60_000 }, (_name, options, atLeast, grants) => {
    const { states, mostGrants, violation } = explore(options);
    expect(violation).toBeUndefined();
    expect(states).toBeGreaterThan(atLeast);
    expect(mostGrants).toBe(grants);
  });
});

describe('the model notices', () => {
  it('numbers that only grow when a lock is given back, and not when it is broken or its lease ends', () => {
    const { violation } = explore({
      ...TWO,
      protocol: {
        takeRequest: (at, view, seeking) => takeRequest(at, view, seeking, Math.max(1, view.number)),
        releaseRequest: (holder) => {
          const { guards, then } = releaseRequest(holder);
          return { guards, then: [...then, put(holder.key.replace('/holder', '/number'), '2')] };
        },
      },
    });
    expect(violation?.rule).toMatch(/number 1 is given after 1/);
  });

  it('a number that goes with the lease of its holder', () => {
    const { violation } = explore({
      ...TWO,
      protocol: {
        takeRequest: (at, view, seeking, number) => {
          const { guards, then } = takeRequest(at, view, seeking, number);
          return { guards, then: [put(at.number, String(number), seeking.lease), ...then.slice(1)] };
        },
      },
    });
    expect(violation?.rule).toMatch(/number 1 is given after 1/);
    expect(violation?.steps.join()).toMatch(/lease of client \d ends/);
  });

  it('a lock that is taken by what was seen, whatever happened since', () => {
    // Either of the two guards alone would do: every holder has raised the number.
    const { violation } = explore({ ...TWO, protocol: { takeRequest: (...all) => without(without(takeRequest(...all), 1), 0) } });
    expect(violation?.rule).toMatch(/is held|is given after/);
  });

  it('a request that was held up and arrives when its number was given to another', () => {
    const { violation } = explore({ ...LATE, protocol: { takeRequest: (...all) => without(takeRequest(...all), 1) } });
    expect(violation?.rule).toMatch(/is given after/);
  });

  it('somebody who goes before one of higher priority', () => {
    const { violation } = explore({ ...THREE, protocol: { takeRequest: (...all) => without(takeRequest(...all), 2) } });
    expect(violation?.rule).toMatch(/priority 0 goes before 5/);
  });

  it('one who comes back and gives away what another has', () => {
    const { violation } = explore({ ...TWO, protocol: { releaseRequest: (holder) => without(releaseRequest(holder), 0) } });
    expect(violation?.rule).toMatch(/is held/);
  });

  it('a host that obeys any number', () => {
    const { violation } = explore({ ...TWO, hostAccepts: () => true });
    expect(violation?.rule).toMatch(/the host obeys grant \d after grant \d/);
  });
});
