import type { KindInfo } from './kind.js';

/** Namespaced in 1.1 and 1.2; gone in 1.8, where custom resource definitions have replaced it. */
export const thirdPartyResource: KindInfo = {
  kind: 'ThirdPartyResource',
  plural: 'thirdpartyresources',
  scope: 'Cluster',
  stored: [
    { since: '1.1', directory: 'thirdpartyresources', apiVersion: 'extensions/v1beta1', scope: 'Namespaced' },
    { since: '1.3', until: '1.8', directory: 'thirdpartyresources', apiVersion: 'extensions/v1beta1' },
  ],
};
