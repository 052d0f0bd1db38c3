import type { CustomKinds } from '../kinds/custom.js';
import type { KindInfo } from '../kinds/kind.js';
import { parseKey, parseStrayKey } from '../kinds/registry.js';
import type { ThirdParty } from '../kinds/registry.js';
import type { Release } from '../kinds/release.js';
import type { ServedResource } from './discovery.js';

/** What a key of the store has to do with what a server of the release shows. */
export type KeyMeaning =
  /** Outside the root, or the server's own bookkeeping (ranges, master leases): nothing that a list shows. */
  | { readonly is: 'outside' | 'bookkeeping' | 'unknown' }
  /** The server looks there (`object`), or only servers of other releases do (`stray`). */
  | ObjectMeaning
  | StrayMeaning;

export interface ObjectMeaning extends Place {
  readonly is: 'object';
}

export interface StrayMeaning extends Place {
  readonly is: 'stray';
}

interface Place {
  readonly info: KindInfo;
  /** Below the root. */
  readonly directory: string;
  readonly thirdParty?: ThirdParty;
}

const BOOKKEEPING = new Set(['rangeallocations', 'masterleases']);

/** `root` ends in a slash: "/registry/". */
export function meaningOf(key: string, root: string, release: Release, custom: CustomKinds): KeyMeaning {
  if (!key.startsWith(root)) return { is: 'outside' };
  const relative = key.slice(root.length);
  const parsed = parseKey(relative, release, custom);
  const found = parsed ?? parseStrayKey(relative, release);
  if (found === undefined) return { is: 'unknown' };
  if (BOOKKEEPING.has(found.info.plural)) return { is: 'bookkeeping' };
  const { info, form, thirdParty } = found;
  const directory = thirdParty === undefined ? form.directory : `${form.directory}/${thirdParty.group}/${thirdParty.plural}`;
  return { is: parsed === undefined ? 'stray' : 'object', info, directory, ...(thirdParty && { thirdParty }) };
}

/** "namespace/name", or the name alone: all that stands below the directory. */
export function nameBelow(key: string, root: string, directory: string): string {
  return key.slice(root.length + directory.length + 1);
}

/** Every resource under which the server lists the objects of the kind: a kind can be in several groups at once. */
export function resourcesOf(
  info: KindInfo,
  resources: readonly ServedResource[],
  custom: CustomKinds,
  thirdParty?: ThirdParty,
): readonly ServedResource[] {
  if (thirdParty !== undefined) {
    return resources.filter(({ group, plural }) => group === thirdParty.group && plural === thirdParty.plural);
  }
  const groups = groupsOf(info);
  const isCustom = [...groups].some((group) => custom.get(`${group}/${info.plural}`) === info);
  return resources.filter(
    (resource) =>
      groups.has(resource.group) &&
      namesKind(info, resource) &&
      (isCustom || !custom.has(`${resource.group}/${resource.plural}`)),
  );
}

/** Under its own name, or a former one, whose plural is regular (PetSet, petsets). */
function namesKind(info: KindInfo, { kind, plural }: ServedResource): boolean {
  if (kind === info.kind) return plural === info.plural;
  return info.stored.some((form) => form.kind === kind) && plural === `${kind.toLowerCase()}s`;
}

/** "" for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

function groupsOf(info: KindInfo): ReadonlySet<string> {
  return new Set([...info.stored, ...(info.alsoDecodable ?? [])].map(({ apiVersion }) => groupOf(apiVersion)));
}
