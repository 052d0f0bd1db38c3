import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSkepError, type SkepError } from '../../../../../src/lib/errors.js';
import { CIPHERS, derivedNonce } from '../../../../../src/lib/storage/encryption/ciphers.js';
import { encrypt, type Keyring, parseEncryptionConfig, providersFor } from '../../../../../src/lib/storage/encryption/keyring.js';
import { encryptValue, readValue } from '../../../../../src/lib/storage/value.js';

const KEY = '/registry/secrets/default/a';
const SECRET = '{"kind":"Secret","apiVersion":"v1","metadata":{"name":"a"}}';
const secretOf = (byte: number, size = 32): string => Buffer.alloc(size, byte).toString('base64');

function config(providers: string, resources = '[secrets]'): Keyring {
  return parseEncryptionConfig(
    `kind: EncryptionConfiguration\napiVersion: apiserver.config.k8s.io/v1\nresources:\n- resources: ${resources}\n  providers:\n${providers}`,
    'enc.yaml',
  );
}

const keys = (type: string, ...list: [string, number, number?][]): string =>
  `  - ${type}:\n      keys:\n${list.map(([name, byte, size]) => `      - {name: ${name}, secret: ${secretOf(byte, size)}}\n`).join('')}`;

function failure(work: () => unknown): SkepError {
  try {
    work();
  } catch (error) {
    if (isSkepError(error)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe.each(['aescbc', 'aesgcm', 'secretbox'] as const)('%s', (type) => {
  const keyring = config(keys(type, ['k1', 1]));

  it('gives back what it took, for any content', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (plain) => {
        const sealed = CIPHERS[type].seal(plain, Buffer.alloc(32, 7), KEY, derivedNonce);
        expect(Buffer.from(CIPHERS[type].open(sealed, Buffer.alloc(32, 7), KEY)).equals(plain)).toBe(true);
      }),
    );
  });

  it('is recognised, decrypted and named', () => {
    const sealed = encryptValue(KEY, Buffer.from(SECRET), keyring);
    expect(Buffer.from(sealed).toString('latin1')).toContain(`k8s:enc:${type}:v1:k1:`);
    expect(readValue(KEY, sealed, keyring)).toEqual({
      media: 'json',
      object: JSON.parse(SECRET) as unknown,
      encryption: { provider: type, keyName: 'k1' },
    });
  });

  it('gives equal bytes for equal input, and another nonce for other content or another key', () => {
    const nonce = (key: string, plain: string): string =>
      Buffer.from(encryptValue(key, Buffer.from(plain), keyring))
        .subarray(`k8s:enc:${type}:v1:k1:`.length, -1)
        .subarray(0, 12)
        .toString('hex');
    expect(nonce(KEY, SECRET)).toBe(nonce(KEY, SECRET));
    expect(new Set([nonce(KEY, SECRET), nonce(KEY.replace(/a$/, 'b'), SECRET), nonce(KEY, `${SECRET} `)]).size).toBe(3);
  });

  it('names the key that is missing', () => {
    const sealed = encryptValue(KEY, Buffer.from(SECRET), keyring);
    const other = config(keys(type, ['k2', 1]));
    for (const ring of [other, config(keys(type, ['k1', 1]), '[configmaps]'), undefined]) {
      const error = failure(() => readValue(KEY, sealed, ring));
      expect(error.code).toBe('VALUE_KEY_MISSING');
      expect(error.message).toContain(`${KEY}: the value is encrypted with the ${type} key "k1"`);
      expect(error.exitCode).toBe(78);
    }
  });

  it('refuses a wrong key', () => {
    const sealed = encryptValue(KEY, Buffer.from(SECRET), keyring);
    const error = failure(() => readValue(KEY, sealed, config(keys(type, ['k1', 2]))));
    expect(error.code).toBe('VALUE_DECRYPT_FAILED');
    expect(error.message).toContain(`${KEY}: the value does not decrypt with the ${type} key "k1"`);
  });

  it('refuses a value that is cut short', () => {
    const sealed = encryptValue(KEY, Buffer.from(SECRET), keyring);
    for (const length of [30, 40, 50])
      expect(failure(() => readValue(KEY, sealed.subarray(0, length), keyring)).code).toBe('VALUE_DECRYPT_FAILED');
  });

  it('finds the key by name among several, also when a name is there twice', () => {
    const sealed = encryptValue(KEY, Buffer.from(SECRET), keyring);
    expect(readValue(KEY, sealed, config(keys(type, ['k9', 9], ['k1', 3], ['k1', 1]))).object).toBeDefined();
  });
});

