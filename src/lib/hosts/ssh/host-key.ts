import { readFile } from 'node:fs/promises';
import { SkepError } from '../../errors.js';
import { fingerprint, judgeHostKey, keyTypeOf, knownHostsName, knownKeyTypes, parseKnownHosts } from './known-hosts.js';
import type { KnownHost } from './known-hosts.js';
import type { SshConfig } from './ssh-config.js';

/** Who vouches for a host's key. */
export interface HostKeyPolicy {
  /** The order in which ssh algorithms for host keys are asked for: those by which the host is known first. */
  readonly algorithms: readonly string[];
  /** undefined when the key is the host's; the refusal otherwise. */
  refusal(key: Buffer): SkepError | undefined;
}

/** What both ssh2 and today's OpenSSH speak; ssh-rsa (SHA-1) and ssh-dss are left out on purpose. */
const ALGORITHMS = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
] as const;

/** Reads the known_hosts files of one host. Always strict, whatever StrictHostKeyChecking says. @throws SkepError FILE_UNREADABLE */
export async function hostKeyPolicy(config: SshConfig, behind: string | undefined): Promise<HostKeyPolicy> {
  const entries = (await Promise.all(config.knownHostsFiles.map(readEntries))).flat();
  const revoked = config.revokedHostKeys === undefined ? [] : await readRevoked(config.revokedHostKeys);
  const name = config.hostKeyAlias?.toLowerCase() ?? knownHostsName(config.hostname, config.port);
  const known = knownKeyTypes(entries, name);
  const isKnown = (algorithm: string): boolean => known.includes(algorithm.startsWith('rsa-') ? 'ssh-rsa' : algorithm);
  return {
    algorithms: [...ALGORITHMS.filter(isKnown), ...ALGORITHMS.filter((algorithm) => !isKnown(algorithm))],
    refusal: (key) => {
      if (revoked.some((other) => other.equals(key))) return refusedAsRevoked(config, key, config.revokedHostKeys ?? '');
      return judge(config, entries, name, key, behind);
    },
  };
}

async function readEntries(file: string): Promise<KnownHost[]> {
  const text = await readIfThere(file);
  return text === undefined ? [] : parseKnownHosts(text.toString(), file);
}

/** RevokedHostKeys as a text file of public keys; the binary form (KRL) is refused rather than ignored. */
async function readRevoked(file: string): Promise<Buffer[]> {
  const text = await readIfThere(file);
  if (text === undefined || text.subarray(0, 6).toString('latin1') === 'SSHKRL') {
    const why = text === undefined ? 'is not there' : 'is a binary revocation list, which is not supported';
    throw new SkepError('FILE_UNREADABLE', `RevokedHostKeys ${file}: ${why}`, {
      hints: ['write the revoked public keys as text, one a line'],
    });
  }
  return text
    .toString()
    .split('\n')
    .flatMap((line) => /(?:^|\s)(AAAA[A-Za-z0-9+/]+=*)/.exec(line)?.[1] ?? [])
    .map((key) => Buffer.from(key, 'base64'));
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new SkepError('FILE_UNREADABLE', `${file}: cannot be read (${code})`, { cause: error });
  }
}

function judge(
  config: SshConfig,
  entries: readonly KnownHost[],
  name: string,
  key: Buffer,
  behind: string | undefined,
): SkepError | undefined {
  const verdict = judgeHostKey(entries, name, key);
  if (verdict.kind === 'known') return undefined;
  if (verdict.kind === 'revoked') return refusedAsRevoked(config, key, `${verdict.entry.file}:${verdict.entry.line}`);
  const details = { host: config.name, knownHostsName: name, keyType: keyTypeOf(key), fingerprint: fingerprint(key) };
  const shows = `${config.name} (${name}) shows the ${details.keyType} key ${details.fingerprint}`;
  if (verdict.kind === 'changed') {
    const { file, line, key: old } = verdict.entry;
    return new SkepError('HOST_KEY_CHANGED', `${shows}, and ${file}:${line} has ${fingerprint(old)}`, {
      hints: [
        'somebody may stand between; or the host was set up anew: ask whoever did it, and compare the fingerprint',
        `only then: ssh-keygen -R '${name}' -f ${file}`,
      ],
      details,
    });
  }
  const file = config.knownHostsFiles[0] ?? '~/.ssh/known_hosts';
  const note = verdict.onlyAuthority
    ? '; only a certificate authority vouches for it, and host certificates are not supported'
    : verdict.otherTypes.length > 0
      ? `; known_hosts has other keys of it: ${verdict.otherTypes.join(', ')}`
      : '';
  return new SkepError('HOST_KEY_UNKNOWN', `${shows}, for which no known_hosts file vouches${note}`, {
    hints: [
      `compare on the host: ssh-keygen -lf ${hostKeyFile(details.keyType)}`,
      `then: ${scanLine(config, details.keyType, behind)} >> ${file}`,
    ],
    details,
  });
}

function scanLine({ hostname, port }: SshConfig, keyType: string, behind: string | undefined): string {
  const scan = `ssh-keyscan -p ${port} -t ${shortType(keyType)} ${hostname}`;
  return behind === undefined ? scan : `ssh ${behind} ${scan}`;
}

function shortType(keyType: string): string {
  if (keyType.startsWith('ecdsa')) return 'ecdsa';
  return keyType.replace('ssh-', '');
}

function hostKeyFile(keyType: string): string {
  return `/etc/ssh/ssh_host_${shortType(keyType)}_key.pub`;
}

function refusedAsRevoked(config: SshConfig, key: Buffer, where: string): SkepError {
  return new SkepError('HOST_KEY_CHANGED', `${config.name} shows the key ${fingerprint(key)}, which is revoked (${where})`, {
    hints: ['do not connect: the key is known to be in wrong hands; the host needs a new one'],
    details: { host: config.name, fingerprint: fingerprint(key) },
  });
}
