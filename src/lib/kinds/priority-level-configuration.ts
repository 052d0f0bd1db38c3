import type { KindInfo } from './kind.js';

export const priorityLevelConfiguration: KindInfo = {
  kind: 'PriorityLevelConfiguration',
  plural: 'prioritylevelconfigurations',
  scope: 'Cluster',
  stored: [
    { since: '1.18', directory: 'prioritylevelconfigurations', apiVersion: 'flowcontrol.apiserver.k8s.io/v1alpha1' },
    { since: '1.20', directory: 'prioritylevelconfigurations', apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta1' },
    { since: '1.24', directory: 'prioritylevelconfigurations', apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta2' },
    { since: '1.27', directory: 'prioritylevelconfigurations', apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta3' },
    { since: '1.30', directory: 'prioritylevelconfigurations', apiVersion: 'flowcontrol.apiserver.k8s.io/v1' },
  ],
  alsoDecodable: [
    { apiVersion: 'flowcontrol.apiserver.k8s.io/v1alpha1', since: '1.20', until: '1.29' },
    { apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta1', since: '1.24' },
    { apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta2', since: '1.23', until: '1.24' },
    { apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta2', since: '1.27' },
    { apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta3', since: '1.26', until: '1.27' },
    { apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta3', since: '1.30' },
    { apiVersion: 'flowcontrol.apiserver.k8s.io/v1', since: '1.29', until: '1.30' },
  ],
};
