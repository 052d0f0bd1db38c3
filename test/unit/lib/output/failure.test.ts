import { describe, expect, it } from 'vitest';
import { SkepError } from '../../../../src/lib/errors.js';
import { failureOf, printFailure, silentExit } from '../../../../src/lib/output/failure.js';
import { closestTo } from '../../../../src/lib/output/closest.js';
import { memoryTerminal } from './memory-terminal.js';

describe('failures', () => {
  it('are documents on stdout in JSON mode', async () => {
    const terminal = memoryTerminal();
    const error = new SkepError('STORE_NOT_FOUND', 'there is no file a.db', { hints: ['look'], details: { path: 'a.db' } });
    await printFailure(terminal, failureOf(error), { format: 'json', debug: false });
    expect(JSON.parse(terminal.out.text)).toEqual({
      kind: 'Error',
      code: 'STORE_NOT_FOUND',
      message: 'there is no file a.db',
      hints: ['look'],
      exitCode: 64,
      details: { path: 'a.db' },
    });
    expect(terminal.err.text).toBe('');
  });

  it('are words on stderr otherwise, with a stack only when asked for or when it is our fault', async () => {
    const told = async (error: unknown, debug: boolean): Promise<string> => {
      const terminal = memoryTerminal();
      await printFailure(terminal, failureOf(error), { format: 'text', debug });
      expect(terminal.out.text).toBe('');
      return terminal.err.text;
    };
    const expected = new SkepError('STORE_NOT_FOUND', 'there is no file a.db', { hints: ['skep etcd ls b.db'] });
    expect(await told(expected, false)).toBe('error: there is no file a.db\n  try: skep etcd ls b.db\n');
    expect(await told(expected, true)).toContain('failure.test');
    expect(await told(new TypeError('x is undefined'), false)).toContain('a fault of skep itself');
  });

  it('tell what oclif says of the command line without its inner state', () => {
    const parseError = Object.assign(new Error('Nonexistent flag: --foo\nSee more help with --help'), {
      oclif: { exit: 2 },
      parse: { input: { argv: ['--password=x'] } },
    });
    expect(failureOf(parseError)).toMatchObject({ code: 'USAGE_INVALID', exitCode: 64, message: 'nonexistent flag: --foo' });
    expect(JSON.stringify(failureOf(parseError))).not.toContain('password');
  });

  it('name what is missing in one line', () => {
    const frame =
      'The following errors occurred:\n  Missing required flag to\n  Missing required flag release\nSee more help with --help';
    const missing = Object.assign(new Error(frame), { oclif: { exit: 2 } });
    expect(failureOf(missing).message).toBe('missing --to; missing --release');
  });

  it('know a command that only wants its exit code', () => {
    expect(silentExit(Object.assign(new Error('EEXIT: 2'), { code: 'EEXIT', oclif: { exit: 2 } }))).toBe(2);
    expect(silentExit(new Error('x'))).toBeUndefined();
  });
});

describe('did you mean', () => {
  it.each([
    ['etdc ls', 'etcd ls'],
    ['migrate pln', 'migrate plan'],
    ['etcd sl', 'etcd ls'],
    ['kubectl', undefined],
  ])('%s: %s', (typed, expected) => {
    expect(closestTo(typed, ['etcd ls', 'etcd get', 'migrate plan', 'migrate run', 'etcd'])).toBe(expected);
  });
});
