import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The program as it is installed: compiled, in a process of its own. `npm test` builds first. */
const RUN = fileURLToPath(new URL('../../../bin/run.js', import.meta.url));
const GOLDEN = fileURLToPath(new URL('../../golden/', import.meta.url));

function skep(
  args: readonly string[],
  env: Record<string, string> = {},
): { status: number | null; stdout: string; stderr: string } {
  const clean = { PATH: process.env['PATH'] ?? '', HOME: directory, TMPDIR: directory, ...env };
  return spawnSync(process.execPath, [RUN, ...args], { env: clean, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'skep-cli-'));
});
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

describe('the program', () => {
  it.each([
    ['an unknown flag', ['etcd', 'ls', 'x.db', '--foo'], 64, 'nonexistent flag: --foo'],
    ['a bad option value', ['etcd', 'ls', 'x.db', '-o', 'xml'], 64, 'table, json, yaml, name'],
    ['a missing argument', ['etcd', 'get', 'x.db'], 64, 'missing KEY'],
    ['a bad number', ['etcd', 'stats', 'x.db', '--top', 'many'], 64, 'many'],
    ['a bad release', ['migrate', 'plan', 'x.db', '--to', '2.0'], 64, '2.0 is no Kubernetes release'],
    ['a store that is not there', ['etcd', 'ls', 'missing.db'], 64, 'missing.db'],
    ['an unknown command', ['etcd', 'sl', 'x.db'], 127, 'skep etcd ls'],
    ['an unknown topic', ['migrat'], 127, 'skep migrate'],
  ])('%s: exit code and words on stderr', (_name, args, status, words) => {
    const result = skep(args);
    expect(result).toMatchObject({ status, stdout: '' });
    expect(result.stderr).toContain(words);
    expect(result.stderr).not.toContain('    at ');
  });

  it('tells errors on stdout in JSON mode, wherever the flag stands', () => {
    for (const args of [
      ['etcd', 'ls', 'x.db', '--foo', '-o', 'json'],
      ['etcd', 'ls', '--output=json', 'missing.db'],
      ['etcd', 'sl', '-ojson'],
    ]) {
      const result = skep(args);
      expect(result.stderr).toBe('');
      expect(JSON.parse(result.stdout)).toMatchObject({ kind: 'Error', exitCode: result.status, hints: expect.any(Array) });
    }
  });

  it('takes no colour but on request, and none at all with NO_COLOR', () => {
    const args = ['etcd', 'stats', join(GOLDEN, '1.3/etcd-v2.jsonl.gz')];
    expect(skep(args).stdout).not.toContain('\u001b');
    expect(skep(args, { FORCE_COLOR: '1' }).stdout).toContain('\u001b[1m');
    expect(skep(args, { FORCE_COLOR: '1', NO_COLOR: '1' }).stdout).not.toContain('\u001b');
    expect(skep([...args, '--no-color'], { FORCE_COLOR: '1' }).stdout).not.toContain('\u001b');
  });

  it('ends quietly when the reader of stdout goes away', async () => {
    const lines = Array.from({ length: 60_000 }, (_, index) =>
      JSON.stringify({ key: `/k/${'x'.repeat(80)}${index}`, value: '{}', createdIndex: index + 1, modifiedIndex: index + 1 }),
    );
    const dump = join(directory, 'many.jsonl');
    writeFileSync(dump, `${lines.join('\n')}\n`);
    const child = spawn(process.execPath, [RUN, 'etcd', 'ls', dump, '-o', 'name'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('ends with 130 on Ctrl-C, and leaves nothing behind', async () => {
    const lines = Array.from({ length: 200_000 }, (_, index) =>
      JSON.stringify({
        key: `/k/${'x'.repeat(80)}${index}`,
        value: '{"a":1}',
        createdIndex: index + 1,
        modifiedIndex: index + 1,
      }),
    );
    const dump = join(directory, 'more.jsonl');
    writeFileSync(dump, `${lines.join('\n')}\n`);
    const scratch = mkdtempSync(join(directory, 'tmp-'));
    const target = join(directory, 'out.db');
    const child = spawn(process.execPath, [RUN, 'etcd', 'convert', dump, target], {
      env: { ...process.env, TMPDIR: scratch },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()));
    await expect.poll(() => spawnSync('ls', [scratch], { encoding: 'utf8' }).stdout, { timeout: 20_000 }).toContain('skep-');
    await new Promise((resolve) => setTimeout(resolve, 100));
    child.kill('SIGINT');
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect({ status, stderr }).toEqual({ status: 130, stderr: 'error: stopped by SIGINT\n' });
    expect(spawnSync('ls', [scratch, target], { encoding: 'utf8' }).stdout.trim()).toBe(`${scratch}:`);
  });

  it('answers --version, help and completion', () => {
    expect(skep(['--version']).stdout).toMatch(/^skep \d+\.\d+\.\d+ \(node /);
    expect(skep(['help', 'exit-codes']).stdout).toContain('127  There is no such command.');
    expect(skep(['help', 'environment']).stdout).toContain('SKEP_RULES ');
    expect(skep(['help', 'nothing'])).toMatchObject({
      status: 127,
      stderr: expect.stringContaining('no help about nothing') as string,
    });
    const help = skep(['migrate', 'run', '--help']).stdout;
    expect(help).toContain('$ skep migrate run SOURCE TARGET --to 1.N [flags]');
    expect(help.indexOf('EXAMPLES')).toBeLessThan(help.indexOf('FLAGS'));
    expect(skep(['autocomplete', 'script', 'bash']).status).toBe(0);
  });
});
