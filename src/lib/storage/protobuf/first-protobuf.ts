import type { Overlay } from './decode.js';
import { messageSchema } from './schema.js';

/**
 * What differs in the protobuf of 1.3 to 1.5 (base64 text in etcd v2) from that of 1.9: ServiceSpec still had deprecatedPublicIPs,
 * which 1.0's data may have brought along. What changed its numbers is refused.
 */
export const FIRST_PROTOBUF: Overlay = {
  'core/v1.ServiceSpec': [
    {
      number: 6,
      json: 'deprecatedPublicIPs',
      inline: false,
      omitEmpty: true,
      pointer: false,
      label: 'list',
      codec: 'string',
      message: 'string',
      knownFrom: 3,
      possibleFrom: 3,
      knownTo: 5,
      possibleTo: 5,
    },
  ],
};

/** RBAC's roleRef changed its type and PolicyRule lost a field; a CronJob and a PodDisruptionBudget were other messages then. */
const REFUSED = /^(?:rbac\/|policy\/v1alpha1\.|apps\/v1alpha1\.|certificates\/v1alpha1\.)/;

/** Did the message have other field numbers in 1.3 to 1.5, or come only later? */
export function refusedBeforeStable(id: string): boolean {
  return REFUSED.test(id) || messageSchema(id).fields.some((field) => field.number === 1 && field.knownFrom > 9);
}
