import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDumpSource } from '../../../../src/lib/etcd/dump/dump-source.js';
import { createDumpTarget } from '../../../../src/lib/etcd/dump/dump-target.js';
import { nodeFiles } from '../../../../src/lib/files/node-files.js';
import {
  createPool,
  type MigrateDeps,
  type MigrateResult,
  type RunRequest,
  runMigration,
} from '../../../../src/lib/migrate/index.js';
import type { AuditRow } from '../../../../src/lib/migrate/index.js';

export const PLAN_TIME = Date.parse('2026-11-22T05:00:00Z');

export interface Line {
  readonly key: string;
  /** An object is written as JSON; a string stands as it is. */
  readonly value: unknown;
  readonly modifiedIndex?: number;
  readonly ttl?: number;
  readonly expiration?: string;
}

export interface Carried {
  readonly result: MigrateResult;
  readonly keys: readonly string[];
  /** Values by key, as text. */
  readonly values: ReadonlyMap<string, string>;
  readonly audit: readonly AuditRow[];
}

export const DEPS: MigrateDeps = {
  files: nodeFiles,
  createPool: () => createPool(0, undefined),
  now: () => PLAN_TIME,
  progress: () => undefined,
};

/** A directory for one test, removed at its end. */
export async function inDirectory<T>(use: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'skep-migrate-'));
  try {
    return await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

export async function writeSource(path: string, lines: readonly Line[]): Promise<void> {
  const text = lines.map(({ key, value, modifiedIndex = 7, ...life }) => {
    const written = typeof value === 'string' ? value : JSON.stringify(value);
    return JSON.stringify({ key, value: written, createdIndex: modifiedIndex, modifiedIndex, ...life });
  });
  await writeFile(path, `${text.join('\n')}\n`);
}

/** Carries the lines from 1.3 to 1.9, as JSON into a dump, and reads what came of them. */
export function carry(lines: readonly Line[], wish: Partial<RunRequest> = {}): Promise<Carried> {
  return inDirectory((directory) => carryIn(directory, lines, wish));
}

export async function carryIn(directory: string, lines: readonly Line[], wish: Partial<RunRequest> = {}): Promise<Carried> {
  const path = join(directory, 'source.jsonl');
  await writeSource(path, lines);
  const source = await openDumpSource(path);
  const targetPath = join(directory, 'target.jsonl');
  const auditPath = join(directory, 'audit.jsonl');
  try {
    const result = await runMigration(
      {
        source,
        target: createDumpTarget(targetPath),
        from: '1.3',
        to: '1.9',
        prefix: '/registry',
        encoding: 'json',
        keepExpired: false,
        stateDirectory: `${targetPath}.skep`,
        auditPath,
        resume: false,
        ...wish,
      },
      DEPS,
    );
    const values = await valuesOf(targetPath);
    const audit = (await readFile(auditPath, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as AuditRow);
    return { result, keys: [...values.keys()], values, audit };
  } finally {
    await source.close();
  }
}

async function valuesOf(path: string): Promise<Map<string, string>> {
  const values = new Map<string, string>();
  const target = await openDumpSource(path);
  for await (const batch of target.read())
    for (const record of batch) values.set(record.key, Buffer.from(record.value).toString());
  await target.close();
  return values;
}

export function configMap(name: string, data: Record<string, string> = {}, labels: Record<string, string> = {}): Line {
  const metadata = { name, namespace: 'a', uid: `uid-${name}`, creationTimestamp: '2026-01-01T00:00:00Z', labels };
  return { key: `/registry/configmaps/a/${name}`, value: { kind: 'ConfigMap', apiVersion: 'v1', metadata, data } };
}
