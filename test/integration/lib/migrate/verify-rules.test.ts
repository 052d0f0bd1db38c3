import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parseMigrationRules } from '../../../../src/lib/config/migration-rules.js';
import { openSource, openTarget } from '../../../../src/lib/etcd/open.js';
import { nodeFiles } from '../../../../src/lib/files/node-files.js';
import { createPool, runMigration } from '../../../../src/lib/migrate/index.js';
import type { VerifyReport } from '../../../../src/lib/migrate/verify/report.js';
import { verifyStores } from '../../../../src/lib/migrate/verify/verify-stores.js';
import { createSorter } from '../../../../src/lib/spool/sorter.js';

const GOLDEN = fileURLToPath(new URL('../../../golden/1.0/etcd-v2.jsonl.gz', import.meta.url));
const PLAN_TIME = Date.parse('2026-11-22T04:20:00Z');
const TENANTS = { namePattern: '[0-9a-f]{32}|u[0-9]+' };
const SPLIT = {
  tenant: '612e7696a6cecc1b78e510617311d8a3',
  namespaces: [
    { name: 'redis', selector: { matchLabels: { app: 'redis' } } },
    { name: 'prod', selector: { matchExpressions: [{ key: 'type', operator: 'Exists' }] } },
    { name: 'default' },
  ],
};

/** Two controllers of one tenant both select app=nginx, and a plan refuses to convert them. */
const NOT_OVERLAPPING = { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['nginx'] }] };

const directory = mkdtempSync(join(tmpdir(), 'skep-verify-rules-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function migrateAndVerify(spec: object | undefined, to: '1.3' | '1.9', name: string): Promise<VerifyReport> {
  const text = JSON.stringify({ kind: 'MigrationRules', apiVersion: 'skep.io/v1', spec });
  const rules = spec === undefined ? {} : { rules: parseMigrationRules(text, 'rules.yaml') };
  const path = join(directory, `${name}.jsonl`);
  const source = await openSource(GOLDEN);
  const target = await openTarget(path);
  const common = { from: '1.0', to, ...rules } as const;
  await runMigration(
    {
      ...common,
      source,
      target,
      prefix: '/registry',
      encoding: 'json',
      keepExpired: false,
      stateDirectory: `${path}.skep`,
      resume: false,
    },
    { files: nodeFiles, createPool: () => createPool(0, undefined), now: () => PLAN_TIME, progress: () => undefined },
  );
  await target.close();
  const migrated = await openSource(path);
  const makeSorter = (sorter: string) => createSorter(nodeFiles, directory, `${name}-${sorter}`);
  const report = await verifyStores({
    ...common,
    source,
    target: migrated,
    prefix: '/registry/',
    planTime: PLAN_TIME,
    makeSorter,
  });
  await Promise.all([source.close(), migrated.close()]);
  return report;
}

describe.each(['1.3', '1.9'] as const)('the golden store of 1.0, migrated to %s', (to) => {
  it.each<[string, object | undefined]>([
    ['no-rules', undefined],
    ['tenants', { tenants: TENANTS, serviceDns: 'rewrite' }],
    ['split', { tenants: { ...TENANTS, mapping: [SPLIT] } }],
    [
      'completion',
      { tenants: TENANTS, completion: { services: {}, ingresses: { hostTemplate: '{service}.{namespace}.example.com' } } },
    ],
    ['conversion', { tenants: TENANTS, conversion: { replicationControllers: { selector: NOT_OVERLAPPING } } }],
    ['drops', { drop: [{ name: 'old', kind: 'PodTemplate', reason: 'unused' }] }],
  ])('is accounted for with %s', async (name, spec) => {
    const report = await migrateAndVerify(spec, to, `${name}-${to}`);
    expect(report.findings).toEqual([]);
    expect(report.sourceKeys).toBe(719);
    const ended = report.accounts.flatMap(({ fates }) => Object.values(fates)).reduce((sum, count) => sum + count, 0);
    expect(ended).toBe(report.sourceKeys);
  });
});
