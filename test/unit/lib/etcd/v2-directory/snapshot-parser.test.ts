import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32c } from '../../../../../src/lib/etcd/v2-directory/crc32c.js';
import { nanosecondsOf } from '../../../../../src/lib/etcd/v2-directory/go-time.js';
import { SnapshotParser, SnapshotSyntaxError, unescapeInto } from '../../../../../src/lib/etcd/v2-directory/snapshot-parser.js';
import { TarError, readTar } from '../../../../../src/lib/etcd/v2-directory/tar-reader.js';
import { storeJson } from './directory-builder.js';

function parse(json: Buffer, pieceLength: number): { events: string[]; currentIndex: number | undefined } {
  const events: string[] = [];
  const parser = new SnapshotParser({
    enter(name, node) {
      events.push(`enter ${name} ${String(node.created)}`);
      return name !== 'unseen';
    },
    leave: () => events.push('leave'),
    leaf(name, node, raw, escaped) {
      const value = Buffer.alloc(raw.length);
      const length = escaped ? unescapeInto(raw, value, 0) : raw.copy(value);
      events.push(`leaf ${name} ${String(node.modified)} ${node.expires} ${value.toString('utf8', 0, length)}`);
    },
  });
  for (let i = 0; i < json.length; i += pieceLength) parser.write(json.subarray(i, i + pieceLength));
  parser.end();
  return { events, currentIndex: parser.currentIndex };
}

describe('the snapshot parser', () => {
  const json = Buffer.from(
    storeJson({ a: 'x"\\\n\u2028é\u{1f41d}', 'b/c"': 'y', dir: { unseen: { z: 'no' }, empty: {}, 'k\té': '' } }, 42),
  );

  it('tells the tree, however the bytes come in', () => {
    const whole = parse(json, json.length);
    expect(whole.currentIndex).toBe(42);
    expect(whole.events).toEqual([
      ...['enter  3', 'enter 0 3', 'leave', 'enter 1 3', 'leaf a 3  x"\\\n\u2028é\u{1f41d}', 'leaf b/c" 3  y'],
      ...['enter dir 3', 'enter unseen 3', 'enter empty 3', 'leave', 'leaf k\té 3  ', 'leave', 'leave', 'leave'],
    ]);
    for (let pieceLength = 1; pieceLength < 60; pieceLength++) expect(parse(json, pieceLength)).toEqual(whole);
  });

  it('unescapes every JSON string as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, allEscaped) => {
        const plain = JSON.stringify(text).slice(1, -1);
        const raw = Buffer.from(
          allEscaped
            ? [...text.split('')].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
            : plain,
        );
        const target = Buffer.alloc(raw.length);
        expect(target.toString('utf8', 0, unescapeInto(raw, target, 0))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('ends or says what is wrong, whatever the bytes are', () => {
    const damage = fc.tuple(
      fc.nat(json.length),
      fc.nat(8),
      fc.oneof(
        fc.uint8Array({ maxLength: 4 }),
        fc.constantFrom('{', '}', '[', '"', '\\', ',', 'null', '1').map((text) => Buffer.from(text)),
      ),
    );
    fc.assert(
      fc.property(damage, fc.integer({ min: 1, max: 100 }), ([at, remove, insert], pieceLength) => {
        try {
          parse(Buffer.concat([json.subarray(0, at), insert, json.subarray(at + remove)]), pieceLength);
        } catch (error) {
          expect(error).toBeInstanceOf(SnapshotSyntaxError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses nesting without end', () => {
    expect(() => parse(Buffer.from(`{"Stats":${'['.repeat(1_000_000)}`), 1 << 16)).toThrow(/nested too deeply/);
  });
});

describe('the checksum', () => {
  it('is CRC-32C, and continues', () => {
    const text = Buffer.from('123456789');
    expect(crc32c(text)).toBe(0xe3069283);
    expect(crc32c(text.subarray(4), crc32c(text, 0, 0, 4))).toBe(0xe3069283);
    expect(crc32c(Buffer.alloc(32))).toBe(0x8a9136aa);
  });
});

describe('times', () => {
  it('are exact to the nanosecond', () => {
    expect(nanosecondsOf('2026-11-22T05:16:22.08459116Z')).toBe(
      BigInt(Date.UTC(2026, 10, 22, 5, 16, 22)) * 1_000_000n + 84_591_160n,
    );
    expect(nanosecondsOf('2026-01-01T01:00:00+01:00')).toBe(BigInt(Date.UTC(2026, 0, 1)) * 1_000_000n);
    expect(nanosecondsOf('tomorrow')).toBeUndefined();
  });
});

describe('the tar reader', () => {
  it('ends or says what is wrong, whatever the bytes are', async () => {
    const header = Buffer.alloc(512);
    header.write('member/wal/x');
    header.write('00000000012', 124);
    header.write('0', 156);
    header.write('ustar\0', 257);
    const sum = header.reduce((total, byte) => total + byte, 8 * 32);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    const archive = Buffer.concat([header, Buffer.alloc(512, 'a'), Buffer.alloc(1024)]);
    const visit = async (bytes: Buffer, piece: number): Promise<string[]> => {
      const seen: string[] = [];
      const chunks = async function* (): AsyncGenerator<Buffer> {
        for (let i = 0; i < bytes.length; i += piece) yield await Promise.resolve(bytes.subarray(i, i + piece));
      };
      const note = (text: string): Promise<void> => {
        seen.push(text);
        return Promise.resolve();
      };
      await readTar(chunks(), {
        begin: (entry) => note(`${entry.name} ${String(entry.size)}`),
        data: () => Promise.resolve(),
        end: () => note('end'),
      });
      return seen;
    };
    for (const piece of [1, 7, 512, 5000]) expect(await visit(archive, piece)).toEqual(['member/wal/x 10', 'end']);
    await fc.assert(
      fc.asyncProperty(fc.nat(600), fc.uint8Array({ minLength: 1, maxLength: 12 }), fc.nat(1600), async (at, bytes, length) => {
        const spoiled = Buffer.from(archive);
        spoiled.set(bytes, at);
        try {
          await visit(spoiled.subarray(0, length), 333);
        } catch (error) {
          expect(error).toBeInstanceOf(TarError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
