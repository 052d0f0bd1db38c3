import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { etcdBinary, etcdctlBinary } from './need.js';

export const KUBERNETES_RELEASE = '1.20.2';

export interface KubernetesBinaries {
  readonly apiserver: string;
  readonly controllerManager: string;
}

/** What test/rig/apiserver.sh has built, or undefined. */
export function kubernetesBinaries(): KubernetesBinaries | undefined {
  const cache = process.env['SKEP_RIG_CACHE'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'skep-rig');
  const directory = join(cache, `kubernetes-${KUBERNETES_RELEASE}`);
  const found = {
    apiserver: join(directory, 'kube-apiserver'),
    controllerManager: join(directory, 'kube-controller-manager'),
  };
  try {
    accessSync(found.apiserver, constants.X_OK);
    accessSync(found.controllerManager, constants.X_OK);
    return found;
  } catch {
    if (process.env['CI'] !== 'true') return undefined;
    throw new Error(
      `no Kubernetes ${KUBERNETES_RELEASE} in ${directory}, and under CI=true its tests may not be skipped: run test/rig/apiserver.sh`,
    );
  }
}

/** `describe` for suites that need a real kube-apiserver; skipped, with the reason in its name, where there is none. */
export function describeWithKubernetes(name: string, suite: () => void): void {
  if (kubernetesBinaries() === undefined) describe.skip(`${name} (skipped: run test/rig/apiserver.sh)`, suite);
  else if (etcdBinary() === undefined || etcdctlBinary() === undefined) {
    describe.skip(`${name} (skipped: needs the Debian packages etcd-server and etcd-client)`, suite);
  } else describe(name, suite);
}
