import { SkepError } from '../../errors.js';
import type { Files } from '../../ports/files.js';
import type { NewRun, RunHead } from '../../ports/state-store.js';
import { isRunId } from '../run-id.js';
import { reading, writing } from './failures.js';
import { isTaken, listNames, readWhole, writeWhole } from './whole-file.js';

/** Where the parts of the store lie below its root. */
export interface RunPaths {
  readonly run: string;
  readonly plan: string;
  readonly head: string;
  readonly journal: string;
  readonly owner: string;
  readonly signals: string;
}

export function runPaths(root: string, runId: string): RunPaths {
  const run = `${root}/runs/${runId}`;
  return {
    run,
    plan: `${run}/plan.json`,
    head: `${run}/head.json`,
    journal: `${run}/journal.ndjson`,
    owner: `${run}/owner`,
    signals: `${run}/signals`,
  };
}

/** @throws SkepError STATE_RUN_UNKNOWN */
export async function assertRunExists(files: Files, root: string, runId: string): Promise<RunPaths> {
  const paths = runPaths(root, runId);
  if (!isRunId(runId) || (await reading(paths.run, () => files.stat(paths.run))) === undefined) {
    throw new SkepError('STATE_RUN_UNKNOWN', `there is no run ${runId}`, { hints: ['skep run list'] });
  }
  return paths;
}

/**
 * Makes a run whole beside and gives it its name last, so that a run that can be seen has its plan, its head and a journal.
 * The index entry comes first: one without its run is passed over, a run without one would never be listed.
 * @throws SkepError STATE_RUN_EXISTS, STATE_UNWRITABLE, USAGE_INVALID
 */
export async function makeRun(files: Files, root: string, run: NewRun): Promise<void> {
  if (!isRunId(run.id)) throw new SkepError('USAGE_INVALID', `${JSON.stringify(run.id)} cannot be the name of a run`);
  const { run: path } = runPaths(root, run.id);
  const making = `${root}/making/${run.id}.${String(process.pid)}`;
  const exists = (): SkepError =>
    new SkepError('STATE_RUN_EXISTS', `there is already a run ${run.id}`, { hints: [`skep run show ${run.id}`] });
  await writing(path, async () => {
    if ((await files.stat(path)) !== undefined) throw exists();
    for (const directory of [`${root}/runs`, `${root}/index`]) await files.makeDirectory(directory);
    await files.removeDirectory(making);
    for (const directory of [`${making}/owner`, `${making}/signals`]) await files.makeDirectory(directory);
    await writeWhole(files, `${making}/plan.json`, run.plan);
    await writeWhole(files, `${making}/head.json`, Buffer.from(`${JSON.stringify(run.head)}\n`));
    await writeWhole(files, `${making}/journal.ndjson`, new Uint8Array());
    await files.syncDirectory(making);
    await writeWhole(files, `${root}/index/${indexName(run.head)}`, new Uint8Array());
    await files.syncDirectory(`${root}/index`);
    await files.rename(making, path).catch((error: unknown) => {
      throw isTaken(error) ? exists() : error;
    });
    await files.syncDirectory(`${root}/runs`);
    await files.syncDirectory(root);
  });
}

/** Newest first. Only names are read to sort; a head is read when its turn comes, so that the first few of thousands are quick. */
export async function* readHeads(files: Files, root: string): AsyncGenerator<RunHead> {
  const names = await reading(root, () => listNames(files, `${root}/index`));
  for (const name of [...names].sort().reverse()) {
    const id = name.slice(name.indexOf('.') + 1);
    const { head } = runPaths(root, id);
    const bytes = await reading(head, () => readWhole(files, head));
    if (bytes === undefined) continue;
    const parsed = parseHead(bytes, head);
    // A run that was begun twice, the first time killed before it had its name, has two entries.
    if (indexName(parsed) === name) yield parsed;
  }
}

export async function readPlanBytes(files: Files, root: string, runId: string): Promise<Uint8Array> {
  const { plan } = await assertRunExists(files, root, runId);
  const bytes = await reading(plan, () => readWhole(files, plan));
  if (bytes === undefined) throw new SkepError('STATE_CORRUPT', `run ${runId}: its plan ${plan} is missing`);
  return bytes;
}

/** The id that this store keeps for ever, made by the first who asks. */
export async function readAuthority(files: Files, root: string, makeId: () => string): Promise<string> {
  const directory = `${root}/authority`;
  const read = async (): Promise<string | undefined> =>
    (await reading(directory, () => readWhole(files, `${directory}/id`)))?.toString('utf8').trim();
  const known = await read();
  if (known !== undefined && known !== '') return known;
  const id = makeId();
  const making = `${root}/making/authority.${id}`;
  await writing(directory, async () => {
    await files.makeDirectory(making);
    await writeWhole(files, `${making}/id`, Buffer.from(`${id}\n`));
    await files.rename(making, directory).catch(async (error: unknown) => {
      if (!isTaken(error)) throw error;
      await files.removeDirectory(making);
    });
    await files.syncDirectory(root);
  });
  return (await read()) ?? id;
}

function indexName(head: RunHead): string {
  return `${String(head.createdAt).padStart(15, '0')}.${head.id}`;
}

function parseHead(bytes: Buffer, path: string): RunHead {
  try {
    return JSON.parse(bytes.toString('utf8')) as RunHead;
  } catch (error) {
    throw new SkepError('STATE_CORRUPT', `${path}: the head of a run is damaged`, { cause: error });
  }
}
