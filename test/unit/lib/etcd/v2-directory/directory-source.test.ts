import { Buffer } from 'node:buffer';
import { mkdtemp, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isSkepError } from '../../../../../src/lib/errors.js';
import { openDumpSource } from '../../../../../src/lib/etcd/dump/dump-source.js';
import { openV2DirectorySource } from '../../../../../src/lib/etcd/v2-directory/directory-source.js';
import { inspectDirectory } from '../../../../../src/lib/etcd/v2-directory/inspect.js';
import type { StoreRecord, StoreSource } from '../../../../../src/lib/ports/store.js';
import {
  LogBuilder,
  type Put,
  addMember,
  logOf,
  request,
  snapshotBytes,
  storeJson,
  writeDirectory,
} from './directory-builder.js';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'skep-v2-unit-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

let directories = 0;
function freshPath(): string {
  directories += 1;
  return join(home, `d${String(directories)}`);
}

async function drain(source: StoreSource, prefix = ''): Promise<Map<string, StoreRecord>> {
  const records = new Map<string, StoreRecord>();
  for await (const batch of source.read({ prefix })) {
    for (const record of batch) records.set(record.key, { ...record, value: Buffer.from(record.value) });
  }
  return records;
}

async function readPath(
  path: string,
): Promise<{ records: Map<string, StoreRecord>; revision: number | undefined; notices: string[] }> {
  const source = await openV2DirectorySource(path);
  try {
    const records = await drain(source);
    return { records, revision: (await source.head()).revision, notices: source.notices().map((notice) => notice.code) };
  } finally {
    await source.close();
  }
}

async function logDirectory(bytes: Buffer): Promise<string> {
  return writeDirectory(freshPath(), [{ index: 0, bytes }]);
}

function short(records: Map<string, StoreRecord>): Record<string, string> {
  return Object.fromEntries(
    [...records].map(([key, record]) => [
      key,
      `${Buffer.from(record.value).toString()}@${String(record.createRevision)},${String(record.modRevision)}`,
    ]),
  );
}

async function afterLog(puts: readonly Put[]): Promise<Record<string, string>> {
  return short((await readPath(await logDirectory(logOf(puts).bytes()))).records);
}

describe('the golden backups', () => {
  it.each([
    ['1.0', 1494, 719],
    ['1.3', 6531, 2411],
  ])(
    'of %s give the records of the dump beside them',
    async (release, dumpIndex, count) => {
      const golden = join(import.meta.dirname, '../../../../golden', release);
      const { records, revision } = await readPath(join(golden, 'etcd-v2-backup.tgz'));
      const dump = await openDumpSource(join(golden, 'etcd-v2.jsonl.gz'));
      const told = await drain(dump);
      await dump.close();
      expect(records.size).toBe(count);
      expect([...records.keys()].sort()).toEqual([...told.keys()].sort());
      // What is left of a life depends on when one looks; when it ends does not.
      const facts = (record: StoreRecord | undefined): string =>
        JSON.stringify([
          record?.createRevision,
          record?.modRevision,
          record?.version,
          record?.expiry?.expiresAt,
          Buffer.from(record?.value ?? []).toString('latin1'),
        ]);
      let newer = 0;
      for (const [key, record] of records) {
        // The 1.0 backup was taken half a minute after the dump: what was written meanwhile has an index beyond it.
        if (record.modRevision > dumpIndex) newer += 1;
        else if (facts(record) !== facts(told.get(key))) expect(facts(record)).toBe(facts(told.get(key)));
      }
      expect(newer).toBe(release === '1.0' ? 36 : 0);
      expect(revision).toBeGreaterThanOrEqual(dumpIndex);
    },
    20_000,
  );
});

