import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../../../../src/lib/storage/protobuf/duration-text.js';
import { isQuantity } from '../../../../../src/lib/storage/protobuf/quantity-text.js';
import { formatTime, parseTime, ZERO_TIME_SECONDS } from '../../../../../src/lib/storage/protobuf/time-text.js';

describe('times', () => {
  it('are read as they are written, at every second from year 1 to 9999', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: ZERO_TIME_SECONDS, max: 253402300799 }),
        fc.integer({ min: 0, max: 999_999_999 }),
        (seconds, nanos) => {
          expect(parseTime(formatTime(seconds, 0, 0) ?? '')).toEqual({ seconds, nanos: 0 });
          expect(parseTime(formatTime(seconds, nanos, 9) ?? '')).toEqual({ seconds, nanos });
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['2016-07-01T10:20:30Z', 1467368430, 0],
    ['2016-07-01T12:20:30+02:00', 1467368430, 0],
    ['2016-07-01T10:20:30.123456Z', 1467368430, 123456000],
    ['2016-02-29T00:00:00Z', 1456704000, 0],
    ['0001-01-01T00:00:00Z', ZERO_TIME_SECONDS, 0],
    ['0050-01-01T00:00:00Z', -60589296000, 0],
  ])('%s', (text, seconds, nanos) => {
    expect(parseTime(text)).toEqual({ seconds, nanos });
  });

  it.each([
    '2015-02-29T00:00:00Z',
    '2016-13-01T00:00:00Z',
    '2016-01-01T24:00:00Z',
    '2016-01-01T00:60:00Z',
    '2016-01-01 00:00:00Z',
    '2016-01-01T00:00:00',
    '2016-01-0xT00:00:00Z',
    '',
  ])('%j is none', (text) => {
    expect(parseTime(text)).toBeUndefined();
  });

  it('beyond what RFC 3339 can write are none', () => {
    expect(formatTime(253402300800, 0, 0)).toBeUndefined();
    expect(formatTime(ZERO_TIME_SECONDS - 1, 0, 0)).toBeUndefined();
  });
});

describe('durations', () => {
  it.each([
    [0n, '0s'],
    [1n, '1ns'],
    [1500n, '1.5µs'],
    [1_500_000n, '1.5ms'],
    [90_000_000_000n, '1m30s'],
    [3_600_000_000_000n, '1h0m0s'],
    [-3_661_500_000_000n, '-1h1m1.5s'],
  ])('%s is %s', (nanoseconds, text) => {
    expect(formatDuration(nanoseconds)).toBe(text);
    expect(parseDuration(text)).toBe(nanoseconds);
  });

  it('survive text', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (nanoseconds) => {
        expect(parseDuration(formatDuration(nanoseconds))).toBe(nanoseconds);
      }),
    );
  });

  it.each(['', '1', '-', 's', '.s', '1x', '1m 30s'])('%j is none', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

describe('quantities', () => {
  it.each(['0', '100m', '1Gi', '0.5', '.5', '1.', '-5', '+5', '1e3', '1E-3', '12E', '3k', '1Ei', '5n', '5u'])(
    '%s is one',
    (text) => {
      expect(isQuantity(text)).toBe(true);
    },
  );

  it.each(['', 'm', '1 Gi', '1GB', '1K', '1ki', '0x10', '1e', '--1', '.', '1,5'])('%j is none', (text) => {
    expect(isQuantity(text)).toBe(false);
  });
});
