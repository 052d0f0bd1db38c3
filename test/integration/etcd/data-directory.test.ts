import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSource, openTarget } from '../../../src/lib/etcd/open.js';
import { type RunningEtcd, startEtcd } from '../../rig/etcd.js';
import { describeWithEtcd } from '../../rig/need.js';
import { assigned, inPieces, readAll, record } from './store-contract.js';

describeWithEtcd('a data directory of both APIs', () => {
  let directory: string;
  const at = (name: string): string => join(directory, name);
  /** A directory that a real etcd wrote: keys of the APIs that are named. */
  const make = async (name: string, apis: readonly string[]): Promise<void> => {
    const etcd = await startEtcd({ dataDir: at(name) });
    for (const api of apis) {
      const target = await openTarget(`etcd${api}://${etcd.endpoints}`);
      await target.write(inPieces([record('/registry/pods/ns/a', api)]), assigned([]));
      await target.close();
    }
    await etcd.stop();
  };
  const valuesOf = async (name: string, api?: 'v2' | 'v3'): Promise<string[]> => {
    const source = await openSource(at(name), api === undefined ? {} : { api });
    const values = (await readAll(source)).map(({ value }) => Buffer.from(value).toString());
    const notices = source.notices().map(({ code }) => code);
    expect(source.description.location).toBe(at(name));
    await source.close();
    return [...values, ...notices.filter((code) => code === 'empty-beside-v2')];
  };
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'skep-both-'));
    await Promise.all([make('both', ['2', '3']), make('only-v2', ['2']), make('only-v3', ['3']), make('none', [])]);
  });
  afterAll(() => rm(directory, { recursive: true }));

  it('is refused until it is said which is meant', async () => {
    await expect(openSource(at('both'))).rejects.toMatchObject({
      code: 'USAGE_INVALID',
      exitCode: 64,
      hints: [/--api v2/, /--api v3/].map((it) => expect.stringMatching(it) as string),
    });
    expect(await valuesOf('both', 'v2')).toEqual(['2']);
    expect(await valuesOf('both', 'v3')).toEqual(['3']);
  });

  it('is what it holds keys of', async () => {
    expect(await valuesOf('only-v2')).toEqual(['2']);
    expect(await valuesOf('only-v3')).toEqual(['3']);
    expect(await valuesOf('none')).toEqual([]);
  });

  it('names an empty v3 store beside v2 keys', async () => {
    expect(await valuesOf('only-v2', 'v3')).toEqual(['empty-beside-v2']);
    expect(await valuesOf('none', 'v3')).toEqual([]);
  });
});

describeWithEtcd('a v3 directory whose etcd', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'skep-behind-'));
  });
  afterEach(() => rm(directory, { recursive: true }));
  const recordsOf = async (): Promise<number> => {
    const source = await openSource(directory);
    return (await readAll(source).finally(() => source.close())).length;
  };
  const fill = async (etcd: RunningEtcd, count: number): Promise<void> => {
    const target = await openTarget(`etcd3://${etcd.endpoints}`);
    const records = Array.from({ length: count }, (_, i) => record(`/registry/pods/ns/p${String(i).padStart(6, '0')}`, 'x'));
    await target.write(inPieces(records), assigned(records)).finally(() => target.close());
  };

  it('was killed in the middle of writes is refused until its log has been applied', async () => {
    // The backend is written every ten seconds, so that whatever happens the log is ahead.
    const etcd = await startEtcd({ dataDir: directory, extraArgs: ['--backend-batch-interval', '10s'] });
    await fill(etcd, 500);
    await etcd.kill();
    const error: unknown = await openSource(directory).catch((it: unknown) => it);
    expect(error).toMatchObject({
      code: 'STORE_BEHIND_LOG',
      exitCode: 6,
      message: expect.stringMatching(
        /its v3 store stands at entry \d+ .* goes on to entry \d+: 4 requests to change keys would be lost/,
      ),
      hints: expect.arrayContaining([expect.stringContaining('snapshot save')]),
    });
    await expect(openSource(directory, { api: 'v3' })).rejects.toMatchObject({ code: 'STORE_BEHIND_LOG' });
    const again = await startEtcd({ dataDir: directory });
    await again.stop();
    expect(await recordsOf()).toBe(500);
  });

  it('was killed long after its last write loses nothing, and is read', async () => {
    const etcd = await startEtcd({ dataDir: directory });
    await fill(etcd, 500);
    await sleep(500);
    await etcd.kill();
    expect(await recordsOf()).toBe(500);
  });

  it('ended in order behind entries that change no keys is read', async () => {
    const etcd = await startEtcd({ dataDir: directory, extraArgs: ['--snapshot-count', '200'] });
    await fill(etcd, 50);
    const v2 = await openTarget(`etcd2://${etcd.endpoints}`);
    await v2.write(inPieces(Array.from({ length: 500 }, (_, i) => record(`/_hidden/k${String(i)}`, 'x'))), assigned([]));
    await v2.close();
    await etcd.stop();
    const source = await openSource(directory, { api: 'v3' });
    expect(await readAll(source)).toHaveLength(50);
    await source.close();
    for (let i = 0; i < 2; i++) await (await startEtcd({ dataDir: directory })).stop();
    await (await openSource(directory, { api: 'v3' })).close();
  });
});

describe('what is no store', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'skep-none-'));
    for (const name of ['notes.txt', 'a.db', 'a.jsonl', 'a.tgz'])
      await writeFile(join(directory, name), 'these are not the bytes\n');
  });
  afterAll(() => rm(directory, { recursive: true }));

  it.each([
    ['.', 'STORE_NOT_A_STORE'],
    ['notes.txt', 'STORE_NOT_A_STORE'],
    ['none', 'STORE_NOT_FOUND'],
    ['none.db', 'STORE_NOT_FOUND'],
    ['none.jsonl.gz', 'STORE_NOT_FOUND'],
    ['none.tgz', 'STORE_NOT_FOUND'],
  ])('%s is refused as %s', async (name, code) => {
    await expect(openSource(join(directory, name))).rejects.toMatchObject({ code, exitCode: 64 });
  });

  it.each(['a.db', 'a.jsonl', 'a.tgz'])('%s with other bytes in it is refused by name', async (name) => {
    await expect(openSource(join(directory, name))).rejects.toMatchObject({
      code: expect.stringMatching(/^STORE_(CORRUPT|NOT_A_STORE)$/) as string,
      message: expect.stringContaining(name) as string,
    });
  });
});
