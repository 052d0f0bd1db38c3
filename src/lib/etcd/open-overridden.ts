import { SkepError } from '../errors.js';
import { resourceDirectories } from '../kinds/resource-directories.js';
import type { StoreSource, StoreTarget } from '../ports/store.js';
import { parseOverride, parseStoreLocation, type StoreLocation, type StoreOverride } from './location.js';
import { type OpenOptions, openSource, type OpenTargetOptions, openTarget } from './open.js';
import { overrideSource } from './override-source.js';
import { overrideTarget } from './override-target.js';

/** An override whose resource's place in the store is known. */
export interface PlacedOverride extends StoreOverride {
  /** The directories of the resource in every release, with the root and a slash at the end: `/registry/events/`. */
  readonly prefixes: readonly string[];
}

/**
 * Reads `--override` flags. `root` is what all keys of the API server start with: "/registry/".
 * @throws SkepError USAGE_INVALID for a malformed one, an unknown resource or one that is given twice; STORE_NOT_A_STORE
 */
export function placeOverrides(texts: readonly string[], root: string): readonly PlacedOverride[] {
  const placed: PlacedOverride[] = [];
  for (const text of texts) {
    const override = parseOverride(text);
    const prefixes = resourceDirectories(override.resource).map((directory) => `${root}${directory}/`);
    if (prefixes.length === 0) {
      throw new SkepError(
        'USAGE_INVALID',
        `--override ${override.resource}: no release of Kubernetes has a resource of that name`,
        {
          hints: ['name it by its plural: events, or with its group: policy/podsecuritypolicies'],
        },
      );
    }
    if (placed.some((other) => other.prefixes.some((prefix) => prefixes.includes(prefix)))) {
      throw new SkepError('USAGE_INVALID', `--override ${override.resource} is given twice`);
    }
    placed.push({ ...override, prefixes });
  }
  return placed;
}

/** Every store on one side, the main one first. */
export function locationsOf(main: string, overrides: readonly PlacedOverride[], side: 'source' | 'target'): StoreLocation[] {
  return [parseStoreLocation(main), ...overrides.flatMap((override) => override[side] ?? [])];
}

/**
 * Opens a source with the stores of its overridden resources; `side` says whether what is read is a migration's source or what
 * it wrote. The caller closes it.
 * @throws SkepError as `openSource`
 */
export async function openOverriddenSource(
  location: string,
  overrides: readonly PlacedOverride[],
  side: 'source' | 'target',
  options: OpenOptions,
): Promise<StoreSource> {
  const opened: StoreSource[] = [];
  try {
    const main = await openSource(location, options);
    opened.push(main);
    const others = [];
    for (const { resource, prefixes, ...places } of overrides) {
      const place = places[side];
      if (place === undefined) continue;
      const source = await openSource(place, options);
      opened.push(source);
      others.push({ resource, prefixes, source });
    }
    return others.length === 0 ? main : overrideSource(main, others);
  } catch (error) {
    for (const source of opened) await source.close();
    throw error;
  }
}

/** Opens a target with the stores of its overridden resources; nothing is written yet. The caller closes it. */
export async function openOverriddenTarget(
  location: string,
  overrides: readonly PlacedOverride[],
  options: OpenTargetOptions,
): Promise<StoreTarget> {
  const main = await openTarget(location, options);
  const others = [];
  for (const { prefixes, target } of overrides) {
    if (target !== undefined) others.push({ prefixes, target: await openTarget(target, options) });
  }
  return others.length === 0 ? main : overrideTarget(main, others);
}
