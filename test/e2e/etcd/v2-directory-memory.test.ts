import { execFileSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type V2Key, backendOfBackup, writeV2Directory } from '../../bench/v2-snapshot-writer.js';

const KEYS = 450_000;
const root = join(import.meta.dirname, '../../..');

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'skep-v2-memory-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

function* keys(): Generator<V2Key> {
  const valueJson = JSON.stringify(JSON.stringify({ kind: 'Pod', text: 'é "quoted" <html>\n'.repeat(50) }));
  for (let i = 0; i < KEYS; i++) {
    const namespace = String(Math.floor(i / 1000)).padStart(4, '0');
    yield {
      key: `/registry/pods/${namespace}/pod-${String(i).padStart(7, '0')}`,
      valueJson,
      createdIndex: i + 5,
      modifiedIndex: i + 5,
    };
  }
}

/** Runs in a process of its own, whose heap is limited and whose memory is counted by the kernel. */
const READER = `
  const { openV2DirectorySource } = await import(${JSON.stringify(join(root, 'src/lib/etcd/v2-directory/directory-source.ts'))});
  const source = await openV2DirectorySource(process.argv[1]);
  let count = 0;
  for await (const batch of source.read()) count += batch.length;
  await source.close();
  console.log(JSON.stringify({ count, maxRssBytes: process.resourceUsage().maxRSS * 1024 }));
`;

describe('a snapshot of more than 600 MB', () => {
  it('is read with a heap of 512 MB, in less memory than that in all', async () => {
    const golden = createReadStream(join(root, 'test/golden/1.3/etcd-v2-backup.tgz')).pipe(createGunzip());
    const { bytes } = await writeV2Directory(home, keys(), { currentIndex: KEYS + 10, backend: await backendOfBackup(golden) });
    expect(bytes).toBeGreaterThan(600_000_000);
    const options = ['--max-old-space-size=512', '--import', 'tsx', '--input-type=module', '-e', READER, home];
    const told = JSON.parse(execFileSync(process.execPath, options, { cwd: root, encoding: 'utf8' })) as {
      count: number;
      maxRssBytes: number;
    };
    expect(told.count).toBe(KEYS);
    expect(told.maxRssBytes).toBeLessThan(400_000_000);
  });
});
