import { describe, expect, it } from 'vitest';
import type { Release } from '../../../../src/lib/kinds/release.js';
import type { ApiserverFlags } from '../../../../src/lib/shadow/apiserver-flags.js';
import { apiserverArguments, parseHelp } from '../../../../src/lib/shadow/apiserver-flags.js';

const SETTING = {
  etcd: '127.0.0.1:2379',
  api: 'v3',
  etcdPrefix: '/registry',
  securePort: 6443,
  insecurePort: 8080,
  certDirectory: '/scratch/pki',
  tokenFile: '/scratch/tokens.csv',
  serviceAccountKeyFile: '/scratch/sa.key',
  serviceClusterIpRange: '10.0.0.0/16',
} as const;

function server(release: Release, help: string, hidden: readonly string[] = []): ApiserverFlags {
  const described = parseHelp(help);
  return { release, described, accepts: (flag) => described.has(flag) || hidden.includes(flag) };
}

const COMMON = `
      --etcd-servers strings      List of etcd servers
      --etcd-prefix string        The prefix
      --secure-port int           The port
      --bind-address ip           The address
      --token-auth-file string    Tokens
      --runtime-config mapStringString   APIs
      --storage-backend string    The storage backend for persistence.
`;

describe('parseHelp', () => {
  it('finds flags with and without a short form', () => {
    const help = parseHelp('Flags:\n  -h, --help   help\n      --etcd-prefix string   The prefix (see --etcd-servers)\n');
    expect([...help.keys()]).toEqual(['help', 'etcd-prefix']);
  });
});

describe('apiserverArguments', () => {
  it('gives a flag only to a server that knows it', () => {
    const flags = apiserverArguments(server('1.20', COMMON), SETTING);
    expect(flags).toContain('--etcd-servers=http://127.0.0.1:2379');
    expect(flags.some((flag) => flag.startsWith('--service-account'))).toBe(false);
    expect(flags.some((flag) => flag.startsWith('--insecure-port'))).toBe(false);
  });

  it('closes the insecure port where it can be closed, hidden or not', () => {
    expect(apiserverArguments(server('1.20', COMMON, ['insecure-port']), SETTING)).toContain('--insecure-port=0');
    expect(apiserverArguments(server('1.3', `${COMMON}      --insecure-port int   The port\n`), SETTING)).toContain(
      '--insecure-port=8080',
    );
  });

  it('names the storage backend of the store', () => {
    expect(apiserverArguments(server('1.3', COMMON), { ...SETTING, api: 'v2' })).toContain('--storage-backend=etcd2');
    expect(apiserverArguments(server('1.9', COMMON), SETTING)).toContain('--storage-backend=etcd3');
  });

  it('switches on the resources that 1.3 keeps off in groups that are on', () => {
    const config = (release: Release): string | undefined =>
      apiserverArguments(server(release, COMMON), SETTING).find((flag) => flag.startsWith('--runtime-config='));
    expect(config('1.3')).toContain('extensions/v1beta1/podsecuritypolicy=true');
    expect(config('1.20')).toBe('--runtime-config=api/all=true');
  });

  it('switches off every admission plugin that is on by default', () => {
    const help = `${COMMON}      --disable-admission-plugins strings   plugins that should be disabled although they are in the default enabled plugins list (NamespaceLifecycle, LimitRanger). More.\n      --admission-control strings   deprecated\n`;
    const flags = apiserverArguments(server('1.20', help), SETTING);
    expect(flags).toContain('--disable-admission-plugins=NamespaceLifecycle,LimitRanger');
    expect(flags.some((flag) => flag.startsWith('--admission-control='))).toBe(false);
    expect(apiserverArguments(server('1.9', `${COMMON}      --admission-control strings   plugins\n`), SETTING)).toContain(
      '--admission-control=AlwaysAdmit',
    );
  });

  it('names the encryption configuration by the flag of the release', () => {
    const setting = { ...SETTING, encryptionConfig: '/enc.yaml' };
    const old = apiserverArguments(
      server('1.9', `${COMMON}      --experimental-encryption-provider-config string   x\n`),
      setting,
    );
    expect(old).toContain('--experimental-encryption-provider-config=/enc.yaml');
    const both = `${COMMON}      --experimental-encryption-provider-config string   x\n      --encryption-provider-config string   x\n`;
    const later = apiserverArguments(server('1.13', both), setting);
    expect(later.filter((flag) => flag.includes('encryption'))).toEqual(['--encryption-provider-config=/enc.yaml']);
  });

  it('lets the caller have the last word', () => {
    const flags = apiserverArguments(server('1.20', COMMON), { ...SETTING, extra: ['--secure-port=7', '--own=1'] });
    expect(flags.filter((flag) => flag.startsWith('--secure-port'))).toEqual(['--secure-port=7']);
    expect(flags.at(-1)).toBe('--own=1');
  });
});