describe('the layouts', () => {
  it.each([
    [16, 'c0f576b9af06feea63a81607ea016930a52f71b63fe099dc7e2c580d2cbe1e56'],
    [24, '8b281acbfbd52e4b69b4b19832e32a85e713f1562e9f2f46e92676668e4e08a5'],
    [32, 'e59dd3e6e7ee596be0ac2226bc5bc8ac2cb745456caed53dd7849aa3c3811803'],
  ])('aescbc with %i bytes of key is what OpenSSL makes', (size, ciphertext) => {
    const iv = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
    const sealed = CIPHERS.aescbc.seal(Buffer.from('{"kind":"Secret"}'), Buffer.alloc(size, 5), KEY, () => iv);
    expect(Buffer.from(sealed).toString('hex')).toBe(iv.toString('hex') + ciphertext);
  });

  it('aesgcm is bound to the whole etcd key', () => {
    const sealed = CIPHERS.aesgcm.seal(Buffer.from(SECRET), Buffer.alloc(16, 5), KEY, derivedNonce);
    expect(() => CIPHERS.aesgcm.open(sealed, Buffer.alloc(16, 5), '/kubernetes.io/secrets/default/a')).toThrow();
    const ring = config(keys('aesgcm', ['k1', 1]));
    const moved = failure(() => readValue('/registry/secrets/default/b', encryptValue(KEY, Buffer.from(SECRET), ring), ring));
    expect(moved.code).toBe('VALUE_DECRYPT_FAILED');
    expect(moved.hints.join(' ')).toContain('bound to their etcd key');
  });

  it('secretbox is that of NaCl (its own published vector)', () => {
    const key = Buffer.from('1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389', 'hex');
    const nonce = Buffer.from('69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37', 'hex');
    const box = Buffer.from(
      'f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea7164d96a4476fb8c531a1186ac0dfc17c98dce87b4da7f011ec48c97271d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b37973f622a43d14a6599b1f654cb45a74e355a5',
      'hex',
    );
    const plain = Buffer.from(CIPHERS.secretbox.open(Buffer.concat([nonce, box]), key, KEY));
    expect(plain.toString('hex')).toMatch(
      /^be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33bd751a1ac728d45e6c6129/,
    );
    const sealed = CIPHERS.secretbox.seal(plain, key, KEY, () => nonce);
    expect(Buffer.from(sealed).equals(Buffer.concat([nonce, box]))).toBe(true);
  });

  it.each(['aescbc', 'aesgcm', 'secretbox'] as const)('%s takes a drawn nonce where one is wanted', (type) => {
    const keyring = config(keys(type, ['k1', 1]));
    const sealed = encrypt(KEY, Buffer.from(SECRET), keyring, (length) => Buffer.alloc(length, 0xab));
    expect(Buffer.from(sealed).subarray(`k8s:enc:${type}:v1:k1:`.length).toString('hex')).toMatch(/^(?:ab){12}/);
    expect(readValue(KEY, sealed, keyring).object).toBeDefined();
  });
});

describe('KMS', () => {
  it.each(['v1', 'v2'])('%s is recognised and passed through', (version) => {
    const value = Buffer.from(`k8s:enc:kms:${version}:vault:\x00\x02ab`);
    expect(readValue(KEY, value)).toEqual({ media: 'binary', encryption: { provider: `kms-${version}`, keyName: 'vault' } });
  });

  it('cannot encrypt, and says what to do', () => {
    const error = failure(() =>
      encryptValue(KEY, Buffer.from(SECRET), config('  - kms: {name: vault, endpoint: unix:///x.sock}\n')),
    );
    expect(error.message).toContain('"vault"');
    expect(error.hints.join(' ')).toContain('another provider first');
  });

  it('unknown ways are errors', () => {
    expect(failure(() => readValue(KEY, Buffer.from('k8s:enc:rot13:v1:x:abc'))).code).toBe('VALUE_MALFORMED');
    expect(failure(() => readValue(KEY, Buffer.from('k8s:enc:aescbc:v1:x'))).code).toBe('VALUE_MALFORMED');
  });
});

