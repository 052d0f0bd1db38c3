import { Buffer } from 'node:buffer';
import { basename } from 'node:path';
import { SkepError } from '../../errors.js';
import { unreadable } from '../../files/failures.js';
import type { Files, OpenFile } from '../../ports/files.js';
import { crc32c } from './crc32c.js';
import { WireError, WireReader } from './wire.js';

/** One file of the write-ahead log, by its name `<sequence>-<index>.wal`. */
export interface LogSegment {
  readonly path: string;
  readonly sequence: number;
  /** The index of the first entry that the file may hold. */
  readonly index: number;
}

export const RECORD = { metadata: 1, entry: 2, state: 3, crc: 4, snapshot: 5 } as const;

/** A record whose checksum is right; `data` is a view that lives until the next group. */
export interface LogRecord {
  readonly type: number;
  readonly data: Buffer;
  readonly path: string;
  readonly offset: number;
}

export interface LogEnd {
  /** Set when the last record was torn by a crash, as "file at byte N". */
  tornAt?: string;
}

interface Frame {
  /** Bytes of the record itself and with its padding. */
  readonly length: number;
  readonly padded: number;
}

const HEADER_BYTES = 8;
const WINDOW_BYTES = 1 << 20;
/** etcd's requests are 1.5 MiB by default; what claims to be longer than this is a damaged length. */
const MAX_RECORD_BYTES = 64 << 20;
const SECTOR_BYTES = 512;
/** What a crash can leave beyond the last whole record: etcd flushes the log in far smaller pieces. */
const MAX_TORN_BYTES = 1 << 20;

/**
 * Every record of the segments, in groups of what one read brought. Checks frames, the checksum that runs over all records
 * and from file to file, and tolerates a torn record only at the very end of the last file (told in `end`).
 * @throws SkepError STORE_CORRUPT naming file and offset
 */
export async function* logRecords(files: Files, segments: readonly LogSegment[], end: LogEnd): AsyncGenerator<LogRecord[]> {
  const chain = { crc: 0 };
  for (const [i, segment] of segments.entries()) {
    const file = await files.open(segment.path, 'r').catch((error: unknown) => {
      throw unreadable(segment.path, error);
    });
    try {
      const reader = new SegmentReader(file, segment.path, i === segments.length - 1, chain);
      for (let group = await reader.nextGroup(); group.length > 0; group = await reader.nextGroup()) yield group;
      if (reader.tornAt !== undefined) end.tornAt = `${basename(segment.path)} at byte ${String(reader.tornAt)}`;
    } finally {
      await file.close();
    }
  }
}

class SegmentReader {
  tornAt: number | undefined;
  readonly #file: OpenFile;
  readonly #path: string;
  readonly #isLast: boolean;
  readonly #chain: { crc: number };
  #window: Buffer = Buffer.alloc(0);
  /** Where in the file the window begins. */
  #windowOffset = 0;
  #atEnd = false;
  #done = false;

  constructor(file: OpenFile, path: string, isLast: boolean, chain: { crc: number }) {
    this.#file = file;
    this.#path = path;
    this.#isLast = isLast;
    this.#chain = chain;
  }

  /** The next records; empty at the end of the segment. */
  async nextGroup(): Promise<LogRecord[]> {
    const records: LogRecord[] = [];
    let needed = HEADER_BYTES;
    while (!this.#done && records.length === 0) {
      await this.#fill(needed);
      needed = await this.#takeRecords(records);
    }
    return records;
  }

