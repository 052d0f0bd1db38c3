import { type Document, isMap, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { SkepError } from '../errors.js';

/** One mistake in a document that a person wrote. Lines and columns count from 1. */
export interface DocumentProblem {
  /** "spec.tenants.mapping[0].name"; '' is the document. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly hint: string;
}

/**
 * Reads a YAML (or JSON) document and checks it against a schema.
 * @param kind for the hints
 * @throws SkepError CONFIG_INVALID with every mistake in `details.problems`, and its place
 */
export function parseYamlDocument<T>(schema: z.ZodType<T>, kind: string, text: string, fileName: string): T {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  if (document.errors.length > 0) {
    const hint = 'see where the indentation or a quote goes wrong; the place is the first that cannot be read';
    throw invalid(
      kind,
      fileName,
      document.errors.map((error) => ({ path: '', ...placeIn(lines, error.pos[0]), message: error.message, hint })),
    );
  }
  const result = schema.safeParse(document.toJS());
  if (result.success) return result.data;
  throw invalid(
    kind,
    fileName,
    result.error.issues.flatMap((issue) => problemsOf(kind, document, lines, issue)),
  );
}

/** @returns the error that names every problem, one a line */
export function invalid(kind: string, fileName: string, problems: readonly DocumentProblem[]): SkepError {
  const shown = problems.map(
    ({ path, line, column, message, hint }) =>
      `${fileName}:${line}:${column}: ${path === '' ? '' : `${path}: `}${message} (${hint})`,
  );
  return new SkepError('CONFIG_INVALID', `${fileName} is no valid ${kind}:\n${shown.join('\n')}`, {
    hints: [`skep config explain ${kind}`],
    details: { file: fileName, problems },
  });
}

/** An unknown field is told one by one, each at its own place. */
function problemsOf(kind: string, document: Document.Parsed, lines: LineCounter, issue: z.core.$ZodIssue): DocumentProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const owner = pathText(issue.path);
    return issue.keys.map((key) => ({
      path: pathText([...issue.path, key]),
      ...placeIn(lines, offsetOf(document, [...issue.path, key])),
      message: `there is no field ${key} here`,
      hint: `skep config explain ${kind}${owner === '' ? '' : ` ${owner}`} shows the fields that there are`,
    }));
  }
  const path = pathText(issue.path);
  const hint = typeof issue === 'object' && 'params' in issue ? hintOf(issue.params) : undefined;
  return [
    {
      path,
      ...placeIn(lines, offsetOf(document, issue.path)),
      message: issue.message,
      hint: hint ?? `skep config explain ${kind}${path === '' ? '' : ` ${path}`}`,
    },
  ];
}

function hintOf(params: unknown): string | undefined {
  if (typeof params !== 'object' || params === null || !('hint' in params)) return undefined;
  return typeof params.hint === 'string' ? params.hint : undefined;
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}

/** Where the nearest node of the path begins: the key, for a field of a map. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent: unknown = document.getIn(path.slice(0, length - 1), true);
    const step = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step));
      if (isScalar(pair?.key) && pair.key.range) return pair.key.range[0];
    }
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) return Number(node.range[0]);
  }
  return document.contents?.range[0] ?? 0;
}

function placeIn(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}
