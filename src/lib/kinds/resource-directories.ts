import { KINDS } from './registry.js';

/**
 * Where servers of any release keep a resource below the root, by the name that --etcd-servers-overrides has for it: `events`,
 * `/events`, `policy/podsecuritypolicies`. Empty for a name that no release knows.
 */
export function resourceDirectories(resource: string): readonly string[] {
  const [plural = '', group] = resource.replace(/^\//, '').split('/').reverse();
  const own = KINDS.filter((info) => info.plural === plural && (group === undefined || groupsOf(info).includes(group)));
  const directories = own.flatMap((info) => [...info.stored, ...(info.strays ?? [])].map(({ directory }) => directory));
  if (directories.length > 0) return [...new Set(directories)];
  // A custom resource: its group, which has a dot in it, and its plural name are its directory.
  return group?.includes('.') === true ? [`${group}/${plural}`] : [];
}

function groupsOf(info: (typeof KINDS)[number]): readonly string[] {
  const versions = [...info.stored, ...(info.alsoDecodable ?? [])].map(({ apiVersion }) => apiVersion);
  return versions.map((version) => (version.includes('/') ? version.slice(0, version.indexOf('/')) : ''));
}
