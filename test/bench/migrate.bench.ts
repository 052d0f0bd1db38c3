/**
 * Stores of 200,000 and 1,000,000 keys grown from the golden 1.3 data, as the data directories of an etcd v2: `etcdctl migrate`
 * (a raw copy into the v3 backend beside) and `skep migrate run` (every object decoded, carried to 1.9, encoded as protobuf).
 */
import { cpSync, createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';
import { median, usageOf, type Usage } from './child-usage.js';
import { growGolden } from './grow-golden.js';
import { backendOfBackup, writeV2Directory, type V2Key } from './v2-snapshot-writer.js';

const SIZES = (process.env['SKEP_BENCH_KEYS'] ?? '200000,1000000').split(',').map(Number);
const ROUNDS = Number(process.env['SKEP_BENCH_ROUNDS'] ?? 3);
const SKEP = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const BACKUP = fileURLToPath(new URL('../golden/1.3/etcd-v2-backup.tgz', import.meta.url));

interface Row {
  readonly keys: number;
  readonly tool: string;
  readonly usages: Usage[];
}

const directory = mkdtempSync(join(tmpdir(), 'skep-bench-'));
try {
  const rows: Row[] = [];
  for (const size of SIZES) rows.push(...(await compare(size)));
  print(rows);
} finally {
  rmSync(directory, { recursive: true, force: true });
}

async function compare(size: number): Promise<Row[]> {
  const source = join(directory, `etcd-${String(size)}`);
  const { snapshotPath } = await writeV2Directory(source, treeOrder(size), {
    currentIndex: size + 1,
    backend: await backendOfBackup(createReadStream(BACKUP).pipe(createGunzip())),
  });
  process.stderr.write(`${String(size)} keys, snapshot of ${String(Math.round(statSync(snapshotPath).size / 1e6))} MB\n`);
  const etcdctl: Row = { keys: size, tool: '`etcdctl migrate` (raw copy)', usages: [] };
  const skep: Row = { keys: size, tool: '`skep migrate run` (1.3 to 1.9, protobuf)', usages: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    etcdctl.usages.push(await etcdctlMigrate(source));
    skep.usages.push(await skepMigrate(source));
  }
  rmSync(source, { recursive: true });
  return [etcdctl, skep];
}

/** etcdctl writes into the directory that it reads: each round gets a copy, which is not timed. */
async function etcdctlMigrate(source: string): Promise<Usage> {
  const copy = join(directory, 'copy');
  cpSync(source, copy, { recursive: true });
  const usage = await usageOf('etcdctl', ['migrate', `--data-dir=${copy}`], { ...process.env, ETCDCTL_API: '3' });
  rmSync(copy, { recursive: true });
  return usage;
}

async function skepMigrate(source: string): Promise<Usage> {
  const target = join(directory, 'target.db');
  const args = [SKEP, 'migrate', 'run', source, target, '--from', '1.3', '--to', '1.9', '--api', 'v2', '--quiet'];
  const usage = await usageOf(process.execPath, args);
  rmSync(target);
  return usage;
}

/** In the order of a tree walk, as etcd writes its snapshots: a directory before what sorts behind its name. */
function treeOrder(size: number): V2Key[] {
  const keys = [...growGolden(size)].map((record): V2Key & { order: string } => ({
    key: record.key,
    valueJson: JSON.stringify(record.value.toString()),
    createdIndex: record.createRevision,
    modifiedIndex: record.modRevision,
    order: record.key.replaceAll('/', '\0'),
  }));
  return keys.sort((a, b) => (a.order < b.order ? -1 : 1));
}

function print(rows: readonly Row[]): void {
  const lines = rows.map(({ keys, tool, usages }) => {
    const seconds = median(usages.map((usage) => usage.seconds));
    const peak = median(usages.map((usage) => usage.peakBytes));
    const cells = [
      keys.toLocaleString('en'),
      tool,
      seconds.toFixed(1),
      Math.round(keys / seconds).toLocaleString('en'),
      `${String(Math.round(peak / 1e6))} MB`,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  process.stdout.write(`From an etcd v2 data directory, file to file; medians of ${String(ROUNDS)} alternating rounds.\n\n`);
  process.stdout.write(`| keys | tool | seconds | keys/s | peak resident |\n|---:|---|---:|---:|---:|\n${lines.join('\n')}\n`);
  process.stdout.write(perKey(rows));
}

/** What each key costs beyond the smallest store: time must stay flat, memory must not grow with the store. */
function perKey(rows: readonly Row[]): string {
  const skep = rows.filter((row) => row.tool.includes('skep'));
  const [small, large] = [skep[0], skep.at(-1)];
  if (small === undefined || large === undefined || small === large) return '';
  const memory = (row: Row): number => median(row.usages.map((usage) => usage.peakBytes));
  const bytes = (memory(large) - memory(small)) / (large.keys - small.keys);
  return `\nEach key beyond ${small.keys.toLocaleString('en')}: ${bytes.toFixed(0)} bytes of memory.\n`;
}
