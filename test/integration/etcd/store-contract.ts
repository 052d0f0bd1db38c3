import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenTargetOptions, openSource, openTarget } from '../../../src/lib/etcd/open.js';
import type {
  StoreForm,
  StoreRecord,
  StoreSource,
  TargetRecord,
  WriteOptions,
  WriteResult,
} from '../../../src/lib/ports/store.js';
import { compareKeys } from '../../../src/lib/etcd/key-text.js';

/** What a form can hold, beyond what all can. */
export interface FormTraits {
  readonly form: StoreForm;
  readonly api: 'v2' | 'v3';
  readonly isLive: boolean;
  /** Keys that are not UTF-8, or not absolute paths; values that are not UTF-8. */
  readonly holdsAnyBytes: boolean;
  /** The revisions that `assigned` promises are exact: files. */
  readonly givesRevisions: boolean;
  /** When a key dies is known: v2 always, v3 from a live server. */
  readonly tellsExpiry: boolean;
}

/** An empty place for one test, and how to open it. */
export interface Place {
  readonly location: string;
  readonly options?: OpenTargetOptions;
  remove(): Promise<void>;
}

export interface FormUnderTest extends FormTraits {
  makePlace(): Promise<Place>;
  /** For a form that cannot be written: makes it hold these records. */
  fill?(place: Place, records: readonly TargetRecord[]): Promise<void>;
}

const FIRST_REVISION = 5_000;
const MIB = 1024 * 1024;

export function record(key: string, value: string | Uint8Array, life?: TargetRecord['life']): TargetRecord {
  return { key, value: typeof value === 'string' ? Buffer.from(value) : value, ...(life && { life }) };
}

/** Records in pieces, as the pipeline hands them over; by key. */
export async function* inPieces(records: readonly TargetRecord[], size = 1_000): AsyncGenerator<readonly TargetRecord[]> {
  const sorted = [...records].sort((a, b) => compareKeys(a.key, b.key));
  for (let i = 0; i < sorted.length; i += size) yield await Promise.resolve(sorted.slice(i, i + size));
}

export function assigned(records: readonly TargetRecord[], more: Partial<WriteOptions> = {}): WriteOptions {
  const leases = new Map(
    records.flatMap(({ life }) => (life ? [[life.leaseId, { id: life.leaseId, ttlSeconds: life.ttlSeconds }]] : [])),
  );
  return { revisions: 'assigned', firstRevision: FIRST_REVISION, leases: [...leases.values()], ...more };
}

/** All records of a source, copied, by key. */
export async function readAll(source: StoreSource, prefix?: string): Promise<StoreRecord[]> {
  const all: StoreRecord[] = [];
  for await (const batch of source.read(prefix === undefined ? {} : { prefix })) {
    expect(batch.length).toBeGreaterThan(0);
    expect(batch.length).toBeLessThanOrEqual(1_000);
    const bytes = batch.reduce((sum, { value }) => sum + value.length, 0);
    if (batch.length > 1) expect(bytes).toBeLessThan(6 * MIB);
    all.push(...batch.map((it) => ({ ...it, value: Uint8Array.from(it.value) })));
  }
  return all.sort((a, b) => compareKeys(a.key, b.key));
}

const pairs = (records: readonly { key: string; value: Uint8Array }[]): [string, string][] =>
  records.map(({ key, value }) => [key, Buffer.from(value).toString('latin1')]);

const sortedPairs = (records: readonly TargetRecord[]): [string, string][] =>
  pairs([...records].sort((a, b) => compareKeys(a.key, b.key)));

/** A namespace-like tree with `count` keys of about 1.3 KB. */
export function manyRecords(count: number): TargetRecord[] {
  const filler = 'x'.repeat(1_250);
  return Array.from({ length: count }, (_, i) => {
    const key = `/registry/pods/ns-${String(i % 7)}/pod-${String(i).padStart(6, '0')}`;
    return record(key, JSON.stringify({ kind: 'Pod', metadata: { name: String(i) }, filler }));
  });
}

/** Not `skipIf`: what a form does not promise is no skipped test. */
function itWhen(applies: boolean, name: string, test: () => Promise<void>): void {
  if (applies) it(name, test);
}

