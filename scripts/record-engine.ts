/**
 * Draws docs/images/engine.svg: a terminal in which a run is planned, begun, killed, resumed and undone. The text is what the
 * program really printed, over the steps of test/rig/file-steps.ts; made again with `node --import tsx scripts/record-engine.ts`
 * after `npm run build`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodePlan } from '../src/lib/engine/plan-file.js';
import { filePlan } from '../test/rig/file-steps.js';
import { terminalPicture } from './picture/terminal-picture.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NODE = [
  '--import',
  import.meta.resolve('tsx'),
  '--import',
  join(ROOT, 'test/rig/with-file-steps.mjs'),
  join(ROOT, 'bin/run.js'),
];

const directory = mkdtempSync(join(tmpdir(), 'skep-record-'));
const env = { ...process.env, FORCE_COLOR: '1', NO_COLOR: '', SKEP_STATE_DIR: join(directory, 'state') };
try {
  writeFileSync(
    join(directory, 'plan.json'),
    encodePlan(filePlan({ directory: '.', hosts: 3, delayMs: 500, locks: ['cluster/prod'] })),
  );
  const lines = [
    ...shown(['plan', 'show', 'plan.json'], 16),
    ...(await killed(['apply', 'plan.json'], 'hosts/node-3/config')),
    ...shown(['run', 'resume', 'last'], 14),
    ...shown(['run', 'undo', 'last'], 12),
    ...shown(['run', 'list'], 5),
  ];
  mkdirSync(join(ROOT, 'docs/images'), { recursive: true });
  writeFileSync(
    join(ROOT, 'docs/images/engine.svg'),
    terminalPicture(lines.slice(0, -1), 'A terminal in which a run is planned, begun, killed, resumed and undone'),
  );
} finally {
  rmSync(directory, { recursive: true, force: true });
}

function shown(args: readonly string[], most: number): readonly string[] {
  const child = spawnSync('sh', ['-c', '"$@" 2>&1', 'sh', process.execPath, ...NODE, ...args], {
    cwd: directory,
    env,
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(`skep ${args.join(' ')} ended with ${String(child.status)}: ${child.stdout}`);
  return [prompt(args), ...shortened(child.stdout.trimEnd().split('\n'), most), ''];
}

/** Kills the program once it has said `until`. */
function killed(args: readonly string[], until: string): Promise<readonly string[]> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...NODE, ...args], { cwd: directory, env, stdio: ['ignore', 'inherit', 'pipe'] });
    let text = '';
    child.stderr.on('data', (piece: Buffer) => {
      text += piece.toString();
      if (text.includes(`${until} started`)) child.kill('SIGKILL');
    });
    child.on('close', () => resolve([prompt(args), ...shortened(text.trimEnd().split('\n'), 8), 'Killed', '']));
  });
}

function prompt(args: readonly string[]): string {
  return `\u001b[1m$ skep ${args.join(' ')}\u001b[22m`;
}

function shortened(lines: readonly string[], most: number): readonly string[] {
  if (lines.length <= most) return lines;
  const half = Math.floor((most - 1) / 2);
  return [...lines.slice(0, half), `\u001b[2m   (${lines.length - 2 * half} more lines)\u001b[22m`, ...lines.slice(-half)];
}
