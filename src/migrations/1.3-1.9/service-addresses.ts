import type { KubeObject } from '../../lib/storage/json.js';
import { parseAddress } from '../addresses.js';
import { numberAt, objectAt, objectsAt, stringAt } from '../fields.js';
import { healthCheckPortOf } from './service.js';

/** What all Services hold of the cluster's addresses and node ports; the ranges are recomputed from it. */
export interface ServiceAddresses {
  /** Each as an unsigned number of 32 bits. */
  readonly ipv4: number[];
  /** As text. */
  readonly ipv6: string[];
  readonly nodePorts: number[];
}

export function newServiceAddresses(): ServiceAddresses {
  return { ipv4: [], ipv6: [], nodePorts: [] };
}

export function observeService(addresses: ServiceAddresses, service: KubeObject): void {
  const spec = objectAt(service, 'spec');
  const clusterIp = stringAt(spec, 'clusterIP') ?? '';
  const address = parseAddress(clusterIp);
  if (address?.bits === 32) addresses.ipv4.push(Number(address.value));
  else if (address?.bits === 128) addresses.ipv6.push(clusterIp);
  for (const port of [...objectsAt(spec, 'ports').map((entry) => numberAt(entry, 'nodePort')), healthCheckPortOf(service)]) {
    if (port !== undefined && port !== 0) addresses.nodePorts.push(port);
  }
}

export function mergeServiceAddresses(into: ServiceAddresses, from: ServiceAddresses): void {
  for (const address of from.ipv4) into.ipv4.push(address);
  for (const address of from.ipv6) into.ipv6.push(address);
  for (const port of from.nodePorts) into.nodePorts.push(port);
}
