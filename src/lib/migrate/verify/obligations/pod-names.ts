import { annotation, asList, asMap, asText, mapAt, removeAnnotation, takeJson } from '../json.js';
import type { ObjectObligation, TemplateObligation } from './obligation.js';

const HOSTNAME = 'pod.beta.kubernetes.io/hostname';
const SUBDOMAIN = 'pod.beta.kubernetes.io/subdomain';
const HOSTNAMES_MAP = 'endpoints.beta.kubernetes.io/hostnames-map';

/** The pods of 1.3 PetSets get their names in the headless domain from annotations alone. */
export const podNames: TemplateObligation = {
  id: 'pod-names',
  paths: ['spec.hostname', 'spec.subdomain', `metadata.annotations["${HOSTNAME}"]`, `metadata.annotations["${SUBDOMAIN}"]`],
  expectTemplate(template) {
    const spec = mapAt(template, 'spec');
    for (const [name, field] of [
      [HOSTNAME, 'hostname'],
      [SUBDOMAIN, 'subdomain'],
    ] as const) {
      const value = annotation(template, name);
      if (value !== undefined && value !== '' && (asText(spec[field]) ?? '') === '') spec[field] = value;
      removeAnnotation(template, name);
    }
  },
};

/** The map goes from address to {"HostName": name}; 1.6 no longer reads it, and pods lose their names in DNS. */
export const hostnamesMap: ObjectObligation = {
  id: 'hostnames-map',
  kinds: ['Endpoints'],
  paths: ['subsets[].addresses[].hostname', 'subsets[].notReadyAddresses[].hostname', `metadata.annotations["${HOSTNAMES_MAP}"]`],
  expect(endpoints) {
    const names = asMap(takeJson(endpoints, HOSTNAMES_MAP, 'map'));
    for (const subset of asList(endpoints.subsets).map(asMap)) {
      for (const entry of [...asList(subset?.addresses), ...asList(subset?.notReadyAddresses)]) {
        const address = asMap(entry);
        const record = asMap(names?.[asText(address?.ip) ?? '']);
        const hostname = asText(Object.entries(record ?? {}).find(([key]) => key.toLowerCase() === 'hostname')?.[1]) ?? '';
        if (address !== undefined && hostname !== '' && (asText(address.hostname) ?? '') === '') address.hostname = hostname;
      }
    }
  },
};
