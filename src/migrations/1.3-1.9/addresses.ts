import { isIP } from 'node:net';

/** An IP address as a number of 32 or 128 bits. */
export interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** Reads an IPv4 or IPv6 address; undefined for any other text. */
export function parseAddress(text: string): Address | undefined {
  switch (isIP(text)) {
    case 4:
      return { bits: 32, value: ipv4(text) };
    case 6:
      return text.includes('%') ? undefined : ipv6(text);
    default:
      return undefined;
  }
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

function ipv4(text: string): bigint {
  return text.split('.').reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function ipv6(text: string): Address {
  const lastColon = text.lastIndexOf(':');
  const tail = text.slice(lastColon + 1);
  const plain = tail.includes('.') ? text.slice(0, lastColon + 1) + dottedTail(tail) : text;
  const [head = '', rest] = plain.split('::');
  const before = groups(head);
  const after = rest === undefined ? [] : groups(rest);
  const zeros = new Array<bigint>(8 - before.length - after.length).fill(0n);
  return { bits: 128, value: [...before, ...zeros, ...after].reduce((value, group) => (value << 16n) | group, 0n) };
}

function dottedTail(text: string): string {
  const value = ipv4(text);
  return `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
}

function groups(text: string): bigint[] {
  return text === '' ? [] : text.split(':').map((group) => BigInt(`0x${group}`));
}
