import type { KindInfo } from './kind.js';

/** At ThirdPartyResourceData/<group>/<lower-case kind>s/<namespace>/<name>, capitals and blind plural included; 1.8 leaves it orphaned. */
export const thirdPartyResourceData: KindInfo = {
  kind: 'ThirdPartyResourceData',
  plural: 'thirdpartyresourcedata',
  scope: 'Namespaced',
  stored: [{ since: '1.1', until: '1.8', directory: 'ThirdPartyResourceData', apiVersion: 'extensions/v1beta1' }],
};
