import { Buffer } from 'node:buffer';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isSkepError } from '../../../../../src/lib/errors.js';
import { openDumpSource } from '../../../../../src/lib/etcd/dump/dump-source.js';
import { createDumpTarget } from '../../../../../src/lib/etcd/dump/dump-target.js';
import { keyFromBytes } from '../../../../../src/lib/etcd/key-text.js';
import { nodeFiles } from '../../../../../src/lib/files/node-files.js';
import type { Files } from '../../../../../src/lib/ports/files.js';
import type { StoreRecord, StoreSource, TargetRecord, WriteOptions } from '../../../../../src/lib/ports/store.js';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'skep-dump-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

let files = 0;
async function dumpOf(content: string | Uint8Array, suffix = '.jsonl'): Promise<string> {
  files += 1;
  const path = join(directory, `${String(files)}${suffix}`);
  await writeFile(path, content);
  return path;
}

async function readAll(source: StoreSource): Promise<StoreRecord[]> {
  const records: StoreRecord[] = [];
  try {
    for await (const batch of source.read()) records.push(...batch);
  } finally {
    await source.close();
  }
  return records;
}

async function recordsOf(content: string | Uint8Array): Promise<StoreRecord[]> {
  return readAll(await openDumpSource(await dumpOf(content)));
}

const assigned: WriteOptions = { revisions: 'assigned', firstRevision: 100, leases: [] };

async function* batches(records: readonly TargetRecord[], size = 3): AsyncGenerator<readonly TargetRecord[]> {
  for (let i = 0; i < records.length; i += size) yield await Promise.resolve(records.slice(i, i + size));
}

