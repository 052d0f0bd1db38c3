import { join } from 'node:path';
import type { Files } from '../ports/files.js';
import type { StoreSource } from '../ports/store.js';
import type { Problem } from './pipeline/carry.js';

/**
 * Sets aside what cannot be carried: the stored bytes as `<key, percent-encoded>`, and why beside them as `....reason.json`.
 * File names are the keys themselves, so that an operator finds an object without an index.
 */
export async function quarantine(
  files: Files,
  source: StoreSource,
  problems: readonly Problem[],
  directory: string,
): Promise<void> {
  await files.makeDirectory(directory);
  for (const problem of problems) {
    const record = await source.get(problem.key);
    const name = encodeURIComponent(problem.key.replace(/\p{Surrogate}/gu, '_')).slice(0, 200);
    if (record !== undefined) await writeWhole(files, join(directory, name), record.value);
    await writeWhole(files, join(directory, `${name}.reason.json`), Buffer.from(`${JSON.stringify(problem, null, 2)}\n`));
  }
  await files.syncDirectory(directory);
}

async function writeWhole(files: Files, path: string, bytes: Uint8Array): Promise<void> {
  const file = await files.open(path, 'w');
  try {
    await file.write(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
