/**
 * `npm run bench [NAME...]`: runs each test/bench/<name>.bench.ts in a process of its own and writes what they print, with a
 * description of the machine, to docs/benchmarks.md. A bench that is not named keeps its section.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const DOCUMENT = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url));

const known = readdirSync(HERE)
  .filter((name) => name.endsWith('.bench.ts'))
  .map((name) => name.slice(0, -'.bench.ts'.length))
  .sort();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`no bench is called ${unknown.join(', ')}; there are ${known.join(', ')}\n`);
  process.exit(64);
}

const sections = sectionsOf(existsSync(DOCUMENT) ? readFileSync(DOCUMENT, 'utf8') : '');
for (const name of wanted.length === 0 ? known : wanted)
  sections.set(name, `Measured ${today()} on ${machine()}.\n\n${measure(name)}`);
writeFileSync(DOCUMENT, documentOf(sections));

function measure(name: string): string {
  process.stderr.write(`==> ${name}\n`);
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--max-old-space-size=8192', '--import', 'tsx', `${HERE}${name}.bench.ts`],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  if (status !== 0) {
    process.stderr.write(`the bench ${name} failed\n`);
    process.exit(1);
  }
  process.stdout.write(stdout);
  return stdout.trim();
}

function machine(): string {
  const [first] = cpus();
  const model = first?.model.trim() ?? 'unknown processor';
  return `${String(cpus().length)} cores (${model}), ${String(Math.round(totalmem() / 2 ** 30))} GiB, Node ${process.versions.node}`;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function sectionsOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of text.split(/^## /m).slice(1)) {
    const [name = '', ...lines] = part.split('\n');
    found.set(name.trim(), lines.join('\n').trim());
  }
  return found;
}

function documentOf(parts: ReadonlyMap<string, string>): string {
  const intro = `# Benchmarks

Written by \`npm run bench\`. Peers run beside Skep in the same run, on the same files; figures are medians, runs alternate. Run
\`npm run bench NAME\` for one section.
`;
  const names = [...parts.keys()].filter((name) => known.includes(name)).sort();
  return `${intro}${names.map((name) => `\n## ${name}\n\n${parts.get(name) ?? ''}\n`).join('')}`;
}
