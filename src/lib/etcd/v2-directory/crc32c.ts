/** CRC-32C (Castagnoli), which etcd puts over snapshots and log records. Eight bytes at a time by eight tables. */
const POLYNOMIAL = 0x82f63b78;
const TABLES = buildTables();

function buildTables(): Uint32Array {
  const tables = new Uint32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
    tables[byte] = crc;
  }
  for (let i = 256; i < tables.length; i++) {
    const before = tables[i - 256] ?? 0;
    tables[i] = (before >>> 8) ^ (tables[before & 0xff] ?? 0);
  }
  return tables;
}

/** The checksum of `bytes[start..end)` behind data whose checksum is `before` (0 for none). */
export function crc32c(bytes: Uint8Array, before = 0, start = 0, end = bytes.length): number {
  const table = TABLES;
  let crc = ~before;
  let i = start;
  // Every index is in range by the loop bounds, which the compiler cannot see.
  for (const last = end - 8; i <= last; i += 8) {
    const low =
      crc ^
      ((bytes[i] as number) |
        ((bytes[i + 1] as number) << 8) |
        ((bytes[i + 2] as number) << 16) |
        ((bytes[i + 3] as number) << 24));
    crc =
      (table[1792 + (low & 0xff)] as number) ^
      (table[1536 + ((low >>> 8) & 0xff)] as number) ^
      (table[1280 + ((low >>> 16) & 0xff)] as number) ^
      (table[1024 + (low >>> 24)] as number) ^
      (table[768 + (bytes[i + 4] as number)] as number) ^
      (table[512 + (bytes[i + 5] as number)] as number) ^
      (table[256 + (bytes[i + 6] as number)] as number) ^
      (table[bytes[i + 7] as number] as number);
  }
  for (; i < end; i++) crc = (crc >>> 8) ^ (table[(crc ^ (bytes[i] as number)) & 0xff] as number);
  return ~crc >>> 0;
}
