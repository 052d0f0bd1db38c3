import type { Keyring } from '../../storage/encryption/keyring.js';
import type { KubeObject } from '../../storage/json.js';
import { readValue, type StoredValue } from '../../storage/value.js';
import type { JoinedRecord } from './join.js';
import type { KeyMeeting } from './key-meeting.js';
import type { Ledger } from './report.js';

type Side = 'source' | 'target';

/** Decodes values of both stores, each with its own keys. */
export class ValueReader {
  readonly #keyrings: Readonly<Partial<Record<Side, Keyring>>>;
  readonly #ledger: Ledger;
  readonly #meeting: KeyMeeting;

  constructor(keyrings: Readonly<Partial<Record<Side, Keyring>>>, meeting: KeyMeeting, ledger: Ledger) {
    this.#keyrings = keyrings;
    this.#meeting = meeting;
    this.#ledger = ledger;
  }

  /** Undefined for what does not decode, which is a finding. */
  read(record: JoinedRecord, side: Side): StoredValue | undefined {
    try {
      return readValue(record.key, record.value, this.#keyrings[side]);
    } catch (error) {
      const code = side === 'source' ? 'source-unreadable' : 'undecodable';
      this.#ledger.find({ code, kind: this.#meeting.kindOf(record.key), key: record.key, message: messageOf(error) });
      return undefined;
    }
  }

  /** The same without a finding: the record is read once more where it counts. */
  tryRead(record: JoinedRecord, side: Side): KubeObject | undefined {
    try {
      return readValue(record.key, record.value, this.#keyrings[side]).object;
    } catch {
      return undefined;
    }
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