describe('which resources', () => {
  it.each([
    ['[secrets]', '/registry/secrets/default/a', true],
    ['[secrets]', '/registry/configmaps/default/a', false],
    ['[deployments.apps]', '/registry/deployments/default/a', true],
    ['[deployments.extensions]', '/registry/deployments/default/a', true],
    ['[deployments]', '/registry/deployments/default/a', false],
    ['[endpoints]', '/registry/services/endpoints/default/a', true],
    ['[replicationcontrollers, nodes]', '/registry/minions/n1', true],
    ['[ingresses.networking.k8s.io]', '/registry/ingress/default/a', true],
    ["['*.']", '/registry/pods/default/a', true],
    ["['*.']", '/registry/jobs/default/a', false],
    ["['*.batch']", '/registry/jobs/default/a', true],
    ["['*.*']", '/registry/nce.netease.com/volumeclaims/default/a', true],
    ['[volumeclaims.nce.netease.com]', '/registry/nce.netease.com/volumeclaims/default/a', true],
    ['[secrets]', '/elsewhere/secrets/default/a', false],
  ])('%s and %s: %s', (resources, key, isCovered) => {
    expect(providersFor(config('  - identity: {}\n', resources), key) !== undefined).toBe(isCovered);
  });

  it('the first rule that matches counts, and its first provider encrypts', () => {
    const keyring = parseEncryptionConfig(
      `kind: EncryptionConfig\napiVersion: v1\nresources:\n- resources: [secrets]\n  providers:\n  - identity:\n${keys('aescbc', ['k1', 1])}- resources: ['*.*']\n  providers:\n${keys('secretbox', ['k2', 2])}`,
    );
    expect(Buffer.from(encryptValue(KEY, Buffer.from(SECRET), keyring)).toString()).toBe(SECRET);
    expect(Buffer.from(encryptValue('/registry/pods/a/b', Buffer.from('x'), keyring)).toString('latin1')).toContain(
      'k8s:enc:secretbox:v1:k2:',
    );
  });

  it('the root is that of the store', () => {
    const keyring = parseEncryptionConfig(
      `kind: EncryptionConfig\napiVersion: v1\nresources:\n- resources: [secrets]\n  providers:\n  - identity: {}\n`,
      'f',
      '/k8s',
    );
    expect(providersFor(keyring, '/k8s/secrets/default/a')).toBeDefined();
  });
});

describe('parseEncryptionConfig', () => {
  const rule = (providers: string): string =>
    `kind: EncryptionConfig\napiVersion: v1\nresources:\n- resources: [secrets]\n  providers:\n${providers}`;

  it.each([
    ['kind: [', 'line 1, column 8: it is no YAML (bad indent)'],
    [
      'kind: EncryptionConfig\napiVersion: apiserver.config.k8s.io/v1\nresources: [{resources: [a], providers: [{identity: {}}]}]',
      'kind EncryptionConfig goes with apiVersion v1',
    ],
    ['kind: Config\napiVersion: v1\nresources: []', 'line 1, column 7: kind: '],
    [
      rule("  - aescbc: {keys: [{name: 'a:b', secret: AAAAAAAAAAAAAAAAAAAAAA==}]}\n"),
      'line 6, column 28: resources[0].providers[0].aescbc.keys[0].name: a name must not hold a colon',
    ],
    [
      rule('  - identity: {}\n    aescbc: {keys: [{name: a, secret: AAAAAAAAAAAAAAAAAAAAAA==}]}\n'),
      'exactly one provider belongs into each list item',
    ],
    [rule('  - rot13: {}\n'), 'line 6, column 5: resources[0].providers[0]: Unrecognized key: "rot13"'],
    [rule('  - secretbox: {keys: [{name: a, secret: AAAAAAAAAAAAAAAAAAAAAA==}]}\n'), 'a secretbox key has 32 bytes, this one 16'],
    [rule('  - aescbc: {keys: []}\n'), 'resources[0].providers[0].aescbc.keys: '],
  ])('says what is wrong, and where: %j', (text, expected) => {
    const error = failure(() => parseEncryptionConfig(text, 'enc.yaml'));
    expect(error.code).toBe('ENCRYPTION_CONFIG_INVALID');
    expect(error.message).toContain('enc.yaml is no valid encryption configuration: ');
    expect(error.message).toContain(expected);
  });

  it('never tells a secret', () => {
    for (const secret of ['hunter2hunter2', '{hunter2: x}', '"hunter2', '[hunter2]', 'hunter2!!']) {
      const error = failure(() => parseEncryptionConfig(rule(`  - aescbc: {keys: [{name: a, secret: ${secret}}]}\n`)));
      expect(JSON.stringify([error.message, error.hints, error.details, String(error.cause)])).not.toContain('hunter2');
    }
  });
});
