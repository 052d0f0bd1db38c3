/** Which bits are set in the base64 of an integer, big-endian, whose bit n stands for offset n. */
export function bitsOf(data: string): Set<number> {
  const bytes = Buffer.from(data, 'base64');
  const bits = new Set<number>();
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[bytes.length - 1 - at] ?? 0;
    for (let bit = 0; bit < 8; bit += 1) if ((byte & (1 << bit)) !== 0) bits.add(at * 8 + bit);
  }
  return bits;
}

/** The same integer with more bits set, without leading zeros. */
export function withBits(data: string, offsets: readonly number[]): string {
  const old = Buffer.from(data, 'base64');
  const highest = offsets.reduce((max, offset) => Math.max(max, offset), -1);
  const bytes = Buffer.alloc(Math.max(old.length, Math.floor(highest / 8) + 1));
  old.copy(bytes, bytes.length - old.length);
  for (const offset of offsets) {
    const at = bytes.length - 1 - Math.floor(offset / 8);
    bytes[at] = (bytes[at] ?? 0) | (1 << (offset % 8));
  }
  return bytes.toString('base64');
}
