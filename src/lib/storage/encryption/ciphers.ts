import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js';

/**
 * Gives the initialisation vector or nonce of one value. A migration must write the same bytes when it is run again, so the
 * default derives it from what it protects instead of drawing it.
 */
export type NonceSource = (length: number, secret: Uint8Array, etcdKey: string, plain: Uint8Array) => Uint8Array;

/**
 * A synthetic nonce: HMAC-SHA256 under the secret over the etcd key and the plaintext, cut to length (as in SIV modes). Equal
 * input gives equal bytes, different input different nonces but for a collision of the HMAC: GCM's and secretbox's one sin, a
 * nonce used for two plaintexts, does not happen. All it tells an onlooker is that two writes of one key had the same content.
 * The secret is used through a derived key, so that nonce and cipher do not share one.
 */
export const derivedNonce: NonceSource = (length, secret, etcdKey, plain) => {
  const nonceKey = createHmac('sha256', secret).update('skep nonce v1').digest();
  const name = Buffer.from(etcdKey);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(name.length);
  return createHmac('sha256', nonceKey).update(size).update(name).update(plain).digest().subarray(0, length);
};

/** One way of encrypting a value; `open` throws whatever its library throws when the bytes do not verify. */
export interface Cipher {
  readonly keySizes: readonly number[];
  open(payload: Uint8Array, secret: Uint8Array, etcdKey: string): Uint8Array;
  seal(plain: Uint8Array, secret: Uint8Array, etcdKey: string, nonces: NonceSource): Uint8Array;
}

const CBC_IV = 16;
const GCM_NONCE = 12;
const GCM_TAG = 16;
const SECRETBOX_NONCE = 24;

export const CIPHERS: Readonly<Record<'aescbc' | 'aesgcm' | 'secretbox', Cipher>> = {
  /** IV, then AES-CBC with PKCS#7 padding. Nothing authenticates it: a wrong key shows only in the padding. */
  aescbc: {
    keySizes: [16, 24, 32],
    open(payload, secret) {
      if (payload.length < 2 * CBC_IV || payload.length % CBC_IV !== 0) throw new RangeError('cut short');
      const decipher = createDecipheriv(`aes-${secret.length * 8}-cbc`, secret, payload.subarray(0, CBC_IV));
      return Buffer.concat([decipher.update(payload.subarray(CBC_IV)), decipher.final()]);
    },
    seal(plain, secret, etcdKey, nonces) {
      const iv = nonces(CBC_IV, secret, etcdKey, plain);
      const cipher = createCipheriv(`aes-${secret.length * 8}-cbc`, secret, iv);
      return Buffer.concat([iv, cipher.update(plain), cipher.final()]);
    },
  },
  /** Nonce, ciphertext and tag; bound to the whole etcd key, so that a value cannot be moved. */
  aesgcm: {
    keySizes: [16, 24, 32],
    open(payload, secret, etcdKey) {
      if (payload.length < GCM_NONCE + GCM_TAG) throw new RangeError('cut short');
      const decipher = createDecipheriv(gcm(secret), secret, payload.subarray(0, GCM_NONCE), { authTagLength: GCM_TAG });
      decipher.setAAD(Buffer.from(etcdKey));
      decipher.setAuthTag(payload.subarray(-GCM_TAG));
      return Buffer.concat([decipher.update(payload.subarray(GCM_NONCE, -GCM_TAG)), decipher.final()]);
    },
    seal(plain, secret, etcdKey, nonces) {
      const nonce = nonces(GCM_NONCE, secret, etcdKey, plain);
      const cipher = createCipheriv(gcm(secret), secret, nonce, { authTagLength: GCM_TAG });
      cipher.setAAD(Buffer.from(etcdKey));
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
  },
  /** Nonce, then NaCl's secretbox (the tag comes first in it). */
  secretbox: {
    keySizes: [32],
    open(payload, secret) {
      if (payload.length < SECRETBOX_NONCE + 16) throw new RangeError('cut short');
      return xsalsa20poly1305(secret, payload.subarray(0, SECRETBOX_NONCE)).decrypt(payload.subarray(SECRETBOX_NONCE));
    },
    seal(plain, secret, etcdKey, nonces) {
      const nonce = nonces(SECRETBOX_NONCE, secret, etcdKey, plain);
      return Buffer.concat([nonce, xsalsa20poly1305(secret, nonce).encrypt(plain)]);
    },
  },
};

function gcm(secret: Uint8Array): 'aes-128-gcm' | 'aes-192-gcm' | 'aes-256-gcm' {
  return secret.length === 16 ? 'aes-128-gcm' : secret.length === 24 ? 'aes-192-gcm' : 'aes-256-gcm';
}
