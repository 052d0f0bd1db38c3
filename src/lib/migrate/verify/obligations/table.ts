import { compareReleases, type Release } from '../../../kinds/release.js';
import { autoscalers, jobs } from './scaling.js';
import { initContainers } from './init-containers.js';
import { isolation, policyTypes } from './network-policies.js';
import type { Obligation } from './obligation.js';
import { owners } from './owners.js';
import { initialized } from './pet-sets.js';
import { disruptions } from './pod-disruption-budgets.js';
import { hostnamesMap, podNames } from './pod-names.js';
import { quotaMeaning } from './quotas.js';
import { bindings, rules } from './rbac.js';
import { affinity, schedulerName, taints, tolerations } from './scheduling.js';
import { deprecatedPublicAddresses, externalTraffic, publicAddressesBeside, unreadyAddresses } from './services.js';
import { claimTemplates, mountOptions, storageClasses } from './storage-classes.js';
import { oldPodSpecs, oldPodStatus, oldReplicas, oldServices } from './v1beta3.js';
import { namespaceFinalizers, overlappingSelector, templateGeneration } from './workloads.js';

interface ObligationStep {
  /** The step is due for what is older than this release when it goes to this one or beyond. */
  readonly release: Release;
  readonly obligations: readonly Obligation[];
}

/** In the order in which they are met: the later step starts from what the earlier one expects. */
export const OBLIGATION_STEPS: readonly ObligationStep[] = [
  { release: '1.3', obligations: [oldServices, oldReplicas, oldPodStatus, oldPodSpecs, publicAddressesBeside, quotaMeaning] },
  {
    release: '1.9',
    obligations: [
      owners,
      initContainers,
      affinity,
      tolerations,
      schedulerName,
      podNames,
      initialized,
      taints,
      hostnamesMap,
      storageClasses,
      claimTemplates,
      mountOptions,
      externalTraffic,
      unreadyAddresses,
      deprecatedPublicAddresses,
      isolation,
      policyTypes,
      disruptions,
      autoscalers,
      jobs,
      bindings,
      rules,
      overlappingSelector,
      templateGeneration,
      namespaceFinalizers,
    ],
  },
];

/** What is due between two releases. */
export function obligationsBetween(from: Release, to: Release): readonly Obligation[] {
  return OBLIGATION_STEPS.filter(
    (step) => compareReleases(from, step.release) < 0 && compareReleases(to, step.release) >= 0,
  ).flatMap((step) => step.obligations);
}
