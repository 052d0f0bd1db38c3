import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe } from 'vitest';

/**
 * The path of a program, or undefined: what the environment variable names, else the first executable of that name on PATH.
 * With CI=true a missing program is an error, so that no suite disappears from CI unseen.
 */
export function findBinary(name: string, variable: string): string | undefined {
  const named = process.env[variable];
  const candidates = named ? [named] : (process.env['PATH'] ?? '').split(delimiter).map((directory) => join(directory, name));
  const found = candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (found === undefined && process.env['CI'] === 'true') {
    throw new Error(`${name} is missing, and under CI=true its tests may not be skipped: run test/rig/install-debian.sh as root`);
  }
  return found;
}

/** Debian's etcd server (SKEP_TEST_ETCD names another one), or undefined where there is none. */
export function etcdBinary(): string | undefined {
  return findBinary('etcd', 'SKEP_TEST_ETCD');
}

/** Debian's etcdctl (SKEP_TEST_ETCDCTL names another one), or undefined where there is none. */
export function etcdctlBinary(): string | undefined {
  return findBinary('etcdctl', 'SKEP_TEST_ETCDCTL');
}

/** `describe` for suites that need a real etcd and etcdctl; skipped, with the reason in its name, where they are missing. */
export function describeWithEtcd(name: string, suite: () => void): void {
  if (etcdBinary() !== undefined && etcdctlBinary() !== undefined) describe(name, suite);
  else describe.skip(`${name} (skipped: needs the Debian packages etcd-server and etcd-client)`, suite);
}
