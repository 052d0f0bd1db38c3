import { asMap, mapAt, removeAnnotation } from '../json.js';
import type { ObjectObligation } from './obligation.js';

const OVERLAPPING = 'deployment.kubernetes.io/error-selector-overlapping-with';

/** A Deployment that carries it is not synced, and from 1.8 on nobody takes it away. */
export const overlappingSelector: ObjectObligation = {
  id: 'overlapping-selector',
  kinds: ['Deployment'],
  paths: [`metadata.annotations["${OVERLAPPING}"]`],
  expect: (deployment) => removeAnnotation(deployment, OVERLAPPING),
};

/** The controller counts on from 1; the strategy of extensions/v1beta1 is OnDelete, and anything else would roll pods. */
export const templateGeneration: ObjectObligation = {
  id: 'template-generation',
  kinds: ['DaemonSet'],
  paths: ['spec.templateGeneration', 'spec.updateStrategy'],
  expect(daemonSet, { actual }) {
    const spec = mapAt(daemonSet, 'spec');
    const there = asMap(actual.spec)?.templateGeneration;
    if (spec.templateGeneration === undefined) spec.templateGeneration = typeof there === 'number' && there >= 1 ? there : 1;
  },
};

/** Without it the namespace controller leaves the content behind when the namespace goes. */
export const namespaceFinalizers: ObjectObligation = {
  id: 'namespace-finalizers',
  kinds: ['Namespace'],
  paths: ['spec.finalizers'],
  expect(namespace) {
    const spec = mapAt(namespace, 'spec');
    const going = asMap(namespace.metadata)?.deletionTimestamp !== undefined || asMap(namespace.status)?.phase === 'Terminating';
    if (!Array.isArray(spec.finalizers) && !going) spec.finalizers = ['kubernetes'];
  },
};