describe('the log', () => {
  it('applies sets, creates, compares and deletes as etcd does', async () => {
    expect(
      await afterLog([
        { path: '/1/a', value: '1' },
        { path: '/1/a', value: '2' },
        { path: '/1/b', value: '1' },
        { path: '/1/b', value: '2', prevIndex: 4 },
        { path: '/1/b', value: 'lost', prevIndex: 4 },
        { path: '/1/b', value: '3', prevValue: '2' },
        { path: '/1/b', value: 'exists', prevExist: false },
        { path: '/1/c', value: 'absent', prevExist: true },
        { path: '/1/a/below', value: 'a is a file' },
        { path: '/1/d/e/f', value: 'deep' },
        { path: '/1/d', value: 'd is a directory' },
        { method: 'DELETE', path: '/1/d' },
        { method: 'DELETE', path: '/1/d', dir: true },
        { method: 'POST', path: '/1/q', value: 'in order' },
        { method: 'DELETE', path: '/1/a', prevValue: 'other' },
        { method: 'QGET', path: '/1/a' },
        { path: '/1', value: 'read-only' },
        { path: '/1/last', value: '' },
      ]),
    ).toEqual({
      '/a': '2@3,3',
      '/b': '3@4,6',
      '/d/e/f': 'deep@7,7',
      '/q/00000000000000000008': 'in order@8,8',
      '/last': '@9,9',
    });
  });

  it('removes a directory with all below it, and makes it anew', async () => {
    expect(
      await afterLog([
        { path: '/1/d/a', value: '1' },
        { path: '/1/d/b/c', value: '1' },
        { method: 'DELETE', path: '/1/d', recursive: true },
        { path: '/1/d/b/x', value: '2' },
      ]),
    ).toEqual({ '/d/b/x': '2@5,5' });
  });

  it('expires what had expired by the time of a SYNC, each with an index of its own', async () => {
    const second = 1_000_000_000n;
    const now = 1_700_000_000n * second;
    const { records, revision } = await readPath(
      await logDirectory(
        logOf([
          { path: '/1/soon', value: 'x', expiration: now },
          { path: '/1/later', value: 'x', expiration: now + 90n * second + 1n },
          { path: '/1/kept', value: 'x', expiration: now },
          { path: '/1/kept', value: 'y', prevValue: 'x' },
          { method: 'SYNC', path: '', time: now },
          { path: '/1/end', value: 'z' },
        ]).bytes(),
      ),
    );
    expect(short(records)).toEqual({ '/later': 'x@3,3', '/kept': 'y@4,5', '/end': 'z@7,7' });
    expect(records.get('/later')?.expiry).toEqual({ expiresAt: Number(now / 1_000_000n) + 90_000, ttlSeconds: 90 });
    expect(records.get('/kept')?.expiry).toBeUndefined();
    expect(revision).toBe(7);
  });

  it('applies only what was committed, and the later of two entries with one index', async () => {
    const log = new LogBuilder();
    log.entry({ index: 1, type: 1, data: addMember(5n, 'http://a:1') });
    log.entry({ index: 2, data: request({ path: '/1/overwritten', value: 'x' }) });
    log.entry({ index: 3, data: request({ path: '/1/dropped', value: 'x' }) });
    log.entry({ index: 2, term: 2, data: request({ path: '/1/new', value: 'y' }) });
    log.entry({ index: 3, term: 2, data: request({ path: '/1/uncommitted', value: 'y' }) });
    expect(short((await readPath(await logDirectory(log.bytes(2)))).records)).toEqual({ '/new': 'y@2,2' });
  });

  it('understands the wrapped requests of etcd 3 and passes over requests of the v3 API', async () => {
    const { bytesField } = await import('../../../../bench/v2-snapshot-writer.js');
    const log = new LogBuilder();
    log.entry({ index: 1, type: 1, data: addMember(5n, 'http://a:1') });
    log.entry({ index: 2, data: bytesField(2, request({ path: '/1/wrapped', value: 'x' })) });
    log.entry({ index: 3, data: bytesField(4, Buffer.from([8, 1])) });
    expect(short((await readPath(await logDirectory(log.bytes()))).records)).toEqual({ '/wrapped': 'x@2,2' });
  });

  it('learns the indexes that a stripped backup lacks from the compares in it', async () => {
    const log = new LogBuilder();
    // As etcd 3.4's backup leaves it: no member changes, entries numbered anew. The cluster had three members (six changes).
    log.entry({ index: 1, data: Buffer.alloc(0) });
    log.entry({ index: 2, data: request({ path: '/1/a', value: '1' }) });
    log.entry({ index: 3, data: request({ path: '/1/a', value: '2', prevIndex: 7, prevValue: '1' }) });
    log.entry({ index: 4, data: request({ path: '/1/a', value: 'lost', prevIndex: 7 }) });
    log.entry({ index: 5, data: request({ path: '/1/b', value: '1' }) });
    // Here the server was restarted: one more change is missing.
    log.entry({ index: 6, data: request({ path: '/1/c', value: '1' }) });
    log.entry({ index: 7, data: request({ path: '/1/c', value: '2', prevIndex: 11, prevValue: '1' }) });
    const { records, revision } = await readPath(await logDirectory(log.bytes()));
    expect(short(records)).toEqual({ '/a': '2@7,8', '/b': '1@9,9', '/c': '2@11,12' });
    expect(revision).toBe(12);
  });

  it('is trusted to its end with a torn last record, and refused when it is damaged before', async () => {
    const whole = logOf([
      { path: '/1/a', value: '1' },
      { path: '/1/b', value: '2'.repeat(3000) },
    ]);
    const committed = whole.bytes();
    whole.entry({ index: 9, data: Buffer.alloc(2000, 7) });
    const longer = whole.soFar();
    const torn = Buffer.concat([longer.subarray(0, longer.length - 1200), Buffer.alloc(1 << 16)]);
    for (const bytes of [torn, longer.subarray(0, committed.length + 900), longer.subarray(0, committed.length + 5)]) {
      const { records, notices } = await readPath(await logDirectory(bytes));
      expect([...records.keys()]).toEqual(['/a', '/b']);
      expect(notices).toEqual(['log-torn']);
    }
    const damaged = Buffer.from(committed);
    damaged[damaged.length - 2000] = 0x33;
    await expect(readPath(await logDirectory(damaged))).rejects.toMatchObject({
      code: 'STORE_CORRUPT',
      message: expect.stringMatching(/write-ahead log .*\.wal at byte \d+: the checksum of the record is wrong/) as string,
    });
  });

  it('is refused when it lacks what was committed, a file or its beginning', async () => {
    const log = logOf([{ path: '/1/a', value: '1' }]);
    await expect(readPath(await logDirectory(log.bytes(9)))).rejects.toThrow(/up to 9 were committed, and it ends with entry 2/);
    const late = await writeDirectory(freshPath(), [{ index: 50, bytes: logOf([]).bytes() }]);
    await expect(readPath(late)).rejects.toThrow(/begins at entry 50/);
    const two = await writeDirectory(freshPath(), [
      { index: 0, bytes: log.bytes() },
      { index: 3, bytes: new LogBuilder(1234).bytes() },
    ]);
    await expect(readPath(two)).rejects.toThrow(/does not continue the file before it/);
    const gap = await writeDirectory(freshPath(), [
      { index: 0, bytes: log.bytes() },
      { index: 3, bytes: log.bytes() },
      { index: 4, bytes: log.bytes() },
    ]);
    await rm(join(gap, 'member/wal/0000000000000001-0000000000000003.wal'));
    await expect(readPath(gap)).rejects.toThrow(/a file is missing between/);
  });

  it('goes on from file to file', async () => {
    const first = logOf([{ path: '/1/a', value: '1' }]);
    const firstBytes = Buffer.concat([first.bytes(), Buffer.alloc(4096)]);
    const second = new LogBuilder(first.crc).entry({ index: 3, data: request({ path: '/1/b', value: '2' }) });
    const path = await writeDirectory(freshPath(), [
      { index: 0, bytes: firstBytes },
      { index: 3, bytes: second.bytes() },
    ]);
    expect(short((await readPath(path)).records)).toEqual({ '/a': '1@2,2', '/b': '2@3,3' });
  });
});

