import { execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeAuthority, type TestAuthority } from '../rig/certificates.js';
import { freePorts, type RunningEtcd, type StartEtcdOptions, startEtcd } from '../rig/etcd.js';
import { describeWithEtcd, etcdctlBinary } from '../rig/need.js';

/** What the stores say at the command line to what people give them by mistake. `npm run test:e2e` builds first. */
const RUN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const DUMP = fileURLToPath(new URL('../golden/1.3/etcd-v2.jsonl.gz', import.meta.url));
const BACKUP = fileURLToPath(new URL('../golden/1.3/etcd-v2-backup.tgz', import.meta.url));
const MIGRATION = ['--from', '1.3', '--to', '1.9', '--keep-expired'];

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'skep-bad-'));
});
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface SpawnMore {
  readonly env?: Record<string, string>;
  readonly input?: string;
  /** Put before the command: `prlimit --fsize=...`. */
  readonly wrapper?: readonly string[];
}

function skep(args: readonly string[], { env = {}, input = '', wrapper = [] }: SpawnMore = {}): Promise<Ended> {
  const [command = '', ...rest] = [...wrapper, process.execPath, RUN, ...args];
  const child = spawn(command, rest, {
    cwd: directory,
    env: { PATH: process.env['PATH'] ?? '', HOME: directory, TMPDIR: process.env['TMPDIR'] ?? tmpdir(), ...env },
  });
  child.stdin.end(input);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (piece: Buffer) => (stdout += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()));
  return new Promise((resolve) => {
    child.on('close', (status) => {
      resolve({ status, stdout, stderr });
    });
  });
}

/** What every refusal has: the object, the reason, what to do; no stack. */
function expectRefusal(ended: Ended, status: number, words: RegExp): void {
  expect(ended.stderr).toMatch(words);
  expect(ended.stderr).toMatch(/\n {2}try: /);
  expect(ended.stderr).not.toMatch(/\n {4}at |INTERNAL_BUG|fault of skep/);
  expect({ status: ended.status, stdout: ended.stdout }).toEqual({ status, stdout: '' });
}

function expectNothingWritten(target: string): void {
  const left = readdirSync(directory).filter((name) => name.startsWith(target));
  expect(left).toEqual([]);
}

