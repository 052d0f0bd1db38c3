import type { JsonObject } from '../../../storage/json.js';
import { asList, mapAt, takeJson } from '../json.js';
import type { TemplateObligation } from './obligation.js';

/** Annotation suffix, and where its value belongs. From 1.8 on the annotations are ignored, and stripped by pod writes. */
const MOVES = [
  ['init-containers', 'spec', 'initContainers'],
  ['init-container-statuses', 'status', 'initContainerStatuses'],
] as const;

export const initContainers: TemplateObligation = {
  id: 'init-containers',
  paths: [
    'spec.initContainers',
    'status.initContainerStatuses',
    'metadata.annotations["pod.alpha.kubernetes.io/init-containers"]',
    'metadata.annotations["pod.beta.kubernetes.io/init-containers"]',
    'metadata.annotations["pod.alpha.kubernetes.io/init-container-statuses"]',
    'metadata.annotations["pod.beta.kubernetes.io/init-container-statuses"]',
  ],
  expectTemplate(template) {
    for (const [suffix, part, field] of MOVES) moveList(template, suffix, part, field);
  },
};

function moveList(template: JsonObject, suffix: string, part: string, field: string): void {
  const beta = `pod.beta.kubernetes.io/${suffix}`;
  const alpha = `pod.alpha.kubernetes.io/${suffix}`;
  // Where both stand (1.4 to 1.7 wrote both), servers read the beta form.
  const later = takeJson(template, beta, 'list');
  const earlier = takeJson(template, alpha, 'list');
  const list = asList(later ?? earlier);
  if (list.length > 0) mapAt(template, part)[field] = list;
}
