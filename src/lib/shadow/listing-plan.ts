import type { CustomKinds } from '../kinds/custom.js';
import type { KindInfo } from '../kinds/kind.js';
import { KINDS, storedForm } from '../kinds/registry.js';
import type { Release } from '../kinds/release.js';
import type { Discovery, ServedResource } from './discovery.js';
import type { Census } from './examine.js';
import { groupOf, resourcesOf } from './key-meaning.js';

/** One list to ask the server for. */
export interface Listing {
  readonly resource: ServedResource;
  /** "apps/v1", or "v1". */
  readonly apiVersion: string;
  /** What Skep knows of it; none for resources of the server that Skep has never heard of. */
  readonly info?: KindInfo;
  /** Where its keys lie below the root. */
  readonly directory?: string;
  /** The one list of the kind in which contents are compared; in the others, whether each object is there. */
  readonly reference: boolean;
}

interface Subject {
  readonly info: KindInfo;
  readonly directory: string;
  readonly apiVersion: string;
  readonly resources: readonly ServedResource[];
}

/**
 * Every resource of every group, in the group's preferred version and, where it is another, the version that the release
 * stores. Contents are compared in the stored version where it is served, because no conversion then hides a loss.
 */
export function planListings(
  { discovery, release, custom }: { readonly discovery: Discovery; readonly release: Release; readonly custom: CustomKinds },
  census: Census,
): readonly Listing[] {
  const known = new Set<ServedResource>();
  const listings: Listing[] = [];
  for (const subject of subjectsOf(discovery, release, custom, census)) {
    for (const resource of subject.resources) known.add(resource);
    listings.push(...listingsOf(subject, discovery));
  }
  const unknown = discovery.resources.filter(
    (resource) => !known.has(resource) && isPreferred(resource, discovery.resources, discovery),
  );
  return [...listings, ...unknown.map((resource) => ({ resource, apiVersion: apiVersionOf(resource), reference: false }))];
}

function subjectsOf(discovery: Discovery, release: Release, custom: CustomKinds, census: Census): readonly Subject[] {
  const subjects: Subject[] = [];
  for (const info of [...KINDS, ...custom.values()]) {
    const form = storedForm(info, release);
    const resources = resourcesOf(info, discovery.resources, custom);
    if (form !== undefined && resources.length > 0)
      subjects.push({ info, directory: form.directory, apiVersion: form.apiVersion, resources });
  }
  for (const [directory, { meaning }] of census) {
    if (meaning.thirdParty === undefined) continue;
    const resources = resourcesOf(meaning.info, discovery.resources, custom, meaning.thirdParty);
    subjects.push({ info: meaning.info, directory, apiVersion: '', resources });
  }
  return subjects;
}

function listingsOf(subject: Subject, discovery: Discovery): readonly Listing[] {
  const chosen = subject.resources.filter(
    (resource) => apiVersionOf(resource) === subject.apiVersion || isPreferred(resource, subject.resources, discovery),
  );
  const reference =
    chosen.find((resource) => apiVersionOf(resource) === subject.apiVersion) ??
    chosen.find(({ group }) => group === groupOf(subject.apiVersion)) ??
    chosen[0];
  return chosen.map((resource) => ({
    resource,
    apiVersion: apiVersionOf(resource),
    info: subject.info,
    directory: subject.directory,
    reference: resource === reference,
  }));
}

/** A resource need not be in its group's preferred version; then the first version that has it stands for the group. */
function isPreferred(resource: ServedResource, among: readonly ServedResource[], discovery: Discovery): boolean {
  const same = among.filter(({ group, plural }) => group === resource.group && plural === resource.plural);
  const preferred = same.find(({ version }) => version === discovery.preferred.get(resource.group)) ?? same[0];
  return preferred === resource;
}

function apiVersionOf({ group, version }: ServedResource): string {
  return group === '' ? version : `${group}/${version}`;
}
