import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startChild } from '../../../../src/lib/shadow/child.js';
import { createScratch } from '../../../../src/lib/shadow/scratch.js';

let base = '';
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'skep-scratch-test-'));
});
afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

describe('createScratch', () => {
  it('makes a private directory and removes it', async () => {
    const scratch = await createScratch(base);
    expect(statSync(scratch.path).mode & 0o777).toBe(0o700);
    await scratch.remove();
    expect(readdirSync(base)).toEqual([]);
  });

  it('removes what a dead run has left, and leaves a living one alone', async () => {
    const living = await createScratch(base);
    const dead = join(base, 'skep-shadow-dead');
    mkdirSync(dead);
    // The pid lives, but it is another process: it started at another time.
    writeFileSync(join(dead, 'owner.json'), JSON.stringify({ pid: process.pid, startedAt: 'long ago' }));
    const next = await createScratch(base);
    expect(next.removedLeftOvers).toEqual([dead]);
    expect(statSync(living.path).isDirectory()).toBe(true);
  });

  it('gives a directory without an owner a minute', async () => {
    const young = join(base, 'skep-shadow-young');
    const old = join(base, 'skep-shadow-old');
    mkdirSync(young);
    mkdirSync(old);
    utimesSync(old, new Date(Date.now() - 120_000), new Date(Date.now() - 120_000));
    expect((await createScratch(base)).removedLeftOvers).toEqual([old]);
  });

  it('leaves directories of other names alone', async () => {
    mkdirSync(join(base, 'other'));
    expect((await createScratch(base)).removedLeftOvers).toEqual([]);
  });
});

describe('startChild', () => {
  it('keeps what the command says and its exit code', async () => {
    const child = await startChild('/bin/sh', ['-c', 'echo out; echo err >&2; exit 3'], {
      logFile: join(base, 'log'),
      cwd: base,
    });
    expect(await child.exited).toBe(3);
    expect((await child.tail()).split('\n').sort()).toEqual(['', 'err', 'out']);
    expect(child.hasExited()).toBe(true);
  });

  it('ends it at once when asked', async () => {
    const child = await startChild('/bin/sh', ['-c', 'trap "" TERM; sleep 60'], { logFile: join(base, 'log'), cwd: base });
    const before = Date.now();
    await child.end();
    expect(Date.now() - before).toBeLessThan(5000);
  });

  it('gives nothing of its own environment away', async () => {
    const child = await startChild('/usr/bin/env', [], { logFile: join(base, 'log'), cwd: base, env: { GIVEN: 'yes' } });
    await child.exited;
    const names = (await child.tail()).split('\n').map((line) => line.split('=')[0]);
    expect(names).toContain('GIVEN');
    expect(names.filter((name) => !['PATH', 'HOME', 'GIVEN', 'PWD', '_', 'OLDPWD', 'SHLVL', ''].includes(name ?? ''))).toEqual(
      [],
    );
  });
});
