import { randomUUID } from 'node:crypto';
import type { Clock } from '../../ports/clock.js';
import type { Files } from '../../ports/files.js';
import type { RunSignal } from '../../ports/state-store.js';
import { reading, writing } from './failures.js';
import { listNames, readWhole, writeWhole } from './whole-file.js';

const SIGNAL = /^\d+\.[\w-]+\.json$/;

/** Leaves a signal for the owner of the run whose signals lie in `directory`: one file each, whole when it has its name. */
export async function leaveSignal(files: Files, directory: string, signal: RunSignal): Promise<void> {
  const name = `${String(signal.at).padStart(15, '0')}.${randomUUID()}.json`;
  await writing(directory, async () => {
    await writeWhole(files, `${directory}/leaving.${name}`, Buffer.from(JSON.stringify(signal)));
    await files.rename(`${directory}/leaving.${name}`, `${directory}/${name}`);
    await files.syncDirectory(directory);
  });
}

/** Signals as they come. Each is removed once the next is asked for; killed before that, it comes again. */
export async function* takeSignals(
  deps: { readonly files: Files; readonly clock: Clock; readonly pollMs: number },
  directory: string,
  stop: AbortSignal,
): AsyncGenerator<RunSignal> {
  while (!stop.aborted) {
    const names = (await reading(directory, () => listNames(deps.files, directory))).filter((name) => SIGNAL.test(name));
    for (const name of names) {
      const bytes = await reading(directory, () => readWhole(deps.files, `${directory}/${name}`));
      const signal = bytes === undefined ? undefined : parseSignal(bytes);
      if (signal !== undefined) yield signal;
      await writing(directory, () => deps.files.remove(`${directory}/${name}`));
    }
    await deps.clock.sleep(deps.pollMs, stop).catch(() => undefined);
  }
}

const KINDS: readonly string[] = ['pause', 'resume', 'approve', 'yield', 'stop'] satisfies RunSignal['kind'][];

function parseSignal(bytes: Buffer): RunSignal | undefined {
  try {
    const value = JSON.parse(bytes.toString('utf8')) as Partial<RunSignal> | null;
    return typeof value?.kind === 'string' && KINDS.includes(value.kind) ? (value as RunSignal) : undefined;
  } catch {
    // A name without its bytes, left by a power cut: nobody was told that the signal was sent.
    return undefined;
  }
}
