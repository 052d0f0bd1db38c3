import { Buffer } from 'node:buffer';
import type { Expiry, StoreRecord } from '../../ports/store.js';
import { keyFromBytes } from '../key-text.js';
import type { KeyValueView } from './key-value.js';

const SLAB = 1024 * 1024;
const MAX_RECORDS = 1000;

/**
 * Collects records up to 1,000 or 1 MiB of values. Values are copied into one slab a batch, away from the page cache, which
 * overwrites itself.
 */
export class RecordBatch {
  #records: StoreRecord[] = [];
  #slab: Buffer | undefined;
  #used = 0;

  get length(): number {
    return this.#records.length;
  }

  /** Adds a record; when it no longer fits or the batch is full by it, gives the batch that is ready to go out. */
  add(bytes: Buffer, view: KeyValueView, expiry: Expiry | undefined): readonly StoreRecord[] | undefined {
    const size = view.valueEnd - view.valueStart;
    const isFull = this.#records.length >= MAX_RECORDS || (this.#records.length > 0 && this.#used + size > SLAB);
    const ready = isFull ? this.take() : undefined;
    this.#slab ??= Buffer.allocUnsafeSlow(Math.max(SLAB, size));
    const value = this.#slab.subarray(this.#used, this.#used + size);
    bytes.copy(value, 0, view.valueStart, view.valueEnd);
    this.#used += size;
    const { createRevision, modRevision, version } = view;
    const key = keyFromBytes(bytes.subarray(view.keyStart, view.keyEnd));
    this.#records.push({ key, value, createRevision, modRevision, version, ...(expiry === undefined ? {} : { expiry }) });
    return ready;
  }

  take(): readonly StoreRecord[] {
    const records = this.#records;
    this.#records = [];
    this.#slab = undefined;
    this.#used = 0;
    return records;
  }
}
