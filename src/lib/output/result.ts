import type { Paint } from './color.js';
import type { Column } from './table.js';

export const OUTPUT_FORMATS = ['table', 'json', 'yaml', 'name'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** The version of every JSON and YAML shape that Skep prints. Shapes only grow within one version. */
export const RESULT_API_VERSION = 'skep.io/v1';

export type Facts = Readonly<Record<string, unknown>>;

/** Many things of one sort, printed as they come. One value serves all formats. */
export interface ListResult<Item> {
  /** "KeyList" */
  readonly kind: string;
  readonly metadata: Facts;
  readonly items: Iterable<Item> | AsyncIterable<Item>;
  readonly columns: readonly Column<Item>[];
  readonly name: (item: Item) => string;
  /** Told on stderr when there is not one item. */
  readonly empty: string;
}

/** A part of what a person reads about one thing. */
export type Section =
  | { readonly title?: string; readonly table: TableSection }
  | { readonly title?: string; readonly lines: (paint: Paint) => readonly string[] };

/** Columns and rows that belong together; the row type stays inside, so that sections of several sorts stand in one list. */
export interface TableSection {
  render(width: number | undefined, paint: Paint): string;
  readonly rows: number;
}

/** One thing: an inspection, a plan, a summary. */
export interface ReportResult {
  readonly kind: string;
  readonly metadata: Facts;
  readonly result: unknown;
  readonly warnings?: readonly string[];
  readonly sections: readonly Section[];
  readonly names: readonly string[];
}
