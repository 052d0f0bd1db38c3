import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** One line of a known_hosts file, as sshd(8) describes the format. */
export interface KnownHost {
  readonly marker?: 'revoked' | 'cert-authority';
  readonly hosts: string;
  readonly keyType: string;
  readonly key: Buffer;
  readonly file: string;
  readonly line: number;
}

/** What known_hosts says about the key that a host shows. */
export type HostKeyVerdict =
  | { readonly kind: 'known' }
  | { readonly kind: 'revoked'; readonly entry: KnownHost }
  | { readonly kind: 'changed'; readonly entry: KnownHost }
  /** `otherTypes`: the host is known, by keys of other types. `onlyAuthority`: only a certificate authority vouches for it. */
  | { readonly kind: 'unknown'; readonly otherTypes: readonly string[]; readonly onlyAuthority: boolean };

/** Lines that are malformed are skipped, as OpenSSH does: they vouch for nothing. */
export function parseKnownHosts(text: string, file: string): KnownHost[] {
  return text.split('\n').flatMap((raw, index) => {
    const words = raw.trim().split(/[ \t]+/);
    if (words[0] === undefined || words[0] === '' || words[0].startsWith('#')) return [];
    const marked = words[0].startsWith('@');
    if (marked && words[0] !== '@revoked' && words[0] !== '@cert-authority') return [];
    const [hosts, keyType, text64] = marked ? words.slice(1) : words;
    if (hosts === undefined || keyType === undefined || text64 === undefined || !/^[A-Za-z0-9+/]+=*$/.test(text64)) return [];
    const key = Buffer.from(text64, 'base64');
    if (keyTypeOf(key) !== keyType) return [];
    const marker = words[0] === '@revoked' ? ('revoked' as const) : ('cert-authority' as const);
    return [{ ...(marked && { marker }), hosts, keyType, key, file, line: index + 1 }];
  });
}

/** The name under which a host stands in known_hosts: with its port in brackets where that is not 22. */
export function knownHostsName(host: string, port: number): string {
  const lower = host.toLowerCase();
  return port === 22 ? lower : `[${lower}]:${port}`;
}

/** Whether the hosts field of a line means this name: hashed, or a list of patterns in which a negated one that fits vetoes. */
export function matchesHost(hosts: string, name: string): boolean {
  if (hosts.startsWith('|')) return matchesHash(hosts, name);
  const patterns = hosts.toLowerCase().split(',');
  if (patterns.some((pattern) => pattern.startsWith('!') && matchesPattern(pattern.slice(1), name))) return false;
  return patterns.some((pattern) => !pattern.startsWith('!') && matchesPattern(pattern, name));
}

function matchesHash(hosts: string, name: string): boolean {
  const [, version, salt, hash] = hosts.split('|');
  if (version !== '1' || salt === undefined || hash === undefined) return false;
  const wanted = Buffer.from(hash, 'base64');
  const made = createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest();
  return wanted.length === made.length && timingSafeEqual(wanted, made);
}

/** `*` stands for any run of characters, `?` for one; matched without a regular expression, whose brackets would be in the way. */
function matchesPattern(pattern: string, name: string): boolean {
  let p = 0;
  let n = 0;
  let star = -1;
  let after = 0;
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p++;
      after = n;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n])) {
      p++;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++after;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

/** The type of a public key: the first string of its blob. */
export function keyTypeOf(key: Buffer): string {
  if (key.length < 4) return 'unknown';
  return key.toString('latin1', 4, 4 + Math.min(key.readUInt32BE(0), 64));
}

/** As ssh-keygen -l shows it. */
export function fingerprint(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** What the known_hosts lines say about the key that `name` (see knownHostsName) shows. A revoked key is refused whatever else vouches. */
export function judgeHostKey(entries: readonly KnownHost[], name: string, key: Buffer): HostKeyVerdict {
  const type = keyTypeOf(key);
  const fitting = entries.filter((entry) => matchesHost(entry.hosts, name));
  const revoked = fitting.find((entry) => entry.marker === 'revoked' && entry.key.equals(key));
  if (revoked) return { kind: 'revoked', entry: revoked };
  const plain = fitting.filter((entry) => entry.marker === undefined);
  if (plain.some((entry) => entry.key.equals(key))) return { kind: 'known' };
  const changed = plain.find((entry) => entry.keyType === type);
  if (changed) return { kind: 'changed', entry: changed };
  const onlyAuthority = plain.length === 0 && fitting.some((entry) => entry.marker === 'cert-authority');
  return { kind: 'unknown', otherTypes: [...new Set(plain.map((entry) => entry.keyType))].sort(), onlyAuthority };
}

/** The key types by which known_hosts knows a host, so that it can be asked for a key of such a type first. */
export function knownKeyTypes(entries: readonly KnownHost[], name: string): readonly string[] {
  return [
    ...new Set(
      entries.filter((entry) => entry.marker === undefined && matchesHost(entry.hosts, name)).map((entry) => entry.keyType),
    ),
  ];
}
