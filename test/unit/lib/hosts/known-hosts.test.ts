import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fingerprint,
  judgeHostKey,
  keyTypeOf,
  knownHostsName,
  matchesHost,
  parseKnownHosts,
} from '../../../../src/lib/hosts/ssh/known-hosts.js';

const blob = (type: string, body: string): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(type.length);
  return Buffer.concat([head, Buffer.from(type + body)]);
};
const KEY = blob('ssh-ed25519', 'key one');
const OTHER = blob('ssh-ed25519', 'key two');
const RSA = blob('ssh-rsa', 'key three');
const line = (hosts: string, key: Buffer): string => `${hosts} ${keyTypeOf(key)} ${key.toString('base64')} a comment`;
const judge = (text: string, name: string, key: Buffer) => judgeHostKey(parseKnownHosts(text, 'known_hosts'), name, key);
const hash = (name: string): string => {
  const salt = Buffer.from('01234567890123456789');
  return `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update(name).digest('base64')}`;
};

describe('known_hosts', () => {
  it.each([
    ['host', 'host', true],
    ['Host', 'host', true],
    ['host', 'host2', false],
    ['a,host,b', 'host', true],
    ['*.example.com', 'a.example.com', true],
    ['*.example.com', 'example.com', false],
    ['*.example.com,!bad.example.com', 'bad.example.com', false],
    ['!bad.example.com,*.example.com', 'bad.example.com', false],
    ['!bad.example.com', 'good.example.com', false],
    ['host?', 'host1', true],
    ['host?', 'host', false],
    ['h*t*', 'hxxtyy', true],
    ['[host]:2222', '[host]:2222', true],
    ['[host]:2222', 'host', false],
    ['host', '[host]:2222', false],
    ['[*]:2222', '[host]:2222', true],
    [hash('host'), 'host', true],
    [hash('[host]:2222'), '[host]:2222', true],
    [hash('host'), 'host2', false],
    ['|2|aaaa|bbbb', 'host', false],
    ['|1|aaaa', 'host', false],
  ])('%s means %s: %s', (hosts, name, expected) => {
    expect(matchesHost(hosts, name)).toBe(expected);
  });

  it('judges a key by the lines that mean the host', () => {
    expect(judge(line('host', KEY), 'host', KEY)).toEqual({ kind: 'known' });
    expect(judge(line('host', OTHER), 'host', KEY)).toMatchObject({ kind: 'changed', entry: { line: 1 } });
    expect(judge(`${line('host', OTHER)}\n${line('host', KEY)}`, 'host', KEY)).toEqual({ kind: 'known' });
    expect(judge(line('host', RSA), 'host', KEY)).toEqual({ kind: 'unknown', otherTypes: ['ssh-rsa'], onlyAuthority: false });
    expect(judge(line('other', KEY), 'host', KEY)).toEqual({ kind: 'unknown', otherTypes: [], onlyAuthority: false });
    expect(judge(`@cert-authority ${line('*', OTHER)}`, 'host', KEY)).toEqual({
      kind: 'unknown',
      otherTypes: [],
      onlyAuthority: true,
    });
    expect(judge(`${line('host', KEY)}\n@revoked ${line('*', KEY)}`, 'host', KEY)).toMatchObject({
      kind: 'revoked',
      entry: { line: 2 },
    });
    expect(judge(`@revoked ${line('*', OTHER)}\n${line('host', KEY)}`, 'host', KEY)).toEqual({ kind: 'known' });
    // The authority's own key is no host key.
    expect(judge(`@cert-authority ${line('host', KEY)}`, 'host', KEY)).toMatchObject({ kind: 'unknown' });
  });

  it('skips what is no line of the format', () => {
    const text = [
      '# comment',
      '',
      'host',
      'host ssh-ed25519',
      'host ssh-ed25519 !!!',
      `@what ${line('host', KEY)}`,
      '1024 35 1234',
    ].join('\n');
    expect(parseKnownHosts(text, 'f')).toEqual([]);
    expect(parseKnownHosts(`  ${line('host', KEY)}\r\n`, 'f')).toHaveLength(1);
  });

  it('never takes a key for known that stands in no line', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, name) => {
        expect(judge(text, name, KEY).kind).not.toBe('known');
      }),
    );
  });

  it('names hosts and keys as OpenSSH does', () => {
    expect(knownHostsName('Host', 22)).toBe('host');
    expect(knownHostsName('::1', 2222)).toBe('[::1]:2222');
    expect(fingerprint(Buffer.from('x'))).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
    expect(keyTypeOf(Buffer.from('x'))).toBe('unknown');
  });
});
