/**
 * Adds to package-lock.json what npm left out: optional packages for other platforms that the registry at hand does not have.
 * `npm install` drops them in silence there, and `npm ci` then refuses the lock file on every machine. Run it after `npm install`;
 * with --check it changes nothing and exits 1 when something is missing.
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface LockedPackage {
  version?: string;
  cpu?: string[];
  dev?: boolean;
  libc?: string[];
  optional?: boolean;
  os?: string[];
  optionalDependencies?: Record<string, string>;
}

interface Lock {
  packages: Record<string, LockedPackage>;
}

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock;
const missing = missingPackages(lock);
if (missing.size > 0 && process.argv.includes('--check')) {
  process.stderr.write(`package-lock.json lacks ${[...missing.keys()].join(', ')}: run npm run lock\n`);
  process.exitCode = 1;
} else if (missing.size > 0) {
  lock.packages = sorted({ ...lock.packages, ...Object.fromEntries(missing) });
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}

/** The entries that packages of the lock ask for as optional and that stand nowhere in it, by their place in node_modules. */
function missingPackages({ packages }: Lock): Map<string, LockedPackage> {
  const found = new Map<string, LockedPackage>();
  for (const [at, parent] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      const place = `node_modules/${name}`;
      if (!(place in packages) && !(`${at}/${place}` in packages))
        found.set(place, platformPackage(name, version, parent.dev === true));
    }
  }
  return found;
}

/** What the name of a platform package says: `@biomejs/cli-linux-x64-musl` is for linux, x64, musl. */
function platformPackage(name: string, version: string, dev: boolean): LockedPackage {
  if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${name} ${version} is optional and not pinned: npm must resolve it`);
  const [os = '', cpu = '', abi = ''] = (name.split('/').pop() ?? name).replace(/^(cli|binding)-/, '').split('-');
  const libc = os !== 'linux' || abi === '' ? [] : [abi.includes('musl') ? 'musl' : 'glibc'];
  return { version, cpu: [cpu], ...(dev && { dev }), ...(libc.length > 0 && { libc }), optional: true, os: [os] };
}

function sorted(packages: Record<string, LockedPackage>): Record<string, LockedPackage> {
  return Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
}
