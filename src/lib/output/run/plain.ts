import { levelOf, textOf } from '../../events/event.js';
import type { EventOf, SkepEvent } from '../../events/event.js';
import type { TextStream } from '../../ports/terminal.js';
import { paintFor } from '../color.js';
import { formatDuration } from '../format.js';
import { printable } from '../width.js';
import type { RunOutline } from './board.js';
import { RunBoard } from './board.js';
import type { RunRenderer } from './renderer.js';

/** After so long a silence a line tells what is awaited. */
export const HEARTBEAT_MS = 30_000;

export interface HeartbeatOptions {
  readonly outline: RunOutline;
  readonly now: () => number;
  /** Where the sign of life goes. */
  readonly say: (event: EventOf<'run.awaiting'>) => void;
}

/** Says `run.awaiting` whenever nothing else was said for 30 seconds. */
export interface Heartbeat {
  readonly board: RunBoard;
  /** Something was said. */
  heard(event: SkepEvent): void;
  stop(): void;
}

export function heartbeat({ outline, now, say }: HeartbeatOptions): Heartbeat {
  const board = new RunBoard(outline);
  let last = now();
  const beat = (): void => {
    if (now() - last < HEARTBEAT_MS) return;
    last = now();
    say(awaiting(board, last));
  };
  const timer = setInterval(beat, 1000);
  timer.unref();
  return {
    board,
    heard(event) {
      board.take(event);
      last = now();
    },
    stop: () => clearInterval(timer),
  };
}

function awaiting(board: RunBoard, at: number): EventOf<'run.awaiting'> {
  const { running } = board;
  const { done, steps } = board.counts;
  const leftMs = board.leftMs(at);
  const data = {
    running: running.slice(0, 5).map(({ id }) => id),
    runningCount: running.length,
    awaits: board.awaits(at).map(({ text, command }) => (command === undefined ? text : `${text}: ${command}`)),
    done,
    steps,
    ...(leftMs === undefined ? {} : { leftMs: Math.round(leftMs) }),
  };
  return { code: 'run.awaiting', at, runId: board.outline.runId, data };
}

export interface PlainOptions {
  readonly stream: TextStream;
  readonly outline: RunOutline;
  readonly now: () => number;
  /** Only warnings and errors, and no sign of life. */
  readonly quiet: boolean;
}

/** A line for each event, with its time in UTC: for files, pipes and the logs of pipelines. */
export function plainRenderer({ stream, outline, now, quiet }: PlainOptions): RunRenderer {
  const write = (event: SkepEvent): void => {
    if (isShown(event, quiet)) void stream.write(plainLine(event, stream));
  };
  const beat = heartbeat({ outline, now, say: write });
  return {
    recall: (event) => beat.board.take(event),
    tell(event) {
      beat.heard(event);
      write(event);
    },
    async end() {
      beat.stop();
      await stream.write('');
    },
  };
}

function isShown(event: SkepEvent, quiet: boolean): boolean {
  const level = levelOf(event);
  if (quiet) return level === 'warning' || level === 'error';
  return level !== 'debug' || event.code === 'step.log';
}

export function plainLine(event: SkepEvent, stream: Pick<TextStream, 'color'>): string {
  const paint = paintFor(stream);
  const level = levelOf(event);
  const time = paint.dim(new Date(event.at).toISOString().replace(/\.\d+Z$/, 'Z'));
  const tone = { debug: paint.dim, info: (text: string) => text, warning: paint.yellow, error: paint.red }[level];
  const mark = level === 'warning' || level === 'error' ? `${level}: ` : '';
  return `${time} ${tone(mark + printable(textOf(event)) + suffix(event))}\n`;
}

function suffix(event: SkepEvent): string {
  if (event.code === 'step.done' && event.data.durationMs !== undefined) return ` (${formatDuration(event.data.durationMs)})`;
  if (event.code === 'run.ended') return ` (${formatDuration(event.data.durationMs)})`;
  if (event.code === 'run.awaiting' && event.data.leftMs !== undefined)
    return `; about ${formatDuration(event.data.leftMs)} left`;
  return '';
}
