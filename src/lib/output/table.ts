import type { Paint } from './color.js';
import { displayWidth, printable, truncate, truncateStart } from './width.js';

export interface Column<Row> {
  readonly title: string;
  readonly value: (row: Row) => string;
  readonly align?: 'right';
  /** Gives way first when a terminal is too narrow; says which end may be lost. */
  readonly cut?: 'start' | 'end';
  /** Is left out, the last such column first, where the terminal has no room for all; files and pipes have it always. */
  readonly optional?: true;
  readonly paint?: (text: string, row: Row, paint: Paint) => string;
}

const GAP = '  ';
const NARROWEST_CUT = 12;

/** Widths that fit `rows`; shrunk to `terminalWidth` where there is a terminal. Data that is piped is never cut. */
export function fitColumns<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  terminalWidth: number | undefined,
): number[] {
  const widths = columns.map((column) =>
    rows.reduce((width, row) => Math.max(width, displayWidth(printable(column.value(row)))), displayWidth(column.title)),
  );
  if (terminalWidth === undefined) return widths;
  let excess = widths.reduce((sum, width) => sum + width, GAP.length * (widths.length - 1)) - terminalWidth;
  while (excess > 0) {
    const widest = widestCuttable(columns, widths);
    if (widest === undefined) break;
    const width = widths[widest] ?? 0;
    const shrunk = Math.max(NARROWEST_CUT, width - excess, secondWidest(columns, widths, widest));
    const next = shrunk === width ? width - 1 : shrunk;
    excess -= width - next;
    widths[widest] = next;
  }
  return widths;
}

/** The columns that a terminal of this width has room for, before any of them is cut. */
export function roomFor<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  terminalWidth: number | undefined,
): readonly Column<Row>[] {
  if (terminalWidth === undefined) return columns;
  const natural = fitColumns(columns, rows, undefined);
  const needed = natural.reduce((sum, width) => sum + width, GAP.length * (natural.length - 1));
  const last = columns.findLastIndex((column) => column.optional === true);
  return needed <= terminalWidth || last === -1 ? columns : roomFor(columns.toSpliced(last, 1), rows, terminalWidth);
}

function widestCuttable<Row>(columns: readonly Column<Row>[], widths: readonly number[]): number | undefined {
  let best: number | undefined;
  for (const [index, column] of columns.entries()) {
    const width = widths[index] ?? 0;
    if (column.cut === undefined || width <= NARROWEST_CUT) continue;
    if (best === undefined || width > (widths[best] ?? 0)) best = index;
  }
  return best;
}

/** The next widest of the columns that give way, so that two long columns end up equally long. */
function secondWidest<Row>(columns: readonly Column<Row>[], widths: readonly number[], widest: number): number {
  return widths.reduce(
    (best, width, index) => (index !== widest && columns[index]?.cut !== undefined ? Math.max(best, width) : best),
    0,
  );
}

export function renderHeader<Row>(columns: readonly Column<Row>[], widths: readonly number[], paint: Paint): string {
  const cells = columns.map((column, index) => pad(truncate(column.title, widths[index] ?? 0), column, widths[index] ?? 0));
  return `${paint.bold(cells.join(GAP).trimEnd())}\n`;
}

export function renderRow<Row>(columns: readonly Column<Row>[], widths: readonly number[], row: Row, paint: Paint): string {
  const cells = columns.map((column, index) => {
    const width = widths[index] ?? 0;
    const text = printable(column.value(row));
    const cell = column.cut === undefined ? text : column.cut === 'start' ? truncateStart(text, width) : truncate(text, width);
    const isLast = index === columns.length - 1 && column.align === undefined;
    const padded = isLast ? cell : pad(cell, column, width);
    return column.paint === undefined ? padded : column.paint(padded, row, paint);
  });
  return `${cells.join(GAP).trimEnd()}\n`;
}

function pad<Row>(text: string, column: Column<Row>, width: number): string {
  const missing = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return column.align === 'right' ? missing + text : text + missing;
}

/** A whole small table as text. */
export function renderTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width: number | undefined,
  paint: Paint,
): string {
  const shown = roomFor(columns, rows, width);
  const widths = fitColumns(shown, rows, width);
  return renderHeader(shown, widths, paint) + rows.map((row) => renderRow(shown, widths, row, paint)).join('');
}
