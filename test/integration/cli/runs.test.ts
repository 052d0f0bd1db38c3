import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodePlan } from '../../../src/lib/engine/plan-file.js';
import { EVENTS, type EventCode } from '../../../src/lib/events/registry.js';
import { filePlan, type FilePlanOptions } from '../../rig/file-steps.js';

/** The compiled program with the steps of test/rig/file-steps.ts. `npm test` builds first. */
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const ARGS = ['--import', 'tsx', '--import', join(ROOT, 'test/rig/with-file-steps.mjs'), join(ROOT, 'bin/run.js')];

let directory = '';
const children: ChildProcess[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'skep-runs-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

function environment(more: Record<string, string> = {}): Record<string, string> {
  const state = join(directory, 'state');
  return { PATH: process.env['PATH'] ?? '', HOME: directory, TMPDIR: directory, SKEP_STATE_DIR: state, ...more };
}

function skep(args: readonly string[], env: Record<string, string> = {}) {
  return spawnSync(process.execPath, [...ARGS, ...args], { env: environment(env), encoding: 'utf8', cwd: ROOT });
}

interface Started {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly ended: Promise<number | null>;
}

function start(args: readonly string[]): Started {
  const child = spawn(process.execPath, [...ARGS, ...args], { env: environment(), cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (piece: Buffer) => (text.stdout += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (text.stderr += piece.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, ended, stdout: () => text.stdout, stderr: () => text.stderr };
}

function savePlan(options: Omit<FilePlanOptions, 'directory'>): string {
  const path = join(directory, 'plan.json');
  writeFileSync(path, encodePlan(filePlan({ directory, ...options })));
  return path;
}

/** Files that steps wrote. */
function written(): readonly string[] {
  return readdirSync(directory).filter((name) => /^(masters|hosts|addons)_/.test(name));
}

const eventsIn = (text: string): { code: EventCode; data: unknown; text: string }[] =>
  text
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** What no journal keeps, so that only the run itself can say it. */
const FLEETING: readonly string[] = ['step.log', 'step.progress', 'lock.taken', 'lock.waiting', 'run.awaiting', 'notice.failed'];

describe('a run', () => {
  it('is applied, shown, and the same plan does nothing the second time', () => {
    const plan = savePlan({ hosts: 2 });
    const first = skep([
      'apply',
      plan,
      '-o',
      'ndjson',
      '--report',
      join(directory, 'r.html'),
      '--metrics',
      join(directory, 'm.prom'),
    ]);
    expect(first.stderr).toBe('');
    expect(first.status).toBe(0);
    const events = eventsIn(first.stdout);
    expect(events.at(-1)).toMatchObject({ code: 'run.ended', data: { outcome: 'succeeded', done: 6, steps: 6 } });
    for (const event of events) expect(EVENTS[event.code].data.safeParse(event.data).success, event.code).toBe(true);
    expect(written()).toHaveLength(6);
    expect(readFileSync(join(directory, 'm.prom'), 'utf8')).toMatch(/skep_run_success\{[^}]*\} 1\n/);
    expect(readFileSync(join(directory, 'r.html'), 'utf8')).toContain('hosts/node-2/kubelet');

    const told = events.filter(({ code }) => !FLEETING.includes(code)).map(({ code, text }) => [code, text]);
    const log = eventsIn(skep(['run', 'logs', 'last', '-o', 'ndjson']).stdout).map(({ code, text }) => [code, text]);
    expect(log).toEqual(told);

    const second = JSON.parse(skep(['apply', plan, '-o', 'json', '-q'], {}).stdout || '{}');
    // The first run was made in the same second at the earliest; a second one has another name, or is refused for having the same.
    if (second.kind === 'RunResult') expect(second.result).toMatchObject({ outcome: 'succeeded', done: 0, skipped: 6 });
    else expect(second.code).toBe('STATE_RUN_EXISTS');
  });

  it('is killed, resumed and undone', async () => {
    const plan = savePlan({ hosts: 3, delayMs: 400 });
    const run = start(['apply', plan]);
    await expect.poll(run.stderr, { timeout: 20_000 }).toContain('hosts/node-1/config started');
    run.child.kill('SIGKILL');
    await run.ended;
    expect(written().length).toBeLessThan(8);
    expect(skep(['run', 'show', 'last']).stdout).toMatch(/next: skep run resume files-/);

    const resumed = skep(['run', 'resume', 'last', '-o', 'json']);
    expect(resumed.status).toBe(0);
    expect(JSON.parse(resumed.stdout)).toMatchObject({ kind: 'RunResult', result: { outcome: 'succeeded' } });
    expect(resumed.stderr).toContain('resumes files of cluster prod');
    expect(written()).toHaveLength(8);

    const preview = JSON.parse(skep(['run', 'undo', 'last', '--dry-run', '-o', 'json']).stdout);
    expect(preview.result.undo).toHaveLength(8);
    expect(written()).toHaveLength(8);
    const undone = skep(['run', 'undo', 'last', '-o', 'json']);
    expect(undone.status).toBe(0);
    expect(JSON.parse(undone.stdout)).toMatchObject({ result: { outcome: 'undone', done: 8 } });
    expect(written()).toEqual([]);
    const audit = JSON.parse(skep(['audit', '-o', 'json']).stdout).items.map(({ what }: { what: string }) => what);
    expect(audit).toEqual([
      expect.stringMatching(/^made the run of plan/),
      'took it up',
      'took it up',
      'saw its end: succeeded',
      'took it up to undo it',
      'began to undo it',
      'saw its end: undone',
    ]);
    expect(skep(['run', 'resume', 'last']).status).toBe(6);
  });

  it('lets running steps finish at the first Ctrl-C, and says how to go on', async () => {
    const run = start(['apply', savePlan({ hosts: 3, delayMs: 700 })]);
    await expect.poll(run.stderr, { timeout: 20_000 }).toContain('hosts/node-3/config started');
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(130);
    expect(run.stderr()).toMatch(/error: stopped by SIGINT.*\n {2}try: skep run resume files-/);
    expect(written().length).toBe(4);
    expect(skep(['run', 'resume', 'last', '-q']).status).toBe(0);
  });

  it('stops at the second Ctrl-C, and checks what it left', async () => {
    const run = start(['apply', savePlan({ hosts: 3, delayMs: 5_000 })]);
    await expect.poll(run.stderr, { timeout: 20_000 }).toContain('masters/m-1/config started');
    run.child.kill('SIGINT');
    await expect.poll(run.stderr, { timeout: 5_000 }).toContain('stops after the running steps');
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(130);
    expect(run.stderr()).toContain('stopped in its midst');
    expect(skep(['run', 'show', 'last', '-o', 'json']).stdout).toContain('"unknown"');
  });

  it('fails, names what was held up once, and goes on when the cause is gone', () => {
    writeFileSync(join(directory, 'broken'), '');
    const failed = skep(['apply', savePlan({ hosts: 3, failing: 'hosts/node-2' })]);
    expect(failed.status).toBe(8);
    expect(failed.stderr).toMatch(/attempt 1 failed, another follows/);
    expect(failed.stderr.match(/held up/g)).toHaveLength(1);
    expect(failed.stderr).toMatch(/try: skep run resume files-/);
    rmSync(join(directory, 'broken'));
    expect(skep(['run', 'resume', 'last', '-q']).status).toBe(0);
  });

  it('waits for approval and is paused from another terminal, which sees the same', async () => {
    const run = start(['apply', savePlan({ hosts: 1, approval: 'look at the canary' }), '-o', 'ndjson']);
    await expect.poll(run.stdout, { timeout: 20_000 }).toContain('gate.waiting');
    const watch = start(['run', 'watch', 'last', '-o', 'ndjson']);
    expect(skep(['run', 'approve', 'last', 'masters/m-1/config']).status).toBe(64);
    expect(skep(['run', 'pause', 'last']).status).toBe(0);
    await expect.poll(run.stdout, { timeout: 5_000 }).toContain('run.paused');
    expect(skep(['run', 'approve', 'last', 'addons/dns']).status).toBe(0);
    await expect.poll(run.stdout, { timeout: 5_000 }).toContain('gate.approved');
    expect(existsSync(join(directory, 'addons_dns'))).toBe(false);
    const asked = skep(['run', 'resume', 'last']);
    expect(asked.status).toBe(0);
    expect(await run.ended).toBe(0);
    expect(await watch.ended).toBe(0);
    const codes = (text: string) =>
      eventsIn(text)
        .filter(({ code }) => !FLEETING.includes(code))
        .map(({ code, text: words }) => [code, words]);
    expect(codes(watch.stdout())).toEqual(codes(run.stdout()));
  });

  it('is refused with exit code 6 when the world moved, the plan was edited, or nothing may be changed', () => {
    const plan = savePlan({ hosts: 1 });
    expect(skep(['apply', plan, '--read-only'])).toMatchObject({ status: 6, stdout: '' });
    expect(skep(['apply', plan], { SKEP_READ_ONLY: 'true' }).status).toBe(6);
    expect(skep(['apply', plan, '--read-only', '--dry-run']).status).toBe(0);
    writeFileSync(join(directory, 'world'), 'stormy');
    const stale = skep(['apply', plan]);
    expect(stale).toMatchObject({ status: 6 });
    expect(stale.stderr).toContain('world');
    writeFileSync(plan, readFileSync(plan, 'utf8').replace('text of addons/dns', 'another text'));
    expect(skep(['apply', plan]).stderr).toContain('its hash does not match');
    expect(written()).toEqual([]);
  });

  it('tells a webhook of its failure, and goes on when that fails', async () => {
    const bodies: string[] = [];
    const server = createServer((request, response) => {
      request.on('data', (piece: Buffer) => bodies.push(piece.toString()));
      request.on('end', () => response.writeHead(bodies.length > 1 ? 500 : 204).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const hook = join(directory, 'hook');
    writeFileSync(hook, `http://127.0.0.1:${(server.address() as AddressInfo).port}/services/T0PS3CRET\n`);
    writeFileSync(join(directory, 'broken'), '');
    const run = start(['apply', savePlan({ hosts: 1, failing: 'hosts/node-1' }), '--webhook-file', hook]);
    expect(await run.ended).toBe(8);
    server.close();
    expect(bodies.map((body) => JSON.parse(body).code)).toEqual(['step.failed', 'step.blocked', 'run.ended']);
    expect(run.stderr()).toMatch(/webhook could not be served: .*500/);
    expect(run.stderr()).not.toContain('T0PS3CRET');
  });
});

describe('plans and locks at the command line', () => {
  it('compares plans with exit code 2', () => {
    const a = savePlan({ hosts: 1 });
    const b = join(directory, 'b.json');
    writeFileSync(b, encodePlan(filePlan({ directory, hosts: 2 })));
    expect(skep(['plan', 'diff', a, a])).toMatchObject({ status: 0 });
    const diff = skep(['plan', 'diff', a, b]);
    expect(diff.status).toBe(2);
    expect(diff.stdout).toContain('+ hosts/node-2/kubelet');
    for (const form of ['table', 'json', 'yaml', 'name', 'dot', 'mermaid']) {
      expect(skep(['plan', 'show', a, '-o', form]).stdout).toContain('hosts');
    }
  });

  it('shows who holds a lock, and breaks it only when it is named twice', async () => {
    const run = start(['apply', savePlan({ hosts: 1, delayMs: 20_000, locks: ['cluster/prod'] })]);
    await expect.poll(run.stderr, { timeout: 20_000 }).toContain('masters/m-1/config started');
    expect(skep(['lock', 'list', '-o', 'name']).stdout).toBe('cluster/prod\n');
    expect(skep(['lock', 'show', 'cluster/prod']).stdout).toContain(`pid ${run.child.pid ?? 0}`);
    expect(skep(['lock', 'break', 'cluster/prod'])).toMatchObject({ status: 64 });
    expect(skep(['lock', 'break', 'cluster/prod', '--confirm', 'cluster/prod']).status).toBe(0);
    expect(await run.ended).not.toBe(0);
    expect(run.stderr()).toContain('the lock cluster/prod was lost');
  });
});
