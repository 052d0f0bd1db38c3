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

/** The command that finishes a run that was stopped: the same words, and `--resume`. */
export function resumeCommand(words: readonly string[]): string {
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
