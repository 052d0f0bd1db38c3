import type { KubeObject } from '../../storage/json.js';
import { asList, asMap, asText } from './json.js';
import type { Ledger } from './report.js';

/** A range as the store holds it: bit i of `data` is base + i. */
interface StoredRange {
  readonly key: string;
  readonly range: string;
  readonly data: string;
}

/**
 * Holds the ranges of the target against its services. A bit too few lets an address be given twice; a server exits when data
 * and range do not fit.
 */
export class RangeCheck {
  readonly #addresses = new Set<bigint>();
  readonly #ports = new Set<bigint>();
  readonly #ranges: StoredRange[] = [];
  readonly #doubled: { readonly key: string; readonly what: string }[] = [];

  addService(key: string, service: KubeObject): void {
    const spec = asMap(service.spec);
    for (const text of [spec?.clusterIP, ...asList(spec?.clusterIPs)]) {
      const address = addressOf(asText(text) ?? '');
      if (address !== undefined) this.#take(this.#addresses, address, key, asText(text) ?? '');
    }
    // One service may use a port for TCP and for UDP.
    const ports = new Set<number>();
    for (const port of [...asList(spec?.ports).map((entry) => asMap(entry)?.nodePort), spec?.healthCheckNodePort]) {
      if (typeof port === 'number' && port > 0) ports.add(port);
    }
    for (const port of ports) this.#take(this.#ports, BigInt(port), key, `node port ${port}`);
  }

  #take(taken: Set<bigint>, value: bigint, key: string, what: string): void {
    if (taken.has(value)) this.#doubled.push({ key, what });
    taken.add(value);
  }

  addRange(key: string, object: KubeObject): void {
    this.#ranges.push({ key, range: asText(object.range) ?? '', data: asText(object.data) ?? '' });
  }

  check(ledger: Ledger): void {
    for (const { key, what } of this.#doubled) {
      ledger.find({ code: 'address-doubled', kind: 'Service', key, message: `another service has ${what}, too` });
    }
    for (const range of this.#ranges) {
      const isPorts = range.key.endsWith('servicenodeports');
      const problem = problemOf(
        range,
        isPorts ? portSpan(range.range) : addressSpan(range.range),
        isPorts ? this.#ports : this.#addresses,
      );
      if (problem !== undefined) ledger.find({ code: 'range-wrong', kind: 'RangeAllocation', key: range.key, message: problem });
    }
  }
}

interface Span {
  readonly base: bigint;
  readonly size: bigint;
  readonly show: (value: bigint) => string;
}

const EXAMPLES = 5;

function problemOf(range: StoredRange, span: Span | undefined, used: ReadonlySet<bigint>): string | undefined {
  if (span === undefined) return `the range ${JSON.stringify(range.range)} is none`;
  const bits = Buffer.from(range.data, 'base64');
  const kept = new Set<bigint>();
  for (const [i, byte] of bits.entries()) {
    for (let bit = 0; bit < 8; bit++) if ((byte & (1 << bit)) !== 0) kept.add(BigInt((bits.length - 1 - i) * 8 + bit));
  }
  const wanted = new Set([...used].map((value) => value - span.base).filter((offset) => offset >= 0n && offset < span.size));
  const missing = [...wanted].filter((offset) => !kept.has(offset));
  const extra = [...kept].filter((offset) => !wanted.has(offset));
  const list = (offsets: readonly bigint[]): string =>
    offsets
      .slice(0, EXAMPLES)
      .map((offset) => span.show(span.base + offset))
      .join(', ') + (offsets.length > EXAMPLES ? `, ${offsets.length} in all` : '');
  if (missing.length > 0) return `in use by a service and free in the range: ${list(missing)}`;
  return extra.length > 0 ? `reserved and used by no service: ${list(extra)}` : undefined;
}

function portSpan(range: string): Span | undefined {
  const match = /^(\d+)-(\d+)$/.exec(range);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return { base: BigInt(match[1]), size: BigInt(match[2]) - BigInt(match[1]) + 1n, show: String };
}

/** The network's own address is never given out: the base is the one after it. */
function addressSpan(cidr: string): Span | undefined {
  const [text = '', length = ''] = cidr.split('/');
  const address = addressOf(text);
  if (address === undefined || !/^\d+$/.test(length)) return undefined;
  const width = text.includes(':') ? 128n : 32n;
  const size = 1n << (width - BigInt(length));
  return { base: (address / size) * size + 1n, size: size - 2n, show: (value) => showAddress(value, width) };
}

function addressOf(text: string): bigint | undefined {
  if (text.includes(':')) return addressOfSix(text);
  const parts = text.split('.').map(Number);
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255)) return undefined;
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function addressOfSix(text: string): bigint | undefined {
  const [head = '', tail] = text.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...right];
  if (groups.length !== 8 || groups.some((group) => !/^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

function showAddress(value: bigint, width: bigint): string {
  if (width === 32n) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');
  return Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 65535n).toString(16)).join(':');
}
