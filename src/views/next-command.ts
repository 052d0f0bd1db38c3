import { SkepError } from '../lib/errors.js';

/** Flags of a run that `verify` and a rehearsal must be given too, or they look at other stores, documents and keys. */
const CARRIED_ON = [
  'from',
  'rules',
  'plan',
  'prefix',
  'network-policies',
  'override',
  'encryption-config',
  'target-encryption-config',
  'service-account-key',
  ...['cacert', 'cert', 'key', 'user', 'password-file', 'api'].flatMap((name) => [name, `target-${name}`]),
];

const DEFAULTS: Readonly<Record<string, unknown>> = { prefix: '/registry' };

/** The command that checks a run, to be pasted into a shell as it is: with every flag of the run that it needs. */
export function verifyCommand(source: string, target: string, to: string, flags: Readonly<Record<string, unknown>>): string {
  const given = CARRIED_ON.flatMap((name) => flagWords(name, flags[name]));
  return ['skep', 'migrate', 'verify', source, target, '--to', to, ...given].map(quoted).join(' ');
}

/** What tells of a run that was stopped tells how it goes on, too. */
export function withResumeCommand(error: SkepError, words: readonly string[]): SkepError {
  const { code, message, details } = error;
  if (code !== 'RUN_INTERRUPTED' && code !== 'RUN_TERMINATED') return error;
  return new SkepError(code, message, { hints: [resumeCommand(words)], details, cause: error });
}

/** The command that finishes a run that was stopped: the same words, and `--resume`. */
function resumeCommand(words: readonly string[]): string {
  const again = words.includes('--resume') ? words : [...words, '--resume'];
  return ['skep', 'migrate', 'run', ...again].map(quoted).join(' ');
}

function flagWords(name: string, value: unknown): readonly string[] {
  if (value === undefined || value === false || value === DEFAULTS[name]) return [];
  if (value === true) return [`--${name}`];
  if (Array.isArray(value)) return value.flatMap((one) => flagWords(name, one));
  return typeof value === 'string' ? [`--${name}`, value] : [];
}

/** One word for a POSIX shell. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
