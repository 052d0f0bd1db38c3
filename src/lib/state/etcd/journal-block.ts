import { gunzipSync, gzipSync } from 'node:zlib';
import { SkepError } from '../../errors.js';
import type { JournalEntry } from '../../ports/state-store.js';

/** Lines are gathered into one block up to this size; a single longer line is a block of its own. */
export const BLOCK_BYTES = 512 * 1024;
/** Larger than this is compressed. */
const PLAIN_BYTES = 1 << 20;
/** What etcd's own limit of 1.5 MiB a request leaves for a value, next to its key and its guards. */
const MOST_BYTES = 1.5 * 1024 * 1024 - 4096;

/** The value of a block: its lines, one below the other, compressed when they are long. @throws SkepError STATE_UNWRITABLE */
export function encodeBlock(lines: readonly string[], first: number): Buffer {
  const plain = Buffer.from(lines.join('\n'));
  if (plain.length <= PLAIN_BYTES) return plain;
  const zipped = gzipSync(plain, { level: 1 });
  if (zipped.length <= MOST_BYTES) return zipped;
  throw new SkepError(
    'STATE_UNWRITABLE',
    `line ${first + 1} of the journal takes ${zipped.length} bytes compressed, more than a request to etcd may`,
    { hints: ['keep the state of this run in the local directory alone'] },
  );
}

/** @throws SkepError STATE_CORRUPT naming the key */
export function decodeBlock(value: Buffer, first: number, key: string): JournalEntry[] {
  // JSON never begins with gzip's first byte.
  const plain = value[0] === 0x1f ? unzipped(value, key) : value;
  return plain
    .toString()
    .split('\n')
    .map((line, index) => ({ number: first + index, line }));
}

function unzipped(value: Buffer, key: string): Buffer {
  try {
    return gunzipSync(value);
  } catch (cause) {
    throw new SkepError('STATE_CORRUPT', `run state: ${key} cannot be unpacked`, { cause, details: { key } });
  }
}
