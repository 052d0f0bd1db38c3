import type { Paint } from '../color.js';
import { formatCount, formatDuration } from '../format.js';
import { displayWidth, printable, truncate } from '../width.js';
import type { FailedStep, GroupBoard, RunBoard, RunningStep } from './board.js';

/** With more groups than these, those that are done and those that have not begun fold into one line. */
const MOST_GROUPS = 10;
const RUNNING_SHOWN = 3;
const FAILURES_SHOWN = 5;
/** Where there are many groups. */
const FEW_FAILURES_SHOWN = 1;

export type GroupLook = 'waiting' | 'running' | 'done' | 'failed';

export interface TreeView {
  /** By the group's name; a group without title is folded away. */
  readonly groups: ReadonlyMap<string, { readonly look: GroupLook; readonly title: string; readonly below: string }>;
  /** Folded groups, in one line each kind. Empty: nothing is folded. */
  readonly folded: string;
  readonly status: { readonly title: string; readonly below: string };
}

export function lookOf(group: GroupBoard): GroupLook {
  const isOver = group.running.length === 0 && group.failures.every(({ final }) => final);
  if (isOver && group.failures.length > 0) return 'failed';
  if (group.done === group.total) return 'done';
  return group.running.length > 0 || group.done > 0 || group.failures.length > 0 ? 'running' : 'waiting';
}

/** What the tree shows at `now`, in lines of at most `width` columns. */
export function treeView(board: RunBoard, width: number, now: number, paint: Paint): TreeView {
  const { groups } = board;
  const isFolding = groups.length > MOST_GROUPS;
  const nameWidth = Math.min(24, Math.max(...groups.map(({ name }) => displayWidth(name)), 6));
  const most = isFolding ? FEW_FAILURES_SHOWN : FAILURES_SHOWN;
  const isFolded = (group: GroupBoard): boolean => isFolding && ['done', 'waiting'].includes(lookOf(group));
  const shown = groups.map((group) => {
    const look = lookOf(group);
    if (isFolded(group)) return [group.name, { look, title: '', below: '' }] as const;
    return [
      group.name,
      { look, title: groupTitle(group, nameWidth, width, paint), below: groupBelow(group, { width, now, paint, most }) },
    ] as const;
  });
  return {
    groups: new Map(shown),
    folded: foldedText(groups.filter(isFolded)),
    status: { title: statusText(board, width, now), below: awaitsText(board, now, paint) },
  };
}

function groupTitle(group: GroupBoard, nameWidth: number, width: number, paint: Paint): string {
  const { name, total, done, running, failures } = group;
  const failed = failures.filter(({ final }) => final).length;
  const retrying = failures.length - failed;
  const cell = truncate(printable(name), nameWidth);
  const count = `${formatCount(done)}/${formatCount(total)}`;
  const parts = [
    `${cell}${' '.repeat(nameWidth - displayWidth(cell))}  ${count.padStart(9)}`,
    ...(running.length === 0 ? [] : [`${formatCount(running.length)} running`]),
    ...(retrying === 0 ? [] : [paint.yellow(`${formatCount(retrying)} to be tried again`)]),
    ...(failed === 0 ? [] : [paint.red(`${formatCount(failed)} failed`)]),
  ];
  const barWidth = Math.min(30, width - nameWidth - 60);
  const bar = barWidth < 8 ? '' : `${progressBar(done / Math.max(1, total), barWidth, paint)}  `;
  return `${bar}${parts.join('  ')}`;
}

function progressBar(part: number, width: number, paint: Paint): string {
  const full = Math.floor(part * width);
  return paint.green('━'.repeat(full)) + paint.dim('─'.repeat(width - full));
}

interface BelowOptions {
  readonly width: number;
  readonly now: number;
  readonly paint: Paint;
  /** How many failures are named. */
  readonly most: number;
}

function groupBelow(group: GroupBoard, { width, now, paint, most }: BelowOptions): string {
  const room = width - 8;
  const failures = [...group.failures].sort((a, b) => Number(b.final) - Number(a.final));
  const lines = [
    ...failures.slice(0, most).map((failure) => failureLine(failure, room, paint)),
    ...(failures.length > most ? [paint.red(`and ${formatCount(failures.length - most)} more like it`)] : []),
    ...runningLine(group.running, room, now, paint),
  ];
  return lines.join('\n');
}

function failureLine({ id, message, final }: FailedStep, room: number, paint: Paint): string {
  const text = truncate(printable(`${final ? '✖' : '↻'} ${id}: ${message}`), room);
  return final ? paint.red(text) : paint.yellow(text);
}

/** The steps that run longest are those that somebody wonders about. */
function runningLine(running: readonly RunningStep[], room: number, now: number, paint: Paint): readonly string[] {
  if (running.length === 0) return [];
  const oldest = [...running].sort((a, b) => a.since - b.since).slice(0, RUNNING_SHOWN);
  const words = oldest.map(({ id, since, progress, attempt }) => {
    const details = [formatDuration(Math.max(0, now - since)), ...(progress === undefined ? [] : [progress])];
    return `${id} (${details.join(', ')}${attempt > 1 ? `, attempt ${attempt}` : ''})`;
  });
  const more = running.length > RUNNING_SHOWN ? [`and ${formatCount(running.length - RUNNING_SHOWN)} more`] : [];
  return [paint.dim(truncate(printable([...words, ...more].join(', ')), room))];
}

function foldedText(folded: readonly GroupBoard[]): string {
  const part = (look: GroupLook, words: string): readonly string[] => {
    const groups = folded.filter((group) => lookOf(group) === look);
    const steps = groups.reduce((sum, group) => sum + group.total, 0);
    return groups.length === 0 ? [] : [`${formatCount(groups.length)} groups ${words} (${formatCount(steps)} steps)`];
  };
  return [...part('done', 'done'), ...part('waiting', 'to come')].join(', ');
}

function statusText(board: RunBoard, width: number, now: number): string {
  const { done, steps, failed } = board.counts;
  const left = board.leftMs(now);
  const parts = [
    `${formatCount(done)} of ${formatCount(steps)} steps done`,
    ...(failed === 0 ? [] : [`${formatCount(failed)} failed`]),
    `${formatDuration(board.elapsedMs(now))} so far`,
    ...(left === undefined || board.ended !== undefined ? [] : [`about ${formatDuration(left)} left`]),
  ];
  const text =
    board.ended === undefined
      ? parts.join(', ')
      : `${board.ended.outcome}: ${parts.slice(0, -1).join(', ')}, in ${formatDuration(board.ended.durationMs)}`;
  return truncate(text, width - 4);
}

/** Commands stand in lines of their own and are not cut: they are to be copied. */
function awaitsText(board: RunBoard, now: number, paint: Paint): string {
  if (board.ended !== undefined) return '';
  const lines = board
    .awaits(now)
    .flatMap(({ text, command }) => [
      paint.yellow(printable(text)),
      ...(command === undefined ? [] : [`  ${printable(command)}`]),
    ]);
  return lines.join('\n');
}