describe('a snapshot with a log on top', () => {
  const tree = { registry: { pods: { a: 'pod "a"\n<é\u{1f41d}', b: 'pod b' }, empty: {}, _hidden: { x: 'secret' } } };

  async function withLog(puts: readonly Put[], json = storeJson(tree)): Promise<string> {
    const log = new LogBuilder();
    log.entry({ index: 4, data: request({ path: '/1/registry/pods/a', value: 'before the snapshot' }) });
    for (const [i, put] of puts.entries()) log.entry({ index: 6 + i, data: request(put) });
    // The entry at the snapshot's own index need not be there any more.
    const bytes = new LogBuilder();
    bytes.entry({ index: 5, data: Buffer.alloc(0) });
    for (const [i, put] of puts.entries()) bytes.entry({ index: 6 + i, data: request(put) });
    return writeDirectory(
      freshPath(),
      [{ index: 4, bytes: bytes.bytes(5 + puts.length) }],
      [{ index: 5, bytes: snapshotBytes(json, 5) }],
    );
  }

  it('leaves what the log does not touch as it is', async () => {
    const { records, revision, notices } = await readPath(await withLog([]));
    expect(short(records)).toEqual({
      '/registry/pods/a': 'pod "a"\n<é\u{1f41d}@3,3',
      '/registry/pods/b': 'pod b@3,3',
      '/registry/_hidden/x': 'secret@3,3',
    });
    expect(revision).toBe(10);
    expect(notices).toEqual(['directories', 'hidden-nodes']);
  });

  it('changes, removes and adds', async () => {
    expect(
      short(
        (
          await readPath(
            await withLog([
              { path: '/1/registry/pods/a', value: 'changed', prevValue: 'pod "a"\n<é\u{1f41d}', prevIndex: 3 },
              { path: '/1/registry/pods/b', value: 'set' },
              { path: '/1/registry/pods/c', value: 'added', prevExist: false },
              { path: '/1/registry/pods/c', value: 'refused', prevExist: false },
              { method: 'DELETE', path: '/1/registry/_hidden', recursive: true },
              { method: 'DELETE', path: '/1/registry/pods', dir: true },
              { method: 'DELETE', path: '/1/registry/empty', dir: true },
            ]),
          )
        ).records,
      ),
    ).toEqual({ '/registry/pods/a': 'changed@3,11', '/registry/pods/b': 'set@12,12', '/registry/pods/c': 'added@13,13' });
  });

  it('hides what was removed from a directory that is there anew', async () => {
    const { records } = await readPath(
      await withLog([
        { method: 'DELETE', path: '/1/registry/pods', recursive: true },
        { path: '/1/registry/pods/b', value: 'new' },
      ]),
    );
    expect(short(records)).toEqual({ '/registry/pods/b': 'new@12,12', '/registry/_hidden/x': 'secret@3,3' });
  });

  it('expires keys that only the snapshot has', async () => {
    const json = storeJson(tree).replace(
      '"ExpireTime":"0001-01-01T00:00:00Z","Value":"pod b"',
      '"ExpireTime":"2026-01-01T01:00:00.5+01:00","Value":"pod b"',
    );
    const at = BigInt(Date.UTC(2026, 0, 1)) * 1_000_000n;
    const early = await readPath(await withLog([{ method: 'SYNC', path: '', time: at + 499_999_999n }], json));
    expect(early.records.get('/registry/pods/b')?.expiry).toEqual({ expiresAt: Date.UTC(2026, 0, 1) + 500, ttlSeconds: 1 });
    const late = await readPath(await withLog([{ method: 'SYNC', path: '', time: at + 500_000_000n }], json));
    expect([...late.records.keys()]).not.toContain('/registry/pods/b');
    expect(late.revision).toBe(11);
  });

  it('gives one key, and the keys under a prefix', async () => {
    const source = await openV2DirectorySource(await withLog([{ path: '/1/registry/new', value: '1' }]));
    expect(Buffer.from((await source.get('/registry/pods/b'))?.value ?? []).toString()).toBe('pod b');
    expect(Buffer.from((await source.get('/registry/new'))?.value ?? []).toString()).toBe('1');
    expect(await source.get('/registry/pods')).toBeUndefined();
    expect([...(await drain(source, '/registry/p')).keys()]).toEqual(['/registry/pods/a', '/registry/pods/b']);
    await source.close();
  });

  it('takes the older snapshot when the newest is damaged, and says so', async () => {
    const log = logOf([
      { path: '/1/b', value: '2' },
      { path: '/1/c', value: '3' },
    ]);
    const good = snapshotBytes(storeJson({ a: '1' }, 4), 1);
    for (const spoil of [5, 40, good.length - 3]) {
      const bad = Buffer.from(good);
      bad[spoil] = (bad[spoil] ?? 0) ^ 0x20;
      const path = await writeDirectory(
        freshPath(),
        [{ index: 0, bytes: log.bytes() }],
        [
          { index: 1, bytes: good },
          { index: 2, bytes: bad },
        ],
      );
      await writeFile(join(path, 'member/snap/0000000000000001-0000000000000009.snap.broken'), 'x');
      const { records, notices } = await readPath(path);
      expect(short(records)).toEqual({ '/a': '1@3,3', '/b': '2@5,5', '/c': '3@6,6' });
      expect(notices).toContain('snapshot-damaged');
    }
  });

  it('is refused when no whole snapshot and no log from the beginning is left', async () => {
    const path = await withLog([]);
    const snapshot = join(path, 'member/snap/0000000000000001-0000000000000005.snap');
    const bytes = await readFile(snapshot);
    for (const length of [0, 3, 20, bytes.length - 1]) {
      await writeFile(snapshot, bytes.subarray(0, length));
      await expect(readPath(path)).rejects.toMatchObject({
        code: 'STORE_CORRUPT',
        message: expect.stringContaining(snapshot) as string,
      });
    }
  });

  it('is refused when a single letter of a value is not what the checksum covers', async () => {
    const path = await withLog([]);
    const snapshot = join(path, 'member/snap/0000000000000001-0000000000000005.snap');
    const bytes = await readFile(snapshot);
    bytes.write('c', bytes.indexOf('pod b') + 4);
    await writeFile(snapshot, bytes);
    await expect(readPath(path)).rejects.toThrow(/its checksum is wrong/);
  });

  it('is refused when it changes while it is read', async () => {
    const path = await withLog([]);
    const source = await openV2DirectorySource(path);
    await truncate(join(path, 'member/snap/0000000000000001-0000000000000005.snap'), 30);
    await expect(drain(source)).rejects.toMatchObject({ code: 'STORE_CHANGED' });
  });
});

