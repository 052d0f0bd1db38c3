import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { lockDirectory } from '../../../src/lib/hosts/fence.js';
import { sshHost } from '../../../src/lib/hosts/ssh/ssh-host.js';
import type { Host } from '../../../src/lib/ports/host.js';
import type { SshRig } from '../../rig/sshd.js';
import { describeWithSshd, startSshRig } from '../../rig/sshd.js';

describeWithSshd('two runs that compete for a host', () => {
  let rig: SshRig;
  let host: Host;
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    rig = await startSshRig({ hosts: ['alpha'] });
  });
  afterEach(async () => {
    children.splice(0).forEach((child) => child.kill('SIGKILL'));
    await host.close();
  });
  afterAll(() => rig.stop());

  const prepare = async (name: string): Promise<{ state: string; log: string }> => {
    const state = join(rig.directory, `state-${name}`);
    const environment = { PATH: process.env['PATH'] ?? '' };
    host = sshHost({
      host: 'alpha',
      configFile: rig.configFile,
      home: rig.directory,
      environment,
      graceSeconds: 1,
      stateDirectory: state,
    });
    await host.adoptAuthority('cluster', 'store', 0);
    return { state, log: join(rig.directory, `log-${name}`) };
  };
  const start = (
    state: string,
    log: string,
    number: number,
  ): { child: ChildProcess; said: () => string; ended: Promise<unknown> } => {
    const args = ['--import', 'tsx', 'test/rig/fenced-run.ts', rig.configFile, rig.directory, state, log, String(number)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    return { child, said: () => said, ended: new Promise((resolve) => child.once('exit', resolve)) };
  };
  const lines = (log: string): string[] => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []);
  const token = (number: number) => ({ lock: 'cluster', authority: 'store', number });

  it('the host ends the command of a stopped run, and refuses it when it comes back', { timeout: 120_000 }, async () => {
    const { state, log } = await prepare('stopped');
    const older = start(state, log, 1);
    await expect.poll(() => lines(log).filter((line) => line === 'run 1').length, { timeout: 60_000 }).toBeGreaterThan(12);
    older.child.kill('SIGSTOP');
    const newer = await host.runFenced(token(2), {
      argv: ['sh', '-c', 'echo "start 2" >>"$0"; sleep 1; echo "end 2" >>"$0"', log],
      timeoutMs: 60_000,
    });
    expect(newer.exitCode).toBe(0);
    older.child.kill('SIGCONT');
    await older.ended;
    const all = lines(log);
    expect(all.slice(all.indexOf('start 2'))).toEqual(['start 2', 'end 2']);
    expect(older.said()).toMatch(/^(done 0\n)+FENCED\nFENCED\n$/);
  });

  it('of many runs that race, none works beside another and none after a newer one', { timeout: 240_000 }, async () => {
    const { state, log } = await prepare('race');
    const runs = [3, 1, 4, 2].map((number) => start(state, log, number));
    await Promise.all(runs.filter((_, index) => index !== 2).map((run) => run.ended));
    await expect.poll(() => lines(log).filter((line) => line === 'end 4').length, { timeout: 60_000 }).toBeGreaterThan(1);
    const numbers = lines(log).map((line) => Number(line.split(' ')[1]));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    runs.filter((_, index) => index !== 2).forEach((run) => expect(run.said()).toMatch(/FENCED\nFENCED\n$/));
  });

  it('a supervisor that is killed leaves a command that the next token finds', { timeout: 120_000 }, async () => {
    const { state, log } = await prepare('killed');
    const older = host.runFenced(token(1), { argv: ['sh', '-c', 'echo $$ $PPID >>"$0"; sleep 1000', log], timeoutMs: 100_000 });
    const lost = expect(older).rejects.toMatchObject({ code: 'HOST_CONNECTION_LOST' });
    await expect.poll(() => lines(log).length, { timeout: 30_000 }).toBe(1);
    const [command = '', supervisor = ''] = lines(log)[0]?.split(' ') ?? [];
    // Dead is also who waits to be reaped.
    const isDead = `[ ! -e "/proc/$0" ] || grep -q '^State:.Z' "/proc/$0/status"`;
    process.kill(Number(supervisor), 'SIGKILL');
    const newer = await host.runFenced(token(2), { argv: ['sh', '-c', isDead, command], timeoutMs: 60_000 });
    expect(newer.exitCode).toBe(0);
    await lost;
    expect(readdirSync(join(lockDirectory(state, 'cluster'), 'running'))).toEqual([]);
  });

  it('records of an earlier boot, of another process and half-written ones harm nobody', async () => {
    const { state } = await prepare('records');
    const running = join(lockDirectory(state, 'cluster'), 'running');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const bystander = spawn('sleep', ['1000'], { stdio: 'ignore', detached: true });
    children.push(bystander);
    const pid = String(bystander.pid);
    writeFileSync(join(running, `${pid}.1`), `${boot} ${pid} 1 store 1\n`);
    writeFileSync(join(running, `${pid}.2`), `00000000-0000-0000-0000-000000000000 ${pid} 2 store 1\n`);
    writeFileSync(join(running, `${pid}.3`), `${boot} ${pid}`);
    expect((await host.runFenced(token(5), { argv: ['true'], timeoutMs: 60_000 })).exitCode).toBe(0);
    expect(readdirSync(running)).toEqual([]);
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
  });

  it('refuses what it cannot store, and a damaged number', async () => {
    const { state } = await prepare('damaged');
    const file = join(lockDirectory(state, 'cluster'), 'token');
    writeFileSync(file, 'store 12x\n');
    await expect(host.runFenced(token(20), { argv: ['true'], timeoutMs: 60_000 })).rejects.toMatchObject({
      code: 'HOST_UNSUITABLE',
    });
    writeFileSync(file, 'store 1\n');
    // As a full disk would have it: the newer token cannot be made ready.
    symlinkSync('/dev/full', join(lockDirectory(state, 'cluster'), 'token.new'));
    await expect(host.runFenced(token(20), { argv: ['true'], timeoutMs: 60_000 })).rejects.toMatchObject({
      code: 'HOST_UNSUITABLE',
      message: expect.stringContaining('cannot be written'),
    });
    expect(readFileSync(file, 'utf8')).toBe('store 1\n');
  });
});
