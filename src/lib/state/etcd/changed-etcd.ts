import { isSkepError } from '../../errors.js';
import type { StoreLocation } from '../../etcd/location.js';
import { type OpenOptions, headOf } from '../../etcd/open.js';
import { connectEtcd3 } from '../../etcd/v3-grpc/client.js';
import type { ChangedStore } from '../not-target.js';

/** A store of a command line, for `assertNotChangedByRun`. Files are no etcd. */
export function changedStore(location: StoreLocation, options: OpenOptions = {}): ChangedStore {
  if (location.kind !== 'live') return { location: location.text, clusterId: () => Promise.resolve(undefined) };
  return {
    location: location.text,
    clusterId: async () => (await headOf(location, options)).clusterId,
    ...(location.api === 'v3' && { seesKey: (key) => seesKey(location, options, key) }),
  };
}

async function seesKey(location: StoreLocation & { readonly kind: 'live' }, options: OpenOptions, key: string): Promise<boolean> {
  const client = await connectEtcd3({ location: location.text, endpoints: location.endpoints, tls: location.tls }, options);
  try {
    return (await client.range({ key: Buffer.from(key), keys_only: true })).kvs.length > 0;
  } catch (error) {
    // Its user may not look there: the cluster id alone has to do.
    if (isSkepError(error) && error.code === 'STORE_AUTH') return true;
    throw error;
  } finally {
    client.close();
  }
}
