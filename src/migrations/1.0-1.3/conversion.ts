import { matchesSelector } from '../../lib/config/label-selector.js';
import { copyJson } from '../../lib/kinds/copy.js';
import type { KubeObject } from '../../lib/storage/json.js';
import { SKEP_ANNOTATIONS } from '../annotations.js';
import { ensureObject, numberAt, objectAt } from '../fields.js';
import type { MigratedObject } from '../migration.js';
import { type Conversion, HASH_LABEL } from './conversion-plan.js';
import { type Context10, creatorOf, type Facts10, labelsOf, namespaceOf, planTimestamp, stringsOf } from './facts.js';
import { wholeOf } from './whole.js';

export function conversionOf(facts: Facts10, namespace: string, name: string): Conversion | undefined {
  return wholeOf(facts)
    .conversions.get(namespace)
    ?.find((conversion) => conversion.name === name);
}

/** The conversion whose ReplicaSet is to adopt the pod: that of the controller which made it, else the first that selects it. */
export function adopterOf(facts: Facts10, pod: KubeObject): Conversion | undefined {
  const candidates = wholeOf(facts).conversions.get(namespaceOf(pod)) ?? [];
  if (candidates.length === 0) return undefined;
  const labels = labelsOf(pod);
  const selecting = candidates.filter(({ selector }) => matchesSelector({ matchLabels: selector }, labels));
  const creator = selecting.length > 1 ? creatorOf(pod) : '';
  return selecting.find(({ uid }) => uid === creator) ?? selecting[0];
}

/** Before 1.9 a ReplicaSet is found by its labels, and its pods by theirs: all three must agree. */
export function labelAdopted(pod: KubeObject, adopter: Conversion, context: Context10): void {
  ensureObject(ensureObject(pod, 'metadata'), 'labels')[HASH_LABEL] = adopter.hash;
  const message = `is what ReplicaSet ${adopter.replicaSet} selects, which takes the pod over from ReplicationController ${adopter.name}`;
  context.note({ code: 'pod-adopted', severity: 'info', path: `metadata.labels["${HASH_LABEL}"]`, message });
}

const REVISION = 'deployment.kubernetes.io/revision';

/**
 * The ReplicaSet is the successor: it keeps the uid, which the pods' created-by annotations name. The Deployment is made above it.
 *
 * There are no ownerReferences, as in what a 1.3 server stores. Every release acts rightly on their absence: up to 1.5 controllers
 * go by selectors alone; from 1.6 on they adopt what has no owner and bears their labels, and write the reference themselves, in
 * the version that they serve. A reference written here would name extensions/v1beta1, which a garbage collector of 1.16 and
 * later cannot look up; and where the collector runs before the Deployment is in its cache, an owner that it does not find is a
 * reason to delete.
 */
export function convertController(controller: KubeObject, conversion: Conversion, context: Context10): MigratedObject[] {
  const metadata = ensureObject(controller, 'metadata');
  const spec = ensureObject(controller, 'spec');
  const template = ensureObject(spec, 'template');
  const templateLabels = stringsOf(objectAt(objectAt(template, 'metadata'), 'labels'));
  const replicas = numberAt(spec, 'replicas') ?? 1;
  const deployment = deploymentOf(controller, conversion, replicas, context);
  const withHash = { ...templateLabels, [HASH_LABEL]: conversion.hash };
  const replicaSet: KubeObject = {
    apiVersion: 'extensions/v1beta1',
    kind: 'ReplicaSet',
    metadata: {
      ...metadata,
      name: conversion.replicaSet,
      // The Deployment finds its ReplicaSets by these. The controller's own are the Deployment's: another might select by them.
      labels: { ...withHash },
      annotations: {
        ...stringsOf(objectAt(metadata, 'annotations')),
        [REVISION]: '1',
        'deployment.kubernetes.io/desired-replicas': String(replicas),
        'deployment.kubernetes.io/max-replicas': String(replicas + 1),
      },
    },
    spec: {
      ...spec,
      replicas,
      selector: { matchLabels: { ...conversion.selector, [HASH_LABEL]: conversion.hash } },
      template: { ...template, metadata: { ...objectAt(template, 'metadata'), labels: withHash } },
    },
    status: {
      ...objectAt(controller, 'status'),
      fullyLabeledReplicas: numberAt(objectAt(controller, 'status'), 'replicas') ?? 0,
    },
  };
  context.note({
    code: 'controller-converted',
    severity: 'info',
    path: 'kind',
    message: `is ReplicaSet ${conversion.replicaSet} now, under Deployment ${conversion.name}, and keeps its pods`,
  });
  return [{ object: replicaSet }, { object: deployment }];
}

function deploymentOf(controller: KubeObject, conversion: Conversion, replicas: number, context: Context10): KubeObject {
  const metadata = ensureObject(controller, 'metadata');
  const namespace = namespaceOf(controller);
  const running = numberAt(objectAt(controller, 'status'), 'replicas') ?? 0;
  const { annotations, labels } = metadata;
  return {
    apiVersion: 'extensions/v1beta1',
    kind: 'Deployment',
    metadata: {
      name: conversion.name,
      namespace,
      uid: context.uid(`deployments/${namespace}/${conversion.name}`),
      generation: 1,
      creationTimestamp: planTimestamp(context),
      ...(labels === undefined ? {} : { labels: copyJson(labels) }),
      annotations: {
        ...stringsOf(objectAt({ annotations }, 'annotations')),
        [REVISION]: '1',
        [SKEP_ANNOTATIONS.madeFrom]: `ReplicationController/${conversion.name}`,
      },
    },
    spec: {
      replicas,
      selector: { matchLabels: { ...conversion.selector } },
      template: copyJson(objectAt(objectAt(controller, 'spec'), 'template') ?? {}),
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 1 } },
    },
    status: { observedGeneration: 1, replicas: running, updatedReplicas: running },
  };
}
