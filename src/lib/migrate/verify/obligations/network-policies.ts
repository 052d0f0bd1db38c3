import { annotation, asList, asMap, asText, mapAt, removeAnnotation } from '../json.js';
import { ISOLATION } from '../store-facts.js';
import type { ObjectObligation } from './obligation.js';

/** The annotation that isolated a namespace until 1.6; a policy that selects every pod takes its place (see fates). */
export const isolation: ObjectObligation = {
  id: 'namespace-isolation',
  kinds: ['Namespace'],
  paths: [`metadata.annotations["${ISOLATION}"]`],
  expect(namespace, { facts, actual }) {
    const name = asText(asMap(namespace.metadata)?.name) ?? '';
    // One that says nothing about isolation may go or stay: no server reads it any more.
    if (facts.isolated.has(name) || annotation(actual, ISOLATION) === undefined) removeAnnotation(namespace, ISOLATION);
  },
};

/** What is missing is defaulted to this on every read; another list would change what the policy restricts. */
export const policyTypes: ObjectObligation = {
  id: 'policy-types',
  kinds: ['NetworkPolicy'],
  paths: ['spec.policyTypes'],
  expect(policy, { actual }) {
    const spec = mapAt(policy, 'spec');
    if (asList(spec.policyTypes).length > 0 || asList(asMap(actual.spec)?.policyTypes).length === 0) return;
    spec.policyTypes = asList(spec.egress).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
  },
};
