import { ERROR_KINDS, EXIT, EXIT_MEANINGS } from '../../src/lib/errors.js';
import { code, GENERATED, table } from './markdown.js';

const SOURCES = { user: 'the command line', environment: 'the world around', bug: 'skep itself' } as const;

export function errorsPage(): string {
  const rows = Object.entries(ERROR_KINDS)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, kind]) => [code(name), String(kind.exitCode), SOURCES[kind.source], kind.when]);
  const intro =
    '# Errors\n\nEvery error has a stable code. With `--output json` it is the document on stdout: `{kind: "Error", code, message, hints, exitCode, details}`.\n\n';
  return GENERATED + intro + table(['code', 'exit code', 'lies in', 'when'], rows);
}

export function exitCodesPage(): string {
  const rows = Object.entries(EXIT).map(([name, exitCode]) => [
    String(exitCode),
    code(name),
    EXIT_MEANINGS[name as keyof typeof EXIT],
  ]);
  const intro = '# Exit codes\n\nThe same for every command, in text and in JSON mode.\n\n';
  return GENERATED + intro + table(['exit code', 'name', 'meaning'], rows);
}
