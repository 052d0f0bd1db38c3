import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseMigrationRules } from '../../../src/lib/config/migration-rules.js';
import { createBackendTarget } from '../../../src/lib/etcd/bbolt/target.js';
import { createDumpTarget } from '../../../src/lib/etcd/dump/dump-target.js';
import { openSource } from '../../../src/lib/etcd/open.js';
import { nodeFiles } from '../../../src/lib/files/node-files.js';
import type { Release } from '../../../src/lib/kinds/release.js';
import { createPool, runMigration } from '../../../src/lib/migrate/index.js';
import type { KubeObject } from '../../../src/lib/storage/json.js';
import { readValue } from '../../../src/lib/storage/value.js';

const GOLDEN = new URL('../../golden/1.0/etcd-v2.jsonl.gz', import.meta.url).pathname;
const RULES = new URL('../../../examples/migration-rules.yaml', import.meta.url).pathname;
/** Before the events of the golden store expire. */
const NOW = Date.UTC(2026, 10, 22, 4, 30);

describe('1.0 to 1.9', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'skep-two-passes-'));
  });
  afterAll(async () => {
    await rm(directory, { recursive: true });
  });

  async function migrate(from: string, to: string, releases: readonly [Release, Release], withRules: boolean): Promise<void> {
    const target = to.endsWith('.db') ? createBackendTarget(to) : createDumpTarget(to);
    const text = await readFile(RULES, 'utf8');
    const source = await openSource(from);
    await runMigration(
      {
        source,
        target,
        from: releases[0],
        to: releases[1],
        prefix: '/registry',
        encoding: to.endsWith('.db') ? 'protobuf' : 'json',
        keepExpired: false,
        stateDirectory: `${to}.skep`,
        resume: false,
        ...(withRules ? { rules: parseMigrationRules(text, RULES), rulesDigest: 'digest' } : {}),
      },
      { files: nodeFiles, createPool: () => createPool(0, undefined), now: () => NOW, progress: () => undefined },
    ).finally(() => source.close());
  }

  it.each([
    ['without rules', false],
    ['with rules', true],
  ])('in one pass gives the same keys and values as in two: %s', async (name, withRules) => {
    const file = (pass: string): string => join(directory, `${name.replace(' ', '-')}-${pass}`);
    await migrate(GOLDEN, file('once.db'), ['1.0', '1.9'], withRules);
    await migrate(GOLDEN, file('half.jsonl'), ['1.0', '1.3'], withRules);
    await migrate(file('half.jsonl'), file('twice.db'), ['1.3', '1.9'], false);
    const once = await valuesIn(file('once.db'));
    const twice = await valuesIn(file('twice.db'));
    expect([...twice.keys()]).toEqual([...once.keys()]);
    expect(once.size).toBeGreaterThan(700);
    for (const [key, value] of once) expect({ key, value: twice.get(key) }).toEqual({ key, value });
  });
});

/** Values by key, sorted; uids that each plan makes up for itself are replaced by the key of their object. */
async function valuesIn(file: string): Promise<Map<string, unknown>> {
  const texts = new Map<string, string>();
  const made = new Map<string, string>();
  const source = await openSource(file);
  for await (const batch of source.read()) {
    for (const { key, value } of batch) {
      const { object } = readValue(key, value);
      texts.set(key, JSON.stringify(object));
      const { uid } = ((object as KubeObject).metadata ?? {}) as { uid?: string };
      if (uid?.[14] === '5') made.set(uid, `made for ${key}`);
    }
  }
  await source.close();
  return new Map(
    [...texts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, text]) => [
        key,
        JSON.parse(text.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (uid) => made.get(uid) ?? uid)) as unknown,
      ]),
  );
}
