const NANOSECONDS = /\.(\d{1,9})/;

/** Nanoseconds since 1970 of a time as Go writes it (RFC 3339 with up to nine decimals); undefined when it is none. */
export function nanosecondsOf(time: string): bigint | undefined {
  const decimals = NANOSECONDS.exec(time);
  const seconds = Date.parse(decimals === null ? time : time.replace(decimals[0], '')) / 1000;
  if (!Number.isInteger(seconds)) return undefined;
  return BigInt(seconds) * 1_000_000_000n + BigInt((decimals?.[1] ?? '').padEnd(9, '0'));
}

/** Whole milliseconds, rounded towards the past. */
export function millisecondsOf(nanoseconds: bigint): number {
  const rest = nanoseconds % 1_000_000n;
  return Number((nanoseconds - (rest < 0n ? rest + 1_000_000n : rest)) / 1_000_000n);
}
