/** How long the program takes to say what it is: medians of many runs, beside a bare `node -e ''`. */
import { fileURLToPath } from 'node:url';
import { median, usageOf } from './child-usage.js';

const RUNS = 21;
const SKEP = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const CASES: readonly (readonly [string, readonly string[]])[] = [
  ["`node -e ''`", ['-e', '']],
  ['`skep --version`', [SKEP, '--version']],
  ['`skep --help`', [SKEP, '--help']],
  ['`skep migrate --help`', [SKEP, 'migrate', '--help']],
  ['`skep migrate run --help`', [SKEP, 'migrate', 'run', '--help']],
];

const times = CASES.map((): number[] => []);
for (let run = 0; run < RUNS; run += 1) {
  for (const [index, [, args]] of CASES.entries()) times[index]?.push((await usageOf(process.execPath, args)).seconds * 1000);
}
const lines = CASES.map(([name], index) => `| ${name} | ${median(times[index] ?? []).toFixed(0)} |`);
process.stdout.write(`Medians of ${String(RUNS)} runs.\n\n| command | milliseconds |\n|---|---:|\n${lines.join('\n')}\n`);
