import { SkepError } from '../errors.js';

const BLOCK = 512;

export interface TarEntry {
  /** A relative path of at most 100 bytes. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * A tar archive (ustar) of small files, in pieces. Modes are 0600 and times the one that is given, so that the same content
 * gives the same archive. @throws SkepError INTERNAL_BUG for a name that the form cannot hold
 */
export function* tarArchive(entries: Iterable<TarEntry>, atMs: number): Generator<Uint8Array> {
  for (const { name, bytes } of entries) {
    yield header(name, bytes.length, Math.floor(atMs / 1000));
    yield bytes;
    yield new Uint8Array((BLOCK - (bytes.length % BLOCK)) % BLOCK);
  }
  yield new Uint8Array(2 * BLOCK);
}

function header(name: string, size: number, mtime: number): Uint8Array {
  const block = Buffer.alloc(BLOCK);
  if (Buffer.byteLength(name) > 100) throw new SkepError('INTERNAL_BUG', `${name} is too long a name for a tar archive`);
  const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`;
  const fields = [
    name,
    octal(0o600, 8),
    octal(0, 8),
    octal(0, 8),
    octal(size, 12),
    octal(mtime, 12),
    ' '.repeat(8),
    '0',
  ] as const;
  const offsets = [0, 100, 108, 116, 124, 136, 148, 156] as const;
  for (const [index, field] of fields.entries()) block.write(field, offsets[index] ?? 0, 'utf8');
  block.write('ustar\x0000', 257, 'latin1');
  // The sum is taken with spaces in its own place.
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}
