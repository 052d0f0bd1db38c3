import { crc32 } from 'node:zlib';

/**
 * One line of journal.ndjson: `{"n":12,"s":9,"c":"0a1b2c3d","line":...}` and a line end. `n` is its number; all lines before
 * number `s` were durable when it was written; `c` is the CRC-32 of `n:s:line`. With `s` a reader tells what a power cut can
 * leave (holes in what was not yet durable) from damage to what was.
 */
export interface StoredLine {
  readonly number: number;
  readonly durableBefore: number;
  readonly line: string;
}

const LINE_END = 0x0a;
const HEADER = /^\{"n":(\d{1,15}),"s":(\d{1,15}),"c":"([0-9a-f]{8})","line":/;
/** The longest that HEADER can match. */
const HEADER_BYTES = 72;

/** The bytes of a line, its end included. `line` is one JSON value without line breaks. */
export function encodeLine(number: number, durableBefore: number, line: string): string {
  const checksum = crc32(`${String(number)}:${String(durableBefore)}:${line}`);
  return `{"n":${String(number)},"s":${String(durableBefore)},"c":"${checksum.toString(16).padStart(8, '0')}","line":${line}}\n`;
}

/** What a line without its end says; undefined when it is damaged. */
export function decodeLine(bytes: Buffer): StoredLine | undefined {
  const header = HEADER.exec(bytes.toString('latin1', 0, HEADER_BYTES));
  if (header === null || bytes.at(-1) !== 0x7d) return undefined;
  const [matched, number = '', durableBefore = '', checksum = ''] = header;
  const payload = bytes.subarray(matched.length, -1);
  if (crc32(payload, crc32(`${number}:${durableBefore}:`)) !== Number.parseInt(checksum, 16)) return undefined;
  return { number: Number(number), durableBefore: Number(durableBefore), line: payload.toString('utf8') };
}

/** Is this, found at the end of the file, a whole line whose end was overwritten? No crash does that. */
export function hasOverwrittenEnd(tail: Buffer): boolean {
  return tail.length > 1 && tail.at(-1) !== LINE_END && decodeLine(tail.subarray(0, -1)) !== undefined;
}

/** The lines in `bytes`, and how many bytes of an unfinished one are left. */
export function* splitLines(bytes: Buffer): Generator<{ readonly bytes: Buffer; readonly offset: number }> {
  for (let offset = 0; ; ) {
    const end = bytes.indexOf(LINE_END, offset);
    if (end < 0) return;
    yield { bytes: bytes.subarray(offset, end), offset };
    offset = end + 1;
  }
}
