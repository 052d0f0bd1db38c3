import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * The path of child.ts compiled with all that it imports, for as long as the test runs. A walk starts it some 170 times, and most
 * of a start would be its translation.
 */
export async function compiledChild(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'skep-child-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const project = {
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions: {
      noCheck: true,
      noEmit: false,
      rootDir: ROOT,
      outDir: directory,
      typeRoots: [join(ROOT, 'node_modules/@types')],
    },
    include: [],
    files: [join(ROOT, 'test/e2e/engine/child.ts')],
  };
  await writeFile(join(directory, 'tsconfig.json'), JSON.stringify(project));
  await writeFile(join(directory, 'package.json'), '{"type":"module"}');
  await symlink(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
  await promisify(execFile)(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', directory]);
  return join(directory, 'test/e2e/engine/child.js');
}
