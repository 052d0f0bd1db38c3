import type { KubeObject } from '../../lib/storage/json.js';
import { embeddedObject } from './annotation-json.js';
import { annotationOf, removeAnnotations } from '../annotations.js';
import type { Context13 } from './facts.js';
import { objectAt, objectsAt, stringAt } from '../fields.js';

/** {"10.0.0.1": {"HostName": "db-0"}}; the fields came with 1.3, and nobody reads it from 1.6 on. */
const HOSTNAMES_MAP = 'endpoints.beta.kubernetes.io/hostnames-map';

export function migrateEndpoints(endpoints: KubeObject, context: Context13): void {
  if (annotationOf(endpoints, HOSTNAMES_MAP) === undefined) return;
  const shape = { mapOf: { fields: { HostName: 'string' } } } as const;
  const hosts = embeddedObject({ owner: endpoints, path: '', annotation: HOSTNAMES_MAP }, shape, context);
  for (const subset of objectsAt(endpoints, 'subsets')) {
    for (const address of [...objectsAt(subset, 'addresses'), ...objectsAt(subset, 'notReadyAddresses')]) {
      const hostname = stringAt(objectAt(hosts, stringAt(address, 'ip') ?? ''), 'HostName') ?? '';
      if ((stringAt(address, 'hostname') ?? '') === '' && hostname !== '') address.hostname = hostname;
    }
  }
  removeAnnotations(endpoints, HOSTNAMES_MAP);
}
