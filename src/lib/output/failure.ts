import type { ErrorCode, ExitCode } from '../errors.js';
import { ERROR_KINDS, EXIT, isSkepError } from '../errors.js';
import type { Terminal } from '../ports/terminal.js';
import { paintFor } from './color.js';
import { printable } from './width.js';

/** What is told of an error, in words and in JSON. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hints: readonly string[];
  readonly exitCode: ExitCode;
  readonly details: Readonly<Record<string, unknown>>;
  readonly stack?: string;
}

/** A command that has said all there is to say, and only wants its exit code (oclif's ExitError). */
export function silentExit(error: unknown): number | undefined {
  if (!isRecord(error) || error['code'] !== 'EEXIT') return undefined;
  const { oclif } = error;
  return isRecord(oclif) && typeof oclif['exit'] === 'number' ? oclif['exit'] : EXIT.ok;
}

/** Turns whatever was thrown into a failure. oclif's own errors (parsing) are usage; what nobody foresaw is a bug. */
export function failureOf(error: unknown): Failure {
  if (isSkepError(error)) {
    const { code, message, hints, exitCode, details } = error;
    return { code, message, hints, exitCode, details, ...stackOf(error) };
  }
  if (isCliError(error)) return usageFailure(error);
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'INTERNAL_BUG',
    message,
    hints: [],
    exitCode: ERROR_KINDS.INTERNAL_BUG.exitCode,
    details: {},
    ...stackOf(error),
  };
}

/** oclif's texts list every argument below the problem, and its errors carry the parser's state: neither is told. */
function usageFailure(error: Error): Failure {
  const missing = missingArguments(error);
  const message = missing.length > 0 ? `missing ${missing.join(' and ')}` : ownWords(error.message);
  return {
    code: 'USAGE_INVALID',
    message,
    hints: ['add --help to see what the command takes'],
    exitCode: ERROR_KINDS.USAGE_INVALID.exitCode,
    details: {},
  };
}

/** One line that begins small, without the frame that oclif puts around its complaints. */
function ownWords(text: string): string {
  const complaints = text
    .replace(/\n?See more help with --help\s*$/, '')
    .replace(/^The following errors? occurred:\n/, '')
    .split('\n')
    .map((line) => line.trim().replace(/^Missing required flag (\S+)$/, 'missing --$1'))
    .filter((line) => line !== '')
    .map((line) => line.charAt(0).toLowerCase() + line.slice(1));
  return complaints.join('; ');
}

function missingArguments(error: Error): readonly string[] {
  if (error.constructor.name !== 'RequiredArgsError' || !('args' in error) || !Array.isArray(error.args)) return [];
  return error.args.flatMap((arg: unknown) =>
    isRecord(arg) && typeof arg['name'] === 'string' ? [arg['name'].toUpperCase()] : [],
  );
}

/** All errors that oclif itself throws are about the command line; each carries an `oclif` member. */
function isCliError(error: unknown): error is Error {
  return error instanceof Error && 'oclif' in error;
}

function stackOf(error: unknown): { readonly stack?: string } {
  return error instanceof Error && error.stack !== undefined ? { stack: error.stack } : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

export interface FailureView {
  readonly format: 'text' | 'json' | 'ndjson';
  readonly debug: boolean;
}

/** In JSON mode the error is the document on stdout; otherwise words on stderr. Stacks only for bugs and with `--debug`. */
export async function printFailure(terminal: Terminal, failure: Failure, view: FailureView): Promise<void> {
  const { stack, ...told } = failure;
  if (view.format !== 'text') {
    const indent = view.format === 'json' ? 2 : undefined;
    await terminal.out.write(`${JSON.stringify({ kind: 'Error', ...told }, undefined, indent)}\n`);
    return;
  }
  const paint = paintFor(terminal.err);
  const lines = [
    `${paint.red('error:')} ${printableLines(failure.message)}`,
    ...failure.hints.map((hint) => `  ${paint.dim('try:')} ${printable(hint)}`),
  ];
  if (stack !== undefined && (view.debug || failure.code === 'INTERNAL_BUG')) lines.push(paint.dim(stack));
  if (failure.code === 'INTERNAL_BUG') lines.push('  this is a fault of skep itself: please report it with the lines above');
  await terminal.err.write(`${lines.join('\n')}\n`);
}

function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
