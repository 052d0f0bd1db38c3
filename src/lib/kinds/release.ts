/** A Kubernetes release as its users name it: major and minor, "1.9". Patch levels do not change what is stored. */
export type Release = `1.${number}`;

/** The oldest release whose stores Skep reads, and the newest that it knows field numbers for. */
export const OLDEST_RELEASE: Release = '1.0';
export const NEWEST_RELEASE: Release = '1.36';

const PATTERN = /^v?1\.(\d{1,3})(?:\.\d+)?$/;

/** Reads "1.9", "v1.9" or "1.9.6"; undefined when it is no release from 1.0 to NEWEST_RELEASE. */
export function parseRelease(text: string): Release | undefined {
  const match = PATTERN.exec(text.trim());
  if (match?.[1] === undefined) return undefined;
  const minor = Number(match[1]);
  return minor <= minorOf(NEWEST_RELEASE) ? `1.${minor}` : undefined;
}

export function minorOf(release: Release): number {
  return Number(release.slice(2));
}

/** Negative when `a` is older than `b`. Never compare releases as text: "1.10" sorts before "1.9". */
export function compareReleases(a: Release, b: Release): number {
  return minorOf(a) - minorOf(b);
}
