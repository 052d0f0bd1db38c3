/** An IP address as a number of 32 or 128 bits. */
export interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** Reads an IPv4 or IPv6 address; undefined for any other text (also for one with a zone). */
export function parseAddress(text: string): Address | undefined {
  if (text.includes(':')) return ipv6(text);
  const value = ipv4(text);
  return value === undefined ? undefined : { bits: 32, value };
}

/** Reads "10.0.0.0/16"; `first` has the host bits cleared. Undefined for any other text. */
export function parseCidr(
  text: string,
): { readonly bits: 32 | 128; readonly first: bigint; readonly prefix: number } | undefined {
  const [host = '', length = '', ...rest] = text.split('/');
  const address = parseAddress(host);
  if (address === undefined || rest.length > 0 || !/^\d{1,3}$/.test(length) || Number(length) > address.bits) return undefined;
  const hostBits = BigInt(address.bits - Number(length));
  return { bits: address.bits, first: (address.value >> hostBits) << hostBits, prefix: Number(length) };
}

/**
 * May a Service of 1.9 name it among externalIPs? Its validation refuses what is no address, and unspecified, loopback and
 * link-local ones. Gives the reason, or undefined when it may.
 */
export function externalIpProblem(text: string): string | undefined {
  const address = parseAddress(text);
  if (address === undefined) return 'is no IP address';
  return address.bits === 32 ? ipv4Problem(address.value) : ipv6Problem(address.value);
}

function ipv4Problem(value: bigint): string | undefined {
  if (value === 0n) return 'is the unspecified address';
  if (value >> 24n === 127n) return 'is a loopback address';
  if (value >> 16n === 0xa9fen) return 'is a link-local address';
  if (value >> 8n === 0xe00000n) return 'is a link-local multicast address';
  return undefined;
}

function ipv6Problem(value: bigint): string | undefined {
  if (value >> 32n === 0xffffn) return ipv4Problem(value & 0xffffffffn);
  if (value === 0n) return 'is the unspecified address';
  if (value === 1n) return 'is a loopback address';
  if (value >> 118n === 0x3fan) return 'is a link-local address';
  if (value >> 112n === 0xff02n) return 'is a link-local multicast address';
  return undefined;
}

function ipv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function ipv6(text: string): Address | undefined {
  const plain = withoutDots(text);
  const [head = '', tail, ...rest] = plain?.split('::') ?? [];
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  if (plain === undefined || rest.length > 0 || before === undefined || after === undefined) return undefined;
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const all = [...before, ...new Array<bigint>(missing).fill(0n), ...after];
  return { bits: 128, value: all.reduce((value, group) => (value << 16n) | group, 0n) };
}

/** "::ffff:10.0.0.1" as "::ffff:a00:1". */
function withoutDots(text: string): string | undefined {
  if (!text.includes('.')) return text;
  const start = text.lastIndexOf(':') + 1;
  const value = ipv4(text.slice(start));
  if (value === undefined) return undefined;
  return `${text.slice(0, start)}${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
}

function groups(text: string): bigint[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  return parts.every((part) => /^[0-9a-fA-F]{1,4}$/.test(part)) ? parts.map((part) => BigInt(`0x${part}`)) : undefined;
}
