/**
 * `npm run demo`: carries the golden data, which real control planes of 1.0 and 1.3 stored, to 1.9 through the program itself,
 * verifies what came of it, and tells what a person wants to know. Needs no root, no etcd and no network.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatBytes, formatCount, formatDuration, formatQuantity } from '../src/lib/output/format.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = 'demo-out';

interface Step {
  readonly from: string;
  readonly to: string;
  readonly source: string;
  readonly target: string;
}

const STEPS: readonly Step[] = [
  { from: '1.0', to: '1.3', source: 'test/golden/1.0/etcd-v2-backup.tgz', target: `${OUT}/from-1.0/kubernetes-1.3.jsonl.gz` },
  { from: '1.3', to: '1.9', source: `${OUT}/from-1.0/kubernetes-1.3.jsonl.gz`, target: `${OUT}/from-1.0/kubernetes-1.9.db` },
  { from: '1.3', to: '1.9', source: 'test/golden/1.3/etcd-v2-backup.tgz', target: `${OUT}/from-1.3/kubernetes-1.9.db` },
];

interface RunAnswer {
  readonly result: {
    readonly survey: {
      readonly records: number;
      readonly sourceBytes: number;
      readonly warnings: readonly { readonly code: string }[];
      readonly tallies: readonly {
        readonly kind: string;
        readonly fates: Readonly<Record<string, number>>;
        readonly drops: Readonly<Record<string, { readonly count: number }>>;
      }[];
    };
    readonly written: { readonly records: number; readonly bytes: number };
    readonly durations: { readonly surveyMs: number; readonly writeMs: number };
  };
}

interface VerifyAnswer {
  readonly result: {
    readonly ok: boolean;
    readonly findingsTotal: number;
    readonly findings: readonly { readonly code: string; readonly key: string; readonly message: string }[];
  };
}

rmSync(`${ROOT}${OUT}`, { recursive: true, force: true });
for (const step of STEPS) carry(step);
console.log(`Open a report in a browser, or look into a store:
  node bin/run.js etcd stats ${OUT}/from-1.3/kubernetes-1.9.db
  node bin/run.js etcd ls ${OUT}/from-1.3/kubernetes-1.9.db statefulsets/`);

function carry({ from, to, source, target }: Step): void {
  const report = target.replace(/(\.db|\.jsonl\.gz)$/, '.html');
  const encoding = to === '1.3' ? ['--encoding', 'json'] : [];
  mkdirSync(`${ROOT}${target.slice(0, target.lastIndexOf('/'))}`, { recursive: true });
  const ran = skep(['migrate', 'run', source, target, '--from', from, '--to', to, ...encoding, '--report', report]) as RunAnswer;
  const { survey, written, durations } = ran.result;
  const checked = skep(['migrate', 'verify', source, target, '--from', from, '--to', to]) as VerifyAnswer;
  const verified = checked.result;
  console.log(`Kubernetes ${from} to ${to}: ${source} -> ${target}
  ${formatQuantity(survey.records, 'key')} (${formatBytes(survey.sourceBytes)}) read, ${formatCount(written.records)} (${formatBytes(written.bytes)}) written in ${formatDuration(durations.surveyMs + durations.writeMs)}
  ${fatesText(survey.tallies)}
  dropped by rule: ${countsText(dropsOf(survey.tallies))}
  warnings: ${countsText(countBy(survey.warnings.map((warning) => warning.code)))}
  ${verified.ok ? 'verified: every key is accounted for' : `verify has ${formatQuantity(verified.findingsTotal, 'finding')}`}
  report: ${report}
`);
  if (verified.ok) return;
  for (const finding of verified.findings.slice(0, 10)) console.log(`  ${finding.code} ${finding.key}: ${finding.message}`);
  process.exitCode = 1;
}

/** Runs the program and reads its JSON. Exit code 2 is an answer too: it says that something was found. */
function skep(args: readonly string[]): unknown {
  const child = spawnSync(process.execPath, ['bin/run.js', ...args, '--output', 'json', '--quiet'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (child.status === 0 || child.status === 2) return JSON.parse(child.stdout);
  throw new Error(`skep ${args.join(' ')} ended with ${String(child.status)}:\n${child.stdout}${child.stderr}`);
}

function fatesText(tallies: RunAnswer['result']['survey']['tallies']): string {
  const sums: Record<string, number> = {};
  for (const tally of tallies) for (const [fate, count] of Object.entries(tally.fates)) sums[fate] = (sums[fate] ?? 0) + count;
  return Object.entries(sums)
    .filter(([fate, count]) => count > 0 || fate === 'failed')
    .map(([fate, count]) => `${formatCount(count)} ${fate}`)
    .join(', ');
}

/** "expired (Event)": what was left out is of interest with its kind. */
function dropsOf(tallies: RunAnswer['result']['survey']['tallies']): Readonly<Record<string, number>> {
  return Object.fromEntries(
    tallies.flatMap(({ kind, drops }) => Object.entries(drops).map(([rule, { count }]) => [`${rule} (${kind})`, count])),
  );
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function countsText(counts: Readonly<Record<string, number>>): string {
  const entries = Object.entries(counts).sort(([, a], [, b]) => b - a);
  return entries.length === 0 ? 'none' : entries.map(([name, count]) => `${name} ${formatCount(count)}`).join(', ');
}
