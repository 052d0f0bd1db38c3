import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

describe('the files of a run', () => {
  let directory = '';
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'skep-report-'));
  });
  afterAll(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  it('the report holds every row of the audit, and the counts of both agree with the answer', () => {
    const [audit, report] = [join(directory, 'audit.jsonl'), join(directory, 'report.html')];
    const source = join(ROOT, 'test/golden/1.3/etcd-v2.jsonl.gz');
    const args = [
      'migrate',
      'run',
      source,
      join(directory, 'out.db'),
      '--to',
      '1.9',
      '--audit',
      audit,
      '--report',
      report,
      '-o',
      'json',
    ];
    const child = spawnSync(process.execPath, [join(ROOT, 'bin/run.js'), ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
    expect(child.status, child.stderr).toBe(0);

    const told = readFileSync(audit, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { key?: string; fate: string });
    const html = readFileSync(report, 'utf8');
    const embedded = /id="audit-data">([^<]*)</.exec(html)?.[1] ?? '';
    const rows = gunzipSync(Buffer.from(embedded, 'base64')).toString('utf8').trimEnd().split('\n');
    expect(rows.map((row) => (JSON.parse(row) as unknown[])[2])).toEqual(told.map((row) => row.key ?? ''));

    const answer = JSON.parse(child.stdout) as { result: { survey: { tallies: { fates: Record<string, number> }[] } } };
    const counted: Record<string, number> = {};
    for (const { fates } of answer.result.survey.tallies)
      for (const [fate, count] of Object.entries(fates)) counted[fate] = (counted[fate] ?? 0) + count;
    for (const fate of ['migrated', 'moved', 'converted', 'merged', 'dropped', 'foreign', 'failed']) {
      expect(told.filter((row) => row.key !== undefined && row.fate === fate).length, fate).toBe(counted[fate]);
    }
  });
});
