/**
 * Draws docs/images/run.svg: a picture of a terminal in which Skep carries the golden data of 1.3 to 1.9. The text is what the
 * program really printed; the picture is made again with `node --import tsx scripts/record-run.ts` after `npm run build`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { terminalPicture } from './picture/terminal-picture.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const COMMANDS = [
  ['migrate', 'run', 'etcd-v2-backup.tgz', 'kubernetes-1.9.db', '--to', '1.9'],
  ['migrate', 'verify', 'etcd-v2-backup.tgz', 'kubernetes-1.9.db', '--to', '1.9'],
];
/** Of a long answer the picture shows the beginning and the end. */
const MOST_LINES = 19;

const directory = mkdtempSync(join(tmpdir(), 'skep-record-'));
try {
  symlinkSync(join(ROOT, 'test/golden/1.3/etcd-v2-backup.tgz'), join(directory, 'etcd-v2-backup.tgz'));
  const lines = COMMANDS.flatMap((args) => [`\u001b[1m$ skep ${args.join(' ')}\u001b[22m`, ...shortened(answerTo(args)), '']);
  mkdirSync(join(ROOT, 'docs/images'), { recursive: true });
  writeFileSync(
    join(ROOT, 'docs/images/run.svg'),
    terminalPicture(lines.slice(0, -1), 'A terminal in which skep carries a Kubernetes 1.3 store to 1.9'),
  );
} finally {
  rmSync(directory, { recursive: true, force: true });
}

function answerTo(args: readonly string[]): readonly string[] {
  const env = { ...process.env, FORCE_COLOR: '1', NO_COLOR: '' };
  const child = spawnSync(process.execPath, [join(ROOT, 'bin/run.js'), ...args, '--quiet'], {
    cwd: directory,
    env,
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(`skep ${args.join(' ')} ended with ${String(child.status)}: ${child.stderr}`);
  return child.stdout.trimEnd().split('\n');
}

function shortened(lines: readonly string[]): readonly string[] {
  if (lines.length <= MOST_LINES) return lines;
  const half = Math.floor((MOST_LINES - 1) / 2);
  return [...lines.slice(0, half), `\u001b[2m   (${lines.length - 2 * half} more lines)\u001b[22m`, ...lines.slice(-half)];
}
