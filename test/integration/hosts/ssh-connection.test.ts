import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { SshHostOptions } from '../../../src/lib/hosts/ssh/ssh-host.js';
import { sshHost } from '../../../src/lib/hosts/ssh/ssh-host.js';
import type { Host, HostCommand } from '../../../src/lib/ports/host.js';
import type { SshRig } from '../../rig/sshd.js';
import { describeWithSshd, startSshRig } from '../../rig/sshd.js';

const HELLO: HostCommand = { argv: ['echo', 'hello'], timeoutMs: 60_000 };

describeWithSshd('connections by ssh', () => {
  let rig: SshRig;
  const open: Host[] = [];
  beforeAll(async () => {
    rig = await startSshRig({
      hosts: ['alpha', 'bastion', 'inner', 'narrow'],
      proxyJump: { inner: 'bastion' },
      sshdConfig: { narrow: ['MaxSessions 2'] },
    });
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((host) => host.close()));
  });
  afterAll(() => rig.stop());

  /** A host with a configuration of the test's own: the rig's, with other lines before it. */
  const host = (name: string, lines: readonly string[] = [], more: Partial<SshHostOptions> = {}): Host => {
    const configFile = join(rig.directory, `config-${Math.random()}`);
    writeFileSync(
      configFile,
      `Host ${name}\n${lines.map((line) => `  ${line}\n`).join('')}\n${readFileSync(rig.configFile, 'utf8')}`,
    );
    const environment = { PATH: process.env['PATH'] ?? '' };
    const stateDirectory = join(rig.directory, 'state');
    const made = sshHost({ host: name, configFile, home: rig.directory, environment, graceSeconds: 1, stateDirectory, ...more });
    open.push(made);
    return made;
  };
  const file = (name: string, text: string): string => {
    const path = join(rig.directory, name);
    writeFileSync(path, text);
    return path;
  };
  const hello = async (one: Host): Promise<string> => Buffer.from((await one.run(HELLO)).stdout).toString();
  const alpha = () => rig.host('alpha');

  it('runs 200 commands over one connection', { timeout: 240_000 }, async () => {
    const one = host('alpha');
    await hello(one);
    const sessions = alpha().sessions();
    expect(sessions).toHaveLength(1);
    const results = await Promise.all(Array.from({ length: 200 }, () => hello(one)));
    expect(new Set(results)).toEqual(new Set(['hello\n']));
    expect(alpha().sessions()).toEqual(sessions);
  });

  it('goes on with fewer channels where the server takes fewer', { timeout: 120_000 }, async () => {
    const results = await Promise.all(
      Array.from(
        { length: 12 },
        (
          (one) => () =>
            hello(one)
        )(host('narrow')),
      ),
    );
    expect(results).toHaveLength(12);
  });

  it('refuses an unknown host key, shows its fingerprint and how to make it known', async () => {
    const empty = file('known_empty', '');
    const fingerprint =
      /SHA256:\S+/.exec(execFileSync('ssh-keygen', ['-lf', join(rig.directory, 'host_alpha.pub')]).toString())?.[0] ?? '?';
    await expect(hello(host('alpha', [`UserKnownHostsFile ${empty}`]))).rejects.toMatchObject({
      code: 'HOST_KEY_UNKNOWN',
      message: expect.stringContaining(fingerprint),
      hints: expect.arrayContaining([expect.stringContaining(`ssh-keyscan -p ${alpha().port} -t ed25519 127.0.0.1 >> ${empty}`)]),
    });
  });

  it('refuses a changed key even where the configuration would not check', async () => {
    const wrong = file('known_wrong', `[127.0.0.1]:${alpha().port} ${rig.host('bastion').hostKey}\n`);
    const lines = [`UserKnownHostsFile ${wrong}`, 'StrictHostKeyChecking no'];
    await expect(hello(host('alpha', lines))).rejects.toMatchObject({
      code: 'HOST_KEY_CHANGED',
      message: expect.stringContaining(`${wrong}:1`),
    });
  });

  it('refuses a revoked key, whatever else vouches for it', async () => {
    const line = `[127.0.0.1]:${alpha().port} ${alpha().hostKey}\n`;
    const revoked = file('known_revoked', `${line}@revoked * ${alpha().hostKey}\n`);
    await expect(hello(host('alpha', [`UserKnownHostsFile ${revoked}`]))).rejects.toMatchObject({
      code: 'HOST_KEY_CHANGED',
      message: expect.stringContaining('revoked'),
    });
    const list = file('revoked_keys', `${alpha().hostKey}\n`);
    await expect(hello(host('alpha', [`RevokedHostKeys ${list}`]))).rejects.toMatchObject({ code: 'HOST_KEY_CHANGED' });
  });

  it('says so when only a certificate authority vouches', async () => {
    const authority = file('known_ca', `@cert-authority * ${rig.host('bastion').hostKey}\n`);
    await expect(hello(host('alpha', [`UserKnownHostsFile ${authority}`]))).rejects.toMatchObject({
      code: 'HOST_KEY_UNKNOWN',
      message: expect.stringContaining('certificates are not supported'),
    });
  });

  it('finds hashed entries that ssh-keygen made', async () => {
    const hashed = file('known_hashed', readFileSync(rig.knownHosts, 'utf8'));
    execFileSync('ssh-keygen', ['-H', '-f', hashed], { stdio: 'ignore' });
    expect(readFileSync(hashed, 'utf8')).not.toContain('127.0.0.1');
    expect(await hello(host('alpha', [`UserKnownHostsFile ${hashed}`]))).toBe('hello\n');
  });

  it('goes through a bastion, and checks the key of every hop', async () => {
    const before = rig.host('bastion').log().length;
    expect(await hello(host('inner'))).toBe('hello\n');
    expect(rig.host('bastion').log().slice(before)).toContain('Accepted publickey');
    const bastionLine = `[127.0.0.1]:${rig.host('bastion').port} ${rig.host('bastion').hostKey}\n`;
    const onlyBastion = file('known_bastion', bastionLine);
    await expect(hello(host('inner', [`UserKnownHostsFile ${onlyBastion}`]))).rejects.toMatchObject({
      code: 'HOST_KEY_UNKNOWN',
      message: expect.stringContaining('inner'),
    });
    const onlyInner = file('known_inner', `[127.0.0.1]:${rig.host('inner').port} ${rig.host('inner').hostKey}\n`);
    await expect(hello(host('bastion inner', [`UserKnownHostsFile ${onlyInner}`], { host: 'inner' }))).rejects.toMatchObject({
      code: 'HOST_KEY_UNKNOWN',
      message: expect.stringContaining('bastion'),
    });
    await expect(hello(host('inner', ['ProxyJump inner']))).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });

  it('uses keys of an agent, also for a key file that is encrypted', async () => {
    const key = rig.makeKey('agent_key', 'a secret');
    rig.authorize(key);
    const socket = join(rig.directory, 'agent');
    const lines = [`IdentityFile ${key}`];
    await expect(hello(host('alpha', ['IdentityFile none', ...lines], { configFile: soleKey(key) }))).rejects.toMatchObject({
      code: 'HOST_AUTH',
      message: expect.stringContaining('is encrypted'),
      hints: expect.arrayContaining([`ssh-add ${key}`]),
    });
    const agent: ChildProcess = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
    try {
      while (!existsSync(socket)) await sleep(20);
      const asking = file('askpass', '#!/bin/sh\necho "a secret"\n');
      chmodSync(asking, 0o700);
      const env = { ...process.env, SSH_AUTH_SOCK: socket, SSH_ASKPASS: asking, SSH_ASKPASS_REQUIRE: 'force', DISPLAY: ':0' };
      execFileSync('ssh-add', [key], { env, stdio: 'ignore' });
      expect(await hello(host('alpha', [], { configFile: soleKey(key), agentSocket: socket }))).toBe('hello\n');
    } finally {
      agent.kill();
    }
  });

  function soleKey(key: string): string {
    return file(`sole-${Math.random()}`, readFileSync(rig.configFile, 'utf8').replaceAll(rig.userKey, key));
  }

  it('a key that others may read is not used, and one that is not let in is refused', async () => {
    const loose = rig.makeKey('loose_key');
    rig.authorize(loose);
    chmodSync(loose, 0o644);
    await expect(hello(host('alpha', [], { configFile: soleKey(loose) }))).rejects.toMatchObject({
      code: 'HOST_AUTH',
      message: expect.stringContaining('chmod 600'),
    });
    const stranger = rig.makeKey('stranger_key');
    await expect(hello(host('alpha', [], { configFile: soleKey(stranger) }))).rejects.toMatchObject({ code: 'HOST_AUTH' });
  });

  it('a connection that is cut in the middle leaves the fate unknown, ends the command on the host, and is made anew', {
    timeout: 120_000,
  }, async () => {
    const one = host('alpha');
    const marks = join(rig.directory, 'runs');
    const running = one.run({ argv: ['sh', '-c', 'echo $$ >>"$0"; sleep 1000', marks], timeoutMs: 100_000 });
    const lost = expect(running).rejects.toMatchObject({
      code: 'HOST_CONNECTION_LOST',
      message: expect.stringContaining('not known'),
    });
    while (!existsSync(marks)) await sleep(50);
    await sleep(200);
    for (const pid of alpha().sessions()) process.kill(pid, 'SIGKILL');
    await lost;
    expect(await hello(one)).toBe('hello\n');
    const pids = readFileSync(marks, 'utf8').trim().split('\n');
    expect(pids).toHaveLength(1);
    await expect.poll(() => existsSync(`/proc/${pids[0] ?? ''}`), { timeout: 30_000 }).toBe(false);
  });

  it('an idle connection that broke is made anew without a word', async () => {
    const one = host('alpha');
    await hello(one);
    for (const pid of alpha().sessions()) process.kill(pid, 'SIGKILL');
    await expect.poll(() => alpha().sessions().length, { timeout: 20_000 }).toBe(0);
    await sleep(300);
    expect(await hello(one)).toBe('hello\n');
  });

  it('nobody at the port is HOST_UNREACHABLE', async () => {
    await expect(hello(host('alpha', ['Port 1']))).rejects.toMatchObject({ code: 'HOST_UNREACHABLE' });
  });
});
