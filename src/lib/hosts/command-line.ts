import { SkepError } from '../errors.js';

/** Linux takes no single argument above this (MAX_ARG_STRLEN), and an ssh command is one argument of the login shell. */
const MAX_ARGUMENT_BYTES = 128 * 1024 - 1;

/** One argument for a POSIX shell: single quotes keep every byte but the single quote itself. */
function quote(argument: string): string {
  return /^[A-Za-z0-9_@%+:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`;
}

/** The line by which a POSIX shell runs exactly this argument list. @throws SkepError USAGE_INVALID for what no shell can be given */
export function commandLine(argv: readonly string[]): string {
  checkArguments(argv);
  const line = argv.map(quote).join(' ');
  if (Buffer.byteLength(line) > MAX_ARGUMENT_BYTES) {
    throw new SkepError(
      'USAGE_INVALID',
      `command ${argv[0] ?? ''}: ${Buffer.byteLength(line)} bytes of arguments are too many for ssh`,
      {
        hints: ['pass large data on stdin'],
      },
    );
  }
  return line;
}

/** @throws SkepError USAGE_INVALID for what the kernel takes in no argument: NUL; and for what is no text: a lone surrogate */
export function checkArguments(argv: readonly string[]): void {
  argv.forEach((argument, index) => {
    if (argument.includes('\0')) throw new SkepError('USAGE_INVALID', `argument ${index} of a command holds a NUL character`);
    if (/\p{Surrogate}/u.test(argument))
      throw new SkepError('USAGE_INVALID', `argument ${index} of a command is not well-formed text`);
  });
}

/** The command with its environment before it. A shell stands between, because env(1) would take a program "a=b" for a variable. */
export function withEnvironment(argv: readonly string[], env: Readonly<Record<string, string>> | undefined): readonly string[] {
  if (argv[0] === undefined || argv[0] === '' || argv[0].startsWith('-')) {
    throw new SkepError('USAGE_INVALID', `"${argv[0] ?? ''}" cannot be the program of a command`);
  }
  const variables = Object.entries(env ?? {});
  const wrong = variables.find(([name]) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name));
  if (wrong) throw new SkepError('USAGE_INVALID', `"${wrong[0]}" cannot be the name of an environment variable`);
  if (variables.length === 0) return argv;
  return ['env', ...variables.map(([name, value]) => `${name}=${value}`), 'sh', '-c', 'exec "$@"', 'sh', ...argv];
}
