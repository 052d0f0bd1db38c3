import { compareReleases } from '../kinds/release.js';
import type { Release } from '../kinds/release.js';

/**
 * What a server may leave out or show otherwise without anything being lost. This is the whole list; everything else that was
 * stored has to be shown under its own path. A path covers what lies below it; `[]` stands for any index.
 */
export interface Allowance {
  /** Of the objects concerned; none: of all kinds. */
  readonly kind?: string;
  /** Only when the object was stored under one of these and is shown under another version. */
  readonly storedAs?: readonly string[];
  /** From this release on. */
  readonly since?: Release;
  /** Before this release only. */
  readonly until?: Release;
  /** Only for an object that the server has written again at its own start. */
  readonly rewritten?: true;
  readonly path: string;
  readonly why: string;
}

export const ALLOWANCES: readonly Allowance[] = [
  { path: 'apiVersion', why: 'shown in the version that was asked for' },
  { path: 'kind', why: 'items of a list do not repeat it' },
  { path: 'metadata.resourceVersion', why: 'told by etcd, never by the stored object' },
  { path: 'metadata.selfLink', why: 'made up by the server until 1.20' },
  { path: 'metadata.managedFields', since: '1.18', why: 'field ownership is reset where the server cannot read it' },
  { path: 'metadata.initializers', since: '1.16', why: 'initializers ended with 1.16' },
  { path: 'metadata.clusterName', since: '1.25', why: 'never used, gone in 1.25' },
  {
    kind: 'Deployment',
    storedAs: ['extensions/v1beta1', 'apps/v1beta1'],
    path: 'spec.rollbackTo',
    why: 'apps/v1 shows it as the annotation deprecated.deployment.rollback.to',
  },
  {
    kind: 'DaemonSet',
    storedAs: ['extensions/v1beta1'],
    path: 'spec.templateGeneration',
    why: 'apps/v1 shows it as the annotation deprecated.daemonset.template.generation',
  },
  {
    kind: 'Ingress',
    storedAs: ['extensions/v1beta1', 'networking.k8s.io/v1beta1'],
    path: 'spec.backend',
    why: 'networking.k8s.io/v1 calls it spec.defaultBackend',
  },
  {
    kind: 'Ingress',
    storedAs: ['extensions/v1beta1', 'networking.k8s.io/v1beta1'],
    path: 'spec.rules[].http.paths[].backend',
    why: 'networking.k8s.io/v1 nests the service name and port',
  },
  ...['conditions', 'metrics', 'current-metrics', 'behavior'].map((name) => ({
    kind: 'HorizontalPodAutoscaler',
    storedAs: ['autoscaling/v1'],
    path: `metadata.annotations["autoscaling.alpha.kubernetes.io/${name}"]`,
    why: 'autoscaling/v2 has a field for it',
  })),
  {
    kind: 'HorizontalPodAutoscaler',
    storedAs: ['autoscaling/v1'],
    path: 'spec.targetCPUUtilizationPercentage',
    why: 'autoscaling/v2 shows it among spec.metrics',
  },
  {
    kind: 'HorizontalPodAutoscaler',
    storedAs: ['autoscaling/v1'],
    path: 'status.currentCPUUtilizationPercentage',
    why: 'autoscaling/v2 shows it among status.currentMetrics',
  },
  {
    kind: 'CustomResourceDefinition',
    storedAs: ['apiextensions.k8s.io/v1beta1'],
    path: 'spec.version',
    why: 'apiextensions.k8s.io/v1 has spec.versions only',
  },
  {
    kind: 'CustomResourceDefinition',
    until: '1.11',
    path: 'status.storedVersions',
    why: 'known since 1.11; written for the servers from there on, skipped by those before',
  },
  ...['validation', 'subresources', 'additionalPrinterColumns'].map((name) => ({
    kind: 'CustomResourceDefinition',
    storedAs: ['apiextensions.k8s.io/v1beta1'],
    path: `spec.${name}`,
    why: 'apiextensions.k8s.io/v1 has it for each version',
  })),
  ...['spec.groupPriorityMinimum', 'spec.versionPriority', 'status.conditions'].map((path) => ({
    kind: 'APIService',
    rewritten: true as const,
    path,
    why: 'a server gives its own groups its own order',
  })),
  ...['metadata.uid', 'metadata.creationTimestamp'].map((path) => ({
    kind: 'APIService',
    rewritten: true as const,
    path,
    why: 'a server removes those of its own groups and makes them anew while custom resources come to be served',
  })),
  {
    kind: 'Service',
    rewritten: true,
    path: 'spec.ports',
    why: 'of its own service, default/kubernetes, a server sets the port that it listens on',
  },
  {
    kind: 'Endpoints',
    rewritten: true,
    path: 'subsets',
    why: 'before 1.9 a server cannot be kept from writing its own address into default/kubernetes',
  },
  {
    kind: 'CustomResourceDefinition',
    rewritten: true,
    path: 'status.conditions',
    why: 'a server judges the definition anew',
  },
  { kind: 'Service', since: '1.20', path: 'spec.ipFamily', why: 'replaced by spec.ipFamilies' },
  { kind: 'Service', since: '1.22', path: 'spec.topologyKeys', why: 'gone in 1.22' },
];

/** The allowances that hold for one object, ready for compare.ts. */
export function allowancesFor(object: {
  readonly kind: string;
  readonly storedAs: string;
  readonly shownAs: string;
  readonly release: Release;
  readonly rewritten: boolean;
}): readonly Allowance[] {
  const { kind, storedAs, shownAs, release, rewritten } = object;
  return ALLOWANCES.filter(
    (allowance) =>
      (allowance.kind === undefined || allowance.kind === kind) &&
      (allowance.storedAs === undefined || (storedAs !== shownAs && allowance.storedAs.includes(storedAs))) &&
      (allowance.since === undefined || compareReleases(allowance.since, release) <= 0) &&
      (allowance.until === undefined || compareReleases(release, allowance.until) < 0) &&
      (allowance.rewritten === undefined || rewritten),
  );
}
