import { keyToBytes } from '../etcd/key-text.js';
import { hashBytes } from './pipeline/links.js';

const LEADER_ANNOTATION = Buffer.from('control-plane.alpha.kubernetes.io/leader');

const MASK = 0xffff_ffff_ffff_ffffn;

/** A record of a store or of a batch. */
interface Fingerprinted {
  readonly key: string;
  readonly value: Uint8Array;
  readonly modRevision: number;
  readonly expiry?: unknown;
  readonly ttlSeconds?: number;
}

/** A part of a fingerprint, as plain data; parts add up in any order. */
export interface FingerprintPart {
  readonly keys: number;
  /** Hexadecimal. */
  readonly sum: string;
}

/**
 * What a store held, in few bytes: two stores with the same (key, modification revision) pairs give the same text, in whatever
 * order they are read. Keys that expire and leader-election records are left out: they change while nobody does anything.
 */
export class Fingerprint {
  #sum = 0n;
  #keys = 0;

  add(record: Fingerprinted): void {
    if (record.expiry !== undefined || record.ttlSeconds !== undefined || isLeaderRecord(record)) return;
    const hash = BigInt(hashBytes(keyToBytes(record.key)));
    this.#sum = (this.#sum + hash * (2n * BigInt(record.modRevision) + 1n)) & MASK;
    this.#keys += 1;
  }

  part(): FingerprintPart {
    return { keys: this.#keys, sum: this.#sum.toString(16) };
  }

  addPart(part: FingerprintPart): void {
    this.#keys += part.keys;
    this.#sum = (this.#sum + BigInt(`0x${part.sum}`)) & MASK;
  }

  /** "<keys>-<16 hex digits>" */
  text(): string {
    return `${String(this.#keys)}-${this.#sum.toString(16).padStart(16, '0')}`;
  }
}

/** Schedulers and controller managers renew their leadership every two seconds as an annotation of an Endpoints object. */
function isLeaderRecord(record: Fingerprinted): boolean {
  if (!record.key.includes('/services/endpoints/')) return false;
  const value = Buffer.from(record.value.buffer, record.value.byteOffset, record.value.byteLength);
  return value.includes(LEADER_ANNOTATION);
}
