import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Host, HostCommand } from '../../../src/lib/ports/host.js';

export interface HostUnderTest {
  readonly host: Host;
  stop(): Promise<void>;
}

/** What every implementation of the Host port does. `make` gets a state directory of the test's own. */
export function hostContract(make: (stateDirectory: string) => Promise<HostUnderTest>): void {
  let directory = '';
  let under: HostUnderTest | undefined;
  let locks = 0;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'skep-host-'));
    under = await make(join(directory, 'state'));
  });
  afterAll(async () => {
    await under?.stop();
    rmSync(directory, { recursive: true, force: true });
  });
  const host = (): Host => {
    if (!under) throw new Error('no host');
    return under.host;
  };
  const run = (argv: HostCommand['argv'], more: Partial<HostCommand> = {}) => host().run({ argv, timeoutMs: 60_000, ...more });
  const freshLock = async (): Promise<string> => {
    const lock = `cluster ${++locks} 'x'`;
    await host().adoptAuthority(lock, 'store-a', 0);
    return lock;
  };
  const alive = (pid: number): boolean => {
    try {
      return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    } catch {
      return false;
    }
  };
  const fileAppears = async (path: string): Promise<string> => {
    for (let tries = 0; tries < 600; tries++) {
      if (existsSync(path) && readFileSync(path, 'utf8').endsWith('\n')) return readFileSync(path, 'utf8').trim();
      await sleep(50);
    }
    throw new Error(`${path} did not appear`);
  };
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

  it('gives back both streams and the exit code', async () => {
    const result = await run(['sh', '-c', 'echo out; echo err >&2; exit 7']);
    expect(result.exitCode).toBe(7);
    expect(text(result.stdout)).toBe('out\n');
    expect(text(result.stderr)).toBe('err\n');
    expect(result.truncated).toBe(false);
  });

  it('tells the signal that ended a command', async () => {
    const result = await run(['sh', '-c', 'kill -KILL $$']);
    expect(result).toMatchObject({ exitCode: undefined, endedBy: 'SIGKILL' });
  });

  it('a program that is not there is exit code 127', async () => {
    expect((await run(['no-such-program-here'])).exitCode).toBe(127);
  });

  it('carries every argument unchanged, as an argument', { timeout: 180_000 }, async () => {
    const argument = fc
      .string({ unit: 'binary', maxLength: 40 })
      .map((value) => value.replaceAll('\0', '\u0001').replace(/\p{Surrogate}/gu, '?'));
    const nasty = fc.constantFrom(
      '',
      "'",
      '"',
      '$(id)',
      '`id`',
      '\\',
      '\n',
      '*',
      '-n',
      '--',
      '~',
      ' ',
      '\u007f',
      "'\\''",
      '!',
      '\r\n',
      'ä€😀',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(argument, nasty), { maxLength: 12 }), async (args) => {
        const result = await run(['printf', String.raw`%s\0`, ...args]);
        const expected = args.length === 0 ? '\0' : args.map((value) => `${value}\0`).join('');
        expect(text(result.stdout)).toBe(expected);
      }),
      { numRuns: 60, examples: [[[Array.from({ length: 127 }, (_, code) => String.fromCharCode(code + 1)).join('')]]] },
    );
  });

  it('gives the command its environment and nothing else of it to a shell', async () => {
    const result = await run(['sh', '-c', 'printf %s "$A|$B"'], { env: { A: "x'y $(id)", B: 'a=b\nc' } });
    expect(text(result.stdout)).toBe("x'y $(id)|a=b\nc");
    await expect(run(['true'], { env: { 'A B': '1' } })).rejects.toMatchObject({ code: 'USAGE_INVALID' });
    await expect(run(['echo', 'a\0b'])).rejects.toMatchObject({ code: 'USAGE_INVALID' });
  });

  it('carries stdin byte by byte, and an empty one is at its end', async () => {
    const stdin = Uint8Array.from({ length: 3_000_000 }, (_, index) => (index * 7) & 255);
    const result = await run(['cat'], { stdin, keepBytes: 4_000_000 });
    expect(Buffer.compare(result.stdout, stdin)).toBe(0);
    expect((await run(['cat'])).stdout).toHaveLength(0);
    expect((await run(['true'], { stdin })).exitCode).toBe(0);
  });

  it('tells output line by line while the command runs', async () => {
    const lines: string[] = [];
    const go = join(directory, 'go');
    const result = await run(['sh', '-c', 'echo one; echo two >&2; while [ ! -e "$0" ]; do sleep 0.1; done; printf three', go], {
      onLine: (stream, line) => {
        lines.push(`${stream} ${line}`);
        if (lines.length === 2) writeFileSync(go, '');
      },
    });
    expect(result.exitCode).toBe(0);
    expect(lines.toSorted()).toEqual(['stderr two', 'stdout one', 'stdout three']);
    expect(lines[2]).toBe('stdout three');
  });

  it('keeps the first bytes of 100 MB and throws the rest away', { timeout: 180_000 }, async () => {
    const before = process.memoryUsage().rss;
    const result = await run(['sh', '-c', 'head -c 100000000 /dev/zero'], { keepBytes: 1000, timeoutMs: 170_000 });
    expect(result).toMatchObject({ exitCode: 0, truncated: true });
    expect(result.stdout).toHaveLength(1000);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  });

  it('a time-out ends the command and what it started, on the host', async () => {
    const pidFile = join(directory, 'timeout-pid');
    const command = run(['sh', '-c', 'trap "" TERM; sleep 1000 & echo $! >"$0"; wait; wait', pidFile], { timeoutMs: 2_000 });
    const failure = expect(command).rejects.toMatchObject({
      code: 'HOST_COMMAND_TIMEOUT',
      message: expect.stringContaining('was ended'),
    });
    const pid = Number(await fileAppears(pidFile));
    expect(alive(pid)).toBe(true);
    await failure;
    expect(alive(pid)).toBe(false);
  });

  it('an abort ends the command and rejects with its reason', async () => {
    const pidFile = join(directory, 'abort-pid');
    const abort = new AbortController();
    const command = run(['sh', '-c', 'echo $$ >"$0"; exec sleep 1000', pidFile], { signal: abort.signal });
    const failure = expect(command).rejects.toThrow('enough');
    const pid = Number(await fileAppears(pidFile));
    abort.abort(new Error('enough'));
    await failure;
    expect(alive(pid)).toBe(false);
    await expect(run(['true'], { signal: abort.signal })).rejects.toThrow('enough');
  });

  it('what a command leaves behind in its process group ends with it', async () => {
    const result = await run(['sh', '-c', 'sleep 1000 & echo $!']);
    expect(alive(Number(text(result.stdout)))).toBe(false);
  });

  it('runs many commands at once', { timeout: 120_000 }, async () => {
    const results = await Promise.all(Array.from({ length: 40 }, (_, index) => run(['echo', String(index)])));
    expect(results.map((result) => text(result.stdout))).toEqual(Array.from({ length: 40 }, (_, index) => `${index}\n`));
  });

  it('refuses a token of an authority that it does not know, until it is adopted', async () => {
    const token = { lock: 'unknown', authority: 'store-a', number: 3 };
    const command: HostCommand = { argv: ['echo', 'hi'], timeoutMs: 60_000 };
    await expect(host().runFenced(token, command)).rejects.toMatchObject({
      code: 'AUTHORITY_UNKNOWN',
      message: expect.stringContaining('knows none'),
    });
    await host().adoptAuthority('unknown', 'store-a', 2);
    expect(text((await host().runFenced(token, command)).stdout)).toBe('hi\n');
    await expect(host().runFenced({ ...token, authority: 'store-b', number: 9 }, command)).rejects.toMatchObject({
      code: 'AUTHORITY_UNKNOWN',
    });
    await host().adoptAuthority('unknown', 'store-b', 5);
    await expect(host().runFenced(token, command)).rejects.toMatchObject({ code: 'AUTHORITY_UNKNOWN' });
    await expect(host().runFenced({ ...token, authority: 'store-b', number: 5 }, command)).rejects.toMatchObject({
      code: 'FENCED',
    });
    // Adopting the first one again does not forget what it had given.
    await host().adoptAuthority('unknown', 'store-a', 0);
    await expect(host().runFenced({ ...token, number: 2 }, command)).rejects.toMatchObject({ code: 'FENCED' });
    expect((await host().runFenced(token, command)).exitCode).toBe(0);
  });

  it('refuses an older token and names both numbers', async () => {
    const lock = await freshLock();
    const command: HostCommand = { argv: ['true'], timeoutMs: 60_000 };
    await host().runFenced({ lock, authority: 'store-a', number: 12 }, command);
    await expect(host().runFenced({ lock, authority: 'store-a', number: 7 }, command)).rejects.toMatchObject({
      code: 'FENCED',
      message: expect.stringMatching(/number 7 .* from 12 on/),
    });
  });

  it('gives a fenced command stdin, environment and exit code as any other', async () => {
    const lock = await freshLock();
    const result = await host().runFenced(
      { lock, authority: 'store-a', number: 1 },
      { argv: ['sh', '-c', 'cat; echo "$X" >&2; exit 9'], env: { X: 'y' }, stdin: Buffer.from('in'), timeoutMs: 60_000 },
    );
    expect([result.exitCode, text(result.stdout), text(result.stderr)]).toEqual([9, 'in', 'y\n']);
  });

  it('a newer token ends the command of an older one before its own starts', async () => {
    const lock = await freshLock();
    const pidFile = join(directory, `older-${locks}`);
    const older = host().runFenced(
      { lock, authority: 'store-a', number: 1 },
      { argv: ['sh', '-c', 'echo $$ >"$0"; sleep 1000; echo done', pidFile], timeoutMs: 120_000 },
    );
    const refused = expect(older).rejects.toMatchObject({
      code: 'FENCED',
      message: expect.stringMatching(/number 1 .* from 2 on/),
    });
    const pid = Number(await fileAppears(pidFile));
    const newer = await host().runFenced(
      { lock, authority: 'store-a', number: 2 },
      { argv: ['sh', '-c', 'if kill -0 "$0" 2>/dev/null; then echo there; else echo gone; fi', String(pid)], timeoutMs: 60_000 },
    );
    expect(text(newer.stdout)).toBe('gone\n');
    await refused;
  });

  it('commands of one token may run at the same time', async () => {
    const lock = await freshLock();
    const token = { lock, authority: 'store-a', number: 1 };
    const other = join(directory, `other-${locks}`);
    const first = host().runFenced(token, {
      argv: ['sh', '-c', 'while [ ! -e "$0" ]; do sleep 0.1; done', other],
      timeoutMs: 60_000,
    });
    await host().runFenced(token, { argv: ['touch', other], timeoutMs: 60_000 });
    expect((await first).exitCode).toBe(0);
  });
}
