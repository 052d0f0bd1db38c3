import type { Terminal } from '../ports/terminal.js';
import { paintFor } from './color.js';
import type { ListResult, OutputFormat, ReportResult, TableSection } from './result.js';
import { RESULT_API_VERSION } from './result.js';
import type { Column } from './table.js';
import { fitColumns, renderHeader, renderRow, renderTable, roomFor } from './table.js';
import { printable } from './width.js';
import { yamlText } from './yaml-text.js';

/** Rows looked at before the first is printed, to find the widths. Later rows that are wider stand out rather than be cut. */
const ROWS_TO_MEASURE = 2000;
const CHUNK_CHARACTERS = 64 * 1024;

/**
 * Prints a list in one pass and bounded memory, and stops reading when the reader of stdout has gone.
 * @returns how many items were taken from the list
 */
export async function printList<Item>(terminal: Terminal, format: OutputFormat, list: ListResult<Item>): Promise<number> {
  const render = listRenderer(terminal, format, list);
  let pending = render.head;
  let count = 0;
  for await (const item of list.items) {
    pending += render.item(item, count);
    count += 1;
    if (pending.length >= CHUNK_CHARACTERS) {
      await terminal.out.write(pending);
      pending = '';
    }
    if (terminal.out.closed) return count;
  }
  await terminal.out.write(pending + render.tail(count));
  if (count === 0 && format === 'table') await terminal.err.write(`${list.empty}\n`);
  return count;
}

interface ListRenderer<Item> {
  readonly head: string;
  item(item: Item, index: number): string;
  tail(count: number): string;
}

function listRenderer<Item>(terminal: Terminal, format: OutputFormat, list: ListResult<Item>): ListRenderer<Item> {
  const envelope = { apiVersion: RESULT_API_VERSION, kind: list.kind, metadata: list.metadata };
  switch (format) {
    case 'name':
      return { head: '', item: (item) => `${printable(list.name(item))}\n`, tail: () => '' };
    case 'json':
      return {
        head: `${JSON.stringify(envelope).slice(0, -1)},"items":[`,
        item: (item, index) => `${index === 0 ? '' : ','}\n${JSON.stringify(item)}`,
        tail: (count) => `${count === 0 ? '' : '\n'}]}\n`,
      };
    case 'yaml':
      return {
        head: yamlText(envelope),
        item: (item, index) => `${index === 0 ? 'items:\n' : ''}${yamlText([item])}`,
        tail: (count) => (count === 0 ? 'items: []\n' : ''),
      };
    case 'table':
      return tableRenderer(terminal, list.columns);
  }
}

/** Holds the first rows back until it has seen enough of them to choose the widths. */
function tableRenderer<Item>(terminal: Terminal, columns: readonly Column<Item>[]): ListRenderer<Item> {
  const paint = paintFor(terminal.out);
  const held: Item[] = [];
  let fitted: { readonly columns: readonly Column<Item>[]; readonly widths: readonly number[] } | undefined;
  const flush = (): string => {
    const shown = roomFor(columns, held, terminal.out.columns);
    const widths = fitColumns(shown, held, terminal.out.columns);
    fitted = { columns: shown, widths };
    const text = held.map((row) => renderRow(shown, widths, row, paint)).join('');
    held.length = 0;
    return renderHeader(shown, widths, paint) + text;
  };
  return {
    head: '',
    item: (item) => {
      if (fitted !== undefined) return renderRow(fitted.columns, fitted.widths, item, paint);
      held.push(item);
      return held.length === ROWS_TO_MEASURE ? flush() : '';
    },
    tail: (count) => (count > 0 && fitted === undefined ? flush() : ''),
  };
}

/** Prints one thing. Warnings go to stderr in every format, and into the document of `json` and `yaml` too. */
export async function printReport(terminal: Terminal, format: OutputFormat, report: ReportResult): Promise<void> {
  const warnings = report.warnings ?? [];
  const document = {
    apiVersion: RESULT_API_VERSION,
    kind: report.kind,
    metadata: report.metadata,
    result: report.result,
    warnings,
  };
  switch (format) {
    case 'json':
      await terminal.out.write(`${JSON.stringify(document, undefined, 2)}\n`);
      return;
    case 'yaml':
      await terminal.out.write(yamlText(document));
      return;
    case 'name':
      await terminal.out.write(report.names.map((name) => `${printable(name)}\n`).join(''));
      return;
    case 'table':
      await terminal.out.write(sectionsText(terminal, report));
      await warn(terminal, warnings);
  }
}

function sectionsText(terminal: Terminal, report: ReportResult): string {
  const paint = paintFor(terminal.out);
  return report.sections
    .filter((section) => !('table' in section) || section.table.rows > 0)
    .map((section) => {
      const title = section.title === undefined ? '' : `${paint.bold.underline(section.title)}\n`;
      if ('table' in section) return title + section.table.render(terminal.out.columns, paint);
      return (
        title +
        section
          .lines(paint)
          .map((line) => `${line}\n`)
          .join('')
      );
    })
    .join('\n');
}

/** Tells warnings on stderr, one a line. */
export async function warn(terminal: Terminal, warnings: readonly string[]): Promise<void> {
  const paint = paintFor(terminal.err);
  await terminal.err.write(warnings.map((text) => `${paint.yellow('warning:')} ${printable(text)}\n`).join(''));
}

/** Binds rows to their columns for a section. */
export function tableOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): TableSection {
  return { rows: rows.length, render: (width, paint) => renderTable(columns, rows, width, paint) };
}
