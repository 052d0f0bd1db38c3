import type { KindInfo } from './kind.js';

/** Single keys that carry no name of their own: ranges/serviceips, ranges/servicenodeports, and from 1.16 ranges/secondaryserviceips. */
export const rangeAllocation: KindInfo = {
  kind: 'RangeAllocation',
  plural: 'rangeallocations',
  scope: 'Cluster',
  stored: [{ since: '1.0', directory: 'ranges', apiVersion: 'v1' }],
  alsoDecodable: [{ apiVersion: 'v1beta3', since: '1.0', until: '1.1' }],
};
