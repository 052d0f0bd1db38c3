import { createHash } from 'node:crypto';
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
    const name = fileNameOf(problem.key);
    if (record !== undefined) await writeWhole(files, join(directory, name), record.value);
    await writeWhole(files, join(directory, `${name}.reason.json`), Buffer.from(`${JSON.stringify(problem, null, 2)}\n`));
  }
  await files.syncDirectory(directory);
}

/** File systems take names of 255 bytes at most: a longer one ends in a digest, so that no two keys share a file. */
function fileNameOf(key: string): string {
  const name = encodeURIComponent(key.replace(/\p{Surrogate}/gu, '_'));
  if (name.length <= 200) return name;
  return `${name.slice(0, 180)}-${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;
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
