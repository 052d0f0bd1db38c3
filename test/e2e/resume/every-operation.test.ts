import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clean, digestsOf, killAndResume, type KillRun, runChild } from './kill-run.js';

const GOLDEN = fileURLToPath(new URL('../../golden/1.3/etcd-v2.jsonl.gz', import.meta.url));

describe('a run killed at any disk operation', () => {
  let directory: string;
  let run: KillRun;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'skep-kill-'));
    const target = join(directory, 'target.db');
    run = { source: GOLDEN, target, stateDirectory: `${target}.skep`, auditPath: join(directory, 'audit.jsonl') };
  });
  afterAll(async () => {
    await rm(directory, { recursive: true });
  });

  test('resumes to the bytes of an undisturbed run, at every one of them', async () => {
    const { operations } = await runChild(run, 0, false);
    const undisturbed = digestsOf(run);
    expect(operations).toBeGreaterThan(40);
    const different: number[] = [];
    for (let dieAt = 1; dieAt <= operations; dieAt += 1) {
      await clean(run);
      const { digests } = await killAndResume(run, dieAt);
      if (digests !== undisturbed) different.push(dieAt);
    }
    expect(different).toEqual([]);
  });
});
