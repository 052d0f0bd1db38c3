import { parseAddress, parseCidr } from '../addresses.js';
import { bitsOf } from './bitmap.js';
import type { Facts10, RangeFact } from './facts.js';

/** Gives out what is free of a range, always the lowest, and remembers what it gave. */
export interface Allocator {
  /** @returns undefined when nothing is left */
  next(): string | undefined;
  /** Offsets in the range's bitmap, in the order in which they were given. */
  readonly given: readonly number[];
}

/** Addresses for Services; undefined when there is no range, or one that does not read. */
export function addressAllocator(facts: Facts10): Allocator | undefined {
  const range = facts.ranges.get('serviceips');
  const cidr = parseCidr(range?.range ?? '');
  if (range === undefined || cidr === undefined) return undefined;
  const hostBits = cidr.bits - cidr.prefix;
  // Bit 0 is the address after the network's own; the last address is never given out. Of IPv6 a server minds the first 2^16.
  const size = 2 ** Math.min(hostBits, cidr.bits === 128 ? 16 : 32) - 2;
  const base = cidr.first + 1n;
  const held = facts.clusterIps.flatMap((text) => {
    const address = parseAddress(text);
    return address?.bits === cidr.bits ? [Number(address.value - base)] : [];
  });
  const text = (offset: number): string => (cidr.bits === 32 ? ipv4Text(base + BigInt(offset)) : ipv6Text(base + BigInt(offset)));
  return allocator(range, held, size, text);
}

/** Node ports; undefined when there is no range, or one that does not read. */
export function portAllocator(facts: Facts10): Allocator | undefined {
  const range = facts.ranges.get('servicenodeports');
  const match = /^(\d{1,5})-(\d{1,5})$/.exec(range?.range ?? '');
  if (range === undefined || match === null) return undefined;
  const low = Number(match[1]);
  const held = facts.nodePorts.map((port) => port - low);
  return allocator(range, held, Number(match[2]) - low + 1, (offset) => String(low + offset));
}

function allocator({ data }: RangeFact, held: readonly number[], size: number, text: (offset: number) => string): Allocator {
  const used = bitsOf(data);
  for (const offset of held) used.add(offset);
  const given: number[] = [];
  let at = 0;
  return {
    given,
    next() {
      while (used.has(at)) at += 1;
      if (at >= size) return undefined;
      given.push(at);
      at += 1;
      return text(at - 1);
    },
  };
}

function ipv4Text(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');
}

function ipv6Text(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  return groups.join(':').replace(/(?:^|:)0(?::0)+(?::|$)/, '::');
}
