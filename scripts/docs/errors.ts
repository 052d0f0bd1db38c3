import { ERROR_KINDS, EXIT } from '../../src/lib/errors.js';
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

const MEANINGS: Readonly<Record<keyof typeof EXIT, string>> = {
  ok: 'Done. Also what was already so, and a reader of stdout that went away.',
  failure: 'It failed; the error says what and where.',
  findings: 'It worked, and found something: differences, unaccounted objects, objects that a server cannot read.',
  declined: 'Somebody was asked and said no.',
  auth: 'A server refused who we are.',
  lockHeld: 'Another run holds what this one needs.',
  refused: 'A precondition does not hold: the target is not empty, the plan does not match the world any more.',
  timeout: 'Something did not happen in time.',
  partial: 'Part of it is done; the command that goes on is printed.',
  usage: 'The command line is wrong.',
  config: 'A document that was given is wrong.',
  unknownCommand: 'There is no such command.',
  interrupted: 'Ctrl-C (SIGINT).',
  terminated: 'SIGTERM or SIGHUP.',
};

export function exitCodesPage(): string {
  const rows = Object.entries(EXIT).map(([name, exitCode]) => [
    String(exitCode),
    code(name),
    MEANINGS[name as keyof typeof EXIT],
  ]);
  const intro = '# Exit codes\n\nThe same for every command, in text and in JSON mode.\n\n';
  return GENERATED + intro + table(['exit code', 'name', 'meaning'], rows);
}
