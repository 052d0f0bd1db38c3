import { Buffer } from 'node:buffer';

/** The bytes are no tar archive, or one that is not to be unpacked. */
export class TarError extends Error {}

export interface TarEntry {
  readonly name: string;
  readonly directory: boolean;
  readonly size: number;
}

/** Told of each file: its entry, then its bytes in pieces, then its end. */
export interface TarVisitor {
  begin(entry: TarEntry): Promise<void>;
  data(piece: Buffer): Promise<void>;
  end(): Promise<void>;
}

const BLOCK = 512;
const MAX_EXTENDED_BYTES = 1 << 20;
const MAX_ENTRIES = 100_000;
const MAX_TOTAL_BYTES = 2 ** 38;

interface Extended {
  path?: string;
  size?: number;
}

/**
 * Reads a tar stream (ustar, GNU long names, pax paths and sizes). Links, devices, sparse files, absolute paths and `..` are
 * refused, and so is more than 256 GiB or 100,000 entries.
 * @throws TarError
 */
export async function readTar(chunks: AsyncIterable<Buffer>, visitor: TarVisitor): Promise<void> {
  const input = new TarInput(chunks);
  let extended: Extended = {};
  let total = 0;
  for (let entries = 0; ; entries++) {
    const header = await input.block();
    if (header === undefined || isZero(header)) return;
    if (entries > MAX_ENTRIES) throw new TarError(`it has more than ${String(MAX_ENTRIES)} entries`);
    checkSum(header);
    const type = String.fromCharCode(header[156] ?? 0);
    const size = extended.size ?? numberOf(header, 124, 12);
    if (type === 'x' || type === 'L') {
      extended = extendedBy(extended, type, await input.whole(size));
      continue;
    }
    if (type === 'g') {
      await input.whole(size);
      continue;
    }
    const entry = entryOf(header, type, size, extended);
    total += entry.size;
    if (total > MAX_TOTAL_BYTES) throw new TarError(`${entry.name}: it would unpack to more than 256 GiB`);
    await visitor.begin(entry);
    await input.body(entry.size, (piece) => visitor.data(piece));
    await visitor.end();
    extended = {};
  }
}

class TarInput {
  readonly #chunks: AsyncIterator<Buffer, unknown>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** undefined at the end of the stream. */
  async block(): Promise<Buffer | undefined> {
    while (this.#rest.length < BLOCK) {
      const next = await this.#chunks.next();
      if (next.done === true) {
        if (this.#rest.length === 0) return undefined;
        throw new TarError('it ends within an entry');
      }
      this.#rest = Buffer.concat([this.#rest, next.value]);
    }
    const block = this.#rest.subarray(0, BLOCK);
    this.#rest = this.#rest.subarray(BLOCK);
    return block;
  }

  async body(size: number, take: (piece: Buffer) => Promise<void>): Promise<void> {
    let left = size;
    while (left > 0) {
      if (this.#rest.length === 0) this.#rest = await this.#more();
      const piece = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(piece.length);
      left -= piece.length;
      await take(piece);
    }
    let padding = (BLOCK - (size % BLOCK)) % BLOCK;
    while (padding > 0) {
      if (this.#rest.length === 0) this.#rest = await this.#more();
      const skipped = Math.min(padding, this.#rest.length);
      this.#rest = this.#rest.subarray(skipped);
      padding -= skipped;
    }
  }

  async whole(size: number): Promise<Buffer> {
    if (size > MAX_EXTENDED_BYTES) throw new TarError(`an extended header of ${String(size)} bytes`);
    const pieces: Buffer[] = [];
    await this.body(size, (piece) => {
      pieces.push(piece);
      return Promise.resolve();
    });
    return Buffer.concat(pieces);
  }

  async #more(): Promise<Buffer> {
    const next = await this.#chunks.next();
    if (next.done === true) throw new TarError('it ends within an entry');
    return next.value;
  }
}

function entryOf(header: Buffer, type: string, size: number, extended: Extended): TarEntry {
  const name = extended.path ?? nameOf(header);
  const directory = type === '5';
  if (!directory && type !== '0' && type !== '\0' && type !== '7') {
    throw new TarError(`${name} is neither a file nor a directory (type ${JSON.stringify(type)})`);
  }
  if (name.startsWith('/') || name.split('/').includes('..') || name.includes('\0')) {
    throw new TarError(`${JSON.stringify(name)} leads out of the archive`);
  }
  return { name, directory, size: directory ? 0 : size };
}

function nameOf(header: Buffer): string {
  const name = textOf(header, 0, 100);
  const prefix = header.toString('latin1', 257, 262) === 'ustar' && header[263] !== 0x20 ? textOf(header, 345, 155) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function textOf(bytes: Buffer, start: number, length: number): string {
  const end = bytes.indexOf(0, start);
  return bytes.toString('utf8', start, end === -1 || end > start + length ? start + length : end);
}

/** Octal digits, or, with the first bit set, a big-endian number. */
function numberOf(header: Buffer, start: number, length: number): number {
  const first = header[start] ?? 0;
  if ((first & 0x80) !== 0) {
    const value = Number(header.readBigUInt64BE(start + length - 8));
    if (!Number.isSafeInteger(value)) throw new TarError('an entry of an absurd size');
    return value;
  }
  const size = octal(header, start, length);
  if (Number.isNaN(size)) throw new TarError('an entry whose size is no number');
  return size;
}

function octal(header: Buffer, start: number, length: number): number {
  const digits = textOf(header, start, length).trim();
  return /^[0-7]*$/.test(digits) ? Number.parseInt(`0${digits}`, 8) : Number.NaN;
}

function checkSum(header: Buffer): void {
  let sum = 8 * 0x20;
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) sum += header[i] ?? 0;
  if (octal(header, 148, 8) !== sum) throw new TarError('the checksum of an entry is wrong, or it is no tar archive');
}

function extendedBy(extended: Extended, type: 'x' | 'L', body: Buffer): Extended {
  if (type === 'L') return { ...extended, path: textOf(body, 0, body.length) };
  const result = { ...extended };
  for (let at = 0; at < body.length; ) {
    const space = body.indexOf(0x20, at);
    const length = space === -1 ? Number.NaN : Number(body.toString('latin1', at, space));
    if (!Number.isInteger(length) || length <= space - at || at + length > body.length)
      throw new TarError('an extended header that is none');
    const record = body.toString('utf8', space + 1, at + length - 1);
    const equals = record.indexOf('=');
    if (record.startsWith('path=')) result.path = record.slice(equals + 1);
    if (record.startsWith('size=')) result.size = sizeOf(record.slice(equals + 1));
    if (record.startsWith('GNU.sparse')) throw new TarError('a sparse file');
    at += length;
  }
  return result;
}

function sizeOf(text: string): number {
  const size = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(size)) throw new TarError('an entry whose size is no number');
  return size;
}

function isZero(block: Buffer): boolean {
  return block.equals(Buffer.alloc(BLOCK));
}