describe('a source that is damaged or no store', () => {
  beforeAll(async () => {
    expect(await skep(['migrate', 'run', DUMP, 'whole.db', ...MIGRATION])).toMatchObject({ status: 0 });
    const whole = readFileSync(join(directory, 'whole.db'));
    const put = (name: string, bytes: Uint8Array | string): void => {
      writeFileSync(join(directory, name), bytes);
    };
    const changed = (at: number): Buffer => {
      const copy = Buffer.from(whole);
      copy.writeUInt8((copy.readUInt8(at) + 1) % 256, at);
      return copy;
    };
    put('cut.db', whole.subarray(0, whole.length >> 1));
    put('hash.db', changed(whole.length - 1));
    put('changed.db', changed(whole.length >> 1));
    put('text.db', 'these are not the bytes\n');
    put('notes.txt', 'these are not the bytes\n');
    const dump = readFileSync(DUMP);
    put('cut.jsonl.gz', dump.subarray(0, dump.length >> 1));
    put('text.jsonl', 'these are not the bytes\n');
    const lines = gunzipSync(dump).toString().split('\n');
    put('line.jsonl', `${lines.slice(0, 5).join('\n')}\n{"key":"/a","value":\n`);
    put('cut.tgz', readFileSync(BACKUP).subarray(0, 300_000));
    mkdirSync(join(directory, 'empty'));
  });

  it.each([
    ['cut.db', 1, /cut\.db: truncated/],
    ['hash.db', 1, /hash\.db: the SHA-256/],
    ['changed.db', 1, /changed\.db: the SHA-256/],
    ['text.db', 64, /text\.db: no etcd v3 backend file/],
    ['notes.txt', 64, /notes\.txt is a file, but its name/],
    ['cut.jsonl.gz', 1, /cut\.jsonl\.gz: the gzip stream is damaged/],
    ['text.jsonl', 1, /text\.jsonl line 1: it is not JSON/],
    ['line.jsonl', 1, /line\.jsonl line 6: it is not JSON/],
    ['cut.tgz', 1, /cut\.tgz/],
    ['empty', 64, /empty is no data directory of etcd/],
    ['none.db', 64, /none\.db: no such file/],
    ['http://127.0.0.1:2379', 64, /does not say which API/],
  ])('%s ends the run with %i before anything is written', async (name, status, words) => {
    const target = `of-${name.replace(/\W/g, '-')}.db`;
    expectRefusal(await skep(['migrate', 'run', name, target, ...MIGRATION]), status, words);
    expectNothingWritten(target);
  });

  it('a log that is damaged in its middle is named with file and byte', async () => {
    mkdirSync(join(directory, 'backup'));
    await promisify(execFile)('tar', ['xzf', BACKUP, '-C', join(directory, 'backup')]);
    const logs = readdirSync(join(directory, 'backup'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.wal'),
    );
    const log = join(directory, 'backup', logs.sort()[0] ?? '');
    const bytes = readFileSync(log);
    bytes.writeUInt8((bytes.readUInt8(2_000) + 1) % 256, 2_000);
    writeFileSync(log, bytes);
    expectRefusal(await skep(['migrate', 'run', 'backup', 'of-log.db', ...MIGRATION]), 1, /write-ahead log .*\.wal at byte \d+/);
    expectNothingWritten('of-log.db');
  });
});

describe('a target that cannot take it', () => {
  it('on a full disk: nothing is left under the name, and --resume finishes it', async () => {
    const wrapper = ['prlimit', '--fsize=200000'];
    const ended = await skep(['migrate', 'run', DUMP, 'full.db', ...MIGRATION], { wrapper });
    expectRefusal(ended, 1, /full\.db.*: the disk is full \(EFBIG\)/);
    expect(existsSync(join(directory, 'full.db'))).toBe(false);
    const resumed = await skep(['migrate', 'run', DUMP, 'full.db', ...MIGRATION, '--resume']);
    expect(resumed).toMatchObject({ status: 0 });
    expect(readdirSync(directory).filter((name) => name.startsWith('full.db'))).toEqual(['full.db']);
  });

  it('is there already', async () => {
    writeFileSync(join(directory, 'there.db'), 'mine');
    expectRefusal(await skep(['migrate', 'run', DUMP, 'there.db', ...MIGRATION]), 6, /there\.db is not empty/);
    expect(readFileSync(join(directory, 'there.db'), 'utf8')).toBe('mine');
    expect(readdirSync(directory).filter((name) => name.startsWith('there.db'))).toEqual(['there.db']);
  });

  it('is the source', async () => {
    expectRefusal(await skep(['migrate', 'run', 'whole.db', './whole.db', ...MIGRATION]), 64, /are the same store/);
  });

  it('is being written by another run, which is named', async () => {
    const start = readFileSync(`/proc/${String(process.pid)}/stat`, 'utf8')
      .replace(/.*\) /, '')
      .split(' ')[19];
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const holder = { process: { host: hostname(), pid: process.pid, startTime: start, bootId }, target: 'twice.db' };
    const lock = join(directory, 'twice.db.skep.lock');
    writeFileSync(lock, JSON.stringify(holder));
    expectRefusal(
      await skep(['migrate', 'run', DUMP, 'twice.db', ...MIGRATION]),
      5,
      new RegExp(`held by process ${String(process.pid)} on `),
    );
    expect(readdirSync(directory).filter((name) => name.startsWith('twice.db'))).toEqual(['twice.db.skep.lock']);
    writeFileSync(lock, JSON.stringify({ ...holder, process: { ...holder.process, startTime: '1' } }));
    expect(await skep(['migrate', 'run', DUMP, 'twice.db', ...MIGRATION])).toMatchObject({ status: 0 });
    expect(existsSync(lock)).toBe(false);
  });

  it('two runs at once: one of them does it', async () => {
    const args = ['migrate', 'run', DUMP, 'race.db', ...MIGRATION];
    const ended = await Promise.all([skep(args), skep(args), skep(args)]);
    expect(ended.filter(({ status }) => status === 0)).toHaveLength(1);
    // Who comes when the first has ended finds its file.
    for (const { status } of ended) expect([0, 5, 6]).toContain(status);
    expect(readdirSync(directory).filter((name) => name.startsWith('race.db'))).toEqual(['race.db']);
  });
});

