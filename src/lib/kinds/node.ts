import type { KindInfo } from './kind.js';

/** The directory keeps the pre-1.0 name of the resource in every release. */
export const node: KindInfo = {
  kind: 'Node',
  plural: 'nodes',
  scope: 'Cluster',
  stored: [{ since: '1.0', directory: 'minions', apiVersion: 'v1' }],
  alsoDecodable: [{ apiVersion: 'v1beta3', since: '1.0', until: '1.1' }],
};
