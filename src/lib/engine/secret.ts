import { scrypt } from 'node:crypto';
import { inspect } from 'node:util';
import type { JsonObject } from '../storage/json.js';

/** What is shown where a secret would have been. */
export const SECRET_SHOWN = '<secret>';

/**
 * A value that can only be read on purpose, by `reveal`. Serialised, interpolated, logged or inspected it shows `<secret>`; it
 * has no property to spread or to clone. `name` says where it comes from ("env:OS_PASSWORD") and is no secret.
 */
export class Secret<T extends string | Uint8Array = string> {
  readonly name: string;
  readonly #value: T;

  constructor(name: string, value: T) {
    this.name = name;
    this.#value = value;
  }

  /** The value itself, for the one call that needs it. */
  reveal(): T {
    return this.#value;
  }

  toJSON(): string {
    return SECRET_SHOWN;
  }

  toString(): string {
    return SECRET_SHOWN;
  }

  [Symbol.toPrimitive](): string {
    return SECRET_SHOWN;
  }

  [inspect.custom](): string {
    return SECRET_SHOWN;
  }
}

/** What stands for a secret in a plan: where it comes from, and a digest by which a changed one is noticed. */
export interface SecretReference extends JsonObject {
  readonly secret: string;
  readonly digest: string;
}

/** Guessing a weak password from its digest must be slow; some 50 ms each, like a login. */
const SCRYPT = { N: 16384, r: 8, p: 1 } as const;

/** The reference for a plan. The same secret under the same name has the same digest, so that planning again gives the same plan. */
export async function referToSecret(secret: Secret<string | Uint8Array>): Promise<SecretReference> {
  return { secret: secret.name, digest: await digestOf(secret) };
}

/** Is it still the secret that the plan was made with? */
export async function isSameSecret(reference: SecretReference, secret: Secret<string | Uint8Array>): Promise<boolean> {
  return reference.secret === secret.name && reference.digest === (await digestOf(secret));
}

function digestOf(secret: Secret<string | Uint8Array>): Promise<string> {
  const value: string | Uint8Array = secret.reveal();
  return new Promise((resolve, reject) => {
    scrypt(value, `skep secret ${secret.name}`, 32, SCRYPT, (error, key) => {
      if (error === null) resolve(key.toString('hex'));
      else reject(error);
    });
  });
}
