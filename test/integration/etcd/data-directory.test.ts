import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSource, openTarget } from '../../../src/lib/etcd/open.js';
import { startEtcd } from '../../rig/etcd.js';
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
