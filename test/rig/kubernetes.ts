import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { etcdBinary, etcdctlBinary } from './need.js';

export interface KubernetesBinaries {
  readonly apiserver: string;
  /** Of 1.20.2 only. */
  readonly controllerManager: string;
}

/** What the rig can build: patch level, and the script that builds it. */
const BUILDS = {
  '1.20': { release: '1.20.2', script: 'test/rig/apiserver.sh' },
  '1.9': { release: '1.9.6', script: 'test/rig/old-apiserver.sh 1.9' },
  '1.3': { release: '1.3.10', script: 'test/rig/old-apiserver.sh 1.3' },
} as const;

export type BuiltRelease = keyof typeof BUILDS;

/** The binaries of a release that its script has built, or undefined. Under CI=true missing ones are an error. */
export function kubernetesBinaries(release: BuiltRelease = '1.20'): KubernetesBinaries | undefined {
  const cache = process.env['SKEP_RIG_CACHE'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'skep-rig');
  const build = BUILDS[release];
  const directory = join(cache, `kubernetes-${build.release}`);
  const found = {
    apiserver: join(directory, 'kube-apiserver'),
    controllerManager: join(directory, 'kube-controller-manager'),
  };
  try {
    accessSync(found.apiserver, constants.X_OK);
    if (release === '1.20') accessSync(found.controllerManager, constants.X_OK);
    return found;
  } catch {
    if (process.env['CI'] !== 'true') return undefined;
    throw new Error(
      `no Kubernetes ${build.release} in ${directory}, and under CI=true its tests may not be skipped: run ${build.script}`,
    );
  }
}

/** `describe` for suites that need a real kube-apiserver; skipped, with the reason in its name, where there is none. */
export function describeWithKubernetes(name: string, suite: () => void, release: BuiltRelease = '1.20'): void {
  if (kubernetesBinaries(release) === undefined) describe.skip(`${name} (skipped: run ${BUILDS[release].script})`, suite);
  else if (etcdBinary() === undefined || etcdctlBinary() === undefined) {
    describe.skip(`${name} (skipped: needs the Debian packages etcd-server and etcd-client)`, suite);
  } else describe(name, suite);
}
