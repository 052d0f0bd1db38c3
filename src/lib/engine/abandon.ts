import type { RunState } from './run-state.js';
import { readPlan } from './plan-file.js';
import { type RunDeps, type RunRequest, openRun } from './run-session.js';

/**
 * Gives a run up for good, even one whose steps this Skep does not know: it can be looked at, but neither resumed nor undone. What it did stays done.
 * @returns where it stood
 * @throws SkepError RUN_ABANDONED when it was before, STATE_RUN_OWNED while it runs
 */
export async function abandonRun(request: RunRequest & { readonly reason: string }, deps: RunDeps): Promise<RunState> {
  const session = await openRun(request, deps, (bytes, { fileName }) => readPlan(bytes, fileName));
  try {
    const by = session.redactor.text(request.holder.who);
    await session.append({ type: 'run-abandoned', by, reason: session.redactor.text(request.reason) });
    return session.state;
  } finally {
    await session.close();
  }
}
