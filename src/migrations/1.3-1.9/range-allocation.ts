import { MigrationRefusal, type Outcome, type StoredObject } from '../migration.js';
import { parseAddress, parseCidr } from '../addresses.js';
import type { Context13 } from './facts.js';
import { stringAt } from '../fields.js';

/**
 * Recomputes which addresses or ports are in use from the Services themselves. The range stays: the server ends when it differs
 * from its flag. A range has no name of its own: its key says which it is, ranges/serviceips or ranges/servicenodeports.
 */
export function migrateRangeAllocation({ key, object: allocation }: StoredObject, context: Context13): Outcome {
  const range = stringAt(allocation, 'range') ?? '';
  const { offsets, outside } = key === 'ranges/servicenodeports' ? portOffsets(range, context) : addressOffsets(range, context);
  for (const item of outside) {
    context.note({
      code: 'outside-range',
      severity: 'warning',
      path: 'range',
      message: `${item} is held by a Service and is not in ${range}; 1.9 complains about it and does not keep it from others`,
    });
  }
  const data = bitmap(offsets);
  if (data !== stringAt(allocation, 'data')) {
    const message = 'is computed anew from the Services; it was not what they hold';
    context.note({ code: 'range-recomputed', severity: 'info', path: 'data', message });
  }
  allocation.data = data;
  return { objects: [{ object: allocation, key }] };
}

interface Offsets {
  readonly offsets: readonly number[];
  readonly outside: readonly string[];
}

/** Bit 0 is the address after the network's own; the last one (broadcast, in IPv4) is never given out. */
function addressOffsets(range: string, context: Context13): Offsets {
  const cidr = parseCidr(range);
  if (cidr === undefined) throw malformedRange(range);
  const { ipv4, ipv6 } = context.facts.addresses;
  const base = cidr.first + 1n;
  const hostBits = cidr.bits - cidr.prefix;
  // Of an IPv6 range a server looks after the first 2^16 addresses.
  const size = 2 ** (cidr.bits === 128 ? Math.min(hostBits, 16) : hostBits) - 2;
  const held: { text: string; bits: number; value: bigint }[] = [
    ...ipv4.map((value) => ({ text: ipv4Text(value), bits: 32, value: BigInt(value) })),
    ...ipv6.flatMap((text) => {
      const address = parseAddress(text);
      return address === undefined ? [] : [{ text, ...address }];
    }),
  ];
  const isInside = ({ bits, value }: { bits: number; value: bigint }) =>
    bits === cidr.bits && value >= base && value < base + BigInt(size);
  return {
    offsets: held.filter(isInside).map(({ value }) => Number(value - base)),
    outside: held.filter((address) => !isInside(address)).map(({ text }) => text),
  };
}

function portOffsets(range: string, context: Context13): Offsets {
  const match = /^(\d{1,5})-(\d{1,5})$/.exec(range);
  if (match === null) throw malformedRange(range);
  const low = Number(match[1]);
  const high = Number(match[2]);
  const ports = context.facts.addresses.nodePorts;
  const isInside = (port: number) => port >= low && port <= high;
  return {
    offsets: ports.filter(isInside).map((port) => port - low),
    outside: ports.filter((port) => !isInside(port)).map(String),
  };
}

/** Base64 of the integer whose bit n is set for every offset n, big-endian without leading zeros. */
function bitmap(offsets: readonly number[]): string {
  const highest = offsets.reduce((max, offset) => Math.max(max, offset), -1);
  const bytes = Buffer.alloc(Math.floor(highest / 8) + 1);
  for (const offset of offsets) {
    const at = bytes.length - 1 - Math.floor(offset / 8);
    bytes[at] = (bytes[at] ?? 0) | (1 << (offset % 8));
  }
  return bytes.toString('base64');
}

function ipv4Text(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
}

function malformedRange(range: string): MigrationRefusal {
  return new MigrationRefusal(
    'malformed-range',
    `"${range}" is no range, and the server of 1.9 would end at its sight`,
    'remove the key from the source: the server makes it anew from its flags and the Services',
  );
}