/** The one suite that every form of store passes. */
export function storeContract(name: string, form: FormUnderTest): void {
  describe(`the store contract: ${name}`, () => {
    let place: Place;
    beforeEach(async () => {
      place = await form.makePlace();
    });
    afterEach(() => place.remove());

    const write = async (records: readonly TargetRecord[], more: Partial<WriteOptions> = {}): Promise<WriteResult> => {
      const target = await openTarget(place.location, place.options);
      try {
        return await target.write(inPieces(records), assigned(records, more));
      } finally {
        await target.close();
      }
    };
    const fill = async (records: readonly TargetRecord[]): Promise<void> => {
      if (form.fill) await form.fill(place, records);
      else await write(records);
    };
    const reading = async <T>(use: (source: StoreSource) => Promise<T>): Promise<T> => {
      const source = await openSource(place.location, place.options);
      try {
        return await use(source);
      } finally {
        await source.close();
      }
    };

    it('gives back what was written, with revisions that grow in the order of the keys', async () => {
      const records = manyRecords(2_345);
      await fill(records);
      const [found, head] = await reading(async (source) => [await readAll(source), await source.head()] as const);
      expect(pairs(found)).toEqual(sortedPairs(records));
      const revisions = found.map(({ modRevision }) => modRevision);
      expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
      expect(found.map(({ createRevision }) => createRevision)).toEqual(revisions);
      expect(found.every(({ version, expiry }) => version === 1 && expiry === undefined)).toBe(true);
      expect(head.revision).toBeGreaterThanOrEqual(revisions.at(-1) ?? Infinity);
      if (form.givesRevisions) expect(revisions).toEqual(revisions.map((_, i) => FIRST_REVISION + i));
    });

    it('says what it is', async () => {
      await fill([record('/a', '1')]);
      const description = await reading((source) => Promise.resolve(source.description));
      expect(description).toEqual({ form: form.form, api: form.api, location: place.location });
    });

    it('is empty when nothing was written', async () => {
      await fill([]);
      expect(await reading((source) => readAll(source))).toEqual([]);
      expect(await reading((source) => source.get('/a'))).toBeUndefined();
    });

    it('reads only what starts with a prefix, byte by byte', async () => {
      const keys = [
        '/a',
        '/registry/pod/x',
        '/registry/pods/a/1',
        '/registry/pods/a/2',
        '/registry/pods/ab/1',
        '/registry0',
        '/z',
      ];
      await fill(keys.map((key) => record(key, key)));
      const withPrefix = (prefix: string) => reading(async (source) => (await readAll(source, prefix)).map(({ key }) => key));
      expect(await withPrefix('')).toEqual(keys);
      expect(await withPrefix('/registry/')).toEqual(keys.slice(1, 5));
      expect(await withPrefix('/registry/pod')).toEqual(keys.slice(1, 5));
      expect(await withPrefix('/registry/pods/')).toEqual(keys.slice(2, 5));
      expect(await withPrefix('/registry/pods/a/')).toEqual(keys.slice(2, 4));
      expect(await withPrefix('/registry/pods/a/2')).toEqual([keys[3]]);
      expect(await withPrefix('/none/')).toEqual([]);
    });

    it('keeps text beyond ASCII, and what JSON and URLs escape', async () => {
      const keys = [
        '/registry/configmaps/ns/a b',
        '/registry/configmaps/ns/"q"\\%2F+&?#=',
        '/registry/configmaps/ns/\u00fc\u20ac\u{1f41d}',
        '/registry/configmaps/ns/\uffee',
      ];
      const records = keys.map((key, i) => record(key, `{"data":"\u00e4 \u2028 \\ <&> \u{1f41d} \t ${String(i)}"}\n`));
      await fill([...records, record('/registry/empty', '')]);
      const found = await reading((source) => readAll(source));
      expect(pairs(found)).toEqual(sortedPairs([...records, record('/registry/empty', '')]));
      for (const { key, value } of records) {
        const one = await reading((source) => source.get(key));
        expect(one && Buffer.from(one.value).equals(Buffer.from(value))).toBe(true);
      }
    });

    itWhen(form.holdsAnyBytes, 'keeps keys and values of any bytes', async () => {
      const everyByte = Uint8Array.from({ length: 256 }, (_, i) => i);
      const records = [
        record('compact_rev_key', '77'),
        record('/k\udc80\udcff/x', everyByte),
        record('/trailing/', everyByte),
        record('//', 'x'),
      ];
      await fill(records);
      const found = await reading((source) => readAll(source));
      expect(pairs(found)).toEqual(sortedPairs(records));
      expect((await reading((source) => source.get('/k\udc80\udcff/x')))?.value).toEqual(Buffer.from(everyByte));
    });

    it('keeps a value of 1.4 MiB among small ones', async () => {
      const big = Buffer.alloc(1.4 * MIB, 'v1').toString();
      const records = [record('/a', '1'), record('/b', big), record('/c', '2'), record('/d', big), record('/e', '3')];
      await fill(records);
      const found = await reading((source) => readAll(source));
      expect(found.map(({ key, value }) => [key, value.length])).toEqual([
        ['/a', 1],
        ['/b', big.length],
        ['/c', 1],
        ['/d', big.length],
        ['/e', 1],
      ]);
      expect(Buffer.from(found[3]?.value ?? []).equals(Buffer.from(big))).toBe(true);
    });

    it('keeps the life of keys', async () => {
      const hour = { ttlSeconds: 3_600, leaseId: 0x5eedn };
      const halfHour = { ttlSeconds: 1_800, leaseId: 0x5eeen };
      await fill([record('/e/1', 'a', hour), record('/e/2', 'b', halfHour), record('/e/3', 'c', hour), record('/f', 'forever')]);
      const now = Date.now();
      const found = await reading((source) => readAll(source));
      const ttls = found.map(({ expiry }) => expiry?.ttlSeconds);
      for (const [i, ttl] of [3_600, 1_800, 3_600].entries()) {
        // v2 counts from the moment of the read or of the file, and rounds up.
        expect(ttls[i]).toBeLessThanOrEqual(ttl + 2);
        expect(ttls[i]).toBeGreaterThan(ttl - 60);
        if (form.api === 'v3') expect(found[i]?.expiry?.leaseId).toBe(i === 1 ? halfHour.leaseId : hour.leaseId);
        if (!form.tellsExpiry) continue;
        expect(found[i]?.expiry?.expiresAt).toBeGreaterThan(now + (ttl - 60) * 1_000);
        expect(found[i]?.expiry?.expiresAt).toBeLessThan(now + (ttl + 5) * 1_000);
      }
      expect(ttls[3]).toBeUndefined();
      const again = (await reading((source) => source.get('/e/2')))?.expiry?.ttlSeconds ?? 0;
      expect(Math.abs(again - (ttls[1] ?? 0))).toBeLessThanOrEqual(2);
    });

    it('gets one key with its revisions, and nothing for what is none', async () => {
      await fill([record('/registry/pods/ns/a', 'A'), record('/registry/pods/ns/b', 'B')]);
      const [all, b, directory, none] = await reading(
        async (source) =>
          [
            await readAll(source),
            await source.get('/registry/pods/ns/b'),
            await source.get('/registry/pods/ns'),
            await source.get('/registry/pods/ns/b/c'),
          ] as const,
      );
      expect(b).toMatchObject({ key: '/registry/pods/ns/b', modRevision: all[1]?.modRevision, version: 1 });
      expect(Buffer.from(b?.value ?? []).toString()).toBe('B');
      expect(directory).toBeUndefined();
      expect(none).toBeUndefined();
    });

    it('stops reading when it is told to', async () => {
      await fill(manyRecords(2_500));
      const controller = new AbortController();
      const stopped = reading(async (source) => {
        for await (const batch of source.read({ signal: controller.signal })) {
          expect(batch.length).toBeGreaterThan(0);
          controller.abort();
        }
      });
      await expect(stopped).rejects.toThrow();
    });

    it('may be read twice, left in the middle, and closed twice', async () => {
      await fill(manyRecords(1_200));
      const source = await openSource(place.location, place.options);
      for await (const batch of source.read()) {
        expect(batch.length).toBeGreaterThan(0);
        break;
      }
      const first = await readAll(source);
      expect(pairs(await readAll(source))).toEqual(pairs(first));
      expect(first).toHaveLength(1_200);
      expect(source.notices().every(({ code, message }) => code.length > 0 && message.length > 0)).toBe(true);
      await source.close();
      await source.close();
    });

    if (form.fill) {
      it('is no target', async () => {
        await expect(openTarget(place.location)).rejects.toMatchObject({ code: 'STORE_NOT_A_STORE', exitCode: 64 });
      });
      return;
    }

    it('counts what was written and says when it is durable', async () => {
      const records = manyRecords(300);
      const durable: number[] = [];
      const result = await write(records, { onDurable: (count) => durable.push(count) });
      expect(result.records).toBe(300);
      expect(result.bytes).toBeGreaterThan(0);
      expect(durable.at(-1)).toBe(300);
      expect(durable).toEqual([...durable].sort((a, b) => a - b));
      expect((await reading((source) => source.head())).revision).toBe(result.revision);
    });

    it('tells an empty target from one that holds something', async () => {
      const state = async () => {
        const target = await openTarget(place.location, place.options);
        const found = await target.state();
        await target.close();
        await target.close();
        return found;
      };
      expect(await state()).toMatchObject({ exists: form.isLive, keys: 0 });
      await write([record('/a', '1'), record('/b', '2')]);
      expect(await state()).toMatchObject({ exists: true, keys: form.isLive ? 2 : 1 });
    });

    itWhen(form.isLive, 'leaves what is there already as it is, and goes on', async () => {
      const records = manyRecords(500);
      await write(records.slice(0, 333));
      const before = await reading((source) => readAll(source));
      const result = await write(records);
      expect(result.records).toBe(500);
      const after = await reading((source) => readAll(source));
      expect(pairs(after)).toEqual(sortedPairs(records));
      const untouched = new Map(after.map((it) => [it.key, it.modRevision]));
      expect(before.every(({ key, modRevision }) => untouched.get(key) === modRevision)).toBe(true);
    });

    itWhen(form.isLive, 'never replaces another value or life', async () => {
      await write([record('/a', '1'), record('/b', 'somebody else'), record('/c', '3')]);
      await expect(write([record('/a', '1'), record('/b', '2'), record('/c', '3')])).rejects.toMatchObject({
        code: 'STORE_NOT_EMPTY',
        exitCode: 6,
        message: expect.stringContaining('/b') as string,
      });
      await expect(write([record('/c', '3', { ttlSeconds: 600, leaseId: 77n })])).rejects.toMatchObject({
        code: 'STORE_NOT_EMPTY',
      });
      const found = await reading((source) => readAll(source));
      expect(pairs(found)).toEqual([
        ['/a', '1'],
        ['/b', 'somebody else'],
        ['/c', '3'],
      ]);
    });

    itWhen(form.isLive, 'cannot keep revisions', async () => {
      await expect(write([record('/a', '1')], { revisions: 'kept' })).rejects.toMatchObject({
        code: 'STORE_CANNOT_HOLD',
        exitCode: 6,
      });
      expect(await reading((source) => readAll(source))).toEqual([]);
    });

    itWhen(!form.isLive, 'does not replace a file unless told', async () => {
      await write([record('/a', '1')]);
      await expect(write([record('/a', '2')])).rejects.toMatchObject({ code: 'STORE_NOT_EMPTY', exitCode: 6 });
      expect(pairs(await reading((source) => readAll(source)))).toEqual([['/a', '1']]);
      const target = await openTarget(place.location, { ...place.options, overwrite: true });
      await target.write(inPieces([record('/b', '2')]), assigned([]));
      expect(pairs(await reading((source) => readAll(source)))).toEqual([['/b', '2']]);
    });

    itWhen(!form.isLive, 'never shows a half-written file', async () => {
      const target = await openTarget(place.location, place.options);
      async function* breaking(): AsyncGenerator<readonly TargetRecord[]> {
        yield await Promise.resolve(manyRecords(1_000).sort((a, b) => compareKeys(a.key, b.key)));
        expect(existsSync(place.location)).toBe(false);
        throw new Error('the source is gone');
      }
      await expect(target.write(breaking(), assigned([]))).rejects.toThrow('the source is gone');
      expect(existsSync(place.location)).toBe(false);
    });
  });
}