describe('which directory it is', () => {
  it('finds the data directory, its member directory, and the only one inside', async () => {
    const outer = freshPath();
    const path = await writeDirectory(join(outer, 'backup'), [
      { index: 0, bytes: logOf([{ path: '/1/a', value: '1' }]).bytes() },
    ]);
    for (const given of [path, join(path, 'member'), outer]) expect([...(await readPath(given)).records.keys()]).toEqual(['/a']);
    expect(await inspectDirectory(path)).toEqual({ v2Keys: 'some' });
    await writeDirectory(join(outer, 'second'), [{ index: 0, bytes: logOf([]).bytes() }]);
    await expect(readPath(outer)).rejects.toMatchObject({ code: 'STORE_NOT_A_STORE' });
    await expect(readPath(join(outer, 'none'))).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
    await expect(readPath(await mkdtemp(join(home, 'empty-')))).rejects.toMatchObject({ code: 'STORE_NOT_A_STORE' });
  });

  it('unpacks a .tgz into a private directory and removes it', async () => {
    const path = await writeDirectory(freshPath(), [{ index: 0, bytes: logOf([{ path: '/1/a', value: '1' }]).bytes() }]);
    const archive = `${path}.tgz`;
    execFileSync('tar', ['czf', archive, '-C', path, '.']);
    const temporaryDirectory = await mkdtemp(join(home, 'tmp-'));
    const source = await openV2DirectorySource(archive, { temporaryDirectory });
    expect([...(await drain(source)).keys()]).toEqual(['/a']);
    const { readdir, stat } = await import('node:fs/promises');
    const [unpacked = ''] = await readdir(temporaryDirectory);
    expect((await stat(join(temporaryDirectory, unpacked))).mode & 0o777).toBe(0o700);
    await source.close();
    expect(await readdir(temporaryDirectory)).toEqual([]);
  });

  it('refuses an archive with a link or a way out, a cut one, and what is no archive', async () => {
    const path = await writeDirectory(freshPath(), [{ index: 0, bytes: logOf([{ path: '/1/a', value: '1' }]).bytes() }]);
    execFileSync('tar', ['czf', `${path}.good.tgz`, '-C', path, '.']);
    const good = await readFile(`${path}.good.tgz`);
    await writeFile(`${path}.cut.tgz`, good.subarray(0, good.length >> 1));
    await writeFile(`${path}.none.tgz`, Buffer.alloc(2000, 'x'));
    await symlink('/etc/passwd', join(path, 'member', 'snap', 'link'));
    execFileSync('tar', ['czf', `${path}.link.tgz`, '-C', path, '.']);
    execFileSync('tar', ['czPf', `${path}.out.tgz`, '-C', join(path, 'member', 'wal'), '../wal/../wal']);
    const temporaryDirectory = await mkdtemp(join(home, 'tmp-'));
    for (const [name, message] of [
      ['link', /neither a file nor a directory/],
      ['out', /leads out of the archive/],
      ['cut', /gzip stream is damaged/],
      ['none', /no tar archive/],
    ] as const) {
      await expect(openV2DirectorySource(`${path}.${name}.tgz`, { temporaryDirectory })).rejects.toMatchObject({
        code: 'STORE_CORRUPT',
        message: expect.stringMatching(message) as string,
      });
    }
    const { readdir } = await import('node:fs/promises');
    expect(await readdir(temporaryDirectory)).toEqual([]);
  });
});

