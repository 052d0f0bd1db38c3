import type { KubeObject } from '../../lib/storage/json.js';
import { ensureObject, isAbsent } from '../fields.js';

/** v1alpha1 has no usages; 1.9 takes a request without them for one of these two. */
export function migrateCertificateSigningRequest(request: KubeObject): void {
  const spec = ensureObject(request, 'spec');
  if (isAbsent(spec.usages)) spec.usages = ['digital signature', 'key encipherment'];
}
