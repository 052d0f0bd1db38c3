/**
 * `npm run nightly`: 200 kills drawn over every disk operation of a run of 50,000 keys, each resumed and compared byte for byte
 * with an undisturbed run; and a run that is killed at 90 % of its time. Writes docs/evidence/<date>-kills.md.
 */
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { growGolden } from '../bench/grow-golden.js';
import { clean, digestsOf, killAndResume, type KillRun, runChild } from '../e2e/resume/kill-run.js';

const KEYS = 50_000;
const KILLS = Number(process.env['SKEP_NIGHTLY_KILLS'] ?? 200);
const EVIDENCE = fileURLToPath(new URL('../../docs/evidence/', import.meta.url));

const directory = mkdtempSync(join(tmpdir(), 'skep-nightly-'));
const source = join(directory, 'source.jsonl');
const target = join(directory, 'target.db');
const run: KillRun = { source, target, stateDirectory: `${target}.skep`, auditPath: join(directory, 'audit.jsonl') };
try {
  await writeDump(source);
  const { operations } = await runChild(run, 0, false);
  const undisturbed = digestsOf(run);
  const different: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    // Evenly over the run, first and last operation included: what is drawn is the same every night, and repeatable.
    const dieAt = 1 + Math.round((kill * (operations - 1)) / (KILLS - 1));
    await clean(run);
    const { digests } = await killAndResume(run, dieAt);
    if (digests !== undisturbed) different.push(dieAt);
    process.stderr.write(
      `kill ${String(kill + 1)} of ${String(KILLS)} at operation ${String(dieAt)} of ${String(operations)}: ${digests === undisturbed ? 'same bytes' : 'DIFFERENT'}\n`,
    );
  }
  const late = await killedLate();
  report({ operations, different, late });
  if (different.length > 0) process.exitCode = 1;
} finally {
  rmSync(directory, { recursive: true, force: true });
}

/** Killed when 90 % of its time is over; the time of a run does not depend on anything but the machine, so a few tries tell. */
async function killedLate(): Promise<{ readonly whole: number; readonly resumed: number }> {
  const whole: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    await clean(run);
    whole.push((await runChild(run, 0, false)).milliseconds);
  }
  whole.sort((a, b) => a - b);
  const median = whole[2] ?? 0;
  const resumed: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    await clean(run);
    if ((await runChild(run, 0, false, median * 0.9)).killed) resumed.push((await runChild(run, 0, true)).milliseconds);
  }
  resumed.sort((a, b) => a - b);
  return { whole: median, resumed: resumed[resumed.length >> 1] ?? Number.NaN };
}

async function writeDump(path: string): Promise<void> {
  const file = createWriteStream(path);
  for (const record of growGolden(KEYS)) {
    const line = {
      key: record.key,
      value: Buffer.from(record.value).toString(),
      createdIndex: record.createRevision,
      modifiedIndex: record.modRevision,
    };
    if (!file.write(`${JSON.stringify(line)}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

function report(found: {
  readonly operations: number;
  readonly different: readonly number[];
  readonly late: { readonly whole: number; readonly resumed: number };
}): void {
  const { operations, different, late } = found;
  const day = new Date().toISOString().slice(0, 10);
  const share = Math.round((late.resumed / late.whole) * 100);
  const text = `# Kills of ${day}

\`npm run nightly\`, ${String(KEYS)} keys grown from the golden 1.3 data, a dump carried into a snapshot file of 1.9.

- The run makes ${String(operations)} disk operations (writes, truncations, fsyncs, renames, removals, new files and directories).
- ${String(KILLS)} kills, evenly over them; a write dies half-written. Each run was resumed once.
- Target and audit differ from those of an undisturbed run: ${different.length === 0 ? 'never' : `after kills at ${different.join(', ')}`}.
- Killed at 90 % of its time (median of whole runs: ${String(late.whole)} ms), the resumed run took ${String(late.resumed)} ms: ${String(share)} % of the whole.
`;
  mkdirSync(EVIDENCE, { recursive: true });
  writeFileSync(`${EVIDENCE}${day}-kills.md`, text);
  process.stdout.write(text);
}