describe('whatever the bytes are', () => {
  it('a directory ends with records or a named error', async () => {
    const path = await writeDirectory(
      freshPath(),
      [
        {
          index: 0,
          bytes: logOf([
            { path: '/1/a/b', value: '1' },
            { path: '/1/a/b', value: '2', prevIndex: 2 },
            { method: 'DELETE', path: '/1/registry', recursive: true },
          ]).bytes(),
        },
      ],
      [{ index: 1, bytes: snapshotBytes(storeJson({ registry: { x: 'y"\\\u{1f41d}' } }), 1) }],
    );
    const targets = [
      join(path, 'member/wal/0000000000000000-0000000000000000.wal'),
      join(path, 'member/snap/0000000000000001-0000000000000001.snap'),
    ];
    const originals = await Promise.all(targets.map((target) => readFile(target)));
    const damage = fc.record({
      target: fc.nat(1),
      at: fc.nat(2000),
      remove: fc.nat(20),
      insert: fc.uint8Array({ maxLength: 9 }),
      cut: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (damages) => {
        const files = originals.map((bytes) => Buffer.from(bytes));
        for (const { target, at, remove, insert, cut } of damages) {
          const bytes = files[target] ?? Buffer.alloc(0);
          const where = at % (bytes.length + 1);
          files[target] = Buffer.concat([
            bytes.subarray(0, where),
            insert,
            cut ? Buffer.alloc(0) : bytes.subarray(where + remove),
          ]);
        }
        for (const [i, target] of targets.entries()) await writeFile(target, files[i] ?? Buffer.alloc(0));
        try {
          await readPath(path);
        } catch (error) {
          if (!isSkepError(error)) throw error;
          expect(error.code).toBe('STORE_CORRUPT');
        }
      }),
      { numRuns: 150 },
    );
  }, 20_000);
});
