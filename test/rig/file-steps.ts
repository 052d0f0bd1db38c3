/**
 * A capability for tests: steps that write files. It is loaded in place of src/step-kinds.ts by test/rig/with-file-steps.mjs, so
 * that the real commands plan, apply, are killed, resume and undo with it.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sealPlan } from '../../src/lib/engine/seal-plan.js';
import type { Plan, Step } from '../../src/lib/engine/plan.js';
import type { StepContext, StepKind } from '../../src/lib/engine/step-kind.js';

interface FileInput {
  readonly path: string;
  readonly text: string;
  /** How long it takes. */
  readonly delayMs: number;
  /** Fails while a file of this name is there. */
  readonly failIf?: string;
}

function inputOf({ input }: StepContext): FileInput {
  return input as unknown as FileInput;
}

const textIn = (path: string): Promise<string | null> => readFile(path, 'utf8').catch(() => null);

export const writeFileKind: StepKind = {
  kind: 'test/write-file',
  version: 1,
  async check(context) {
    const { path, text } = inputOf(context);
    const before = await textIn(path);
    return before === text ? { state: 'done', record: { before: context.before ?? null } } : { state: 'needed', before };
  },
  async run(context) {
    const { path, text, delayMs, failIf } = inputOf(context);
    context.log(`writing ${text.length} characters`);
    await context.clock.sleep(delayMs, context.signal);
    if (failIf !== undefined && (await textIn(failIf)) !== null) throw new Error(`no route to host: ${failIf} is there`);
    await writeFile(path, text);
    return { before: context.before ?? null };
  },
  async verify(context) {
    const { path, text } = inputOf(context);
    if ((await textIn(path)) !== text) throw new Error(`${path} does not hold what was written`);
  },
  async undo(context, record) {
    const { path } = inputOf(context);
    const { before } = record as { readonly before: string | null };
    if (before === null) await rm(path, { force: true });
    else await writeFile(path, before);
  },
  mayRetry: () => true,
};

/** What test/rig/with-file-steps.mjs puts in the place of src/step-kinds.ts. */
export function capabilities(): unknown {
  const reobserve = async (plan: Plan) => {
    const { directory } = plan.wanted as { readonly directory: string };
    return { world: (await textIn(join(directory, 'world'))) ?? 'calm' };
  };
  return { steps: new Map([[writeFileKind.kind, writeFileKind]]), plans: new Map([['files', { reobserve }]]) };
}

export interface FilePlanOptions {
  readonly directory: string;
  readonly hosts: number;
  readonly delayMs?: number;
  /** This host's first step fails while `<directory>/broken` is there. */
  readonly failing?: string;
  /** Ask before the last step. */
  readonly approval?: string;
  readonly locks?: readonly string[];
}

/** A small rollout: a file a master, then two a host, then one for all. */
export function filePlan({ directory, hosts, delayMs = 0, failing, approval, locks = [] }: FilePlanOptions): Plan {
  const step = (id: string, title: string, needs: readonly string[], more: Partial<Step> = {}): Step => ({
    id,
    kind: writeFileKind.kind,
    kindVersion: 1,
    title,
    needs,
    locks,
    class: 'host:any',
    priority: 100,
    timeoutMs: 60_000,
    retry: { attempts: 2, backoffMs: 10, maxBackoffMs: 20 },
    input: {
      path: join(directory, id.replaceAll('/', '_')),
      text: `text of ${id}`,
      delayMs,
      ...(failing !== undefined && id.startsWith(failing) ? { failIf: join(directory, 'broken') } : {}),
    },
    ...more,
  });
  const names = Array.from({ length: hosts }, (_, index) => `node-${index + 1}`);
  const master = step('masters/m-1/config', 'write the configuration of m-1', [], { group: 'masters' });
  const perHost = names.flatMap((name) => [
    step(`hosts/${name}/config`, `write the configuration of ${name}`, [master.id], { group: 'hosts' }),
    step(`hosts/${name}/kubelet`, `roll the kubelet of ${name}`, [`hosts/${name}/config`], { group: 'hosts' }),
  ]);
  const last = step(
    'addons/dns',
    'write the addon',
    perHost.map(({ id }) => id),
    { group: 'addons', ...(approval === undefined ? {} : { approval }) },
  );
  return sealPlan({
    id: 'plan-files',
    kind: 'files',
    target: 'cluster prod',
    createdAt: Date.UTC(2026, 10, 22),
    planTime: Date.UTC(2026, 10, 22),
    skepVersion: '0.1.0',
    wanted: { directory },
    fingerprint: { world: 'calm' },
    steps: [master, ...perHost, last],
  });
}
