import { annotation, asMap, mapAt, removeAnnotation } from '../json.js';
import type { TemplateObligation } from './obligation.js';

const INITIALIZED = 'pod.alpha.kubernetes.io/initialized';
const KEPT = 'skep.io/petset-initialized';

/**
 * A pet that was held back by another value than "true" runs in 1.9, which no longer reads the annotation; what it said is
 * kept under Skep's own name.
 */
export const initialized: TemplateObligation = {
  id: 'petset-initialized',
  paths: [`metadata.annotations["${INITIALIZED}"]`, `metadata.annotations["${KEPT}"]`],
  expectTemplate(template) {
    const value = annotation(template, INITIALIZED);
    if (value === undefined) return;
    removeAnnotation(template, INITIALIZED);
    const annotations = asMap(asMap(template.metadata)?.annotations);
    if (value !== 'true' && annotations !== undefined) mapAt(mapAt(template, 'metadata'), 'annotations')[KEPT] = value;
  },
};