describe('a dump as a source', () => {
  it.each(['1.0', '1.3'])('reads every key of the golden %s dump', async (release) => {
    const path = join(import.meta.dirname, `../../../../golden/${release}/etcd-v2.jsonl.gz`);
    const lines = gunzipSync(await readFile(path))
      .toString()
      .trimEnd()
      .split('\n');
    const source = await openDumpSource(path);
    expect(source.description).toEqual({ form: 'dump', api: 'v2', location: path });
    expect(await source.head()).toEqual({});
    const records = await readAll(source);
    expect(records).toHaveLength(lines.length);
    for (const [i, line] of lines.entries()) {
      const told = JSON.parse(line) as {
        key: string;
        value: string;
        createdIndex: number;
        modifiedIndex: number;
        ttl?: number;
        expiration?: string;
      };
      const record = records[i];
      expect(record).toMatchObject({
        key: told.key,
        createRevision: told.createdIndex,
        modRevision: told.modifiedIndex,
        version: 1,
      });
      expect(Buffer.from(record?.value ?? []).toString()).toBe(told.value);
      expect(record?.expiry?.ttlSeconds).toBe(told.ttl);
      expect(record?.expiry?.expiresAt).toBe(told.expiration === undefined ? undefined : Date.parse(told.expiration));
    }
  });

  it('reads the header, leases, binary keys and values, and bare lines', async () => {
    const source = await openDumpSource(
      await dumpOf(
        [
          '{"skepDump":1,"api":"v3","revision":50,"compactRevision":7}   ',
          '{"key":"/a","valueBase64":"//8=","createRevision":3,"modRevision":9,"version":4,"ttl":60,"lease":"7587862094830313219"}',
          '{"keyBase64":"L/8=","value":"é\\u0000"}',
        ].join('\r\n'),
      ),
    );
    expect(source.description.api).toBe('v3');
    expect(await source.head()).toEqual({ revision: 50, compactRevision: 7 });
    expect(await source.get('/\udcff')).toEqual({
      key: '/\udcff',
      value: Buffer.from('é\0'),
      createRevision: 0,
      modRevision: 0,
      version: 1,
    });
    expect(await source.get('/b')).toBeUndefined();
    expect(await readAll(source)).toMatchObject([
      {
        key: '/a',
        value: Buffer.from([255, 255]),
        createRevision: 3,
        modRevision: 9,
        version: 4,
        expiry: { ttlSeconds: 60, leaseId: 7587862094830313219n },
      },
      { key: '/\udcff' },
    ]);
  });

  it('gives batches of at most 1,000 records and only keys under the prefix', async () => {
    const content = Array.from({ length: 2500 }, (_, i) => `{"key":"/${String(i % 2)}/${String(i)}","value":""}`).join('\n');
    const source = await openDumpSource(await dumpOf(content));
    const sizes: number[] = [];
    for await (const batch of source.read({ prefix: '/1/' })) {
      expect(batch.every((record) => record.key.startsWith('/1/'))).toBe(true);
      sizes.push(batch.length);
    }
    expect(sizes).toEqual([1000, 250]);
    await source.close();
  });

  it.each([
    ['{"key":"/a","value":"1"}\n{"key":"/b","va', /line 2: it is not JSON/],
    ['{"key":"/a","value":"1"}\n\n{"key":"/a","value":"2"}', /line 3: the key "\/a" stands here for the second time/],
    ['{"key":"/a"}', /line 1: it has neither value nor valueBase64/],
    ['{"value":"a"}', /line 1: it has neither key nor keyBase64/],
    ['{"key":"","value":"a"}', /line 1: its key is empty/],
    ['{"key":"/a","value":5}', /line 1: its value is not a string/],
    ['{"key":"/a","value":"1","valueBase64":""}', /both value and valueBase64/],
    ['{"key":"/a","valueBase64":"a"}', /its valueBase64 is not base64/],
    ['{"key":"/a\\ud800","value":"1"}', /its key holds a lone surrogate/],
    ['{"key":"/a","value":"\\udc80"}', /its value holds a lone surrogate/],
    ['{"key":"/a","value":"1","createdIndex":1e300}', /createdIndex is 1e\+300/],
    ['{"key":"/a","value":"1","createdIndex":-1}', /createdIndex is -1/],
    ['{"key":"/a","value":"1","createdIndex":9007199254740993}', /not a whole number from 0 to 2\^53-1/],
    ['{"key":"/a","value":"1","ttl":1.5}', /its ttl is 1.5/],
    ['{"key":"/a","value":"1","ttl":1,"expiration":"tomorrow"}', /its expiration is "tomorrow"/],
    ['{"key":"/a","value":"1","ttl":1,"lease":"99999999999999999999"}', /its lease is/],
    ['{"key":"/a","value":"1","lease":"12"}', /a lease and no ttl/],
    ['{"key":"/a","value":"1","createdIndex":1,"modRevision":1}', /mixes the members/],
    [
      '{"key":"/a","value":"1","createdIndex":1}\n{"key":"/b","value":"1","modRevision":1}',
      /line 2: it is of the v3 API in a dump of the v2 API/,
    ],
    ['{"key":"/a","value":"1","lock":1}', /"lock" is no member/],
    ['[]', /line 1: it is not a JSON object/],
    ['{"skepDump":2}', /format 2/],
    ['{"skepDump":1}', /its api is undefined/],
    ['{"key":"/a","value":"1"}\n{"skepDump":1,"api":"v2"}', /line 2: it is a header/],
    [Buffer.from([0x7b, 0xff, 0x7d]), /line 1: it is not UTF-8/],
    [gzipSync(Buffer.from('{"key":"/a","value":"1"}\n'.repeat(1))).subarray(0, 20), /the gzip stream is damaged/],
  ])('refuses %s', async (content, message) => {
    await expect(recordsOf(content)).rejects.toMatchObject({
      code: 'STORE_CORRUPT',
      message: expect.stringMatching(message) as string,
    });
  });

  it('refuses a line without end in bounded memory', async () => {
    const endless = gzipSync(Buffer.alloc(70 << 20, 'a'), { level: 1 });
    await expect(recordsOf(endless)).rejects.toMatchObject({
      code: 'STORE_CORRUPT',
      message: expect.stringMatching(/longer than 64 MiB/) as string,
    });
  });

  it('names a file that is not there, and a directory', async () => {
    await expect(openDumpSource(join(directory, 'none.jsonl'))).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
    await expect(openDumpSource(directory)).rejects.toMatchObject({ code: 'STORE_NOT_A_STORE' });
  });

  it('ends with records or a named error, whatever the bytes are', async () => {
    const good = '{"key":"/a","value":"x\\"y","createdIndex":1,"modifiedIndex":2,"ttl":5,"expiration":"2026-01-01T00:00:00Z"}\n';
    const path = join(directory, 'fuzz.jsonl');
    const noise = fc.tuple(fc.nat(good.length), fc.nat(3), fc.uint8Array({ maxLength: 4 }), fc.boolean());
    await fc.assert(
      fc.asyncProperty(noise, async ([at, cut, bytes, gzip]) => {
        const plain = Buffer.concat([Buffer.from(good.slice(0, at)), bytes, Buffer.from(good.slice(at + cut))]);
        const packed = gzip ? gzipSync(plain) : plain;
        if (gzip && cut > 0) packed[at % packed.length] = bytes[0] ?? 0;
        await writeFile(path, packed);
        try {
          await readAll(await openDumpSource(path));
        } catch (error) {
          if (!isSkepError(error)) throw error;
          expect(error.code).toBe('STORE_CORRUPT');
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('a dump as a target', () => {
  const records: readonly TargetRecord[] = [
    { key: '/a', value: Buffer.from('{"x":"é"}\n') },
    { key: '/b', value: Buffer.from([0, 255]), life: { ttlSeconds: 60, leaseId: 12n } },
    { key: keyFromBytes(Buffer.from([0x2f, 0x80])), value: Buffer.alloc(0) },
  ];

  it.each(['.jsonl', '.jsonl.gz'])('writes %s that reads back the same, byte for byte the same each time', async (suffix) => {
    const path = join(directory, `written${suffix}`);
    const durable: number[] = [];
    const result = await createDumpTarget(path).write(batches(records, 1), {
      ...assigned,
      onDurable: (count) => durable.push(count),
    });
    const bytes = await readFile(path);
    expect(result).toEqual({ records: 3, revision: 102, bytes: bytes.length });
    expect(durable).toEqual([3]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await createDumpTarget(path, { overwrite: true }).write(batches(records, 2), assigned);
    expect((await readFile(path)).equals(bytes)).toBe(true);
    const source = await openDumpSource(path);
    expect(source.description.api).toBe('v3');
    expect(await source.head()).toEqual({ revision: 102, compactRevision: 99 });
    expect(await readAll(source)).toEqual([
      { key: '/a', value: records[0]?.value, createRevision: 100, modRevision: 100, version: 1 },
      {
        key: '/b',
        value: records[1]?.value,
        createRevision: 101,
        modRevision: 101,
        version: 1,
        expiry: { ttlSeconds: 60, leaseId: 12n },
      },
      { key: '/\udc80', value: records[2]?.value, createRevision: 102, modRevision: 102, version: 1 },
    ]);
  });

  it('keeps indexes and counts expirations from the given time in v2', async () => {
    const path = join(directory, 'v2.jsonl');
    const target = createDumpTarget(path, { api: 'v2', expiresFrom: Date.UTC(2026, 0, 1) });
    const one = { key: '/e', value: Buffer.from('x'), createRevision: 5, modRevision: 9, life: { ttlSeconds: 60, leaseId: 0n } };
    expect(await target.write(batches([one]), { ...assigned, revisions: 'kept' })).toMatchObject({ revision: 9 });
    expect((await readFile(path, 'utf8')).split('\n')[1]).toBe(
      '{"key":"/e","value":"x","createdIndex":5,"modifiedIndex":9,"ttl":60,"expiration":"2026-01-01T00:01:00.000Z"}',
    );
  });

  it('gives every record back', async () => {
    const path = join(directory, 'property.jsonl');
    const record = fc.record({
      key: fc.uint8Array({ minLength: 1, maxLength: 8 }).map((bytes) => keyFromBytes(bytes)),
      value: fc.uint8Array(),
    });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(record, { selector: (one) => one.key, maxLength: 20 }), async (some) => {
        await createDumpTarget(path, { overwrite: true }).write(batches(some), assigned);
        const back = await readAll(await openDumpSource(path));
        expect(back.map(({ key, value }) => ({ key, value: Buffer.from(value) }))).toEqual(
          some.map(({ key, value }) => ({ key, value: Buffer.from(value) })),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('refuses to overwrite unless told', async () => {
    const path = await dumpOf('mine');
    const target = createDumpTarget(path);
    expect(await target.state()).toEqual({ exists: true, keys: 1, revision: 0 });
    await expect(target.write(batches(records), assigned)).rejects.toMatchObject({ code: 'STORE_NOT_EMPTY' });
    expect(await readFile(path, 'utf8')).toBe('mine');
  });

  it.each(['.jsonl', '.jsonl.gz'])('leaves nothing behind on a full disk (%s)', async (suffix) => {
    const full: Files = {
      ...nodeFiles,
      async open(path, flags, mode) {
        const file = await nodeFiles.open(path, flags, mode);
        let writes = 0;
        return {
          ...file,
          write(buffer, position) {
            writes += 1;
            if (writes === 1) return file.write(buffer, position);
            return Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC', syscall: 'write' }));
          },
        };
      },
    };
    const home = await mkdtemp(join(directory, 'full-'));
    const target = createDumpTarget(join(home, `x${suffix}`), { files: full });
    const noise = Array.from({ length: 400 }, (_, i) => ({
      key: `/${String(i)}`,
      value: Buffer.from(fc.sample(fc.uint8Array({ minLength: 3000, maxLength: 3000 }), 1)[0] ?? []),
    }));
    await expect(target.write(batches(noise), assigned)).rejects.toMatchObject({ code: 'STORE_UNWRITABLE' });
    expect(await readdir(home)).toEqual([]);
  });

  it('leaves nothing behind when the records end with an error', async () => {
    const home = await mkdtemp(join(directory, 'broken-'));
    const broken = async function* (): AsyncGenerator<readonly TargetRecord[]> {
      yield await Promise.resolve(records);
      throw new Error('the source broke');
    };
    await expect(createDumpTarget(join(home, 'x.jsonl.gz')).write(broken(), assigned)).rejects.toThrow('the source broke');
    expect(await readdir(home)).toEqual([]);
  });
});
