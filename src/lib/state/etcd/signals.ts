import { randomUUID } from 'node:crypto';
import type { RunSignal } from '../../ports/state-store.js';
import { type Kv, createdAt, present, put, remove } from './kv.js';
import type { StateKeys } from './keys.js';
import { isAborted, untilAnswered } from './patience.js';
import { type WatchDeps, newsOf, watchPrefix } from './prefix-watch.js';
import { unknownRun } from './runs.js';

interface SignalDeps extends WatchDeps {
  readonly kv: Kv;
  readonly keys: StateKeys;
}

/** Leaves a signal for the owner of a run. @throws SkepError STATE_RUN_UNKNOWN */
export async function leaveSignal({ kv, keys }: SignalDeps, runId: string, signal: RunSignal): Promise<void> {
  const key = `${keys.signals(runId)}${randomUUID()}`;
  const left = await kv.change([present(keys.run(runId))], [put(key, JSON.stringify(signal))]);
  if (!left.succeeded) throw unknownRun(runId);
}

/** Signals in the order of their coming. Each is removed once the next is asked for; killed before that, it comes again. */
export async function* takeSignals(deps: SignalDeps, runId: string, stop: AbortSignal): AsyncGenerator<RunSignal> {
  const { kv, keys, clock } = deps;
  const watch = watchPrefix(deps, keys.signals(runId), () => runId);
  const news = newsOf(watch, runId);
  try {
    while (!stop.aborted) {
      const { entries } = await untilAnswered(clock, () => kv.list(keys.signals(runId)), stop);
      for (const { key, value, created } of [...entries].sort((a, b) => a.created - b.created)) {
        const signal = parseSignal(value);
        if (signal !== undefined) yield signal;
        if (isAborted(stop)) {
          await kv.change([createdAt(key, created)], [remove(key)]);
          return;
        }
        await untilAnswered(clock, () => kv.change([createdAt(key, created)], [remove(key)]), stop);
      }
      await news.next(stop);
    }
  } catch (error) {
    if (!stop.aborted) throw error;
  } finally {
    news.stop();
    watch.close();
  }
}

const KINDS: readonly string[] = ['pause', 'resume', 'approve', 'yield', 'stop'] satisfies RunSignal['kind'][];

function parseSignal(value: Buffer): RunSignal | undefined {
  try {
    const signal = JSON.parse(value.toString()) as Partial<RunSignal> | null;
    return typeof signal?.kind === 'string' && KINDS.includes(signal.kind) ? (signal as RunSignal) : undefined;
  } catch {
    return undefined;
  }
}
