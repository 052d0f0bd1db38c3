import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSource } from '../../../src/lib/etcd/open.js';
import { describeWithEtcd } from '../../rig/need.js';
import { type RunningEtcd, startEtcd } from '../../rig/etcd.js';
import { type KillRun, runChild } from './kill-run.js';

const GOLDEN = fileURLToPath(new URL('../../golden/1.3/etcd-v2.jsonl.gz', import.meta.url));

interface Held {
  readonly key: string;
  readonly value: string;
  readonly ttlSeconds: number | undefined;
}

describeWithEtcd('a run into a live etcd that is killed in the middle', () => {
  let directory: string;
  let undisturbed: RunningEtcd;
  let etcd: RunningEtcd;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'skep-live-'));
    undisturbed = await startEtcd();
    etcd = await startEtcd();
  });
  afterAll(async () => {
    await undisturbed.stop();
    await etcd.stop();
    await rm(directory, { recursive: true });
  });

  function runTo(server: RunningEtcd, name: string): KillRun {
    const stateDirectory = join(directory, name);
    return { source: GOLDEN, target: `etcd3://${server.endpoints}`, stateDirectory, auditPath: join(directory, `${name}.jsonl`) };
  }

  test('resumes to the same keys, values and lives, each written once, revisions growing', async () => {
    await runChild(runTo(undisturbed, 'undisturbed'), 0, false);
    const expected = await held(undisturbed);
    expect(expected.length).toBeGreaterThan(2000);
    const run = runTo(etcd, 'killed');
    expect((await runChild(run, 'written:1', false)).killed).toBe(true);
    for (const records of [600, 1200, 1900] as const) expect((await runChild(run, `written:${records}`, true)).killed).toBe(true);
    await runChild(run, 0, true);
    expect(await held(etcd)).toEqual(expected);
  });
});

/** What a store holds, in the order of its keys; fails unless every key was written once and revisions grow with the keys. */
async function held(server: RunningEtcd): Promise<Held[]> {
  const source = await openSource(`etcd3://${server.endpoints}`);
  const records: Held[] = [];
  let last = 0;
  for await (const batch of source.read()) {
    for (const { key, value, version, modRevision, createRevision, expiry } of batch) {
      expect(version, key).toBe(1);
      expect(createRevision, key).toBe(modRevision);
      expect(modRevision, key).toBeGreaterThanOrEqual(last);
      last = modRevision;
      records.push({ key, value: Buffer.from(value).toString('base64'), ttlSeconds: expiry?.ttlSeconds });
    }
  }
  await source.close();
  return records;
}
