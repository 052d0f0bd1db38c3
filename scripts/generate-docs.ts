/**
 * Writes the generated pages under docs/: commands, configuration documents, errors, events, exit codes. With `--check` it writes nothing
 * and fails when a page is not what it would write.
 */
import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandPages } from './docs/commands.js';
import { configPage } from './docs/config.js';
import { errorsPage, exitCodesPage } from './docs/errors.js';
import { eventsPage } from './docs/events.js';

const docs = fileURLToPath(new URL('../docs/', import.meta.url));
const root = fileURLToPath(new URL('..', import.meta.url));

const pages = new Map<string, string>([
  ...(await commandPages(root)),
  ['config.md', configPage()],
  ['errors.md', errorsPage()],
  ['events.md', eventsPage()],
  ['exit-codes.md', exitCodesPage()],
]);

if (process.argv.includes('--check')) {
  const broken = await brokenLinks();
  if (broken.length > 0) {
    console.error(`links that lead nowhere:\n  ${broken.join('\n  ')}`);
    process.exitCode = 1;
  }
  const stale = await stalePages();
  if (stale.length > 0) {
    console.error(`generated docs are stale: ${stale.join(', ')}\n  try: npm run docs`);
    process.exitCode = 1;
  }
} else {
  await mkdir(`${docs}commands`, { recursive: true });
  for (const [name, text] of pages) await writeFile(docs + name, text);
}

async function stalePages(): Promise<readonly string[]> {
  const existing = (await readdir(`${docs}commands`)).map((name) => `commands/${name}`);
  const orphans = existing.filter((name) => !pages.has(name));
  const changed: string[] = [];
  for (const [name, text] of pages) if ((await readFile(docs + name, 'utf8').catch(() => '')) !== text) changed.push(name);
  return [...orphans, ...changed];
}

/** Relative links of every page that is committed. */
async function brokenLinks(): Promise<readonly string[]> {
  const names = (await readdir(root, { recursive: true })).filter(
    (name) => name.endsWith('.md') && !/(^|\/)(node_modules|golden|demo-out)\//.test(name),
  );
  const broken: string[] = [];
  for (const name of names) {
    const text = (await readFile(join(root, name), 'utf8')).replaceAll(/```.*?```|`[^`]*`/gs, '');
    for (const [, target = ''] of text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const exists = await access(join(root, dirname(name), target)).then(
        () => true,
        () => false,
      );
      if (!exists) broken.push(`${name}: ${target}`);
    }
  }
  return broken;
}
