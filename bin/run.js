#!/usr/bin/env node
import { readFileSync } from 'node:fs';

const argv = process.argv.slice(2);

if (argv.length === 1 && argv[0] === '--version') {
  // Answered here, because loading the command framework takes longer than the answer.
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  process.stdout.write(`skep ${version} (node ${process.versions.node}, ${process.platform}-${process.arch})\n`);
} else {
  const { main } = await import('../dist/main.js');
  process.exit(await main({ argv, env: process.env, stdout: process.stdout, stderr: process.stderr, root: import.meta.url }));
}