  /** Takes whole records out of the window; returns how many bytes the next one needs. */
  async #takeRecords(records: LogRecord[]): Promise<number> {
    let position = 0;
    let needed = HEADER_BYTES;
    while (!this.#done) {
      const offset = this.#windowOffset + position;
      const rest = this.#window.length - position;
      needed = HEADER_BYTES;
      if (rest < HEADER_BYTES) {
        if (this.#atEnd) await this.#finish(offset, rest > 0);
        break;
      }
      const frame = this.#frameAt(position, offset);
      if (frame === undefined) {
        await this.#finish(offset, false);
        break;
      }
      needed = HEADER_BYTES + frame.padded;
      if (rest < needed) {
        if (this.#atEnd) await this.#finish(offset, true);
        break;
      }
      const record = this.#recordAt(position, frame, offset);
      if (record === undefined) {
        if (!(await this.#isZeroFrom(offset + needed))) throw this.#corrupt(offset, 'the checksum of the record is wrong');
        this.#tear(offset);
        break;
      }
      records.push(record);
      position += needed;
    }
    this.#window = this.#window.subarray(position);
    this.#windowOffset += position;
    return needed;
  }

  /** undefined at preallocated space. */
  #frameAt(position: number, offset: number): Frame | undefined {
    const low = this.#window.readUInt32LE(position);
    const high = this.#window.readInt32LE(position + 4);
    if (low === 0 && high === 0) return undefined;
    // The low 56 bits are the length; with the sign bit set the three bits above them are the padding.
    const length = (high & 0x00ffffff) * 2 ** 32 + low;
    if (length > MAX_RECORD_BYTES || length === 0) {
      throw this.#corrupt(offset, `a record that claims ${String(length)} bytes`);
    }
    return { length, padded: length + (high < 0 ? (high >>> 24) & 7 : 0) };
  }

  /** undefined when the record is wrong in a way that a crash explains: sectors of it were never written. */
  #recordAt(position: number, frame: Frame, offset: number): LogRecord | undefined {
    const start = position + HEADER_BYTES;
    const body = this.#window.subarray(start, start + frame.length);
    const torn = (): boolean => this.#isLast && hasZeroSector(body, offset + HEADER_BYTES);
    let record: { type: number; crc: number; data: Buffer };
    try {
      record = decodeRecord(body);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      if (torn()) return undefined;
      throw this.#corrupt(offset, `a record that cannot be decoded (${error.message})`);
    }
    if (record.type === RECORD.crc) {
      if (this.#chain.crc !== 0 && record.crc !== this.#chain.crc)
        throw this.#corrupt(offset, 'it does not continue the file before it');
      this.#chain.crc = record.crc;
    } else {
      const crc = crc32c(record.data, this.#chain.crc);
      if (crc !== record.crc) {
        if (torn()) return undefined;
        throw this.#corrupt(offset, 'the checksum of the record is wrong');
      }
      this.#chain.crc = crc;
    }
    return { type: record.type, data: record.data, path: this.#path, offset };
  }

  /** The records of this file end at `offset`, within one (`cut`) or before space that was never written. */
  async #finish(offset: number, cut: boolean): Promise<void> {
    this.#done = true;
    if (cut) {
      if (!this.#isLast) throw this.#corrupt(offset, 'the file ends within a record');
      this.#tear(offset);
      return;
    }
    if (await this.#isZeroFrom(offset)) return;
    // Only the last file can hold the unordered remains of a crash, and only little of them.
    if (!this.#isLast || !(await this.#isZeroFrom(offset + MAX_TORN_BYTES))) {
      throw this.#corrupt(offset, 'zeros where a record should be, and data behind them');
    }
    this.#tear(offset);
  }

  #tear(offset: number): void {
    this.#done = true;
    this.tornAt = offset;
  }

  async #isZeroFrom(offset: number): Promise<boolean> {
    const chunk = Buffer.alloc(WINDOW_BYTES);
    for (let position = offset; ; ) {
      const length = await this.#read(chunk, position);
      if (length === 0) return true;
      if (!isZero(chunk.subarray(0, length))) return false;
      position += length;
    }
  }

  /** Reads on until the window holds `needed` bytes and one more read, or the file ends. */
  async #fill(needed: number): Promise<void> {
    const window = Buffer.allocUnsafe(Math.max(needed, this.#window.length) + WINDOW_BYTES);
    let length = this.#window.copy(window);
    while (!this.#atEnd && length < window.length) {
      const read = await this.#read(window.subarray(length), this.#windowOffset + length);
      if (read === 0) this.#atEnd = true;
      length += read;
    }
    this.#window = window.subarray(0, length);
  }

  #read(buffer: Buffer, position: number): Promise<number> {
    return this.#file.read(buffer, position).catch((error: unknown) => {
      throw unreadable(this.#path, error);
    });
  }

  #corrupt(offset: number, what: string): SkepError {
    return new SkepError('STORE_CORRUPT', `write-ahead log ${this.#path} at byte ${String(offset)}: ${what}`);
  }
}

function decodeRecord(body: Buffer): { type: number; crc: number; data: Buffer } {
  const record = { type: 0, crc: 0, data: body.subarray(0, 0) };
  const reader = new WireReader(body);
  while (reader.next()) {
    if (reader.field === 1) record.type = reader.number;
    else if (reader.field === 2) record.crc = reader.number;
    else if (reader.field === 3) record.data = reader.bytes();
  }
  return record;
}

/** Whether a whole disk sector of the record holds nothing but zeros; `offset` is where `body` stands in the file. */
function hasZeroSector(body: Buffer, offset: number): boolean {
  for (let start = 0; start < body.length; ) {
    const end = Math.min(body.length, start + SECTOR_BYTES - ((offset + start) % SECTOR_BYTES));
    if (isZero(body.subarray(start, end))) return true;
    start = end;
  }
  return false;
}

function isZero(bytes: Buffer): boolean {
  return bytes.equals(Buffer.alloc(bytes.length));
}
