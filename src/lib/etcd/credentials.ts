import { SkepError } from '../errors.js';

/** Where the user of one side and the password come from. */
export interface CredentialInput {
  /** `--user NAME`. */
  readonly user?: string | undefined;
  /** `--password-file FILE`; `-` is standard input. */
  readonly passwordFile?: string | undefined;
  /** `NAME` or, as etcdctl takes it, `NAME:PASSWORD`: allowed here, because no process list shows it. */
  readonly userVariable?: string | undefined;
  readonly passwordVariable?: string | undefined;
}

export interface Credentials {
  readonly user?: string;
  readonly password?: string;
}

/**
 * Puts user and password together: flags before variables, a file before a variable, and the password of a `NAME:PASSWORD`
 * variable only for that very name.
 * @throws SkepError what `readFile` throws; USAGE_INVALID for a password without a user
 */
export async function readCredentials(input: CredentialInput, readFile: (path: string) => Promise<string>): Promise<Credentials> {
  const [variableUser, variablePassword] = cutAtColon(input.userVariable ?? '');
  const user = input.user ?? (variableUser === '' ? undefined : variableUser);
  if (user === undefined) {
    if (input.passwordFile === undefined) return {};
    throw new SkepError('USAGE_INVALID', 'a password file without a user', { hints: ['add --user NAME'] });
  }
  const fromFile = input.passwordFile === undefined ? undefined : (await readFile(input.passwordFile)).replace(/\r?\n$/, '');
  const fromVariable = input.passwordVariable === '' ? undefined : input.passwordVariable;
  const password = fromFile ?? fromVariable ?? (user === variableUser ? variablePassword : undefined);
  return { user, ...(password !== undefined && { password }) };
}

/**
 * A user name from the command line, which every process list shows and every shell remembers.
 * @throws SkepError USAGE_INVALID for NAME:PASSWORD; the message does not repeat it
 */
export function assertBareUser(flag: string, text: string, passwordVariable: string): string {
  if (!text.includes(':')) return text;
  throw new SkepError(
    'USAGE_INVALID',
    `--${flag} takes a name alone: a password on the command line stands in every process list`,
    {
      hints: [
        `give it in a file: --${flag.replace('user', 'password-file')} FILE (or - for standard input)`,
        `or in the environment: ${passwordVariable}`,
      ],
    },
  );
}

function cutAtColon(text: string): readonly [string, string | undefined] {
  const colon = text.indexOf(':');
  return colon === -1 ? [text, undefined] : [text.slice(0, colon), text.slice(colon + 1)];
}
