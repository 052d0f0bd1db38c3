import { formatDuration } from '../format.js';
import { escapeHtml } from './html.js';
import type { ReportedStep, RunReport, RunStretch } from './run-model.js';

/** A browser draws a few hundred rows well; of more steps those are drawn that somebody looks for. */
export const MOST_ROWS = 300;

const WIDTH = 1120;
const LABELS = 300;
const ROW = 20;
const TOP = 26;
/** Between two sessions, however long nobody worked. */
const GAP = 26;

/** The steps that the timeline draws, in the order of their first attempts. */
export function drawnSteps(report: RunReport): readonly ReportedStep[] {
  const begun = report.steps.filter(({ attempts }) => attempts.length > 0);
  const critical = new Set(report.criticalPath);
  const isSought = ({ id, status, attempts }: ReportedStep): boolean =>
    critical.has(id) || !['done', 'undone'].includes(status) || attempts.length > 1;
  const took = ({ attempts }: ReportedStep): number => attempts.reduce((sum, { from, until }) => sum + until - from, 0);
  const kept =
    begun.length <= MOST_ROWS
      ? begun
      : [...begun].sort((a, b) => Number(isSought(b)) - Number(isSought(a)) || took(b) - took(a)).slice(0, MOST_ROWS);
  return [...kept].sort((a, b) => (a.attempts[0]?.from ?? 0) - (b.attempts[0]?.from ?? 0));
}

/** A Gantt chart as SVG: a row for each step, a bar for each attempt; the time in which nobody worked on the run is cut out. */
export function timelineSvg(report: RunReport): string {
  const steps = drawnSteps(report);
  if (steps.length === 0) return '';
  const scale = timeScale(report.sessions);
  const height = TOP + steps.length * ROW + 8;
  const critical = new Set(report.criticalPath);
  const rows = steps.map((step, index) => rowSvg(step, TOP + index * ROW, scale, critical.has(step.id)));
  return `<svg id="timeline-chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Timeline of ${steps.length} steps">${axis(report.sessions, scale, height)}${rows.join('')}</svg>`;
}

interface TimeScale {
  x(at: number): number;
  readonly stretches: readonly { readonly from: number; readonly until: number; readonly x: number; readonly width: number }[];
}

function timeScale(sessions: readonly RunStretch[]): TimeScale {
  const room = WIDTH - LABELS - GAP * Math.max(0, sessions.length - 1) - 8;
  const total = Math.max(
    1,
    sessions.reduce((sum, { from, until }) => sum + Math.max(1, until - from), 0),
  );
  let x = LABELS;
  const stretches = sessions.map(({ from, until }) => {
    const width = (Math.max(1, until - from) / total) * room;
    const stretch = { from, until: Math.max(until, from + 1), x, width };
    x += width + GAP;
    return stretch;
  });
  return {
    stretches,
    x(at) {
      const stretch = stretches.findLast(({ from }) => from <= at) ?? stretches[0];
      if (stretch === undefined) return LABELS;
      const part = Math.min(1, Math.max(0, (at - stretch.from) / (stretch.until - stretch.from)));
      return stretch.x + part * stretch.width;
    },
  };
}

function axis(sessions: readonly RunStretch[], { stretches }: TimeScale, height: number): string {
  return stretches
    .map(({ from, until, x, width }, index) => {
      const middle = width > 190 ? tick(x + width / 2, formatDuration((until - from) / 2), height, 'middle') : '';
      const to = sessions[index]?.to === 'undo' ? 'undo' : new Date(from).toISOString().slice(11, 19);
      const start = width > 60 || index === 0 ? tick(x, to, height, 'start') : tick(x, '', height, 'start');
      const stop = width > 120 ? tick(x + width, formatDuration(until - from), height, 'end') : '';
      return `<rect class="stretch" x="${n(x)}" y="${TOP - 4}" width="${n(width)}" height="${height - TOP}"/>${start}${middle}${stop}`;
    })
    .join('');
}

function tick(x: number, text: string, height: number, anchor: string): string {
  return `<line class="tick" x1="${n(x)}" x2="${n(x)}" y1="${TOP - 6}" y2="${height}"/><text class="axis" x="${n(x)}" y="13" text-anchor="${anchor}">${escapeHtml(text)}</text>`;
}

function rowSvg({ id, title, attempts }: ReportedStep, y: number, scale: TimeScale, isCritical: boolean): string {
  const bars = attempts.map(({ from, until, result, message }) => {
    const x = scale.x(from);
    const width = Math.max(2, scale.x(until) - x);
    const words = `${id}: ${title}\n${result}, ${formatDuration(until - from)}${message === undefined ? '' : `\n${message}`}`;
    return `<rect class="bar-${result}" x="${n(x)}" y="${y + 4}" width="${n(width)}" height="${ROW - 8}" rx="2"><title>${escapeHtml(words)}</title></rect>`;
  });
  const label = id.length > 42 ? `…${id.slice(-41)}` : id;
  return `<text class="label${isCritical ? ' critical' : ''}" x="${LABELS - 10}" y="${y + 14}" text-anchor="end">${escapeHtml(label)}<title>${escapeHtml(title)}</title></text>${bars.join('')}`;
}

function n(value: number): string {
  return value.toFixed(1);
}
