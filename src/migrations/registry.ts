import { compareReleases, type Release } from '../lib/kinds/release.js';
import { migration10to13 } from './1.0-1.3/index.js';
import { migration13to19 } from './1.3-1.9/index.js';
import type { Migration } from './migration.js';

/** Every migration that Skep knows, in the order of releases. A new one is added here and nowhere else. */
const MIGRATIONS: readonly Migration<never>[] = [migration10to13 as Migration<never>, migration13to19 as Migration<never>];

/**
 * The migrations that lead from one release to another, or undefined where none do. A source between two known releases
 * (1.5) starts with the migration whose span holds it; the target must be the end of one.
 */
export function findChain(from: Release, to: Release): readonly Migration<never>[] | undefined {
  const chain = MIGRATIONS.filter((step) => compareReleases(step.to, from) > 0 && compareReleases(step.to, to) <= 0);
  const first = chain[0];
  if (first === undefined || compareReleases(first.from, from) > 0) return undefined;
  return chain.at(-1)?.to === to ? chain : undefined;
}

/** Every release that a store of `from` can be carried to. */
export function targetsFrom(from: Release): readonly Release[] {
  return MIGRATIONS.filter((step) => findChain(from, step.to) !== undefined).map((step) => step.to);
}

/** The newest release that a store of `from` can be carried to; undefined when it is there already. */
export function newestTarget(from: Release): Release | undefined {
  return targetsFrom(from).at(-1);
}
