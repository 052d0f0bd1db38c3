import type { Files, OpenFile } from '../../ports/files.js';
import { writing } from './failures.js';
import { assertRunExists } from './run-directory.js';
import { listNames } from './whole-file.js';

const CHUNK_BYTES = 1 << 18;

/**
 * Empties the journal of a run, after copying it beside under a name that says so; nothing is lost, and killed in between it is whole.
 * For a journal whose last lines were never confirmed and are not those that the run went on with elsewhere.
 * @returns the path of the copy
 */
export async function setAsideJournal(files: Files, root: string, runId: string): Promise<string> {
  const { run, journal } = await assertRunExists(files, root, runId);
  return writing(journal, async () => {
    const earlier = (await listNames(files, run)).filter((name) => name.startsWith('journal.aside-')).length;
    const aside = `${run}/journal.aside-${String(earlier + 1)}.ndjson`;
    const from = await files.open(journal, 'r+');
    try {
      const to = await files.open(aside, 'w');
      await copy(from, to).finally(() => to.close());
      await files.syncDirectory(run);
      await from.truncate(0);
      await from.sync();
    } finally {
      await from.close();
    }
    return aside;
  });
}

async function copy(from: OpenFile, to: OpenFile): Promise<void> {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let position = 0; ; ) {
    const length = await from.read(chunk, position);
    if (length === 0) break;
    await to.write(chunk.subarray(0, length), position);
    position += length;
  }
  await to.sync();
}