describe('passwords', () => {
  it.each([
    ['--user', 'ETCDCTL_PASSWORD'],
    ['--target-user', 'SKEP_TARGET_PASSWORD'],
  ])('%s with a password is refused without repeating it', async (flag, variable) => {
    const ended = await skep(['migrate', 'run', 'etcd3://127.0.0.1:1', 'x.db', ...MIGRATION, flag, 'root:s3cret']);
    expectRefusal(ended, 64, new RegExp(variable));
    expect(ended.stderr).not.toContain('s3cret');
  });

  it('in an address are refused without being repeated', async () => {
    const ended = await skep(['etcd', 'ls', 'etcd3://root:s3cret@127.0.0.1:2379']);
    expectRefusal(ended, 64, /--password-file FILE/);
    expect(ended.stderr).not.toContain('s3cret');
  });
});

describeWithEtcd('a live store', () => {
  const running: { stop(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const it of running.splice(0)) await it.stop();
  });
  const start = async (options?: StartEtcdOptions): Promise<RunningEtcd> => {
    const etcd = await startEtcd(options);
    running.push(etcd);
    return etcd;
  };
  const etcdctl = (etcd: RunningEtcd, ...args: string[]): void => {
    const { status, stderr } = spawnSync(etcdctlBinary() ?? '', ['--endpoints', etcd.endpoints, ...args], {
      env: { ETCDCTL_API: '3' },
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
  };
  const live = (etcd: RunningEtcd): string => `etcd3://${etcd.endpoints}`;

  it('that is not there', async () => {
    const [port = 0] = await freePorts(1);
    const ended = await skep(['etcd', 'ls', `etcd3://127.0.0.1:${String(port)}`]);
    expectRefusal(ended, 1, new RegExp(`127\\.0\\.0\\.1:${String(port)} does not answer`));
  });

  it('behind a certificate that is not trusted', async () => {
    const [own, stranger] = [makeAuthority('platform-ca'), makeAuthority('stranger-ca')];
    const removing = (authority: TestAuthority) => ({
      stop: () => {
        authority.remove();
        return Promise.resolve();
      },
    });
    running.push(removing(own), removing(stranger));
    const etcd = await start({ tls: own.issue('etcd-1') });
    for (const scheme of ['etcd2s', 'etcd3s']) {
      const ended = await skep(['etcd', 'ls', `${scheme}://${etcd.endpoints}`, '--cacert', stranger.ca]);
      expectRefusal(ended, 1, /no trusted connection to [^]*CN=etcd-1 issued by CN=platform-ca/);
    }
  });

  it('that asks for a user: the password never shows, wherever it comes from', async () => {
    const etcd = await start();
    etcdctl(etcd, 'put', '/registry/pods/ns/a', '{}');
    etcdctl(etcd, 'user', 'add', 'root:s3cret');
    etcdctl(etcd, 'user', 'grant-role', 'root', 'root');
    etcdctl(etcd, 'auth', 'enable');
    const ls = ['etcd', 'ls', live(etcd), '-o', 'name'];
    writeFileSync(join(directory, 'password'), 's3cret\n');
    const ways: [readonly string[], SpawnMore][] = [
      [[], { env: { ETCDCTL_USER: 'root:s3cret' } }],
      [['--user', 'root'], { env: { ETCDCTL_PASSWORD: 's3cret' } }],
      [['--user', 'root', '--password-file', 'password'], {}],
      [['--user', 'root', '--password-file', '-'], { input: 's3cret\n' }],
    ];
    for (const [flags, more] of ways)
      expect(await skep([...ls, ...flags], more)).toMatchObject({ status: 0, stdout: '/registry/pods/ns/a\n' });
    expectRefusal(await skep(ls), 4, /refused the request/);
    for (const flags of [[], ['--debug'], ['--debug', '--output', 'json']]) {
      const wrong = await skep([...ls.slice(0, 3), ...flags], { env: { ETCDCTL_USER: 'root:wr0ng' } });
      expect(wrong.status).toBe(4);
      expect(wrong.stdout + wrong.stderr).not.toContain('wr0ng');
    }
  });

  it('whose quota is full; raised, --resume finishes it', async () => {
    const quota = (bytes: number): readonly string[] => ['--quota-backend-bytes', String(bytes)];
    const dataDir = mkdtempSync(join(directory, 'full-'));
    const etcd = await start({ dataDir, extraArgs: quota(600_000) });
    const run = ['migrate', 'run', DUMP, live(etcd), ...MIGRATION, '--accept-lower-revisions', '--state-dir', 'live-state'];
    expectRefusal(await skep(run), 1, /is full: .*space exceeded/);
    etcdctl(etcd, 'alarm', 'disarm');
    await etcd.stop();
    const again = await start({ dataDir, port: etcd.port, extraArgs: quota(1 << 30) });
    expect(await skep([...run, '--resume'])).toMatchObject({ status: 0 });
    const verified = await skep(['migrate', 'verify', DUMP, live(again), '--from', '1.3', '--to', '1.9']);
    expect(verified.stdout + verified.stderr).not.toMatch(/missing/i);
  });

  it('that goes away in the middle; back again, --resume finishes it', async () => {
    const dataDir = mkdtempSync(join(directory, 'gone-'));
    const etcd = await start({ dataDir });
    // The revision is raised first, one write at a time: the etcd dies in the middle of that.
    const line = { key: '/registry/foreign', value: 'x', createdIndex: 40_000, modifiedIndex: 40_000 };
    writeFileSync(join(directory, 'high.jsonl'), `${JSON.stringify(line)}\n`);
    const run = ['etcd', 'ls', live(etcd), '-o', 'name'];
    const migrating = skep([
      'migrate',
      'run',
      'high.jsonl',
      live(etcd),
      ...MIGRATION,
      '--prefix',
      '/none',
      '--state-dir',
      'gone-state',
    ]);
    await expect.poll(async () => (await skep(run)).stdout, { timeout: 20_000 }).toContain('raise-revision');
    await etcd.kill();
    expectRefusal(await migrating, 1, /does not answer/);
    const again = await start({ dataDir, port: etcd.port });
    const resume = [
      'migrate',
      'run',
      'high.jsonl',
      live(again),
      ...MIGRATION,
      '--prefix',
      '/none',
      '--state-dir',
      'gone-state',
      '--resume',
    ];
    expect(await skep(resume)).toMatchObject({ status: 0 });
    expect((await skep(run)).stdout).toBe('/registry/foreign\n');
  });

  it('whose request limit is under a value: every such object is listed before anything is written', async () => {
    const etcd = await start();
    const map = (name: string, bytes: number): string => {
      const object = {
        kind: 'ConfigMap',
        apiVersion: 'v1',
        metadata: { name, namespace: 'ns', uid: name, creationTimestamp: '2016-01-01T00:00:00Z' },
      };
      const value = JSON.stringify({ ...object, data: { a: 'x'.repeat(bytes) } });
      return JSON.stringify({ key: `/registry/configmaps/ns/${name}`, value, createdIndex: 5, modifiedIndex: 5 });
    };
    writeFileSync(
      join(directory, 'large.jsonl'),
      `${[map('one', 1_700_000), map('small', 10), map('two', 1_800_000)].join('\n')}\n`,
    );
    const run = ['migrate', 'run', 'large.jsonl', live(etcd), ...MIGRATION, '--state-dir', 'large-state'];
    const json = await skep([...run, '-o', 'json']);
    expect(json.status).toBe(6);
    const failure = JSON.parse(json.stdout) as { details: { problems: { key: string; code: string }[] } };
    expect(failure.details.problems.map(({ key, code }) => [key, code])).toEqual([
      ['/registry/configmaps/ns/one', 'VALUE_TOO_LARGE'],
      ['/registry/configmaps/ns/two', 'VALUE_TOO_LARGE'],
    ]);
    expect((await skep(['etcd', 'ls', live(etcd), '-o', 'name'])).stdout).toBe('');
    const plan = await skep(['migrate', 'plan', 'large.jsonl', ...MIGRATION, '--max-request-bytes', '1572864']);
    expect(plan.status).toBe(2);
    expect(plan.stdout).toMatch(/configmaps\/ns\/one[^]*configmaps\/ns\/two/);
  });

  it('keeps events apart: --override reads and writes them where they belong', async () => {
    const [main, events] = [await start(), await start()];
    const pod = {
      kind: 'Namespace',
      apiVersion: 'v1',
      metadata: { name: 'ns', uid: 'u-1', creationTimestamp: '2016-01-01T00:00:00Z' },
    };
    const event = {
      kind: 'Event',
      apiVersion: 'v1',
      metadata: { name: 'e', namespace: 'ns', uid: 'u-2', creationTimestamp: '2016-01-01T00:00:00Z' },
    };
    const put = (etcd: RunningEtcd, key: string, object: object): Promise<Response> =>
      fetch(`${etcd.clientUrl}/v2/keys${key}`, {
        method: 'PUT',
        body: new URLSearchParams({ value: JSON.stringify(object), ttl: '3600' }),
      });
    await put(main, '/registry/namespaces/ns', pod);
    await put(main, '/registry/events/ns/stale', event);
    await put(events, '/registry/events/ns/e', event);
    const source = `etcd2://${main.endpoints}`;
    const override = ['--override', `/events=etcd2://${events.endpoints},apart-events.db`];
    const migration = ['--from', '1.3', '--to', '1.9'];
    expect(await skep(['migrate', 'run', source, 'apart.db', ...migration, ...override])).toMatchObject({ status: 0 });
    const keys = async (store: string): Promise<string> => (await skep(['etcd', 'ls', store, '-o', 'name'])).stdout;
    expect(await keys('apart.db')).toBe('/registry/namespaces/ns\n');
    expect(await keys('apart-events.db')).toBe('/registry/events/ns/e\n');
    expect(await skep(['migrate', 'verify', source, 'apart.db', ...migration, ...override])).toMatchObject({ status: 0 });
    const convert = [
      'etcd',
      'convert',
      source,
      'joined.jsonl',
      '--override',
      `events=etcd2://${events.endpoints}`,
      '--new-revisions',
    ];
    expect(await skep(convert)).toMatchObject({ status: 0 });
    expect(await keys('joined.jsonl')).toBe('/registry/events/ns/e\n/registry/namespaces/ns\n');
    const same = ['--override', `events=etcd2://${events.endpoints},./same.db`];
    expectRefusal(await skep(['migrate', 'run', source, 'same.db', ...migration, ...same]), 64, /same store/);
    const unknown = ['--override', `evnets=etcd2://${events.endpoints}`];
    expectRefusal(
      await skep(['migrate', 'plan', source, ...migration, ...unknown]),
      64,
      /no release of Kubernetes has a resource/,
    );
  });
});
