import type { KindInfo } from './kind.js';

/** data holds a part of a StatefulSet or DaemonSet, its pod template at the usual place. */
export const controllerRevision: KindInfo = {
  kind: 'ControllerRevision',
  plural: 'controllerrevisions',
  scope: 'Namespaced',
  stored: [
    { since: '1.7', directory: 'controllerrevisions', apiVersion: 'apps/v1beta1' },
    { since: '1.10', directory: 'controllerrevisions', apiVersion: 'apps/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'apps/v1beta2', since: '1.8' },
    { apiVersion: 'apps/v1', since: '1.9', until: '1.10' },
    { apiVersion: 'apps/v1beta1', since: '1.10' },
  ],
  podTemplates: ['data.spec.template'],
};
