import type { TextStream } from '../ports/terminal.js';
import { formatCount, formatDuration } from './format.js';
import { truncate } from './width.js';

export interface ProgressState {
  /** What is going on, as a gerund: "reading the source". */
  readonly doing: string;
  readonly done: number;
  /** Leave out when it is not known: then there is a rate but no estimate. */
  readonly total?: number;
  /** "keys" */
  readonly unit: string;
}

export interface Progress {
  update(state: ProgressState): void;
  /** Ends the line; nothing is shown after it. */
  stop(): void;
}

const REDRAW_MS = 100;
const HEARTBEAT_MS = 30_000;
/** Off the terminal, what is over before this is not worth a line. */
const QUIET_MS = 2_000;
/** The rate is that of the last seconds, so that the estimate follows what happens now. */
const RATE_WINDOW_MS = 10_000;

export const SILENT_PROGRESS: Progress = { update: () => undefined, stop: () => undefined };

/**
 * Progress on stderr. On a terminal one line is rewritten; elsewhere there is a line for each thing that takes more than two
 * seconds and one every 30 s, also when nothing moves.
 */
export function streamProgress(stream: TextStream, now: () => number): Progress {
  const isTerminal = stream.columns !== undefined;
  const meter = new RateMeter(now);
  let state: ProgressState | undefined;
  let shownDoing: string | undefined;
  let lastShown = Number.NEGATIVE_INFINITY;
  const show = (): void => {
    if (state === undefined) return;
    lastShown = now();
    shownDoing = state.doing;
    const line = progressLine(state, meter.perSecond(), meter.elapsedMs());
    void stream.write(isTerminal ? `\r\x1b[K${truncate(line, stream.columns - 1)}` : `${line}\n`);
  };
  const doingNow = (): string | undefined => state?.doing;
  const tick = (): void => {
    if (isTerminal || doingNow() !== shownDoing || now() - lastShown >= HEARTBEAT_MS) show();
  };
  const timer = setInterval(tick, isTerminal ? 1000 : QUIET_MS);
  timer.unref();
  return {
    update: (next) => {
      const isNew = next.doing !== state?.doing;
      if (isNew) meter.restart();
      state = next;
      meter.note(next.done);
      if (isTerminal && (isNew || now() - lastShown >= REDRAW_MS)) show();
    },
    stop: () => {
      clearInterval(timer);
      if (isTerminal && lastShown >= 0) void stream.write('\r\x1b[K');
      state = undefined;
    },
  };
}

/** Passes items on and ends the progress line before the first of them, so that it does not stand in the way of the answer. */
export async function* endingProgress<T>(items: AsyncIterable<T>, progress: Progress): AsyncGenerator<T> {
  let isFirst = true;
  for await (const item of items) {
    if (isFirst) progress.stop();
    isFirst = false;
    yield item;
  }
  if (isFirst) progress.stop();
}

/** "reading the source: 12,000 of 50,000 keys (24%), 8,000/s, 5.0s left" */
export function progressLine(state: ProgressState, perSecond: number, elapsedMs: number): string {
  const parts = [counted(state)];
  if (perSecond > 0) parts.push(`${formatCount(perSecond)}/s`);
  if (state.total !== undefined && perSecond > 0 && state.total > state.done) {
    parts.push(`${formatDuration(((state.total - state.done) / perSecond) * 1000)} left`);
  } else if (elapsedMs >= 1000) parts.push(`${formatDuration(elapsedMs)} so far`);
  return `${state.doing}: ${parts.join(', ')}`;
}

function counted({ done, total, unit }: ProgressState): string {
  if (total === undefined || total === 0) return `${formatCount(done)} ${unit}`;
  return `${formatCount(done)} of ${formatCount(total)} ${unit} (${Math.floor((done / total) * 100)}%)`;
}

/** Rate over the last window, from a few samples. */
class RateMeter {
  readonly #now: () => number;
  #started = 0;
  #samples: { readonly at: number; readonly done: number }[] = [];

  constructor(now: () => number) {
    this.#now = now;
    this.restart();
  }

  restart(): void {
    this.#started = this.#now();
    this.#samples = [];
  }

  note(done: number): void {
    const at = this.#now();
    const last = this.#samples.at(-1);
    if (last !== undefined && at - last.at < REDRAW_MS) return;
    this.#samples.push({ at, done });
    while (this.#samples.length > 2 && at - (this.#samples[0]?.at ?? at) > RATE_WINDOW_MS) this.#samples.shift();
  }

  perSecond(): number {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined || last.at === first.at) return 0;
    return ((last.done - first.done) / (last.at - first.at)) * 1000;
  }

  elapsedMs(): number {
    return this.#now() - this.#started;
  }
}
